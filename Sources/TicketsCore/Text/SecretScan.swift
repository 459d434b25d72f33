/// Finds text that looks like a credential: tickets and logs are shared with everyone who has the repository.
package enum SecretScan {
  /// A shape of well-known tokens: how they begin, and how many characters of their alphabet follow at least.
  private struct Shape {
    let name: String
    let beginning: [UInt8]
    let length: Int

    init(_ name: String, _ beginning: String, _ length: Int) {
      self.name = name
      self.beginning = Array(beginning.utf8)
      self.length = length
    }
  }

  private static let shapes = [
    Shape("a GitHub token", "ghp_", 36), Shape("a GitHub token", "gho_", 36), Shape("a GitHub token", "ghu_", 36),
    Shape("a GitHub token", "ghs_", 36), Shape("a GitHub token", "ghr_", 36),
    Shape("a GitHub token", "github_pat_", 40), Shape("a GitLab token", "glpat-", 20),
    Shape("an AWS access key", "AKIA", 16), Shape("an AWS access key", "ASIA", 16),
    Shape("a Slack token", "xoxb-", 20), Shape("a Slack token", "xoxp-", 20), Shape("a Slack token", "xoxa-", 20),
    Shape("a Slack token", "xoxs-", 20), Shape("a Google API key", "AIza", 35), Shape("an npm token", "npm_", 36),
    Shape("a Stripe key", "sk_live_", 24), Shape("a Stripe key", "rk_live_", 24),
    Shape("an API key", "sk-ant-", 24), Shape("an API key", "sk-proj-", 24), Shape("a PyPI token", "pypi-AgEI", 50),
  ]
  private static let keyBlock = ByteWord("PRIVATE KEY-----".utf8)

  /// What the text seems to hold, or nothing.
  package static func finding(in text: String) -> String? {
    let bytes = Array(text.utf8)
    if keyBlock.isIn(bytes[...]) { return "a private key" }
    return firstToken(in: bytes, from: 0)?.name ?? NamedSecret.first(in: bytes, from: 0)?.name
  }

  /// The text with what it seems to hold put out of sight.
  package static func masked(_ text: String) -> String {
    guard let first = finding(in: text) else { return text }
    let bytes = Array(text.utf8)
    // A key goes on for lines, and where it ends is not worth a guess.
    if keyBlock.isIn(bytes[...]) { return "[\(first), hidden]" }
    var masked: [UInt8] = []
    var start = 0
    var token = firstToken(in: bytes, from: 0)
    var named = NamedSecret.first(in: bytes, from: 0)
    while let found = [token, named].compactMap(\.self).min(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      masked += bytes[start..<found.range.lowerBound] + Array("[\(found.name), hidden]".utf8)
      start = found.range.upperBound
      // Only what was passed is looked for anew, so that a long text is gone through once.
      if let past = token, past.range.lowerBound < start { token = firstToken(in: bytes, from: start) }
      if let past = named, past.range.lowerBound < start { named = NamedSecret.first(in: bytes, from: start) }
    }
    return String(decoding: masked + bytes[start...], as: UTF8.self)
  }

  private static func firstToken(in bytes: [UInt8], from offset: Int) -> (name: String, range: Range<Int>)? {
    var start = offset
    while start < bytes.count {
      // Tokens stand alone or after a quote, an equals sign and the like, never inside a word.
      guard isTokenByte(bytes[start]) else {
        start += 1
        continue
      }
      let run = bytes[start...].prefix(while: isTokenByte)
      if let shape = shapes.first(where: { run.starts(with: $0.beginning) }),
        run.count >= shape.beginning.count + shape.length
      {
        return (shape.name, start..<run.endIndex)
      }
      start = run.endIndex
    }
    return nil
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), Ascii.dash:
      true
    default: false
    }
  }
}
