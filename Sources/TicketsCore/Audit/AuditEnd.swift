/// The logs at the end of what is audited.
final class AuditEnd {
  /// A log, and what its lines are.
  struct Log {
    let path: String
    let bytes: [UInt8]
    let counts: [ArraySlice<UInt8>: Int]

    var markers: [LogAudit.Marker] {
      guard counts.keys.contains(where: ConflictMarker.begins) else { return [] }
      return LogChanges.lines(of: bytes).filter { ConflictMarker.begins($0.bytes) }.map {
        LogAudit.Marker(path: "\(Layout.folderName)/\(path)", line: $0.number)
      }
    }
  }

  private let tree: any TicketTree
  private let reader: any TreeReader
  private var folders: [String: String]?
  private var known: [LogAudit.LogName: Log?] = [:]

  init(_ tree: any TicketTree) throws(TreeFailure) {
    self.tree = try RejoinedTree.of(tree)
    reader = try self.tree.reader()
  }

  /// A log by the place where it was last seen, or else wherever its ticket is now.
  func log(_ name: LogAudit.LogName, lastAt path: String) throws(TreeFailure) -> Log? {
    if let log = known[name] { return log }
    let log = try find(name, lastAt: path).map { (path, bytes) in
      Log(
        path: path, bytes: bytes,
        counts: LogChanges.lines(of: bytes).reduce(into: [:]) { $0[$1.bytes, default: 0] += 1 })
    }
    known[name] = .some(log)
    return log
  }

  private func find(
    _ name: LogAudit.LogName, lastAt path: String
  ) throws(TreeFailure) -> (path: String, bytes: [UInt8])? {
    if let bytes = try bytes(path) { return (path, bytes) }
    if folders == nil {
      let records = try Snapshot(of: tree).records
      folders = Dictionary(records.map { ($0.idText, $0.folder) }) { first, _ in first }
    }
    guard let folder = folders?[name.ticket] else { return nil }
    let moved = "\(folder)/\(Layout.logsFolderName)/\(name.file)"
    return try bytes(moved).map { (moved, $0) }
  }

  /// The bytes of a log; what is no file, or lies below something that is no folder, holds no line.
  private func bytes(_ path: String) throws(TreeFailure) -> [UInt8]? {
    do throws(TreeFailure) {
      return try reader.read(path)
    } catch  where !error.isOutOfReach {
      return nil
    }
  }
}
