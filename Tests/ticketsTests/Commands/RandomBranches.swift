import Foundation
import TestSupport

/// Branches that are made at random, for the real git to judge.
enum RandomBranches {
  /// A repository with branches that change a few files at random; some are stacked on others.
  static func repository(seed: UInt64, branches: Int, tickets: Bool) throws -> (TestRepository, [String]) {
    var random = SeededGenerator(seed: seed)
    let repository = try TestRepository()
    let ids = (0..<3).map { "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6\($0)" }
    func path(_ number: Int) -> String { tickets ? ".tickets/\(ids[number % 3])/ticket.md" : "src/f\(number).txt" }
    for number in 0..<(tickets ? 3 : 5) {
      let lines = (0..<12).map { "Line \($0) of \(number)." }.joined(separator: "\n\n")
      try repository.write(
        path(number),
        tickets
          ? "---\nid: \(ids[number])\ntitle: \"T\(number)\"\nstatus: todo\npriority: low\ncreated_at: 2026-01-29T18:42:10Z\n---\n# T\n\n## Description\n\n\(lines)\n\n## Acceptance Criteria\n\n- [ ] One\n- [ ] Two\n\n## Verification\n\n- make\n"
          : lines + "\n")
    }
    try repository.commit("Begin")
    var names: [String] = []
    for number in 0..<branches {
      let start =
        names.isEmpty || Int.random(in: 0..<4, using: &random) > 0
        ? "main" : names[Int.random(in: 0..<names.count, using: &random)]
      let name = "b\(number)"
      try repository.git("switch", "-qc", name, start)
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let file = path(Int.random(in: 0..<(tickets ? 3 : 5), using: &random))
        guard var text = try? repository.read(file) else { continue }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: try FileManager.default.removeItem(atPath: repository.path + "/" + file)
        case 1: text += "\nMore of \(name).\n"
        default:
          let line = Int.random(in: 0..<12, using: &random)
          text = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("Line \(line) of") ? "Line \(line) of \(name)." : String($0) }.joined(separator: "\n")
        }
        if FileManager.default.fileExists(atPath: repository.path + "/" + file) { try repository.write(file, text) }
      }
      try repository.commit("Work of \(name)")
      names.append(name)
    }
    try repository.git("switch", "-q", "main")
    return (repository, names)
  }
}
