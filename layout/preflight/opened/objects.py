"""Every dictionary and stream that a file can be said to have: all that its trailer leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from layout.preflight.opened.numbers import same

_MOST = 300_000
"""Dictionaries and arrays of a file that are looked at."""


class Thing(NamedTuple):
    """A dictionary or stream: itself, and the key that leads to it."""

    value: Any
    key: str


def things(pdf: pikepdf.Pdf) -> Iterator[Thing]:
    """All dictionaries and streams that the trailer of a file leads to, each once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Thing] = [Thing(pdf.trailer, "/Trailer")]
    for _ in range(_MOST):
        if not waiting:
            return
        thing = waiting.pop()
        value = thing.value
        key = same(value)
        if key in seen:
            continue
        seen |= {key} if key else set()
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            waiting += [Thing(each, name) for name, each in value.items() if _leads_on(each)]
        elif isinstance(value, pikepdf.Array):
            waiting += [Thing(each, thing.key) for each in value if _leads_on(each)]


def _leads_on(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array)
