import TicketsCore
import TicketsFiles
import TicketsGit

/// What a command is given: the place, the clock, the source of ids, and the console.
final class Session {
  /// Where the user stands: `-C`, or the current folder.
  let folder: String
  let console: Console
  /// The agent's host that asks, where nobody typed the words.
  let agentHost: String?
  private var ids: IDGenerator<Randomness>
  private let fixedNow: Instant?
  /// What git says of who acts, asked once.
  private(set) lazy var gitIdentity = GitIdentity(at: location, Process.environment)

  init(folder: String, console: Console, agentHost: String? = nil) throws(Failure) {
    self.folder = folder
    self.console = console
    self.agentHost = agentHost
    fixedNow = try Self.fixedClock()
    ids = IDGenerator(try Self.randomness())
  }

  /// Whether somebody stands at standard input and chose the words: else text is only text, and nobody can be asked.
  var isAttended: Bool { agentHost == nil }

  /// The current time, or the one that `TICKETS_NOW` fixes for tests and replays.
  var now: Instant { fixedNow ?? Process.now }

  /// A new id, greater than the ones before it.
  func nextID() -> TicketID { ids.next(at: now) }

  /// The folder that holds `.tickets/`.
  func root() throws(Failure) -> String {
    if let root = Root.holdingTickets(from: folder) ?? Root.workTree(from: folder) { return root }
    throw .noRoot(from: folder)
  }

  /// Applies what a plan makes of the present state; when someone else was faster, it plans again.
  ///
  /// With a folder that is held nobody else is: what the plan reads there stays, and its clock is not behind others'.
  func apply<Value>(
    at root: String, holding folder: String? = nil, _ plan: () throws(Failure) -> (ChangeSet, Value)
  ) throws(Failure) -> Value {
    guard let folder else { return try apply(Store(root: root), root, plan) }
    let path = "\(Layout.folderName)/\(folder)"
    let held = try hold(path, root)
    let value = try apply(Store(root: root, held: path), root, plan)
    held.release()
    return value
  }

  private func hold(_ path: String, _ root: String) throws(Failure) -> HeldFolder {
    do throws(StoreFailure) {
      return try HeldFolder(path, root: root)
    } catch {
      throw Failure(error)
    }
  }

  private func apply<Value>(
    _ store: Store, _ root: String, _ plan: () throws(Failure) -> (ChangeSet, Value)
  ) throws(Failure) -> Value {
    for _ in 0..<Self.mostTries {
      let (changes, value) = try plan()
      do throws(StoreFailure) {
        try store.apply(changes)
        warnOfIgnoredLogs(in: changes, at: root)
        return value
      } catch  where error.reason == .changedMeanwhile && error.rest == .nothing {
        continue
      } catch {
        throw Failure(error)
      }
    }
    throw Failure(.busy, "too many others write here at the same time", hint: "Nothing was changed; try again")
  }

  // Each lost race means that another writer won one, so even a crowd gets through.
  private static let mostTries = 1000

  private static func fixedClock() throws(Failure) -> Instant? {
    guard let text = Process.environment("TICKETS_NOW") else { return nil }
    guard let instant = Timestamp.parse(text) else {
      throw Failure(
        .usage, "TICKETS_NOW is '\(text)', which is not a UTC timestamp", hint: "Write it like 2026-01-29T18:42:10Z")
    }
    return instant
  }

  private static func randomness() throws(Failure) -> Randomness {
    guard let text = Process.environment("TICKETS_SEED") else { return Randomness(seed: nil) }
    guard let seed = UInt64(text) else {
      throw Failure(
        .usage, "TICKETS_SEED is '\(text)', which is not a whole number", hint: "Unset it, or write a number")
    }
    return Randomness(seed: seed)
  }
}

/// The system's random numbers, or ones that a seed fixes.
struct Randomness: RandomNumberGenerator {
  private var state: UInt64?

  init(seed: UInt64?) {
    state = seed
  }

  mutating func next() -> UInt64 {
    guard let seed = state else {
      var system = SystemRandomNumberGenerator()
      return system.next()
    }
    // SplitMix64: small, and good for every seed.
    let sum = seed &+ 0x9E37_79B9_7F4A_7C15
    state = sum
    var mixed = (sum ^ (sum >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension Session {
  /// Reads from a tree, and turns what cannot be read into a failure.
  func reading<Value>(
    _ tree: any TicketTree, _ work: () throws(TreeFailure) -> Value
  ) throws(Failure) -> Value {
    do throws(TreeFailure) { return try work() } catch { throw Failure(error, in: tree.label) }
  }
}
