/// What changes in a repository when hosts of agents are told of this tool, or are to forget it: a value.
package struct AgentSetup {
  /// A file before and after; one that is nothing afterwards goes.
  package struct Change: Equatable, Sendable {
    package let path: String
    package let old: [UInt8]?
    package let new: [UInt8]?
  }

  /// A file that stays as it is although something was to change in it, and why.
  package struct Remark: Equatable, Sendable {
    package let path: String
    package let message: String
    package let hint: String
  }

  package private(set) var changes: [Change] = []
  package private(set) var remarks: [Remark] = []
  /// What is as it should be already.
  package private(set) var kept: [String] = []

  /// What is written into files of instructions, and the skill.
  package struct Texts {
    let pointer: [UInt8]
    let skill: [UInt8]

    package init(pointer: [UInt8], skill: [UInt8]) {
      self.pointer = pointer
      self.skill = skill
    }
  }

  /// Works out what adding some hosts and taking out others changes; `contents` tells what a file holds now.
  package init<Trouble>(
    adding: Set<AgentHost> = [], removing: Set<AgentHost> = [], _ texts: Texts,
    _ contents: (String) throws(Trouble) -> [UInt8]?
  ) throws(Trouble) {
    var remaining: Set<AgentHost> = []
    var places: [String: Set<AgentHost>] = [:]
    for host in adding { places[try host.instructions(contents), default: []].insert(host) }
    for path in AgentHost.instructionFiles {
      let old = try contents(path)
      let present = AgentPointer.hosts(in: old ?? [])
      let wanted = present.subtracting(adding).subtracting(removing).union(places[path] ?? [])
      remaining.formUnion(wanted)
      let isAsked = places[path] != nil || !present.isDisjoint(with: adding.union(removing))
      guard isAsked else { continue }
      note(path, from: old, to: AgentPointer(texts.pointer).file(old, for: wanted))
    }
    for skill in Set(adding.union(removing).map(\.skill)).sorted() {
      let old = try contents(skill)
      if remaining.contains(where: { $0.skill == skill }) {
        note(skill, from: old, to: texts.skill, unlessChanged: texts.skill)
      } else if old != nil {
        note(skill, from: old, to: nil, unlessChanged: texts.skill)
      }
    }
    for host in AgentHost.allCases {
      guard adding.contains(host) || removing.contains(host), let hook = StartHook(of: host) else { continue }
      let old = try contents(hook.path)
      if adding.contains(host) {
        do throws(StartHookFailure) {
          note(hook.path, from: old, to: try hook.added(to: old))
        } catch {
          remark(hook.path, error, host)
        }
      } else if let old {
        let new = hook.removed(from: old)
        if new != old { note(hook.path, from: old, to: new) }
      }
    }
  }

  private mutating func remark(_ path: String, _ failure: StartHookFailure, _ host: AgentHost) {
    let message =
      switch failure {
      case .notJSON(let reason): "it is not JSON (\(reason))"
      case .unexpected: "it has something else where hooks belong"
      }
    remarks.append(
      Remark(
        path: path, message: message, hint: "Let it run 'tickets brief --hook \(host.rawValue)' when a session starts"))
  }

  private mutating func note(_ path: String, from old: [UInt8]?, to new: [UInt8]?) {
    if old == new { kept.append(path) } else { changes.append(Change(path: path, old: old, new: new)) }
  }

  /// A file that is all ours stays when somebody has changed it.
  private mutating func note(_ path: String, from old: [UInt8]?, to new: [UInt8]?, unlessChanged ours: [UInt8]) {
    guard let old, old != ours else { return note(path, from: old, to: new) }
    let hint = "Delete it" + (new == nil ? " if nobody needs it" : ", then run this again, to get this version's")
    remarks.append(Remark(path: path, message: "it is not what this version writes", hint: hint))
  }
}
