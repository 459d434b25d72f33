/// A file that is not the same any more, with what it is now, as git would keep it.
package struct ChangedFile: Equatable, Sendable {
  /// From the top of the repository.
  package let path: String
  /// As git writes it: `100644`, or zeros where the file is gone.
  package let mode: String
  package let blob: String
  /// What it was; none where it is new.
  package let oldBlob: String?

  package init(path: String, mode: String, blob: String, oldBlob: String?) {
    (self.path, self.mode, self.blob, self.oldBlob) = (path, mode, blob, oldBlob)
  }

  /// Whether there is nothing of that name any more.
  package var isGone: Bool { mode == "000000" }
}

extension [ChangedFile] {
  /// The name of a change: a hash of what each file is now.
  ///
  /// Neither commits nor the state before go into it, so a rebase over other work does not change it.
  package var changeID: String {
    let lines = sorted { $0.path.precedesInBytes($1.path) }.map { "\($0.mode) \($0.blob) \($0.path)\0" }
    return SHA256.hex(of: [UInt8](lines.joined().utf8))
  }
}
