"""Work done aside: by a copy of this process, at the same time, and with the same result.

A copy has all that this process has, so nothing need be sent there; its result is sent back. Where
copies cannot be made, or one dies, the work is done here when its result is requested.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol, Self, TypeVar

from layout.work.processes.copies import ABLE, copied, end

_Result = TypeVar("_Result")


class Begin(Protocol):
    """Begins work, and gives what waits for it and gives its result; that is called once."""

    def __call__(self, do: Callable[[], _Result], /) -> Callable[[], _Result]:
        """Raises, when the result is requested, what the work raised."""


def at_once(do: Callable[[], _Result], /) -> Callable[[], _Result]:
    """Work that is done here, when its result is requested."""
    return do


class Asides:
    """What is done aside within a `with` block; when that ends, what was not requested is dropped.

    Only where this system can copy a process: see `layout.work.processes.copies`.
    """

    def __init__(self, cores: int) -> None:
        self._able = cores > 1 and ABLE
        self._running: dict[int, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pid in tuple(self._running):
            self._ended(pid)

    @property
    def busy(self) -> bool:
        """Whether something is being done aside, or has been and was not requested yet."""
        return bool(self._running)

    def __call__(self, do: Callable[[], _Result], /) -> Callable[[], _Result]:
        """Begin something aside."""
        if not self._able:
            return at_once(do)
        begun = _begun(do)
        if begun is None:
            return at_once(do)
        pid, reading = begun
        self._running[pid] = reading

        def result() -> _Result:
            with os.fdopen(os.dup(reading), "rb") as pipe:
                data = pipe.read()
            self._ended(pid)
            try:
                done, found = pickle.loads(data)
            except (EOFError, pickle.UnpicklingError):  # the copy died before all of it was sent
                return do()
            if not done:
                raise found
            value: _Result = found
            return value

        return result

    def _ended(self, pid: int) -> None:
        os.close(self._running.pop(pid))
        end(pid)


def _begun(do: Callable[[], Any]) -> tuple[int, int] | None:
    """The number of a copy that works, and where its result is read; None where the system has no
    room for one."""
    try:
        reading, writing = os.pipe()
    except OSError:
        return None
    try:
        pid = copied(lambda: _work(do, writing))
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    os.close(writing)
    return pid, reading


def _work(do: Callable[[], Any], writing: int) -> None:
    """What the copy does: it works, and sends what came of it."""
    try:
        found = (True, do())
    except Exception as error:
        found = (False, error)
    with suppress(Exception):  # what cannot be sent is worked out where it is wanted
        data = pickle.dumps(found)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(data)
