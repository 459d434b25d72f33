package import TicketsCore
import TicketsFiles

extension GitIdentity {
  /// Reads what holds in a folder, be it in a repository or not.
  package init(at location: RepositoryLocation, _ variable: (String) -> String?) {
    let setting = Self.plainSettings(at: location, variable) ?? Self.settings(at: location)
    self.init(
      actor: setting("tickets.actor"), actorType: setting("tickets.actorType"),
      userName: variable("GIT_AUTHOR_NAME") ?? setting("author.name") ?? setting("user.name"))
  }

  /// The settings that say who acts, where they are said so plainly that libgit2 need not be started.
  private static func plainSettings(
    at location: RepositoryLocation, _ variable: (String) -> String?
  ) -> ((String) -> String?)? {
    guard let place = location.plainPlace, let settings = place.settings(location.environment.settings, variable) else {
      return nil
    }
    var found: [String: String] = [:]
    for name in ["tickets.actor", "tickets.actorType", "author.name", "user.name"] {
      switch settings.value(of: name) {
      case .missing: continue
      case .text(let text): found[name] = text
      case .unknown: return nil
      }
    }
    let texts = found
    return { texts[$0] }
  }

  private static func settings(at location: RepositoryLocation) -> (String) -> String? {
    do throws(GitError) {
      let settings = try Repository(at: location).settings()
      return { name in (try? settings.text(name)) ?? nil }
    } catch {
      if error.kind == .notARepository, let settings = try? ReaderChoice.settings(outsideRepositories: location) {
        return { name in (try? settings.text(name)) ?? nil }
      }
      // Where nobody can open this repository, git may still tell.
      let git = GitCommand(in: location.folder)
      return { name in try? git("config", "--get", name) }
    }
  }
}
