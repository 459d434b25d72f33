import TicketsCore
import TicketsGit

/// A delivery, or what one would do.
struct DeliveryReport: Report {
  let id: String
  let upstream: WorkBranch.Upstream
  let head: ObjectID?
  let commit: ObjectID?
  let remoteTip: ObjectID?
  var isPushed = false
  var sorting: DirtSorting?

  private var isEqual: Bool { head != nil && head == remoteTip }

  var exitCode: ExitCode {
    if let sorting { return sorting.blocks.isEmpty ? .done : .found }
    return isPushed && !isEqual ? .found : .done
  }

  func write(to page: inout Page) {
    if let sorting { return write(sorting, to: &page) }
    let (here, there) = (head?.hex.prefix(12) ?? "-", remoteTip?.hex.prefix(12) ?? "nothing")
    if isEqual {
      page.line(
        Page.Piece("delivered", .green), Page.Piece(": \(upstream.name) is at \(there), as HEAD is"))
    } else {
      page.line(
        Page.Piece("done, not pushed", .yellow), Page.Piece(": HEAD is \(here), \(upstream.name) is at \(there)"))
    }
  }

  private func write(_ sorting: DirtSorting, to page: inout Page) {
    page.line("would be pushed to \(upstream.name)")
    for row in sorting.rows {
      switch row.dirt {
      case .delivered: page.line(Page.Piece("  deliver  ", .green), Page.Piece(row.file.path))
      case .untouched: page.line(Page.Piece("  leave    ", .faint), Page.Piece(row.file.path))
      case .warned(let why): page.line(Page.Piece("  warn     ", .yellow), Page.Piece("\(row.file.path): \(why)"))
      case .blocks(let why): page.line(Page.Piece("  blocks   ", .red), Page.Piece("\(row.file.path): \(why)"))
      }
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("commit", commit?.hex)
      json.member("remote", upstream.remote)
      json.member("remote_ref", upstream.reference)
      json.member("remote_oid", remoteTip?.hex)
      json.member("head", head?.hex)
      json.member("equal", isEqual)
      json.member("id", id)
      guard let sorting else { return }
      json.member("paths") { json in
        json.array { json in
          for row in sorting.rows {
            json.object { json in
              json.member("path", row.file.path)
              let (effect, why) = row.dirt.words
              json.member("effect", effect)
              json.member("why", why)
            }
          }
        }
      }
    }
  }
}

extension Dirt {
  /// The class, and why, in words.
  fileprivate var words: (effect: String, why: String?) {
    switch self {
    case .delivered: ("deliver", nil)
    case .untouched: ("leave", nil)
    case .warned(let why): ("warn", why)
    case .blocks(let why): ("block", why)
    }
  }
}
