import Foundation
import TestSupport
import Testing
import TicketsCore

struct JSONReaderTests {
  @Test func `a value keeps its order and its numbers`() throws {
    let value = try JSONReader.read(
      #" { "b" : [ 1 , -0, 1.50 , 9223372036854775808 ] , "a" : { } , "" : [ ] , "t":true,"f":false,"n":null } "#)
    #expect(
      value
        == .object([
          .init("b", .array([.integer(1), .number("-0"), .number("1.50"), .number("9223372036854775808")])),
          .init("a", .object([])), .init("", .array([])), .init("t", .bool(true)), .init("f", .bool(false)),
          .init("n", .null),
        ]))
    #expect(value["b"]?.elements?.count == 4)
    #expect(value["missing"] == nil)
  }

  @Test(arguments: [
    (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u0041\u00e9\u65E5\uD83D\uDE00\u0000""#, "Aé日😀\u{0}"),
    (#""é日😀""#, "é日😀"),
    (#""\uFFFF\ufeff""#, "\u{FFFF}\u{FEFF}"),
  ])
  func `a string says what its escapes say`(text: String, meant: String) throws {
    #expect(try JSONReader.read(text) == .string(meant))
  }

  @Test func `a text that ends anywhere is a mistake`() {
    let text = Array(#"{"a":["\ud83d\ude00",-1.5e3,true]}"#.utf8)
    #expect((try? JSONReader.read(text)) != nil)
    for count in text.indices {
      #expect(throws: JSONFailure.self, "\(count)") { try JSONReader.read(Array(text.prefix(count))) }
    }
  }

  @Test(arguments: [
    ("", 0, "the text ends where a value is expected"),
    ("  ", 2, "the text ends where a value is expected"),
    ("\u{FEFF}{}", 0, "a byte order mark precedes the text"),
    ("{} {}", 3, "'{' stands where the end is expected"),
    ("{\"a\" 1}", 5, "'1' stands where a colon is expected"),
    ("{\"a\":1,}", 7, "'}' stands where a name in quotes is expected"),
    ("{a:1}", 1, "'a' stands where a name in quotes is expected"),
    ("{\"a\":1 \"b\":2}", 7, "'\"' stands where a comma or '}' is expected"),
    ("[1,]", 3, "']' stands where a value is expected"),
    ("[1 2]", 3, "'2' stands where a comma or ']' is expected"),
    ("[1}", 2, "'}' stands where a comma or ']' is expected"),
    ("[", 1, "the text ends where a value is expected"),
    ("{\"a\":1,\"b\":{\"c\":1,\"c\":2}}", 18, "the name \"c\" appears twice in an object"),
    ("{\"a\":1,\"\\u0061\":2}", 7, "the name \"a\" appears twice in an object"),
    ("01", 1, "'1' stands where the end is expected"),
    ("-", 1, "the text ends where a digit is expected"),
    ("1.", 2, "the text ends where a digit is expected"),
    ("1e+", 3, "the text ends where a digit is expected"),
    (".5", 0, "'.' stands where a value is expected"),
    ("+1", 0, "'+' stands where a value is expected"),
    ("tru", 3, "the text ends where 'true' is expected"),
    ("nulL", 3, "'L' stands where 'null' is expected"),
    ("NaN", 0, "'N' stands where a value is expected"),
    ("'a'", 0, "''' stands where a value is expected"),
    ("\"a", 0, "a string does not end"),
    ("\"a\\", 2, "an escape does not end"),
    ("\"a\\\"", 0, "a string does not end"),
    ("\"a\nb\"", 2, "a control character stands in a string"),
    ("\"\u{0}\"", 1, "a control character stands in a string"),
    ("\"\\x41\"", 1, "a backslash is followed by a character that makes no escape"),
    ("\"\\u12\"", 1, "four hexadecimal digits must follow '\\u'"),
    ("\"\\ud83d\"", 1, "half of a surrogate pair stands alone"),
    ("\"\\ud83d\\u0041\"", 1, "half of a surrogate pair stands alone"),
    ("\"\\ude00\"", 1, "half of a surrogate pair stands alone"),
    ("\u{0}", 0, "byte 0x0 stands where a value is expected"),
    ("{}\u{0}", 2, "byte 0x0 stands where the end is expected"),
    ("{} // no", 3, "'/' stands where the end is expected"),
  ])
  func `a mistake has a place and a reason`(text: String, offset: Int, message: String) {
    #expect(throws: JSONFailure(offset: offset, message: message)) { try JSONReader.read(text) }
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused where they stand`(bytes: [UInt8]) {
    let quote = UInt8(ascii: "\"")
    #expect(throws: JSONFailure(offset: 1, message: "a byte is not UTF-8")) {
      try JSONReader.read([quote] + bytes + [quote])
    }
    #expect(throws: JSONFailure(offset: 1, message: "a byte is not UTF-8")) { try JSONReader.read([quote] + bytes) }
  }

  @Test func `values nest so deep and no deeper`() throws {
    let limit = JSONScanner.depthLimit
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    _ = try JSONReader.read(nested(limit))
    #expect(throws: JSONFailure(offset: limit, message: "values lie more than \(limit) deep in each other")) {
      try JSONReader.read(nested(limit + 1))
    }
    #expect(throws: JSONFailure.self) { try JSONReader.read(String(repeating: "{\"a\":", count: 1_000_000)) }
    // Values beside each other are not deep.
    _ = try JSONReader.read("[" + String(repeating: "[],", count: 1000) + "{}]")
  }

  @Test func `an object of very many names is read in a moment`() throws {
    let text = "{" + (0..<50_000).map { "\"name\($0)\":\($0)" }.joined(separator: ",")
    #expect(try JSONReader.read(text + "}").members?.count == 50_000)
    #expect(throws: JSONFailure.self) { try JSONReader.read(text + ",\"name0\":0}") }
  }

  @Test func `places count from the beginning of a slice`() {
    let bytes = Array("xx[1,]".utf8)
    #expect(throws: JSONFailure(offset: 3, message: "']' stands where a value is expected")) {
      try JSONReader.read(bytes[2...])
    }
  }

  @Test func `what is accepted and what is refused agrees with Foundation`() throws {
    var random = SeededGenerator(seed: 11)
    var accepted = 0
    let alphabet = Array("{}[]\",:\\u0129eE+-.tfnalsr \n\u{1}é".utf8) + [0xFF]
    for _ in 0..<5000 {
      let value = JSON.random(depth: 3, using: &random)
      var bytes = JSONWriter.bytes(of: value, .random(using: &random) ? .compact : .pretty)
      for _ in 0..<Int.random(in: 0...2, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        if Bool.random(using: &random) {
          bytes[place] = alphabet.randomElement(using: &random) ?? 0
        } else {
          bytes.remove(at: place)
        }
      }
      let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let ours = try JSONReader.read(bytes)
        accepted += 1
        // Foundation also refuses numbers that no Double holds, which are still JSON.
        if let theirs { #expect(ours.means(theirs), "\(text)") } else { #expect(ours.hasHugeNumber, "\(text)") }
      } catch {
        #expect(
          theirs == nil || error.message.contains("twice") || error.message.contains("surrogate"), "\(text) \(error)")
      }
    }
    #expect(accepted > 1000)
  }

  @Test func `the scanner agrees with the reader about everything but names that appear twice`() {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<5000 {
      var bytes = JSONWriter.bytes(of: JSON.random(depth: 3, using: &random), .compact)
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] = .random(in: .min ... .max, using: &random)
      var failure: JSONFailure?
      do throws(JSONFailure) {
        var scanner = JSONScanner()
        let all = bytes[...]
        try scanner.skipValue(all.span)
        try scanner.end(all.span)
      } catch { failure = error }
      do {
        _ = try JSONReader.read(bytes)
        #expect(failure == nil)
      } catch {
        #expect(error == failure || error.message.contains("twice"))
      }
    }
  }

  @Test func `random bytes are refused and nothing worse`() {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<5000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }
      if let value = try? JSONReader.read(bytes) {
        #expect((try? JSONReader.read(JSONWriter.bytes(of: value, .compact))) == value)
      }
    }
  }
}

extension JSON {
  fileprivate var hasHugeNumber: Bool {
    switch self {
    case .number(let digits): Double(digits).map { !$0.isFinite } ?? true
    case .array(let elements): elements.contains(where: \.hasHugeNumber)
    case .object(let members): members.contains(where: \.value.hasHugeNumber)
    default: false
    }
  }

  fileprivate func means(_ other: Any) -> Bool {
    switch self {
    case .null: other is NSNull
    case .bool(let value): (other as? NSNumber)?.boolValue == value
    case .integer(let value): (other as? NSNumber)?.int64Value == value
    case .number(let digits):
      // Foundation goes through decimals, which costs the last bits.
      if let mine = Double(digits), let theirs = (other as? NSNumber)?.doubleValue {
        abs(mine - theirs) <= abs(mine) * 1e-14
      } else {
        false
      }
    case .string(let text): (other as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
    case .array(let elements):
      (other as? [Any]).map { $0.count == elements.count && zip(elements, $0).allSatisfy { $0.means($1) } } ?? false
    case .object(let members):
      (other as? [String: Any]).map { theirs in
        theirs.count == members.count
          && members.allSatisfy { member in theirs[member.name].map(member.value.means) ?? false }
      } ?? false
    }
  }
}
