extension String {
  /// Order by bytes, as git and `LC_ALL=C sort` have it, on every machine.
  package func precedesInBytes(_ other: String) -> Bool {
    var left = utf8.makeIterator()
    var right = other.utf8.makeIterator()
    while true {
      switch (left.next(), right.next()) {
      case (let a?, let b?): if a != b { return a < b }
      case (nil, .some): return true
      default: return false
      }
    }
  }
}
