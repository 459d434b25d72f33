import Foundation
import TestSupport
import Testing

#if os(Linux)
  extension Workspace {
    /// Runs a command line whose input is a terminal: what is typed is typed once it waits for it.
    func atTerminal(_ words: [String], typing text: String?) throws -> (status: Int32?, errors: String) {
      let terminal = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
      defer { close(terminal) }
      var (lock, number): (Int32, Int32) = (0, 0)
      // TIOCSPTLCK unlocks the other end, TIOCGPTN says which it is.
      let isOpen = unsafe ioctl(terminal, 0x4004_5431, &lock) == 0 && ioctl(terminal, 0x8004_5430, &number) == 0
      try #require(isOpen)
      let keys = try #require(FileHandle(forUpdatingAtPath: "/dev/pts/\(number)"))
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Tool.path)
      process.currentDirectoryURL = URL(fileURLWithPath: path)
      process.arguments = words
      process.environment = tool.environment
      process.standardInput = keys
      process.standardOutput = FileHandle.nullDevice
      let errors = path + "/errors"
      try write("", to: errors)
      process.standardError = FileHandle(forWritingAtPath: errors)
      try process.run()
      if let text {
        _ = unsafe Array(text.utf8).withUnsafeBytes { unsafe Foundation.write(terminal, $0.baseAddress, $0.count) }
      }
      let deadline = Date(timeIntervalSinceNow: 20)
      while process.isRunning, Date() < deadline { usleep(2000) }
      let hasEnded = !process.isRunning
      if !hasEnded { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
      return (hasEnded ? process.terminationStatus : nil, try read(errors))
    }
  }
#endif
