import TicketsCore
import TicketsFiles

extension Repository {
  /// Whether git may write files below a folder with other ends of lines than it keeps for them.
  ///
  /// Which files it does that for is not asked: whoever compares them looks past the ends of lines then.
  package func convertsLineEnds(below root: String) throws(GitError) -> Bool {
    let settings = try settings()
    if let value = try settings.text("core.autocrlf")?.lowercased() {
      if value == "input" || SettingsEnvironment.isTrue(value) { return true }
    }
    let top = try workFolder() ?? root
    let files = [
      Path.join(top, ".gitattributes"), Path.join(root, ".gitattributes"),
      Path.join(root, "\(Layout.folderName)/.gitattributes"), Path.join(commonFolder, "info/attributes"),
    ]
    return files.contains { file in
      let (folder, name) = file.splitAtLastSlash
      guard let bytes = try? Descriptor.folder(at: folder).open(name, .reading).read(expected: 0) else { return false }
      let words = bytes.split { Ascii.isBlank($0) || $0 == Ascii.newline }
      return words.contains { word in
        Self.lineEndAttributes.contains { word.starts(with: $0.utf8) }
      }
    }
  }

  private static let lineEndAttributes = ["text", "eol=", "crlf"]
}
