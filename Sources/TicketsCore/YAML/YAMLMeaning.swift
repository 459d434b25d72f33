/// What a piece of YAML says, however it is written.
package indirect enum YAMLMeaning: Hashable, Sendable {
  case scalar(String, YAMLScalar.Kind)
  case list([YAMLMeaning])
  case mapping([String: YAMLMeaning])

  /// Says what a node means.
  package init(_ node: YAMLNode) {
    switch node.value {
    // A date is the same with and without quotes.
    case .scalar(let scalar): self = .scalar(scalar.text, scalar.kind == .timestamp ? .string : scalar.kind)
    case .sequence(let items): self = .list(items.map { YAMLMeaning($0) })
    case .mapping(let fields): self = .mapping(Self.meanings(of: fields))
    }
  }

  /// What the fields mean, by their keys.
  package static func meanings(of fields: [YAMLField]) -> [String: YAMLMeaning] {
    Dictionary(fields.map { ($0.key, YAMLMeaning($0.value)) }) { first, _ in first }
  }
}
