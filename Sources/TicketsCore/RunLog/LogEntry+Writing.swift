extension LogEntry: JSONWritable {
  /// The line for a run log, without its line end.
  package func line() -> [UInt8] {
    JSONWriter.bytes(of: self, .compact)
  }

  /// Writes the entry in the fixed order of its fields; empty ones are left out.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.present("ts", ts.map { Timestamp.extended($0, milliseconds: true) })
      json.present("run_started", runStarted.map(Timestamp.basic))
      json.present("actor_type", actorType?.rawValue)
      json.present("actor_id", actorID)
      json.present("summary", summary)
      if changes != Changes() { json.member("changes", changes) }
      if verification != Verification() { json.member("verification", verification) }
      json.present("created_from", createdFrom)
      json.present("tickets_created", ticketsCreated)
      json.present("context_carried_over", contextCarriedOver)
      json.present("decisions", decisions)
      json.present("next_steps", nextSteps)
      json.present("blockers", blockers)
      if let move {
        json.member("status") { json in
          json.object { json in
            json.member("from", move.from)
            json.member("to", move.to)
          }
        }
      }
      if isReopening { json.member("reopened", true) }
      json.present("claim", claim)
      json.present("claim_replaced", replacedClaim)
      if let workflow { json.member("workflow", workflow) }
      for member in others { json.member(member.name, member.value) }
      json.present("written_by", writtenBy)
    }
  }
}

extension LogEntry.Changes: JSONWritable {
  /// Writes what is there.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.present("files", files)
      json.present("commits", commits)
      json.present("prs", prs)
      if !patchIDs.isEmpty { json.member("patch_ids", JSON.object(patchIDs)) }
      for member in others { json.member(member.name, member.value) }
    }
  }
}

extension LogEntry.Verification: JSONWritable {
  /// Writes what is there.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.present("commands", commands)
      json.present("results", results)
      for member in others { json.member(member.name, member.value) }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func present(_ name: String, _ text: String?) {
    if let text { member(name, text) }
  }

  fileprivate mutating func present(_ name: String, _ texts: [String]) {
    if !texts.isEmpty { member(name, texts) }
  }
}
