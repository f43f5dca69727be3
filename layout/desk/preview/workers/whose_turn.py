"""Whose page is drawn next: what somebody looks at goes before thumbnails, and those wait for an
edition that is being made.

    edition being made   ├──────────┤
    pages on the table    wait ─────┤├ drawn ┤        (the worker does one thing at a time)
    thumbnails            wait ────────────────┤├ drawn ┤
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager


class Turns:
    """Gives turns, one at a time: to who is urgent first, to the others in their order, and only
    while no edition is being made."""

    def __init__(self) -> None:
        self._taken = False
        self._making = 0
        self._urgent: list[asyncio.Future[None]] = []
        self._others: list[asyncio.Future[None]] = []

    @asynccontextmanager
    async def turn(self, urgent: bool) -> AsyncIterator[None]:
        """Waits for a turn, and has it until the block ends."""
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        (self._urgent if urgent else self._others).append(mine)
        self._next()
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():  # the turn had just come
                self._end()
            raise
        try:
            yield
        finally:
            self._end()

    @contextmanager
    def making(self) -> Iterator[None]:
        """While the block lasts an edition is being made."""
        self._making += 1
        try:
            yield
        finally:
            self._making -= 1
            self._next()

    def _next(self) -> None:
        while not self._taken:
            waiting = self._urgent or ([] if self._making else self._others)
            if not waiting:
                return
            first = waiting.pop(0)
            if not first.done():  # else somebody went away
                self._taken = True
                first.set_result(None)

    def _end(self) -> None:
        self._taken = False
        self._next()
