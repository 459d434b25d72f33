import Arguments
import Testing

/// A command line and what is said of it.
private struct Case: CustomTestStringConvertible, Sendable {
  let line: String
  let code: String
  let message: String
  let hint: String?

  init(_ line: String, _ code: String, _ message: String, _ hint: String?) {
    self.line = line
    self.code = code
    self.message = message
    self.hint = hint
  }

  var testDescription: String { line }
}

struct UsageErrorTests {
  @Test(arguments: [
    Case("plnat", "COMMAND_UNKNOWN", "unknown command 'plnat'", "Did you mean 'plant'?"),
    Case("xyz", "COMMAND_UNKNOWN", "unknown command 'xyz'", "See 'garden --help'"),
    Case("sox", "COMMAND_UNKNOWN", "unknown command 'sox'", "See 'garden --help'"),
    Case("xyz --help", "COMMAND_UNKNOWN", "unknown command 'xyz'", "See 'garden --help'"),
    Case("help plnat", "COMMAND_UNKNOWN", "unknown command 'plnat'", "Did you mean 'plant'?"),
    Case("tools sharpn", "COMMAND_UNKNOWN", "unknown command 'sharpn'", "Did you mean 'sharpen'?"),
    Case("plant a --cuont 1", "OPTION_UNKNOWN", "unknown option '--cuont'", "Did you mean '--count'?"),
    Case("plant a --cuont=1", "OPTION_UNKNOWN", "unknown option '--cuont'", "Did you mean '--count'?"),
    Case("plant a --colour red", "OPTION_UNKNOWN", "unknown option '--colour'", "Did you mean '--color'?"),
    Case("plant a -quiet", "OPTION_UNKNOWN", "unknown option '-u'", "See 'garden plant --help'"),
    Case("plant a -count", "OPTION_UNKNOWN", "unknown option '-count'", "Did you mean '--count'?"),
    Case("plant a -x", "OPTION_UNKNOWN", "unknown option '-x'", "See 'garden plant --help'"),
    Case("plant a --json", "OPTION_UNKNOWN", "unknown option '--json'", "It belongs to 'garden water'"),
    Case("--json water", "OPTION_UNKNOWN", "unknown option '--json'", "It belongs to 'garden water'"),
    Case("harvest --gardener x", "OPTION_UNKNOWN", "unknown option '--gardener'", "Did you mean '--gardener-name'?"),
    Case("water --floood", "OPTION_UNKNOWN", "unknown option '--floood'", "See 'garden water --help'"),
    Case("plant", "ARGUMENT_MISSING", "missing argument '<name>'", "The plant's name"),
    Case("harvest", "OPTION_MISSING", "missing option '--gardener-name <who>'", "Who harvests"),
    Case("plant a --count", "VALUE_MISSING", "missing value for '--count <count>'", "How many"),
    Case("plant a -n --quiet", "VALUE_MISSING", "missing value for '-n <count>'", "How many"),
    Case("plant a -n -- b", "VALUE_MISSING", "missing value for '-n <count>'", "How many"),
    Case("water --soil", "VALUE_MISSING", "missing value for '--soil <soil>'", "Choose dry, moist or wet"),
    Case(
      "harvest --gardener-name -Zoe", "VALUE_MISSING", "missing value for '--gardener-name <who>'",
      "If '-Zoe' is the value, write '--gardener-name=-Zoe'"),
    Case(
      "plant a --count x", "VALUE_INVALID", "'x' is not a valid value for '--count <count>': not a whole number",
      "How many"),
    Case("plant a x", "VALUE_INVALID", "'x' is not a valid value for '<depth>': not a number", "How deep"),
    Case("plant a inf", "VALUE_INVALID", "'inf' is not a valid value for '<depth>': not a number", "How deep"),
    Case(
      "water --limit 0", "VALUE_INVALID", "'0' is not a valid value for '--limit <limit>': must be 1 or more",
      "Print this many"),
    Case(
      "water --soil dyr", "VALUE_INVALID", "'dyr' is not a valid value for '--soil <soil>'", "Did you mean 'dry'?"),
    Case("water --soil WET", "VALUE_INVALID", "'WET' is not a valid value for '--soil <soil>'", "Did you mean 'wet'?"),
    Case(
      "water --soil hot", "VALUE_INVALID", "'hot' is not a valid value for '--soil <soil>'",
      "Choose dry, moist or wet"),
    Case("plant a -n 1 --count 2", "OPTION_REPEATED", "'--count <count>' is given twice", "Give it once"),
    Case("-C a plant x -C b", "OPTION_REPEATED", "'-C <directory>' is given twice", "Give it once"),
    Case("water --changes --changes", "OPTION_REPEATED", "'--changes <changes>' is given twice", "Give it once"),
    Case(
      "water --json=1", "VALUE_UNEXPECTED", "option '--json' takes no value, but was given '1'", "Write --json alone"),
    Case("bury me", "ARGUMENT_UNEXPECTED", "unexpected argument 'me'", "See 'garden bury --help'"),
    Case("plant a 1 b", "ARGUMENT_UNEXPECTED", "unexpected argument 'b'", "See 'garden plant --help'"),
    Case("water --flood", "USAGE_INVALID", "nothing to flood", "Name a plant"),
    Case("water --json --limit 13", "USAGE_INVALID", "JSON has no 13", nil),
  ])
  fileprivate func `a mistake is explained`(_ test: Case) {
    let error = #expect(throws: UsageError.self) { _ = try Parser(Garden.self).parse(words(test.line)) }
    #expect(error?.code == test.code)
    #expect(error?.message == test.message)
    #expect(error?.hint == test.hint)
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
