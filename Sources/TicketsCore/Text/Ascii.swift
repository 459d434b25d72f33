/// The bytes that the format gives a meaning.
package enum Ascii {
  package static let tab = UInt8(ascii: "\t")
  package static let newline = UInt8(ascii: "\n")
  package static let carriageReturn = UInt8(ascii: "\r")
  package static let space = UInt8(ascii: " ")
  package static let hash = UInt8(ascii: "#")
  package static let dash = UInt8(ascii: "-")
  package static let colon = UInt8(ascii: ":")
  package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  package static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
  package static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

extension Character {
  /// Whether a terminal or an editor would act on this character or hide it instead of showing it.
  package var isHiddenOrControl: Bool {
    unicodeScalars.contains { $0.isHiddenOrControl }
  }
}

extension Unicode.Scalar {
  /// Control characters, line and paragraph separators, marks that turn the direction of writing, zero-width spaces.
  package var isHiddenOrControl: Bool {
    switch value {
    case 0x00..<0x20, 0x7F..<0xA0, 0xAD, 0x061C, 0x180E, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF, 0xFFF9...0xFFFB, 0xE0001, 0xE0020...0xE007F:
      true
    default: false
    }
  }
}
