"""One thing of a kind at a time: who asks while it is done shares the next run, and no other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Any


class Latest:
    """Runs things by key. Of all that is asked for while a key's run goes on, one run is made
    afterwards, with the newest way to make it; all who asked get its result.

        asks   a   b c d         e
        runs   ├─a─┤├─d─┤        ├─e─┤

    So that fifty changes in a second cost as many runs as there is time for, and the last one
    always is in what comes out.
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
