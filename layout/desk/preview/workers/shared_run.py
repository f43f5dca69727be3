"""Who waits for whom: `Latest`, one run of a kind at a time, the next one shared by all who asked
meanwhile; and `Turns`, whose page is drawn next.

What somebody looks at is drawn before thumbnails, and those wait for an edition that is being made.

    edition being made   ├──────────┤
    pages on the table    wait ─────┤├ drawn ┤        (the worker does one thing at a time)
    thumbnails            wait ────────────────┤├ drawn ┤
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any


class Latest:
    """Runs things by key, coalescing requests: all that arrive while a key's run goes on share one
    run afterwards, made in the way that the newest of them gives; all of them get its result.

        asks   a   b c d         e
        runs   ├─a─┤├─d─┤        ├─e─┤

    Fifty changes in a second thus cost only as many runs as there is time for, and the last change
    is always in the result.
    """

    def __init__(self) -> None:
        self._running: dict[Hashable, asyncio.Task[Any]] = {}
        self._next: dict[Hashable, tuple[Callable[[], Awaitable[Any]], asyncio.Future[Any]]] = {}

    async def run(self, key: Hashable, make: Callable[[], Awaitable[Any]]) -> Any:
        """What `make` gives, or the one that was asked for after it. Raises what that raises."""
        return await asyncio.shield(self.begin(key, make))

    def begin(self, key: Hashable, make: Callable[[], Awaitable[Any]]) -> asyncio.Future[Any]:
        """The same, for who does not wait: what it gives in the end, or raises, if that is looked
        at."""
        if key not in self._running:
            waiting: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
            self._begin(key, make, waiting)
        else:
            known = self._next.get(key)
            waiting = known[1] if known else asyncio.get_running_loop().create_future()
            self._next[key] = make, waiting
        return waiting

    def _begin(
        self, key: Hashable, make: Callable[[], Awaitable[Any]], waiting: asyncio.Future[Any]
    ) -> None:
        self._running[key] = asyncio.ensure_future(self._do(key, make, waiting))

    async def _do(
        self, key: Hashable, make: Callable[[], Awaitable[Any]], waiting: asyncio.Future[Any]
    ) -> None:
        try:
            _settle(waiting, await make())
        except asyncio.CancelledError:
            if _ending():
                self._forget(key, waiting)
                raise
            _fail(waiting, RuntimeError("the work was cancelled"))
        except Exception as error:
            _fail(waiting, error)
        finally:
            del self._running[key]
            following = self._next.pop(key, None)
            if following:
                self._begin(key, *following)

    def _forget(self, key: Hashable, waiting: asyncio.Future[Any]) -> None:
        """The loop is closing: what waits has no more turn."""
        waiting.cancel()
        following = self._next.pop(key, None)
        if following:
            following[1].cancel()


def _ending() -> bool:
    """Whether it is this task that is cancelled, not something that it waited for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _settle(waiting: asyncio.Future[Any], result: Any) -> None:
    if not waiting.done():
        waiting.set_result(result)


def _fail(waiting: asyncio.Future[Any], error: Exception) -> None:
    if not waiting.done():
        waiting.set_exception(error)
        waiting.exception()  # whoever asked may have gone away: then nobody else looks at it


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
