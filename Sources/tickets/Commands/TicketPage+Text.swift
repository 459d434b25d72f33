import TicketsCore
import TicketsGit

/// The page as people read it.
extension TicketPage: Report {
  func write(to page: inout Page) {
    page.line(Page.Piece(record.ticket.title ?? "(no title)", .bold))
    if let broken = record.broken { page.line(Page.Piece("broken: \(broken)", .red)) }
    writeFacts(to: &page)
    writeLimits(to: &page)
    for (index, obstacle) in obstacles.enumerated() {
      page.cutLine([label(index == 0 ? "waits for" : "")] + TicketLine.pieces(obstacle, in: graph))
    }
    writeNeighbours("needed by", neededBy.map { graph.nodes[$0] }, to: &page)
    writeNeighbours("related", relatives.map { graph.nodes[$0] }, to: &page)
    writeNeighbours(
      "children",
      children.map { id in graph.node(of: id).map { graph.nodes[$0] } ?? Graph.Node(id: id, record: nil) }, to: &page)
    if let document = record.document { writeBody(of: document, to: &page) }
    writeEntries(to: &page)
  }

  private func writeFacts(to page: inout Page) {
    let ticket = record.ticket
    let criteria = record.document?.body.criteria ?? []
    fact("id", record.idText, to: &page)
    if let status = ticket.status {
      let ready = readiness.isReady(record) ? [Page.Piece(", ready", .green)] : []
      page.line([label("status"), Page.Piece(status.rawValue, status.style)] + ready)
    }
    fact("priority", ticket.priority?.rawValue, to: &page)
    fact("owner", ticket.owner, to: &page)
    if ticket.owner == nil { fact("taken by", record.holder, to: &page) }
    if let claim = claim?.claim { fact("claimed by", "\(claim.holder) until \(claim.end.text)", to: &page) }
    fact("mode", ticket.mode?.rawValue, to: &page)
    fact("labels", ticket.labels.joined(separator: ", "), to: &page)
    fact("created", ticket.createdAt?.text, to: &page)
    fact("updated", record.lastLogged?.text, to: &page)
    fact("estimate", ticket.estimateHours.map(Hours.text), to: &page)
    if !criteria.isEmpty { fact("criteria", "\(criteria.count(where: \.checked)) of \(criteria.count) met", to: &page) }
    for (index, command) in ticket.verificationCommands.enumerated() {
      page.wrap(label(index == 0 ? "verify with" : ""), command)
    }
    for (name, globs) in [("may touch", ticket.scope.allow), ("not touch", ticket.scope.deny)] where !globs.isEmpty {
      page.wrap(label(name), globs.joined(separator: ", "))
    }
  }

  /// Which limits there are, where each comes from, and how much is left.
  private func writeLimits(to page: inout Page) {
    let used = allowance.iterationsUsed
    if let most = allowance.maxIterations, let left = allowance.iterationsLeft {
      let text = "\(used) of \(most) used, \(left) left"
      page.line(label("iterations"), Page.Piece(text, left == 0 ? .red : .plain), source(of: AgentLimits.iterations))
    } else if used > 0 {
      fact("iterations", "\(used) used, not limited", to: &page)
    }
    var name = "limits"
    for limit in allowance.limits where limit.name != AgentLimits.iterations {
      guard let value = limit.value else { continue }
      page.line(label(name), Page.Piece("\(limit.name) \(value)"), source(of: limit.name))
      name = ""
    }
  }

  private func source(of limit: String) -> Page.Piece {
    let source = allowance.limits.first { $0.name == limit }?.source
    return Page.Piece(source.map { " (\($0.rawValue))" } ?? "", .faint)
  }

  private func writeNeighbours(_ name: String, _ nodes: [Graph.Node], to page: inout Page) {
    for (index, node) in nodes.enumerated() {
      page.cutLine([label(index == 0 ? name : "")] + TicketLine.pieces(node))
    }
  }

  private func label(_ name: String) -> Page.Piece {
    Page.Piece(name, .faint).padded(to: 12)
  }

  private func fact(_ name: String, _ value: String?, to page: inout Page) {
    if let value, !value.isEmpty { page.line(label(name), Page.Piece(value)) }
  }

  /// Writes the body as it stands, its headings and met criteria set off.
  private func writeBody(of document: Document, to page: inout Page) {
    let body = document.body
    let headings = Dictionary(uniqueKeysWithValues: body.headings.map { ($0.range.lowerBound, $0) })
    let met = Set(body.criteria.filter(\.checked).map(\.range.lowerBound))
    var emptyLines = 1
    var hasBegun = false
    for line in MarkdownLines(document.bytes, from: document.bodyStart) {
      let text = String(decoding: document.bytes[line.range], as: UTF8.self)
      let heading = headings[line.range.lowerBound]
      // The page has its title already.
      if heading?.level == 1, heading?.title == "Ticket" { continue }
      if text.trimmed.isEmpty {
        if hasBegun { emptyLines += 1 }
        continue
      }
      for _ in 0..<emptyLines { page.line() }
      (emptyLines, hasBegun) = (0, true)
      guard line.isProse else {
        page.block(text)
        continue
      }
      let margin = String(text.prefix { $0 == " " || $0 == "\t" })
      page.wrap(
        Page.Piece(escaped: margin), String(text.dropFirst(margin.count)),
        heading != nil ? .bold : met.contains(line.range.lowerBound) ? .green : .plain)
    }
  }

  private func writeEntries(to page: inout Page) {
    let shown = entries.prefix(shownEntries)
    if shown.isEmpty { return }
    page.line()
    page.line(
      Page.Piece("Log", .bold),
      Page.Piece("  \(shown.count) of \(entryCount) \(entryCount == 1 ? "entry" : "entries"), ", .faint),
      Page.Piece(runCount.counting("run"), .faint))
    for entry in shown { write(entry, to: &page) }
  }

  /// A commit, and what became of it where no branch has it any more.
  func commit(_ name: String) -> String {
    switch fates[name.lowercased()] {
    case .rewritten(let new): "\(name), now \(new)"
    case .gone: "\(name), on no branch any more"
    case .here, .elsewhere, nil: name
    }
  }

  private func write(_ shown: Entry, to page: inout Page) {
    let entry = shown.entry
    let actor = "\(entry.actorType?.rawValue ?? "?") \(entry.actorID ?? "?")"
    page.line()
    page.line(
      Page.Piece(entry.ts?.text ?? "?", .cyan), Page.Piece("  \(actor)"), Page.Piece("  run \(shown.run)", .faint))
    page.wrap(Page.Piece("  "), entry.summary ?? "")
    for (name, texts) in entry.details(commit) {
      for text in texts { page.wrap(Page.Piece("  \(name): ", .faint), text) }
    }
  }
}

extension LogEntry {
  /// What the entry says besides its summary; a closure may add what became of a commit.
  func details(_ commit: (String) -> String = { $0 }) -> [(name: String, texts: [String])] {
    [
      ("decided", decisions), ("next", nextSteps), ("in the way", blockers), ("carried over", contextCarriedOver),
      ("files", changes.files), ("commits", changes.commits.map(commit)), ("pull requests", changes.prs),
      ("created", ticketsCreated), ("created from", createdFrom.map { [$0] } ?? []),
      ("verified by", verification.commands), ("verified", verification.results.map { [$0] } ?? []),
    ]
  }
}
