extension LogEntry {
  /// Reads what an object says; what it says in an unknown way stays among the others.
  package init(_ object: [JSON.Member]) {
    for member in object where !read(member) { others.append(member) }
  }

  private mutating func read(_ member: JSON.Member) -> Bool {
    switch member.name {
    case "ts": Self.take(member.value.string.flatMap { Timestamp.guess($0) }, into: &ts)
    case "run_started": Self.take(member.value.string.flatMap { Timestamp.guess($0) }, into: &runStarted)
    case "actor_type": Self.take(member.value.string.flatMap(ActorType.init), into: &actorType)
    case "actor_id": Self.take(member.value.string, into: &actorID)
    case "summary": Self.take(member.value.string, into: &summary)
    case "changes": Self.take(member.value.members.map(Changes.init), into: &changes)
    case "verification": Self.take(member.value.members.map(Verification.init), into: &verification)
    case "created_from": Self.take(member.value.string, into: &createdFrom)
    case "tickets_created": Self.take(member.value.strings, into: &ticketsCreated)
    case "context_carried_over": Self.take(member.value.strings, into: &contextCarriedOver)
    case "decisions": Self.take(member.value.strings, into: &decisions)
    case "next_steps": Self.take(member.value.strings, into: &nextSteps)
    case "blockers": Self.take(member.value.strings, into: &blockers)
    case "status": Self.take(member.value.members.flatMap(Move.init), into: &move)
    case "reopened": Self.take(member.value == .bool(true) ? true : nil, into: &isReopening)
    case "claim": Self.take(member.value.string, into: &claim)
    case "claim_replaced": Self.take(member.value.string, into: &replacedClaim)
    case "workflow": Self.take(member.value.members.flatMap { Workflow($0) }, into: &workflow)
    case "written_by": Self.take(member.value.string, into: &writtenBy)
    default: false
    }
  }

  fileprivate static func take<Value>(_ value: Value?, into field: inout Value) -> Bool {
    guard let value else { return false }
    field = value
    return true
  }

  fileprivate static func take<Value>(_ value: Value?, into field: inout Value?) -> Bool {
    guard let value else { return false }
    field = value
    return true
  }
}

extension LogEntry.Move {
  /// Reads a move; one with more to it than that stays as it was written.
  fileprivate init?(_ object: [JSON.Member]) {
    guard let to = object["to"]?.string, object.allSatisfy({ $0.name == "to" || $0.name == "from" }),
      object["from"].map({ $0 == .null || $0.string != nil }) ?? true
    else { return nil }
    self.init(from: object["from"]?.string, to: to)
  }
}

extension LogEntry.Changes {
  fileprivate init(_ object: [JSON.Member]) {
    for member in object where !read(member) { others.append(member) }
  }

  private mutating func read(_ member: JSON.Member) -> Bool {
    switch member.name {
    case "files": LogEntry.take(member.value.strings, into: &files)
    case "commits": LogEntry.take(member.value.strings, into: &commits)
    case "prs": LogEntry.take(member.value.strings, into: &prs)
    case "patch_ids":
      LogEntry.take(
        member.value.members.flatMap { $0.allSatisfy { $0.value.string != nil } ? $0 : nil }, into: &patchIDs)
    default: false
    }
  }
}

extension LogEntry.Verification {
  fileprivate init(_ object: [JSON.Member]) {
    for member in object where !read(member) { others.append(member) }
  }

  private mutating func read(_ member: JSON.Member) -> Bool {
    switch member.name {
    case "commands": LogEntry.take(member.value.strings, into: &commands)
    case "results": LogEntry.take(member.value.string, into: &results)
    default: false
    }
  }
}
