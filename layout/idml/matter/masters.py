"""Master pages: what the pages of a section have in common above their stories.

The folio of a section's pages stands on its master, left and right, with the page's number as a
marker; so do the masthead of page one, and the head of a section on its first page. A page whose
furniture is not just so keeps it as its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from layout.idml.matter.paragraphs import main_type, text_of
from layout.idml.matter.set_matter import Ruled, SetParagraph, SetRun, Thread
from layout.page.document import Document, Page
from layout.page.rect import Rect

_ROLES = ("masthead", "section_head", "folio")
_NUMBER_WIDE = 40_000
"""Millipoints that the frame of a page's number is wide, whatever that is."""
_UNDER = 2
"""Rows below the lowest of it in which lines across the page belong to furniture."""
_SAMPLE = "#"


@dataclass(frozen=True, slots=True)
class Master:
    """A master spread: its letter and name, and what stands on its left and its right page."""

    prefix: str
    name: str
    threads: tuple[Thread, ...]
    rules: tuple[Ruled, ...]


@dataclass(frozen=True, slots=True)
class Mastered:
    """The masters of a document, the number in them of each page's (none for a page without), and
    what is left to pages."""

    masters: tuple[Master, ...]
    of_page: Mapping[int, int]
    threads: tuple[Thread, ...]
    rules: tuple[Ruled, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Furniture:
    """The furniture of a page, and what makes it the same as another's."""

    page: Page
    threads: tuple[Thread, ...]
    rules: tuple[Ruled, ...]
    key: tuple[Any, ...]

    @property
    def kind(self) -> str:
        """What page it is the furniture of."""
        names = {thread.name for thread in self.threads}
        return next(role for role in _ROLES if role in names)


def mastered(document: Document, threads: Sequence[Thread], rules: Sequence[Ruled]) -> Mastered:
    """The masters of a document, from all its threads and rules."""
    found = [one for page in document.pages if (one := _furniture(page, threads, rules)).threads]
    groups: dict[tuple[str, str], dict[int, _Furniture]] = {}
    of_page: dict[int, int] = {}
    gone: set[int] = set()
    for one in found:
        sides = groups.setdefault((one.page.section, one.kind), {})
        model = sides.setdefault(one.page.number % 2, one)
        if model.key == one.key:
            of_page[one.page.number] = list(groups).index((one.page.section, one.kind))
            gone.update(map(id, (*one.threads, *one.rules)))
    masters = tuple(
        _master(number, section, kind, sides)
        for number, ((section, kind), sides) in enumerate(groups.items())
    )
    left = tuple(thread for thread in threads if id(thread) not in gone)
    return Mastered(masters, of_page, left, tuple(r for r in rules if id(r) not in gone))


def _master(number: int, section: str, kind: str, sides: Mapping[int, _Furniture]) -> Master:
    words = {"masthead": "Front page", "section_head": "opener"}
    parts = [section] if kind != "masthead" else []
    name = " ".join(filter(None, [*parts, words.get(kind, "")])) or "Page"
    models = [sides[side] for side in sorted(sides)]
    threads = tuple(_as_master(thread, one.page) for one in models for thread in one.threads)
    return Master(_letters(number), name, threads, tuple(r for one in models for r in one.rules))


def _letters(number: int) -> str:
    """A, B, ... Z, AA, AB, ...

    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    before, letter = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + letter)


def _furniture(page: Page, threads: Iterable[Thread], rules: Iterable[Ruled]) -> _Furniture:
    own = tuple(
        thread
        for thread in threads
        if thread.name in _ROLES and all(frame.page == page.number for frame in thread.frames)
    )
    foot = max((frame.rect.bottom for thread in own for frame in thread.frames), default=0)
    live, lowest = page.grid.live, foot + _UNDER * page.grid.leading
    lines = tuple(
        rule
        for rule in rules
        if rule.page == page.number
        and (rule.start[0], rule.end[0]) == (live.x, live.right)
        and rule.start[1] == rule.end[1] <= lowest
    )
    key = tuple(_key(thread, page) for thread in own)
    ruled = tuple((rule.start, rule.end, rule.thickness, rule.colour) for rule in lines)
    return _Furniture(page, own, lines, (key, ruled))


def _key(thread: Thread, page: Page) -> tuple[Any, ...]:
    """What a thread looks like, wherever a page's own number stands."""
    master = _as_master(thread, page)
    frame, paragraphs = master.frames[0], [p for p in master.parts if isinstance(p, SetParagraph)]
    said = tuple((text_of(one), one.role, one.align, main_type(one)) for one in paragraphs)
    return (master.name, frame.rect, frame.first, said)


def _as_master(thread: Thread, page: Page) -> Thread:
    """A thread as it stands on a master: the number of its page is a marker."""
    part = thread.parts[0]
    if not isinstance(part, SetParagraph) or text_of(part) != str(page.number):
        return thread
    frame, line = thread.frames[0], part.lines[0]
    wide = _NUMBER_WIDE
    rect = frame.rect
    x = {"left": rect.x, "right": rect.right - wide}.get(
        part.align, rect.x + (rect.width - wide) // 2
    )
    indent = {"left": 0, "right": wide - line.width}.get(part.align, (wide - line.width) // 2)
    run = SetRun(_SAMPLE, line.runs[0].type, number=True)
    lines = (replace(line, runs=(run,), measure=wide, indent=indent),)
    placed = replace(frame, rect=Rect(x, rect.y, wide, rect.height))
    return replace(thread, parts=(replace(part, lines=lines),), frames=(placed,))
