/// What a tool would have written, and what there is no room for in its format.
package struct ExportOutput: Sendable {
  package var files: [(path: String, bytes: [UInt8])] = []
  package var remarks: [String] = []

  private var paths: Set<String> = []

  /// Adds a file; of two of one name the second gets another.
  mutating func add(_ path: String, _ text: String) {
    let dot = path.lastIndex(of: ".") ?? path.endIndex
    var own = path
    var number = 1
    while !paths.insert(own.lowercased()).inserted {
      number += 1
      own = "\(path[..<dot])-\(number)\(path[dot...])"
    }
    files.append((own, Array(text.utf8)))
  }
}
