extension Issue: JSONWritable {
  /// Writes the issue as reports have it.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("severity", severity.rawValue)
      json.member("code", code.rawValue)
      json.member("message", message)
      json.member("ticket_path", ticketPath)
      if let logPath { json.member("log_path", logPath) }
      if let place {
        json.member(
          "location",
          JSON.object([
            JSON.Member("line", .integer(Int64(place.line))), JSON.Member("column", .integer(Int64(place.column))),
          ]))
      }
      if !details.isEmpty { json.member("details", JSON.object(details)) }
    }
  }
}
