/// Pairs of branches at random, all with tickets in them, as one stream for `git fast-import`.
package struct RandomHistories: Sendable {
  /// The stream that makes the branches `<number>/base`, `<number>/ours` and `<number>/theirs` for each history.
  package let stream: [UInt8]
  package let count: Int

  /// What histories may hold beyond edits.
  package struct Events: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// Log lines are rewritten and dropped.
    package static let tampering = Events(rawValue: 1)
    /// Tickets come and go.
    package static let deletions = Events(rawValue: 2)
    /// Branches are merged into each other crosswise on the way.
    package static let crossings = Events(rawValue: 4)
    /// Each edit is a commit of its own.
    package static let steps = Events(rawValue: 8)
    /// Folders and run files get other names, and files other modes.
    package static let renames = Events(rawValue: 16)
    /// Changes of one side are picked over by the other, and taken back.
    package static let picks = Events(rawValue: 32)
    /// Some sides begin anew, without a common ancestor.
    package static let strangers = Events(rawValue: 64)
    /// Sides take several branches in at once, often the same ones.
    package static let octopuses = Events(rawValue: 128)
  }

  package init(_ count: Int, seed: UInt64, _ events: Events) {
    var writer = HistoryWriter(generator: SeededGenerator(seed: seed), events: events)
    for number in 0..<count { writer.write(number) }
    self.count = count
    stream = Array(writer.stream.utf8)
  }
}

/// What a commit holds: texts by path, and which of them can be run.
private struct Files {
  var texts: [String: String] = [:]
  var executable: Set<String> = []

  var keys: Dictionary<String, String>.Keys { texts.keys }

  subscript(path: String) -> String? {
    get { texts[path] }
    set { texts[path] = newValue }
  }

  subscript(path: String, default text: String) -> String {
    get { texts[path, default: text] }
    set { texts[path, default: text] = newValue }
  }

  mutating func move(_ path: String, to new: String) {
    texts[new] = texts.removeValue(forKey: path)
    if executable.remove(path) != nil { executable.insert(new) }
  }
}

private struct HistoryWriter {
  var generator: SeededGenerator
  let events: RandomHistories.Events
  private(set) var stream = ""
  private var mark = 0

  init(generator: SeededGenerator, events: RandomHistories.Events) {
    self.generator = generator
    self.events = events
  }

  mutating func write(_ number: Int) {
    var base = Files()
    for index in 0..<2 { add(index, to: &base) }
    let root = commit(base, "\(number)/base", parents: [])
    var ours = (files: base, commit: root)
    var theirs = (files: base, commit: root)
    if events.contains(.strangers), chance(10) {
      theirs.commit = commit(base, "\(number)/theirs", parents: [])
    }
    advance(&ours, "\(number)/ours")
    advance(&theirs, "\(number)/theirs")
    if events.contains(.octopuses), chance(3) {
      let heads = (0..<Int.random(in: 2...3, using: &generator)).map { index in
        var head = (files: base, commit: root)
        advance(&head, "\(number)/head\(index)")
        return head
      }
      if !chance(4) { gather(heads, from: base, into: &ours, "\(number)/ours") }
      if !chance(4) { gather(heads, from: base, into: &theirs, "\(number)/theirs") }
    }
    if events.contains(.picks), chance(3) { pick(from: theirs.files, to: &ours, "\(number)/ours") }
    if events.contains(.picks), chance(4) { pick(from: base, to: &theirs, "\(number)/theirs") }
    if events.contains(.crossings), chance(3) {
      // Each side takes the other in, keeping its own files as a person might who settles conflicts so.
      let (mine, other) = (ours.commit, theirs.commit)
      var merged = ours.files
      for (path, text) in theirs.files.texts where merged[path] == nil { merged[path] = text }
      ours = (merged, commit(merged, "\(number)/ours", parents: [mine, other]))
      var crossed = theirs.files
      for (path, text) in ours.files.texts where crossed[path] == nil { crossed[path] = text }
      theirs = (crossed, commit(crossed, "\(number)/theirs", parents: [other, mine]))
      advance(&ours, "\(number)/ours")
      advance(&theirs, "\(number)/theirs")
    }
  }

  /// Merges several branches at once, and goes on: what the side itself left as it was comes from the first to change it.
  private mutating func gather(
    _ heads: [(files: Files, commit: Int)], from base: Files, into side: inout (files: Files, commit: Int),
    _ branch: String
  ) {
    for head in heads {
      for (path, text) in head.files.texts where side.files[path] == base[path] { side.files[path] = text }
    }
    side.commit = commit(side.files, branch, parents: [side.commit] + heads.map(\.commit))
    advance(&side, branch)
  }

  /// Takes some files as they are elsewhere: a change picked over, or, from an old state, one taken back.
  private mutating func pick(from other: Files, to side: inout (files: Files, commit: Int), _ branch: String) {
    for (path, text) in other.texts.sorted(by: { $0.key < $1.key }) where chance(2) {
      if side.files[path] != nil { side.files[path] = text }
    }
    side.commit = commit(side.files, branch, parents: [side.commit])
  }

  private mutating func advance(_ side: inout (files: Files, commit: Int), _ branch: String) {
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      edit(&side.files)
      if events.contains(.steps) { side.commit = commit(side.files, branch, parents: [side.commit]) }
    }
    side.commit = commit(side.files, branch, parents: [side.commit])
  }

  private mutating func commit(_ files: Files, _ branch: String, parents: [Int]) -> Int {
    mark += 1
    stream += "reset refs/heads/\(branch)\ncommit refs/heads/\(branch)\nmark :\(mark)\n"
    stream += "committer Ada <ada@example.org> \(1_769_712_130 + mark) +0000\ndata 0\n"
    for (index, parent) in parents.enumerated() { stream += "\(index == 0 ? "from" : "merge") :\(parent)\n" }
    stream += "deleteall\n"
    for (path, text) in files.texts.sorted(by: { $0.key < $1.key }) {
      stream +=
        "M \(files.executable.contains(path) ? "100755" : "100644") inline .tickets/\(path)\ndata \(text.utf8.count)\n\(text)\n"
    }
    return mark
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }

  private mutating func word() -> String { "w\(Int.random(in: 0..<10_000, using: &generator))" }

  private mutating func add(_ index: Int, to files: inout Files) {
    let id = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6\(index)"
    let body = (0..<6).map { _ in "\(word()) \(word()) \(word()).\n" }.joined()
    files["\(id)/ticket.md"] = """
      ---
      id: \(id)
      title: "Ticket \(word())"
      status: todo
      priority: medium
      labels: ["\(word())", "\(word())"]
      created_at: 2026-01-29T18:42:10Z
      ---
      # Ticket

      ## Description

      \(body)
      ## Acceptance Criteria

      - [ ] \(word())
      - [ ] \(word())
      - [ ] \(word())

      ## Verification

      - \(word())

      """
    files["\(id)/logs/20260129T184210.123Z-a.jsonl"] = (0..<3).map { _ in line() }.joined()
  }

  private mutating func line() -> String { "{\"summary\":\"\(word())\"}\n" }

  private mutating func edit(_ files: inout Files) {
    let tickets = files.keys.filter { $0.hasSuffix("/ticket.md") }.sorted()
    guard let path = tickets.randomElement(using: &generator), let text = files[path] else { return }
    let folder = path.dropLast("/ticket.md".count)
    let log = "\(folder)/logs/20260129T184210.123Z-\(["a", "b", "c"].randomElement(using: &generator) ?? "a").jsonl"
    switch Int.random(in: 0..<(events.contains(.renames) ? 17 : 14), using: &generator) {
    case 0, 1:
      let status = ["todo", "doing", "done"].randomElement(using: &generator) ?? "todo"
      files[path] = replacing("status: ", with: status, in: text)
    case 2: files[path] = replacing("priority: ", with: chance(2) ? "high" : "low", in: text)
    case 3: files[path] = text.replacing("labels: [", with: "labels: [\"\(word())\", ")
    case 4:
      if let range = text.firstRange(of: "- [ ] ") { files[path] = text.replacingCharacters(range, "- [x] ") }
    case 5: files[path] = text.replacing("\n## Verification", with: "- [ ] \(word())\n\n## Verification")
    case 6: files[path] = text.replacing("## Description\n\n", with: "## Description\n\n\(word()).\n")
    case 7: files[path] = replacing("title: ", with: "\"\(word())\"", in: text)
    case 8...11: files[log, default: ""] += line()
    case 12:
      guard events.contains(.tampering), let old = files[log] else { return }
      let lines = old.split(separator: "\n").map { $0 + "\n" }
      files[log] = lines.dropFirst(chance(2) ? 1 : 0).joined() + (chance(2) ? line() : "")
    case 14:
      let name = "\(folder.split(separator: "-").last ?? "x")-\(["a", "b"].randomElement(using: &generator) ?? "a")"
      guard files["\(name)/ticket.md"] == nil else { return }
      for file in files.keys.filter({ $0.hasPrefix("\(folder)/") }) {
        files.move(file, to: name + file.dropFirst(folder.count))
      }
    case 15:
      guard files[log] != nil else { return }
      files.move(log, to: log.replacing(".jsonl", with: "z.jsonl"))
    case 16: files.executable.formSymmetricDifference([chance(2) ? path : log].filter { files[$0] != nil })
    default:
      guard events.contains(.deletions) else { return }
      if chance(2) {
        for file in files.keys where file.hasPrefix("\(folder)/") { files[file] = nil }
      } else {
        add(Int.random(in: 3..<6, using: &generator), to: &files)
      }
    }
  }

  private func replacing(_ key: String, with value: String, in text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(key) ? key + value : String($0) }.joined(separator: "\n")
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<String.Index>, _ text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
