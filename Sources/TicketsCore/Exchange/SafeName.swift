/// Ids as names of files: nothing in one leads to another folder.
enum SafeName {
  static func of(_ id: String) -> String {
    let bytes = id.utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), Ascii.dash:
        byte
      default: UInt8(ascii: "_")
      }
    }
    let name = String(decoding: bytes.prefix(120), as: UTF8.self)
    return name.isEmpty || name.hasPrefix(".") ? "_" + name : name
  }
}
