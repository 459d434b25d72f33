/// How much of an agent's allowance the run logs say is used.
package enum Usage {
  /// The iterations so far: runs in which an agent wrote an entry.
  package static func iterations(in logs: [LogFile]) -> Int {
    logs.count { log in
      guard case .success(let bytes) = log.content else { return false }
      return RunLog(bytes).entries.contains { $0.actorType == .agent }
    }
  }
}
