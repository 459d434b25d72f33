import Foundation
import Synchronization

/// What a program that ended left behind.
package struct Execution: Sendable {
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
}

/// Runs a program to its end with exactly this environment.
package func run(
  _ executable: String, _ arguments: [String] = [], in folder: String, environment: [String: String] = [:],
  input: [UInt8] = [], timeout: Double = 60
) throws -> Execution {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: executable)
  process.arguments = arguments
  process.currentDirectoryURL = URL(fileURLWithPath: folder)
  process.environment = environment
  let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
  process.standardInput = standardInput
  process.standardOutput = output
  process.standardError = errors
  try process.run()
  // Each pipe has a thread of its own: a program waits when nobody reads what it writes.
  let (outputBytes, errorBytes) = (Drain(output.fileHandleForReading), Drain(errors.fileHandleForReading))
  let writer = standardInput.fileHandleForWriting
  Thread.detachNewThread {
    // A program may end without reading all of its input.
    try? writer.write(contentsOf: Data(input))
    try? writer.close()
  }
  let isLate = Mutex(false)
  let watch = DispatchWorkItem {
    isLate.withLock { $0 = true }
    process.terminate()
  }
  DispatchQueue.global().asyncAfter(deadline: .now() + timeout, execute: watch)
  process.waitUntilExit()
  watch.cancel()
  let execution = Execution(
    status: process.terminationStatus, output: outputBytes.wait(), errors: errorBytes.wait())
  guard !isLate.withLock({ $0 }) else {
    throw ExecutionFailure(description: "\(executable) \(arguments) ran for more than \(timeout) seconds")
  }
  return execution
}

/// Reads a pipe to its end on a thread of its own.
private final class Drain: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  private let done = DispatchSemaphore(value: 0)

  init(_ handle: FileHandle) {
    Thread.detachNewThread { [self] in
      let data = (try? handle.readToEnd()) ?? Data()
      bytes.withLock { $0 = [UInt8](data) }
      done.signal()
    }
  }

  func wait() -> [UInt8] {
    done.wait()
    return bytes.withLock { $0 }
  }
}
