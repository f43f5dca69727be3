"""An element of HTML and what stands in it; how the parts of a list, a figure or the like are kept
apart from what stands loose between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_TEXTS = {
    "svg": frozenset(("foreignobject", "desc", "title")),
    "math": frozenset("mi mo mn ms mtext annotation-xml".split()),
}
"""Elements of drawings and formulas in which HTML stands."""
_SILENT = ("script", "style", "template", "noscript", "title")


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name in lower case, its attributes, and what stands in it in order.

    `line` counts from 0 at the beginning of the HTML. `foreign` is "svg" or "math" for those and
    for what is part of them.
    """

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int = 0
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None
    foreign: str = ""

    def get(self, name: str) -> str:
        """An attribute's value, "" where it has none."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        """The names in its class, in lower case."""
        return self.attributes.get("class", "").lower().split()

    @property
    def draws(self) -> str:
        """Of which of "svg" and "math" what stands in it is part, "" where that is HTML."""
        if self.foreign and self.name not in _TEXTS[self.foreign]:
            return self.foreign
        return ""

    def elements(self) -> Iterator[Element]:
        """All elements in it, in source order."""
        stack = [iter(self.children)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif isinstance(child, Element):
                yield child
                stack.append(iter(child.children))

    def text_seen(self, most: int) -> str:
        """Text in it without that of scripts and the like, white space folded; no more of it is
        read than this many characters."""
        parts: list[str] = []
        length = 0
        stack: list[Iterator[Element | str]] = [iter(self.children)]
        while stack and length < most:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif not isinstance(child, Element):
                parts.append(" ".join(child.split()))
                length += len(parts[-1]) + bool(parts[-1])
            elif child.name not in _SILENT:
                stack.append(iter(child.children))
        return " ".join(filter(None, parts))

    def text(self) -> str:
        """All text in it, as it stands."""
        parts: list[str] = []
        stack: list[Iterator[Element | str]] = [iter(self.children)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif isinstance(child, Element):
                stack.append(iter(child.children))
            else:
                parts.append(child)
        return "".join(parts)


LOOSE = "newsgrid-loose"
"""The name of what holds children that stand where parts of their parent should."""


def parts_of(
    children: Iterable[Element | str], is_part: Callable[[Element], bool]
) -> Iterator[Element]:
    """The parts among children; what stands loose between two of them is put in one element."""
    loose: list[Element | str] = []
    for child in children:
        if not isinstance(child, Element) or not is_part(child):
            loose.append(child)
            continue
        yield from _loose(loose)
        loose = []
        yield child
    yield from _loose(loose)


def _loose(children: list[Element | str]) -> Iterator[Element]:
    if any(isinstance(child, Element) or child.strip() for child in children):
        line = next((child.line for child in children if isinstance(child, Element)), 0)
        parent = next((one.parent for one in children if isinstance(one, Element)), None)
        yield Element(LOOSE, line=line, children=children, parent=parent)
