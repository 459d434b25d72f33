extension Flow {
  /// The flows that every repository has.
  package static let builtIn: [Flow] = [
    Flow("quick", quick), Flow("lite", lite), Flow("single-ticket", singleTicket), Flow("full-sdd", fullSDD),
  ]

  /// What stands for no flow at all.
  package static let noneName = "none"

  private static let quick = states([
    ("quick_classified", "contract quick baseline"), ("implementation_complete", "scope change evidence"),
    ("focused_tests_passed", "change result"), ("independent_review_complete", "change other_actor result"),
    ("context_curated", "evidence"), ("delivered", "git"),
  ])

  private static let lite = states([
    ("planned", "evidence"), ("implemented", "scope change evidence"), ("tested", "change result"),
    ("reviewed", "change other_actor result"),
  ])

  private static let singleTicket = states(source + plan + work)

  private static let fullSDD = states(source + specs + plan + work)

  private static let source = [
    ("source_lock_validated", "contract dependencies"), ("repository_discovered", "baseline evidence"),
  ]

  private static let specs = [("specs_linked", "specs"), ("decisions_locked", "decided")]

  private static let plan = [
    ("plan_recorded", "evidence"), ("repository_ticket_recorded", "tracked"), ("writer_assigned", "owner"),
  ]

  private static let work = [
    ("implementation_complete", "scope change evidence"), ("focused_tests_passed", "change result"),
    ("self_review_complete", "change evidence"), ("independent_review_complete", "change other_actor result"),
    ("repair_loop_complete_or_not_needed", "change repairs"), ("context_curated", "evidence"),
    ("git_delivery_started", "git:started"), ("explicit_paths_staged", "git:staged"), ("committed", "git:committed"),
    ("pushed", "git"), ("head_equals_origin_main_proved", "git:equal"), ("done", "git:done"),
  ]

  private static func states(_ table: [(name: String, checks: String)]) -> [State] {
    table.compactMap { State($0.name, $0.checks.split(separator: " ").map(String.init)) }
  }
}
