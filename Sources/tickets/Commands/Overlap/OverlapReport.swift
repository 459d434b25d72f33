import TicketsCore

/// Which work will meet.
struct OverlapReport: Report {
  let overlap: Overlap
  /// The tickets that were asked about; none means all.
  let asked: [String]
  let comparesLines: Bool

  private var pairs: [Overlap.Pair] {
    guard !asked.isEmpty else { return overlap.pairs }
    return overlap.pairs.filter { pair in
      [pair.left, pair.right].contains { overlap.works[$0].ticket.map { asked.contains($0.id) } ?? false }
    }
  }

  func write(to page: inout Page) {
    let begun = overlap.works.count(where: \.isBegun)
    guard !pairs.isEmpty else {
      page.line(
        overlap.works.isEmpty
          ? "nothing is in hand" : "no two of \(begun.counting("piece")) of work meet in a file")
      return writeHabits(to: &page)
    }
    for pair in pairs {
      let (left, right) = (overlap.works[pair.left], overlap.works[pair.right])
      page.line(
        Page.Piece(
          pair.severity.rawValue.padded, pair.severity == .declared ? .faint : pair.severity == .lines ? .red : .yellow),
        Page.Piece(left.label), Page.Piece("  and  ", .faint), Page.Piece(right.label))
      page.wrap(Page.Piece("          "), Self.listed(pair.files))
      page.line(
        Page.Piece("          first: ", .faint), Page.Piece(overlap.works[pair.first].name, .bold),
        Page.Piece(" (\(pair.why))", .faint))
    }
    writeHabits(to: &page)
  }

  private func writeHabits(to page: inout Page) {
    guard !overlap.habits.isEmpty else { return }
    page.wrap(Page.Piece("by habit  ", .faint), Self.listed(overlap.habits), .faint)
  }

  static func listed(_ files: [String]) -> String {
    let rest = files.count - mostFiles
    return files.prefix(mostFiles).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private static let mostFiles = 6

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("tickets") { json in
        json.array { json in
          for work in overlap.works { Self.write(work, to: &json) }
        }
      }
      json.member("pairs") { json in
        json.array { json in
          for pair in pairs { write(pair, to: &json) }
        }
      }
      json.member("habits", overlap.habits)
    }
  }

  private static func write(_ work: WorkInHand, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", work.ticket?.id)
      json.member("title", work.ticket?.title)
      json.member("branch", work.branch)
      json.member("worktree", work.workTree)
      json.member("paths", work.paths)
      json.member("uncommitted", work.uncommitted)
      json.member("scope", work.ticket?.allow ?? [])
    }
  }

  private func write(_ pair: Overlap.Pair, to json: inout JSONWriter) {
    let both = [overlap.works[pair.left], overlap.works[pair.right]]
    json.object { json in
      json.member("ids") { json in
        json.array { json in
          for work in both { json.value(work.ticket?.id) }
        }
      }
      json.member("branches") { json in
        json.array { json in
          for work in both { json.value(work.branch) }
        }
      }
      json.member("files", pair.files)
      json.member("severity", pair.severity.rawValue)
      json.member("first", overlap.works[pair.first].ticket?.id ?? overlap.works[pair.first].name)
      json.member("why", pair.why)
    }
  }
}

extension WorkInHand {
  /// How a report names it: the ticket, and where it is.
  var label: String {
    guard let ticket else { return name }
    let title = ticket.title ?? "(no title)"
    return "\(ticket.id.suffix(8)) \(title)\(branch.map { " (\($0))" } ?? "")"
  }
}

extension String {
  fileprivate var padded: String { self + String(repeating: " ", count: max(2, 10 - count)) }
}
