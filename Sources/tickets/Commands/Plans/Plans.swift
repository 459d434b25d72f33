import Arguments
import TicketsCore

/// Makes plans and milestones, and shows how far they are.
struct Plans: Command {
  static let configuration = Configuration(
    "plan", abstract: "Make plans and milestones, and see how far they are",
    discussion: """
      A plan is a ticket whose parts are tickets: milestones, and the work in them. Its number, such as \
      EP-20260117-014, and that of a milestone in it, EP-20260117-014/MS003, name it wherever a ticket is named. How far \
      it is is counted, on any branch; it is finished with 'tickets status'.
      """,
    subcommands: [.init("Commands", [NewPlan.self, AddMilestone.self, ListPlans.self, ShowPlan.self])])
}

extension PlanKind: ParameterValue {}
extension PlanDomain: ParameterValue {}
extension PlanRisk: ParameterValue {}
