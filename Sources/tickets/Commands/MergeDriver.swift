import Arguments
import TicketsCore
import TicketsFiles

/// Merges one file, as git asks for it.
struct MergeDriver: TicketsCommand {
  static let configuration = Configuration(
    "merge-driver", abstract: "Merge one ticket or run log, called by git",
    discussion: """
      Reads the three versions and writes the merged file over OURS. 'log' keeps the lines of both sides, each once, and \
      never changes an old one. 'ticket' merges field by field, lists as sets and criteria item by item. What both \
      sides changed differently is left between conflict markers, and the exit code is 1. 'tickets init \
      --merge-drivers' tells git about it.
      """,
    examples: [.init("tickets merge-driver log %O %A %B %P", "what stands in git's settings")])

  /// What is merged.
  enum Kind: String, CaseIterable, ParameterValue {
    case log, ticket
  }

  @Argument(help: "What the files are")
  var kind: Kind

  @Argument(placeholder: "base", help: "The version both sides began with")
  var base: String

  @Argument(placeholder: "ours", help: "Our version, which the result replaces")
  var ours: String

  @Argument(placeholder: "theirs", help: "Their version")
  var theirs: String

  @Argument(placeholder: "path", help: "Where the file lies, for messages")
  var path: String?

  func run(in session: Session) throws(Failure) -> MergeDriverReport {
    let name = path ?? ours
    let old = try session.read(file: base, for: "BASE")
    let mine = try session.read(file: ours, for: "OURS")
    let other = try session.read(file: theirs, for: "THEIRS")
    let merge =
      switch kind {
      case .log: LogMerge.merge(name: name.splitAtLastSlash.name, base: old, ours: mine, theirs: other)
      case .ticket: TicketMerge.merge(base: old, ours: mine, theirs: other)
      }
    if merge.bytes != mine {
      let (folder, file) = ours.resolved(from: session.folder).splitAtLastSlash
      do throws(StoreFailure) {
        try Store(root: folder).apply(ChangeSet([.replace(file, from: mine, to: merge.bytes)]))
      } catch {
        throw Failure(error)
      }
    }
    for conflict in merge.conflicts { session.console.warn("\(name): both sides changed \(conflict.name)") }
    return MergeDriverReport(conflicts: merge.conflicts)
  }
}

/// How a merge of one file went.
struct MergeDriverReport: Report {
  let conflicts: [MergeConflict]

  func write(to page: inout Page) {}

  func write(to json: inout JSONWriter) {
    json.object { $0.member("conflicts", conflicts) }
  }

  var exitCode: ExitCode { conflicts.isEmpty ? .done : .found }
}
