/// A ticket of another tool in our words; other tickets are named as that tool names them.
package struct ForeignTicket: Equatable, Sendable {
  package var id: String
  package var title = ""
  package var createdAt: Instant?
  package var status = Status.todo
  package var priority: Priority?
  package var mode: AssignmentMode?
  package var owner: String?
  package var labels: [String] = []
  package var dependencies: [String] = []
  /// Tickets that wait for this one.
  package var blocks: [String] = []
  package var related: [String] = []
  package var parent: String?
  package var estimateHours: Double?
  package var scope = WorkScope()
  package var verificationCommands: [String] = []
  package var body = ForeignBody()
  package var notes: [ForeignNote] = []
  /// Who made it, where the source says so.
  package var author: String?

  package init(id: String) {
    self.id = id
  }

  /// Takes a label over once.
  mutating func label(_ text: String?) {
    guard let text = text?.singleLine, !text.isEmpty, !labels.contains(text) else { return }
    labels.append(text)
  }

  /// Takes labels over that say what they are about: `type:bug`.
  mutating func label(_ name: String, _ values: [String]) {
    for value in values where !value.singleLine.isEmpty { label("\(name):\(value)") }
  }
}

/// Something that was said about a ticket or done to it: it becomes a log entry.
package struct ForeignNote: Equatable, Sendable {
  package var time: Instant?
  package var author: String?
  package var text: String
  package var changes = LogEntry.Changes()

  package init(_ text: String, time: Instant? = nil, author: String? = nil) {
    (self.text, self.time, self.author) = (text, time, author)
  }
}

extension String {
  /// The text on one line, without the space around it and what terminals act on.
  package var singleLine: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      result.append(scalar == "\n" || scalar == "\r" || scalar == "\t" ? " " : scalar.isControl ? "\u{FFFD}" : scalar)
    }
    return String(result).withoutSpaceAround
  }

  /// The text without space and line ends before and behind.
  package var withoutSpaceAround: String {
    String(decoding: Body.trimmed(Array(utf8)[...]), as: UTF8.self)
  }

  /// The text with line ends of our own, and nothing in it that a terminal would act on.
  var plainText: String {
    guard utf8.contains(where: { $0 < 0x20 && $0 != Ascii.newline || $0 >= 0x7F }) else { return self }
    var result = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in unicodeScalars {
      if scalar == "\n", wasReturn { result.removeLast() }
      wasReturn = scalar == "\r"
      result.append(wasReturn ? "\n" : scalar.isControl && scalar != "\n" && scalar != "\t" ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  /// Whether a terminal would act on something in the text.
  var holdsControls: Bool {
    unicodeScalars.contains { $0.isControl && $0 != "\n" && $0 != "\t" && $0 != "\r" }
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { value < 0x20 || 0x7F..<0xA0 ~= value }
}
