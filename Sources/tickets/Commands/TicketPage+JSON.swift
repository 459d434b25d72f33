import TicketsCore

/// The page as scripts read it: everything.
extension TicketPage {
  func write(to json: inout JSONWriter) {
    let ticket = record.ticket
    json.object { json in
      RecordJSON.members(of: record, to: &json)
      ClaimJSON.member(claim, to: &json)
      json.member("description", record.document?.body.description)
      json.member("criteria") { json in
        json.array { json in
          for criterion in record.document?.body.criteria ?? [] {
            json.object { json in
              json.member("text", criterion.text)
              json.member("checked", criterion.checked)
            }
          }
        }
      }
      json.member("dependencies", ticket.dependencies)
      json.member("blocks", ticket.blocks)
      json.member("related", ticket.related)
      json.member("ready", readiness.isReady(record))
      json.member("blocked_by", names(obstacles.map(\.node)))
      ObstacleJSON.member(obstacles, in: graph, to: &json)
      json.member("needed_by", names(neededBy))
      json.member("related_either_way", names(relatives))
      json.member("children", children)
      json.member("limits", limits)
      json.member("verification_commands", ticket.verificationCommands)
      json.member("scope") { json in
        json.object { json in
          json.member("allow", ticket.scope.allow)
          json.member("deny", ticket.scope.deny)
        }
      }
      json.member("estimate_hours", ticket.estimateHours)
      json.member("lost_commits") { json in
        json.array { json in
          for lost in lostCommits {
            json.object { json in
              json.member("commit", lost.commit)
              json.member("became", lost.became)
            }
          }
        }
      }
      json.member("logs", entries.prefix(shownEntries).map(\.entry))
    }
  }

  private func names(_ nodes: [Int]) -> [String] { nodes.map { graph.nodes[$0].name } }

  private func limits(_ json: inout JSONWriter) {
    json.object { json in
      for limit in allowance.limits { json.member(limit.name, limit.value) }
      json.member("iterations_used", allowance.iterationsUsed)
      json.member("iterations_left", allowance.iterationsLeft)
      json.member("sources") { json in
        json.object { json in
          for limit in allowance.limits { json.member(limit.name, limit.source?.rawValue) }
        }
      }
    }
  }
}
