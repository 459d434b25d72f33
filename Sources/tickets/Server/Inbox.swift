import Synchronization
import TicketsCore
import TicketsFiles

/// What was read and is not answered yet: one thread reads, so that a call can be taken back, and another one answers.
final class Inbox: Sendable {
  private struct State {
    var waiting: ArraySlice<Incoming> = []
    var hasEnded = false
    /// The call that is being answered.
    var current: JSON?
    var isCurrentWanted = true
  }

  private let state = Mutex(State())
  /// A byte for each thing that is put in; who waits for one reads it.
  private let bell: (output: StandardStream, input: StandardStream)

  init() throws(Errno) {
    bell = try StandardStream.pipe()
  }

  /// Puts in what the stream says, until it ends.
  func fill(from stream: StandardStream) {
    var splitter = LineSplitter(limit: Incoming.limit)
    while let piece = try? stream.read(atMost: 1 << 16), !piece.isEmpty {
      for line in splitter.lines(in: piece) { put(line) }
    }
    if let last = splitter.end() { put(last) }
    state.withLock { $0.hasEnded = true }
    ring()
  }

  /// Waits for the next thing to answer; nothing when the stream has ended and all of it is answered.
  func next() -> Incoming? {
    while true {
      let (incoming, isOver) = state.withLock { state in
        let incoming = state.waiting.popFirst()
        (state.current, state.isCurrentWanted) = (incoming?.id, true)
        return (incoming, incoming == nil && state.hasEnded)
      }
      if let incoming { return incoming }
      guard !isOver, (try? bell.output.read(atMost: 1))?.isEmpty == false else { return nil }
    }
  }

  /// Whether the answer is still wanted to what was taken out last; afterwards nobody can take it back any more.
  func wantsAnswer() -> Bool {
    state.withLock { state in
      state.current = nil
      return state.isCurrentWanted
    }
  }

  private func put(_ line: LineSplitter.Line) {
    guard let incoming = Incoming(line) else { return }
    guard let id = incoming.cancelled else {
      state.withLock { $0.waiting.append(incoming) }
      return ring()
    }
    state.withLock { state in
      state.waiting.removeAll { $0.id == id }
      if state.current == id { state.isCurrentWanted = false }
    }
  }

  private func ring() {
    try? bell.input.write([0])
  }
}

extension Incoming {
  /// The id of the call; nothing when this is none.
  fileprivate var id: JSON? {
    if case .message(.call(let call)) = self { call.id } else { nil }
  }
}
