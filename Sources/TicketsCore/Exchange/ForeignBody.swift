/// The text of a ticket by what it is for: the sections that every ticket of ours has, and all others in their order.
package struct ForeignBody: Equatable, Sendable {
  package struct Part: Equatable, Sendable {
    package var title: String
    package var text: String

    package init(_ title: String, _ text: String) {
      (self.title, self.text) = (title, text)
    }
  }

  package var description = ""
  package var acceptance = ""
  package var verification = ""
  package var others: [Part] = []

  package init() {}

  /// Takes the body of a ticket of ours apart; what only holds a place says nothing.
  package init(_ body: Body) {
    var headings = body.headings.filter { $0.level <= 2 }
    let first = headings.first?.range.lowerBound ?? body.bytes.count
    var lead = Self.text(of: body, body.start..<first)
    if let title = headings.first, title.level == 1 {
      headings.removeFirst()
      // What stands between the title and the first section is read first, so it is part of the description.
      lead += "\n\n" + Self.text(of: body, title.next..<(headings.first?.range.lowerBound ?? body.bytes.count))
    }
    add(lead, to: .description)
    var seen: Set<Section.Name> = []
    for (index, heading) in headings.enumerated() {
      let end = index + 1 < headings.count ? headings[index + 1].range.lowerBound : body.bytes.count
      let text = Self.text(of: body, heading.next..<end)
      guard let name = Section.Name.named(heading.title), seen.insert(name).inserted else {
        others.append(Part(heading.title, text))
        continue
      }
      add(Self.holdsPlace(text, name) ? "" : text, to: name)
    }
  }

  private static func text(of body: Body, _ range: Range<Int>) -> String {
    String(decoding: Body.trimmed(body.bytes[range]), as: UTF8.self)
  }

  package subscript(name: Section.Name) -> String {
    get {
      switch name {
      case .description: description
      case .acceptanceCriteria: acceptance
      case .verification: verification
      }
    }
    set {
      switch name {
      case .description: description = newValue
      case .acceptanceCriteria: acceptance = newValue
      case .verification: verification = newValue
      }
    }
  }

  /// Adds text below what a section says already.
  mutating func add(_ text: String, to name: Section.Name) {
    let text = text.withoutSpaceAround
    if text.isEmpty { return }
    self[name] = self[name].isEmpty ? text : self[name] + "\n\n" + text
  }

  mutating func add(_ title: String, _ text: String) {
    let text = text.withoutSpaceAround
    if !text.isEmpty { others.append(Part(title, text)) }
  }

  /// The body as a ticket of ours holds it; every section is there and ends where it should.
  package var text: String {
    var text = "# Ticket\n"
    for name in Section.Name.allCases {
      let own = Self.untorn(self[name])
      let shown = name == .acceptanceCriteria ? Self.withBoxes(own) : own.isEmpty ? Self.placeholder(name) : own
      text += "\n## \(name.rawValue)\n\n\(shown)\n"
    }
    for part in others {
      let title = part.title.singleLine
      text += "\n## \(title.isEmpty ? "Untitled" : title)\n"
      let own = Self.untorn(part.text)
      if !own.isEmpty { text += "\n\(own)\n" }
    }
    return text
  }

  /// The body as it would be read back from a ticket of ours.
  var settled: ForeignBody { ForeignBody(Body(Array(text.utf8), from: 0)) }

  private static func placeholder(_ name: Section.Name) -> String {
    name == .verification
      ? "- \(name.placeholder)" : name == .acceptanceCriteria ? "- [ ] \(name.placeholder)" : name.placeholder
  }

  private static func holdsPlace(_ text: String, _ name: Section.Name) -> Bool { text == placeholder(name) }

  /// The text, which ends every code fence and comment that it begins, and tears no section apart.
  static func untorn(_ text: String) -> String {
    let text = withoutTraps(text.plainText.withoutSpaceAround)
    if text.isEmpty || isClosed(text) { return text }
    let ends = ["-->", "```", "~~~", "````", "~~~~", "`````", "``````"]
    if let end = ends.first(where: { isClosed("\(text)\n\($0)") }) { return "\(text)\n\(end)" }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }.joined(separator: "\n")
      .withoutSpaceAround
  }

  private static func isClosed(_ text: String) -> Bool {
    let body = Body(Array((text + "\n\n## End\n").utf8), from: 0)
    return body.headings.last?.title == "End"
  }

  /// Headings that would begin a section go one level down, and marks of a merge are no marks any more.
  private static func withoutTraps(_ text: String) -> String {
    guard
      text.utf8.contains(where: {
        $0 == Ascii.hash || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "|")
      })
    else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    for line in MarkdownLines(bytes, from: 0) {
      let content = bytes[line.range]
      if line.isProse, let heading = Heading(content, next: line.next), heading.level < 3 {
        result +=
          content.prefix { $0 == Ascii.space } + Array("###".utf8)
          + content.drop { $0 == Ascii.space || $0 == Ascii.hash }
      } else if line.isProse, ConflictMarker.begins(content) {
        result += [Ascii.space] + content
      } else {
        result += content
      }
      result += bytes[line.range.upperBound..<line.next]
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Criteria are to be ticked: plain items get a box, and without any item there is one that holds the place.
  private static func withBoxes(_ text: String) -> String {
    if text.isEmpty { return placeholder(.acceptanceCriteria) }
    let bytes = Array(text.utf8)
    if !Criterion.all(in: bytes, 0..<bytes.count).isEmpty { return text }
    var items: [Int] = []
    for line in MarkdownLines(bytes, from: 0) where line.isProse {
      let content = bytes[line.range]
      guard let marker = content.first, "-*+".utf8.contains(marker), content.dropFirst().first == Ascii.space else {
        continue
      }
      items.append(line.range.lowerBound + 2)
    }
    if items.isEmpty {
      let isOneLine = !text.utf8.contains(Ascii.newline)
      return isOneLine ? "- [ ] \(text)" : text + "\n\n" + placeholder(.acceptanceCriteria)
    }
    var result = bytes
    for item in items.reversed() { result.insert(contentsOf: Array("[ ] ".utf8), at: item) }
    return String(decoding: result, as: UTF8.self)
  }
}

extension Section.Name {
  fileprivate static func named(_ title: String) -> Section.Name? {
    allCases.first { $0.rawValue.lowercased() == title.lowercased() }
  }
}
