import TestSupport
import Testing

/// A flow that is meant and cannot be read is never the same as none.
@Suite struct MeantFlowTests {
  @Test(arguments: [
    ("flow:liet", "Did you mean 'flow:lite'?"), ("Flow: lite", "'flow:lite'"), ("flow:nosuch", "There are: "),
  ])
  func `a label that names no flow is refused, and validation says where`(label: String, hint: String) throws {
    let work = try GatedWork(flow: "", "--label", label)
    for words in [["status", work.id, "done"], ["flow", work.id], ["advance", work.id], ["deliver", work.id]] {
      let refused = try work.tool(words)
      #expect([1, 2].contains(refused.status), "\(words)")
      #expect(refused.errorText.contains("the label '\(label)' names no flow"), "\(words): \(refused.errorText)")
      #expect(refused.errorText.contains(hint), "\(words): \(refused.errorText)")
    }
    #expect(try work.tool.succeed("show", work.id).contains("todo"))
    let found = try work.tool("validate")
    #expect(
      found.status == 0 && found.text.contains("FLOW_UNKNOWN: The label '\(label)' names no flow"), "\(found.text)")
    let forced = ["status", work.id, "done", "--force", "--summary", "The label is wrong"]
    #expect(try work.tool(forced + GatedWork.coder).status == 1)
    #expect(try work.tool(forced + GatedWork.reviewer).status == 0)
    // What is done needs no flow any more.
    #expect(try !work.tool("validate").text.contains("FLOW_UNKNOWN"))
  }

  @Test(arguments: [
    ("workflow: {flow: liet}", "'workflow.flow' must be"), ("workflow: {flwo: lite}", "'workflow.flwo' is unknown"),
    ("worklow: {flow: lite}", "'worklow' is unknown"), ("delivery: {asigned: true}", "'delivery.asigned' is unknown"),
    ("workflow: [", "cannot be read"), ("workflow: {flow: mine, flows: {mine: [{a: [nothing]}]}}", "'workflow.flow"),
  ])
  func `settings that cannot be read are told wherever a flow is asked for`(config: String, words: String) throws {
    let work = try GatedWork(flow: "", config: config + "\n")
    for command in [["flow", work.id], ["status", work.id, "doing"], ["status", work.id, "done"]] {
      let told = try work.tool(command)
      #expect(told.errorText.contains(words) && told.errorText.contains("is not in force"), "\(told.errorText)")
    }
    let found = try work.tool("validate")
    #expect(found.text.contains("CONFIG_"), "\(found.text)")
  }

  @Test func `other settings and other labels are nobody's business here`() throws {
    let work = try GatedWork(flow: "", config: "validatoin: {}\n", "--label", "workflow", "--label", "flowers:red")
    for command in [["flow", work.id], ["status", work.id, "doing"], ["status", work.id, "done"]] {
      let told = try work.tool(command)
      #expect(told.status == 0 && !told.errorText.contains("flow"), "\(told.errorText)")
    }
    #expect(try !work.tool("validate").text.contains("FLOW_UNKNOWN"))
    let none = try GatedWork(flow: "none")
    #expect(try none.tool("status", none.id, "done").status == 0)
  }
}
