/// How long a claim holds.
package struct Lease: Equatable, Sendable {
  package let milliseconds: Int64

  package static let usual = Lease(milliseconds: 30 * 60 * 1000)
  package static let longest = Lease(milliseconds: 24 * 60 * 60 * 1000)

  private init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Reads a whole number above zero with its unit: `90s`, `30m`, `2h`.
  package init?(_ word: String) {
    guard let unit = word.last, let number = Int64(word.dropLast()), number > 0, word.first != "+" else { return nil }
    let units: [Character: Int64] = ["s": 1000, "m": 60 * 1000, "h": 60 * 60 * 1000]
    guard let length = units[unit] else { return nil }
    let (product, isTooLong) = number.multipliedReportingOverflow(by: length)
    milliseconds = isTooLong ? .max : product
  }

  /// The lease, or the longest that there may be.
  package var cut: Lease { Lease(milliseconds: min(milliseconds, Self.longest.milliseconds)) }
}
