/// A ticket as its tool wrote it: all that is kept of it, and all that is needed to read it again.
package struct ForeignSource: Sendable {
  package let path: String
  /// The name that git has for the file.
  package let blob: String
  /// What is written down of it, in its order.
  package var fields: [JSON.Member]
  /// The whole file, where a ticket is a file.
  package var text: String?
  /// The lines that are not valid in the format.
  package var broken: [String] = []
  /// What other files say about it.
  package var context: [JSON.Member] = []
  /// What was remarked when it was taken apart.
  package var remarks: [String] = []

  package init(path: String, blob: String, fields: [JSON.Member], text: String? = nil) {
    (self.path, self.blob, self.fields, self.text) = (path, blob, fields, text)
  }

  /// Takes a Markdown file with front matter.
  init?(markdown file: SourceFile) {
    let source = SourceText(file.bytes)
    guard let matter = FrontMatter(source.text) else { return nil }
    self.init(path: file.shownPath, blob: SHA1.blob(of: file.bytes), fields: matter.fields, text: source.text)
    broken = matter.broken
    remarks = source.remarks + matter.remarks
  }

  /// The front matter and the body, of a Markdown file.
  var matter: FrontMatter? { text.flatMap { FrontMatter($0) } }
}
