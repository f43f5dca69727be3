"""What a drawing comes to once its parts are repeated: looked at before it is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

MOST = 50_000
"""Elements of a drawing, repeated ones as often as they are drawn."""

_DEEPEST = 100
"""Elements in each other, references followed."""

_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)")
_MARKED = ("marker", "marker-start", "marker-mid", "marker-end")


def too_much(data: bytes) -> bool:
    """Whether a drawing, an SVG, comes to more than there may be; one that is no XML does not."""
    try:
        tree = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return False
    return comes_to(tree) > MOST


def comes_to(tree: Any) -> int:
    """How many elements are drawn, references followed; MOST + 1 where it is more, or where they
    lead to themselves."""
    return _Count({element.get("id"): element for element in tree.iter() if element.get("id")})(
        tree
    )


class _Count:
    """Counts elements, each once; one that leads to itself comes to too much."""

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
    """What an element draws besides what stands in it, and how often."""
    for key, value in element.attrib.items():
        name = str(key).rpartition("}")[2]
        if name == "href" and value.startswith("#") and not str(element.tag).endswith("}a"):
            yield value[1:], 1
        points = len(element.get("d") or element.get("points") or "") // 2
        times = 1 + points if name in _MARKED or "marker" in value else 1
        yield from ((target, times) for target in _REFERENCE.findall(value))
