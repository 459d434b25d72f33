import TestSupport
import Testing
import TicketsCore

@Suite struct FieldChangeTests {
  private func changes(_ old: String, _ new: String) throws -> [String] {
    try FieldChange.between(fields(old), fields(new)).map { change in
      "\(change.path.text): \(text(change.from)) -> \(text(change.to))"
    }
  }

  private func fields(_ yaml: String) throws -> [YAMLField] {
    let bytes = Array(yaml.utf8)
    return try YAMLReader.read(bytes, in: 0..<bytes.count)?.mapping ?? []
  }

  private func text(_ value: JSON?) -> String {
    value.map { String(decoding: JSONWriter.bytes(of: $0, .compact), as: UTF8.self) } ?? "nothing"
  }

  @Test(arguments: [
    ("status: todo", "status: doing", [#"status: "todo" -> "doing""#]),
    ("title: 'A'", "title: \"A\" # said so", []),
    ("title: 123", "title: \"123\"", [#"title: 123 -> "123""#]),
    ("a: 1\nb: 2", "b: 2\na: 1", []),
    ("labels: [a]", "labels:\n  - a\n  - b", [#"labels: ["a"] -> ["a","b"]"#]),
    ("assignment: {mode: mixed}", "assignment: {mode: mixed, owner: x}", [#"assignment.owner: nothing -> "x""#]),
    ("", "assignment:\n  owner: x", [#"assignment.owner: nothing -> "x""#]),
    ("assignment:\n  owner: x", "", [#"assignment.owner: "x" -> nothing"#]),
    ("assignment: x", "assignment: {owner: x}", [#"assignment: "x" -> {"owner":"x"}"#]),
    ("custom: {}", "", ["custom: {} -> nothing"]),
    ("custom: {}", "custom: {a: 1}", ["custom.a: nothing -> 1"]),
    ("owner:", "", ["owner: null -> nothing"]),
    ("a.b: {c: 1}", "a.b: {c: 2}", [#""a.b".c: 1 -> 2"#]),
    ("hours: 0x10", "hours: 16", []),
    ("hours: .5", "hours: 5.0e-1", ["hours: 0.5 -> 5.0e-1"]),
    ("hours: .inf", "hours: .nan", [#"hours: ".inf" -> ".nan""#]),
  ])
  func `a field changes when its value does`(old: String, new: String, expected: [String]) throws {
    #expect(try changes(old, new) == expected)
  }

  @Test func `applying the changes to the old values gives the new ones`() throws {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<500 {
      let (old, new) = (randomMapping(&random, depth: 0), randomMapping(&random, depth: 0))
      var value: JSON? = try json(old)
      for change in try FieldChange.between(fields(old), fields(new)) {
        value = (value ?? .object([])).setting(change.path.keys[...], from: change.from, to: change.to)
      }
      #expect(try value?.canonical == json(new).canonical)
    }
  }

  private func json(_ yaml: String) throws -> JSON {
    .object(try fields(yaml).map { JSON.Member($0.key, JSON($0.value)) })
  }

  /// A mapping with some of a few keys, so that two of them have much in common.
  private func randomMapping(_ random: inout SeededGenerator, depth: Int) -> String {
    let keys = ["a", "b", "\"a.b\""].filter { _ in Bool.random(using: &random) }.shuffled(using: &random)
    return "{\(keys.map { "\($0): \(randomValue(&random, depth: depth + 1))" }.joined(separator: ", "))}"
  }

  private func randomValue(_ random: inout SeededGenerator, depth: Int) -> String {
    switch Int.random(in: 0..<9, using: &random) {
    case 0..<3: "a"
    case 3..<5: "1"
    case 5: "null"
    case 6 where depth < 4: "[\(randomValue(&random, depth: depth + 1))]"
    default: depth < 4 ? randomMapping(&random, depth: depth) : "{}"
    }
  }
}

extension JSON {
  /// This value with one field set, on the condition that it was what the change says.
  fileprivate func setting(_ keys: ArraySlice<String>, from: JSON?, to: JSON?) -> JSON? {
    guard let key = keys.first else { return canonical == from?.canonical ? to : .string("a wrong old value") }
    var members = self.members ?? []
    let index = members.firstIndex { $0.name == key }
    let before = index.map { members[$0].value }
    let after: JSON? =
      if keys.count > 1 {
        (before ?? .object([])).setting(keys.dropFirst(), from: from, to: to)
      } else {
        before?.canonical == from?.canonical ? to : .string("a wrong old value")
      }
    if let index { members.remove(at: index) }
    if let after { members.append(Member(key, after)) }
    return .object(members)
  }

  /// The value with its members in order, and without the mappings that hold nothing.
  fileprivate var canonical: JSON? {
    guard let members else { return self }
    let kept = members.compactMap { member in member.value.canonical.map { Member(member.name, $0) } }
    return kept.isEmpty ? nil : .object(kept.sorted { $0.name < $1.name })
  }
}
