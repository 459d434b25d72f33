/// Paths that need more than a quick look, as words and globs.
package struct RiskTable: Sendable {
  /// Words that a path is known by: whole ones within the name of a file or a folder, whatever their case.
  package let words: [String]
  package let globs: [String]

  /// What a path is known by; none where it is not.
  func reason(for path: String, and more: Globs) -> String? {
    if let glob = Globs(globs).match(path) ?? more.match(path) { return glob }
    if words.isEmpty { return nil }
    for segment in path.split(separator: "/") {
      if let word = Self.words(of: segment).first(where: words.contains) { return "the word '\(word)'" }
    }
    return nil
  }

  /// `OAuthTokens2_test` as `o`, `auth`, `tokens`, `test`.
  static func words(of name: Substring) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    let bytes = Array(name.utf8)
    func isUpper(_ index: Int) -> Bool { bytes.indices.contains(index) && 65...90 ~= bytes[index] }
    func isLower(_ index: Int) -> Bool { bytes.indices.contains(index) && 97...122 ~= bytes[index] }
    for index in bytes.indices {
      let begins = isUpper(index) && (isLower(index - 1) || isLower(index + 1))
      if begins || !(isUpper(index) || isLower(index)) {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      }
      if isUpper(index) { word.append(bytes[index] + 32) } else if isLower(index) { word.append(bytes[index]) }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  package static func table(_ kind: WorkflowSettings.RiskPaths) -> RiskTable {
    switch kind {
    case .security: security
    case .schema: schema
    case .dependencies: dependencies
    case .publicAPI: publicAPI
    case .ui: ui
    }
  }

  private static let security = RiskTable(
    words: [
      "auth", "authn", "authz", "authentication", "authorization", "oauth", "sso", "saml", "jwt", "login", "password",
      "passwords", "secret", "secrets", "credential", "credentials", "permission", "permissions", "privacy", "gdpr",
      "crypto", "keychain", "keystore", "payment", "payments", "billing", "deploy", "deployment",
    ],
    globs: [
      ".env", ".env.*", "*.pem", "*.key", "*.p12", "*.pfx", "*.keystore", "id_rsa*", "id_ed25519*", ".npmrc", ".pypirc",
      "/.github/workflows/**", "/.github/actions/**", "/.gitlab-ci.yml", "/.circleci/**", "Jenkinsfile",
      "azure-pipelines.yml", "CODEOWNERS", "Dockerfile*", "*.dockerfile", "docker-compose*", "compose.yml",
      "compose.yaml", "Containerfile*", "k8s/", "kubernetes/", "helm/", "terraform/", "*.tf", "ansible/",
    ])

  private static let schema = RiskTable(
    words: ["migration", "migrations", "backfill", "schema", "schemas"], globs: ["*.sql", "*.prisma", "*.dbml"])

  private static let dependencies = RiskTable(
    words: [],
    globs: [
      ".gitmodules", "Package.swift", "Package.resolved", "package.json", "package-lock.json", "npm-shrinkwrap.json",
      "yarn.lock", "pnpm-lock.yaml", "pnpm-workspace.yaml", "bun.lock", "bun.lockb", "deno.lock", "Cargo.toml",
      "Cargo.lock", "go.mod", "go.sum", "requirements*.txt", "pyproject.toml", "poetry.lock", "uv.lock", "Pipfile",
      "Pipfile.lock", "setup.py", "setup.cfg", "environment.yml", "Gemfile", "Gemfile.lock", "*.gemspec", "pom.xml",
      "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "gradle.lockfile",
      "libs.versions.toml", "*.csproj", "*.fsproj", "packages.lock.json", "Directory.Packages.props", "composer.json",
      "composer.lock", "mix.exs", "mix.lock", "pubspec.yaml", "pubspec.lock", "Podfile", "Podfile.lock", "Cartfile",
      "Cartfile.resolved", "conanfile.*", "vcpkg.json", "flake.nix", "flake.lock",
    ])

  private static let publicAPI = RiskTable(
    words: ["openapi", "swagger"],
    globs: ["*.proto", "*.graphql", "*.graphqls", "*.thrift", "*.avsc", "*.wsdl", "*.d.ts", "include/**/*.h*"])

  private static let ui = RiskTable(
    words: ["ui"],
    globs: [
      "*.css", "*.scss", "*.sass", "*.less", "*.html", "*.vue", "*.svelte", "*.jsx", "*.tsx", "*.storyboard", "*.xib",
      "*.xaml", "*.qml",
    ])
}
