import TicketsCore
import TicketsFiles

/// What a command printed, kept instead of printed.
final class Recording {
  /// What would be on standard output.
  var output: [UInt8] = []
  /// What would be on standard error.
  var remarks = ""
}

/// Where a result goes that comes in pieces, a standard stream or a recording; what goes wrong is told at the end.
final class Outlet {
  private let recording: Recording?
  private var failure: Errno?
  /// What waits until it is known whether the terminal has room for it.
  private var held: [UInt8]?
  private let height: Int
  private let stream: StandardStream

  /// Writes what comes at once, or with a height holds it back until the end.
  init(
    to stream: StandardStream = .output, keeping recording: Recording? = nil, holdingFor height: Int? = nil
  ) {
    self.stream = stream
    self.recording = recording
    self.height = height ?? 0
    held = height == nil ? nil : []
  }

  func write(_ bytes: [UInt8]) {
    if let recording {
      recording.output += bytes
      return
    }
    guard failure == nil else { return }
    if held != nil {
      held?.append(contentsOf: bytes)
      return
    }
    do throws(Errno) {
      try stream.write(bytes)
    } catch {
      failure = error
    }
  }

  func write(_ text: String) {
    write(Array(text.utf8))
  }

  /// What was held back, when it is longer than the terminal; else it is written now.
  func release() -> [UInt8]? {
    guard let bytes = held else { return nil }
    held = nil
    if bytes.count(where: { $0 == Ascii.newline }) >= height { return bytes }
    write(bytes)
    return nil
  }

  /// Says that nothing more comes.
  func end() throws(Failure) {
    // Where the pipe is broken, the reader has seen enough.
    guard let failure, failure != .brokenPipe else { return }
    throw Failure(.output, "cannot write the result: \(failure.message)")
  }
}
