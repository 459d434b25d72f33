import TicketsCore

/// The files that pages are made of; a web developer finds them in `Resources/page`.
enum PageFiles {
  static let page = MarkupTemplate(PackageResources.page_html)
  static let summary = MarkupTemplate(PackageResources.summary_html)
  static let attention = MarkupTemplate(PackageResources.attention_html)
  static let board = MarkupTemplate(PackageResources.board_html)
  static let branches = MarkupTemplate(PackageResources.branches_html)
  static let forecast = MarkupTemplate(PackageResources.forecast_html)
  static let graph = MarkupTemplate(PackageResources.graph_html)
  static let timeline = MarkupTemplate(PackageResources.timeline_html)
  static let plans = MarkupTemplate(PackageResources.plans_html)
  static let tickets = MarkupTemplate(PackageResources.tickets_html)
  static let ticket = MarkupTemplate(PackageResources.ticket_html)
  static let diff = MarkupTemplate(PackageResources.diff_html)
  static let row = MarkupTemplate(PackageResources.row_html)

  static let style = PackageResources.page_css
  static let script = PackageResources.page_js
}
