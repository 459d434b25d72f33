#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
import Invariants

/// The target that is attacked.
private let invariant: Invariant? = {
  let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) }
  return Invariant.all.first { $0.name == name }
}()

// SwiftPM renames `main`, so libFuzzer's own is not found.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// One attack; under the name that libFuzzer looks for.
@c(LLVMFuzzerTestOneInput)
func attack(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do throws(Violation) {
    try invariant?.check(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    fatalError("violated: \(error.description)")
  }
  return 0
}

/// Attacks one target, or names the targets.
@main struct Fuzz {
  static func main() {
    guard invariant != nil else { return Invariant.all.forEach { print($0.name) } }
    var count = CommandLine.argc
    var words = unsafe CommandLine.unsafeArgv
    exit(unsafe runFuzzer(&count, &words, attack))
  }
}
