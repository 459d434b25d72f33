import TestSupport

/// Texts that would like to be markup or code.
enum HostileTexts {
  static let all = [
    "</script><script>window.pwned=1</script>", "<img src=x onerror=window.pwned=1>", "\"><svg onload=window.pwned=1>",
    "javascript:window.pwned=1", "{{title}} {{#parts}} &amp; &lt;", "--> <!-- <![CDATA[",
    "' onmouseover='window.pwned=1",
    "<style>*{display:none}</style>", "<base href=//example.org>", "[x](javascript:window.pwned=1)",
    "![i](https://example.org/i)",
    "<https://example.org/>", "\u{202E}turned", "שלום مرحبا",
    String(repeating: "long", count: 120),
    "::add-mask::secret", nonCharacters,
  ]

  /// What no option takes, and a file may hold all the same.
  private static let controls = "\u{1B}[31mred\u{7}"

  /// What Unicode keeps for nobody's use.
  private static let nonCharacters = String(
    String.UnicodeScalarView([0xFFFE, 0xFDD0].compactMap { Unicode.Scalar($0 as UInt32) }))

  /// A repository with each of them in every place that a text can have, on two branches.
  static func repository() throws -> TestRepository {
    let project = try TestRepository()
    let tool = Tool(in: project.path)
    try tool.succeed("init")
    var previous: [String] = []
    for text in all {
      let id = try tool.succeed(
        ["new", "--title", text, "--label", text, "--assignment-owner", text]
          + (previous.last.map { ["--dependency", $0] } ?? []))
      let path = ".tickets/\(id)/ticket.md"
      try project.write(
        path,
        project.read(path)
          + "\n- [x] \(text)\n\n\(text)\n\n### \(text)\n\n> \(text)\n\n```\n\(text)\n```\n\(controls)\n")
      try tool.succeed(
        "log", id, "--actor-type", "agent", "--actor-id", text, "--summary", text, "--decisions", text, "--next-steps",
        text)
      previous.append(id)
    }
    try project.write(".tickets/we <b> ird\"'/ticket.md", "</title><script>window.pwned=1</script>")
    try project.commit(all[0])
    try project.git("switch", "--quiet", "--create", "x/<img-src=x>'onerror=\"window.pwned=1\"")
    try tool.succeed("status", previous[0], "doing", "--log", "--actor-id", all[1])
    try project.commit(all[2])
    try project.git("switch", "--quiet", "main")
    try tool.succeed("status", previous[0], "doing", "--log", "--actor-id", all[3])
    try project.commit(all[4])
    return project
  }
}
