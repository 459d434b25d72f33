import TestSupport
import Testing
import TicketsCore

@Suite struct TrailersTests {
  static let messages = [
    "Subject\n\nTicket: a\n", "Subject\n\nBody\n\nTicket: a\nticket:b\n\n\n", "Ticket: in the subject\n",
    "Subject\nTicket: no gap\n", "Subject\n\nProse: with a colon\nand more prose\n",
    "Subject\n\nprose here\nTicket: a\nSigned-off-by: Ada <a@b>\n", "Subject\n\nTicket: a\n folded on\n\tand on\n",
    "Subject\n\nTicket: a\n\nAfter it\n", "Subject\r\n\r\nTicket: a\r\n", "Subject\n\nTicket : spaced\nX-Y: 1\n",
    "Subject\n\n(cherry picked from commit 1234567)\nTicket: a\nprose\nprose\nprose\n",
    "Subject\n\none\ntwo\nthree\nfour\nfive\nsix\nseven\nSigned-off-by: Ada <a@b>\nTicket: a\n", "", "\n\n",
    "Subject\n\n",
  ]

  @Test(arguments: messages) func `trailers are those that git finds`(message: String) throws {
    let judged = try Git(in: "/")("interpret-trailers", "--parse", input: Array(message.utf8)).lines
    #expect(Trailers(of: message).all.map { "\($0.key): \($0.value)" } == judged)
  }

  @Test func `comments and what is below the scissors are no part of a message`() {
    let message = """
      Subject

      Ticket: a
      # Ticket: commented
      # ------------------------ >8 ------------------------
      Ticket: below
      """
    #expect(Trailers(of: message).values(of: "Ticket") == ["a"])
  }
}
