import Testing

@Suite struct TranscriptTests {
  @Test(arguments: try Document.all)
  func `a transcript is what the tool prints`(document: Document) throws {
    let transcript = Transcript(document)
    guard !transcript.steps.isEmpty else { return }
    let printed = try transcript.run()
    try #require(printed.count == transcript.steps.count)
    for (step, text) in zip(transcript.steps, printed) {
      if let shown = step.shown {
        #expect(try Transcript.matches(text, shown), "$ \(step.command)\n\(text)")
      } else {
        #expect(!text.contains("[exit"), "$ \(step.command)\n\(text)")
      }
    }
  }

  @Test(arguments: [
    ("a\nb\n", "a\nb\n", true), ("a\nb\n", "a\n", false), ("a 1 b\n", "a … b\n", true), ("a\nb\n", "a … b\n", false),
    ("a\nb\nc\nd\n", "a\n…\nd\n", true), ("a\nb\n", "…\nc\n", false), ("a.c\n", "abc\n", false), ("", "", true),
  ])
  func `an ellipsis stands for what is left out, and for nothing else`(text: String, shown: String, matches: Bool)
    throws
  {
    #expect(try Transcript.matches(text, shown) == matches)
  }
}
