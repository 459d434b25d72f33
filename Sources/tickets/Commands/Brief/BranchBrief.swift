import TicketsCore
import TicketsGit

/// What there is to do here, for an agent without a ticket.
struct BranchBrief: BriefContent {
  private let place: BriefPlace
  private let inHand: [TicketRecord]
  private let next: [NextReport.Row]
  private let blocked: [(record: TicketRecord, why: [String])]
  private let counts: [(status: Status, count: Int)]
  private let plans: [PlanState]

  init(at place: BriefPlace) throws(Failure) {
    self.place = place
    let session = place.session
    let planReader = try session.reading(place.tree) { () throws(TreeFailure) in try PlanReader(place.tree) }
    let records = planReader.records
    plans = records.filter { $0.ticket.isPlan && $0.ticket.status?.isOpen ?? true }.prefix(Self.mostPlans)
      .map(planReader.state)
    counts = Status.allCases.map { status in (status, records.count { $0.ticket.status == status }) }
    inHand = try session.reading(place.tree) { () throws(TreeFailure) in
      let reader = RecordReader(reader: try place.tree.reader(), parts: .logs)
      return records.filter { $0.ticket.status == .doing }.prefix(Self.mostInHand).map {
        reader.record(of: TreeEntry(name: $0.folder, kind: .folder))
      }
    }
    let ready = NextReport.rows(of: records)
    let others = ready.isEmpty ? [:] : place.elsewhere?.taken ?? [:]
    next = Array(
      ready.lazy.filter { row in
        guard let id = row.record.ticket.id else { return false }
        return others[id.text] == nil && place.claims[id] == nil && !planReader.hasOpenParts(row.record)
      }.prefix(Self.mostNext))
    let graph = Graph(records, withRelated: false)
    let readiness = Readiness(graph)
    blocked = records.filter { $0.ticket.status == .blocked || readiness.isBlocked($0) }.prefix(Self.mostBlocked).map {
      ($0, readiness.obstacles(of: $0).map { TicketLine.texts(graph.nodes[$0.node]).name })
    }
  }

  private static let mostInHand = 10
  private static let mostNext = 5
  private static let mostBlocked = 10
  private static let mostPlans = 10

  var briefing: Briefing {
    var briefing = Briefing()
    let counted = counts.filter { $0.count > 0 }.map { "\($0.count) \($0.status.rawValue)" }.joined(separator: ", ")
    briefing.add(
      .init(
        rank: 0, rest: "tickets list",
        [
          "# Tickets", "", "Here \(place.sentence): \(counted.isEmpty ? "no tickets" : counted).",
          "A ticket in full: `tickets brief <id>`. Take one only if you were told to choose: `tickets next --claim`.",
        ]))
    briefing.add(
      .init(
        "In hand here", rank: 1, rest: "tickets list --status doing",
        inHand.map { record in
          line(record, record.holder.map { "\($0)" }.map(Briefing.line))
        }))
    briefing.add(
      .init(
        "Claimed", rank: 2, rest: "tickets claims",
        place.claims.values.map(\.claim).sorted { $0.ticket < $1.ticket }.map { claim in
          "- \(claim.ticket.short) by \(Briefing.line(claim.holder)) until \(claim.end.text)"
            + (claim.branch.map { " on `\($0)`" } ?? "")
        }))
    briefing.add(
      .init(
        "Next", rank: 3, rest: "tickets next --limit 20",
        next.map { line($0.record, $0.record.ticket.priority?.rawValue) }))
    briefing.add(
      .init(
        "Blocked", rank: 4, rest: "tickets list --blocked --why",
        blocked.map { line($0.record, $0.why.isEmpty ? nil : "waits for \($0.why.joined(separator: ", "))") }))
    briefing.add(
      .init(
        "Plans", rank: 5, rest: "tickets plan list",
        plans.map { plan in
          "- \(plan.own.name) \(Briefing.line(plan.node.record.ticket.title ?? "(no title)")): \(plan.progress.text)"
        }))
    return briefing
  }

  private func line(_ record: TicketRecord, _ remark: String?) -> String {
    let name = record.ticket.id?.short ?? record.folder
    return "- \(name) \(Briefing.line(record.ticket.title ?? "(no title)"))" + (remark.map { " (\($0))" } ?? "")
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("branch", place.branch)
      json.member("worktree", place.root)
      json.member("counts") { json in
        json.object { json in
          for (status, count) in counts { json.member(status.rawValue, count) }
        }
      }
      json.member("in_hand") { json in
        json.array { json in
          for record in inHand { json.object { json in RecordJSON.members(of: record, to: &json) } }
        }
      }
      json.member("claims") { json in
        json.array { json in
          for held in place.claims.values.sorted(by: { $0.claim.ticket < $1.claim.ticket }) {
            json.object { json in
              json.member("claim", held.id.hex)
              held.claim.members(to: &json)
            }
          }
        }
      }
      json.member("next") { json in
        json.array { json in
          for row in next {
            json.object { json in
              RecordJSON.members(of: row.record, to: &json)
              json.member("why", row.why)
            }
          }
        }
      }
      json.member("blocked") { json in
        json.array { json in
          for (record, why) in blocked {
            json.object { json in
              RecordJSON.members(of: record, to: &json)
              json.member("waits_for", why)
            }
          }
        }
      }
      json.member("plans") { json in
        json.array { json in
          for plan in plans { json.object { PlanJSON.members(of: plan, nil, to: &$0) } }
        }
      }
    }
  }
}
