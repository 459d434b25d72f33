extension Failure {
  /// What went wrong, in a word that programs may rely on: it never changes.
  enum Code: String {
    // The command line, or what it names.
    case usage = "USAGE"
    case input = "INPUT"
    case notText = "NOT_TEXT"
    case controlCharacter = "CONTROL_CHARACTER"
    case noFolder = "NO_FOLDER"
    case notFound = "NOT_FOUND"
    case tooShort = "TOO_SHORT"
    case ambiguous = "AMBIGUOUS"
    case notATicket = "NOT_A_TICKET"
    case noTicket = "NO_TICKET"

    // The place: no tickets, no work tree, no terminal, nobody who acts.
    case noTickets = "NO_TICKETS"
    case noWorkTree = "NO_WORK_TREE"
    case notAFolder = "NOT_A_FOLDER"
    case notAFile = "NOT_A_FILE"
    case amongTickets = "AMONG_TICKETS"
    case noTerminal = "NO_TERMINAL"
    case noActor = "NO_ACTOR"

    // Reading, writing, and what runs besides.
    case unreadable = "UNREADABLE"
    case broken = "BROKEN"
    case notWritten = "NOT_WRITTEN"
    case exists = "EXISTS"
    case output = "OUTPUT"
    case busy = "BUSY"
    case notOpened = "NOT_OPENED"
    case editor = "EDITOR"
    case git = "GIT"
    case hook = "HOOK"
    case notRun = "NOT_RUN"

    // What a change would make of the tickets.
    case invalidTicket = "INVALID_TICKET"
    case invalidEntry = "INVALID_ENTRY"
    case secret = "SECRET"
    case cycle = "CYCLE"
    case conflict = "CONFLICT"
    case refused = "REFUSED"
    case openParts = "OPEN_PARTS"

    // Claims and the remotes that share them.
    case claimed = "CLAIMED"
    case noRemote = "NO_REMOTE"
    case unknown = "UNKNOWN"

    // Plans and templates.
    case notAPlan = "NOT_A_PLAN"
    case template = "TEMPLATE"
    case noTemplate = "NO_TEMPLATE"
    case blanks = "BLANKS"
    case circle = "CIRCLE"

    // Other tools.
    case noSource = "NO_SOURCE"
    case changedOnBothSides = "CHANGED_ON_BOTH_SIDES"
    case remarks = "REMARKS"

    // Flows and deliveries.
    case noFlow = "NO_FLOW"
    case noUpstream = "NO_UPSTREAM"
    case behind = "BEHIND"
    case dirty = "DIRTY"
    case notCommitted = "NOT_COMMITTED"
    case notPushed = "NOT_PUSHED"
    case otherChange = "OTHER_CHANGE"
    case otherCommit = "OTHER_COMMIT"
  }
}
