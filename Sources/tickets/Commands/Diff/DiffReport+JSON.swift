package import TicketsCore
import TicketsGit

extension DiffReport {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("from") { from.write(to: &$0) }
      json.member("to") { to.write(to: &$0) }
      json.member("tickets", diff.tickets)
      json.member("summary") { json in
        json.object { json in
          json.member("created", diff.created)
          json.member("deleted", diff.deleted)
          json.member("modified", diff.modified)
          json.member("log_entries_added", diff.logEntriesAdded)
          json.member("log_lines_lost", diff.logLinesLost)
          json.member("log_lines_missing", diff.logLinesMissing)
        }
      }
    }
  }
}

extension DiffSide {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("rev", rev)
      json.member("commit", commit?.hex)
    }
  }
}

extension TicketDiff: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", idText)
      json.member("path", record?.path)
      json.member("title", record?.ticket.title)
      json.member("change", change.rawValue)
      json.member("fields", fields)
      json.member("sections", sections)
      json.member("criteria", criteria)
      json.member("log") { writeLog(to: &$0) }
      json.member("moved", moved.map { Ends(from: $0.from, to: $0.to) })
      json.member(
        "broken",
        brokenBefore == nil && brokenNow == nil ? nil : Ends(from: brokenBefore, to: brokenNow))
    }
  }

  private func writeLog(to json: inout JSONWriter) {
    json.object { json in
      json.member("added", logs.flatMap { log in log.changes.added.map { LogLine(path: log.newPath, line: $0) } })
      json.member("removed") { json in
        json.array { json in
          for log in logs {
            for line in log.changes.removed {
              json.object { json in
                json.member("path", log.oldPath)
                json.member("line", line.number)
                json.member("text", line.text)
              }
            }
          }
        }
      }
      json.member("rewritten") { json in
        json.array { json in
          for log in logs {
            for rewrite in log.changes.rewritten {
              json.object { json in
                json.member("path", log.newPath)
                json.member("line", rewrite.new.number)
                json.member("from", rewrite.old.text)
                json.member("to", rewrite.new.text)
              }
            }
          }
        }
      }
      json.member("missing") { json in
        json.array { json in
          for log in logs {
            for line in log.changes.missing {
              json.object { json in
                json.member("path", log.oldPath)
                json.member("line", line.number)
                json.member("text", line.text)
              }
            }
          }
        }
      }
      json.member("reordered") { json in
        json.array { json in
          for log in logs where log.changes.isReordered { json.object { $0.member("path", log.newPath) } }
        }
      }
    }
  }
}

private struct Ends: JSONWritable {
  let from: String?
  let to: String?

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("from", from)
      json.member("to", to)
    }
  }
}

private struct LogLine: JSONWritable {
  let path: String
  let line: LogChanges.Line

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("path", path)
      json.member("line", line.number)
      // A line that is no JSON is shown as text.
      json.member("entry", (try? JSONReader.read(line.bytes)) ?? .string(line.text))
    }
  }
}

extension FieldChange: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("field", path.text)
      json.member("from", from)
      json.member("to", to)
    }
  }
}

extension CriterionChange: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("text", text)
      json.member("change", kind.rawValue)
    }
  }
}
