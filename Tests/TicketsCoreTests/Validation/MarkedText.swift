import TicketsCore

/// Text in which emoji numbers mark places; the text itself is without them.
struct MarkedText {
  let text: String
  private let offsets: [Character: Int]

  init(_ marked: String) {
    var text = ""
    var offsets: [Character: Int] = [:]
    for character in marked {
      if Self.marks.contains(character) { offsets[character] = text.utf8.count } else { text.append(character) }
    }
    self.text = text
    self.offsets = offsets
  }

  static let marks: [Character] = ["1️⃣", "2️⃣", "3️⃣", "4️⃣"]

  var bytes: [UInt8] { Array(text.utf8) }

  /// The marks in the order of their places, with the places as `line:column`.
  var places: [String] {
    Self.marks.compactMap { mark in offsets[mark].map { "\(Place(of: $0, in: bytes))" } }
  }
}

extension Place: CustomStringConvertible {
  public var description: String { "\(line):\(column)" }
}
