/// Log lines that are there before a merge and not after it.
enum LostLines {
  static func hazards(
    in tickets: [MergedTicket], _ readers: SideReaders, _ reader: any TreeReader
  ) -> [MergeHazard] {
    tickets.flatMap { ticket in
      // The logs of a ticket that has another folder now went with it.
      let folder =
        ticket.merged == nil
        ? tickets.first { $0.merged != nil && $0.merged?.idText == ticket.base?.idText }?.folder.name
        : ticket.folder.name
      return lost(ticket.folder, to: folder ?? ticket.folder.name, readers, reader).map { line in
        MergeHazard(
          .logLineLost, [ticket.idText], "Line \(line.number) of \(line.file) is lost: \(line.text)")
      }
    }
  }

  private struct Lost {
    let file: String
    let number: Int
    let text: String
  }

  private static func lost(
    _ folder: TreeMerge.Folder, to target: String, _ readers: SideReaders, _ reader: any TreeReader
  ) -> [Lost] {
    func logsAfter(_ name: String) -> [(folder: String, log: TreeEntry)] { logs(name, reader).map { (name, $0) } }
    let after = logsAfter(target)
    // Where one side changed nothing, the merge has the logs of the other.
    let bothChanged = folder.changedByOurs && folder.changedByTheirs
    let sides = [
      (folder.baseName, readers[.base]), (bothChanged ? folder.oursName : nil, readers[.ours]),
      (bothChanged ? folder.theirsName : nil, readers[.theirs]),
    ]
    var seen: Set<[UInt8]> = []
    var lost: [Lost] = []
    for case (let name?, let side) in sides {
      for before in logs(name, side) {
        // A log may also have been left behind where its ticket was.
        let kept = (after + (name == target ? [] : logsAfter(name))).first { $0.log.name == before.name }
        if let kept, let known = kept.log.fingerprint, known == before.fingerprint { continue }
        let path = "\(name)/\(Layout.logsFolderName)/\(before.name)"
        let result =
          kept.flatMap { try? reader.read("\($0.folder)/\(Layout.logsFolderName)/\($0.log.name)") } ?? []
        guard let bytes = try? side.read(path) else { continue }
        let changes = LogChanges(from: bytes, to: result)
        for line in changes.removed + changes.rewritten.map(\.old)
        where seen.insert(Array(path.utf8) + [0] + line.bytes).inserted {
          lost.append(Lost(file: before.name, number: line.number, text: line.text))
        }
      }
    }
    return lost
  }

  private static func logs(_ folder: String, _ reader: any TreeReader) -> [TreeEntry] {
    ((try? reader.entries(in: "\(folder)/\(Layout.logsFolderName)")) ?? [])
      .filter { $0.name.hasSuffix(RunLogName.suffix) }
  }
}
