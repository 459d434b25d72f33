import Foundation
import TestSupport
import Testing

/// What docs/promises.md says of each promise: where it is made, and what holds it.
@Suite struct PromiseTests {
  private struct Promise {
    let document: String
    let words: String
    let proofs: [String]
  }

  private let promises: [Promise]

  init() throws {
    var document = ""
    var promises: [Promise] = []
    for line in try Checkout.text("docs/promises.md").split(separator: "\n") {
      if line.hasPrefix("## ") { document = String(line.dropFirst(3)) }
      guard let (_, words, proofs) = line.wholeMatch(of: /\| (.+?) \| (.+) \|/)?.output, words != "promise" else {
        continue
      }
      promises.append(
        Promise(
          document: document, words: String(words), proofs: proofs.matches(of: /`([^`]+)`/).map { String($0.1) }))
    }
    self.promises = promises
  }

  @Test func `each promise stands where it is said to stand`() throws {
    #expect(!promises.isEmpty)
    for promise in promises {
      #expect(try Checkout.text(promise.document).contains(promise.words), "\(promise.document): \(promise.words)")
    }
  }

  @Test func `each promise has a test or a benchmark, which is there`() throws {
    let tests = try Self.tests()
    let benchmarks = try Checkout.text("Benchmarks/cases.py")
    for promise in promises {
      #expect(!promise.proofs.isEmpty, "\(promise.words)")
      for proof in promise.proofs {
        if let command = proof.wholeMatch(of: /Benchmarks\/run (.+)/)?.1 {
          #expect(benchmarks.contains("Case(\"\(command)"), "\(proof)")
        } else {
          #expect(tests.contains(proof), "\(proof)")
        }
      }
    }
  }

  /// Every test, as its file without the ending, a slash, and its name.
  private static func tests() throws -> Set<String> {
    var tests: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: Checkout.path + "/Tests") {
      guard path.hasSuffix("Tests.swift") else { continue }
      let file = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      tests.formUnion(try Checkout.text("Tests/" + path).matches(of: /func `([^`]+)`\(/).map { "\(file)/\($0.1)" })
    }
    return tests
  }
}
