private import TicketsCore

extension GitReader {
  func head() throws(GitError) -> Head {
    guard let target = try symbolicTarget(of: "HEAD") else {
      guard let id = try target(of: "HEAD") else {
        throw GitError(.other, operation: "read HEAD", message: "it names nothing")
      }
      return .detached(id)
    }
    let branch = target.hasPrefix("refs/heads/") ? String(target.dropFirst("refs/heads/".count)) : target
    return if let id = try self.target(of: target) { .branch(branch, id) } else { .unborn(branch: branch) }
  }

  func references(_ prefix: String) throws(GitError) -> [ListedReference] {
    let output = try git.output(["for-each-ref", "--format=%(objectname) %(refname) %(symref)", prefix])
    return output.split(separator: Ascii.newline).compactMap { line in
      let words = line.split(separator: Ascii.space).map { String(decoding: $0, as: UTF8.self) }
      guard words.count >= 2, let id = ObjectID(hex: words[0]) else { return nil }
      return ListedReference(fullName: words[1], id: id, isSymbolic: words.count > 2)
    }
  }

  func target(of fullName: String) throws(GitError) -> ObjectID? {
    do throws(GitError) {
      return try resolve(fullName)
    } catch  where error.code == .notFound {
      return nil
    }
  }

  func symbolicTarget(of fullName: String) throws(GitError) -> String? {
    let (status, output, _) = try git.run(["symbolic-ref", "--quiet", fullName])
    guard status == 0 else { return nil }
    return String(decoding: output.prefix { $0 != Ascii.newline }, as: UTF8.self)
  }

  func upstream(of branch: String) throws(GitError) -> String? {
    let output = try git.output(["for-each-ref", "--format=%(upstream)", "refs/heads/" + branch])
    let line = output.prefix { $0 != Ascii.newline }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }
}
