#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file of which only what is looked at is read; nobody may shorten it meanwhile.
@safe package final class MappedFile {
  private let bytes: UnsafeRawBufferPointer

  /// Opens a file of a folder; nothing when that cannot be.
  package init?(_ name: String, in folder: borrowing Descriptor) {
    guard let file = try? folder.open(name, .reading), let size = try? file.status().size, size > 0,
      let start = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, file.raw, 0), unsafe start != MAP_FAILED
    else { return nil }
    unsafe bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit {
    unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }

  /// Looks at the bytes.
  package func withSpan<Value>(_ look: (borrowing Span<UInt8>) -> Value) -> Value {
    look(unsafe bytes.bindMemory(to: UInt8.self).span)
  }
}
