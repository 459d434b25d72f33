import TicketsCore
import TicketsFiles

/// What a command printed, kept instead of printed.
final class Recording {
  /// What would be on standard output.
  var output: [UInt8] = []
  /// What would be on standard error.
  var remarks = ""
}

/// Where a result goes that comes in pieces, standard output or a recording; what goes wrong is told at the end.
final class Outlet {
  private let recording: Recording?
  private var failure: Errno?

  init(keeping recording: Recording?) {
    self.recording = recording
  }

  func write(_ bytes: [UInt8]) {
    if let recording {
      recording.output += bytes
      return
    }
    guard failure == nil else { return }
    do throws(Errno) {
      try StandardStream.output.write(bytes)
    } catch {
      failure = error
    }
  }

  func write(_ text: String) {
    write(Array(text.utf8))
  }

  /// Says that nothing more comes.
  func end() throws(Failure) {
    // Where the pipe is broken, the reader has seen enough.
    guard let failure, failure != .brokenPipe else { return }
    throw Failure("OUTPUT", "cannot write the result: \(failure.message)")
  }
}
