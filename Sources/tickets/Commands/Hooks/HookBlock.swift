import TicketsCore
import TicketsFiles

/// The lines of ours in a hook: they name the tool, and the roots that the hook judges.
struct HookBlock {
  let tool: String
  /// Where the tickets lie, from the top of the repository; nothing for the top itself.
  let roots: [String]

  private static let marks = MarkedBlock("tickets", "")
  /// Stands in the block of a file that had nothing else, so that it can go with the block.
  private static let madeHere = "# This file was made by 'tickets hooks install'."
  private static let toolLine = (start: "for tickets_tool in ", end: " tickets; do")
  private static let rootLine = (start: "  set -- --root ", end: " \"$@\"")

  /// The hook with this block in it; what the hook had of ours makes room.
  func added(to hook: [UInt8], madeHere: Bool) -> [UInt8] {
    let text = String(decoding: PackageResources.hook_sh, as: UTF8.self)
    var lines = madeHere ? [Self.madeHere] : []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(Self.toolLine.start) {
        // The one line that differs from machine to machine names the tool where it is now.
        lines.append(Self.toolLine.start + Shell.quoted(tool) + Self.toolLine.end)
      } else if line.hasPrefix(Self.rootLine.start) {
        lines += roots.map(Self.line)
      } else {
        lines.append(String(line))
      }
    }
    return MarkedBlock("tickets", lines.joined(separator: "\n")).added(to: hook, afterFirstLine: true)
  }

  /// The hook without one of its roots, and without any block when that was the last; nothing when it does not name it.
  static func removed(root: String, from hook: [UInt8]) -> [UInt8]? {
    guard let roots = roots(in: hook), roots.contains(root) else { return nil }
    if roots.count == 1 { return marks.removed(from: hook) }
    let line = Lines(of: hook).first { hook[$0.range].elementsEqual(Self.line(root).utf8) }
    return line.map { Array(hook[..<$0.range.lowerBound] + hook[$0.next...]) }
  }

  /// What the block of a hook holds.
  static func found(in hook: [UInt8]) -> [UInt8]? { marks.found(in: hook).map(Array.init) }

  /// The roots that the block of a hook names; one that names none is an older one, and judges the top.
  static func roots(in hook: [UInt8]) -> [String]? {
    guard let block = found(in: hook) else { return nil }
    let words = words(of: block, in: rootLine)
    return words.isEmpty ? [""] : words.map { $0 == "." ? "" : $0 + "/" }
  }

  /// Where the block of a hook looks for the tool first.
  static func tool(in hook: [UInt8]) -> String? { found(in: hook).flatMap { words(of: $0, in: toolLine).first } }

  static func isMadeHere(_ hook: [UInt8]) -> Bool {
    Lines(of: hook).contains { hook[$0.range].elementsEqual(madeHere.utf8) }
  }

  private static func line(_ root: String) -> String {
    rootLine.start + Shell.quoted(root.isEmpty ? "." : String(root.dropLast())) + rootLine.end
  }

  /// The quoted words between the two ends of such lines.
  private static func words(of block: [UInt8], in line: (start: String, end: String)) -> [String] {
    Lines(of: block).compactMap { found in
      let text = String(decoding: block[found.range], as: UTF8.self)
      guard text.hasPrefix(line.start), text.hasSuffix(line.end) else { return nil }
      return Shell.unquoted(text.dropFirst(line.start.count).dropLast(line.end.count))
    }
  }
}
