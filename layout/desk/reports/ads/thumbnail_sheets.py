"""The ad plan as sheets of thumbnails: all spreads as readers open them, and below them what an
ad manager has to act on. A3 across, to print and pin to the wall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layout.desk.reports.ads.drawing import (
    FAINT,
    GREY,
    INK,
    Box,
    Drawing,
    Letters,
    Mark,
    Stroke,
    Words,
)
from layout.desk.reports.ads.no_place import conflict_words, remedy_words
from layout.desk.reports.ads.page_by_page import fill_of, gap
from layout.desk.reports.ads.page_thumbnail import (
    ACCENT,
    CAPTION,
    Thumbnails,
    Tint,
    padlock,
    scissors,
    unmet,
)
from layout.edition.ad_words import (
    missed_wishes,
    move_words,
    moved_ads,
    new_ads,
    new_words,
    place_words,
)
from layout.edition.stacked_ads import Stacked
from layout.makeup.type.furniture_words import wording
from layout.page.format import MM
from layout.work.terminal.report import counted
from slots.stacking.task.ad_page import StackPage

WIDTH, HEIGHT = round(420 * MM), round(297 * MM)
_MARGIN, _BETWEEN = round(12 * MM), round(7 * MM)
_HEAD, _LEGEND = round(19 * MM), round(11 * MM)
_BODY = HEIGHT - 2 * _MARGIN - _HEAD - _LEGEND
_ACROSS = (3, 4, 5, 6)
"""Spreads in a row: as few as let all of them stand on one sheet."""
_LINE = 7_000

# Quiet tints that tell neighbours apart, also for those who see fewer colours: (fill, line).
PALETTE: tuple[Tint, ...] = (
    ("#dde8f2", "#3d5f80"),
    ("#f5e6d3", "#85592a"),
    ("#e2ecd9", "#4d6a35"),
    ("#efdce4", "#8a4560"),
    ("#f4eec8", "#6f6020"),
    ("#e2def0", "#574d85"),
    ("#d6ebe7", "#2f6c64"),
    ("#f3dbd3", "#8c4630"),
    ("#e4e1dc", "#5d564c"),
    ("#d3e3ef", "#2d5570"),
)
PLAIN: Tint = ("#f0f1f2", "#565a5f")
"""Ads of no category."""

_Spread = tuple[StackPage | None, StackPage | None]

_ENTRY_LINE, _LEADING, _TITLE = 7_000, 9_500, 8_500
_COLUMNS, _HANG, _AFTER = 3, 6_000, 2_500


def sheets_of(work: Stacked, letters: Letters) -> tuple[Drawing, ...]:
    """The sheets of a plan, each a drawing."""
    spreads = spreads_of(work.pages)
    across, down = _arrangement(spreads, work)
    width = _page_width(across)
    paint = _Sheets(work, letters, Thumbnails(work, letters, width, tints_of(work)), across)
    each = across * down
    parts = [spreads[first : first + each] for first in range(0, len(spreads), each)]
    bodies = [tuple(paint.spreads(part)) for part in parts]
    wide = (WIDTH - 2 * _MARGIN + _BETWEEN) // _COLUMNS
    entries = _entries_of(work, letters, wide - _BETWEEN)
    columns, top = flowed(entries, _BODY), _MARGIN + _HEAD
    used = paint.depth(parts[-1])
    if used + depth_of(columns) <= _BODY:
        bodies[-1] = (*bodies[-1], *_marks_of(columns, _MARGIN, top + used, wide))
    else:
        bodies.append(tuple(_marks_of(columns, _MARGIN, top, wide)))
    return tuple(
        Drawing(WIDTH, HEIGHT, (*paint.head(number, len(bodies)), *body, *paint.legend()))
        for number, body in enumerate(bodies, 1)
    )


def stacked_up(sheets: Sequence[Drawing]) -> Drawing:
    """Sheets below one another as one drawing."""
    marks = [
        mark
        for number, sheet in enumerate(sheets)
        for mark in _lowered(sheet.marks, number * sheet.height)
    ]
    return Drawing(sheets[0].width, sum(sheet.height for sheet in sheets), tuple(marks))


def spreads_of(pages: Sequence[StackPage]) -> tuple[_Spread, ...]:
    """Pages as they are seen: the first alone on the right, the last alone on the left."""
    numbered = {page.number: page for page in pages}
    last = max(numbered)
    return tuple((numbered.get(left), numbered.get(left + 1)) for left in range(0, last + 1, 2))


def tints_of(work: Stacked) -> dict[str, Tint]:
    """A tint for each category that has competitors, those with the most ads first, as long as
    there are tints; all others are plain."""
    counts = Counter(booking.category for booking in work.bookings if booking.category)
    rivals = {booking.category: set[str]() for booking in work.bookings}
    for booking in work.bookings:
        rivals[booking.category].add(booking.advertiser)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    chosen = [name for name in ordered if len(rivals[name]) > 1]
    return {**dict.fromkeys(rivals, PLAIN), **dict(zip(chosen, PALETTE, strict=False))}


def _page_width(across: int) -> int:
    return ((WIDTH - 2 * _MARGIN + _BETWEEN) // across - _BETWEEN) // 2


def _arrangement(spreads: Sequence[_Spread], work: Stacked) -> tuple[int, int]:
    """(spreads in a row, rows of a sheet)."""
    wide, deep = work.grid.trim
    for across in _ACROSS:
        down = max(1, _BODY // (_page_width(across) * deep // wide + CAPTION))
        if across * down >= len(spreads):
            break
    return across, down


def _lowered(marks: Sequence[Mark], by: int) -> Iterator[Mark]:
    """Marks further down."""
    for mark in marks:
        if isinstance(mark, Stroke):
            yield replace(mark, points=tuple((x, y + by) for x, y in mark.points))
        else:
            yield replace(mark, y=mark.y + by)


@dataclass(frozen=True, slots=True, eq=False)
class _Sheets:
    """Draws the parts of sheets."""

    work: Stacked
    letters: Letters
    thumbnails: Thumbnails
    across: int

    def depth(self, spreads: Sequence[_Spread]) -> int:
        """How deep the rows of some spreads are."""
        return -(-len(spreads) // self.across) * (self.thumbnails.height + CAPTION)

    def spreads(self, spreads: Sequence[_Spread]) -> Iterator[Mark]:
        """Spreads in rows."""
        width, height = self.thumbnails.width, self.thumbnails.height
        for number, pages in enumerate(spreads):
            row, place = divmod(number, self.across)
            x = _MARGIN + place * (2 * width + _BETWEEN)
            y = _MARGIN + _HEAD + row * (height + CAPTION)
            for side, page in enumerate(pages):
                if page:
                    yield from self.thumbnails.page(page, x + side * width, y)

    def head(self, number: int, of: int) -> Iterator[Mark]:
        """Title, date, and the figures of the plan."""
        paper, plan, right = self.work.publication, self.work.plan, WIDTH - _MARGIN
        yield Words(_MARGIN, _MARGIN + 15_000, f"{paper.name}: the ads", 18_000, True)
        words = wording(paper.language)
        parts = (
            words.number.format(number=paper.number) if paper.number else "",
            words.date(paper.date) if paper.date else "",
            f"sheet {number} of {of}" if of > 1 else "",
        )
        subtitle = "  ·  ".join(part for part in parts if part)
        yield Words(_MARGIN, _MARGIN + 29_000, subtitle, 8_500, False, GREY)
        placed = len({place.id for place in plan.places})
        booked = len(self.work.bookings)
        missing = "" if placed == booked else f", {booked - placed} without a place"
        figures = f"{placed} of {counted(booked, 'ad')} placed{missing}"
        colour = INK if placed == booked else ACCENT
        yield Words(right, _MARGIN + 15_000, figures, 11_000, True, colour, "end")
        fill = fill_of(self.work.pages, plan.places).share
        proof = "proven best" if plan.objective == plan.bound else f"proven gap {gap(self.work)}"
        facts = f"{len(self.work.pages)} pages  ·  ads take {fill:.1%}  ·  {proof}"
        yield Words(right, _MARGIN + 29_000, facts, 8_500, False, GREY, "end")
        yield Stroke(((_MARGIN, _MARGIN + 37_000), (right, _MARGIN + 37_000)), INK, 800)

    def legend(self) -> Iterator[Mark]:
        """What tints and signs mean."""
        y = HEIGHT - _MARGIN - 12_000
        yield Stroke(((_MARGIN, y - 8_000), (WIDTH - _MARGIN, y - 8_000)), FAINT, 400)
        counts = Counter(booking.category for booking in self.work.bookings)
        tints = self.thumbnails.tints
        named = [(name, counts[name]) for name in tints if tints[name] != PLAIN]
        named.sort(key=lambda each: (-each[1], each[0]))
        others = sum(counts.values()) - sum(count for _, count in named)
        x, base = _MARGIN, y + 6_500
        for name, count in [*named, *([("", others)] if others else [])]:
            text = f"{name or 'others'} {count}"
            fill, line = tints[name] if name else PLAIN
            yield Box(x, y, 9_000, 7_500, fill, line)
            yield Words(x + 12_000, base, text, _LINE, False, GREY)
            x += self.letters.width(text, _LINE) + 23_000
        yield from self._signs(WIDTH - _MARGIN - 240_000, y, base)

    def _signs(self, x: int, y: int, base: int) -> Iterator[Mark]:
        yield Box(x, y, 9_000, 7_500, "", GREY, 700, True)
        yield from scissors(x + 12_000, y + 800, GREY)
        yield Words(x + 21_000, base, "coupon", _LINE, False, GREY)
        yield from padlock(x + 56_000, y + 500, GREY)
        yield Words(x + 65_000, base, "locked", _LINE, False, GREY)
        yield from unmet(x + 106_000, y + 7_000)
        yield Words(x + 109_000, base, "wish not met", _LINE, False, GREY)
        yield Box(x + 165_000, y + 2_500, 22_000, 2_600, "#3f6f9f")
        tick = x + 180_000
        yield Stroke(((tick, y + 1_000), (tick, y + 6_600)), INK, 600)
        yield Words(x + 191_000, base, "ads, and wanted", _LINE, False, GREY)


@dataclass(frozen=True, slots=True)
class Entry:
    """A title, or one thing to act on, in lines."""

    lines: tuple[str, ...]
    colour: str = INK
    title: bool = False

    @property
    def depth(self) -> int:
        """How deep it is with the air after it."""
        return len(self.lines) * _LEADING + (_AFTER if not self.title else 1_500)


def _entries_of(work: Stacked, letters: Letters, width: int) -> tuple[Entry, ...]:
    """All that is to be listed, in lines of a column's width."""
    lists = (
        ("No place", tuple(_unplaced(work)), ACCENT),
        ("Wishes not met", tuple(_missed(work)), INK),
        ("New since the last plan", tuple(_new(work)), INK),
        ("Moved since the last plan", tuple(_moved(work)), INK),
    )
    return tuple(
        entry
        for title, texts, colour in lists
        if texts
        for entry in (
            Entry((f"{title} ({len(texts)})",), colour, title=True),
            *(Entry(tuple(letters.lines(text, width - _HANG, _ENTRY_LINE))) for text in texts),
        )
    )


def flowed(entries: Sequence[Entry], most: int) -> tuple[tuple[Entry, ...], ...]:
    """Entries in columns, all of them as shallow as can be and none deeper than `most`; what has
    no room any more is counted."""
    depth = _LEADING
    while depth < most:
        columns = _columns(entries, depth)
        if len(columns) <= _COLUMNS:
            return columns
        depth += _LEADING
    columns = _columns(entries, most - 2 * _LEADING)
    shown = columns[:_COLUMNS]
    lost = sum(not entry.title for column in columns[_COLUMNS:] for entry in column)
    more = (Entry((f"and {lost} more",), GREY),) if lost else ()
    return (*shown[:-1], (*shown[-1], *more)) if shown else ()


def depth_of(columns: Sequence[Sequence[Entry]]) -> int:
    """How deep the deepest column is."""
    return max((sum(entry.depth for entry in column) for column in columns), default=0) + _LEADING


def _marks_of(
    columns: Sequence[Sequence[Entry]], left: int, top: int, width: int
) -> Iterator[Mark]:
    """The columns from a corner on, `width` being that of a column and the air after it."""
    for number, column in enumerate(columns):
        x, y = left + number * width, top
        for entry in column:
            for place, text in enumerate(entry.lines):
                y += _LEADING
                indent = _HANG if place else 0
                size = _TITLE if entry.title else _ENTRY_LINE
                yield Words(x + indent, y, text, size, entry.title, entry.colour)
            y += entry.depth - len(entry.lines) * _LEADING


def _columns(entries: Sequence[Entry], depth: int) -> tuple[tuple[Entry, ...], ...]:
    """Entries in as many columns of a depth as they need; no title stands last in its column."""
    columns: list[list[Entry]] = [[]]
    for number, entry in enumerate(entries):
        needed = entry.depth
        if entry.title and number + 1 < len(entries):
            needed += entries[number + 1].depth
        if columns[-1] and sum(each.depth for each in columns[-1]) + needed > depth:
            columns.append([])
        columns[-1].append(entry)
    return tuple(map(tuple, columns))


def _unplaced(work: Stacked) -> Iterator[str]:
    for conflict in work.plan.conflicts:
        why, remedy = conflict_words(conflict, work), remedy_words(conflict, work)
        yield f"{why}. {remedy[0].upper()}{remedy[1:]}" if remedy else why


def _missed(work: Stacked) -> Iterator[str]:
    for place, wish in missed_wishes(work.bookings, work.pages, work.plan):
        advertiser = work.booking(place.id).advertiser
        yield f"{place.id} ({advertiser}): {wish}; is on {place_words(place)}"


def _new(work: Stacked) -> Iterator[str]:
    named = {booking.id: booking for booking in work.bookings}
    for move in new_ads(work.plan):
        yield new_words(move, named.get(move.id))


def _moved(work: Stacked) -> Iterator[str]:
    named = {booking.id: booking for booking in work.bookings}
    for move in moved_ads(work.plan):
        yield move_words(move, named.get(move.id))
