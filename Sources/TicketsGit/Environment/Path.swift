import TicketsCore
import TicketsFiles

/// Paths as text, with `/`.
enum Path {
  /// The path, taken from a folder when it is relative.
  static func absolute(_ path: String, from folder: String) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : join(folder, path)
  }

  /// A name in a folder.
  static func join(_ folder: String, _ name: String) -> String {
    folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
  }

  /// The bytes of a file of git's, which may be a link to one; none when it cannot be read.
  static func bytes(ofFile path: String, limit: Int = .max) -> [UInt8]? {
    let (folder, name) = path.splitAtLastSlash
    do throws(Errno) {
      return try Descriptor.folder(at: folder.isEmpty ? "/" : folder).open(name, .reading).read(
        expected: 1000, limit: limit)
    } catch .tooManyLinks {
      guard let real = try? Platform.realPath(path) else { return nil }
      return bytes(ofFile: real, limit: limit)
    } catch {
      return nil
    }
  }

  /// The path without slashes at its end, except for the root itself.
  static func trimmed(_ path: String) -> String {
    var path = Substring(path)
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return String(path)
  }

  /// A path of the repository as seen from a folder of it, which ends in a slash or is the top.
  static func relative(_ path: String, to folder: String) -> String {
    if folder.isEmpty { return path }
    let parts = (folder.split(separator: "/"), path.split(separator: "/"))
    let shared = zip(parts.0, parts.1).prefix { $0 == $1 }.count
    return (parts.0.dropFirst(shared).map { _ in ".." } + parts.1.dropFirst(shared)).joined(separator: "/")
  }

  /// The paths of a list separated by colons; one that holds a colon is in quotes, as git writes it.
  static func list(_ text: String) -> [String] {
    var paths: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      let (path, remaining) = rest.utf8.first == UInt8(ascii: "\"") ? quoted(rest.dropFirst()) : upToColon(rest)
      if !path.isEmpty { paths.append(path) }
      rest = remaining
    }
    return paths
  }

  /// A list of paths as git reads it: what could be taken for a list is in quotes.
  static func joined(_ paths: [String]) -> String {
    paths.map { path in
      guard path.contains(":") || path.hasPrefix("\"") else { return path }
      return "\"" + path.map { "\"\\".contains($0) ? "\\\($0)" : "\($0)" }.joined() + "\""
    }.joined(separator: ":")
  }

  private static func upToColon(_ text: Substring) -> (String, Substring) {
    let end = text.firstIndex(of: ":") ?? text.endIndex
    return (String(text[..<end]), text[end...].dropFirst())
  }

  /// Reads up to the closing quote; a backslash keeps the next character as it is.
  private static func quoted(_ text: Substring) -> (String, Substring) {
    var path = ""
    var rest = text
    while let character = rest.popFirst(), character != "\"" {
      path.append(character == "\\" ? rest.popFirst() ?? character : character)
    }
    return (path, rest.first == ":" ? rest.dropFirst() : rest)
  }
}
