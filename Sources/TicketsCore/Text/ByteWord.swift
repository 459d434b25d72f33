/// Some bytes that are looked for in others.
///
/// What is looked at first is where the word would end: mostly a byte stands there that is in no word, and then a whole
/// word can be skipped.
package struct ByteWord: Sendable {
  private let word: [UInt8]
  /// By each byte how far to go on when it stands where the word would end.
  private let steps: [Int]

  package init(_ word: some Sequence<UInt8>) {
    let word = Array(word)
    var steps = Array(repeating: word.count, count: 256)
    for (index, byte) in word.dropLast().enumerated() { steps[Int(byte)] = word.count - 1 - index }
    (self.word, self.steps) = (word, steps)
  }

  /// Where the word stands first; nothing for a word without bytes.
  package func firstRange(in text: ArraySlice<UInt8>) -> Range<Int>? {
    guard let last = word.last else { return nil }
    let bytes = text.span
    var end = word.count - 1
    while end < bytes.count {
      let byte = bytes[end]
      if byte == last, stands(in: bytes, until: end) {
        return (text.startIndex + end + 1 - word.count)..<(text.startIndex + end + 1)
      }
      end += steps[Int(byte)]
    }
    return nil
  }

  package func isIn(_ text: ArraySlice<UInt8>) -> Bool { firstRange(in: text) != nil }
  package func isIn(_ text: [UInt8]) -> Bool { isIn(text[...]) }

  private func stands(in bytes: Span<UInt8>, until end: Int) -> Bool {
    var index = word.count - 2
    while index >= 0 {
      if bytes[end + 1 - word.count + index] != word[index] { return false }
      index -= 1
    }
    return true
  }
}
