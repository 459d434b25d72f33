import TicketsCore
import Testing

@Suite struct SecretScanTests {
  @Test(arguments: [
    "password=hunter2x", "DB_PASSWORD=\"hunter2x\"", "--password=Tr0ub4dor",
    "{\"summary\":\"PASSWORD=\\\"s3cretive\\\"\"}",
    "client_secret=9f8e7d6c5b", "curl -H 'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x1'",
    "https://ada:hunter2@example.org/x.git", "postgres://app:correcthorse@db/app", "see https://user:pw@host",
  ])
  func `what its surroundings give away is found, and hidden`(text: String) throws {
    let finding = try #require(SecretScan.finding(in: text))
    let masked = SecretScan.masked(text)
    #expect(masked.contains("[\(finding), hidden]"))
    #expect(SecretScan.finding(in: masked) == nil)
  }

  @Test(arguments: [
    "password=", "password= is asked for", "password=$DB_PASSWORD", "password=${X1234567}", "password=<your-password1>",
    "password=***", "password=xxxxxxxx", "password=password1", "password=user.password", "password=getpass()",
    "password=%s1234567", "password={{ vault_1 }}", "password=changeme", "if password==hunter2x", "max_tokens=4096a",
    "access_token=request.token", "api_key=os.environ[\"K1\"]", "passphrase=/run/secrets/p1", "password=abc123...",
    "Bearer $TOKEN", "Bearer <token>", "the bearer of the certificate-of-1999-and-later",
    "Authorization: Bearer tokens",
    "https://example.org:8080/@scope", "https://user:$PASSWORD@host", "https://user:***@host", "https://user@host",
    "postgres://postgres:postgres@localhost/x", "https://user:password@host", "mail ada:bob@example.org",
    "ssh://git@host:22/x", "the password is a secret", "Password resets expire after 24h",
  ])
  func `who writes of secrets without one is not accused`(text: String) {
    #expect(SecretScan.finding(in: text) == nil)
    #expect(SecretScan.masked(text) == text)
  }

  @Test func `several in one text are all hidden, whatever their order`() {
    let token = "ghp_" + String(repeating: "a1", count: 18)
    let text = "password=hunter2x then \(token) then https://ada:hunter2@x.org then password=hunter3x"
    #expect(
      SecretScan.masked(text)
        == "password=[a password or another secret, hidden] then [a GitHub token, hidden] then "
        + "https://ada:[a URL with a password, hidden]@x.org then password=[a password or another secret, hidden]")
  }

  @Test(arguments: ["password=", "password=hunter2x ", "https://a:", "bearer ", "@", "="])
  func `what says the same for ever is gone through once`(piece: String) {
    let text = String(repeating: piece, count: 1_000)
    #expect(SecretScan.finding(in: SecretScan.masked(text)) == nil)
  }
}
