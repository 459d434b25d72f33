/// New fields: where they go, and how they are written.
extension Document {
  /// The ways to write a field that is not there, the best first.
  func insertions(of value: FieldValue, at keys: [String]) -> [[Edit]] {
    var depth = 0
    var holder: YAMLField?
    while depth < keys.count - 1, let found = entry(keys[...depth].joined(separator: ".")) {
      holder = found
      depth += 1
    }
    let rest = Array(keys[depth...])
    guard let holder else { return lines(of: value, rest, among: fields, under: []) }
    let text = Self.inBraces(rest[...], value)
    guard let inner = holder.value.mapping else {
      // Nothing is written after the key, or a word that means nothing.
      let range = written(holder.value)
      guard range.isEmpty else { return [[Edit(range, "{\(text)}")]] }
      let below = restOfLine(after: holder.keyRange.upperBound + 1).map {
        [Edit($0.next..<$0.next, block(rest[...], value, indent: indent(of: holder) + "  "))]
      }
      return [below, [Edit(range, " {\(text)}")]].compactMap(\.self)
    }
    guard bytes[holder.value.range].first == UInt8(ascii: "{") else {
      return lines(of: value, rest, among: inner, under: Array(keys[..<depth]))
    }
    guard let last = inner.last else { return [[Edit(holder.value.range, "{\(text)}")]] }
    let end = max(written(last.value).upperBound, last.keyRange.upperBound)
    return [[Edit(end..<end, ", \(text)")]]
  }

  /// The ways to put a field on lines of its own among others.
  private func lines(
    of value: FieldValue, _ keys: [String], among fields: [YAMLField], under parents: [String]
  ) -> [[Edit]] {
    let text = block(keys[...], value, indent: fields.first.map(indent) ?? "")
    let rank = TicketField.rank(of: parents + keys.prefix(1))
    func rankOf(_ field: YAMLField) -> Int { TicketField.rank(of: parents + [field.key]) }
    var places: [Int?] = []
    if let before = fields.filter({ rankOf($0) < rank }).max(by: { rankOf($0) < rankOf($1) }) {
      places.append(lines(of: before)?.upperBound)
    } else if let first = fields.first, rank < rankOf(first) {
      places.append(lines(of: first)?.lowerBound)
    }
    places.append(parents.isEmpty ? endOfFields : fields.last.flatMap { lines(of: $0)?.upperBound })
    return places.compactMap(\.self).map { [Edit($0..<$0, text)] }
  }

  private func indent(of field: YAMLField) -> String {
    let line = startOfLine(at: field.keyRange.lowerBound)
    return String(decoding: bytes[line..<field.keyRange.lowerBound].prefix(while: Ascii.isBlank), as: UTF8.self)
  }

  /// A field on lines, as a new ticket has it.
  private func block(_ keys: ArraySlice<String>, _ value: FieldValue, indent: String) -> String {
    guard let key = keys.first else { return "" }
    if keys.count > 1 {
      return "\(indent)\(key):\(lineEnd)" + block(keys.dropFirst(), value, indent: indent + "  ")
    }
    guard case .texts(let texts) = value, TicketField.onLines.contains(key) else {
      return "\(indent)\(key): \(value.onOneLine)\(lineEnd)"
    }
    return ([key + ":"] + texts.map { "  - \(YAMLText.quoted($0))" }).map { indent + $0 + lineEnd }.joined()
  }

  /// A field as it stands between braces.
  private static func inBraces(_ keys: ArraySlice<String>, _ value: FieldValue) -> String {
    guard let key = keys.first else { return "" }
    return keys.count > 1
      ? "\(key): {\(inBraces(keys.dropFirst(), value))}" : "\(key): \(value.onOneLine)"
  }
}
