/// Whether the one index of many packs can be trusted: like that of a single pack it is followed wherever it leads.
enum MultiPackIndexCheck {
  static let fileName = "multi-pack-index"

  private static let header = 12
  private static let entry = 12
  /// Only what libgit2 reads is looked at.
  private static let nameLength = 20
  /// The name of the file itself stands at its end.
  private static let trailer = nameLength

  /// Where the parts of the file lie.
  private struct Parts {
    var names = 0..<0
    var fanOut = 0..<0
    var ids = 0..<0
    var offsets = 0..<0
    var farOffsets: Range<Int>?
  }

  /// Looks at all that it says of packs; one of another version is none that anybody here would read.
  static func isSound(_ bytes: borrowing Span<UInt8>, packSize: (String) -> Int?) -> Bool {
    guard bytes.count >= header + entry + trailer else { return false }
    guard number(bytes, 0) == 0x4D49_4458 else { return false }
    guard bytes[4] == 1, bytes[5] == 1 else { return true }
    guard let parts = parts(of: bytes), parts.fanOut.count == 256 * 4 else { return false }
    var count: UInt32 = 0
    for place in stride(from: parts.fanOut.lowerBound, to: parts.fanOut.upperBound, by: 4) {
      let next = number(bytes, place)
      guard next >= count else { return false }
      count = next
    }
    let objects = Int(count)
    guard parts.ids.count == objects * nameLength, parts.offsets.count == objects * 8,
      let packs = packs(bytes, parts.names)
    else { return false }
    let sizes = packs.map(packSize)
    return (0..<objects).allSatisfy { object in
      let place = parts.offsets.lowerBound + 8 * object
      let pack = Int(number(bytes, place))
      guard pack < packs.count, let begin = start(bytes, place + 4, parts.farOffsets) else { return false }
      // A pack that is not there is not read.
      return sizes[pack].map { begin < $0 } ?? true
    }
  }

  private static func parts(of bytes: borrowing Span<UInt8>) -> Parts? {
    let chunks = Int(bytes[6])
    let end = bytes.count - trailer
    guard header + (chunks + 1) * entry <= end else { return nil }
    var parts = Parts()
    for chunk in 0..<chunks {
      let place = header + chunk * entry
      // The entry after the last one says where the last part ends.
      let bounds = (wide(bytes, place + 4), wide(bytes, place + entry + 4))
      guard header <= bounds.0, bounds.0 <= bounds.1, bounds.1 <= end else { return nil }
      let range = bounds.0..<bounds.1
      switch number(bytes, place) {
      case 0x504E_414D: parts.names = range
      case 0x4F49_4446: parts.fanOut = range
      case 0x4F49_444C: parts.ids = range
      case 0x4F4F_4646: parts.offsets = range
      case 0x4C4F_4646: parts.farOffsets = range
      default: break
      }
    }
    return parts
  }

  /// The names of the packs, in the order of their numbers; their count stands in the header.
  private static func packs(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> [String]? {
    let count = Int(number(bytes, 8))
    var names: [String] = []
    var name: [UInt8] = []
    for place in range where names.count < count {
      if bytes[place] != 0 {
        name.append(bytes[place])
      } else {
        names.append(String(decoding: name, as: UTF8.self))
        name = []
      }
    }
    return names.count == count ? names : nil
  }

  /// Where an object lies in its pack; those far behind have their places in a part of their own.
  private static func start(_ bytes: borrowing Span<UInt8>, _ place: Int, _ far: Range<Int>?) -> Int? {
    let near = number(bytes, place)
    guard let far, near & 1 << 31 != 0 else { return Int(near) }
    let entry = far.lowerBound + 8 * Int(near & ~(1 << 31))
    guard entry + 8 <= far.upperBound else { return nil }
    return wide(bytes, entry)
  }

  /// A number of eight bytes; one too great to be a place is greater than every size.
  private static func wide(_ bytes: borrowing Span<UInt8>, _ place: Int) -> Int {
    let (high, low) = (number(bytes, place), number(bytes, place + 4))
    return high < 1 << 30 ? Int(high) << 32 | Int(low) : .max
  }

  private static func number(_ bytes: borrowing Span<UInt8>, _ offset: Int) -> UInt32 {
    UInt32(bigEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
