"""What is open to templates: a room with its types, filters and functions. Imports no Jinja2."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any

_Opened = Mapping[type, frozenset[str]]
"""The attributes of each type that templates may read; of all other types they may read none."""


@dataclass(frozen=True, slots=True, eq=False)
class Granted:
    """A function that templates may call: they see nothing else of it."""

    function: Callable[..., Any]


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """The templates of an edition, and what they are given.

    `name` is their folder, in a theme as among ours. `calls` are types whose objects may be called
    as functions. `filters` hold for every page, those named in `of_page` for some: who renders one
    brings them along. With `lstrip` white space before a tag is dropped.
    """

    name: str
    opened: _Opened
    filters: Mapping[str, Callable[..., Any]]
    of_page: tuple[str, ...] = ()
    calls: frozenset[type] = field(default=frozenset())
    lstrip: bool = False


def fields_of(kind: Any, *properties: str, but: Iterable[str] = ()) -> frozenset[str]:
    """The fields of a dataclass, without some, and with the properties named.

    >>> sorted(fields_of(Granted, "name", but=("function",)))
    ['name']
    """
    return frozenset(each.name for each in fields(kind)) - frozenset(but) | frozenset(properties)


def size_of(facts: object, opened: _Opened) -> int:
    """The characters of all text that templates can reach from some facts, and the number of
    things that hold it. What is there twice counts once."""
    total, waiting = 0, [facts]
    seen: dict[int, object] = {}  # the things too: what a property made must not be gone
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, str):
            total += len(thing)
        elif id(thing) not in seen:
            seen[id(thing)] = thing
            total += 1
            waiting.extend(_parts(thing, opened))
    return total


def _parts(thing: Any, opened: _Opened) -> Iterator[Any]:
    if isinstance(thing, dict):
        yield from thing.values()
    elif isinstance(thing, list | tuple):
        yield from thing
    elif not isinstance(thing, PLAIN):
        yield from (getattr(thing, name) for name in sorted(opened.get(type(thing), ())))


PLAIN = (str, int, float, datetime.date, Enum, type(None))
"""What stands for itself and can be written: text, numbers, days, words of a list."""
