"""The client of `mcp` 2: it asks first, it insists on the handshake, or it knows the version."""

import asyncio
import sys

import scenario
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError


class Library:
    def __init__(self, client):
        self.client = client

    async def tools(self):
        return [tool.name for tool in (await self.client.list_tools()).tools]

    async def call(self, name, arguments):
        result = await self.client.call_tool(name, arguments)
        return result.content[0].text, bool(result.is_error), result.structured_content

    async def resources(self):
        await self.client.list_resource_templates()
        return [str(resource.uri) for resource in (await self.client.list_resources()).resources]

    async def read(self, uri):
        return (await self.client.read_resource(uri)).contents[0].text

    async def prompt(self, name, ticket):
        await self.client.list_prompts()
        return (await self.client.get_prompt(name, {"ticket": ticket})).messages[0].content.text

    async def refused(self, kind, name):
        try:
            await (self.call(name, {}) if kind == "call" else self.read(name))
        except MCPError as error:
            return error.error.code
        return None


async def main(mode, tool, folder):
    server = StdioServerParameters(command=tool, args=["mcp", "--tools", "all"], cwd=folder)
    async with Client(server, mode=mode) as client:
        wanted = "2025-11-25" if mode == "legacy" else "2026-07-28"
        scenario.check(client.protocol_version == wanted, f"{mode} speaks {client.protocol_version}")
        if mode == "legacy":
            await client.send_ping()
        await scenario.whole_ticket(Library(client))


asyncio.run(main(*sys.argv[1:]))
