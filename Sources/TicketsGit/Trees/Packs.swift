import TicketsCore
import TicketsFiles

/// Which objects of a folder are stored as changes of each other.
///
/// This is a hint about what is best read after what: an object of which nothing is known is read all the same. It is for
/// the thread that opened it.
final class Packs {
  private let packs: [Pack]

  init(in objectFolder: String, _ format: ObjectFormat) {
    guard let folder = try? Descriptor.folder(at: Path.join(objectFolder, "pack")),
      let names = try? folder.entries().map(\.name)
    else {
      packs = []
      return
    }
    packs = names.filter { $0.hasSuffix(".idx") }.compactMap { Pack(String($0.dropLast(4)), in: folder, format) }
  }

  /// A number that objects have in common that are made from each other; zero for what is in no pack.
  func family(of id: ObjectID) -> Int {
    for (number, pack) in packs.enumerated() {
      if let offset = pack.offset(of: id) { return (number + 1) << 48 | pack.root(of: offset) }
    }
    return 0
  }
}
