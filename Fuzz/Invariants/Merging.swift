import TicketsCore

/// Three versions in one input, between lines of `@@@@`.
private struct Versions {
  let base: [UInt8]
  let ours: [UInt8]
  let theirs: [UInt8]

  private static let divider = Array("@@@@\n".utf8)

  init?(_ bytes: [UInt8]) {
    var parts: [[UInt8]] = [[]]
    for line in Lines(of: bytes) {
      let text = bytes[line.range.lowerBound..<line.next]
      if text.elementsEqual(Self.divider) { parts.append([]) } else { parts[parts.count - 1] += text }
    }
    guard parts.count == 3 else { return nil }
    (base, ours, theirs) = (parts[0], parts[1], parts[2])
  }
}

extension Invariant {
  /// No line of a log is lost in a merge, none comes from nowhere, and a lost old line is a conflict.
  static let logMerge = Invariant("log-merge") { bytes throws(Violation) in
    guard let logs = Versions(bytes) else { return }
    let merge = LogMerge.merge(name: "", base: logs.base, ours: logs.ours, theirs: logs.theirs)
    if logs.ours == logs.theirs { return try require(merge.bytes == logs.ours, "what both have is changed") }
    let (base, ours, theirs) = (counted(logs.base), counted(logs.ours), counted(logs.theirs))
    let result = counted(merge.bytes)
    let all = Set(base.keys).union(ours.keys).union(theirs.keys)
    try require(all.isSubset(of: result.keys), "lines are lost: \(shown(merge.bytes))")
    let losesNothing = base.allSatisfy {
      ours[$0.key, default: 0] >= $0.value && theirs[$0.key, default: 0] >= $0.value
    }
    try require(losesNothing == merge.conflicts.isEmpty, "conflicts are \(merge.conflicts)")
    guard losesNothing else { return }
    try require(all.isSuperset(of: result.keys), "lines come from nowhere: \(shown(merge.bytes))")
    try require(
      base.allSatisfy { result[$0.key, default: 0] >= $0.value }, "old lines are lost: \(shown(merge.bytes))")
    let again = LogMerge.merge(name: "", base: logs.base, ours: merge.bytes, theirs: logs.theirs)
    try require(counted(again.bytes) == result, "a second merge changes it: \(shown(again.bytes))")
    let swapped = LogMerge.merge(name: "", base: logs.base, ours: logs.theirs, theirs: logs.ours)
    try require(Set(counted(swapped.bytes).keys) == Set(result.keys), "the other way round other lines come")
  }

  /// How often each line is there, whatever ends it.
  private static func counted(_ bytes: [UInt8]) -> [[UInt8]: Int] {
    Dictionary(
      Lines(of: bytes).map { line in
        let text = bytes[line.range]
        // A last line may have lost the second half of its end.
        let isCut = text.endIndex == bytes.endIndex && text.last == Ascii.carriageReturn
        return (Array(isCut ? text.dropLast() : text), 1)
      }, uniquingKeysWith: +)
  }

  /// A merge of tickets takes over what only one side changed, from each side, and shows everything else as a conflict.
  static let ticketMerge = Invariant("ticket-merge") { bytes throws(Violation) in
    guard let tickets = Versions(bytes) else { return }
    let (base, ours, theirs) = (tickets.base, tickets.ours, tickets.theirs)
    try require(TicketMerge.merge(base: base, ours: ours, theirs: base).bytes == ours, "ours alone is changed")
    try require(TicketMerge.merge(base: base, ours: base, theirs: theirs).bytes == theirs, "theirs alone is changed")
    let merge = TicketMerge.merge(base: base, ours: ours, theirs: theirs)
    guard merge.conflicts.isEmpty else {
      return try require(
        Lines(of: merge.bytes).contains { ConflictMarker.begins(merge.bytes[$0.range]) }, "a conflict is not marked")
    }
    guard let old = try? Document(base), let mine = try? Document(ours), let other = try? Document(theirs) else {
      return
    }
    let merged: Document
    do throws(DocumentFailure) {
      merged = try Document(merge.bytes)
    } catch {
      throw Violation(description: "the merge cannot be read, \(error.message): \(shown(merge.bytes))")
    }
    try followsBoth(
      YAMLMeaning.meanings(of: old.fields), YAMLMeaning.meanings(of: mine.fields),
      YAMLMeaning.meanings(of: other.fields), YAMLMeaning.meanings(of: merged.fields))
  }

  private static func followsBoth(
    _ base: [String: YAMLMeaning], _ ours: [String: YAMLMeaning], _ theirs: [String: YAMLMeaning],
    _ merged: [String: YAMLMeaning]
  ) throws(Violation) {
    for key in Set(base.keys).union(ours.keys).union(theirs.keys).union(merged.keys) {
      let (old, mine, other, result) = (base[key], ours[key], theirs[key], merged[key])
      if mine == other || other == old {
        try require(result == mine, "\(key) is not as ours: \(result.debugDescription)")
      } else if mine == old {
        try require(result == other, "\(key) is not as theirs: \(result.debugDescription)")
      } else if case .mapping(let mine)? = mine, case .mapping(let other)? = other, case .mapping(let result)? = result
      {
        guard case .mapping(let old)? = old ?? .mapping([:]) else { continue }
        try followsBoth(old, mine, other, result)
      } else if case .list(let mine)? = mine, case .list(let other)? = other, case .list(let result)? = result {
        guard case .list(let old)? = old ?? .list([]) else { continue }
        try followsBoth(old, mine, other, result, key)
      } else {
        throw Violation(description: "\(key) was changed by both, and is \(result.debugDescription)")
      }
    }
  }

  private static func followsBoth(
    _ base: [YAMLMeaning], _ ours: [YAMLMeaning], _ theirs: [YAMLMeaning], _ merged: [YAMLMeaning], _ key: String
  ) throws(Violation) {
    for item in base + ours + theirs + merged {
      let isWanted = base.contains(item) ? ours.contains(item) && theirs.contains(item) : true
      try require(merged.contains(item) == isWanted, "\(key) is the list \(merged)")
    }
  }
}
