/// Text broken between words, so that no line is wider than asked unless a single word is.
///
/// A blank line ends a paragraph; lines that begin with a space stay as they are.
func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var isOpen = false
  for line in text.split(separator: "\n", omittingEmptySubsequences: text.isEmpty) {
    isOpen = isOpen && !line.isEmpty && line.first != " "
    if line.isEmpty || line.first == " " {
      lines.append(String(line))
      continue
    }
    for word in line.split(separator: " ") {
      if isOpen, let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
      isOpen = true
    }
  }
  return lines
}

/// Text whose first line begins with a heading, and whose other lines stand under what follows it.
func hanging(_ heading: String, _ text: String, width: Int) -> [String] {
  let indent = String(repeating: " ", count: min(heading.count + 1, width / 3))
  let lines = wrapped(text, width: width - heading.count - 1)
  return lines.enumerated().map { index, line in (index == 0 ? heading + " " : indent) + line }
}
