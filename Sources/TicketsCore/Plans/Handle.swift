/// A number for people, kept as a label: `EP-20260117-014` of a plan, `MS003` of a milestone within its plan.
///
/// Nothing refers to a ticket by its handle: two clones can take the same one, and nothing breaks.
package struct Handle: Hashable, Sendable {
  /// What numbers are counted in: a day's plans, or milestones.
  package enum Series: Hashable, Sendable {
    /// The plans of a day in UTC, as `20260117`.
    case plans(day: String)
    case milestones
  }

  package let series: Series
  package let number: Int

  package init(_ series: Series, _ number: Int) {
    (self.series, self.number) = (series, number)
  }

  /// Reads a handle as it is written: three digits, or more where three are not enough.
  package init?(_ text: some StringProtocol) {
    if text.hasPrefix("MS") {
      guard let number = Self.number(text.dropFirst(2)) else { return nil }
      self.init(.milestones, number)
    } else {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0] == "EP", parts[1].utf8.count == 8, parts[1].utf8.allSatisfy(Ascii.isDigit),
        let number = Self.number(parts[2])
      else { return nil }
      self.init(.plans(day: String(parts[1])), number)
    }
  }

  private static func number(_ digits: some StringProtocol) -> Int? {
    guard digits.utf8.count <= longest, digits.utf8.allSatisfy(Ascii.isDigit), let number = Int(digits), number > 0,
      written(number) == digits
    else { return nil }
    return number
  }

  private static let longest = 9

  private static func written(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
  }

  package var text: String {
    switch series {
    case .plans(let day): "EP-\(day)-\(Self.written(number))"
    case .milestones: "MS\(Self.written(number))"
    }
  }

  package var isOfPlan: Bool { series != .milestones }
}

extension Handle.Series {
  /// The series of plans that are made now.
  package static func plans(at now: Instant) -> Handle.Series { .plans(day: String(Timestamp.basic(now).prefix(8))) }

  /// The handle after all those that were taken.
  package func next(after taken: some Sequence<Handle>) -> Handle {
    Handle(self, (taken.filter { $0.series == self }.map(\.number).max() ?? 0) + 1)
  }
}

/// How people name a plan, or a milestone of it: `EP-20260117-014`, `EP-20260117-014/MS003`.
package struct PlanName: Equatable, Sendable {
  package let plan: Handle
  package let milestone: Handle?

  /// Reads a name in any letter case.
  package init?(_ text: String) {
    let parts = text.uppercased().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let plan = Handle(parts[0]), plan.isOfPlan else { return nil }
    self.plan = plan
    guard parts.count == 2 else {
      milestone = nil
      return
    }
    guard let milestone = Handle(parts[1]), !milestone.isOfPlan else { return nil }
    self.milestone = milestone
  }
}

extension Ticket {
  /// The label of a ticket that is a plan.
  package static let planLabel = "plan"
  /// The label of a ticket that is a milestone.
  package static let milestoneLabel = "milestone"

  package var isPlan: Bool { labels.contains(Self.planLabel) }
  package var isMilestone: Bool { labels.contains(Self.milestoneLabel) }

  /// The number that people know a plan or a milestone by.
  package var handle: Handle? { Handle.among(labels) }
}

extension Handle {
  /// The handle that a ticket with these labels has.
  static func among(_ labels: [String]) -> Handle? {
    let (isPlan, isMilestone) = (labels.contains(Ticket.planLabel), labels.contains(Ticket.milestoneLabel))
    guard isPlan || isMilestone else { return nil }
    return labels.lazy.compactMap { Handle($0) }.first { $0.isOfPlan ? isPlan : isMilestone }
  }
}
