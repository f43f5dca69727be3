"""What an ad manager has to act on, below the thumbnails: ads without a place, wishes not met,
moves. It flows through three columns, which are as level as its entries let them be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from layout.desk.reports.ads.drawing import GREY, INK, Mark, Words
from layout.desk.reports.ads.lettering import Letters
from layout.desk.reports.ads.no_place import conflict_words, remedy_words
from layout.desk.reports.ads.page_thumbnail import ACCENT
from layout.edition.ad_words import (
    missed_wishes,
    move_words,
    moved_ads,
    new_ads,
    new_words,
    place_words,
)
from layout.edition.stacked_ads import Stacked

_LINE, _LEADING, _TITLE = 7_000, 9_500, 8_500
COLUMNS, _HANG, _AFTER = 3, 6_000, 2_500


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


def entries_of(work: Stacked, letters: Letters, width: int) -> tuple[Entry, ...]:
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
            *(Entry(tuple(letters.lines(text, width - _HANG, _LINE))) for text in texts),
        )
    )


def flowed(entries: Sequence[Entry], most: int) -> tuple[tuple[Entry, ...], ...]:
    """Entries in columns, all of them as shallow as can be and none deeper than `most`; what has
    no room any more is counted."""
    depth = _LEADING
    while depth < most:
        columns = _columns(entries, depth)
        if len(columns) <= COLUMNS:
            return columns
        depth += _LEADING
    columns = _columns(entries, most - 2 * _LEADING)
    shown = columns[:COLUMNS]
    lost = sum(not entry.title for column in columns[COLUMNS:] for entry in column)
    more = (Entry((f"and {lost} more",), GREY),) if lost else ()
    return (*shown[:-1], (*shown[-1], *more)) if shown else ()


def depth_of(columns: Sequence[Sequence[Entry]]) -> int:
    """How deep the deepest column is."""
    return max((sum(entry.depth for entry in column) for column in columns), default=0) + _LEADING


def marks_of(columns: Sequence[Sequence[Entry]], left: int, top: int, width: int) -> Iterator[Mark]:
    """The columns from a corner on, `width` being that of a column and the air after it."""
    for number, column in enumerate(columns):
        x, y = left + number * width, top
        for entry in column:
            for place, text in enumerate(entry.lines):
                y += _LEADING
                indent = _HANG if place else 0
                size = _TITLE if entry.title else _LINE
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
