import Foundation
import TestSupport
import Testing

#if os(Linux)
  @Suite("Disks and locks of others, real ones") struct RealFaultTests {
    /// Whether this user may mount a disk of its own, which takes a name space of its own.
    private static let canMount =
      (try? run(
        "/bin/sh", ["-c", "unshare -m mount -t tmpfs none /mnt"], in: "/",
        environment: ["PATH": "/usr/sbin:/usr/bin:/bin"]
      ))?.status == 0

    /// Runs a script with a disk of 80 KB mounted in `disk`.
    private func onSmallDisk(_ script: String) throws -> (execution: Execution, workspace: Workspace) {
      let workspace = try Workspace(isBegun: false)
      try FileManager.default.createDirectory(atPath: workspace.path + "/disk", withIntermediateDirectories: true)
      let begin = """
        set -e
        mount -t tmpfs -o size=80k,nr_inodes=40 none disk
        cd disk
        tickets() { '\(Tool.path)' "$@"; }
        state() { find .tickets -type f -exec cat {} + | cksum; find .tickets -name '.unfinished'; }
        tickets init >/dev/null
        id=$(tickets new --title First)
        log() { tickets log "$id" --actor-type human --actor-id a --run-id r --summary "$@"; }
        log first >/dev/null
        before=$(state)

        """
      let execution = try run(
        "/bin/sh", ["-c", #"exec unshare -m sh -c "$0""#, begin + script], in: workspace.path,
        environment: workspace.tool.environment)
      return (execution, workspace)
    }

    @Test(.enabled(if: canMount, "needs the right to mount"))
    func `a full disk changes nothing, and room is all that it takes`() throws {
      let (execution, _) = try onSmallDisk(
        """
        dd if=/dev/zero of=filler bs=4k 2>/dev/null || true
        for command in "new --title Second" "status $id doing --log" "repair --all"; do
          tickets $command && status=0 || status=$?
          echo "$status"
        done
        long=$(printf '%09999d' 1)
        log "$long" || echo $?
        [ "$before" = "$(state)" ] && echo same
        rm filler
        tickets new --title Second >/dev/null
        tickets status "$id" doing --log >/dev/null
        log "$long" >/dev/null
        tickets validate >/dev/null && echo valid
        """)
      #expect(
        execution.lines.filter { !$0.isEmpty }.suffix(3) == ["2", "same", "valid"],
        "\(execution.text)\(execution.errorText)")
      #expect(execution.errorText.contains("No space left on device"))
    }

    @Test(.enabled(if: canMount, "needs the right to mount"))
    func `a disk that nobody may write is read`() throws {
      let (execution, _) = try onSmallDisk(
        """
        mount -o remount,ro "$PWD"
        tickets new --title Second || echo $?
        tickets status "$id" doing || echo $?
        log second || echo $?
        tickets repair --all || echo $?
        tickets list | grep -c First
        tickets validate >/dev/null && echo valid
        """)
      #expect(
        execution.lines.filter { $0.count < 6 } == ["2", "2", "2", "1", "valid"],
        "\(execution.text)\(execution.errorText)")
      #expect(execution.errorText.contains("Read-only file system"))
    }

    @Test func `a writer waits for the lock of another, and then writes`() throws {
      let workspace = try Workspace()
      let id = try workspace.new()
      let folder = unsafe open(workspace.path + "/.tickets/\(id)/logs", O_RDONLY | O_DIRECTORY)
      defer { close(folder) }
      try #require(folder >= 0 && flock(folder, LOCK_EX) == 0)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Tool.path)
      process.currentDirectoryURL = URL(fileURLWithPath: workspace.path)
      process.arguments = ["log", id, "--actor-type", "human", "--actor-id", "a", "--summary", "waited"]
      process.environment = workspace.tool.environment
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      // The system says who waits for a lock.
      let deadline = Date(timeIntervalSinceNow: 30)
      func waits() throws -> Bool {
        try String(decoding: Data(contentsOf: URL(fileURLWithPath: "/proc/locks")), as: UTF8.self)
          .split(separator: "\n").contains { $0.contains("->") && $0.contains(" \(process.processIdentifier) ") }
      }
      while try !waits(), process.isRunning, Date() < deadline { usleep(1000) }
      #expect(try process.isRunning && waits())
      #expect(try workspace.logs(id).isEmpty)
      flock(folder, LOCK_UN)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(try workspace.logs(id).values.first?.contains("waited") == true)
    }
  }
#endif
