import TestSupport

/// A history of ticket trees, each commit a few random steps from the one before.
struct RandomHistory {
  private var random: SeededGenerator
  private var files: [String: String] = [:]
  private var made = 0
  /// The trees of the commits `main~n`, the first commit first.
  private(set) var commits: [[String: String]] = []

  init(seed: UInt64, length: Int) {
    random = SeededGenerator(seed: seed)
    for _ in 0..<length {
      for _ in 0..<Int.random(in: 1...6, using: &random) { step() }
      commits.append(files)
    }
  }

  /// The commits as `git fast-import` reads them.
  var stream: [UInt8] {
    var text = ""
    for (number, files) in commits.enumerated() {
      text += "commit refs/heads/main\ncommitter Ada <ada@example.org> \(1_769_700_000 + number) +0000\n"
      text += "data 0\ndeleteall\n"
      for (path, content) in files.sorted(by: { $0.key < $1.key }) {
        text += "M 100644 inline .tickets/\(path)\ndata \(content.utf8.count)\n\(content)\n"
      }
    }
    return Array(text.utf8)
  }

  private mutating func step() {
    let folders = Set(files.keys.compactMap { $0.split(separator: "/").first.map(String.init) }).sorted()
    guard let folder = folders.randomElement(using: &random), folders.count > 2 else { return create() }
    let ticket = "\(folder)/ticket.md"
    let logs = files.keys.filter { $0.hasPrefix("\(folder)/logs/") }.sorted()
    switch Int.random(in: 0..<14, using: &random) {
    case 0, 1: create()
    case 2: for path in files.keys where path.hasPrefix("\(folder)/") { files[path] = nil }
    case 3: rename(folder, to: "renamed-\(made)")
    case 4: edit(ticket, "status: todo", "status: doing")
    case 5: edit(ticket, "status: doing", "status: done")
    case 6: edit(ticket, "owner: null", "owner: \"@a\"")
    case 7: edit(ticket, "\"a\"", "\"a\", \"b\"")
    case 8: edit(ticket, "priority: low", "x_note: {deep: [1, true]}")
    case 9: edit(ticket, "[ ]", "[x]")
    case 10: edit(ticket, "# Ticket\n", "# Ticket\r\n")
    case 11: edit(ticket, "title:", "title")
    case 12: if let log = logs.first { edit(log, "\"1\"", "\"one\"") }
    default: files["\(folder)/logs/\(made % 3).jsonl", default: ""] += "{\"summary\":\"\(made)\"}\n"
    }
    made += 1
  }

  private mutating func create() {
    made += 1
    let digits = String(UInt64.random(in: 0..<1 << 48, using: &random), radix: 16)
    let id = "01a1fb67-40a6-7751-b9d0-" + String(repeating: "0", count: 12 - digits.count) + digits
    files["\(id)/ticket.md"] = """
      ---
      id: \(id)
      title: "Ticket \(made)"
      status: todo
      created_at: 2026-01-29T18:42:10Z
      assignment:
        mode: mixed
        owner: null
      priority: low
      labels: ["a"]
      ---
      # Ticket

      ## Acceptance Criteria

      - [ ] one
      - [ ] two

      """
    if Bool.random(using: &random) { files["\(id)/logs/1.jsonl"] = "{\"summary\":\"1\"}\n" }
  }

  private mutating func edit(_ path: String, _ old: String, _ new: String) {
    files[path] = files[path]?.replacing(old, with: new)
  }

  private mutating func rename(_ folder: String, to name: String) {
    for (path, content) in files where path.hasPrefix("\(folder)/") {
      files[path] = nil
      files[name + path.dropFirst(folder.count)] = content
    }
  }
}
