import Testing

@testable import TicketsCore

@Suite struct SHA1Tests {
  @Test func `blobs have the names that git gives them`() {
    // git hash-object of nothing, of "hello\n", and of 1,000 times "a".
    #expect(SHA1.blob(of: []) == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
    #expect(SHA1.blob(of: Array("hello\n".utf8)) == "ce013625030ba8dba906f756967f9e9ca394464a")
    #expect(SHA1.blob(of: [UInt8](repeating: 97, count: 1000)) == "a50be72b20f0e3f078d252e8e56b11b4bec67509")
  }

  @Test func `an id is made of words and a moment, and of nothing else`() throws {
    let time = Instant(milliseconds: 1_769_000_000_000)
    let id = TicketID(madeOf: ["tk", "nw-1"], at: time)
    #expect(id == TicketID(madeOf: ["tk", "nw-1"], at: time) && TicketID(id.text) == id)
    #expect(id != TicketID(madeOf: ["tk", "nw-2"], at: time) && id != TicketID(madeOf: ["tkn", "w-1"], at: time))
    #expect(id < TicketID(madeOf: ["tk", "nw-1"], at: Instant(milliseconds: time.milliseconds + 1)))
  }
}
