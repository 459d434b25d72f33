import TestSupport
import TicketsCore
import Testing

@Suite struct ByteWordTests {
  /// Where a word stands, found in the plainest way.
  private func first(_ word: [UInt8], in text: ArraySlice<UInt8>) -> Range<Int>? {
    guard !word.isEmpty else { return nil }
    return text.indices.first { text[$0...].starts(with: word) }.map { $0..<$0 + word.count }
  }

  @Test func `it is found where it stands first, if at all`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3_000 {
      // Few letters, so that words overlap and nearly stand there.
      let text = (0..<Int.random(in: 0...40, using: &generator)).map { _ in UInt8.random(in: 97...99, using: &generator)
      }
      let word = (0..<Int.random(in: 0...5, using: &generator)).map { _ in UInt8.random(in: 97...99, using: &generator)
      }
      let slice = text.dropFirst(Int.random(in: 0...3, using: &generator))
      #expect(ByteWord(word).firstRange(in: slice) == first(word, in: slice), "\(word) in \(slice)")
    }
  }

  @Test func `bytes of all values are looked for`() {
    let word: [UInt8] = [0, 255, 128]
    #expect(ByteWord(word).isIn([1, 2] + word + [3]))
    #expect(!ByteWord(word).isIn([0, 255]))
    #expect(!ByteWord([]).isIn(word))
  }
}
