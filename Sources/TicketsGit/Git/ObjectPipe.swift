private import Synchronization
private import TicketsCore
private import TicketsFiles

/// Git, kept running to hand out objects: a request is a line, an answer a line and the bytes of the object.
///
/// One thread uses it at a time.
final class ObjectPipe: Sendable {
  /// What a pipe can be asked for.
  enum Mode: String {
    /// Both of the others, of a git from 2.36 on.
    case command = "--batch-command"
    case contents = "--batch"
    case info = "--batch-check"
  }

  struct Answer {
    let id: ObjectID
    let type: ObjectType
    /// Nothing where only the kind was asked for.
    let bytes: [UInt8]
  }

  /// Why there is no answer.
  enum Refusal: Error {
    /// Nothing has that name, or several things have.
    case missing, ambiguous
    /// This git does not know the mode.
    case unknownMode
    /// Git gave up over this request, in its words; the pipe is of no more use.
    case failed(String)
    case error(GitError)
  }

  private struct State: ~Copyable {
    var process: ChildProcess
    /// What has arrived and is not used up.
    var buffer: [UInt8] = []
    var position = 0
    /// What is asked for and not answered, the oldest first.
    var pending: [String] = []
    /// Whether the bytes are asked for too.
    var wantsContents = false
    /// What was answered before somebody wanted it.
    var ready: [String: Result<Answer, Refusal>] = [:]
    /// What is likely to be wanted, in this order, and where in it we are.
    var expected: [String] = []
    var place = 0
    var isBroken = false
  }

  private let mode: Mode
  private let state: Mutex<State>

  init(_ mode: Mode, at location: RepositoryLocation) throws(GitError) {
    self.mode = mode
    let words = ["cat-file", mode.rawValue] + (mode == .command ? ["--buffer"] : [])
    state = Mutex(State(process: try GitProcess(location: location).start(words)))
  }

  /// Whether it can be used for anything else.
  var isIdle: Bool { state.withLock { !$0.isBroken && $0.pending.isEmpty } }

  var isBroken: Bool { state.withLock { $0.isBroken } }

  /// Takes note of names whose contents will be asked for, in this order.
  func expect(_ names: [String]) {
    state.withLock { state in
      (state.expected, state.place) = (mode == .command ? names : [], 0)
      state.ready = [:]
    }
  }

  /// Asks for an object by any name that git understands.
  func ask(_ name: String, contents: Bool) throws(Refusal) -> Answer {
    // Requests are lines.
    if name.utf8.contains(where: { $0 == Ascii.newline || $0 == 0 }) { throw .missing }
    return try state.withLock { (state) throws(Refusal) in
      if contents, let answer = state.ready.removeValue(forKey: name) { return try answer.get() }
      if contents, state.pending.first == name { return try answer(&state).get() }
      while !state.pending.isEmpty {
        let first = state.pending[0]
        state.ready[first] = try answer(&state)
      }
      if contents, let answer = state.ready.removeValue(forKey: name) { return try answer.get() }
      try send(contents ? likely(name, &state) : [name], contents: contents, &state)
      return try answer(&state).get()
    }
  }

  /// A name with those that will be wanted next.
  private func likely(_ name: String, _ state: inout State) -> [String] {
    if !state.expected.indices.contains(state.place) || state.expected[state.place] != name {
      guard let place = state.expected.firstIndex(of: name) else { return [name] }
      state.place = place
    }
    let names = state.expected[state.place...].prefix(Self.mostAtOnce)
    state.place += names.count
    return Array(names)
  }

  // So many requests fit into a pipe, so that git and we never wait for each other.
  private static let mostAtOnce = 256

  private func send(_ names: [String], contents: Bool, _ state: inout State) throws(Refusal) {
    var lines: [UInt8] = []
    for name in names {
      if mode == .command { lines += (contents ? "contents " : "info ").utf8 }
      lines += name.utf8
      lines.append(Ascii.newline)
    }
    if mode == .command { lines += "flush\n".utf8 }
    do throws(Errno) {
      try state.process.write(lines)
    } catch {
      throw ended(&state)
    }
    (state.pending, state.wantsContents) = (names, contents)
  }

  /// Reads the answer to the oldest request: what git says about that one is a result, all else ends the pipe.
  private func answer(_ state: inout State) throws(Refusal) -> Result<Answer, Refusal> {
    let name = state.pending[0]
    let line = try line(&state)
    let words = line.split(separator: " ")
    if line == "\(name) missing" || words.last == "submodule" {
      state.pending.removeFirst()
      return .failure(.missing)
    }
    if line == "\(name) ambiguous" {
      state.pending.removeFirst()
      return .failure(.ambiguous)
    }
    guard words.count == 3, let id = ObjectID(hex: words[0]), let type = ObjectType(name: words[1]),
      let size = Int(words[2]), size >= 0
    else {
      state.isBroken = true
      throw .error(GitProcess.cutOff("cat-file", "it said '\(line)'"))
    }
    let bytes = state.wantsContents ? try bytes(size, &state) : []
    state.pending.removeFirst()
    return .success(Answer(id: id, type: type, bytes: bytes))
  }

  private func line(_ state: inout State) throws(Refusal) -> String {
    var end = state.position
    while true {
      while end < state.buffer.count, state.buffer[end] != Ascii.newline { end += 1 }
      if end < state.buffer.count { break }
      let length = end - state.position
      try fill(&state)
      end = state.position + length
    }
    defer { state.position = end + 1 }
    return String(decoding: state.buffer[state.position..<end], as: UTF8.self)
  }

  /// The bytes of an object, and the end of line behind them.
  private func bytes(_ size: Int, _ state: inout State) throws(Refusal) -> [UInt8] {
    while state.buffer.count - state.position <= size { try fill(&state) }
    let end = state.position + size
    defer { state.position = end + 1 }
    return Array(state.buffer[state.position..<end])
  }

  private func fill(_ state: inout State) throws(Refusal) {
    if state.position > 0 {
      state.buffer.removeSubrange(..<state.position)
      state.position = 0
    }
    let chunk: [UInt8]
    do throws(Errno) {
      chunk = try state.process.read(1 << 16)
    } catch {
      state.isBroken = true
      throw .error(GitProcess.cutOff("cat-file", error.message))
    }
    if chunk.isEmpty { throw ended(&state) }
    state.buffer += chunk
  }

  /// Git is no more: why.
  private func ended(_ state: inout State) -> Refusal {
    state.isBroken = true
    state.process.finishWriting()
    while let chunk = try? state.process.read(1 << 16), !chunk.isEmpty {}
    let status = state.process.status()
    let complaint = GitProcess.complaint(state.process.complaints())
    if status == 129, mode == .command { return .unknownMode }
    // So git ends when it does not like what it finds.
    if status == 128, !complaint.isEmpty { return .failed(complaint) }
    return .error(GitProcess.cutOff("cat-file", "it ended with \(status)"))
  }
}

extension ObjectType {
  /// The kind that git calls so.
  fileprivate init?(name: some StringProtocol) {
    switch name {
    case "commit": self = .commit
    case "tree": self = .tree
    case "blob": self = .blob
    case "tag": self = .tag
    default: return nil
    }
  }
}
