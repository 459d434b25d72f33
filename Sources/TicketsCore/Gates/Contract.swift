/// What a ticket asks for: evidence counts only while this stays as it was.
package enum Contract {
  /// The hash of criteria, verification and scope of a ticket, and of the files that it names as its specs.
  ///
  /// Ticks, line ends and empty lines are not part of it; neither is the description.
  package static func id(of document: Document, specs: [String: String]) -> String {
    let (body, ticket) = (document.body, Ticket(document.fields))
    var bytes: [UInt8] = []
    func add(_ name: String, _ texts: [String]) {
      bytes += Array("\(name)\0\(texts.count)\0".utf8)
      for text in texts { bytes += Array(text.utf8) + [0] }
    }
    let ticks = Set(body.criteria.map(\.mark))
    add("criteria", lines(of: body.section(.acceptanceCriteria), in: body.bytes, blanking: ticks))
    add("verification", lines(of: body.section(.verification), in: body.bytes))
    add("commands", ticket.verificationCommands)
    add("allow", ticket.scope.allow)
    add("deny", ticket.scope.deny)
    add("specs", specs.sorted { $0.key.precedesInBytes($1.key) }.flatMap { [$0.key, $0.value] })
    return SHA256.hex(of: bytes)
  }

  private static func lines(of section: Section?, in bytes: [UInt8], blanking ticks: Set<Int> = []) -> [String] {
    guard let section else { return [] }
    return Lines(of: bytes[section.content]).compactMap { line in
      var text = Array(bytes[line.range])
      for tick in ticks where line.range.contains(tick) { text[tick - line.range.lowerBound] = Ascii.space }
      while let last = text.last, Ascii.isBlank(last) || last == Ascii.carriageReturn { text.removeLast() }
      return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }
  }
}
