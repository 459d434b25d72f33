import TicketsCore

/// What one line of the client holds.
enum Incoming: Equatable, Sendable {
  case message(Message)
  /// Several messages in an array, which one old version of the protocol allows.
  case batch([Result<Message, ProtocolError>])
  case refused(ProtocolError)

  /// The longest line that is read.
  static let limit = 16 << 20

  /// Reads a line; nothing for an empty one.
  init?(_ line: LineSplitter.Line) {
    guard case .whole(let bytes) = line else {
      self = .refused(ProtocolError(.notJSON, "a line has more than \(Self.limit >> 20) MiB"))
      return
    }
    if bytes.isEmpty || bytes == [Ascii.carriageReturn] { return nil }
    do throws(JSONFailure) {
      self.init(try JSONReader.read(bytes))
    } catch {
      self = .refused(ProtocolError(.notJSON, "the line is not JSON: \(error.message) (byte \(error.offset + 1))"))
    }
  }

  private init(_ value: JSON) {
    if let elements = value.elements {
      self =
        elements.isEmpty
        ? .refused(.invalidRequest("the array of messages is empty"))
        : .batch(elements.map { element in Result { () throws(ProtocolError) in try Message(element) } })
    } else {
      do throws(ProtocolError) {
        self = .message(try Message(value))
      } catch {
        self = .refused(error)
      }
    }
  }

  /// The id of the call whose answer is no longer wanted, when that is what the line says.
  var cancelled: JSON? {
    if case .message(.notice("notifications/cancelled", let params)) = self { params["requestId"] } else { nil }
  }
}
