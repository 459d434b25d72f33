"""The client of `fastmcp`: a third party's."""

import asyncio
import sys

import scenario
from fastmcp import Client
from fastmcp.client.transports import StdioTransport


class Library:
    def __init__(self, client):
        self.client = client

    async def tools(self):
        return [tool.name for tool in await self.client.list_tools()]

    async def call(self, name, arguments):
        result = await self.client.call_tool(name, arguments, raise_on_error=False)
        return result.content[0].text, bool(result.is_error), result.structured_content

    async def resources(self):
        await self.client.list_resource_templates()
        return [str(resource.uri) for resource in await self.client.list_resources()]

    async def read(self, uri):
        return (await self.client.read_resource(uri))[0].text

    async def prompt(self, name, ticket):
        await self.client.list_prompts()
        return (await self.client.get_prompt(name, {"ticket": ticket})).messages[0].content.text

    async def refused(self, kind, name):
        try:
            await (self.call(name, {}) if kind == "call" else self.read(name))
        except Exception as error:
            code = getattr(getattr(error, "error", None), "code", None)
            return code if code is not None else getattr(error, "code", -32602)
        return None


async def main(_, tool, folder):
    transport = StdioTransport(command=tool, args=["mcp", "--tools", "all"], cwd=folder)
    async with Client(transport) as client:
        await scenario.whole_ticket(Library(client))


asyncio.run(main(*sys.argv[1:]))
