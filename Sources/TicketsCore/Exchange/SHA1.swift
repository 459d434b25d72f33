/// Git's hash: what names a blob, and what makes ids that are the same wherever they are made.
package enum SHA1 {
  /// The twenty bytes of the hash.
  package static func hash(_ message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    let tail = padding(of: message)
    let whole = message.count / blockSize * blockSize
    mix(message[..<whole], into: &state)
    mix(tail[...], into: &state)
    return state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
  }

  /// The name that git gives to a file with these bytes.
  package static func blob(of bytes: [UInt8]) -> String {
    hexadecimal(hash(Array("blob \(bytes.count)\0".utf8) + bytes))
  }

  private static let blockSize = 64

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// What does not fill a block, then a one, zeros, and the length in bits.
  private static func padding(of message: [UInt8]) -> [UInt8] {
    var tail = Array(message.suffix(message.count % blockSize)) + [0x80]
    while tail.count % blockSize != blockSize - 8 { tail.append(0) }
    let length = UInt64(message.count) * 8
    return tail + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: length >> UInt64($0)) }
  }

  private static func mix(_ blocks: ArraySlice<UInt8>, into state: inout [UInt32]) {
    let bytes = blocks.span
    var start = 0
    while start < bytes.count {
      mix(bytes, at: start, into: &state)
      start += blockSize
    }
  }

  private static func mix(_ bytes: borrowing Span<UInt8>, at start: Int, into state: inout [UInt32]) {
    var words = [UInt32](repeating: 0, count: 80)
    for index in 0..<16 {
      let place = start + 4 * index
      let (first, second) = (UInt32(bytes[place]) << 24, UInt32(bytes[place + 1]) << 16)
      words[index] = first | second | UInt32(bytes[place + 2]) << 8 | UInt32(bytes[place + 3])
    }
    for index in 16..<80 {
      words[index] = rotated(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], by: 1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for index in 0..<80 {
      let (choice, constant): (UInt32, UInt32) =
        switch index {
        case 0..<20: (b & c | ~b & d, 0x5A82_7999)
        case 20..<40: (b ^ c ^ d, 0x6ED9_EBA1)
        case 40..<60: (b & c | b & d | c & d, 0x8F1B_BCDC)
        default: (b ^ c ^ d, 0xCA62_C1D6)
        }
      let next = rotated(a, by: 5) &+ choice &+ e &+ constant &+ words[index]
      (a, b, c, d, e) = (next, a, rotated(b, by: 30), c, d)
    }
    for (index, word) in [a, b, c, d, e].enumerated() { state[index] = state[index] &+ word }
  }

  private static func rotated(_ word: UInt32, by count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }
}
