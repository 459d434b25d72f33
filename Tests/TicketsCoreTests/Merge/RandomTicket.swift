import TestSupport

/// A ticket at random, and later versions of it.
struct RandomTicket {
  static let scalars = ["status", "priority", "title", "x_custom", "assignment.owner", "assignment.mode"]

  var values: [String: String] = [:]
  var labels: [String] = []
  var isFlow = true
  var ticks: [(text: String, checked: Bool)] = []
  var comments: [String] = []

  init(using generator: inout SeededGenerator) {
    for key in Self.scalars { values[key] = Self.word(&generator) }
    labels = (0..<Int.random(in: 1...4, using: &generator)).map { "label\($0)" }
    isFlow = Bool.random(using: &generator)
    ticks = (0..<4).map { ("criterion \($0)", Bool.random(using: &generator)) }
  }

  func edited(using generator: inout SeededGenerator) -> RandomTicket {
    var other = self
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      switch Int.random(in: 0..<6, using: &generator) {
      case 0, 1:
        if let key = Self.scalars.randomElement(using: &generator) { other.values[key] = Self.word(&generator) }
      case 2: other.labels.append("new\(Int.random(in: 0..<1000, using: &generator))")
      // A list on lines of its own cannot be empty and stay one.
      case 3: if other.labels.count > 1 { other.labels.remove(at: 1) }
      case 4: other.ticks[Int.random(in: 0..<4, using: &generator)].checked.toggle()
      default:
        if other.comments.isEmpty { other.comments.append("note \(UInt32.random(in: 0...(.max), using: &generator))") }
      }
    }
    return other
  }

  static func ticked(_ base: RandomTicket, _ ours: RandomTicket, _ theirs: RandomTicket) -> [String] {
    base.ticks.indices.filter {
      (ours.ticks[$0].checked == base.ticks[$0].checked ? theirs : ours).ticks[$0].checked
    }.map { base.ticks[$0].text }.sorted()
  }

  var bytes: [UInt8] {
    let list =
      isFlow ? " [\(labels.joined(separator: ", "))]" : labels.map { "\n  - \($0)" }.joined()
    let text = """
      ---
      id: 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d
      title: \(values["title"] ?? "")
      status: \(values["status"] ?? "")
      priority: '\(values["priority"] ?? "")'
      labels:\(list)
      \(comments.map { "# \($0)\n" }.joined())x_custom: "\(values["x_custom"] ?? "")"
      assignment:
        mode: \(values["assignment.mode"] ?? "")
        owner: \(values["assignment.owner"] ?? "")
      ---
      # Ticket
      ## Acceptance Criteria
      \(ticks.map { "- [\($0.checked ? "x" : " ")] \($0.text)" }.joined(separator: "\n"))
      ## Verification

      """
    return Array(text.utf8)
  }

  private static func word(_ generator: inout SeededGenerator) -> String {
    ["todo", "doing", "done", "low"].randomElement(using: &generator) ?? "todo"
  }
}
