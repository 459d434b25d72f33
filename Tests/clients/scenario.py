"""What every client of the Model Context Protocol must be able to do with `tickets mcp`, whatever library it is."""

import json
import os

CORE = {"brief", "list", "show", "next", "claim", "log", "edit", "new", "merge_check"}


def check(holds, what):
    if not holds:
        # An exception would come out wrapped in those of every task of the library.
        print(f"failed: {what}", flush=True)
        os._exit(1)


async def flow(good, bad, ticket, folder, run):
    """Goes through every state, the work and somebody else's review of it among them, until the ticket is done."""

    async def stands_at(state, following):
        _, values = await good("flow", ticket=ticket, json=True)
        found = values["state"], values["next"] and values["next"]["state"]
        check(found == (state, following), f"flow: {found}")

    async def advance(state, **arguments):
        text, _ = await good("advance", ticket=ticket, **arguments)
        check(f" is {state}\n" in text and "\nbranch: main\n" in text, f"advance: {text}")

    await stands_at(None, "planned")
    await bad("status", "planned", ticket=ticket, status="done", run_id=run)
    await bad("advance", "evidence", ticket=ticket, run_id=run)
    await advance("planned", evidence="A counter in the login form", run_id=run)
    await bad("advance", "a change", ticket=ticket, evidence="Made it", run_id=run)
    with open(os.path.join(folder, "login.py"), "w") as file:
        file.write("LIMIT = 5\n")
    await bad("advance", "CLAIMED", ticket=ticket, evidence="Made it", run_id="somebody-else")
    await advance("implemented", evidence="Made it", run_id=run)
    await advance("tested", result="pass", run_id=run)
    await bad("advance", "another actor", ticket=ticket, result="pass", run_id=run)
    await advance("reviewed", result="pass", evidence="Tried it", actor_id="reviewer", actor_type="agent")
    await stands_at("reviewed", None)
    text, _ = await good("status", ticket=ticket, status="done", run_id=run)
    check("doing -> done" in text, f"status: {text}")


async def whole_ticket(client):
    """Takes one ticket from its beginning to its end.

    The client has `tools()`, `call(name, arguments)` for (text, is it an error, values), `resources()`, `read(uri)`
    and `refused(…)`, which runs what must end in an error of the protocol and returns its code.
    """
    tools = await client.tools()
    check(CORE <= set(tools), f"tools: {tools}")
    check(tools == await client.tools(), "the list of tools is another the second time")

    async def good(name, **arguments):
        text, is_error, values = await client.call(name, arguments)
        check(not is_error, f"{name} {arguments}: {text}")
        return text, values

    async def bad(name, words, **arguments):
        text, is_error, _ = await client.call(name, arguments)
        check(is_error and words in text, f"{name} {arguments} is no error with '{words}': {text}")

    _, values = await good(
        "new", title="Limit logins", priority="critical", acceptance=["The sixth is refused"], label=["flow:lite"],
        verification=["Try six times"], description="Five attempts are enough.", json=True)
    ticket, folder = values["id"], values["worktree"]
    check(len(ticket) == 36 and values["worktree"].startswith("/") and values["branch"] == "main", f"new: {values}")
    text, _ = await good("brief", ticket=ticket)
    check("Limit logins" in text and "The sixth is refused" in text, f"brief: {text}")
    check(ticket[-8:] in (await good("next"))[0], "next")
    _, values = await good("claim", ticket=ticket, json=True)
    run = values["run_id"]
    await bad("claim", "CLAIMED", ticket=ticket)
    text, _ = await good("edit", ticket=ticket, check=["1"], label=["bug"], run_id=run)
    check("criterion checked: The sixth is refused" in text and "\nbranch: main\n" in text, f"edit: {text}")
    text, _ = await good("log", ticket=ticket, summary="@done - all of it", verification_results="pass", run_id=run)
    check(run in text, f"log: {text}")
    await good("status", ticket=ticket, status="doing", run_id=run)
    await flow(good, bad, ticket, folder, run)
    text, values = await good("validate", json=True)
    check(values["errors"] == 0 and json.loads(text) == values, f"validate: {text}")
    check("Limit logins" in (await good("diff", revisions=["HEAD"]))[0], "diff")
    check("1 of 1 met" in (await good("show", ticket=ticket))[0], "show")
    _, values = await good("show", ticket=ticket, logs="all", json=True)
    entry = next((entry for entry in values["logs"] if entry["summary"] == "@done - all of it"), None)
    check(entry and entry["actor_type"] == "agent", f"log: {values['logs']}")
    text, values = await good("list", json=True)
    rows = values if isinstance(values, list) else values["result"]
    check(any(row["id"] == ticket for row in rows) and json.loads(text) == rows, f"list: {text}")
    await good("branches")
    await good("merge_check", revisions=["main"])
    _, values = await good("new", title="Another one", json=True)
    _, claim = await good("claim", ticket=values["id"], json=True)
    text, _ = await good("release", ticket=values["id"], run_id="somebody-else")
    check("not yours to give back" in text, "a claim of somebody else's stays")
    await good("release", ticket=values["id"], run_id=claim["run_id"])

    await bad("show", "NOT_FOUND", ticket="nothing-like-this")
    await bad("show", "USAGE")
    await bad("list", "USAGE", status=["nonsense"])
    check(await client.refused("call", "no_such_tool") == -32602, "an unknown tool")

    for uri in await client.resources():
        check(await client.read(uri), f"nothing in {uri}")
    check("Limit logins" in await client.read(f"ticket://{ticket}"), "the ticket as a resource")
    check(await client.refused("read", "ticket://nothing") in (-32002, -32602), "a resource that is not there")
    check(ticket in await client.prompt("work_on_ticket", ticket), "the prompt")
