import TicketsCore
import TicketsFiles

/// Standard output for a result that comes in pieces; what goes wrong is told at the end.
final class Outlet {
  private var failure: Errno?

  func write(_ bytes: [UInt8]) {
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
