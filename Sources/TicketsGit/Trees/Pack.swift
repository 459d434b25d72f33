import TicketsCore
import TicketsFiles

/// A pack with the second version of its index: the sorted names of the objects, and where each begins.
final class Pack {
  private let index: MappedFile
  private let objects: MappedFile
  /// How many objects there are.
  private let count: Int
  private let format: ObjectFormat
  /// The first object of the chain that leads to an object, for those that were asked for or met on the way.
  private var roots: [Int: Int] = [:]

  private static let signature: [UInt8] = [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]
  /// Behind the signature, 256 numbers tell how many names begin with which byte or a lower one.
  private static let names = signature.count + 256 * 4

  /// Opens a pack of a folder; nothing when it is not one.
  init?(_ name: String, in folder: borrowing Descriptor, _ format: ObjectFormat) {
    guard let index = MappedFile(name + ".idx", in: folder), let objects = MappedFile(name + ".pack", in: folder),
      let count = index.withSpan({ Self.count(in: $0, format) })
    else { return nil }
    self.index = index
    self.objects = objects
    self.count = count
    self.format = format
  }

  private static func count(in index: borrowing Span<UInt8>, _ format: ObjectFormat) -> Int? {
    guard index.count >= names else { return nil }
    for (place, byte) in signature.enumerated() where index[place] != byte { return nil }
    let count = number(in: index, at: names - 4)
    // A name, a checksum and an offset for each.
    return index.count >= names + count * (format.length + 8) ? count : nil
  }

  /// Where an object begins; nothing when it is not in the pack.
  func offset(of id: ObjectID) -> Int? {
    index.withSpan { index in
      let bucket = Self.signature.count + 4 * id.firstByte
      var low = id.firstByte == 0 ? 0 : Self.number(in: index, at: bucket - 4)
      var high = Self.number(in: index, at: bucket)
      guard low <= high, high <= count else { return nil }
      while low < high {
        let middle = (low + high) / 2
        if ObjectID(index, at: Self.names + middle * format.length, format) < id {
          low = middle + 1
        } else {
          high = middle
        }
      }
      guard low < count, ObjectID(index, at: Self.names + low * format.length, format) == id else { return nil }
      let offset = Self.number(in: index, at: Self.names + count * (format.length + 4) + low * 4)
      guard offset & 1 << 31 != 0 else { return offset }
      // What lies behind the first two gigabytes has its offset in a table of its own.
      let place = Self.names + count * (format.length + 8) + (offset & ~(1 << 31)) * 8
      guard place + 8 <= index.count else { return nil }
      return (Self.number(in: index, at: place) & 0xFFFF) << 32 | Self.number(in: index, at: place + 4)
    }
  }

  /// Where the object begins that the one at an offset is made from, directly or not; itself when it stands alone.
  func root(of offset: Int) -> Int {
    var chain: [Int] = []
    var root = offset
    while let base = roots[root] ?? base(of: root), base != root {
      chain.append(root)
      root = base
    }
    for member in chain { roots[member] = root }
    return root
  }

  /// The object of which the one at an offset is stored as a change; it always lies further ahead.
  private func base(of offset: Int) -> Int? {
    objects.withSpan { objects in
      // Sizes and distances are seven bits a byte, and the last byte has no mark; no pack needs more bytes than these.
      guard 0 <= offset, offset + 32 <= objects.count, objects[offset] >> 4 & 7 == 6 else { return nil }
      var position = offset
      while objects[position] & 0x80 != 0, position < offset + 10 { position += 1 }
      position += 1
      var distance = Int(objects[position] & 0x7F)
      for _ in 1..<8 where objects[position] & 0x80 != 0 {
        position += 1
        distance = (distance + 1) << 7 | Int(objects[position] & 0x7F)
      }
      return 0 < distance && distance < offset ? offset - distance : nil
    }
  }

  private static func number(in bytes: borrowing Span<UInt8>, at offset: Int) -> Int {
    Int(UInt32(bigEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
