extension Outline {
  /// The manual page of the whole tool, in mdoc; the date (ISO 8601) is passed in, so that the page can be made again.
  package func manual(date: String, exitCodes: [(code: Int, meaning: String)] = []) -> String {
    var page = ManualPage()
    page.line("Dd", [.text(monthDayYear(date))])
    page.line("Dt", [.text(name.uppercased()), .text("1")])
    page.line("Os")
    page.line("Sh", [.text("NAME")])
    page.line("Nm", [.text(name)])
    page.line("Nd", [.text(configuration.abstract)])
    page.line("Sh", [.text("SYNOPSIS")])
    page.line("Nm", synopsis)
    page.line("Sh", [.text("DESCRIPTION")])
    page.paragraphs([configuration.discussion.isEmpty ? configuration.abstract : configuration.discussion])
    page.list((arguments + visibleOptions + standardOptions).map { ($0.manualTerm, $0.fullHelp) })
    if !visibleSubcommands.isEmpty { page.line("Sh", [.text("COMMANDS")]) }
    for command in visibleSubcommands.flatMap(\.visibleLeaves) { command.addSection(to: &page) }
    if !exitCodes.isEmpty { page.line("Sh", [.text("EXIT STATUS")]) }
    page.list(exitCodes.map { ([.text("\($0.code)")], $0.meaning) })
    if !configuration.examples.isEmpty { page.line("Sh", [.text("EXAMPLES")]) }
    page.list(configuration.examples.map { ([.macro("Li"), .text($0.line)], $0.purpose) })
    return page.source
  }

  var visibleLeaves: [Outline] {
    subcommands.isEmpty ? [self] : visibleSubcommands.flatMap(\.visibleLeaves)
  }

  private func addSection(to page: inout ManualPage) {
    page.line("Ss", [.text(path.dropFirst().joined(separator: " "))])
    page.line("Nm", [.text(line)] + synopsis)
    page.line("Pp")
    let alsoCalled = otherNames.isEmpty ? "" : "Also called \(otherNames.joined(lastBy: "or"))."
    page.paragraphs([configuration.abstract, configuration.discussion, alsoCalled])
    page.list((arguments + visibleOptions).map { ($0.manualTerm, $0.fullHelp) })
    if !configuration.examples.isEmpty { page.paragraphs(["", "Examples:"]) }
    page.list(configuration.examples.map { ([.macro("Li"), .text($0.line)], $0.purpose) })
  }

  /// The usage of the help, in mdoc.
  private var synopsis: [ManualPage.Word] {
    var words = options.filter(\.isRequired).flatMap { $0.manualName($0.name) + $0.manualValue }
    if visibleOptions.contains(where: { !$0.isRequired }) { words += optional([.macro("Ar"), .text("options")]) }
    if !subcommands.isEmpty { words += [.macro("Ar"), .text("command")] }
    for argument in arguments {
      words += argument.isRequired ? argument.manualValue : optional(argument.manualValue)
    }
    return words
  }
}

private func optional(_ words: [ManualPage.Word]) -> [ManualPage.Word] {
  [.macro("Oo")] + words + [.macro("Oc")]
}

extension Parameter {
  fileprivate var manualTerm: [ManualPage.Word] {
    if isArgument { return manualValue }
    return Array(names.map(manualName).joined(separator: [.text(",")])) + manualValue
  }

  fileprivate func manualName(_ name: String) -> [ManualPage.Word] {
    [.macro("Fl"), .text(String(name.dropFirst()))]
  }

  fileprivate var manualValue: [ManualPage.Word] {
    switch arity {
    case .none: []
    case .oneOrNone: optional([.macro("Ar"), .text(placeholder)])
    case .one, .each: [.macro("Ar"), .text(placeholder)]
    case .many: [.macro("Ar"), .text(placeholder), .text("...")]
    }
  }
}

/// `2025-06-01` as `June 1, 2025`, as mdoc wants it; anything else as it is.
private func monthDayYear(_ date: String) -> String {
  let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  let numbers = date.split(separator: "-").compactMap { Int($0) }
  guard numbers.count == 3, months.indices.contains(numbers[1] - 1) else { return date }
  return "\(months[numbers[1] - 1]) \(numbers[2]), \(numbers[0])"
}
