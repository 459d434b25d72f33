import TicketsCore

/// Streams that live as long as the process, those that it is born with and a few more; never closed by us.
package struct StandardStream: Sendable {
  package let descriptor: Int32

  package static let input = StandardStream(descriptor: 0)
  package static let output = StandardStream(descriptor: 1)
  package static let error = StandardStream(descriptor: 2)

  /// A copy that nothing else knows; what is written here goes to the other stream from now on, or is read from nowhere.
  package func movedAside(leaving other: StandardStream?) throws(Errno) -> StandardStream {
    let copy = StandardStream(descriptor: try Platform.duplicate(descriptor))
    if let other {
      try Platform.duplicate(other.descriptor, over: descriptor)
    } else {
      let nothing = try Platform.open("/dev/null", in: nil, .reading)
      try Platform.duplicate(nothing, over: descriptor)
      Platform.close(nothing)
    }
    return copy
  }

  /// Two ends: what is written to one can be read from the other.
  package static func pipe() throws(Errno) -> (output: StandardStream, input: StandardStream) {
    let (output, input) = try Platform.pipe()
    return (StandardStream(descriptor: output), StandardStream(descriptor: input))
  }

  /// Reads what there is, at most so many bytes; waits for the first, and gives none at the end.
  package func read(atMost size: Int) throws(Errno) -> [UInt8] {
    try Platform.readOnce(size, from: descriptor)
  }

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
