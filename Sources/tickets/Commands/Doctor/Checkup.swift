import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Looks at one thing after the other; what cannot be looked at is a finding like any other.
struct Checkup {
  typealias Finding = DoctorReport.Finding

  let session: Session
  /// The folder that holds `.tickets`, where there is one.
  let root: String?
  let repository: Result<Repository, Failure>?

  init(_ session: Session) {
    self.session = session
    root = Root.holdingTickets(from: session.folder)
    repository =
      session.isInGit
      ? Result { () throws(Failure) in try session.repository() } : nil
  }

  /// Turns what one look throws into a finding.
  func finding(_ name: String, _ look: () throws(Failure) -> Finding) -> Finding {
    do throws(Failure) { return try look() } catch { return Finding(name, error) }
  }

  // MARK: The machine

  func ofMachine() -> [Finding] {
    [
      Finding("tickets", .fine, "\(Tickets.version)\(Process.executable.map { ", \($0)" } ?? "")"), git(), library(),
    ]
  }

  private func git() -> Finding {
    do throws(GitError) {
      return Finding("git", .fine, try GitCommand(in: "/")("--version").withoutWord("git version"))
    } catch {
      return Finding(
        "git", .attention, "it cannot be run: \(error.message)",
        advice: "Install git: claims, settings and deliveries are made by it")
    }
  }

  private func library() -> Finding {
    do throws(GitError) {
      return Finding("libgit2", .fine, try LibraryVersion.text())
    } catch {
      let isNeeded = (try? GitCommand(in: "/")("--version")) == nil
      let advice = error.hint.map { isNeeded ? $0 : "Git reads in its place, and is slower; \($0)" }
      return Finding("libgit2", isNeeded ? .attention : .optional, error.message, advice: advice)
    }
  }

  // MARK: The repository

  func ofRepository() -> [Finding] {
    [place(), tickets(), actor()] + logs()
  }

  private func place() -> Finding {
    switch repository {
    case nil:
      return Finding(
        "repository", .optional, "no git repository around \(session.folder)",
        advice: "Everything works but what needs branches: 'git init' makes one")
    case .failure(let failure): return Finding("repository", failure)
    case .success(let repository):
      let traits = [("shallow", repository.isShallow), ("bare", (try? repository.workFolder()) == .some(nil))]
      let reader = repository.whyReadWithGit.map { ["read with git: \($0)"] } ?? []
      let text = ([repository.gitFolder] + traits.filter(\.1).map(\.0) + reader).joined(separator: ", ")
      return Finding(
        "repository", .fine, text, advice: repository.isShallow ? "It ends early: \(Repository.deepening)" : nil)
    }
  }

  private func tickets() -> Finding {
    finding("folder") { () throws(Failure) in
      guard let root else {
        return Finding("folder", .optional, "no \(Layout.folderName) here", advice: "'tickets init' makes it")
      }
      let tree = WorkingTree(root: root)
      _ = try session.settings(of: tree)
      let snapshot = try session.reading(tree) { () throws(TreeFailure) in try Snapshot(of: tree) }
      let broken = snapshot.records.count { $0.broken != nil }
      let text = "\(root)/\(Layout.folderName), \(snapshot.records.count.counting("ticket"))"
      if broken == 0 { return Finding("folder", .fine, text) }
      return Finding("folder", .attention, "\(text), \(broken) broken", advice: "'tickets validate' says where")
    }
  }

  private func actor() -> Finding {
    finding("who acts") { () throws(Failure) in
      let actor = try session.actor(type: nil, id: nil)
      return Finding("who acts", .fine, "\(actor.type.rawValue) \(actor.id)")
    }
  }

  /// Whether git would keep run logs out of commits.
  private func logs() -> [Finding] {
    guard let root, repository != nil else { return [] }
    let probe = "00000000-0000-7000-8000-000000000000"
    guard let ignored = session.ignoredLogs(of: [probe], at: root).first else {
      return [Finding("run logs", .fine, "git takes them into commits")]
    }
    return [
      Finding(
        "run logs", .attention, "git leaves them out of every commit, because of \(ignored.pattern)",
        advice: session.hint(on: root))
    ]
  }
}

extension String {
  /// The text behind some words that it begins with.
  fileprivate func withoutWord(_ start: String) -> String {
    hasPrefix(start + " ") ? String(dropFirst(start.count + 1)) : self
  }
}
