import TicketsCore

/// The streams that a process is born with; never closed by us.
package struct StandardStream: Sendable {
  package let descriptor: Int32

  package static let input = StandardStream(descriptor: 0)
  package static let output = StandardStream(descriptor: 1)
  package static let error = StandardStream(descriptor: 2)

  /// Writes all of the bytes.
  package func write(_ bytes: [UInt8]) throws(Errno) {
    try Platform.writeAll(bytes, to: descriptor)
  }

  /// Reads up to the end.
  package func readAll() throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let chunk = try Platform.readOnce(65536, from: descriptor)
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }

  /// Reads up to the end, as long as something comes within some time.
  package func readArrived(within time: Duration) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < Self.mostArrived, try Platform.hasArrived(descriptor, within: time) {
      let chunk = try Platform.readOnce(65536, from: descriptor)
      if chunk.isEmpty { break }
      bytes += chunk
    }
    return bytes
  }

  /// More than any host says.
  private static let mostArrived = 1 << 20

  /// Reads one line without its end, a byte at a time so that nothing after it is taken; nil at the end.
  package func readLine() throws(Errno) -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      guard let byte = try Platform.readOnce(1, from: descriptor).first else { return line.isEmpty ? nil : line }
      if byte == Ascii.newline { return line }
      line.append(byte)
    }
  }
}
