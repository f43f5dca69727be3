"""Fronts: which stories stand in which container of the home page and of a section's front.

    home page                       section front
    ┌───────────────────┬─────┐     ┌───────────────────┬─────┐
    │ LEAD              │ next│     │ LEAD              │ next│
    │                   │three│     │                   │three│
    ├─────┬─────┬─────┬─┴───┤       ├─────┬─────┬─────┬─┴───┤
    │ ROW: two to four stories│     │ ROW                     │
    ├─────────────────────────┤     ├─────────────────────────┤
    │ LIST: the latest        │     │ LIST: the next older,   │
    ├─────────────────────────┤     │ by headline and day     │
    │ SECTION, in their order │     └─────────────────────────┘
    │ ROW: those with a story │       all others on pages of a
    └─────────────────────────┘       list alone, by number

Stories with a picture share a row, and those without: side by side, the one's picture would be the
other's hole. Where but one has a picture, it stands large beside the others, as a SECTION does.

Stories stand in the order of their rank, then the newest first, then by slug. Those older than
`current` days come after all others, the newest first, for a rank counts only while it is news.
The home page shows each story once; sections that have but one story left share a row.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from layout.story.text.written_dates import write_month
from layout.web.cards.addresses import Placed, Section

_BESIDE = 3
"""Stories beside the lead: lines in the fourth column of a wide screen."""

_ROW = 4
"""Stories of a row at most: a wide screen has four columns. A row of one is none."""

_ROWS = 2
"""Rows of a section's front at most; what is older is listed."""

_LISTED, _PAGE = 12, 24
"""Stories that are listed below the rows of a section's front, and on each page of older ones: full
rows of four columns, and of two."""


class Shape(StrEnum):
    """What a container looks like."""

    LEAD = "lead"
    ROW = "row"
    SECTION = "section"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Container:
    """A container of a front: its stories in order, and for a section or list what it says above
    them. `id` names it in strips and in the page; `section` is that of all its stories, where they
    are of one: its title leads there."""

    id: str
    shape: Shape
    stories: tuple[Placed, ...]
    title: str = ""
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """The home page, or the front of a `section`: its path in the site, and its containers. A front
    of several `pages` has this `number` among them, from 1."""

    path: str
    containers: tuple[Container, ...]
    section: Section | None = None
    number: int = 1
    pages: int = 1


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


def home_of(
    stories: tuple[Placed, ...], sections: tuple[Section, ...], per_section: int, latest: str
) -> Front:
    """The home page of stories in their order: lead, row, the newest of those that are not among
    them under the title `latest`, then at most `per_section` of what is left of each section."""
    lead, rest = stories[: 1 + _BESIDE], stories[1 + _BESIDE :]
    containers = [Container("lead", Shape.LEAD, lead)] if lead else []
    row, rest = _first_row(rest)
    if row:
        containers.append(_row("row-1", row))
    newest = _latest(stories, rest)
    if newest:
        containers.append(Container("latest", Shape.LIST, newest, latest))
    rest = tuple(placed for placed in rest if placed not in newest)
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


def _latest(stories: tuple[Placed, ...], rest: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """The newest of the stories left, where they are newer than one that stands above them."""
    left = {placed.path for placed in rest}
    above = [placed for placed in stories if placed.path not in left and placed.card.date]
    if not above:
        return ()
    oldest = min(_day(placed) for placed in above)
    newer = sorted((placed for placed in rest if _day(placed) > oldest), key=_age)
    return tuple(newer[:_ROW]) if len(newer) > 1 else ()


def _row(name: str, stories: tuple[Placed, ...], section: Section | None = None) -> Container:
    """Stories in a row; where but one of them has a picture, that one before the others, large."""
    pictured = [placed for placed in stories if placed.card.pictures]
    if len(pictured) == 1 and len(stories) > 2:
        return Container(name, Shape.SECTION, _led_by_picture(list(stories)), "", section)
    return Container(name, Shape.ROW, stories, section=section)


def _first_row(stories: tuple[Placed, ...]) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    """A row of the first stories that go together, and all others in their order: with pictures
    where the first of them have enough, else without."""
    near = stories[: 2 * _ROW]
    if len(stories) < 2:
        return (), stories
    pictured = tuple(placed for placed in near if placed.card.pictures)[:_ROW]
    bare = tuple(placed for placed in near if not placed.card.pictures)[:_ROW]
    row = stories[:_ROW]
    if len({bool(placed.card.pictures) for placed in row}) == 2:
        row = pictured if len(pictured) > 2 else bare if len(bare) > 2 and not pictured else row
    return row, tuple(placed for placed in stories if placed not in row)


def _rows(stories: list[Placed]) -> Iterator[Container]:
    """The stories of sections that have but one left, in rows of about one length: those with
    pictures, then those without; all together where either are too few for a row."""
    pictured = [placed for placed in stories if placed.card.pictures]
    bare = [placed for placed in stories if not placed.card.pictures]
    kinds = (pictured, bare) if min(len(pictured), len(bare)) > 1 else (stories,)
    rows = (row for kind in kinds for row in _parted(kind))
    for number, row in enumerate(rows, 2):
        yield _row(f"row-{number}", tuple(row))


def _parted(stories: list[Placed]) -> Iterator[list[Placed]]:
    """Stories in as few rows as possible, all about as long.

    >>> [row for row in _parted(list(range(5)))]
    [[0, 1, 2], [3, 4]]
    """
    count = -(-len(stories) // _ROW)
    least, longer = divmod(len(stories), count)
    start = 0
    for number in range(count):
        end = start + least + (number < longer)
        yield stories[start:end]
        start = end


@dataclass(frozen=True, slots=True)
class ListTitles:
    """What stands over lists of stories: over those below a section's rows, and over those without
    a date; months are named in `language`."""

    earlier: str
    undated: str
    language: str


def section_fronts(
    section: Section, stories: tuple[Placed, ...], titles: ListTitles
) -> tuple[Front, ...]:
    """The front of a section, then its pages of older stories: those below the rows by their day,
    the newest first."""
    lead, rest = stories[: 1 + _BESIDE], stories[1 + _BESIDE :]
    containers = [Container("lead", Shape.LEAD, lead, section=section)] if lead else []
    for number in range(1, _ROWS + 1):
        row, rest = _first_row(rest)
        if row:
            containers.append(_row(f"row-{number}", row, section))
    first, *others = _paged(sorted(rest, key=_age))
    if first:
        containers.append(Container("earlier", Shape.LIST, first, titles.earlier))
    pages = 1 + len(others)
    fronts = [Front(section.front, tuple(containers), section, 1, pages)]
    for number, listed in enumerate(others, 2):
        span = Container("earlier", Shape.LIST, listed, _span(listed, titles))
        fronts.append(Front(section.older(number), (span,), section, number, pages))
    return tuple(fronts)


def _paged(stories: list[Placed]) -> Iterator[tuple[Placed, ...]]:
    """Older stories as the front and its pages list them; too few for a row stand on the page
    before."""
    start, size = 0, _LISTED
    while True:
        end = start + size if len(stories) - start - size >= _ROW else len(stories)
        yield tuple(stories[start:end])
        if end == len(stories):
            return
        start, size = end, _PAGE


def _span(stories: tuple[Placed, ...], titles: ListTitles) -> str:
    """The months from the newest to the oldest of these stories: "March 2026 – June 2025"."""
    days = [placed.card.date for placed in stories if placed.card.date]
    if not days:
        return titles.undated
    ends = (write_month(day, titles.language) for day in (days[0], days[-1]))
    return _capital(" – ".join(dict.fromkeys(ends)))


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


def _day(placed: Placed) -> int:
    """The day of a story as a number, 0 for one without a date."""
    return placed.card.date.toordinal() if placed.card.date else 0


def _age(placed: Placed) -> tuple[int, str, str]:
    """The newest first; stories without a date come last."""
    return -_day(placed), placed.card.slug, placed.path
