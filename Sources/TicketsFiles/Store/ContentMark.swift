import TicketsCore

/// How much a file holds, and a number that hardly ever stays when its content changes.
///
/// A journal keeps it instead of the bytes: it tells whether a file is still what a killed process left.
struct ContentMark: Equatable, Sendable {
  let size: Int
  let sum: UInt64

  init(_ bytes: [UInt8]) {
    size = bytes.count
    // FNV-1a: short, and good enough where nobody gains by an equal sum.
    sum = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension ContentMark: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.value("\(size) \(String(sum, radix: 16))")
  }

  init?(_ value: JSON?) {
    guard let parts = value?.string?.split(separator: " "), parts.count == 2, let size = Int(parts[0]),
      let sum = UInt64(parts[1], radix: 16)
    else { return nil }
    (self.size, self.sum) = (size, sum)
  }
}
