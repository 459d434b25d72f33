import TicketsCore

/// Markdown as HTML: known elements only, links that lead to the web or to mail, and everything else as text.
enum ProseMarkup {
  static func of(_ blocks: [Prose.Block]) -> Markup { self.blocks(blocks) }

  private static func blocks(_ blocks: [Prose.Block]) -> Markup {
    var markup = Markup()
    for block in blocks { markup += self.block(block) }
    return markup
  }

  private static func block(_ block: Prose.Block) -> Markup {
    switch block {
    // The page has headings of its own above these.
    case .heading(let level, let text): heading(level, inlines(text))
    case .paragraph(let text): .element("p", [], inlines(text))
    case .code(let text, let info): code(text, info)
    case .quote(let inner): .element("blockquote", [], blocks(inner))
    case .rule: .empty("hr")
    case .list(let isOrdered, let items): list(isOrdered, items)
    }
  }

  private static func code(_ text: String, _ info: String) -> Markup {
    var markup = info.isEmpty ? Markup() : .element("small", [], Markup(escaping: info))
    // Long lines are scrolled, which must do without a mouse too.
    markup += .element("pre", [("tabindex", "0")], .element("code", [], Markup(escaping: text, keepingLines: true)))
    return markup
  }

  private static func heading(_ level: Int, _ text: Markup) -> Markup {
    switch level {
    case 1, 2: .element("h4", [], text)
    case 3: .element("h5", [], text)
    default: .element("h6", [], text)
    }
  }

  private static func list(_ isOrdered: Bool, _ items: [Prose.ListItem]) -> Markup {
    var markup = Markup()
    for item in items { markup += self.item(item) }
    return isOrdered ? .element("ol", [], markup) : .element("ul", [], markup)
  }

  private static func item(_ item: Prose.ListItem) -> Markup {
    var markup = Markup()
    if let isChecked = item.isChecked {
      markup += .element(
        "span", [("class", "box"), ("role", "img"), ("aria-label", isChecked ? "met" : "not met")],
        Markup(escaping: isChecked ? "☑" : "☐"))
    }
    // A single paragraph needs no element of its own.
    if case .paragraph(let text)? = item.blocks.first {
      markup += inlines(text)
      markup += blocks(Array(item.blocks.dropFirst()))
    } else {
      markup += blocks(item.blocks)
    }
    return .element("li", item.isChecked == nil ? [] : [("class", "task")], markup)
  }

  private static func inlines(_ inlines: [Prose.Inline]) -> Markup {
    var markup = Markup()
    for inline in inlines {
      switch inline {
      case .text(let text): markup += Markup(escaping: text)
      case .code(let text): markup += .element("code", [], Markup(escaping: text))
      case .emphasis(let inner): markup += .element("em", [], self.inlines(inner))
      case .strong(let inner): markup += .element("strong", [], self.inlines(inner))
      case .link(let inner, let target):
        markup += .element("a", [("href", target), ("rel", "noopener noreferrer")], self.inlines(inner))
      case .lineBreak: markup += .empty("br")
      }
    }
    return markup
  }
}
