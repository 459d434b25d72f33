/// Every issue with a plan for repairs: the document that `validate --issues` writes and `repair` takes back.
package struct IssuesReport: Sendable {
  package static let schemaVersion: Int64 = 1

  package let generatedAt: Instant
  package let targets: [String]
  /// The issues by their names in the document.
  package let issues: [(id: String, issue: Issue)]
  package let repairs: [ProposedRepair]

  /// Numbers the issues of a tree that was checked, and finds repairs.
  package init(of check: TreeCheck, in tree: any TicketTree, at now: Instant) throws(TreeFailure) {
    let report = check.report
    generatedAt = now
    targets = report.targets
    issues = report.issues.enumerated().map { (ReportNumber.text("I", $0 + 1), $1) }
    repairs = try RepairProposals.proposals(for: issues, of: RepairSubjects(in: tree, atHand: check.faulty))
  }
}

extension IssuesReport {
  /// What is wrong, by the names of the issues.
  package var messages: [String: String] {
    Dictionary(uniqueKeysWithValues: issues.map { ($0.id, $0.issue.message) })
  }
}

extension IssuesReport: JSONWritable {
  /// The members of an issue, beginning with its name in the document.
  static func members(of numbered: (id: String, issue: Issue)) -> [JSON.Member] {
    [JSON.Member("id", .string(numbered.id))] + numbered.issue.members
  }

  /// Writes the document.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("schema_version", Self.schemaVersion)
      json.member("generated_at", Timestamp.extended(generatedAt))
      json.member("tool", LogEntry.toolName)
      json.member("targets", targets)
      json.member("issues") { json in
        json.array { json in
          for issue in issues { json.value(JSON.object(Self.members(of: issue))) }
        }
      }
      json.member("repairs") { json in
        json.array { json in
          for repair in repairs { json.value(JSON.object(repair.members)) }
        }
      }
    }
  }
}

extension ProposedRepair {
  /// The members of a repair in the document.
  var members: [JSON.Member] {
    [
      JSON.Member("id", .string(id)), JSON.Member("enabled", .bool(isEnabled)), JSON.Member("safe", .bool(isSafe)),
      JSON.Member("issue_ids", .array(issueIDs.map(JSON.string))), JSON.Member("action", .string(action)),
      JSON.Member("ticket_path", .string(ticketPath)),
    ] + (base.map { [JSON.Member("base", .string($0))] } ?? []) + [JSON.Member("params", .object(parameters))]
  }
}
