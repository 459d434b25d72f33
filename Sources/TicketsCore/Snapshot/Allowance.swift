/// How much agents may do on a ticket, who says so, and how much of it is used.
package struct Allowance: Equatable, Sendable {
  /// Who sets a limit.
  package enum Source: String, Sendable {
    case ticket, config
  }

  /// A limit by its name in the file; without a value nothing limits.
  package struct Limit: Equatable, Sendable {
    package let name: String
    package let value: Int?
    package let source: Source?

    package init(name: String, value: Int?, source: Source?) {
      (self.name, self.value, self.source) = (name, value, source)
    }
  }

  /// All limits, in the order of the manual.
  package let limits: [Limit]
  package let maxIterations: Int?
  /// The iterations so far: runs in which an agent logged work.
  package let iterationsUsed: Int

  /// Reads a ticket with its logs; what it says itself wins over the defaults of the config.
  package init(_ record: TicketRecord, defaults: AgentLimits) {
    let own = record.ticket.limits
    let effective = own.falling(back: defaults)
    limits = zip(own.values, effective.values).map { own, effective in
      Limit(
        name: own.name, value: effective.value,
        source: own.value != nil ? .ticket : effective.value != nil ? .config : nil)
    }
    maxIterations = effective.maxIterations
    iterationsUsed = record.logs.count { log in
      guard case .success(let bytes) = log.content else { return false }
      return RunLog.contains(in: bytes) { $0.actorType == .agent && $0.isWork }
    }
  }

  /// How many iterations are left, when they are limited.
  package var iterationsLeft: Int? { maxIterations.map { max($0 - iterationsUsed, 0) } }
}
