"""Pictures of pages, by the worker that has the edition and the one that draws; a page that cannot
be drawn is reported once.

    asked ──> drawer: has it, or its page     ──────────────> picture
                 └ no ──> printer: the page's PDF ──> drawer ──> picture

A drawing ends when it has taken too long or too much memory: the page is refused then, and not
tried again at that size or a larger one. It also ends when the page is not what it was any more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from layout.desk.preview.workers.bounded_store import Kept
from layout.desk.preview.workers.page_raster import LEAST, MOST, ROOM
from layout.desk.preview.workers.process import DIED, OVERTAKEN, Leash, Worker
from slots.finding import BadInput, Finding, Severity

SECONDS = 20.0
"""Seconds that a page may take to be drawn: some hundred times what a full one takes."""

LOOK = 1.0
"""Seconds between two looks whether anybody still waits for a drawing."""

_REFUSED = 256
"""Pages remembered that cannot be drawn."""


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A page of an edition, `scale` pixels a point, of a revision."""

    story: str
    number: int
    scale: float
    revision: str

    def slow(self) -> Finding:
        """It takes too long."""
        message = f"page {self.number} takes more than {SECONDS:.0f} seconds to draw: not shown"
        return Finding("slow-page", Severity.ERROR, message, hint=_REMEDY)

    def heavy(self) -> Finding:
        """Who draws it dies, as when it takes too much memory."""
        most = f"{ROOM // (1 << 20):,} MB"
        message = f"page {self.number} takes more than {most} of memory to draw: not shown"
        return Finding("heavy-page", Severity.ERROR, message, hint=_REMEDY)


_REMEDY = "look for artwork on it that repeats itself, or is far larger than it is printed"


@dataclass(slots=True, eq=False)
class _Drawing:
    """What is being drawn."""

    story: str
    revision: str
    leash: Leash


class Pictures:
    """Pictures of pages. One is drawn at a time: who asks waits for a turn before."""

    def __init__(self, drawer: Worker) -> None:
        self.drawer = drawer
        self._drawing: _Drawing | None = None
        self._refused: Kept[str, tuple[float, Finding]] = Kept(_REFUSED)

    async def warm(self) -> None:
        """Starts the drawer, where it was not started yet: before anything is there to be drawn."""
        if self.drawer.pid is None:
            with suppress(BadInput):
                await self.drawer.call("warm")

    async def picture(
        self, request: PictureRequest, printer: Worker, gone: Callable[[], Awaitable[bool]]
    ) -> tuple[bytes, bool] | None:
        """A page as a PNG, and whether it is of the revision requested; None without the page, or
        where whoever asked is `gone`. Raises BadInput where it cannot be painted or drawn."""
        scale = min(max(request.scale, LEAST), MOST)
        wanted = PictureRequest(request.story, request.number, scale, request.revision)
        found = await self._drawn(wanted, None, gone)
        if found is not None:
            return found, True
        while not await gone():
            page = await printer.call("page_pdf", request.story, request.number)
            if page is None:
                return None
            pdf, now = page
            found = await self._drawn(
                PictureRequest(request.story, request.number, scale, now), pdf, gone
            )
            if found is not None:
                return found, now == request.revision
        return None

    async def artwork(
        self,
        request: PictureRequest,
        pdf: Callable[[], Awaitable[bytes]],
        gone: Callable[[], Awaitable[bool]],
    ) -> bytes | None:
        """The first page of a PDF that is no edition's, as a PNG; None where whoever asked is
        `gone`. Raises BadInput where it cannot be drawn, and what `pdf` raises."""
        found = await self._drawn(request, None, gone)
        return found or await self._drawn(request, await pdf(), gone)

    def only(self, story: str, revisions: Collection[str]) -> None:
        """An edition has these pages now: a drawing of one that is gone ends."""
        drawing = self._drawing
        if drawing and drawing.story == story and drawing.revision not in revisions:
            drawing.leash.pull()

    def refused(self, revisions: Collection[str]) -> tuple[Finding, ...]:
        """Why some of these pages are not shown."""
        found = (self._refused.get(revision) for revision in revisions)
        return tuple(each[1] for each in found if each)

    async def _drawn(
        self, request: PictureRequest, pdf: bytes | None, gone: Callable[[], Awaitable[bool]]
    ) -> bytes | None:
        """A page drawn; None where its PDF is needed, or where the drawing was ended."""
        known = self._refused.get(request.revision)
        if known and request.scale >= known[0]:
            raise BadInput([known[1]])
        try:
            return await self._once(request, pdf, gone)
        except BadInput as error:
            if error.findings != (DIED,):
                return self._ended(request, error.findings)
        if pdf is None:  # it may have been what was kept that took all memory
            return None
        try:
            return await self._once(request, pdf, gone)
        except BadInput as error:
            return self._ended(request, error.findings)

    def _ended(self, request: PictureRequest, why: tuple[Finding, ...]) -> bytes | None:
        """Handles the end of a drawing: nothing, where it was overtaken. Raises BadInput."""
        if why == (OVERTAKEN,):
            return None
        found = (request.heavy(),) if why == (DIED,) else why
        if found[0].code in ("heavy-page", "slow-page"):
            self._refused.put(request.revision, (request.scale, found[0]))
        raise BadInput(found) from None

    async def _once(
        self, request: PictureRequest, pdf: bytes | None, gone: Callable[[], Awaitable[bool]]
    ) -> bytes | None:
        leash = Leash(SECONDS, request.slow())
        self._drawing = drawing = _Drawing(request.story, request.revision, leash)
        given = request.number, request.revision, request.scale, pdf
        drawn = asyncio.ensure_future(self.drawer.call("picture", *given, leash=leash))
        try:
            while not (await asyncio.wait((drawn,), timeout=LOOK))[0]:
                if await gone():
                    leash.pull()
            picture: bytes | None = drawn.result()
            return picture
        finally:
            if self._drawing is drawing:
                self._drawing = None


def revisions_of(edition: dict[str, Any]) -> tuple[str, ...]:
    """The revisions of an edition's pages, from the data of the print bench."""
    return tuple(page["revision"] for page in edition["pages"])
