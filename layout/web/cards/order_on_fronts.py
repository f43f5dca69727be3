"""Fronts: which stories stand in which container of the home page and of a section's front.

    home page                       section front
    ┌───────────────────┬─────┐     ┌───────────────────┬─────┐
    │ LEAD              │ next│     │ LEAD              │ next│
    │                   │three│     │                   │three│
    ├─────┬─────┬─────┬─┴───┤       ├─────┬─────┬─────┬─┴───┤
    │ ROW: two to four stories│     │ ROW                     │
    ├─────────────────────────┤     ├─────────────────────────┤
    │ SECTION, in their order │     │ MONTH: all older ones,  │
    │ ROW: those with a story │     │ by headline             │
    └─────────────────────────┘     └─────────────────────────┘

Stories stand in the order of their rank, then the newest first, then by slug. Those older than
`current` days come after all others, the newest first, for a rank counts only while it is news.
The home page shows each story once; sections that have but one story left share a row.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from layout.story.text.written_dates import write_month
from layout.web.cards.addresses import Placed, Section

_BESIDE = 3
"""Stories beside the lead: lines in the fourth column of a wide screen."""

_ROW = 4
"""Stories of a row at most: a wide screen has four columns. A row of one is none."""

_ROWS = 2
"""Rows of a section's front at most; what is older stands by months."""


class Shape(StrEnum):
    """What a container looks like."""

    LEAD = "lead"
    ROW = "row"
    SECTION = "section"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Container:
    """A container of a front: its stories in order, and for a section or month what it says above
    them. `id` names it in strips and in the page; `section` is that of all its stories, where they
    are of one: its title leads there."""

    id: str
    shape: Shape
    stories: tuple[Placed, ...]
    title: str = ""
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """The home page, or the front of a `section`: its path in the site, and its containers."""

    path: str
    containers: tuple[Container, ...]
    section: Section | None = None


def edition_day(
    stories: Iterable[Placed], date: datetime.date | None = None
) -> datetime.date | None:
    """The day a site is made for: the edition's, else the newest story's; None without any."""
    days = (placed.card.date for placed in stories if placed.card.date)
    return date or max(days, default=None)


def ordered(
    stories: Iterable[Placed], day: datetime.date | None, current: int
) -> tuple[Placed, ...]:
    """Stories in the order of fronts. A story without a date counts as current, and stands after
    the others of its rank."""

    def key(placed: Placed) -> tuple[bool, int, int, str, str]:
        card = placed.card
        newest = card.date.toordinal() if card.date else 0
        old = bool(day and card.date and (day - card.date).days >= current)
        return old, 0 if old else card.rank, -newest, card.slug, placed.path

    return tuple(sorted(stories, key=key))


def home_of(stories: tuple[Placed, ...], sections: tuple[Section, ...], per_section: int) -> Front:
    """The home page of stories in their order: lead, row, then at most `per_section` of what is
    left of each section."""
    lead, row, rest = _top(stories)
    containers = [Container("lead", Shape.LEAD, lead)] if lead else []
    if row:
        containers.append(Container("row-1", Shape.ROW, row))
    left = {section: [p for p in rest if p.section == section] for section in sections}
    single = [own[0] for own in left.values() if len(own) == 1]
    for section, own in left.items():
        if len(own) > 1 or (own and len(single) == 1):
            stories = _led_by_picture(own[:per_section])
            name = f"section-{section.folder}"
            containers.append(Container(name, Shape.SECTION, stories, section.name, section))
    if len(single) > 1:
        containers += _rows(single)
    return Front("index.html", tuple(containers))


def _led_by_picture(stories: list[Placed]) -> tuple[Placed, ...]:
    """A section's stories on the home page: the first with a picture before the others."""
    first = next((placed for placed in stories if placed.card.pictures), stories[0])
    return (first, *(placed for placed in stories if placed is not first))


def _rows(stories: list[Placed]) -> Iterator[Container]:
    """The stories of sections that have but one left, in as few rows as possible, all about as
    long.

    >>> [each.stories for each in _rows(list(range(5)))]
    [(0, 1, 2), (3, 4)]
    """
    count = -(-len(stories) // _ROW)
    least, longer = divmod(len(stories), count)
    start = 0
    for number in range(count):
        end = start + least + (number < longer)
        yield Container(f"row-{number + 2}", Shape.ROW, tuple(stories[start:end]))
        start = end


def section_front(
    section: Section, stories: tuple[Placed, ...], language: str, undated: str
) -> Front:
    """The front of a section: its stories in their order, those below the rows by months, which are
    named in `language`; `undated` is the title of those without a date."""
    lead, row, rest = _top(stories)
    containers = [Container("lead", Shape.LEAD, lead, section=section)] if lead else []
    for number in range(1, _ROWS + 1):
        if row:
            containers.append(Container(f"row-{number}", Shape.ROW, row, section=section))
        row, rest = (rest[:_ROW], rest[_ROW:]) if number < _ROWS and len(rest) > 1 else ((), rest)
    for month, group in groupby(sorted(rest, key=_age), key=_month):
        stories = tuple(group)
        date = stories[0].card.date
        title = write_month(date, language) if date else undated
        name = f"month-{month or 'undated'}"
        containers.append(Container(name, Shape.MONTH, stories, _capital(title)))
    return Front(section.front, tuple(containers), section)


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


def _top(
    stories: tuple[Placed, ...],
) -> tuple[tuple[Placed, ...], tuple[Placed, ...], tuple[Placed, ...]]:
    """The lead with those beside it, a row of two to four, and the others."""
    beside = 1 + _BESIDE
    lead, rest = stories[:beside], stories[beside:]
    row = rest[:_ROW] if len(rest) > 1 else ()
    return lead, row, rest[len(row) :]


def _age(placed: Placed) -> tuple[int, str, str]:
    """The newest first; stories without a date come last."""
    date = placed.card.date
    return (-date.toordinal() if date else 0), placed.card.slug, placed.path


def _month(placed: Placed) -> str:
    date = placed.card.date
    return f"{date.year:04}-{date.month:02}" if date else ""
