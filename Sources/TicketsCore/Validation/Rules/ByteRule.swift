/// The bytes of the file: no byte order mark and no NUL.
enum ByteRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    if document.hasByteOrderMark {
      findings.add(.byteOrderMark, "The file begins with a byte order mark; its first bytes should be '---'.", at: 0)
    }
    if let offset = document.bytes.firstIndex(of: 0) {
      findings.add(.nulByte, "The file holds a NUL byte, so that git takes it for a binary file.", at: offset)
    }
  }
}
