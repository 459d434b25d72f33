/// What a plan is about and how much is at stake, kept as labels such as `risk:low`.
package enum PlanKind: String, CaseIterable, Sendable {
  case feature, refactor, bugfix, migration, infra, spike, perf, docs, tests
}

/// Where a plan has its work.
package enum PlanDomain: String, CaseIterable, Sendable {
  case backend, frontend, console, infra
  case crossCutting = "cross-cutting"
  case fullstack
}

/// How likely a plan or a milestone goes wrong, or how bad that would be.
package enum PlanRisk: String, CaseIterable, Sendable {
  case low, med, high
}

/// The names of facets, which begin their labels.
package enum Facet: String, CaseIterable, Sendable {
  case kind, domain, risk

  package func label(_ value: String) -> String { "\(rawValue):\(value)" }

  /// What the labels say of it.
  package func value(in labels: [String]) -> String? {
    labels.first { $0.hasPrefix("\(rawValue):") }.map { String($0.dropFirst(rawValue.utf8.count + 1)) }
  }
}
