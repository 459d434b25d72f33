import Foundation
import Invariants
import TestSupport
import Testing

@Suite struct InvariantsTests {
  /// A file that a fuzzer begins with, or that it once found something with.
  struct Input: CustomTestStringConvertible {
    let invariant: Invariant
    let name: String
    let bytes: [UInt8]
    var testDescription: String { "\(invariant.name)/\(name)" }

    static let all: [Input] = Invariant.all.flatMap { invariant in
      let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Fuzz/Inputs/\(invariant.name)")
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return names.sorted().compactMap { name in
        (try? Data(contentsOf: folder.appendingPathComponent(name))).map {
          Input(invariant: invariant, name: name, bytes: Array($0))
        }
      }
    }
  }

  @Test(arguments: Input.all)
  func `what must hold for any bytes holds for those of the fuzzers`(input: Input) throws {
    try input.invariant.check(input.bytes)
  }

  @Test(arguments: Invariant.all.map(\.name))
  func `it holds for their mixtures, and for pieces of them`(name: String) throws {
    let inputs = Input.all.filter { $0.invariant.name == name }
    #expect(!inputs.isEmpty)
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<300 {
      guard let input = inputs.randomElement(using: &generator), let other = inputs.randomElement(using: &generator)
      else { return }
      var bytes = input.bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let start = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, start + Int.random(in: 0...10, using: &generator))
        let from = Int.random(in: 0...other.bytes.count, using: &generator)
        let piece = other.bytes[from..<min(other.bytes.count, from + Int.random(in: 0...20, using: &generator))]
        bytes.replaceSubrange(start..<end, with: piece)
      }
      do {
        try input.invariant.check(bytes)
      } catch {
        Issue.record("\(error) with \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      }
    }
  }
}
