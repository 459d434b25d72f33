import TicketsCore

/// Findings as GitLab's code quality report.
struct GitLabReport {
  private let review: ReviewFindings

  init(_ review: ReviewFindings) {
    self.review = review
  }

  func write(to json: inout JSONWriter) {
    json.array { json in
      for (finding, fingerprint) in zip(review.findings, review.fingerprints) {
        json.object { json in
          // What GitLab asks for, and what others want who read the reports of Code Climate.
          json.member("type", "issue")
          json.member("categories", ["Bug Risk"])
          json.member("description", finding.message)
          json.member("check_name", finding.code)
          json.member("fingerprint", fingerprint)
          json.member("severity", finding.severity == .error ? "major" : "minor")
          json.member("location") { json in
            json.object { json in
              json.member("path", finding.path)
              json.member("lines") { json in
                json.object { json in
                  json.member("begin", finding.place?.line ?? 1)
                  json.member("end", finding.place?.line ?? 1)
                }
              }
            }
          }
        }
      }
    }
  }
}
