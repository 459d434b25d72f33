import TicketsCore
import TicketsFiles
import TicketsGit

/// The work tree that a call works in: the one that it names, or the only one there is, and never a guess.
struct WorkPlace {
  /// The folder to work from.
  let folder: String
  /// The top of the work tree; where git is absent, the folder that holds the tickets.
  let workTree: String
  let branch: String?

  /// The members and lines that say where something was written.
  var facts: [(name: String, value: String)] {
    [("worktree", workTree)] + (branch.map { [("branch", $0)] } ?? [])
  }
}

/// The work trees of the repository that a server was started for.
struct WorkPlaces {
  /// The server's own folder.
  private let folder: String
  private let repository: Repository?
  /// Where the tickets lie in each work tree.
  private let prefix: String

  init(around session: Session) throws(Failure) {
    folder = session.folder
    repository = session.isInGit ? try session.repository() : nil
    prefix = try repository.map { repository throws(Failure) in try session.prefix(nil, in: repository) } ?? ""
  }

  /// The place to write in.
  func toWrite(_ named: String?) throws(Failure) -> WorkPlace {
    if let named { return try place(named) }
    guard let repository else { return try withoutGit() }
    let all = try paths(of: repository)
    guard let only = all.first, all.count == 1 else {
      throw Failure(
        .noWorkTree, all.isEmpty ? "this repository has no work tree to write in" : "'worktree' must be named here",
        hint: try list(all))
    }
    return try place(at: only)
  }

  /// The work tree of a path.
  func place(_ named: String) throws(Failure) -> WorkPlace {
    guard let real = named.hasPrefix("/") ? try? Platform.realPath(named) : nil else {
      throw Failure(
        .noWorkTree, "'\(named)' is no absolute path of a folder",
        hint: try repository.map { repository throws(Failure) in try list(paths(of: repository)) })
    }
    guard let repository else {
      let place = try withoutGit()
      if real == place.workTree { return place }
      throw Failure(.noWorkTree, "'\(named)' is not where the tickets are", hint: "They are in \(place.workTree)")
    }
    let all = try paths(of: repository)
    guard all.contains(real) else {
      throw Failure(.noWorkTree, "'\(named)' is no work tree of this repository", hint: try list(all))
    }
    return try place(at: real)
  }

  private func withoutGit() throws(Failure) -> WorkPlace {
    guard let root = Root.holdingTickets(from: folder) else { throw .noRoot(from: folder) }
    return WorkPlace(folder: root, workTree: (try? Platform.realPath(root)) ?? root, branch: nil)
  }

  private func paths(of repository: Repository) throws(Failure) -> [String] {
    try found { () throws(GitError) in try repository.workTrees() }.filter { !$0.isGone }
      .map { (try? Platform.realPath($0.path)) ?? $0.path }
  }

  private func place(at path: String) throws(Failure) -> WorkPlace {
    guard let repository else { return try withoutGit() }
    let (common, head) = try found { () throws(GitError) in
      let other = try Repository(at: repository.location(inWorkTree: path))
      return (other.commonFolder, try other.head())
    }
    // Where a work tree was, another repository may lie by now.
    guard (try? Platform.realPath(common)) == (try? Platform.realPath(repository.commonFolder)) else {
      throw Failure(.noWorkTree, "'\(path)' belongs to another repository")
    }
    let folder = prefix.isEmpty ? path : "\(path)/\(prefix.dropLast())"
    let isThere = (try? Descriptor.folder(at: folder)) != nil
    return WorkPlace(folder: isThere ? folder : path, workTree: path, branch: head.words)
  }

  private func list(_ paths: [String]) throws(Failure) -> String {
    guard !paths.isEmpty else { return "Make one with 'git worktree add'" }
    var lines = ["Give one of these as 'worktree':"]
    for path in paths { lines.append("\(path) (\((try? place(at: path).branch) ?? "unreadable"))") }
    return lines.joined(separator: "\n  ")
  }

  private func found<Value>(_ work: () throws(GitError) -> Value) throws(Failure) -> Value {
    do throws(GitError) { return try work() } catch { throw Failure(error) }
  }
}

extension Head {
  /// The branch, or that there is none.
  fileprivate var words: String {
    switch self {
    case .branch(let name, _), .unborn(branch: let name): name
    case .detached(let id): "(detached at \(id.hex.prefix(8)))"
    }
  }
}
