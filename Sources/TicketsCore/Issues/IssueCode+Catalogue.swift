extension IssueCode {
  /// How firm a rule is.
  package enum Standing: Sendable {
    /// A MUST of the format: always an error.
    case must
    /// A MUST for log entries that tools wrote; in what people wrote a warning, which settings may change.
    case mustForTools
    /// An error unless the settings say otherwise.
    case error
    /// A warning unless the settings say otherwise.
    case warning
  }

  package var standing: Standing { entry.0 }

  /// The severity when settings say nothing.
  package var severity: Severity { standing == .warning ? .warning : .error }

  /// What the code stands for, in one sentence.
  package var summary: String { entry.1 }

  private var entry: (Standing, String) {
    switch self {
    case .ticketMissing: (.warning, "A folder in '.tickets' holds no ticket.md.")
    case .ticketNotAFile:
      (.must, "A ticket's folder or its ticket.md is a symbolic link or something else than a file.")
    case .ticketUnreadable: (.must, "The content of ticket.md could not be read.")
    case .encodingInvalid: (.must, "ticket.md is not UTF-8 text.")
    case .byteOrderMark: (.warning, "ticket.md begins with a byte order mark.")
    case .nulByte: (.warning, "ticket.md holds a NUL byte, so that git takes it for a binary file.")
    case .conflictMarkers: (.must, "A file holds conflict markers that a merge left behind.")
    case .frontMatterMissing: (.must, "The first line of ticket.md is not '---'.")
    case .frontMatterUnclosed: (.must, "The front matter does not end with a line that is '---'.")
    case .frontMatterInvalid: (.must, "The front matter is not YAML that a ticket may hold.")
    case .keyMisspelled: (.warning, "An unknown key looks like a misspelled known one.")
    case .relationKeyForbidden: (.must, "A relationship is stored that tools derive from others.")
    case .updatedAtPresent: (.must, "There is an 'updated_at', which is derived from the run logs.")
    case .idMissing: (.must, "The field 'id' is missing.")
    case .idInvalid: (.must, "The field 'id' is no lowercase UUIDv7.")
    case .idDuplicate: (.must, "Two tickets have the same id.")
    case .titleMissing: (.must, "The field 'title' is missing.")
    case .titleNotText: (.must, "The field 'title' is not text.")
    case .titleEmpty: (.warning, "The title is empty.")
    case .statusMissing: (.must, "The field 'status' is missing.")
    case .statusUnknown: (.must, "The status is none that a ticket can have.")
    case .createdAtMissing: (.must, "The field 'created_at' is missing.")
    case .createdAtInvalid: (.must, "The field 'created_at' is not a UTC timestamp.")
    case .priorityUnknown: (.must, "The priority is none that a ticket can have.")
    case .assignmentInvalid: (.must, "The field 'assignment' is not a mapping.")
    case .assignmentModeUnknown: (.must, "The assignment mode is none that a ticket can have.")
    case .assignmentOwnerNotText: (.must, "The field 'assignment.owner' is not text.")
    case .labelsInvalid: (.must, "The field 'labels' is not a list of texts.")
    case .estimatesInvalid: (.must, "The estimate is not a number of hours.")
    case .agentLimitsInvalid: (.must, "A limit for agents is not a positive whole number.")
    case .verificationInvalid: (.must, "The verification is not a list of commands.")
    case .scopeInvalid: (.must, "The scope is not lists of globs.")
    case .doubleClaim: (.warning, "Several have taken the ticket up, and none has let go of it.")
    case .relationNotAList: (.must, "A relationship field is not a list of ticket ids.")
    case .relationEntryEmpty: (.must, "A relationship field holds an empty entry.")
    case .relationIDInvalid: (.must, "A relationship field holds something that is no ticket id.")
    case .relationSelf: (.error, "A ticket refers to itself.")
    case .relationDangling: (.warning, "A ticket refers to one that is not there.")
    case .relationCycle: (.warning, "Tickets wait for each other in a circle.")
    case .handleDuplicate: (.warning, "Two plans, or two milestones of a plan, have the same number.")
    case .flowUnknown: (.warning, "A label of an open ticket asks for a flow that is not there.")
    case .sectionMissing: (.must, "A required section of the body is missing.")
    case .criteriaWithoutCheckbox: (.warning, "The acceptance criteria hold no checkbox.")
    case .placeholderUnfilled: (.warning, "An open ticket holds text that a template left to be filled in.")
    case .logsAstray: (.error, "Run logs lie in the folder that their ticket had before.")
    case .logNotAFile: (.must, "A run log or the logs folder is a symbolic link or of another wrong kind.")
    case .logUnreadable: (.must, "The content of a run log could not be read.")
    case .logEmpty: (.warning, "A run log holds nothing.")
    case .logNameInvalid: (.warning, "The name of a run log is not '<run_started>-<run_id>.jsonl'.")
    case .logLineBlank: (.warning, "A line of a run log is blank.")
    case .logLineInvalid: (.mustForTools, "A line of a run log is not a JSON object.")
    case .logFieldMissing: (.mustForTools, "A log entry lacks a required field.")
    case .logFieldInvalid: (.mustForTools, "A field of a log entry has the wrong type.")
    case .logTimestampInvalid: (.mustForTools, "A time in a log entry is not a UTC timestamp.")
    case .logActorTypeUnknown: (.mustForTools, "The actor_type of a log entry is neither human nor agent.")
    case .logIDInvalid: (.mustForTools, "A log entry names something as a ticket that is no UUID.")
    case .logRunStartedDiffers: (.mustForTools, "The run_started of a log entry is not that of its file.")
    case .ignoredByGit: (.error, "Git leaves the run logs of a ticket out of every commit.")
    case .configInvalid: (.error, "A setting in config.yml cannot be read.")
    case .configKeyUnknown: (.warning, "A setting in config.yml is unknown.")
    }
  }
}
