import Testing

/// What each tool keeps, with every field that is read: files by their paths.
struct ExchangeFixture: Sendable, CustomTestStringConvertible {
  let format: String
  /// What is named on the command line.
  let source: String
  let files: [String: String]
  /// The remarks that the source itself causes, as parts of them.
  var remarks: [String] = []

  var testDescription: String { format }

  static let all = [tk, backlog, beads, github, githubREST, car, aew, execplan]

  static let tk = ExchangeFixture(
    format: "tk", source: ".tickets",
    files: [
      ".tickets/nw-5c46.md": """
      ---
      id: nw-5c46
      status: in_progress
      deps: [nw-0001, nw-9999]
      links: [nw-0002]
      created: 2026-01-10T08:00:00Z
      type: bug
      priority: 0
      assignee: Sara
      external-ref: gh-123
      parent: nw-0003
      tags: [ui, backend]
      x-team: blue
      ---
      # Fix the login

      Users cannot log in.

      ---

      status: this is prose

      ## Design

      Use the session store.

      ## Acceptance Criteria

      - Login works
      - Tests pass

      ## Notes

      **2026-01-11T09:00:00Z**

      First note
      second line

      **2026-01-12T10:00:00Z**

      Another note

      """,
      ".tickets/nw-0001.md":
        "---\nid: nw-0001\nstatus: closed\ndeps: []\nlinks: []\ncreated: 2026-01-01T08:00:00Z\ntype: task\npriority: 1\n---\n# One\n\n",
      ".tickets/nw-0002.md":
        "---\nid: nw-0002\nstatus: open\ndeps: []\nlinks: []\ncreated: 2026-01-02T08:00:00Z\ntype: feature\npriority: 2\n---\n# Two\n\nText.\n",
      ".tickets/nw-0003.md":
        "---\nid: nw-0003\nstatus: open\ndeps: []\nlinks: []\ncreated: 2026-01-03T08:00:00Z\ntype: epic\npriority: 4\n---\n# Three\n\n",
    ], remarks: ["nw-9999"])

  static let backlog = ExchangeFixture(
    format: "backlog", source: ".",
    files: [
      "backlog/config.yml":
        "project_name: P\nstatuses: [\"To Do\", \"Brewing\", \"In Progress\", \"Done\"]\ntask_prefix: BACK\n",
      "backlog/tasks/back-12 - Add-search.md": """
      ---
      id: BACK-12
      title: Add search
      status: Brewing
      assignee:
        - '@sara'
        - '@bob'
      created_date: '2025-06-03 21:20'
      updated_date: '2025-06-04 10:00'
      labels:
        - cli
      milestone: m-1
      dependencies:
        - task-3
      references:
        - docs/search.md
      parent_task_id: back-10
      priority: high
      type: feature
      due: '2025-07-01'
      modified_files:
        - src/search.ts
      ordinal: 1000
      onStatusChange: 'touch /tmp/never'
      ---

      ## Description

      <!-- SECTION:DESCRIPTION:BEGIN -->
      Search all tasks.
      <!-- SECTION:DESCRIPTION:END -->

      ## Acceptance Criteria
      <!-- AC:BEGIN -->
      - [x] #1 It finds titles
      - [ ] #2 It finds text
      <!-- AC:END -->

      ## Implementation Plan

      <!-- SECTION:PLAN:BEGIN -->
      1. Index
      <!-- SECTION:PLAN:END -->

      ## Implementation Notes

      <!-- SECTION:NOTES:BEGIN -->
      Began with titles.
      <!-- SECTION:NOTES:END -->

      ## Final Summary

      <!-- SECTION:FINAL_SUMMARY:BEGIN -->
      Titles are found.
      <!-- SECTION:FINAL_SUMMARY:END -->

      """,
      "backlog/tasks/back-10 - Parent.md":
        "---\nid: BACK-10\ntitle: Parent\nstatus: In Progress\nassignee: []\ncreated_date: '2025-06-01'\nlabels: []\ndependencies: []\n---\n\n## Description\n\nAll of it.\n",
      "backlog/completed/back-3 - Old.md":
        "---\nid: BACK-3\ntitle: Old\nstatus: Done\nassignee: []\ncreated_date: '2025-05-01'\nlabels: []\ndependencies: []\n---\n\n## Description\n\nDone.\n",
      "backlog/archive/tasks/back-4 - Dropped.md":
        "---\nid: BACK-4\ntitle: Dropped\nstatus: Won't Do\nassignee: []\ncreated_date: '2025-05-02'\nlabels: []\ndependencies: []\n---\n\n## Description\n\nNo.\n",
      "backlog/drafts/draft-1 - Idea.md":
        "---\nid: draft-1\ntitle: Idea\nstatus: Draft\nassignee: []\ncreated_date: '2025-05-03'\nlabels: []\ndependencies: []\n---\n\n## Description\n\nPerhaps.\n",
      "backlog/milestones/m-1 - First.md":
        "---\nid: m-1\ntitle: First\ncreated_date: '2025-05-04'\n---\n\n## Description\n\nThe first.\n",
    ], remarks: ["onStatusChange"])

  static let beads = ExchangeFixture(
    format: "beads", source: ".beads",
    files: [
      ".beads/issues.jsonl": [
        #"{"id":"bd-0001","title":"One","status":"closed","priority":0,"issue_type":"bug","created_at":"2026-01-01T10:00:00Z","updated_at":"2026-01-02T10:00:00Z","closed_at":"2026-01-02T10:00:00Z","close_reason":"Fixed in abc"}"#,
        #"{"id":"bd-0002","title":"Two","status":"deferred","priority":3,"issue_type":"task","created_at":"2026-01-02T10:00:00Z","updated_at":"2026-01-02T10:00:00Z"}"#,
        #"{"id":"bd-0003","title":"Three","status":"open","priority":2,"issue_type":"epic","created_at":"2026-01-03T10:00:00Z","updated_at":"2026-01-03T10:00:00Z"}"#,
        #"{"id":"bd-0004","title":"Four","status":"blocked","priority":4,"issue_type":"chore","created_at":"2026-01-04T10:00:00Z","updated_at":"2026-01-04T10:00:00Z"}"#,
        #"{"id":"bd-a1b2","title":"Parse dates","description":"All of them.","design":"A scanner.","acceptance_criteria":"- [ ] ISO dates\n- [ ] Offsets","notes":"See RFC 3339.","status":"in_progress","priority":1,"issue_type":"feature","assignee":"ada","estimated_minutes":90,"created_at":"2026-01-05T10:00:00.123456789+01:00","created_by":"ada","updated_at":"2026-01-06T10:00:00Z","external_ref":"gh-9","labels":["time","core"],"dependencies":[{"issue_id":"bd-a1b2","depends_on_id":"bd-0001","type":"blocks","created_at":"2026-01-05T10:00:00Z","created_by":"ada"},{"issue_id":"bd-a1b2","depends_on_id":"bd-0002","type":"related"},{"issue_id":"bd-a1b2","depends_on_id":"bd-0003","type":"parent-child"},{"issue_id":"bd-a1b2","depends_on_id":"bd-0004","type":"discovered-from"}],"comments":[{"id":1,"issue_id":"bd-a1b2","author":"bob","text":"Leap seconds?","created_at":"2026-01-05T12:00:00Z"}],"unknown":{"a":[1,2.50]}}"#,
      ].joined(separator: "\n") + "\n"
    ])

  static let github = ExchangeFixture(
    format: "github", source: "issues.json",
    files: [
      "issues.json": #"""
      [{"number":12,"title":"Crash on start","body":"It crashes.\n\n- [ ] #13\n- [x] #14\n\n## Steps\n\nStart it.","state":"OPEN","stateReason":"","labels":[{"id":"L1","name":"bug","color":"d73a4a"},{"name":"priority:high"}],"assignees":[{"login":"ada"},{"login":"bob"}],"milestone":{"number":1,"title":"v1.0"},"author":{"login":"cy"},"createdAt":"2026-01-12T08:00:00Z","updatedAt":"2026-01-13T08:00:00Z","url":"https://github.com/o/r/issues/12","comments":[{"author":{"login":"ada"},"body":"Confirmed.","createdAt":"2026-01-12T09:00:00Z"}]},
      {"number":13,"title":"Read the log","body":"","state":"CLOSED","stateReason":"COMPLETED","labels":[],"assignees":[],"milestone":null,"author":{"login":"cy"},"createdAt":"2026-01-13T08:00:00Z","url":"https://github.com/o/r/issues/13","comments":[]},
      {"number":14,"title":"Rewrite it","body":"No.","state":"CLOSED","stateReason":"NOT_PLANNED","labels":[],"assignees":[],"milestone":null,"author":{"login":"cy"},"createdAt":"2026-01-14T08:00:00Z","url":"https://github.com/o/r/issues/14","comments":[]}]

      """#
    ])

  static let githubREST = ExchangeFixture(
    format: "github", source: "rest.json",
    files: [
      "rest.json": #"""
      [{"html_url":"https://github.com/o/r/issues/7","number":7,"title":"From REST","user":{"login":"cy"},"labels":[{"name":"docs"}],"state":"closed","state_reason":"not_planned","assignees":[{"login":"ada"}],"assignee":{"login":"ada"},"milestone":{"title":"v2"},"comments":3,"created_at":"2026-01-07T08:00:00Z","body":"Text"},
      {"html_url":"https://github.com/o/r/issues/8","number":8,"title":"Part","user":{"login":"cy"},"labels":[],"state":"open","state_reason":null,"assignees":[],"milestone":null,"comments":0,"created_at":"2026-01-08T08:00:00Z","parent_issue_url":"https://api.github.com/repos/o/r/issues/7","body":null},
      {"html_url":"https://github.com/o/r/pull/9","number":9,"title":"A pull request","user":{"login":"cy"},"labels":[],"state":"open","created_at":"2026-01-09T08:00:00Z","pull_request":{"url":"x"},"body":null}]

      """#
    ])

  static let car = ExchangeFixture(
    format: "car", source: ".codex-autorunner/tickets",
    files: [
      ".codex-autorunner/tickets/TICKET-001.md": """
      ---
      agent: codex
      done: true
      ticket_id: tkt_abc
      title: "Scaffold"
      goal: "A first build"
      ticket_kind: implementation
      reasoning: medium
      model: gpt-x
      pr_url: https://github.com/o/r/pull/3
      dispatches:
        - at: 2026-01-02T10:00:00Z
          agent: codex
          summary: Asked for a review
      ---

      Make it build.

      ## Definition of done

      - [x] It builds

      ## Tests

      - make

      ## Notes for later

      None.

      """,
      ".codex-autorunner/tickets/TICKET-002-review.md":
        "---\nagent: user\ndone: false\ntitle: Review\n---\n\nLook at it.\n",
      ".codex-autorunner/tickets/TICKET-010.md":
        "---\nagent: opencode\ndone: false\ntitle: Polish\n---\n\nMake it nice.\n",
    ])

  static let aew = ExchangeFixture(
    format: "aew", source: "tickets",
    files: [
      "tickets/TKT-002.yaml": """
      # A nested ticket
      schema_version: 2
      ticket:
        id: TKT-002
        title: "Add an endpoint"
        status: active
        ticket_class: full
        work_kind: feature
        phase: build
        owner_agent: workflow-ticket-implementer
        created_at: "2026-02-02T10:00:00Z"
        depends_on: [TKT-001]
        order: 20
      context:
        background: The API has none.
        constraints:
          - no new dependency
      acceptance:
        acceptance_criteria:
          - id: AC-1
            text: It answers
          - given: a token
            when: it is called
            then: it answers 200
      tests:
        - command: make test
          proves: AC-1
      scope:
        allowed_files: [src/api.py]
        forbidden_files: [secrets/**]
      unresolved_decisions:
        - Which port?
      execution_result:
        status: partial
        completed_at: "2026-02-03T10:00:00Z"
      completed_states: [source_lock_validated, plan_recorded]
      unknown:
        deep: [1, {a: b}]

      """,
      "tickets/TKT-001.yml": """
      schema_version: 1
      id: TKT-001
      title: Flat
      status: ready
      created_at: "2026-02-01T10:00:00Z"
      context: Some words.
      acceptance_criteria: [One, Two]
      order: 10

      """,
      "tickets/quick.yaml": """
      schema_version: 1
      quick_ticket:
        ticket_id: TKT-Q1
        title: Fix a typo
        status: deferred
        created_at: "2026-02-04T10:00:00Z"
        objective: One word.
        exact_files: [README.md]

      """,
      "tickets/orchestrator.yaml": """
      schema_version: 2
      orchestrator:
        ticket_id: TKT-P
        title: All of it
        status: backlog
        created_at: "2026-01-30T10:00:00Z"
        child_tickets: [TKT-001, TKT-002]

      """,
      "tickets/policy.yaml": "schema_version: 1\nbranch: main\n",
    ])

  static let execplan = ExchangeFixture(
    format: "execplan", source: ".",
    files: [
      ".agent/exec_plans/auth/EP-20260117-014_auth.md": """
      ---
      id: EP-20260117-014
      title: "Auth refresh"
      status: active
      kind: feature
      domain: backend
      owner: "@core"
      created: 2026-01-17
      updated: 2026-01-18
      touches: [api, db]
      tags: [auth]
      risk: med
      links:
        issue: "#7"
        pr: ""
      ---

      # Auth refresh

      This plan is a living document.

      ## Purpose / Big Picture

      Sessions survive a restart.

      ## Decision Log

      - 2026-01-17: Redis.

      """,
      ".agent/exec_plans/auth/milestones/active/EP-20260117-014_MS002_core.md": """
      ---
      id: EP-20260117-014/MS002
      execplan_id: EP-20260117-014
      ms: 2
      title: "Core"
      status: planned
      domain: backend
      owner: "@core"
      created: 2026-01-18
      updated: 2026-01-18
      depends_on: [EP-20260117-014/MS001]
      tags: []
      ---

      <!-- SECTION: Metadata -->
      # Core

      ---

      <!-- SECTION: Objective -->
      ## Objective

      The callback flow works.

      ---

      <!-- SECTION: Definition of Done -->
      ## Definition of Done

      - Tests pass

      ---

      <!-- SECTION: Validation / QA Plan -->
      ## Validation / QA Plan

      - pytest

      """,
      ".agent/exec_plans/auth/milestones/archive/2026/01/19/EP-20260117-014_MS001_design.md":
        "---\nid: EP-20260117-014/MS001\nexecplan_id: EP-20260117-014\nms: 1\ntitle: Design\nstatus: completed\ndomain: backend\nowner: \"@core\"\ncreated: 2026-01-17\nupdated: 2026-01-19\n---\n\n# Design\n\n## Objective\n\nKnow how.\n",
      ".agent/exec_plans/archive/old/EP-20250101-001_old.md":
        "---\nid: EP-20250101-001\ntitle: Old plan\nstatus: archived\nkind: infra\ndomain: infra\nowner: \"@ops\"\ncreated: 2025-01-01\nupdated: 2025-02-01\n---\n\n# Old plan\n\n## Objective\n\nGone.\n",
    ])
}
