import TicketsCore
import TicketsGit

/// The page as scripts read it: the JSON of the other commands, side by side.
extension WebPage {
  /// Changes when a member goes or means something else; new members may come at any time.
  private static let version = 1

  var jsonBytes: [UInt8] {
    var json = JSONWriter(.pretty)
    write(to: &json)
    return json.bytes + [Ascii.newline]
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("version", Self.version)
      json.member("title", source.title)
      json.member("generated_at", source.now)
      json.member("at") { json in
        json.object { json in
          json.member("name", source.label)
          json.member("commit", source.commit)
        }
      }
      json.member("base") { json in
        guard let base else { return json.value(JSON.null) }
        json.object { json in
          json.member("name", base.name)
          json.member("commit", base.id.hex)
        }
      }
      json.member("attention") { json in
        json.array { json in
          for item in attention.items {
            json.object { json in
              json.member("kind", item.kind.rawValue)
              json.member("tickets", item.tickets)
              json.member("message", item.sentence)
            }
          }
        }
      }
      json.member("board", { BoardReport(board: board, graph: graph, isIncomplete: false).write(to: &$0) })
      json.member("branches") { json in
        if let branches { branches.write(to: &json) } else { json.value(JSON.null) }
      }
      json.member("merges") { json in
        json.array { json in
          for forecast in forecasts { forecast.write(to: &json) }
        }
      }
      json.member("graph", { GraphReport(graph, .json, withPath: true).write(to: &$0) })
      json.member("plans") { json in
        json.array { json in
          for plan in plans {
            json.object { json in
              PlanJSON.members(of: plan.state, nil, to: &json)
              PlanJSON.parts("milestones", plan.state.milestones, to: &json)
              PlanPlaces.write(plan.places, to: &json)
            }
          }
        }
      }
      json.member("flows") { json in
        json.array { json in
          for page in pages {
            guard let standing = flows[page.record.folder] else { continue }
            json.object { json in
              json.member("id", page.record.idText)
              json.member("flow", standing.flow.name)
              json.member("state", standing.current?.name)
              FlowReport.states(of: standing, to: &json)
            }
          }
        }
      }
      json.member("claims") { json in
        json.array { json in
          for claim in claims { json.object { claim.members(to: &$0) } }
        }
      }
      json.member("runs") { json in
        json.array { json in
          for run in timeline.rows.flatMap(\.runs) { json.object { Self.write(run, to: &$0) } }
        }
      }
      json.member("histories") { json in
        json.object { json in
          for page in pages where histories[page.record.folder] != nil {
            json.member(page.record.idText) { json in
              json.array { json in
                for event in histories[page.record.folder] ?? [] { HistoryReport.write(event, to: &json) }
              }
            }
          }
        }
      }
      json.member("tickets") { json in
        json.array { json in
          for page in pages { page.write(to: &json) }
        }
      }
    }
  }

  private static func write(_ run: Timeline.Run, to json: inout JSONWriter) {
    json.member("actor_type", run.isAgent ? "agent" : "human")
    json.member("actor_id", run.actor)
    json.member("ticket", run.ticket)
    json.member("run_id", run.run)
    json.member("start", run.start)
    json.member("end", run.end)
    json.member("entries", run.entries)
  }
}
