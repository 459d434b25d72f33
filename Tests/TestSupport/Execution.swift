import Foundation

/// What a program that ended left behind.
package struct Execution: Sendable {
  /// The exit code; 128 and the signal, as a shell has it, when one ended the program.
  package let status: Int32
  package let output: [UInt8]
  package let errors: [UInt8]

  /// Standard output as text.
  package var text: String { String(decoding: output, as: UTF8.self) }

  /// Standard error as text.
  package var errorText: String { String(decoding: errors, as: UTF8.self) }

  /// Standard output as lines, without the last newline.
  package var lines: [String] { text.split(separator: "\n").map(String.init) }
}

/// A program that could not be run, ran too long, or failed when it should not have.
package struct ExecutionFailure: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) {
    self.description = description
  }
}

/// Runs a program to its end with exactly this environment.
///
/// Foundation's `Process` reads past the end of a buffer, which the address sanitizer does not let pass.
package func run(
  _ executable: String, _ arguments: [String] = [], in folder: String, environment: [String: String] = [:],
  input: [UInt8] = [], timeout: Double = 60
) throws -> Execution {
  // Files, not pipes: nobody has to read while the program writes.
  let standardInput = try Scratch(input)
  let output = try Scratch()
  let errors = try Scratch()
  // Not every C library can start a program in another folder, but every shell can.
  let words = ["sh", "-c", #"cd "$0" && unset PWD OLDPWD && exec "$@""#, folder, executable] + arguments
  let child = try spawn(
    "/bin/sh", words, environment.merging(instruments) { own, _ in own }.map { "\($0)=\($1)" },
    [standardInput.descriptor, output.descriptor, errors.descriptor])
  let watch = DispatchWorkItem { kill(child, SIGKILL) }
  DispatchQueue.global().asyncAfter(deadline: .now() + timeout, execute: watch)
  let start = ContinuousClock.now
  var status: Int32 = 0
  while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
  watch.cancel()
  guard ContinuousClock.now - start < .seconds(timeout) else {
    throw ExecutionFailure(description: "\(executable) \(arguments) ran for more than \(timeout) seconds")
  }
  let signal = status & 0x7f
  return Execution(
    status: signal == 0 ? status >> 8 & 0xff : 128 + signal, output: output.contents(), errors: errors.contents())
}

/// Writes a script that can be run.
///
/// Another process writes it: a program that is started meanwhile would keep our file open, and then it could not run.
package func writeScript(_ text: String, to path: String) throws {
  let script = #"mkdir -p "${0%/*}" && cat >"$0" && chmod 755 "$0""#
  let written = try run(
    "/bin/sh", ["-c", script, path], in: "/", environment: ["PATH": "/usr/bin:/bin"], input: Array(text.utf8))
  guard written.status == 0 else { throw ExecutionFailure(description: "\(path): \(written.errorText)") }
}

/// What sanitizers and coverage are told: programs of this build are instrumented as the tests are.
let instruments = ProcessInfo.processInfo.environment.filter {
  ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "LLVM_PROFILE_FILE"].contains($0.key)
}

/// Starts a program whose standard files are these.
func spawn(
  _ executable: String, _ words: [String], _ environment: [String], _ files: [Int32]
) throws -> pid_t {
  #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
  #else
    var actions = unsafe posix_spawn_file_actions_t()
  #endif
  unsafe posix_spawn_file_actions_init(&actions)
  defer { unsafe posix_spawn_file_actions_destroy(&actions) }
  for (number, file) in files.enumerated() {
    unsafe posix_spawn_file_actions_adddup2(&actions, file, Int32(number))
  }
  let (words, variables) = unsafe (words.map { unsafe strdup($0) }, environment.map { unsafe strdup($0) })
  defer { unsafe (words + variables).forEach { unsafe free($0) } }
  var child: pid_t = 0
  let status = unsafe posix_spawn(&child, executable, &actions, nil, words + [nil], variables + [nil])
  guard status == 0 else {
    throw ExecutionFailure(description: "\(executable): \(unsafe String(cString: strerror(status)))")
  }
  return child
}

/// An open file without a name.
private struct Scratch: ~Copyable {
  let descriptor: Int32

  init(_ bytes: [UInt8] = []) throws {
    let path = NSTemporaryDirectory() + "/tickets-" + UUID().uuidString
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ExecutionFailure(description: "\(path): error \(errno)") }
    unsafe unlink(path)
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw ExecutionFailure(description: "\(path): error \(errno)") }
      written += count
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }

  func contents() -> [UInt8] {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    // An array without room is one for all threads, and the thread sanitizer sees them write that it is empty.
    guard size > 0 else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = 0
      while count < size {
        let step = unsafe pread(descriptor, buffer.baseAddress.map { unsafe $0 + count }, size - count, off_t(count))
        if step <= 0 { return }
        count += step
      }
    }
  }
}
