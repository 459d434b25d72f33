import TicketsCore
import TicketsFiles

/// Another tool that keeps the hooks of a repository, and what its settings tell it to call of this one.
struct HookKeeper {
  enum Kind: String {
    case preCommit = "pre-commit"
    case lefthook

    fileprivate var files: [String] {
      switch self {
      case .preCommit: [".pre-commit-config.yaml"]
      case .lefthook: ["lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml", ".config/lefthook.yml"]
      }
    }

    /// What stands in each hook that it makes.
    fileprivate var mark: String {
      switch self {
      case .preCommit: "pre-commit.com"
      case .lefthook: "lefthook"
      }
    }
  }

  let kind: Kind
  /// Where its settings are, from the top of the work tree.
  let file: String
  private let settings: YAMLNode

  /// Those that have settings here.
  static func all(at top: String) -> [HookKeeper] {
    [Kind.preCommit, .lefthook].compactMap { HookKeeper($0, at: top) }
  }

  private init?(_ kind: Kind, at top: String) {
    for file in kind.files {
      let (folder, name) = "\(top)/\(file)".splitAtLastSlash
      guard let bytes = try? Descriptor.folder(at: folder).open(name, .reading).read(expected: 0) else { continue }
      guard let read = try? YAMLReader.read(bytes, in: 0..<bytes.count) else { return nil }
      (self.kind, self.file, settings) = (kind, file, read)
      return
    }
    return nil
  }

  /// Whether it made a hook.
  func made(_ hook: [UInt8]) -> Bool { String(decoding: hook, as: UTF8.self).contains(kind.mark) }

  /// What makes git ask it.
  func installing(_ event: HookEvent) -> String {
    switch kind {
    case .preCommit: "pre-commit install --hook-type \(event.rawValue)"
    case .lefthook: "lefthook install"
    }
  }

  /// How it calls this tool for an event.
  func call(for event: HookEvent) -> HookCall? {
    switch kind {
    case .lefthook: HookCall(of: event, in: settings.mapping?[event.rawValue]?.texts.joined(separator: "\n") ?? "")
    case .preCommit: HookCall(of: event, in: frameworkCalls(for: event).joined(separator: "\n"))
    }
  }

  /// The hooks of the pre-commit framework that run for an event, as lines.
  private func frameworkCalls(for event: HookEvent) -> [String] {
    let hooks = settings.mapping?["repos"]?.sequence?.flatMap { $0.mapping?["hooks"]?.sequence ?? [] } ?? []
    return hooks.compactMap(\.mapping).compactMap { hook in
      let own = hook["id"]?.string.flatMap { Self.ours[$0] } ?? []
      let stages = hook["stages"]?.sequence?.compactMap { $0.string.flatMap(HookEvent.init) }
      guard stages.map({ $0.contains(event) }) ?? (own.isEmpty || own.contains(event)) else { return nil }
      let entry = hook["entry"]?.string ?? (own.isEmpty ? "" : "tickets hook \(event.rawValue)")
      return ([entry] + (hook["args"]?.texts ?? [])).joined(separator: " ")
    }
  }

  /// What `.pre-commit-hooks.yaml` offers, with the moments of each.
  private static let ours: [String: [HookEvent]] = [
    "tickets": [.preCommit, .preMergeCommit], "tickets-revert": [.prepareCommitMessage],
    "tickets-message": [.commitMessage], "tickets-merge": [.postMerge], "tickets-push": [.prePush],
  ]
}

extension YAMLNode {
  /// All texts in it, at any depth.
  fileprivate var texts: [String] {
    (string.map { [$0] } ?? []) + (sequence ?? []).flatMap(\.texts) + (mapping ?? []).flatMap(\.value.texts)
  }
}
