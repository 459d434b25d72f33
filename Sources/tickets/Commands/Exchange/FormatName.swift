import Arguments
import TicketsCore

/// The format of another tool, by its name.
struct FormatName: ParameterValue {
  let word: String
  let format: any ExchangeFormat.Type

  static func parse(_ word: String) throws(Rejection) -> FormatName {
    guard let format = ExchangeFormats.named(word) else { throw Rejection() }
    return FormatName(word: word, format: format)
  }

  static var kind: ValueKind { .choice(ExchangeFormats.names) }
}
