/// Reads ticket folders of one tree, as much of each as is wanted.
package struct RecordReader {
  let reader: any TreeReader
  let parts: Snapshot.Parts

  /// A front matter nearly always fits, so that of a long ticket only this much is read.
  static let headSize = 4096

  package init(reader: any TreeReader, parts: Snapshot.Parts) {
    self.reader = reader
    self.parts = parts
  }

  package func record(of folder: TreeEntry) -> TicketRecord {
    if parts.contains(.document) {
      return record(of: folder, Result { () throws(RecordFailure) in try wholeDocument(in: folder.name) })
    }
    let path = Self.path(in: folder.name)
    return record(of: folder, head: Result { () throws(TreeFailure) in try reader.read(path, limit: Self.headSize) })
  }

  /// The ticket whose first bytes were read already.
  func record(of folder: TreeEntry, head: Result<[UInt8], TreeFailure>) -> TicketRecord {
    if case .success(let bytes) = head, let ticket = HeadScanner.ticket(in: bytes) {
      return record(of: folder, ticket, document: nil, nil)
    }
    return record(of: folder, Result { () throws(RecordFailure) in try document(in: folder.name, head) })
  }

  private func record(of folder: TreeEntry, _ document: Result<Document, RecordFailure>) -> TicketRecord {
    switch document {
    case .success(let document):
      record(of: folder, Ticket(document.fields), document: parts.contains(.document) ? document : nil, nil)
    case .failure(let failure): record(of: folder, Ticket(), document: nil, failure)
    }
  }

  private func record(
    of folder: TreeEntry, _ ticket: Ticket, document: Document?, _ failure: RecordFailure?
  ) -> TicketRecord {
    var logs = LogDigest(isDoing: ticket.status == .doing, keepsFiles: parts.contains(.logs))
    if !parts.isDisjoint(with: [.logs, .logTimes]) { eachLog(in: folder.name) { logs.add($0) } }
    return TicketRecord(
      folder: folder.name, fingerprint: folder.fingerprint, ticket: ticket, document: document, failure: failure,
      logs: logs.files, logFailure: logs.failure,
      newestEntry: logs.newestEntry,
      takeUp: logs.takeUp,
      isHollow: failure.map { isHollow(folder.name, $0) } ?? false,
      holdsOnlyLogs: failure.map { $0.isAbsence && holdsOnlyLogs(folder.name) } ?? false)
  }

  /// Whether a folder without a ticket holds no file at all: git leaves empty folders behind when it switches branches.
  private func isHollow(_ folder: String, _ failure: RecordFailure) -> Bool {
    guard failure.isAbsence, let entries = try? reader.entries(in: folder)
    else { return false }
    return entries.allSatisfy { entry in
      entry.kind == .folder && (try? reader.entries(in: "\(folder)/\(entry.name)"))?.isEmpty == true
    }
  }

  /// The ticket with its front matter only.
  private func document(
    in folder: String, _ head: Result<[UInt8], TreeFailure>
  ) throws(RecordFailure) -> Document {
    let bytes = try head.mapError(RecordFailure.tree).get()
    if bytes.count == Self.headSize, !Fences.areComplete(in: bytes) { return try wholeDocument(in: folder) }
    return try parsed(bytes) { bytes throws(DocumentFailure) in try Document(head: bytes) }
  }

  private func wholeDocument(in folder: String) throws(RecordFailure) -> Document {
    var bytes: [UInt8] = []
    do throws(TreeFailure) {
      bytes = try reader.read(Self.path(in: folder))
    } catch {
      throw .tree(error)
    }
    return try parsed(bytes) { bytes throws(DocumentFailure) in
      parts.contains(.document) ? try Document(bytes) : try Document(head: bytes)
    }
  }

  private func parsed(
    _ bytes: [UInt8], _ parse: ([UInt8]) throws(DocumentFailure) -> Document
  ) throws(RecordFailure) -> Document {
    do throws(DocumentFailure) {
      return try parse(bytes)
    } catch {
      throw .document(error, Place(of: error.offset, in: bytes))
    }
  }

  private static func path(in folder: String) -> String { "\(folder)/\(Layout.ticketFileName)" }

  /// Goes through the run logs of a ticket, of which one is in memory at a time.
  func eachLog(in folder: String, _ body: (LogFile) -> Void) {
    let path = "\(folder)/\(Layout.logsFolderName)"
    do throws(TreeFailure) {
      for entry in try reader.entries(in: path) where entry.name.hasSuffix(RunLogName.suffix) {
        let content = Result { () throws(TreeFailure) in try reader.read("\(path)/\(entry.name)") }
        body(LogFile(fileName: entry.name, content: content))
      }
    } catch {
      body(LogFile(fileName: "", content: .failure(error)))
    }
  }
}

extension RecordFailure {
  /// Whether there is no file.
  fileprivate var isAbsence: Bool { if case .tree(let failure) = self { failure.reason == .missing } else { false } }
}
