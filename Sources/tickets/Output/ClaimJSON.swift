import TicketsCore
import TicketsGit

/// A live claim beside the ticket that it is on.
enum ClaimJSON {
  static func member(_ held: ClaimStore.Held?, to json: inout JSONWriter) {
    guard let held else { return json.member("claim", nil as String?) }
    json.member("claim") { json in
      json.object { json in
        json.member("id", held.id.hex)
        held.claim.members(to: &json)
      }
    }
  }
}
