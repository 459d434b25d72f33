import TicketsCore
import TicketsFiles

/// The one place that prints.
///
/// Results go to standard output, everything else to standard error; or both are kept, for whoever asked through us.
struct Console {
  enum ColorChoice: String, CaseIterable {
    case auto, always, never
  }

  private let color: ColorChoice
  private let isJSON: Bool
  private let recording: Recording?
  /// Whether a pager may show what the terminal has no room for.
  private let mayPage: Bool

  init(color: ColorChoice, isJSON: Bool, mayPage: Bool = false) {
    self.color = color
    self.isJSON = isJSON
    self.mayPage = mayPage
    recording = nil
  }

  /// A console that prints nothing: what it is given is kept, JSON in its shortest form.
  init(keeping recording: Recording, isJSON: Bool) {
    color = .never
    self.isJSON = isJSON
    self.recording = recording
    mayPage = false
  }

  /// Prints a result; one that is read rather than glanced at goes through the pager when it is long.
  func show(_ report: some Report, isLong: Bool = false, in folder: String = ".") throws(Failure) {
    let isPaged = isLong && mayPage && Process.isTerminal(.output)
    let isBesideResults = report.isRefusal && !isJSON
    let outlet = Outlet(
      to: isBesideResults ? .error : .output, keeping: recording, holdingFor: isPaged ? Process.terminalHeight : nil)
    if isJSON {
      var json = JSONWriter(recording == nil ? .pretty : .compact, handingOn: outlet.write)
      report.write(to: &json)
      outlet.write(json.bytes)
      if recording == nil { outlet.write([Ascii.newline]) }
    } else {
      let isTerminal = recording == nil && Process.isTerminal(isBesideResults ? .error : .output)
      var page = Page(
        width: isTerminal ? Process.terminalWidth : nil, hasColor: hasColor(isTerminal), handingOn: outlet.write)
      report.write(to: &page)
      outlet.write(page.text)
    }
    if let text = outlet.release(), Pager(in: folder)?.show(text) != true { outlet.write(text) }
    try outlet.end()
  }

  /// Prints text for people.
  func show(text: String) throws(Failure) {
    let outlet = Outlet(keeping: recording)
    outlet.write(text)
    try outlet.end()
  }

  /// Says something beside the result that people should know.
  func warn(_ message: String, hint: String? = nil) {
    say("warning", .yellow, message, hint: hint)
  }

  func note(_ message: String) {
    say("note", .cyan, message, hint: nil)
  }

  /// Says on one line of a terminal what takes its time; nothing takes the line away again.
  func progress(_ message: String?) {
    guard Process.isTerminal(.error) else { return }
    let line = "\r\u{1B}[K" + (message.map { Escape.line($0) + " …" } ?? "")
    try? StandardStream.error.write(Array(line.utf8))
  }

  /// Asks something; the answer comes from standard input.
  func ask(_ question: String) {
    try? StandardStream.error.write(Array(Escape.block(question).utf8))
  }

  func fail(_ failure: Failure) {
    guard isJSON else { return say("error", .red, failure.message, hint: failure.hint) }
    var json = JSONWriter(.compact)
    json.object { json in
      json.member("error") { json in
        json.object { json in
          json.member("code", failure.code.rawValue)
          json.member("message", failure.message)
          json.member("hint", failure.hint)
        }
      }
    }
    try? StandardStream.error.write(json.bytes + [Ascii.newline])
  }

  private func say(_ kind: String, _ style: Page.Style, _ message: String, hint: String?) {
    var page = Page(width: nil, hasColor: hasColor(recording == nil && Process.isTerminal(.error)))
    page.line(Page.Piece(kind + ":", style), Page.Piece(" " + message))
    if let hint { page.block(hint, indent: 2) }
    if let recording { return recording.remarks += page.text }
    // Where standard error is closed there is nobody left to tell.
    try? StandardStream.error.write(Array(page.text.utf8))
  }

  private func hasColor(_ isTerminal: Bool) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: isTerminal && Process.environment("NO_COLOR") == nil && Process.environment("TERM") != "dumb"
    }
  }
}
