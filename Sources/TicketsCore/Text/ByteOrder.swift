extension String {
  /// Order by bytes, as git and `LC_ALL=C sort` have it, on every machine.
  package func precedesInBytes(_ other: String) -> Bool {
    let order = unsafe utf8.withContiguousStorageIfAvailable { left in
      unsafe other.utf8.withContiguousStorageIfAvailable { right in
        unsafe left.lexicographicallyPrecedes(right)
      }
    }
    // Strings of our own making always have their bytes in one piece.
    return order.flatMap { $0 } ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
}
