import TestSupport
import TicketsCore

extension JSON {
  /// A random value, a few levels deep, with the characters that make trouble.
  static func random(depth: Int, using random: inout SeededGenerator) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .integer(.random(in: .min ... .max, using: &random))
    case 3:
      return .number(["1.5", "-0", "1e3", "-2.25E-2", "9223372036854775808"].randomElement(using: &random) ?? "0.5")
    case 4, 5: return .string(text(using: &random))
    case 6:
      return .array((0..<Int.random(in: 0..<5, using: &random)).map { _ in .random(depth: depth - 1, using: &random) })
    default: return .object(members(Int.random(in: 0..<5, using: &random), depth: depth - 1, using: &random))
    }
  }

  /// Random members with names that differ.
  static func members(_ count: Int, depth: Int, using random: inout SeededGenerator) -> [Member] {
    (0..<count).map { Member("\($0)" + text(using: &random), .random(depth: depth, using: &random)) }
  }

  static func text(using random: inout SeededGenerator) -> String {
    let pieces = [
      "a", "summary", " ", "\"", "\\", "/", "\n", "\r\n", "\t", "\u{0}", "\u{1B}[31m", "\u{7F}", "\u{85}", "é",
      "\u{2028}",
      "日本", "👩‍💻", "\u{10FFFF}", "\u{FFFD}",
    ]
    return (0..<Int.random(in: 0..<6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }
}
