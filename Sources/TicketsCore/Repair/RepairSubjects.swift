/// Where repairs find tickets: those that a check kept are at hand, others are read.
struct RepairSubjects: Sendable {
  let tree: any TicketTree
  private let atHand: [String: Document]

  init(in tree: any TicketTree, atHand: [String: Document]) {
    self.tree = tree
    self.atHand = atHand
  }

  /// The ticket of a folder.
  func subject(in folder: String, _ reader: any TreeReader) throws(RepairObjection) -> RepairSubject {
    if let document = atHand[folder] { return RepairSubject(folder: folder, document) }
    do throws(TreeFailure) {
      return RepairSubject(folder: folder, bytes: try reader.read("\(folder)/\(Layout.ticketFileName)"))
    } catch {
      throw RepairObjection("the ticket cannot be read: \(error.message)")
    }
  }

  /// A draft of the ticket of a folder, to which nothing was done yet.
  func draft(in folder: String, _ reader: any TreeReader) throws(RepairObjection) -> RepairDraft {
    RepairDraft(try subject(in: folder, reader))
  }

  /// Applies a function to each number below the count, on as many threads as pay, each with a reader of its own.
  func map<Value: Sendable>(
    count: Int, _ transform: @escaping @Sendable (any TreeReader, Int) -> Value
  ) throws(TreeFailure) -> [Value] {
    try Threads.map(count: count) { () throws(TreeFailure) in
      try tree.reader()
    } _: { (reader, index) throws(TreeFailure) in
      transform(reader, index)
    }
  }
}
