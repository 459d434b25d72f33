extension Issue: JSONWritable {
  /// Writes the issue as reports have it.
  package func write(to json: inout JSONWriter) { json.value(JSON.object(members)) }

  /// The issue as reports have it.
  var members: [JSON.Member] {
    var members = [
      JSON.Member("severity", .string(severity.rawValue)), JSON.Member("code", .string(code.rawValue)),
      JSON.Member("message", .string(message)), JSON.Member("ticket_path", .string(ticketPath)),
    ]
    if let logPath { members.append(JSON.Member("log_path", .string(logPath))) }
    if let place {
      let location = [
        JSON.Member("line", .integer(Int64(place.line))), JSON.Member("column", .integer(Int64(place.column))),
      ]
      members.append(JSON.Member("location", .object(location)))
    }
    if !details.isEmpty { members.append(JSON.Member("details", .object(details))) }
    return members
  }
}
