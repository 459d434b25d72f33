import Foundation

/// A program that is talked to, line by line, while it runs.
package final class Dialog {
  package let process: Int32
  private var input: Int32
  private let output: Int32
  private var received: [UInt8] = []
  private let watch: DispatchWorkItem

  /// Starts a program with exactly this environment; it is killed when it takes too long.
  package init(
    _ executable: String, _ arguments: [String] = [], in folder: String, environment: [String: String] = [:],
    timeout: Double = 120
  ) throws {
    let (theirInput, ourInput) = try Self.pipe()
    let (ourOutput, theirOutput) = try Self.pipe()
    let errors = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { for file in [theirInput, theirOutput, errors] { close(file) } }
    let words = ["sh", "-c", #"cd "$0" && unset PWD OLDPWD && exec "$@""#, folder, executable] + arguments
    let child = try spawn(
      "/bin/sh", words, environment.merging(instruments) { own, _ in own }.map { "\($0)=\($1)" },
      [theirInput, theirOutput, errors])
    (process, input, output) = (child, ourInput, ourOutput)
    watch = DispatchWorkItem { kill(child, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + timeout, execute: watch)
    // A program that is gone is an error of a write, not our end.
    signal(SIGPIPE, SIG_IGN)
  }

  deinit {
    if input >= 0 { close(input) }
    close(output)
  }

  /// Says a line, or several.
  package func send(_ lines: String...) throws { try send(lines) }

  /// Says some lines.
  package func send(_ lines: [String]) throws {
    var bytes = Array(lines.map { $0 + "\n" }.joined().utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe write(input, $0.baseAddress, $0.count) }
      guard count > 0 else { throw ExecutionFailure(description: "the program does not listen: error \(errno)") }
      bytes = bytes.dropFirst(count)
    }
  }

  /// The next line that it says, or nothing when it has nothing more to say.
  package func receive() -> String? {
    while true {
      if let end = received.firstIndex(of: 10) {
        defer { received.removeFirst(end + 1) }
        return String(decoding: received[..<end], as: UTF8.self)
      }
      var chunk = [UInt8](repeating: 0, count: 65536)
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(output, $0.baseAddress, $0.count) }
      guard count > 0 else { return nil }
      received += chunk[..<count]
    }
  }

  /// Has nothing more to say.
  package func hangUp() {
    close(input)
    input = -1
  }

  /// Waits for its end; 128 and the signal when one ended it.
  package func end() -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    watch.cancel()
    return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
  }

  private static func pipe() throws -> (output: Int32, input: Int32) {
    var ends: [Int32] = [0, 0]
    let status = unsafe Foundation.pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    guard status == 0 else { throw ExecutionFailure(description: "no pipe: error \(errno)") }
    return (ends[0], ends[1])
  }
}
