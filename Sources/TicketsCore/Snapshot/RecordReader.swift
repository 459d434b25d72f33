/// Reads ticket folders of one tree, as much of each as is wanted.
package struct RecordReader {
  let reader: any TreeReader
  let parts: Snapshot.Parts

  /// A front matter nearly always fits, so that of a long ticket only this much is read.
  private static let headSize = 4096

  package init(reader: any TreeReader, parts: Snapshot.Parts) {
    self.reader = reader
    self.parts = parts
  }

  package func record(of folder: TreeEntry) -> TicketRecord {
    let document = document(in: folder.name)
    let logs = parts.isDisjoint(with: [.logs, .logTimes]) ? [] : logs(in: folder.name)
    return TicketRecord(
      folder: folder.name, fingerprint: folder.fingerprint,
      ticket: (try? document.get()).map { Ticket($0.fields) } ?? Ticket(),
      document: parts.contains(.document) ? try? document.get() : nil,
      failure: document.failure,
      logs: parts.contains(.logs) ? logs : [],
      newestEntry: parts.contains(.logTimes) ? logs.newestEntry : nil,
      isHollow: document.failure.map { isHollow(folder.name, $0) } ?? false)
  }

  /// Whether a folder without a ticket holds no file at all: git leaves empty folders behind when it switches branches.
  private func isHollow(_ folder: String, _ failure: RecordFailure) -> Bool {
    guard case .tree(let failure) = failure, failure.reason == .missing,
      let entries = try? reader.entries(in: folder)
    else { return false }
    return entries.allSatisfy { entry in
      entry.kind == .folder && (try? reader.entries(in: "\(folder)/\(entry.name)"))?.isEmpty == true
    }
  }

  private func document(in folder: String) -> Result<Document, RecordFailure> {
    let path = "\(folder)/\(TicketRecord.fileName)"
    var bytes: [UInt8] = []
    do throws(TreeFailure) {
      if parts.contains(.document) {
        bytes = try reader.read(path)
      } else {
        bytes = try reader.read(path, limit: Self.headSize)
        if bytes.count == Self.headSize, !Fences.areComplete(in: bytes) { bytes = try reader.read(path) }
      }
    } catch {
      return .failure(.tree(error))
    }
    do throws(DocumentFailure) {
      return .success(try parts.contains(.document) ? Document(bytes) : Document(head: bytes))
    } catch {
      return .failure(.document(error, Place(of: error.offset, in: bytes)))
    }
  }

  private func logs(in folder: String) -> [LogFile] {
    let path = "\(folder)/\(TicketRecord.logsFolderName)"
    do throws(TreeFailure) {
      return try reader.entries(in: path).filter { $0.name.hasSuffix(RunLogName.suffix) }.map { entry in
        LogFile(
          fileName: entry.name,
          content: Result { () throws(TreeFailure) in
            try reader.read("\(path)/\(entry.name)")
          })
      }
    } catch {
      return [LogFile(fileName: "", content: .failure(error))]
    }
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
