import TicketsCore

extension Invariant {
  /// An issues file is refused with reasons, or its repairs are; what is repaired can be read and has no more errors.
  static let issuesFile = Invariant("issues-file") { bytes throws(Violation) in
    let reading = attempt { () throws(IssuesReport.ReadingFailure) in try IssuesReport.read(bytes) }
    guard case .success(let request) = reading else {
      guard case .failure(let error) = reading else { return }
      return try require(!error.reasons.isEmpty, "there are no reasons")
    }
    var planner = try planner(faulty)
    for repair in request.repairs { _ = planner.currentID(ofTicketOf: repair) }
    switch attempt({ () throws(RepairPlanner.Refusal) in try planner.plan(request.repairs) }) {
    case .success(let plan):
      for ticket in plan.tickets {
        try require((try? Document(ticket.after)) != nil, "it cannot be read any more: \(shown(ticket.after))")
      }
    case .failure(let error): try require(!error.reasons.isEmpty, "there are no reasons")
    }
  }

  private static let faulty = MemoryTree([
    "a/ticket.md": Array(
      """
      ---
      id: 0191C2D3-4e5f-7a8b-9c0d-1e2f3a4b5c6d
      title: 5
      status: TODO
      status: done
      created_at: 2026-01-29
      labels: [a, 5]
      dependencies: [0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6e, x]
      verification: make
      ---
      # Ticket

      """.utf8),
    "b/ticket.md": Array("---\nid: 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6e\ntitle: \"B\"\nstatus: todo\n---\n".utf8),
  ])

  /// Settings of any text never stop a reading, and what is wrong with them has a place in the file.
  static let settings = Invariant("settings") { bytes throws(Violation) in
    let tree = MemoryTree([Settings.fileName: bytes])
    let lines = bytes.count { $0 == Ascii.newline } + 1
    for issue in Settings(from: tree.reader()).issues {
      try require(!issue.message.isEmpty, "an issue has no message")
      if let place = issue.place {
        try require((1...lines).contains(place.line), "line \(place.line) of \(lines)")
      }
    }
  }
}
