import TicketsCore
import TicketsFiles

/// Takes out of an inbox, and writes the answers.
struct Desk {
  let server: Server
  let inbox: Inbox
  let output: StandardStream

  /// Works until there is nothing left, or nobody to answer.
  func work() {
    while let incoming = inbox.next() {
      var answer: JSON?
      if server.writes(incoming) {
        Process.withoutEnding { answer = server.answer(to: incoming) }
      } else {
        answer = server.answer(to: incoming)
      }
      if let answer, inbox.wantsAnswer() { send(answer) }
    }
  }

  private func send(_ answer: JSON) {
    do throws(Errno) {
      try output.write(JSONWriter.bytes(of: answer, .compact) + [Ascii.newline])
    } catch {
      // The client is gone, and what it still wanted went with it.
      Process.end(.done)
    }
  }
}
