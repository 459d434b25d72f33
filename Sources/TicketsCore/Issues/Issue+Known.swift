extension [Issue] {
  /// The issues that others do not have: of equal faults as many as there are more.
  package func unknown(to others: [Issue]) -> [Issue] {
    var known: [Fault: Int] = [:]
    for issue in others { known[Fault(issue), default: 0] += 1 }
    return filter { issue in
      known[Fault(issue), default: 0] -= 1
      return known[Fault(issue), default: 0] < 0
    }
  }
}

/// What stays of an issue when lines above it come and go.
private struct Fault: Hashable {
  let code: IssueCode
  let path: String
  let message: String

  init(_ issue: Issue) { (code, path, message) = (issue.code, issue.path, issue.message) }
}
