import Arguments
import Testing

/// A command line and what is said of it.
private struct Case: CustomTestStringConvertible, Sendable {
  let line: String
  let message: String
  let hint: String?

  init(_ line: String, _ message: String, _ hint: String?) {
    self.line = line
    self.message = message
    self.hint = hint
  }

  var testDescription: String { line }
}

struct UsageErrorTests {
  @Test(arguments: [
    Case("plnat", "unknown command 'plnat'", "Did you mean 'plant'?"),
    Case("hlep", "unknown command 'hlep'", "Did you mean 'help'?"),
    Case("xyz", "unknown command 'xyz'", "See 'garden --help'"),
    Case("sox", "unknown command 'sox'", "See 'garden --help'"),
    Case("xyz --help", "unknown command 'xyz'", "See 'garden --help'"),
    Case("help plnat", "unknown command 'plnat'", "Did you mean 'plant'?"),
    Case("tools sharpn", "unknown command 'sharpn'", "Did you mean 'sharpen'?"),
    Case("plant a --cuont 1", "unknown option '--cuont'", "Did you mean '--count'?"),
    Case("plant a --cuont=1", "unknown option '--cuont'", "Did you mean '--count'?"),
    Case("plant a --colour red", "unknown option '--colour'", "Did you mean '--color'?"),
    Case("plant a -quiet", "unknown option '-quiet'", "Did you mean '--quiet'?"),
    Case("plant a -qu", "unknown option '-u'", "See 'garden plant --help'"),
    Case("plant a -count", "unknown option '-count'", "Did you mean '--count'?"),
    Case("plant a -x", "unknown option '-x'", "See 'garden plant --help'"),
    Case("plant a --json", "unknown option '--json'", "It belongs to 'garden water'"),
    Case("--json water", "unknown option '--json'", "It belongs to 'garden water'"),
    Case("harvest --gardener x", "unknown option '--gardener'", "Did you mean '--gardener-name'?"),
    Case("water --floood", "unknown option '--floood'", "See 'garden water --help'"),
    Case("plant", "missing argument '<name>'", "The plant's name"),
    Case("harvest", "missing option '--gardener-name <who>'", "Who harvests"),
    Case("plant a --count", "missing value for '--count <count>'", "How many"),
    Case("plant a -n --quiet", "missing value for '-n <count>'", "How many"),
    Case("plant a -n -- b", "missing value for '-n <count>'", "How many"),
    Case("water --soil", "missing value for '--soil <soil>'", "Choose dry, moist or wet"),
    Case(
      "harvest --gardener-name -Zoe", "missing value for '--gardener-name <who>'",
      "If '-Zoe' is the value, write '--gardener-name=-Zoe'"),
    Case(
      "plant a --count x", "'x' is not a valid value for '--count <count>': not a whole number",
      "How many"),
    Case("plant a x", "'x' is not a valid value for '<depth>': not a number", "How deep"),
    Case("plant a inf", "'inf' is not a valid value for '<depth>': not a number", "How deep"),
    Case(
      "water --limit 0", "'0' is not a valid value for '--limit <limit>': must be 1 or more",
      "Print this many"),
    Case(
      "water --soil dyr", "'dyr' is not a valid value for '--soil <soil>'", "Did you mean 'dry'?"),
    Case("water --soil WET", "'WET' is not a valid value for '--soil <soil>'", "Did you mean 'wet'?"),
    Case(
      "water --soil hot", "'hot' is not a valid value for '--soil <soil>'",
      "Choose dry, moist or wet"),
    Case("plant a -n 1 --count 2", "'--count <count>' is given twice", "Give it once"),
    Case("-C a plant x -C b", "'-C <directory>' is given twice", "Give it once"),
    Case("water --changes --changes", "'--changes <changes>' is given twice", "Give it once"),
    Case(
      "water --json=1", "option '--json' takes no value, but was given '1'", "Write --json alone"),
    Case("bury me", "unexpected argument 'me'", "See 'garden bury --help'"),
    Case("plant a 1 b", "unexpected argument 'b'", "See 'garden plant --help'"),
    Case("water --flood", "nothing to flood", "Name a plant"),
    Case("water --json --limit 13", "JSON has no 13", nil),
  ])
  fileprivate func `a mistake is explained`(_ test: Case) {
    let error = #expect(throws: UsageError.self) { _ = try Parser(Garden.self).parse(words(test.line)) }
    #expect(error?.message == test.message)
    #expect(error?.hint == test.hint)
  }

  @Test func `only the first owners of an option are named`() {
    let few = UsageError.unknownOption("--json", of: "t", nearest: nil, owners: ["t a", "t b"])
    #expect(few.hint == "It belongs to 't a' and 't b'")
    let many = UsageError.unknownOption("--json", of: "t", nearest: nil, owners: ["t a", "t b", "t c", "t d"])
    #expect(many.hint == "It belongs to 't a', 't b', 't c' and others")
  }

  @Test(arguments: [
    ("bad\nline", #"'bad\nline'"#), ("\u{1B}[2J", #"'\u{1B}[2J'"#), ("a\u{202E}b", #"'a\u{202E}b'"#),
    (String(decoding: [0x66, 0xFF], as: UTF8.self), #"'f\u{FFFD}'"#), ("müll", "'müll'"), ("it's", "'it's'"),
    (#"a\b"#, #"'a\b'"#),
  ])
  func `what a terminal would not show is escaped`(word: String, shown: String) {
    let error = #expect(throws: UsageError.self) { _ = try Parser(Garden.self).parse(["bury", word]) }
    #expect(error?.message == "unexpected argument \(shown)")
  }
}
