extension String {
  /// Makes a string of UTF-8 bytes; what is none becomes U+FFFD.
  package init(utf8 bytes: Span<UInt8>) {
    // The library's own way from a span to a string needs macOS 26; any other copies the bytes twice.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
