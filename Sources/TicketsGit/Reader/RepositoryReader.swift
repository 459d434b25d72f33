/// What is asked of a repository, whoever reads it: libgit2, or the user's own git.
///
/// A reader is for the thread that opened it. What it cannot find it reports with the code `notFound`; why it is not
/// there, others find out.
protocol RepositoryReader: AnyObject {
  /// How the objects here are named.
  var format: ObjectFormat { get }
  /// The folder that holds `HEAD` and the index: of a linked work tree its own.
  var gitFolder: String { get }
  /// The folder that holds objects and references, shared by all work trees.
  var commonFolder: String { get }
  /// The folder that new objects are written to.
  var objectFolder: String { get }
  /// The top of the work tree, as the names of folders tell it; none in a bare repository.
  var workFolder: String? { get }
  /// Whether this is a work tree that `git worktree add` made.
  var isLinked: Bool { get }
  /// Whether the history ends where a shallow clone cut it.
  var isShallow: Bool { get }

  /// The settings in force.
  func settings() throws(GitError) -> any GitSettings

  /// Reads the bytes of an object as it is stored, without its header.
  func read<Value>(
    _ id: ObjectID, _ type: ObjectType, _ body: (UnsafeRawBufferPointer) -> Value
  ) throws(GitError) -> Value
  /// What kind of object has a name.
  func type(of id: ObjectID) throws(GitError) -> ObjectType
  /// The name that an object with this content has, whether or not it is stored.
  func id(of content: [UInt8], type: ObjectType) throws(GitError) -> ObjectID
  /// Says which objects are likely to be read next, in this order: some can fetch many at once.
  func expect(_ ids: [ObjectID])
  /// From how many objects on it pays to say so; none where it never does.
  var fewestExpected: Int? { get }

  /// The object that a revision names; the codes `notFound`, `ambiguous`, `peel` and `invalidSpecification` tell what is
  /// wrong with it.
  func resolve(_ revision: String) throws(GitError) -> ObjectID
  /// What `HEAD` of this work tree stands on.
  func head() throws(GitError) -> Head
  /// The references whose names begin so, in no order; one that points to nothing is left out.
  func references(_ prefix: String) throws(GitError) -> [ListedReference]
  /// The object that a reference names, followed to the end when it points to another; none when it is not there.
  func target(of fullName: String) throws(GitError) -> ObjectID?
  /// What a reference points to instead of an object.
  func symbolicTarget(of fullName: String) throws(GitError) -> String?
  /// The full name of the branch that a local branch follows.
  func upstream(of branch: String) throws(GitError) -> String?

  /// The entries of an index below a folder that ends in a slash, in byte order of their paths in it; a file in conflict
  /// appears once, and what `git add -N` only announces not at all.
  func staged(below folder: String, in indexFile: String) throws(GitError) -> [StagedEntry]

  /// The name of what a commit changes, as `git patch-id --stable` gives it; none when it changes nothing.
  func patchID(from old: ObjectID?, to new: ObjectID, paths: [[UInt8]]) throws(GitError) -> ObjectID?
}

extension RepositoryReader {
  func expect(_ ids: [ObjectID]) {}
  var fewestExpected: Int? { nil }
}

/// A reference as a reader lists it.
struct ListedReference {
  let fullName: String
  /// What it names in the end.
  let id: ObjectID
  /// Whether it only points to another reference.
  let isSymbolic: Bool
}

/// The settings in force for a repository, from the files and variables that git would read.
protocol GitSettings {
  /// A setting as text.
  func text(_ name: String) throws(GitError) -> String?
  /// A setting that is true or false.
  func truth(_ name: String) throws(GitError) -> Bool?
  /// Whether objects may be missing because some remote has promised them.
  func hasPromisor() throws(GitError) -> Bool
}
