/// Where an imported ticket came from, as its log keeps it: enough to give it back.
package struct ImportOrigin: Sendable {
  package let format: String
  package let id: String
  package var source: ForeignSource
  /// The lines under `## Links`: references that led to nothing.
  package var links: [String] = []

  package init(format: String, id: String, source: ForeignSource, links: [String] = []) {
    (self.format, self.id, self.source, self.links) = (format, id, source, links)
  }

  /// The member of a log entry.
  package var member: JSON.Member {
    var members = [
      JSON.Member("format", .string(format)), JSON.Member("path", .string(source.path)),
      JSON.Member("id", .string(id)), JSON.Member("blob", .string(source.blob)),
      JSON.Member("front_matter", .object(source.fields)),
    ]
    if let text = source.text { members.append(JSON.Member("text", .string(text))) }
    if !source.broken.isEmpty { members.append(JSON.Member("broken", .array(source.broken.map(JSON.string)))) }
    if !source.context.isEmpty { members.append(JSON.Member("context", .object(source.context))) }
    if !links.isEmpty { members.append(JSON.Member("links", .array(links.map(JSON.string)))) }
    return JSON.Member(Self.memberName, .object(members))
  }

  package static let memberName = "imported"

  /// Reads the member of a log entry.
  package init?(_ json: JSON) {
    guard let format = json["format"]?.string, let id = json["id"]?.string else { return nil }
    self.format = format
    self.id = id
    source = ForeignSource(
      path: json["path"]?.string ?? "", blob: json["blob"]?.string ?? "",
      fields: json["front_matter"]?.members ?? [], text: json["text"]?.string)
    source.broken = json["broken"]?.strings ?? []
    source.context = json["context"]?.members ?? []
    links = json["links"]?.strings ?? []
  }

  /// The ticket as it was imported last, and the name of the log that says so.
  package static func newest(in logs: [LogFile]) -> (origin: ImportOrigin, fileName: String)? {
    var found: (ImportOrigin, String)?
    for log in logs {
      guard let bytes = try? log.content.get(), mark.isIn(bytes) else { continue }
      for line in RunLog(bytes).lines {
        guard case .entry(let members) = line.content, let origin = members[memberName].flatMap({ ImportOrigin($0) })
        else { continue }
        found = (origin, log.fileName)
      }
    }
    return found
  }

  private static let mark = ByteWord("\"\(memberName)\"".utf8)

  /// What the source said, in our words and as a ticket of ours would give it back.
  package func ticket(_ format: any ExchangeFormat.Type) -> ForeignTicket {
    var ticket = format.ticket(source).ticket
    ticket.body.addLinks(links)
    return ticket.settled
  }
}

extension ForeignBody {
  /// Adds what references led to nothing.
  mutating func addLinks(_ links: [String]) {
    if links.isEmpty { return }
    add(Self.linksTitle, links.map { "- \($0)" }.joined(separator: "\n"))
  }

  static let linksTitle = "Links"
}
