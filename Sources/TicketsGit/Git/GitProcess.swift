internal import TicketsFiles

/// The user's own git, run to read a repository: it asks nobody, fetches nothing, locks nothing and speaks English.
struct GitProcess {
  let location: RepositoryLocation

  /// Starts git as if in the folder of the location.
  func start(_ words: [String]) throws(GitError) -> ChildProcess {
    // A monitor of files would stay behind, and what is read here needs none.
    let git = ["git", "-C", location.folder, "-c", "core.fsmonitor=false"]
    do throws(Errno) {
      return try ChildProcess.start(git + words, changing: location.environment.variables)
    } catch {
      throw GitError(starting: "run git", error, hint: "install git: this repository is read with it")
    }
  }

  /// Runs git to its end, with something to read.
  func run(
    _ words: [String], reading input: [UInt8] = []
  ) throws(GitError) -> (status: Int32, output: [UInt8], complaint: String) {
    var process = try start(words)
    var output: [UInt8] = []
    do throws(Errno) {
      if !input.isEmpty { try process.write(input) }
      process.finishWriting()
      while case let chunk = try process.read(1 << 16), !chunk.isEmpty { output += chunk }
    } catch {
      throw Self.cutOff(words[0], error.message)
    }
    let status = process.status()
    let complaint = Self.complaint(process.complaints())
    // By itself git ends with small numbers, and with these two when it gives up; anything else ended it.
    guard status < 126 || [128, 129].contains(status) else { throw Self.cutOff(words[0], "it ended with \(status)") }
    return (status, output, complaint)
  }

  /// Runs git, which must succeed.
  func output(_ words: [String], reading input: [UInt8] = []) throws(GitError) -> [UInt8] {
    let (status, output, complaint) = try run(words, reading: input)
    guard status == 0 else {
      throw GitError(
        .other, operation: "run 'git \(words[0])'", message: complaint.isEmpty ? "git ended with \(status)" : complaint)
    }
    return output
  }

  /// What git says first of why it gave up.
  static func complaint(_ errors: String) -> String {
    let lines = errors.split(separator: "\n")
    for start in ["fatal: ", "error: "] {
      guard let place = lines.firstIndex(where: { $0.hasPrefix(start) }) else { continue }
      // What a line with a colon at its end is about stands in the next.
      let rest = lines[place].hasSuffix(":") ? lines[(place + 1)...].prefix(1).map { " " + $0.drop { $0 == "\t" } } : []
      return lines[place].dropFirst(start.count) + rest.joined()
    }
    return lines.first.map(String.init) ?? ""
  }

  /// What was read so far is not the whole.
  static func cutOff(_ word: String, _ reason: String) -> GitError {
    let error = GitError(
      .cutOff, operation: "read the repository with 'git \(word)'", message: "git did not answer to the end: \(reason)",
      hint: "try again")
    LostReader.note(error)
    return error
  }
}

extension GitEnvironment {
  /// The variables that git is started with, besides those that we have; one without a value is taken away.
  var variables: [String: String?] {
    var variables: [String: String?] = [
      "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
      // A git that does not know that it shall fetch nothing finds no way to.
      "GIT_ALLOW_PROTOCOL": "none",
      "LANGUAGE": nil, "GIT_PREFIX": nil, "GIT_LITERAL_PATHSPECS": nil,
      "GIT_GLOB_PATHSPECS": nil, "GIT_NOGLOB_PATHSPECS": nil, "GIT_ICASE_PATHSPECS": nil,
      "GIT_DIR": gitFolder, "GIT_COMMON_DIR": commonFolder, "GIT_WORK_TREE": workFolder,
      "GIT_INDEX_FILE": indexFile, "GIT_OBJECT_DIRECTORY": objectFolder,
      "GIT_ALTERNATE_OBJECT_DIRECTORIES": alternates.isEmpty ? nil : Path.joined(alternates),
    ]
    if let ceilings { variables["GIT_CEILING_DIRECTORIES"] = ceilings }
    if crossesFileSystems { variables["GIT_DISCOVERY_ACROSS_FILESYSTEM"] = "1" }
    if ignoresReplacements { variables["GIT_NO_REPLACE_OBJECTS"] = "1" }
    if let file = settings.globalFile { variables["GIT_CONFIG_GLOBAL"] = file }
    if let file = settings.systemFile { variables["GIT_CONFIG_SYSTEM"] = file }
    if settings.ignoresSystem { variables["GIT_CONFIG_NOSYSTEM"] = "1" }
    guard !settings.overrides.isEmpty else { return variables }
    variables["GIT_CONFIG_PARAMETERS"] = .some(nil)
    variables["GIT_CONFIG_COUNT"] = String(settings.overrides.count)
    for (index, override) in settings.overrides.enumerated() {
      variables["GIT_CONFIG_KEY_\(index)"] = override.name
      variables["GIT_CONFIG_VALUE_\(index)"] = override.value
    }
    return variables
  }
}
