import TicketsCore

/// Findings as SARIF 2.1.0, which code scanning services read.
struct SARIF {
  private let review: ReviewFindings

  init(_ review: ReviewFindings) {
    self.review = review
  }

  /// Services show no more, and refuse files that are much longer.
  private static let mostResults = 5_000
  private static let schema = "https://json.schemastore.org/sarif-2.1.0.json"

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("$schema", Self.schema)
      json.member("version", "2.1.0")
      json.member("runs") { json in
        json.array { json in
          json.object { run(&$0) }
        }
      }
    }
  }

  private func run(_ json: inout JSONWriter) {
    json.member("tool") { json in
      json.object { json in
        json.member("driver") { json in
          json.object { driver(&$0) }
        }
      }
    }
    json.member("automationDetails") { json in
      json.object { $0.member("id", "tickets/\(review.command)/") }
    }
    json.member("columnKind", "unicodeCodePoints")
    json.member("originalUriBaseIds") { json in
      json.object { json in
        json.member("%SRCROOT%") { json in
          json.object { json in
            json.member("description") { json in
              json.object { $0.member("text", "The top of the repository.") }
            }
          }
        }
      }
    }
    let numbers = Dictionary(uniqueKeysWithValues: review.rules.enumerated().map { ($1.code, $0) })
    // What is cut off is what matters least.
    let all = Array(zip(review.findings, review.fingerprints))
    let kept = (all.filter { $0.0.severity == .error } + all.filter { $0.0.severity != .error }).prefix(
      Self.mostResults)
    json.member("results") { json in
      json.array { json in
        for (finding, fingerprint) in kept {
          json.object { result(finding, fingerprint, numbers[finding.code], &$0) }
        }
      }
    }
    if kept.count < all.count {
      json.member("properties") { json in
        json.object { $0.member("omittedResults", all.count - kept.count) }
      }
    }
  }

  private func driver(_ json: inout JSONWriter) {
    json.member("name", "tickets")
    json.member("version", Tickets.version)
    json.member("semanticVersion", Tickets.version)
    json.member("rules") { json in
      json.array { json in
        for rule in review.rules { json.object { members(of: rule, to: &$0) } }
      }
    }
  }

  private func members(of rule: ReviewFindings.Rule, to json: inout JSONWriter) {
    json.member("id", rule.code)
    json.member("name", rule.name)
    for name in ["shortDescription", "fullDescription"] {
      json.member(name) { json in
        json.object { $0.member("text", rule.summary) }
      }
    }
    let help =
      "'tickets \(review.command)' says more; 'tickets validate --list-codes' lists all codes and their repairs."
    json.member("help") { json in
      json.object { json in
        json.member("text", "\(rule.summary) \(help)")
        json.member("markdown", "**\(rule.code)**: \(Markdown.escaped(rule.summary)) \(Markdown.escaped(help))")
      }
    }
    json.member("defaultConfiguration") { json in
      json.object { $0.member("level", rule.severity.rawValue) }
    }
    json.member("properties") { json in
      json.object { $0.member("tags", ["tickets", review.command]) }
    }
  }

  private func result(
    _ finding: ReviewFindings.Finding, _ fingerprint: String, _ rule: Int?, _ json: inout JSONWriter
  ) {
    json.member("ruleId", finding.code)
    if let rule { json.member("ruleIndex", rule) }
    json.member("level", finding.severity.rawValue)
    json.member("message") { json in
      json.object { $0.member("text", finding.message) }
    }
    json.member("locations") { json in
      json.array { json in
        json.object { json in
          json.member("physicalLocation") { json in
            json.object { json in
              json.member("artifactLocation") { json in
                json.object { json in
                  json.member("uri", Self.address(finding.path))
                  json.member("uriBaseId", "%SRCROOT%")
                }
              }
              json.member("region") { json in
                json.object { json in
                  json.member("startLine", finding.place?.line ?? 1)
                  if let column = finding.place?.column { json.member("startColumn", column) }
                }
              }
            }
          }
        }
      }
    }
    json.member("partialFingerprints") { json in
      json.object { $0.member("tickets/v1", fingerprint) }
    }
  }

  /// A path as an address: what may not stand in one as its number.
  private static func address(_ path: String) -> String {
    var address = ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80, scalar.properties.isAlphabetic || Ascii.isDigit(byte) || "-._~/".unicodeScalars.contains(scalar) {
        address.unicodeScalars.append(scalar)
      } else {
        address += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return address
  }
}

extension ReviewFindings.Rule {
  /// The code as SARIF names rules: `StatusUnknown`.
  fileprivate var name: String {
    code.split(separator: "_").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined()
  }
}
