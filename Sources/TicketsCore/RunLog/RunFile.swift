/// The run log that an entry goes to.
package struct RunFile: Equatable, Sendable {
  package let name: RunLogName
  /// Set when the run is named and has no file yet: another writer may be about to make one.
  package let firstOfRun: String?

  /// The file of a new run.
  package init(newRun id: TicketID, started: Instant) {
    name = RunLogName(runStarted: started, runID: id.text)
    firstOfRun = nil
  }

  /// The file of an import, which has its name from what was imported.
  init(importedAs name: RunLogName) {
    self.name = name
    firstOfRun = nil
  }

  /// The file of a named run: the newest that is there, or else a new one.
  package init(run id: String, started: Instant?, now: Instant, among fileNames: [String]) throws(RunFileFailure) {
    guard RunLogName.isValidRunID(id) else { throw .invalidRunID(id) }
    let own = fileNames.compactMap { RunLogName($0) }.filter { $0.runID == id }.sorted { $0.runStarted < $1.runStarted }
    if let started, let other = own.last, !own.contains(where: { $0.runStarted == started }) {
      throw .startDiffers(run: id, found: other.startedText)
    }
    if let there = own.last(where: { started == nil || $0.runStarted == started }) {
      name = there
      firstOfRun = nil
    } else {
      name = RunLogName(runStarted: started ?? now, runID: id)
      firstOfRun = id
    }
  }

  /// The change that adds an entry of this run to the logs of a ticket folder.
  package func appending(_ entry: LogEntry, to folder: String) -> ChangeSet.Change {
    .append(path(in: folder), line: entry.line(), firstOfRun: firstOfRun)
  }

  /// The path of the file from the root.
  package func path(in folder: String) -> String {
    "\(Layout.folderName)/\(folder)/\(Layout.logsFolderName)/\(name.fileName)"
  }
}

/// Why there is no file that an entry could go to.
package enum RunFileFailure: Error, Equatable, Sendable {
  case invalidRunID(String)
  case startDiffers(run: String, found: String)
}
