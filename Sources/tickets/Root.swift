import TicketsCore
import TicketsFiles

/// Finds the folder that holds `.tickets/`, by looking at names only: git is not needed for that.
enum Root {
  /// The nearest folder from here upwards that holds `.tickets/`.
  static func holdingTickets(from folder: String) -> String? {
    nearest(from: folder) { $0.contains(Layout.folderName, ofKind: [.folder, .link]) }
  }

  /// The top of the git work tree that this folder lies in.
  static func workTree(from folder: String) -> String? {
    // Where git is told of a work tree, it is that one wherever we stand.
    if Process.environment("GIT_DIR") != nil, let told = Process.environment("GIT_WORK_TREE"), !told.isEmpty {
      return told.resolved(from: Process.currentFolder)
    }
    return gitFolder(from: folder) == nil ? nearest(from: folder) { $0.isWorkTree } : nil
  }

  /// The nearest folder of this work tree, from here upwards, where tickets have begun.
  static func begun(from folder: String) -> String? {
    guard let root = holdingTickets(from: folder), let top = workTree(from: folder) else { return nil }
    return root == top || root.hasPrefix(top + "/") ? root : nil
  }

  /// The bare repository or `.git` that this folder lies in: git's own files, and no place for others.
  static func gitFolder(from folder: String) -> String? {
    var isWorkTree = false
    let found = nearest(from: folder) {
      isWorkTree = $0.isWorkTree
      return isWorkTree || $0.isGitFolder
    }
    return isWorkTree ? nil : found
  }

  private static func nearest(from folder: String, where matches: (borrowing Descriptor) -> Bool) -> String? {
    var path = folder
    while true {
      if let descriptor = try? Descriptor.folder(at: path), matches(descriptor) { return path }
      let parent = path.parentFolder
      if parent == path { return nil }
      path = parent
    }
  }
}

extension Descriptor {
  // In a linked work tree or a submodule `.git` is a file.
  fileprivate var isWorkTree: Bool { contains(".git", ofKind: [.folder, .file]) }

  // What git itself takes for a repository.
  fileprivate var isGitFolder: Bool {
    contains("HEAD", ofKind: [.file, .link]) && contains("objects", ofKind: [.folder, .link])
      && contains("refs", ofKind: [.folder, .link])
  }

  fileprivate borrowing func contains(_ name: String, ofKind kinds: Set<TreeEntry.Kind>) -> Bool {
    (try? status(of: name)).map { kinds.contains($0.kind) } ?? false
  }
}

extension String {
  /// The folder that holds this one; the top holds itself.
  fileprivate var parentFolder: String {
    let (parent, _) = splitAtLastSlash
    return parent.isEmpty ? "/" : parent
  }

  /// This path as seen from a folder, without `.`, `..` and doubled slashes.
  func resolved(from folder: String) -> String {
    var parts: [Substring] = []
    for part in (hasPrefix("/") ? self : folder + "/" + self).split(separator: "/") {
      switch part {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }
}
