"""The report of newsgrid stack: the plan page by page, what it is worth, and what has no place."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from layout.desk.reports.ads.no_place import conflict_words, remedy_words
from layout.edition.ad_words import (
    ad_words,
    cells_words,
    missed_wishes,
    move_words,
    moved_ads,
    new_ads,
    new_words,
    notes_on,
    size_words,
)
from layout.edition.decided.ads_in_edition import ads_refused_as_data
from layout.edition.stacked_ads import Stacked
from layout.publication.ads.printed_pages import sections_of
from layout.work.terminal.report import counted
from layout.work.terminal.text_tables import table
from slots.book.booking import Booking
from slots.finding import Finding, Severity
from slots.stacking.task.ad_page import StackPage, side_of
from slots.stacking.task.ad_plan import AdPlace, Conflict, Move

_HEAD = ("page", "ads", "wanted", "ad", "advertiser", "size", "place", "notes")


@dataclass(frozen=True, slots=True)
class Fill:
    """How much of a page, or of several, ads take: cells of all cells below the furniture."""

    ads: int
    cells: int

    @property
    def share(self) -> float:
        """The part taken, 0 where there are no cells."""
        return self.ads / self.cells if self.cells else 0.0


def fill_of(pages: tuple[StackPage, ...], places: tuple[AdPlace, ...]) -> Fill:
    """How much of these pages ads take."""
    numbers = {page.number for page in pages}
    ads = sum(place.columns * place.rows for place in places if place.page in numbers)
    return Fill(ads, sum(page.columns * page.depth for page in pages))


def conflict_findings(work: Stacked) -> tuple[Finding, ...]:
    """An error for each booking that has no place, at its line of the book."""
    return tuple(_unplaced(conflict, work) for conflict in work.plan.conflicts)


_ROOM = "book a smaller size, or take an ad off that stands where it could"


def _unplaced(conflict: Conflict, work: Stacked) -> Finding:
    message = conflict_words(conflict, work)
    where, hint = work.booking(conflict.id).where, remedy_words(conflict, work) or _ROOM
    return Finding("no-place", Severity.ERROR, message, where, hint)


def as_text(work: Stacked) -> str:
    """The report for people."""
    rows = [row for page in work.pages for row in _page_rows(page, work)]
    parts = [table(_HEAD, rows), _sections(work), *_lists(work), _summary(work)]
    return "\n\n".join(part for part in parts if part)


def _page_rows(page: StackPage, work: Stacked) -> Iterator[tuple[str, ...]]:
    name = " ".join(filter(None, [f"{page.number:>2}", page.section, side_of(page.number)]))
    fill = fill_of((page,), work.plan.places)
    first = (name, f"{fill.share:.0%}", f"{page.share / 10:.0f}%")
    places = work.plan.on(page.number)
    if not places:
        yield (*first, "", "", "", "", "" if page.colour else "no colour here")
    for number, place in enumerate(places):
        booking = work.booking(place.id)
        lead = first if number == 0 else ("", "", "")
        yield (
            *lead,
            booking.id,
            booking.advertiser,
            size_words(booking),
            cells_words(place),
            ", ".join(notes_on(booking)),
        )


def _sections(work: Stacked) -> str:
    """What each section has, beside what it should have; nothing where there is only one."""
    sections = sections_of(work.publication.print_plan)
    if len(sections) < 2:
        return ""
    prices = {booking.id: booking.price for booking in work.bookings}
    first = {place.id: place.page for place in sorted(work.plan.places, key=_backwards)}
    rows = []
    for section in sections:
        pages = tuple(page for page in work.pages if page.section == section.name)
        numbers = [page.number for page in pages]
        fill = fill_of(pages, work.plan.places)
        on = [name for name, page in first.items() if page in numbers]
        off = abs(fill.share * 100 - section.share) > section.tolerance
        rows.append(
            (
                section.name,
                f"{numbers[0]}-{numbers[-1]}",
                str(len(on)),
                f"{fill.share:.0%}",
                f"{section.share}% ± {section.tolerance}{', missed' if off else ''}",
                f"{sum(prices[name] for name in on) / 100:,.2f}",
            )
        )
    return table(("section", "pages", "ads", "share", "wanted", "price"), rows)


def _backwards(place: AdPlace) -> int:
    """Last pages first, so that a double truck counts on its first."""
    return -place.page


def _lists(work: Stacked) -> Iterator[str]:
    wishes = missed_wishes(work.bookings, work.pages, work.plan)
    yield _list(
        "Wishes not met",
        [
            f"{ad_words(work.booking(place.id))} would like {wish}, is on page {place.page}, "
            f"{cells_words(place)}"
            for place, wish in wishes
        ],
    )
    named = {booking.id: booking for booking in work.bookings}
    new = [new_words(move, named.get(move.id)) for move in new_ads(work.plan)]
    moves = [move_words(move, named.get(move.id)) for move in moved_ads(work.plan)]
    if work.compared:
        yield _list("New since the last plan", new)
        yield _list("Moved since the last plan", moves) or "Nothing moved since the last plan."


def _list(title: str, lines: list[str]) -> str:
    return (
        "\n".join([f"{title} ({len(lines)}):", *(f"  {line}" for line in lines)]) if lines else ""
    )


def _summary(work: Stacked) -> str:
    plan = work.plan
    placed = len({place.id for place in plan.places})
    fill = fill_of(work.pages, plan.places)
    proof = (
        "no plan is worth more"
        if plan.objective == plan.bound
        else f"none is worth more than {plan.bound:,}: at most {gap(work)} is missing"
    )
    return (
        f"{placed} of {counted(len(work.bookings), 'ad')} placed on "
        f"{counted(len(work.pages), 'page')}; ads take {fill.share:.1%} of their cells\n"
        f"plan: worth {plan.objective:,} points; {proof}"
    )


def gap(work: Stacked) -> str:
    """The proven gap in per cent, rounded up: never less than it is."""
    return f"{math.ceil(work.plan.gap * 10_000) / 10_000:.2%}"


def as_data(work: Stacked) -> dict[str, Any]:
    """The report for programs. Columns and rows count from 1, the last ones included."""
    plan = work.plan
    return {
        "pages": [_page_data(page, work) for page in work.pages],
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": round(plan.gap, 6),
        "fill": round(fill_of(work.pages, plan.places).share, 4),
        "booked": len(work.bookings),
        "placed": len({place.id for place in plan.places}),
        "unplaced": [_conflict_data(conflict, work) for conflict in plan.conflicts],
        "wishes_missed": [
            {"id": place.id, "page": place.page, "wish": wish}
            for place, wish in missed_wishes(work.bookings, work.pages, plan)
        ],
        "moves": [_move_data(move) for move in moved_ads(plan)],
        "new_ads": [move.id for move in new_ads(plan)],
        "refused": ads_refused_as_data(work.refused),
    }


def _page_data(page: StackPage, work: Stacked) -> dict[str, Any]:
    places = work.plan.on(page.number)
    return {
        "page": page.number,
        "section": page.section,
        "side": side_of(page.number),
        "colour": page.colour,
        "first_row": page.first_row + 1,
        "share": page.share / 1000,
        "most": page.most / 1000,
        "fill": round(fill_of((page,), work.plan.places).share, 4),
        "ads": [_ad_data(work.booking(place.id), place) for place in places],
    }


def _ad_data(booking: Booking, place: AdPlace) -> dict[str, Any]:
    return {
        "id": booking.id,
        "advertiser": booking.advertiser,
        "category": booking.category,
        "size": size_words(booking),
        **_cells(place),
        "notes": list(notes_on(booking)),
    }


def _cells(place: AdPlace) -> dict[str, list[int]]:
    return {
        "columns": [place.column + 1, place.right],
        "rows": [place.row + 1, place.bottom],
    }


def _conflict_data(conflict: Conflict, work: Stacked) -> dict[str, Any]:
    booking = work.booking(conflict.id)
    return {
        "id": booking.id,
        "advertiser": booking.advertiser,
        "size": size_words(booking),
        "rules": [{"rule": rule, "requires": requirement} for rule, requirement in conflict.rules],
        "why": conflict_words(conflict, work),
        "hint": remedy_words(conflict, work),
        "bookings": list(conflict.bookings),
        "minimal": conflict.minimal,
    }


def _move_data(move: Move) -> dict[str, Any]:
    return {
        "id": move.id,
        "before": _place_data(move.before),
        "after": _place_data(move.after),
        "why": move.why,
    }


def _place_data(place: AdPlace | None) -> dict[str, Any] | None:
    return {"page": place.page, **_cells(place)} if place else None
