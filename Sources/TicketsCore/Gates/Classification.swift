/// Whether work is small and safe enough for the quick flow, and why it is not.
package struct Classification: Equatable, Sendable {
  /// What makes work more than quick.
  package enum Trigger: String, CaseIterable, Sendable {
    case security = "security_auth_privacy"
    case schema = "schema_data"
    case dependencies
    case modules = "multiple_services_modules"
    case publicAPI = "public_api_shared_contract"
    case visual = "visual_flow_ambiguity"
    case unclear = "unclear_requirements"
    case broad = "broad_file_scope"
    case forbidden = "forbidden_path"
    case unproven = "proof_unavailable"

    /// Who should look at such work.
    package var reviewer: String {
      switch self {
      case .security, .dependencies, .forbidden: "security"
      case .schema: "data-migration"
      case .modules, .publicAPI, .broad: "architecture"
      case .visual: "ux-accessibility"
      case .unclear, .unproven: "test"
      }
    }
  }

  package enum Verdict: String, Sendable {
    case quick, full
  }

  /// A file of the change.
  package struct File: Equatable, Sendable {
    /// From the folder that holds `.tickets/`.
    package let path: String
    /// The public declarations that the change adds to it.
    package let declarations: [String]

    package init(_ path: String, declarations: [String] = []) {
      (self.path, self.declarations) = (path, declarations)
    }
  }

  package let triggers: [(trigger: Trigger, evidence: [String])]
  /// The files that are judged, in byte order.
  package let files: [String]
  /// The label that asks for the full flow whatever the work is.
  package let forcedBy: String?

  package var verdict: Verdict { triggers.isEmpty && forcedBy == nil ? .quick : .full }

  /// Who should look at the work, in the order of the triggers.
  package var reviewers: [String] { triggers.map(\.trigger.reviewer).withoutRepeats }

  package static func == (one: Classification, other: Classification) -> Bool {
    one.files == other.files && one.forcedBy == other.forcedBy
      && one.triggers.elementsEqual(other.triggers) { $0.trigger == $1.trigger && $0.evidence == $1.evidence }
  }

  /// Judges the change, or, where there is none yet, what the ticket plans to touch.
  package init(_ document: Document, change: [File], _ settings: Settings) {
    let ticket = Ticket(document.fields)
    let paths = WorkPaths(prefix: "", settings.workflow, ticket.scope)
    var files = change.filter { !paths.isRecord($0.path) }
    let isPlan = files.isEmpty
    if isPlan { files = ticket.scope.allow.filter(Glob.isPlain).withoutRepeats.map { File($0) } }
    files.sort { $0.path.precedesInBytes($1.path) }
    let judge = Judge(
      ticket: ticket, sections: TicketSections(document.body), settings: settings, paths: paths, files: files,
      unknown: isPlan ? ticket.scope.allow.filter { !Glob.isPlain($0) } : [], isPlan: isPlan)
    triggers = Trigger.allCases.compactMap { trigger in
      let evidence = judge.evidence(of: trigger)
      return evidence.isEmpty ? nil : (trigger, evidence)
    }
    self.files = files.map(\.path)
    forcedBy = ticket.labels.first { $0 == WorkflowSettings.label + "full-sdd" }
  }
}

/// One change against each rule.
private struct Judge {
  let ticket: Ticket
  let sections: TicketSections
  let settings: Settings
  let paths: WorkPaths
  let files: [Classification.File]
  /// Globs of the plan, which could mean any number of files.
  let unknown: [String]
  let isPlan: Bool

  func evidence(of trigger: Classification.Trigger) -> [String] {
    switch trigger {
    case .security: risky(.security)
    case .schema: risky(.schema)
    case .dependencies: risky(.dependencies)
    case .modules: modules
    case .publicAPI: risky(.publicAPI) + files.flatMap { file in file.declarations.map { "\(file.path) adds: \($0)" } }
    case .visual: hasVisualCheck ? [] : risky(.ui).map { "\($0), and the verification has no visual check" }
    case .unclear: unclear
    case .broad: broad
    case .forbidden:
      files.compactMap { file in paths.denial(of: file.path).map { "\(file.path) matches scope.deny (\($0))" } }
    case .unproven: unproven
    }
  }

  private func risky(_ kind: WorkflowSettings.RiskPaths) -> [String] {
    let (table, more) = (RiskTable.table(kind), Globs(settings.workflow.paths[kind] ?? []))
    return files.compactMap { file in table.reason(for: file.path, and: more).map { "\(file.path) matches \($0)" } }
  }

  private var modules: [String] {
    let quick = settings.workflow.quick
    let neutral = Globs(quick.neutral)
    let modules = files.filter { !neutral.matches($0.path) }.map { file in
      let folders = file.path.split(separator: "/").dropLast().prefix(quick.moduleDepth)
      return folders.isEmpty ? "the top folder" : folders.joined(separator: "/")
    }.withoutRepeats
    return modules.count > quick.maxModules
      ? ["\(modules.count) modules, more than \(quick.maxModules): \(modules.joined(separator: ", "))"] : []
  }

  private var hasVisualCheck: Bool {
    let words = ["screenshot", "screenshots", "visual", "visually", "browser", "storybook", "snapshot", "snapshots"]
    let texts = [sections.verification] + ticket.verificationCommands
    return texts.contains { text in
      text.split { $0.isWhitespace }.contains { RiskTable.words(of: $0).contains(where: words.contains) }
    }
  }

  private var unclear: [String] {
    var evidence: [String] = []
    if sections.criteria.isEmpty { evidence.append("no checkbox in the acceptance criteria") }
    evidence += sections.placeholders.map { "a placeholder is left: \($0)" }
    if !sections.openQuestions.isEmpty { evidence.append("there are open questions") }
    return evidence
  }

  private var broad: [String] {
    let most = settings.workflow.quick.maxFiles
    var evidence = unknown.map { "the affected files are not known: scope.allow has the glob \($0)" }
    if isPlan, ticket.scope.allow.isEmpty {
      evidence.append("the affected files are not known: there is no change and no scope.allow")
    }
    if files.count > most { evidence.append("\(files.count) files, more than \(most)") }
    return evidence + files.filter { !paths.isAllowed($0.path) }.map { "\($0.path) is outside of scope.allow" }
  }

  private var unproven: [String] {
    ticket.verificationCommands.isEmpty && sections.verification.isEmpty
      ? ["no verification.commands, and nothing under Verification"] : []
  }
}
