"""The client of `mcp` 1, as the hosts of last year have it."""

import asyncio
import sys

import scenario
from mcp import ClientSession, McpError, StdioServerParameters
from mcp.client.stdio import stdio_client


class Library:
    def __init__(self, session):
        self.session = session

    async def tools(self):
        return [tool.name for tool in (await self.session.list_tools()).tools]

    async def call(self, name, arguments):
        result = await self.session.call_tool(name, arguments)
        return result.content[0].text, bool(result.isError), result.structuredContent

    async def resources(self):
        await self.session.list_resource_templates()
        return [str(resource.uri) for resource in (await self.session.list_resources()).resources]

    async def read(self, uri):
        return (await self.session.read_resource(uri)).contents[0].text

    async def prompt(self, name, ticket):
        await self.session.list_prompts()
        return (await self.session.get_prompt(name, {"ticket": ticket})).messages[0].content.text

    async def refused(self, kind, name):
        try:
            await (self.call(name, {}) if kind == "call" else self.read(name))
        except McpError as error:
            return error.error.code
        return None


async def main(_, tool, folder):
    server = StdioServerParameters(command=tool, args=["mcp", "--tools", "all"], cwd=folder)
    async with stdio_client(server) as (reading, writing), ClientSession(reading, writing) as session:
        greeting = await session.initialize()
        scenario.check(greeting.protocolVersion == "2025-11-25", greeting.protocolVersion)
        await session.send_ping()
        await scenario.whole_ticket(Library(session))


asyncio.run(main(*sys.argv[1:]))
