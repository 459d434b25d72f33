"""Every answer, line by line, as the models of `mcp-types` have it: one set for each version of the protocol."""

import json
import subprocess
import sys

import scenario
from mcp_types import _v2025_11_25 as legacy
from mcp_types import _v2026_07_28 as modern

META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": {"name": "wire", "version": "1"},
}
CALLS = [
    ("tools/list", {}, "ListToolsResult"),
    ("tools/call", {"name": "list", "arguments": {}}, "CallToolResult"),
    ("tools/call", {"name": "validate", "arguments": {"json": True}}, "CallToolResult"),
    ("tools/call", {"name": "list", "arguments": {"json": True}}, "CallToolResult"),
    ("tools/call", {"name": "show", "arguments": {}}, "CallToolResult"),
    ("resources/list", {}, "ListResourcesResult"),
    ("resources/templates/list", {}, "ListResourceTemplatesResult"),
    ("resources/read", {"uri": "tickets://manual"}, "ReadResourceResult"),
    ("prompts/list", {}, "ListPromptsResult"),
    ("prompts/get", {"name": "work_on_ticket", "arguments": {"ticket": "x"}}, "GetPromptResult"),
]


def main(tool, folder):
    hello = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "wire", "version": "1"}}
    sent = [("initialize", hello, legacy.InitializeResult), ("ping", {}, legacy.EmptyResult)]
    sent += [(method, params, getattr(legacy, model)) for method, params, model in CALLS]
    sent += [("server/discover", {"_meta": META}, modern.DiscoverResult)]
    sent += [(method, {**params, "_meta": META}, getattr(modern, model)) for method, params, model in CALLS]
    lines = [
        json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        for number, (method, params, _) in enumerate(sent)
    ]
    run = subprocess.run([tool, "mcp", "--tools", "all"], input="\n".join(lines), cwd=folder, capture_output=True, text=True)
    scenario.check(run.returncode == 0 and run.stderr == "", f"exit {run.returncode}: {run.stderr}")
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    scenario.check([answer["id"] for answer in answers] == list(range(len(sent))), "an answer is missing")
    for answer, (method, _, model) in zip(answers, sent):
        legacy.JSONRPCResultResponse.model_validate(answer)
        # Nothing but what the version knows: whatever the model leaves out is ours alone.
        kept = model.model_validate(answer["result"]).model_dump(mode="json", by_alias=True, exclude_unset=True)
        scenario.check(kept == answer["result"], f"{method}: {model.__name__} knows only {kept}")


main(*sys.argv[2:])
