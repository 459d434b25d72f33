/// The forecast of a merge: three trees compared by fingerprints, and merged where both sides changed something.
package struct TreeMerge: Sendable {
  /// Who merges the files that both sides changed.
  package enum Assumption: String, CaseIterable, Sendable {
    /// Git with the merge drivers of this tool.
    case drivers
    /// Git alone, as it runs where code is hosted.
    case host
  }

  /// What happened in one folder, or to one file beside the folders.
  package struct Folder: Sendable {
    /// The name in the merge.
    package let name: String
    package let changedByOurs: Bool
    package let changedByTheirs: Bool
    /// What each side calls it, where it has it.
    package let baseName: String?
    package let oursName: String?
    package let theirsName: String?
    /// Whether this is the folder of a ticket, and not a file beside them.
    package let isTicket: Bool
    /// The files that both sides changed, each in its own way.
    package internal(set) var files: [File] = []
    /// Whether git may take something here for a renamed file, which this forecast does not foresee.
    package internal(set) var isInDoubt = false

    init(_ name: String, byOurs: Bool, byTheirs: Bool, _ versions: TreeMergePass.Three<TreeMergePass.Version?>) {
      self.name = name
      (changedByOurs, changedByTheirs) = (byOurs, byTheirs)
      (baseName, oursName, theirsName) = (versions.base?.path, versions.ours?.path, versions.theirs?.path)
      let all = [versions.base, versions.ours, versions.theirs].compactMap(\.self)
      isTicket = all.isEmpty || all.contains { $0.entry.isTicketFolder }
    }
  }

  /// How a file is merged that both sides changed.
  package struct File: Sendable {
    /// From `.tickets`.
    package let path: String
    /// What is left to a person when the drivers merge.
    package internal(set) var conflicts: [MergeConflict]
    /// Whether git alone merges it.
    package internal(set) var isCleanOnHost: Bool
  }

  package let tree: MergedTree
  /// What either side changed, in byte order of the names.
  package private(set) var folders: [Folder]
  /// What git may pair as renames.
  package let doubts: [RenameDoubt]
  /// Who was assumed to merge.
  package let assumption: Assumption

  /// What git may pair as renames while it makes the base, so that the base may be another.
  package let baseDoubts: [RenameDoubt]

  /// Merges trees; a base that is itself a merge of several keeps the old version of what was deleted and changed.
  ///
  /// For such a base the depth is how far below the merge at hand it is.
  package init(
    base: any TicketTree, ours: any TicketTree, theirs: any TicketTree, assuming assumption: Assumption,
    baseDepth: Int = 0, baseDoubts: [RenameDoubt] = []
  ) throws(TreeFailure) {
    let sides = MergedTree.Sides(base: base, ours: ours, theirs: theirs)
    let touched = try sides.differences
    var pass = TreeMergePass(try SideReaders(sides), assuming: assumption, baseDepth: baseDepth)
    let nodes = try pass.merge(only: touched)
    folders = pass.folders
    doubts = pass.doubts
    self.baseDoubts = baseDoubts
    let inDoubt = baseDoubts.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    for index in folders.indices where !baseDoubts.isEmpty {
      // With another base, what is gone on one side may be a file that git finds again.
      if folders[index].isAbout(inDoubt) || folders[index].isGoneOnOneSide { folders[index].isInDoubt = true }
    }
    self.assumption = assumption
    tree = MergedTree(
      label: "the merge of \(ours.label) and \(theirs.label)", nodes: nodes,
      touched: touched?.union(nodes.map(\.name)), sides: sides)
  }
}

extension TreeMerge {
  /// Takes over what the other assumption says of the files: after a criss-cross each has a base of its own.
  package mutating func complete(from other: TreeMerge) {
    for other in other.folders {
      guard let index = folders.firstIndex(where: { $0.name == other.name }) else {
        folders.append(other)
        continue
      }
      folders[index].complete(other, isDrivers: assumption == .drivers)
    }
    folders.sort { $0.name.precedesInBytes($1.name) }
  }
}

extension TreeMerge.Folder {
  fileprivate func isAbout(_ names: Set<String>) -> Bool {
    !names.isEmpty && [name, baseName, oursName, theirsName].contains { $0.map(names.contains) == true }
  }

  fileprivate var isGoneOnOneSide: Bool { files.contains { $0.conflicts.contains { $0.kind == .deleted } } }

  fileprivate mutating func complete(_ other: TreeMerge.Folder, isDrivers: Bool) {
    let known = Set(files.map(\.path))
    for index in files.indices {
      let there = other.files.first { $0.path == files[index].path }
      if isDrivers {
        files[index].isCleanOnHost = there?.isCleanOnHost ?? true
      } else {
        files[index].conflicts = there?.conflicts ?? []
      }
    }
    for var file in other.files where !known.contains(file.path) {
      if isDrivers { file.conflicts = [] } else { file.isCleanOnHost = true }
      files.append(file)
    }
  }
}

extension FileMerge {
  /// Merges a file as the drivers do: which one is asked depends on where the file lies.
  init(path: String, base: [UInt8], ours: [UInt8], theirs: [UInt8]) {
    let parts = path.split(separator: "/")
    if parts.count == 2, parts[1] == Layout.ticketFileName {
      self = TicketMerge.merge(base: base, ours: ours, theirs: theirs)
    } else if parts.count == 3, parts[1] == Layout.logsFolderName, parts[2].hasSuffix(RunLogName.suffix) {
      self = LogMerge.merge(name: String(parts[2]), base: base, ours: ours, theirs: theirs)
    } else {
      self.init(text: base, ours, theirs, name: path.splitAtLastSlash.name, kind: .body)
    }
  }
}
