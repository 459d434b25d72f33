package import TicketsCore

extension BranchWorkReader {
  /// The tickets that branches changed, as they have them, by the name of the branch; each content is read once.
  package func records(of branches: [BranchWork]) throws(GitError) -> [String: [TicketRecord]] {
    let contents = Set(branches.flatMap { $0.folders.values.compactMap(\.self) })
    let records: [TicketRecord]
    do throws(TreeFailure) {
      records = try Snapshot(of: TicketFolders(contents, in: graph.repository)).records
    } catch {
      throw GitError(.other, operation: "read tickets", message: error.message)
    }
    let byContent = Dictionary(records.compactMap { record in record.fingerprint.map { ($0, record) } }) { $1 }
    var found: [String: [TicketRecord]] = [:]
    for branch in branches {
      found[branch.name] = branch.folders.values.compactMap { content in
        content.flatMap { byContent[$0] }.flatMap { $0.ticket.id == nil ? nil : $0 }
      }
    }
    return found
  }
}
