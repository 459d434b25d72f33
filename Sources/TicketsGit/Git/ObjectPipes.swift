private import Synchronization

/// The pipes that nobody uses at the moment: a process is started for each thread that reads, not for each reader.
enum ObjectPipes {
  private struct Key: Hashable {
    let location: RepositoryLocation
    let mode: ObjectPipe.Mode
  }

  private static let idle = Mutex<[Key: [ObjectPipe]]>([:])

  /// A pipe for one thread.
  static func take(_ mode: ObjectPipe.Mode, at location: RepositoryLocation) throws(GitError) -> ObjectPipe {
    let waiting = idle.withLock { $0[Key(location: location, mode: mode)]?.popLast() }
    return if let waiting { waiting } else { try ObjectPipe(mode, at: location) }
  }

  /// Takes a pipe back; one that still owes answers is ended.
  static func giveBack(_ pipe: ObjectPipe, _ mode: ObjectPipe.Mode, at location: RepositoryLocation) {
    guard pipe.isIdle else { return }
    pipe.expect([])
    idle.withLock { $0[Key(location: location, mode: mode), default: []].append(pipe) }
  }
}
