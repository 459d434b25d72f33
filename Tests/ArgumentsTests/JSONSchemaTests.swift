import Testing

@testable import Arguments

/// Commands as programs call them.
struct JSONSchemaTests {
  private func outline(_ name: String) throws -> Outline {
    try #require(Outline(of: Garden.self).all.first { $0.name == name })
  }

  @Test func `parameters become members of an object, by what their values are`() throws {
    let schema = try outline("plant").properties.schema(withHelp: false)
    #expect(
      schema
        == #"{"type":"object","properties":{"name":{"type":"string"},"depth":{"type":"number"},"#
        + #""quiet":{"type":"boolean"},"d":{"type":"boolean"},"count":{"type":"integer"}},"required":["name"]}"#)
  }

  @Test func `lists, choices and options that may stand alone have their own shapes, hidden ones none`() throws {
    let schema = try outline("water").properties.schema(withHelp: false)
    #expect(
      schema
        == #"{"type":"object","properties":{"plants":{"type":"array","items":{"type":"string"}},"#
        + #""mark":{"type":"array","items":{"type":"string"}},"#
        + #""soil":{"type":"array","items":{"type":"string","enum":["dry","moist","wet"]}},"#
        + #""changes":{"type":["boolean","string"]},"json":{"type":"boolean"},"limit":{"type":"string"}}}"#)
  }

  @Test func `with help the schema explains each member, and closes the object`() throws {
    let schema = try outline("harvest").properties.schema(withHelp: true)
    #expect(schema.contains(#""gardener_name":{"type":"string","description":"Who harvests"}"#))
    #expect(schema.hasSuffix(#""required":["gardener_name"],"additionalProperties":false}"#))
    #expect([Property]().schema(withHelp: false) == #"{"type":"object","properties":{},"additionalProperties":false}"#)
    #expect([Property("a\"\\\n", help: "")].schema(withHelp: false).contains(#""a\"\\\u000a":"#))
  }

  @Test func `files and folders of the machine are nothing that a program names`() throws {
    #expect(try outline("sharpen").properties.isEmpty)
    #expect(Outline(of: Garden.self).properties.map(\.name) == ["color"])
  }

  @Test func `members are read back as the words that mean the same`() throws {
    var words: [String] = []
    var placed: [String] = []
    for (name, values) in [("plants", ["-rose", "--fern"]), ("mark", ["dry", "too wet"]), ("soil", ["wet"])] {
      let property = try #require(try outline("water").properties.first { $0.name == name })
      words += property.words(values).named
      placed += property.words(values).placed
    }
    guard case .run(let command as Water, _, _) = try Parser(Garden.self).parse(["water"] + words + ["--"] + placed)
    else {
      Issue.record("it is another command")
      return
    }
    #expect(command.plants.map(\.word) == ["-rose", "--fern"])
    #expect(command.marks == ["dry", "too wet"] && command.soil == [.wet])
  }
}
