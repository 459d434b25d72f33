import TicketsFiles

/// The folders that a folder of objects borrows from, as its `info/alternates` names them, and those that they name.
enum AlternateFolders {
  /// So far git follows them.
  private static let deepest = 5

  /// The folder itself, and then each of the others once.
  static func all(from objectFolder: String) -> [String] {
    var found = [objectFolder]
    var seen = Set(found)
    var level = found
    for _ in 0..<deepest where !level.isEmpty {
      level = level.flatMap(named).filter { seen.insert($0).inserted }
      found += level
    }
    return found
  }

  private static func named(by folder: String) -> [String] {
    guard let info = try? Descriptor.folder(at: Path.join(folder, "info")),
      let bytes = try? info.open("alternates", .reading).read(expected: 256)
    else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard line.first != UInt8(ascii: "#") else { return nil }
      let path = String(decoding: line, as: UTF8.self)
      return path.hasPrefix("/") ? path : Path.join(folder, path)
    }
  }
}
