import TicketsCore
import TicketsFiles

/// Asks a person about the repairs that need a decision; no answer is a no.
struct Interview {
  private let session: Session
  private let tree: WorkingTree
  private let planner: RepairPlanner
  private let messages: [String: String]
  /// Ids that are going to be followed, so that nothing that refers to them needs a decision.
  private var followed: Set<String> = []
  private var isOver = false

  /// An interview about repairs in a tree, with what is wrong by the names of the issues.
  init(_ session: Session, _ tree: WorkingTree, _ messages: [String: String]) throws(Failure) {
    self.session = session
    self.tree = tree
    self.messages = messages
    planner = try session.reading(tree) { () throws(TreeFailure) in try RepairPlanner(tree) { session.nextID() } }
  }

  /// The repairs to make: those that need nothing, and those that were decided on.
  mutating func decide(on repairs: [ProposedRepair]) throws(Failure) -> [ProposedRepair] {
    var decided: [ProposedRepair] = []
    // Ids come first: references may follow them.
    for repair in repairs.filter(\.isAboutID) + repairs.filter({ !$0.isAboutID }) {
      if repair.undecided.isEmpty, repair.isSafe || repair.isEnabled {
        decided.append(repair)
      } else if let repair = try decide(on: repair) {
        decided.append(repair)
      }
    }
    return decided
  }

  private mutating func decide(on repair: ProposedRepair) throws(Failure) -> ProposedRepair? {
    if let reference = repair.parameters["reference"]?.string, followed.contains(reference.lowercased()) { return nil }
    guard !isOver else { return nil }
    let wrong = repair.issueIDs.compactMap { messages[$0] }
    session.console.ask("\(repair.ticketPath)\n")
    for message in wrong.isEmpty ? [repair.action] : wrong { session.console.ask("  \(message)\n") }
    while true {
      guard let answered = try answer(repair) else { return nil }
      do throws(Failure) {
        _ = try session.plan([answered], in: tree)
        if answered.parameters["update_references"] == .bool(true), let id = planner.currentID(ofTicketOf: answered) {
          followed.insert(id.lowercased())
        }
        return answered
      } catch {
        session.console.ask("  \(error.message)\n")
      }
    }
  }

  /// The repair with every decision made; nothing when one was declined.
  private mutating func answer(_ repair: ProposedRepair) throws(Failure) -> ProposedRepair? {
    var repair = repair
    for parameter in repair.undecided where repair.parameters[parameter.name] == .null {
      switch parameter.kind {
      case .choice(let choices):
        guard let word = try ask("\(choices.joined(separator: " or "))? (Enter: leave it) ") else { return nil }
        repair.set(parameter.name, .string(word))
      case .text:
        let isID = repair.isAboutID
        guard
          let word = try ask(
            isID ? "New id, or 'new' to make one? (Enter: leave it) " : "New value? (Enter: leave it) ")
        else { return nil }
        if isID, word == "new" {
          repair.set("generate_uuidv7", .bool(true))
        } else {
          repair.set(parameter.name, .string(word))
        }
      case .flag: repair.set(parameter.name, .bool(try follow(repair)))
      case .subject: break
      }
    }
    return repair
  }

  /// Whether tickets that refer to the old id shall follow.
  private mutating func follow(_ repair: ProposedRepair) throws(Failure) -> Bool {
    guard let id = planner.currentID(ofTicketOf: repair) else { return false }
    let count = planner.referrers(to: id)
    guard count > 0 else { return false }
    let others = count == 1 ? "1 ticket refers" : "\(count) tickets refer"
    let answer = try ask("\(others) to the old id. Change them too? [y/N] ")
    return ["y", "yes"].contains(answer?.lowercased())
  }

  private mutating func ask(_ question: String) throws(Failure) -> String? {
    session.console.ask("  \(question)")
    do throws(Errno) {
      guard let line = try StandardStream.input.readLine() else {
        isOver = true
        session.console.ask("\n")
        return nil
      }
      let word = String(decoding: line, as: UTF8.self).trimmed
      return word.isEmpty || ["n", "no"].contains(word.lowercased()) ? nil : word
    } catch {
      throw Failure(.input, "cannot read standard input: \(error.message)")
    }
  }
}

extension ProposedRepair {
  fileprivate var isAboutID: Bool { parameters["generate_uuidv7"] != nil }

  fileprivate mutating func set(_ name: String, _ value: JSON) {
    parameters = parameters.map { $0.name == name ? JSON.Member(name, value) : $0 }
  }
}
