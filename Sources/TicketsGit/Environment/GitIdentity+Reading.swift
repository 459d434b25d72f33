package import TicketsCore
import TicketsFiles

extension GitIdentity {
  /// Reads what holds in a folder, be it in a repository or not.
  package init(at location: Repository.Location, _ variable: (String) -> String?) {
    let setting = Self.settings(at: location)
    self.init(
      actor: setting("tickets.actor"), actorType: setting("tickets.actorType"),
      userName: variable("GIT_AUTHOR_NAME") ?? setting("author.name") ?? setting("user.name"))
  }

  private static func settings(at location: Repository.Location) -> (String) -> String? {
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
