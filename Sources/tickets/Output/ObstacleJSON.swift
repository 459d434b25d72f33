import TicketsCore

/// What a ticket waits for, as `list --why` and `show` write it for scripts.
enum ObstacleJSON {
  /// Writes the member `waits_for`.
  static func member(_ obstacles: [Readiness.Obstacle], in graph: Graph, to json: inout JSONWriter) {
    json.member("waits_for") { json in
      json.array { json in
        for obstacle in obstacles {
          let node = graph.nodes[obstacle.node]
          json.object { json in
            json.member("id", node.name)
            json.member("title", node.record?.ticket.title)
            json.member("status", node.status?.rawValue)
            json.member("reason", obstacle.reason.rawValue)
          }
        }
      }
    }
  }
}
