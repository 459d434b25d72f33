extension LogAudit {
  /// What puts every lost line back where it was: the old order, then what is new.
  ///
  /// What certainly is an old line tampered with goes when that one comes back.
  package func repair(of tree: any TicketTree) throws(TreeFailure) -> ChangeSet {
    let end = try AuditEnd(tree)
    var repaired: [String: (old: [UInt8]?, new: [UInt8])] = [:]
    for (log, violations) in Dictionary(grouping: violations, by: \.log) {
      let numbers = Array(Set(violations.map(\.state))).sorted()
      let states = numbers.filter { self.states[$0].isExact } + numbers.filter { !self.states[$0].isExact }
      guard let target = violations.last.map({ self.states[$0.state].target }) else { continue }
      let found = try end.log(log, lastAt: target)
      let all = states.map { self.states[$0].original } + [found?.bytes ?? []]
      let lines = Set(all.flatMap { LogChanges.lines(of: $0).map(\.bytes) })
      var order = LineOrder()
      for bytes in all {
        let own = Set(LogChanges.lines(of: bytes).map(\.bytes))
        order.add(bytes) { line in
          // What stands in for another line leaves its place to it.
          let origin = standIns.origins(of: line, in: log, onlyCertain: true).first(where: lines.contains)
          return origin.map { own.contains($0) ? nil : $0 } ?? line
        }
      }
      repaired[found?.path ?? target] = (found?.bytes, order.bytes)
    }
    return ChangeSet(
      repaired.sorted { $0.key.precedesInBytes($1.key) }.map { path, change in
        let full = "\(Layout.folderName)/\(path)"
        return change.old.map { .replace(full, from: $0, to: change.new) } ?? .createFile(full, change.new)
      })
  }
}

/// Lines of several states of one log, each as often as any of them has it.
private struct LineOrder {
  private var lines: [ArraySlice<UInt8>] = []
  /// The lines with a carriage return at their end, as the last state has them.
  private var returned: Set<ArraySlice<UInt8>> = []

  /// Adds what a state has more: each line below all that stand above it there, and what it ends with at the end.
  mutating func add(_ state: [UInt8], _ replaced: (ArraySlice<UInt8>) -> ArraySlice<UInt8>?) {
    var places: [ArraySlice<UInt8>: [Int]] = [:]
    for (index, line) in lines.enumerated().reversed() { places[line, default: []].append(index) }
    // What comes below so many lines of those that are there.
    var new: [Int: [ArraySlice<UInt8>]] = [:]
    var below = 0
    var last: [ArraySlice<UInt8>] = []
    for found in LogChanges.lines(of: state).map(\.bytes) {
      guard let line = replaced(found) else { continue }
      let hasReturn = found.endIndex < state.count && state[found.endIndex] == Ascii.carriageReturn
      if hasReturn { returned.insert(line) } else { returned.remove(line) }
      if let place = places[line]?.popLast() {
        new[below, default: []] += last
        last = []
        below = max(below, place + 1)
      } else {
        last.append(line)
      }
    }
    new[lines.count, default: []] += last
    var all = new[0] ?? []
    for (index, line) in lines.enumerated() { all += [line] + (new[index + 1] ?? []) }
    lines = all
  }

  var bytes: [UInt8] {
    lines.flatMap { $0 + (returned.contains($0) ? [Ascii.carriageReturn, Ascii.newline] : [Ascii.newline]) }
  }
}
