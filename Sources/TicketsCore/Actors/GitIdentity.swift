/// What git's settings say about who acts.
package struct GitIdentity: Equatable, Sendable {
  /// `tickets.actor`.
  package var actor: String?
  /// `tickets.actorType`.
  package var actorType: String?
  /// The name that git would write into a commit as its author's, without its guesses from the host.
  package let userName: String?

  package init(actor: String? = nil, actorType: String? = nil, userName: String? = nil) {
    (self.actor, self.actorType) = (actor, actorType)
    self.userName = userName.flatMap(Self.cleaned)
  }

  /// The name as git writes it: without what separates it from an address, and without odd ends.
  private static func cleaned(_ name: String) -> String? {
    let crud: Set<UInt8> = Set(#".,:;<>"\'"#.utf8).union(0...32)
    let dropped: Set<UInt8> = Set("<>\n".utf8)
    var bytes = name.utf8.filter { !dropped.contains($0) }[...]
    while let first = bytes.first, crud.contains(first) { bytes.removeFirst() }
    while let last = bytes.last, crud.contains(last) { bytes.removeLast() }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
