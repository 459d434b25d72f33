import TicketsCore

/// A step as a journal keeps it.
enum StepRecord: Equatable, Sendable {
  case createFolder(String, staged: String, content: [ChangeSet.NewFile])
  case createFile(String, staged: String)
  case replace(String, staged: String, from: ContentMark, to: ContentMark)
  case append(String, line: [UInt8], before: Int)
  case move(String, to: String)
  case removeEmpty(String)

  /// The step that goes on from here.
  var step: any Step {
    switch self {
    case .createFolder(let path, let staged, let content): CreateFolderStep(path, staged: staged, content)
    case .createFile(let path, let staged): CreateFileStep(path, staged: staged)
    case .replace(let path, let staged, let from, let to): ReplaceStep(path, staged: staged, from: from, to: to)
    case .append(let path, let line, let before): AppendStep(path, line: line, before: before)
    case .move(let path, let target): MoveStep(path, to: target)
    case .removeEmpty(let path): RemoveEmptyStep(path)
    }
  }

  var path: String {
    switch self {
    case .createFolder(let path, _, _), .createFile(let path, _), .replace(let path, _, _, _), .append(let path, _, _),
      .move(let path, _), .removeEmpty(let path):
      path
    }
  }
}
