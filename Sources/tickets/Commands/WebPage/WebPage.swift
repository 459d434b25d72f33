import TicketsCore
import TicketsGit

/// All that one page shows: the values that the other commands report, and nothing of its own but what needs a person.
struct WebPage: Report {
  /// What is shown, and when.
  struct Source {
    let title: String
    /// The tree: a revision, or the working tree.
    let label: String
    let commit: String?
    let now: Instant
    let isFull: Bool
  }

  /// A plan as it stands here, and everywhere.
  struct Plan {
    let state: PlanState
    let places: [PlanPlace]
  }

  let source: Source
  /// A page for each ticket, in the order of `list`.
  let pages: [TicketPage]
  let neighbourhood: Neighbourhood
  let board: Board
  /// What branches and work trees say; nothing outside git.
  let branches: BranchesReport?
  /// The places by their numbers: the base branch, then branches, the newest commit first, then work trees.
  let placeOrder: [Int]
  /// The tickets that are not the same everywhere, by their names.
  let moved: [String: SurveyTicket]
  /// What the branches would be merged into.
  let base: Reference?
  let forecasts: [MergeCheckReport]
  /// How many branches there are besides.
  let omittedForecasts: Int
  let claims: [Claim]
  let timeline: Timeline
  let plans: [Plan]
  /// By the folders of tickets where the work on them stands, for those whose flow has begun.
  let flows: [String: FlowStanding]
  /// By the folders of tickets what commits changed in them, the newest first.
  let histories: [String: [TicketHistory.Event]]
  let anchors: Anchors

  var exitCode: ExitCode { pages.contains { $0.record.isOutOfReach } ? .failed : .done }

  var graph: Graph { neighbourhood.graph }

  var attention: Attention { Attention(self) }

  func write(to page: inout Page) { page.verbatim(Array(html.utf8)) }
}

/// Where on the page each ticket is.
struct Anchors {
  private var byFolder: [String: String] = [:]
  private var byName: [String: String] = [:]

  /// Gives each ticket a short name of its own, that stays the same while no other ticket ends like it.
  init(_ records: [TicketRecord]) {
    var taken: Set<String> = []
    for record in records {
      let short = Self.word(record.ticket.id?.short ?? String(record.folder.suffix(8)))
      var anchor = short
      var count = 1
      while !taken.insert(anchor).inserted {
        count += 1
        anchor = "\(short)-\(count)"
      }
      byFolder[record.folder] = anchor
      if byName[record.idText] == nil { byName[record.idText] = anchor }
    }
  }

  /// What may stand in an address without an escape.
  private static func word(_ text: String) -> String {
    let kept = text.utf8.map { byte in
      let isPlain = byte < 0x80 && (Ascii.isDigit(byte) || 97...122 ~= byte | 0x20)
      return isPlain ? Character(Unicode.Scalar(byte)) : "-"
    }
    return "t" + String(kept)
  }

  /// A ticket of the page; one that only other places have is none.
  subscript(record: TicketRecord) -> String? { byFolder[record.folder] }

  /// The ticket of an id, or of what must do for one; nothing when the page has no such ticket.
  subscript(name: String) -> String? { byName[name] }
}
