extension LogEntry {
  /// A state of a flow that an entry records, with what shows it.
  package struct Workflow: Equatable, Sendable {
    package var flow: String
    package var state: String
    package var result: Result?
    /// What the ticket asked for, as a hash.
    package var contract: String
    /// The change that it was recorded for, as a hash.
    package var change: String?
    package var base: String?
    package var head: String?
    package var evidence = Evidence()
    package var others: [JSON.Member] = []

    /// How a check of the work ended; a person may also let a ticket be done that its flow does not carry.
    package enum Result: String, Sendable {
      case pass, fail, forced
    }

    package init(flow: String, state: String, contract: String) {
      (self.flow, self.state, self.contract) = (flow, state, contract)
    }
  }

  /// What shows that a state was reached.
  package struct Evidence: Equatable, Sendable {
    /// A file as it was.
    package struct File: Equatable, Sendable {
      package let path: String
      package let blob: String

      package init(path: String, blob: String) {
        (self.path, self.blob) = (path, blob)
      }
    }

    /// A command that the tool ran.
    package struct Command: Equatable, Sendable {
      package let command: String
      package let exit: Int
      package let seconds: Int

      package init(command: String, exit: Int, seconds: Int) {
        (self.command, self.exit, self.seconds) = (command, exit, seconds)
      }
    }

    package var text: String?
    package var files: [File] = []
    package var commands: [Command] = []

    package init() {}
  }
}

extension LogEntry.Workflow {
  /// Reads what says all that every such entry says.
  init?(_ object: [JSON.Member]) {
    guard let flow = object["flow"]?.string, let state = object["state"]?.string,
      let contract = object["contract"]?.string
    else { return nil }
    self.init(flow: flow, state: state, contract: contract)
    if let word = object["result"]?.string, Result(rawValue: word) == nil { return nil }
    for member in object {
      switch member.name {
      case "flow", "state", "contract": break
      case "result": result = member.value.string.flatMap(Result.init)
      case "change": change = member.value.string
      case "base": base = member.value.string
      case "head": head = member.value.string
      case "evidence": evidence = LogEntry.Evidence(member.value)
      default: others.append(member)
      }
    }
  }
}

extension LogEntry.Evidence {
  fileprivate init(_ json: JSON) {
    text = json["text"]?.string
    files = (json["files"]?.elements ?? []).compactMap { file in
      guard let path = file["path"]?.string, let blob = file["blob"]?.string else { return nil }
      return File(path: path, blob: blob)
    }
    commands = (json["commands"]?.elements ?? []).compactMap { command in
      guard let text = command["command"]?.string, let exit = command["exit"]?.integer else { return nil }
      return Command(command: text, exit: Int(exit), seconds: Int(command["seconds"]?.integer ?? 0))
    }
  }
}

extension LogEntry.Workflow: JSONWritable {
  /// Writes what is there.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("flow", flow)
      json.member("state", state)
      json.member("result", result?.rawValue)
      json.member("contract", contract)
      json.member("change", change)
      json.member("base", base)
      json.member("head", head)
      json.member("evidence", evidence)
      for member in others { json.member(member.name, member.value) }
    }
  }
}

extension LogEntry.Evidence: JSONWritable {
  /// Writes all lists, empty ones too.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("text", text)
      json.member("files", files)
      json.member("commands", commands)
    }
  }
}

extension LogEntry.Evidence.File: JSONWritable {
  /// Writes the path and the blob.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("path", path)
      json.member("blob", blob)
    }
  }
}

extension LogEntry.Evidence.Command: JSONWritable {
  /// Writes the command and how it ended.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("command", command)
      json.member("exit", exit)
      json.member("seconds", seconds)
    }
  }
}
