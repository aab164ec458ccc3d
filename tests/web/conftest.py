"""The web app on a free port, for every test of this room."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn

from bot.model.chat import Language
from bot.web import Doors, make_app
from tests.web.site import TOKEN, Site


@pytest.fixture(params=[TOKEN])
async def site(request: pytest.FixtureRequest) -> AsyncIterator[Site]:
    site = Site()
    await site.chat.start(site.listen)
    app = make_app(Doors(site.chat, site.take, site.ready, lambda: b"nadhir_up 1\n", request.param, Language.ARABIC))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off", proxy_headers=False))
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  — uvicorn says it in no other way
        await asyncio.sleep(0.005)
    site.port = server.servers[0].sockets[0].getsockname()[1]
    yield site
    await site.chat.stop()
    server.should_exit = True
    await running
