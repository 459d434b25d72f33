import TicketsCore
import TicketsFiles
import TicketsGit

/// What the tool itself offers to a shell that completes a word; silence where there is nothing.
struct Completions {
  static let ticket = "ticket"
  static let revision = "revision"
  static let label = "label"
  static let owner = "owner"

  private let session: Session?
  /// The revision that the tickets are read at, when the words name one.
  private let revision: String?

  /// Looks where the words say that the command works.
  init(for words: [String]) {
    func value(of option: String) -> String? {
      let next = zip(words, words.dropFirst()).first { $0.0 == option }?.1
      return next ?? words.last { $0.hasPrefix(option + "=") }.map { String($0.dropFirst(option.count + 1)) }
    }
    let here = Process.currentFolder
    let folder = value(of: "-C").map { $0.resolved(from: here) } ?? here
    session = try? Session(folder: folder, console: Console(color: .never, isJSON: false))
    revision = value(of: "--at")
  }

  /// The words of a kind that may stand for what is typed, each with what it means behind a tab.
  func words(_ kind: String, _ typed: String) -> [String] {
    switch kind {
    case Self.ticket: tickets(typed)
    case Self.revision: revisions(typed)
    case Self.label: records.flatMap(\.ticket.labels).unique.sorted().filter { $0.hasPrefix(typed) }.map(Escape.line)
    case Self.owner: records.compactMap(\.ticket.owner).unique.sorted().filter { $0.hasPrefix(typed) }.map(Escape.line)
    default: []
    }
  }

  /// The tickets that may be meant.
  ///
  /// A shell puts in what all answers begin with, so all of them must begin with what is typed: the ends of ids, which
  /// are short and tell tickets apart, and whole ids for those who type their beginning. A piece that only one id ends
  /// with is that id.
  private func tickets(_ typed: String) -> [String] {
    let records = records
    let tails = Set(Dictionary(grouping: records, by: \.tail).filter { $0.value.count == 1 }.keys)
    func line(_ name: String, _ record: TicketRecord) -> String {
      let state = record.ticket.status?.rawValue ?? "broken"
      return "\(Escape.line(name))\t\(state): \(Escape.line(record.ticket.title ?? "(no title)"))"
    }
    let begun =
      records.flatMap { record -> [String] in
        let name = record.idText
        guard tails.contains(record.tail) else { return name.hasPrefix(typed) ? [line(name, record)] : [] }
        let isLong = !typed.isEmpty && name != record.tail && name.hasPrefix(typed)
        return (record.tail.hasPrefix(typed) ? [line(record.tail, record)] : []) + (isLong ? [line(name, record)] : [])
      }
      + numbered(typed, records).map { line($0.name, $0.record) }
    if !begun.isEmpty { return begun }
    let ending = records.filter { $0.idText.hasSuffix(typed.lowercased()) }
    return ending.count == 1 ? ending.map { line($0.idText, $0) } : []
  }

  /// Plans by their numbers once one is begun, and behind a slash the milestones of one.
  private func numbered(_ typed: String, _ records: [TicketRecord]) -> [(name: String, record: TicketRecord)] {
    guard typed.hasPrefix("EP") else { return [] }
    let plans = records.compactMap { record in
      record.ticket.handle.flatMap { $0.isOfPlan ? (name: $0.text, record: record) : nil }
    }
    let inOrder = { (offers: [(name: String, record: TicketRecord)]) in
      offers.filter { $0.name.hasPrefix(typed) }.sorted { $0.name < $1.name }
    }
    guard typed.contains("/") else { return inOrder(plans) }
    let milestones: [(name: String, record: TicketRecord)] = plans.filter { typed.hasPrefix($0.name + "/") }.flatMap {
      plan in
      records.compactMap { record in
        guard let id = plan.record.ticket.id, record.ticket.related.contains(id), let handle = record.ticket.handle,
          !handle.isOfPlan
        else { return nil }
        return (name: "\(plan.name)/\(handle.text)", record: record)
      }
    }
    return inOrder(milestones)
  }

  private var records: [TicketRecord] {
    guard let session else { return [] }
    if let revision, let repository = try? session.repository(), let prefix = try? session.prefix(nil, in: repository),
      let tree = try? CommitTree(revision, prefix: prefix, in: repository)
    {
      return (try? Snapshot(of: tree))?.records ?? []
    }
    guard let root = Root.holdingTickets(from: session.folder) else { return [] }
    return (try? Snapshot(of: WorkingTree(root: root)))?.records ?? []
  }

  /// Branches and tags, also behind the dots of a range.
  private func revisions(_ typed: String) -> [String] {
    guard let repository = try? session?.repository() else { return [] }
    let begun = typed.lastRange(of: "..").map { String(typed[..<$0.upperBound]) } ?? ""
    let rest = typed.dropFirst(begun.count)
    let branches = ((try? repository.branches()) ?? []).map { ($0.name, $0.isRemote ? "remote branch" : "branch") }
    let tags = ((try? repository.tags()) ?? []).map { ($0.name, "tag") }
    var seen: Set<String> = []
    return ([("HEAD", "where you are")] + branches + tags)
      .filter { $0.0.hasPrefix(rest) && seen.insert($0.0).inserted }
      .map { "\(begun)\(Escape.line($0.0))\t\($0.1)" }
  }
}

extension TicketRecord {
  /// What people type for it: the end of the id, or the name of a folder that is no id.
  fileprivate var tail: String { ticket.id?.short ?? idText }
}

extension [String] {
  fileprivate var unique: [String] { Array(Set(self)) }
}

extension String {
  /// The last place of a piece of text.
  fileprivate func lastRange(of piece: String) -> Range<String.Index>? { ranges(of: piece).last }
}
