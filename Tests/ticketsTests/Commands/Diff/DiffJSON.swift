import Foundation
import TestSupport

/// What `diff --json` says, as far as the tests ask.
struct DiffJSON: Decodable {
  struct End: Decodable {
    let rev: String
    let commit: String?
  }

  struct Ticket: Decodable {
    struct Move: Decodable {
      let from: String?
      let to: String?
    }

    struct Criterion: Decodable {
      let text: String
      let change: String
    }

    struct Log: Decodable {
      struct Added: Decodable {
        let path: String
        let line: Int
      }

      struct Removed: Decodable {
        let path: String
        let line: Int
        let text: String
      }

      struct Rewritten: Decodable {
        let path: String
        let line: Int
        let from: String
        let to: String
      }

      struct Reordered: Decodable {
        let path: String
      }

      let added: [Added]
      let removed: [Removed]
      let rewritten: [Rewritten]
      let reordered: [Reordered]
    }

    let id: String
    let path: String
    let title: String?
    let change: String
    let sections: [String]
    let criteria: [Criterion]
    let log: Log
    let moved: Move?
    let broken: Move?

    /// The folders that it names, by their bytes.
    var folders: [[UInt8]] {
      let paths = [moved?.from.map { $0 + "/ticket.md" }, path]
      return paths.compactMap { $0.map { Array($0.utf8.split(separator: UInt8(ascii: "/"))[1]) } }
    }
  }

  struct Summary: Decodable {
    let created: Int
    let deleted: Int
    let modified: Int
    let log_entries_added: Int
    let log_lines_lost: Int
  }

  let from: End
  let to: End
  let tickets: [Ticket]
  let summary: Summary
}

extension Tool {
  /// What `diff` says of these revisions.
  func diff(_ words: String...) throws -> DiffJSON {
    let text = try succeed(["diff", "--json"] + words)
    return try JSONDecoder().decode(DiffJSON.self, from: Data(text.utf8))
  }
}
