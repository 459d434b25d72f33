/// Changes fields of a YAML file where they stand, and no other byte.
struct YAMLFileEdit {
  private let text: String

  init(_ text: String) {
    self.text = text
  }

  private static let fence = "---\n"

  /// The file with what differs between two readings of it changed; nothing where its text does not allow that.
  func text(from old: [JSON.Member], to new: [JSON.Member]) -> String? {
    guard var document = try? Document(Array((Self.fence + text.endedLine + Self.fence).utf8)) else { return nil }
    for (path, value) in Self.differences(old, new, in: "") {
      let edits: [Edit]?
      switch value {
      case .string(let text)?: edits = document.setting(path, to: .text(text))
      case .array(let items)? where items.allSatisfy({ $0.string != nil }):
        edits = document.setting(path, to: .texts(items.compactMap(\.string)))
      case nil: edits = document.removing(path)
      default: edits = nil
      }
      guard let bytes = edits?.applied(to: document.bytes), let edited = try? Document(bytes) else { return nil }
      document = edited
    }
    let result = String(decoding: document.bytes[document.frontMatter], as: UTF8.self)
    return FrontMatter(yaml: result).fields.isSame(as: new) ? result : nil
  }

  /// The paths of what is not the same, with what stands there now.
  private static func differences(
    _ old: [JSON.Member], _ new: [JSON.Member], in folder: String
  ) -> [(path: String, value: JSON?)] {
    let gone = old.filter { new[$0.name] == nil }.map { (folder + $0.name, JSON?.none) }
    return gone
      + new.flatMap { member -> [(String, JSON?)] in
        let before = old[member.name]
        if before == member.value { return [] }
        if let inner = before?.members, let own = member.value.members {
          return differences(inner, own, in: "\(folder)\(member.name).")
        }
        return [(folder + member.name, member.value)]
      }
  }
}

extension [JSON.Member] {
  /// Whether both say the same, in whatever order.
  fileprivate func isSame(as other: [JSON.Member]) -> Bool {
    count == other.count
      && allSatisfy { member in
        guard let value = other[member.name] else { return false }
        if let inner = member.value.members, let own = value.members { return inner.isSame(as: own) }
        return member.value == value
      }
  }
}
