import TicketsCore

/// The steps of a change set, written before the first of them is visible: whoever finds it can finish them or take them
/// back.
///
/// Each record is a line of JSON; the bytes of a log line, which may be no text, follow theirs.
struct Journal {
  /// The name under which it says that the steps are to be made.
  static let forward = "journal"
  /// The name under which it says that they are to be taken back.
  static let back = "journal.back"
  /// Its name while it is written.
  static let draft = "journal.new"

  let records: [StepRecord]

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for record in records {
      bytes += JSONWriter.bytes(of: record, .compact) + [Ascii.newline]
      if case .append(_, let line, _) = record { bytes += line + [Ascii.newline] }
    }
    return bytes
  }

  init(_ records: [StepRecord]) {
    self.records = records
  }

  /// Reads a journal; nothing when it is not one of ours.
  init?(_ bytes: [UInt8]) {
    var records: [StepRecord] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: Ascii.newline) {
      guard let json = try? JSONReader.read(rest[..<end]) else { return nil }
      rest = rest[(end + 1)...]
      var line: [UInt8] = []
      if let size = json["append"].flatMap({ _ in json["size"]?.integer }).map({ Int($0) }) {
        guard size >= 0, size < rest.count else { return nil }
        line = Array(rest.prefix(size))
        rest = rest.dropFirst(size + 1)
      }
      guard let record = StepRecord(json, line: line) else { return nil }
      records.append(record)
    }
    guard rest.isEmpty else { return nil }
    self.records = records
  }
}

extension StepRecord: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      switch self {
      case .createFolder(let path, let staged, let content):
        json.member("folder", path)
        json.member("staged", staged)
        json.member("content", content.map(\.journalText))
      case .createFile(let path, let staged):
        json.member("file", path)
        json.member("staged", staged)
      case .replace(let path, let staged, let from, let to):
        json.member("replace", path)
        json.member("staged", staged)
        json.member("from", from)
        json.member("to", to)
      case .append(let path, let line, let before):
        json.member("append", path)
        json.member("before", before)
        json.member("size", line.count)
      case .move(let path, let target):
        json.member("move", path)
        json.member("to", target)
      case .removeEmpty(let path):
        json.member("remove", path)
      }
    }
  }

  /// Paths and names go on into the system: none may lead out of the folder.
  init?(_ json: JSON, line: [UInt8]) {
    let staged = json["staged"]?.string ?? ""
    guard staged.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    if let path = json["folder"]?.string, let texts = json["content"]?.strings {
      let content = texts.compactMap { ChangeSet.NewFile(journalText: $0) }
      guard content.count == texts.count else { return nil }
      self = .createFolder(path, staged: staged, content: content)
    } else if let path = json["file"]?.string {
      self = .createFile(path, staged: staged)
    } else if let path = json["replace"]?.string, let from = ContentMark(json["from"]), let to = ContentMark(json["to"])
    {
      self = .replace(path, staged: staged, from: from, to: to)
    } else if let path = json["append"]?.string, let before = json["before"]?.integer, before >= 0 {
      self = .append(path, line: line, before: Int(before))
    } else if let path = json["move"]?.string, let target = json["to"]?.string {
      self = .move(path, to: target)
    } else if let path = json["remove"]?.string {
      self = .removeEmpty(path)
    } else {
      return nil
    }
  }
}

extension ChangeSet.NewFile {
  /// Its path in the folder that is made; that of a folder ends with a slash.
  fileprivate var journalText: String {
    switch self {
    case .file(let path, _): path
    case .folder(let path): path + "/"
    }
  }

  /// What a journal says of it, which is enough to remove it.
  fileprivate init?(journalText text: String) {
    let isFolder = text.hasSuffix("/")
    let path = isFolder ? String(text.dropLast()) : text
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !["", ".", ".."].contains($0) }) else { return nil }
    self = isFolder ? .folder(path) : .file(path, [])
  }
}
