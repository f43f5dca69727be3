"""How many elements an SVG draws once its references are expanded, counted before it is drawn.

A few hundred bytes of `<use>`, patterns and markers that refer to each other can ask for billions
of elements ("billion laughs"). Each element is counted once, and its count multiplied by how often
it is referred to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

MOST = 50_000
"""Elements that a drawing may draw, repeated ones each time."""

_DEEPEST = 100
"""Levels of elements in each other, references followed: well within what recursion can take."""

_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)")
_MARKED = ("marker", "marker-start", "marker-mid", "marker-end")


def draws_too_much(data: bytes) -> bool:
    """Whether an SVG draws more elements than it may. One that is no XML does not: it is not
    drawn."""
    try:
        tree = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return False
    return elements_drawn(tree) > MOST


def elements_drawn(tree: Any) -> int:
    """How many elements are drawn, references followed; MOST + 1 where there are more, or where one
    refers to itself."""
    named = {element.get("id"): element for element in tree.iter() if element.get("id")}
    return _Counter(named)(tree)


class _Counter:
    """Counts the elements that an element draws. It remembers the counts, so that each element is
    looked at once; one that leads back to itself (`_open`) counts as too many."""

    def __init__(self, named: dict[str, Any]) -> None:
        self._named = named
        self._counts: dict[int, int] = {}
        self._open: set[int] = set()

    def __call__(self, element: Any) -> int:
        key = id(element)
        if key in self._counts:
            return self._counts[key]
        if key in self._open or len(self._open) >= _DEEPEST:
            return MOST + 1
        self._open.add(key)
        total = 1
        for part, times in self._drawn(element):
            total += self(part) * times
            if total > MOST:
                break
        self._open.discard(key)
        self._counts[key] = min(total, MOST + 1)
        return self._counts[key]

    def _drawn(self, element: Any) -> Iterator[tuple[Any, int]]:
        yield from ((child, 1) for child in element)
        for name, times in _referred(element):
            if name in self._named:
                yield self._named[name], times


def _referred(element: Any) -> Iterator[tuple[str, int]]:
    """The ids that an element refers to, each with how often it is drawn: a marker at every
    point."""
    for key, value in element.attrib.items():
        name = str(key).rpartition("}")[2]
        if name == "href" and value.startswith("#") and not str(element.tag).endswith("}a"):
            yield value[1:], 1
        points = len(element.get("d") or element.get("points") or "") // 2
        times = 1 + points if name in _MARKED or "marker" in value else 1
        yield from ((target, times) for target in _REFERENCE.findall(value))
