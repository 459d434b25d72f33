import Testing

@testable import TicketsCore

@Suite struct StatusChangeTests {
  private func verdict(_ from: Status?, _ to: Status, agent: Bool = false, enforcing: Bool = false) -> String {
    switch StatusChange(from: from, to: to).verdict(byAgent: agent, enforcing: enforcing) {
    case .usual: "usual"
    case .unusual(let sentence): sentence
    case .refused(let sentence, let hint): "\(sentence): \(hint)"
    }
  }

  @Test func `the workflow is walked by everybody`() {
    for from in Status.allCases {
      for to in Status.allCases where from == to || from.usualNext.contains(to) {
        for agent in [true, false] {
          #expect(verdict(from, to, agent: agent, enforcing: true) == "usual", "\(from) \(to)")
        }
      }
    }
    #expect(verdict(nil, .doing, agent: true, enforcing: true) == "usual")
  }

  @Test func `an unusual move warns, or is refused where that is wanted`() {
    #expect(verdict(.todo, .done) == "going from todo to done is unusual")
    #expect(
      verdict(.todo, .done, enforcing: true)
        == "going from todo to done is unusual, and the config enforces the usual transitions: "
        + "From todo it goes to: doing, canceled")
    #expect(verdict(.done, .canceled, enforcing: true).hasSuffix("A person may reopen it: 'doing'"))
  }

  @Test func `to reopen is for people, whatever is enforced`() {
    for from in [Status.done, .canceled] {
      for to in [Status.todo, .doing, .blocked] {
        #expect(verdict(from, to, enforcing: true) == "usual")
        #expect(
          verdict(from, to, agent: true)
            == "this ticket is \(from.rawValue), and only a person may reopen it: Ask one, or make a new ticket")
        #expect(StatusChange(from: from, to: to).sentence == "Reopened: status \(from.rawValue) -> \(to.rawValue).")
      }
    }
    #expect(StatusChange(from: .todo, to: .doing).sentence == "Status todo -> doing.")
    #expect(StatusChange(from: nil, to: .doing).sentence == "Status ? -> doing.")
  }

  @Test(arguments: [
    ("status: todo", "status: doing"), ("status: \"todo\" # yet", "status: \"doing\" # yet"),
    ("status:   'todo'", "status:   'doing'"),
  ])
  func `one line changes, and no other byte`(old: String, new: String) throws {
    let text = "---\r\nid: x # an id\n\(old)\ntitle: A\n---\nThe status was todo\n"
    let bytes = try StatusChange(from: .todo, to: .doing).bytes(of: Document(Array(text.utf8)))
    #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == text.replacing(old, with: new))
    let same = try StatusChange(from: .todo, to: .todo).bytes(of: Document(Array(text.utf8)))
    #expect(same == Array(text.utf8))
  }

  @Test func `a status that is no word cannot be changed`() throws {
    let document = try Document(Array("---\nstatus: [a,\n  b]\n---\n".utf8))
    #expect(StatusChange(from: nil, to: .doing).bytes(of: document) == nil)
  }
}
