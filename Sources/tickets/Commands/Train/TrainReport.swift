import TicketsCore
import TicketsGit

/// The order in which to merge branches.
struct TrainReport: Report {
  /// One merge, after all before it.
  struct Step {
    let branch: TrainYard.Branch
    let relation: MergeSides.Relation
    /// The files where it stops, those of tickets and others.
    let tickets: [String]
    let files: [String]
    let hazards: [MergeHazard]
    /// Why it comes before others, where its ticket says so.
    let why: String?

    var conflicts: [String] { files + tickets }

    var verdict: String {
      if !conflicts.isEmpty { return "conflict" }
      if relation == .alreadyMerged { return "nothing" }
      return relation == .fastForward ? "forward" : "clean"
    }
  }

  /// A branch that is not merged.
  struct LeftOut {
    let branch: String
    let why: String
  }

  let base: String
  let commit: ObjectID
  let assumption: TreeMerge.Assumption
  let steps: [Step]
  let isExact: Bool
  let leftOut: [LeftOut]
  let mergesCode: Bool

  private var stops: [Step] { steps.filter { !$0.conflicts.isEmpty } }
  private var hazards: Int { steps.reduce(0) { $0 + $1.hazards.count } }

  var exitCode: ExitCode { stops.isEmpty && hazards == 0 ? .done : .found }

  /// The step that hurts most; none where nothing does.
  private var worst: Step? {
    let worst = steps.max { left, right in
      (left.conflicts.count, left.hazards.count) < (right.conflicts.count, right.hazards.count)
    }
    return worst.flatMap { $0.conflicts.isEmpty && $0.hazards.isEmpty ? nil : $0 }
  }

  /// The answer in one sentence, and why.
  var summary: String {
    let count = steps.count == 1 ? "1 branch" : "\(steps.count) branches"
    if steps.isEmpty { return "no branch has anything that \(base) has not" }
    let what = mergesCode ? "" : ", as far as tickets go"
    guard !stops.isEmpty else {
      return "\(count) merge\(steps.count == 1 ? "s" : "") into \(base) in this order without a conflict\(what)"
    }
    let best = isExact ? "no order has fewer" : "of so many branches not every order was tried"
    return "\(stops.count) of \(count) will stop on the way into \(base)\(what); \(best)"
  }

  func write(to page: inout Page) {
    page.line(Page.Piece(summary, stops.isEmpty ? hazards > 0 ? .yellow : .green : .red))
    if !steps.isEmpty { page.line() }
    for (index, step) in steps.enumerated() {
      let style: Page.Style = step.conflicts.isEmpty ? .green : .red
      page.line(
        Page.Piece("\(index + 1). ", .faint), Page.Piece(step.branch.name, .bold), Page.Piece("  "),
        Page.Piece(step.verdict, style),
        Page.Piece(step.conflicts.isEmpty ? "" : ": \(OverlapReport.listed(step.conflicts))"),
        Page.Piece(step.why.map { "  (\($0))" } ?? "", .faint))
      for hazard in step.hazards {
        page.line(
          Page.Piece("   \(hazard.code.rawValue) ", .yellow), Page.Piece(hazard.shortIDs, .faint),
          Page.Piece(" \(hazard.message)"))
      }
    }
    if steps.count > 1, let worst {
      page.line()
      page.line(
        Page.Piece("the step that hurts: ", .faint), Page.Piece(worst.branch.name, .bold),
        Page.Piece(
          worst.conflicts.isEmpty
            ? " (see its hazard)" : stops.count > 1 ? "; each that stops is told as if the others were left out" : "",
          .faint
        ))
    }
    for branch in leftOut { page.line(Page.Piece("left out: \(branch.branch): \(branch.why)", .faint)) }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("base") { json in
        json.object { json in
          json.member("rev", base)
          json.member("commit", commit.hex)
        }
      }
      json.member("assumed", assumption.rawValue)
      json.member("steps") { json in
        json.array { json in
          for step in steps {
            json.object { json in
              json.member("branch", step.branch.name)
              json.member("commit", step.branch.tip.hex)
              json.member("verdict", step.verdict)
              json.member("conflicts", step.conflicts)
              json.member("why", step.why)
              json.member("hazards", step.hazards)
            }
          }
        }
      }
      json.member("exact", isExact)
      json.member("hurts", worst?.branch.name)
      json.member("left_out") { json in
        json.array { json in
          for branch in leftOut {
            json.object { json in
              json.member("branch", branch.branch)
              json.member("why", branch.why)
            }
          }
        }
      }
    }
  }
}
