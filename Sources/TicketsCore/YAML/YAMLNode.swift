/// A piece of YAML and the bytes it stands in.
package struct YAMLNode: Equatable, Sendable {
  package enum Value: Equatable, Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLField])
  }

  package let value: Value
  package let range: Range<Int>

  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = value { scalar } else { nil }
  }

  package var sequence: [YAMLNode]? {
    if case .sequence(let items) = value { items } else { nil }
  }

  package var mapping: [YAMLField]? {
    if case .mapping(let fields) = value { fields } else { nil }
  }

  /// The text, when this is a single value that YAML reads as a string.
  package var string: String? {
    scalar.flatMap { $0.kind == .string ? $0.text : nil }
  }

  package var isNull: Bool { scalar?.kind == .null }

  /// What it is, as a message names it: `a list`, `a number`.
  package var kindName: String {
    switch value {
    case .scalar(let scalar): scalar.kind.name
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A key with its value.
package struct YAMLField: Equatable, Sendable {
  package let key: String
  package let keyRange: Range<Int>
  package let value: YAMLNode
}

extension [YAMLField] {
  package subscript(_ key: String) -> YAMLNode? {
    first { $0.key == key }?.value
  }
}
