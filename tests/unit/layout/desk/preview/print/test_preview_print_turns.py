"""Pictures of pages wait for each other: what is looked at first, thumbnails last."""

import asyncio
from types import SimpleNamespace

import pytest
from support.processes.aside import aside

from layout.desk.preview.print.routes import edition, picture
from layout.desk.preview.workers.page_pictures import Pictures
from layout.desk.preview.workers.shared_run import Latest, Turns

pytestmark = pytest.mark.slow

THUMB, SHARP = "0.25", "2"


class Busy:
    """A worker whose tasks end when they are told to, one after the other."""

    pid = 1

    def __init__(self):
        self.began, self.progress = [], None
        self._ends = asyncio.Queue()

    async def call(self, task, first, *rest, leash=None):
        self.began.append((task, first))
        await self._ends.get()
        return {"pages": []} if task == "edition" else b"png"

    def end(self):
        self._ends.put_nowait(None)


class Asked(SimpleNamespace):
    """A request of a browser that stays."""

    async def body(self):
        return b""

    async def is_disconnected(self):
        return False


def asked_for(number=1, scale=SHARP):
    query = {"scale": scale, "revision": "r"}
    return Asked(path_params={"number": number}, query_params=query)


async def settle():
    """Lets everything go on that can."""
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.fixture
def desk():
    async def made():
        place = SimpleNamespace(story=None, alone=False)
        busy = Busy()  # who makes editions, and who draws: one after the other
        own = {"print": busy, "pictures": Pictures(busy), "latest": Latest(), "drawing": Turns()}
        return SimpleNamespace(**own, place=place)

    return made


def test_what_is_looked_at_is_drawn_before_thumbnails(desk):
    async def scene():
        here = await desk()
        strip = [asyncio.create_task(picture(here, asked_for(n, THUMB))) for n in (1, 2, 3)]
        await settle()
        table = asyncio.create_task(picture(here, asked_for(9)))
        for _ in range(4):
            await settle()
            here.print.end()
        await asyncio.gather(*strip, table)
        assert [number for _, number in here.print.began] == [1, 9, 2, 3]

    aside(scene())


def test_thumbnails_wait_for_an_edition_that_is_being_made(desk):
    async def scene():
        here = await desk()
        strip = [asyncio.create_task(picture(here, asked_for(n, THUMB))) for n in (1, 2)]
        await settle()
        making = asyncio.create_task(edition(here, asked_for()))
        await settle()
        here.print.end()
        await settle()
        assert [task for task, *_ in here.print.began] == ["picture", "edition"]
        table = asyncio.create_task(picture(here, asked_for(9)))
        for _ in range(3):
            await settle()
            here.print.end()
        await asyncio.gather(*strip, making, table)
        assert [number for _, number in here.print.began[2:]] == [9, 2]

    aside(scene())


def test_who_goes_away_gives_up_the_turn():
    async def scene():
        turns, order = Turns(), []

        async def draw(name, urgent):
            async with turns.turn(urgent):
                order.append(name)
                await asyncio.sleep(0)

        async with turns.turn(True):
            tasks = [asyncio.create_task(draw(name, False)) for name in "abc"]
            await settle()
            tasks[0].cancel()
        tasks[1].cancel()  # whose turn has just come
        await asyncio.gather(*tasks, return_exceptions=True)
        assert order == ["c"]

    aside(scene())
