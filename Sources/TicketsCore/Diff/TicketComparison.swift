/// Compares one ticket folder with another.
struct TicketComparison {
  private var old: Side
  private var new: Side
  private var isDifferent = false
  private var isDocumentDifferent = false
  private var logs: [LogDiff] = []

  /// What is different between two folders, or nothing when a closer look finds no difference.
  static func diff(_ pair: EntryPair, _ old: any TreeReader, _ new: any TreeReader) -> TicketDiff? {
    var comparison = TicketComparison(
      old: Side(reader: old, folder: pair.old), new: Side(reader: new, folder: pair.new))
    comparison.compareFolders()
    return comparison.isDifferent ? comparison.diff : nil
  }

  private init(old: Side, new: Side) {
    (self.old, self.new) = (old, new)
  }

  private mutating func compareFolders() {
    // A folder without files is none for git: deleting files and switching branches leave some behind.
    old.forgetFolderWithoutFiles()
    new.forgetFolderWithoutFiles()
    isDifferent =
      switch (old.folder, new.folder) {
      case (let before?, let after?):
        // Where both sides know what they hold, they have said already that it is not the same.
        before.fingerprint != nil && after.fingerprint != nil || !before.name.utf8.elementsEqual(after.name.utf8)
      case (nil, nil): false
      default: true
      }
    for pair in EntryPair.differing(old.entries(), new.entries()) {
      switch pair.name {
      case Layout.ticketFileName:
        isDocumentDifferent = !isSame(pair, at: pair.name)
        isDifferent = isDifferent || isDocumentDifferent
      case Layout.logsFolderName:
        // What takes the place of the folder loses all its lines.
        if !pair.isFolder { isDifferent = true }
        compareLogs(pair)
      default:
        isDifferent = isDifferent || !isSame(pair, at: pair.name)
      }
    }
    isDifferent = isDifferent || old.failure != nil || new.failure != nil
  }

  private mutating func compareLogs(_ folders: EntryPair) {
    let folder = Layout.logsFolderName
    let before = folders.old?.kind == .folder ? old.entries(in: folder) : []
    let after = folders.new?.kind == .folder ? new.entries(in: folder) : []
    for pair in EntryPair.differing(before, after) {
      let path = "\(folder)/\(pair.name)"
      if isSame(pair, at: path) { continue }
      isDifferent = true
      guard pair.name.hasSuffix(RunLogName.suffix) else { continue }
      // A folder or a link of that name has no lines.
      let before = pair.old?.kind == .file ? old.read(path) : []
      let after = pair.new?.kind == .file ? new.read(path) : []
      guard let before, let after else { continue }
      let changes = LogChanges(from: before, to: after)
      if changes.isEmpty { continue }
      logs.append(
        LogDiff(oldPath: fullPath(path, in: old, or: new), newPath: fullPath(path, in: new, or: old), changes: changes))
    }
  }

  /// Whether a file or a folder holds the same on both sides, as far as it can be read.
  private mutating func isSame(_ pair: EntryPair, at path: String) -> Bool {
    guard let before = pair.old, let after = pair.new else {
      let isNew = pair.old == nil
      return (pair.old ?? pair.new)?.kind == .folder && !(isNew ? new.hasFiles(in: path) : old.hasFiles(in: path))
    }
    guard before.kind == after.kind else { return false }
    if before.fingerprint != nil, after.fingerprint != nil { return pair.isKnownEqual }
    switch before.kind {
    case .folder:
      let inner = EntryPair.differing(old.entries(in: path), new.entries(in: path))
      return inner.allSatisfy { isSame($0, at: "\(path)/\($0.name)") }
    case .file: return isSameFile(before, after, at: path)
    // What a link leads to is nothing that belongs to a ticket.
    case .link, .other: return true
    }
  }

  private mutating func isSameFile(_ before: TreeEntry, _ after: TreeEntry, at path: String) -> Bool {
    // The side that has a fingerprint is not read as long as the other side's bytes have the same.
    if let fingerprint = before.fingerprint {
      guard let bytes = new.read(path) else { return false }
      return old.reader.fingerprint(of: bytes) == fingerprint || isSame(bytes, old.read(path))
    }
    guard let bytes = old.read(path) else { return false }
    if let fingerprint = after.fingerprint, new.reader.fingerprint(of: bytes) == fingerprint { return true }
    return isSame(bytes, new.read(path))
  }

  /// Whether these are the same bytes, or what git makes of them where it is told to convert line ends in files.
  private func isSame(_ bytes: [UInt8], _ other: [UInt8]?) -> Bool {
    guard let other else { return false }
    if bytes == other || bytes.isConversion(of: other) || other.isConversion(of: bytes) { return true }
    guard old.reader.convertsLineEnds || new.reader.convertsLineEnds else { return false }
    return bytes.withoutCarriageReturns == other.withoutCarriageReturns
  }

  private func fullPath(_ path: String, in side: Side, or other: Side) -> String {
    "\(Layout.folderName)/\(side.folder?.name ?? other.folder?.name ?? "")/\(path)"
  }

  private var diff: TicketDiff {
    let parts: Snapshot.Parts = isDocumentDifferent ? .document : []
    let (before, after) = (old.record(parts), new.record(parts))
    // Most changes leave the body alone: then there is nothing to take apart.
    let isBodySame = before?.document?.hasSameBody(as: after?.document) ?? false
    let (oldBody, newBody) = isBodySame ? (nil, nil) : (before?.document?.body, after?.document?.body)
    return TicketDiff(
      old: before, new: after,
      fields: FieldChange.between(before?.document?.fields ?? [], after?.document?.fields ?? []).filter { !$0.isEmpty },
      sections: Body.changedSections(from: oldBody, to: newBody),
      criteria: CriterionChange.between(oldBody?.criteria ?? [], newBody?.criteria ?? []),
      logs: logs, failures: (old.failure, new.failure))
  }
}

/// A ticket folder in one tree, or its absence.
private struct Side {
  let reader: any TreeReader
  private(set) var folder: TreeEntry?
  /// The first thing in it that could not be read.
  private(set) var failure: TreeFailure?

  init(reader: any TreeReader, folder: TreeEntry?) {
    self.reader = reader
    self.folder = folder
  }

  mutating func forgetFolderWithoutFiles() {
    if folder?.fingerprint == nil, failure == nil, !hasFiles(), failure == nil { folder = nil }
  }

  /// Whether there is anything that git would keep.
  mutating func hasFiles(in path: String? = nil) -> Bool {
    let entries = entries(in: path)
    return entries.contains { $0.kind != .folder }
      || entries.contains { entry in hasFiles(in: path.map { "\($0)/\(entry.name)" } ?? entry.name) }
  }

  mutating func entries(in path: String? = nil) -> [TreeEntry] {
    guard let folder else { return [] }
    let reader = reader
    return keeping { () throws(TreeFailure) in
      try reader.entries(in: path.map { "\(folder.name)/\($0)" } ?? folder.name)
    } ?? []
  }

  mutating func read(_ path: String) -> [UInt8]? {
    guard let folder else { return nil }
    let reader = reader
    return keeping { () throws(TreeFailure) in try reader.read("\(folder.name)/\(path)") }
  }

  func record(_ parts: Snapshot.Parts) -> TicketRecord? {
    folder.map { RecordReader(reader: reader, parts: parts).record(of: $0) }
  }

  private mutating func keeping<Value>(_ read: () throws(TreeFailure) -> Value) -> Value? {
    do throws(TreeFailure) {
      return try read()
    } catch {
      failure = failure ?? error
      return nil
    }
  }
}

extension Document {
  fileprivate func hasSameBody(as other: Document?) -> Bool {
    other.map { bytes[bodyStart...].elementsEqual($0.bytes[$0.bodyStart...]) } ?? false
  }
}

extension [UInt8] {
  /// Whether each line of the other, none of which has a carriage return, got one.
  fileprivate func isConversion(of original: [UInt8]) -> Bool {
    guard count > original.count, !original.contains(Ascii.carriageReturn) else { return false }
    let lines = original.split(separator: Ascii.newline, omittingEmptySubsequences: false)
    return elementsEqual(lines.joined(separator: [Ascii.carriageReturn, Ascii.newline]))
  }

  fileprivate var withoutCarriageReturns: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for byte in self {
      if byte == Ascii.newline, bytes.last == Ascii.carriageReturn { bytes.removeLast() }
      bytes.append(byte)
    }
    return bytes
  }
}
