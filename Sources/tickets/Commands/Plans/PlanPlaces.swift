import TicketsCore
import TicketsFiles
import TicketsGit

/// A plan as a branch or a work tree has it.
struct PlanPlace {
  let name: String
  let state: PlanState

  /// A part as it is here.
  func part(_ id: TicketID?) -> PlanState.Part? {
    id.flatMap { id in state.parts.first { $0.node.record.ticket.id == id } }
  }
}

extension PlanPlace {
  var own: PlanState.Part { state.own }

  /// What can be told of it: another work tree with the same is no other place.
  fileprivate func isSame(as other: PlanState) -> Bool { Self.figures(state) == Self.figures(other) }

  private static func figures(_ state: PlanState) -> [String] {
    state.node.all.map { "\($0.idText) \($0.ticket.status?.rawValue ?? "") \($0.ticket.title ?? "")" }
  }
}

extension Session {
  /// How a plan stands on every branch, and in every work tree where that is something else than on its branch.
  func places(of plan: TicketID, prefix given: String?) throws(Failure) -> [PlanPlace] {
    let repository = try repository()
    let prefix = try prefix(given, in: repository)
    var reading = PlaceReading(plan: plan, prefix: prefix)
    let (branches, folders) = try asking { () throws(GitError) in
      (try repository.branches().filter { !$0.isRemote && !$0.isSymbolic }, try repository.workTrees())
    }
    for branch in branches {
      let tree = try asking { () throws(GitError) in
        try CommitTree(branch.fullName, prefix: prefix, in: repository)
      }
      if let state = try reading.state(in: tree, self) {
        reading.places.append(PlanPlace(name: branch.name, state: state))
      }
    }
    for folder in folders where !folder.isGone {
      let tree = WorkingTree(root: prefix.isEmpty ? folder.path : "\(folder.path)/\(prefix.dropLast())")
      guard let own = try? Repository(at: repository.location(inWorkTree: folder.path)), let head = try? own.head(),
        let state = try? reading.state(in: tree, self)
      else {
        console.note("the work tree \(folder.path) is left out, because it cannot be read")
        continue
      }
      if case .branch(let name, _) = head, let branch = reading.places.first(where: { $0.name == name }),
        branch.isSame(as: state)
      {
        continue
      }
      reading.places.append(PlanPlace(name: "worktree:\(folder.path.splitAtLastSlash.name)", state: state))
    }
    return reading.places
  }
}

/// Reads one plan in many trees; what is the same in many is read once.
private struct PlaceReading {
  let plan: TicketID
  let prefix: String
  var places: [PlanPlace] = []
  private var shared = SharedRecords()
  private var known: [Fingerprint: PlanState?] = [:]

  init(plan: TicketID, prefix: String) {
    (self.plan, self.prefix) = (plan, prefix)
  }

  mutating func state(in tree: any TicketTree, _ session: Session) throws(Failure) -> PlanState? {
    if let fingerprint = tree.fingerprint, let state = known[fingerprint] { return state }
    var shared = shared
    let state = try session.reading(tree) { () throws(TreeFailure) in
      try PlanReader(tree, sharing: &shared).state(of: plan)
    }
    self.shared = shared
    if let fingerprint = tree.fingerprint { known[fingerprint] = state }
    return state
  }
}

/// What is known of a plan in many places.
enum PlanPlaces {
  /// The name of what is true nowhere, but would be if everything came together.
  private static let together = "all together"

  /// Each state that a part has anywhere, with the places that have it; what would be if they all came together comes
  /// last, where no place has it.
  static func states(
    of found: [(name: String, part: PlanState.Part)]
  ) -> [(status: Page.Piece, progress: Progress, names: String)] {
    var groups: [(part: PlanState.Part, names: [String])] = []
    for (name, part) in found {
      if let same = groups.firstIndex(where: { $0.part.figures == part.figures }) {
        groups[same].names.append(name)
      } else {
        groups.append((part, [name]))
      }
    }
    let states = groups.map { (status: $0.part.statusPiece, progress: $0.part.progress, names: listed($0.names)) }
    let union = Progress(anywhere: found.map(\.part.node))
    guard !states.contains(where: { $0.progress.text == union.text }), let status = union.derived else { return states }
    return states + [(Page.Piece(status.rawValue, status.style), union, together)]
  }

  /// So many names that a line stays one.
  private static func listed(_ names: [String]) -> String {
    let shown = names.prefix(8).joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }

  static func write(_ places: [PlanPlace]?, to json: inout JSONWriter) {
    json.member("branches") { json in
      guard let places else { return json.value(JSON.null) }
      json.array { json in
        for place in places {
          json.object { json in
            json.member("ref", place.name)
            figures(of: place.own, place.state.progress, to: &json)
            json.member("milestones") { json in
              json.array { json in
                for part in place.state.shownMilestones { json.object { members(of: part, to: &$0) } }
              }
            }
          }
        }
      }
    }
    json.member("anywhere") { json in
      guard let places else { return json.value(JSON.null) }
      union(of: places, to: &json)
    }
  }

  private static func union(of places: [PlanPlace], to json: inout JSONWriter) {
    let milestones = places.flatMap(\.state.shownMilestones)
    json.object { json in
      PlanJSON.figures(of: Progress(anywhere: places.map(\.state.node)), to: &json)
      json.member("milestones") { json in
        json.array { json in
          for id in milestones.compactMap(\.node.record.ticket.id).withoutRepeats {
            json.object { json in
              json.member("id", id.text)
              let nodes = milestones.map(\.node).filter { $0.record.ticket.id == id }
              PlanJSON.figures(of: Progress(anywhere: nodes), to: &json)
            }
          }
        }
      }
    }
  }

  private static func members(of part: PlanState.Part, to json: inout JSONWriter) {
    json.member("id", part.node.record.idText)
    figures(of: part, part.progress, to: &json)
  }

  private static func figures(of part: PlanState.Part, _ progress: Progress, to json: inout JSONWriter) {
    json.member("status", part.node.record.ticket.status?.rawValue)
    PlanJSON.figures(of: progress, to: &json)
  }
}

extension PlanState {
  /// The milestones of a plan; a milestone is its own.
  var shownMilestones: [Part] { node.record.ticket.isMilestone ? [own] : milestones }
}

extension PlanState.Part {
  fileprivate var figures: String { "\(statusPiece.text) \(progress.text)" }
}
