/// The templates that come with this tool.
enum BuiltinTemplates {
  static let files: [(name: String, bytes: [UInt8])] = [
    ("ticket", PackageResources.ticket_md), ("milestone", PackageResources.milestone_md),
    ("plan", PackageResources.plan_md), ("review", PackageResources.review_md),
    ("open-pr", PackageResources.open_pr_md), ("orchestrator", PackageResources.orchestrator_md),
    ("decision", PackageResources.decision_md), ("bootstrap", PackageResources.bootstrap_md),
  ]

  /// A name for several of them in an order, with their titles.
  static let backlogs: [String: [(name: String, title: String?)]] = [
    "delivery": [
      ("milestone", "Scaffold"), ("review", nil), ("milestone", "Core"), ("review", nil), ("milestone", "Polish"),
      ("open-pr", nil),
    ]
  ]
}
