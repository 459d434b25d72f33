/// The entries of a run log: each an object with its fields, all of one run; strict for what tools wrote.
struct RunLogRule {
  private let ticketPath: String
  private let logPath: String
  private let name: RunLogName?
  private var issues: [Issue] = []
  /// The `run_started` of the first entry that says one.
  private var start: Instant?
  private var hasMachineEntry = false
  /// Issues of lines that are no entries: how bad they are depends on the entries.
  private var unreadable: [Int] = []

  private init(_ fileName: String, ticketPath: String, logPath: String) {
    self.ticketPath = ticketPath
    self.logPath = logPath
    name = RunLogName(fileName)
    if name == nil {
      let example = "20260129T184210.123Z-0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d\(RunLogName.suffix)"
      add(
        .logNameInvalid, .warning,
        "The name of a run log must be '<run_started>-<run_id>\(RunLogName.suffix)', such as '\(example)'.", at: nil)
    }
  }

  /// Everything that is wrong with a run log.
  static func issues(_ fileName: String, _ bytes: [UInt8], of folder: String) -> [Issue] {
    let ticketPath = TicketRecord.path(of: folder)
    let logPath = "/\(Layout.folderName)/\(folder)/\(Layout.logsFolderName)/\(fileName)"
    var rule = RunLogRule(fileName, ticketPath: ticketPath, logPath: logPath)
    rule.check(bytes)
    return rule.issues
  }

  private mutating func check(_ bytes: [UInt8]) {
    if bytes.isEmpty {
      add(.logEmpty, .warning, "The run log holds nothing, as a writer that was killed leaves it.", at: nil)
    }
    var number = 0
    var sawConflict = false
    for line in Lines(of: bytes) {
      number += 1
      if let scan = LogLineScan(bytes[line.range]), agrees(scan.runStarted) {
        start = scan.runStarted
        if scan.isMachine { hasMachineEntry = true }
        continue
      }
      switch RunLog.content(of: bytes[line.range]) {
      case .entry(let object): check(object, line: number)
      case .blank:
        add(.logLineBlank, .warning, "Each line must be a log entry, but this one is blank.", at: number)
      case .conflictMarker:
        if !sawConflict {
          add(
            .conflictMarkers, .error, "The run log holds conflict markers of a merge; keep all lines of both sides.",
            at: number)
        }
        sawConflict = true
      case .notAnObject(let value):
        unreadable.append(issues.count)
        add(.logLineInvalid, .warning, "Each line must be a JSON object, but this one is \(value.kind).", at: number)
      case .unreadable(let failure):
        unreadable.append(issues.count)
        let column = Place(of: failure.offset, in: Array(bytes[line.range])).column
        add(
          .logLineInvalid, .warning, "Each line must be a JSON object, but here \(failure.message).", at: number,
          column: column)
      }
    }
    if hasMachineEntry {
      for index in unreadable { issues[index].severity = .error }
    }
  }

  private func agrees(_ runStarted: Instant) -> Bool {
    runStarted == start ?? runStarted && runStarted == name?.runStarted ?? runStarted
  }

  private mutating func check(_ object: [JSON.Member], line: Int) {
    let isMachine = LogEntry.isMachine(object)
    if isMachine { hasMachineEntry = true }
    for problem in LogLineCheck(fileName: name, runStarted: start).problems(of: object) {
      add(problem.code, isMachine ? .error : .warning, problem.message, at: line, .field(problem.field))
    }
    if start == nil { start = object["run_started"]?.string.flatMap { Timestamp.guess($0) } }
  }

  private mutating func add(
    _ code: IssueCode, _ severity: Severity, _ message: String, at line: Int?, column: Int = 1,
    _ details: JSON.Member...
  ) {
    issues.append(
      Issue(
        code, message, severity: severity, ticketPath: ticketPath, logPath: logPath,
        place: line.map { Place(line: $0, column: column) }, details: details))
  }
}

extension LogProblem {
  /// The code of the problem in reports.
  var code: IssueCode {
    switch self {
    case .missingField: .logFieldMissing
    case .wrongType: .logFieldInvalid
    case .notATimestamp: .logTimestampInvalid
    case .unknownActorType: .logActorTypeUnknown
    case .notAUUID: .logIDInvalid
    case .startDiffersFromName, .startDiffersFromOthers: .logRunStartedDiffers
    }
  }
}
