import Arguments
import TicketsCore
import TicketsGit

/// Shows who has claimed what.
struct ListClaims: TicketsCommand {
  static let configuration = Configuration(
    "claims", abstract: "Show which tickets are claimed, by whom and until when",
    discussion: "Claims that have ended are nobody's; they are left out, and '--prune' takes them away.",
    examples: [.init("tickets claims --json", "who has what, for a script")])

  @Flag(help: "Take away the claims that have ended")
  var prune: Bool

  @Option(whenAlone: "", placeholder: "remote", help: "Those that all clones share, in this remote or the branch's own")
  var remote: String?

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> ClaimsReport {
    if let remote { return try shared(SharedClaims(remote, in: session.repository(), session).remote, session) }
    _ = try session.claimGround()
    let store = session.claims
    let all = try session.asking { () throws(GitError) in try store.all() }
    let now = session.now
    if prune {
      var count = 0
      for held in all where !held.claim.isLive(at: now) {
        if try session.asking({ () throws(GitError) in try store.remove(held) }) { count += 1 }
      }
      session.console.note("\(count) that had ended \(count == 1 ? "is" : "are") gone")
    }
    return ClaimsReport(claims: all.filter { $0.claim.isLive(at: now) })
  }

  private func shared(_ remote: RemoteClaims, _ session: Session) throws(Failure) -> ClaimsReport {
    let all = try session.asking { () throws(GitError) in try remote.all() }
    let now = session.now
    let live = all.compactMap(\.claim).filter { $0.claim.isLive(at: now) }
    if prune {
      var count = 0
      for held in all {
        guard let claim = held.claim?.claim, !claim.isLive(at: now) else { continue }
        if try session.asking({ () throws(GitError) in try remote.remove(held, of: claim.ticket) }) { count += 1 }
      }
      session.console.note("\(count) that had ended \(count == 1 ? "is" : "are") gone at '\(remote.name)'")
    }
    return ClaimsReport(claims: live)
  }
}

/// The claims that hold.
struct ClaimsReport: Report {
  let claims: [ClaimStore.Held]

  func write(to page: inout Page) {
    if claims.isEmpty { return }
    var table = Table(["ID", "UNTIL", "BRANCH", "WHO"])
    for held in claims {
      let claim = held.claim
      table.add([
        Page.Piece(claim.ticket.short, .faint), Page.Piece(claim.end.text), Page.Piece(claim.branch ?? "-"),
        Page.Piece(claim.holder),
      ])
    }
    table.write(to: &page)
  }

  func write(to json: inout JSONWriter) {
    json.array { json in
      for held in claims {
        json.object { json in
          json.member("claim", held.id.hex)
          held.claim.members(to: &json)
        }
      }
    }
  }
}
