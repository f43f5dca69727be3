"""Facts of an ad: what was booked, where it stands and why, or what leaves it no place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from layout.desk.preview.print.facts.known import Facts
from layout.desk.reports.ads.no_place import conflict_words, remedy_words
from layout.desk.reports.ads.page_by_page import gap
from layout.edition.ad_words import (
    cells_words,
    move_words,
    notes_on,
    place_words,
    size_words,
    wish_missed,
)
from layout.work.terminal.report import counted
from slots.book.booking import Booking, Position

if TYPE_CHECKING:
    from layout.edition.make_edition import Newspaper
    from layout.edition.stacked_ads import Stacked
    from slots.stacking.task.ad_plan import AdPlace


def ad_facts(newspaper: Newspaper, name: str) -> Facts | None:
    """The facts of an ad by the id of its booking; None where the book has none of that id."""
    stacked = newspaper.stacked
    booking = next((one for one in stacked.bookings if one.id == name), None)
    if booking is None:
        return None
    places = [place for place in stacked.plan.places if place.id == name]
    facts = (
        ("page", " and ".join(str(place.page) for place in places) or "none"),
        ("size", size_words(booking)),
        ("place", _cells(places)),
        ("category", booking.category),
        ("section", booking.section),
        ("priority", f"{booking.priority} of 1 to 9"),
        ("price", f"{booking.price / 100:,.2f}" if booking.price else ""),
        ("artwork", booking.artwork or "to come"),
    )
    sentences = (*_wishes(booking), *_standing(newspaper, booking, places))
    broken = tuple(one for one in stacked.findings if one.spot and one.spot.ad == name)
    title = f"{booking.id}, {booking.advertiser}"
    return Facts(title, facts, sentences, *_where(booking), broken)


def _where(booking: Booking) -> tuple[str | None, int | None]:
    return booking.where.file, booking.where.line


def _cells(places: list[AdPlace]) -> str:
    return "; ".join(cells_words(place) for place in places)


def _wishes(booking: Booking) -> Iterator[str]:
    """The wishes of its buyer."""
    notes = notes_on(booking)
    if notes:
        yield f"Booked with: {', '.join(notes)}."
    if booking.label:
        yield 'The word "Advertisement" is printed above it.'


def _standing(newspaper: Newspaper, booking: Booking, places: list[AdPlace]) -> Iterator[str]:
    """Why it stands where it does, or nowhere."""
    stacked = newspaper.stacked
    if not places:
        yield from _unplaced(stacked, booking)
    elif booking.lock:
        yield "It is locked to its place."
    else:
        yield f"Its place is one of a stack that {_proof(stacked)}."
        yield from _positions(stacked, booking, places)
    if places:
        yield from _stories(newspaper, booking, places)
        yield from _competitors(stacked, booking, places)
    yield from _moved(stacked, booking)


def _unplaced(stacked: Stacked, booking: Booking) -> Iterator[str]:
    for conflict in stacked.plan.conflicts:
        if conflict.id == booking.id:
            yield f"{conflict_words(conflict, stacked)}."
            remedy = remedy_words(conflict, stacked)
            yield f"What helps: {remedy}." if remedy else ""


def _proof(stacked: Stacked) -> str:
    """What is proven of the stack of the whole edition."""
    plan = stacked.plan
    if plan.objective == plan.bound:
        return "is proven to be worth the most there is"
    return f"is at most {gap(stacked)} short of the best there could be"


def _positions(stacked: Stacked, booking: Booking, places: list[AdPlace]) -> Iterator[str]:
    """Whether the position wished for is met."""
    if booking.position in (Position.ANY, Position.FRONT_STRIP, Position.BACK_PAGE):
        return
    pages = {page.number: page for page in stacked.pages}
    missed = [
        place for place in places if wish_missed(booking, place, pages[place.page], stacked.plan)
    ]
    if missed and not booking.double_truck:
        yield f"It would like to stand {_at(booking.position.value)}, for which there was no room."
    else:
        yield f"It stands {_at(booking.position.value)}, as wished."


def _at(position: str) -> str:
    return f"at the {position}" if position in ("foot", "top") else position


def _stories(newspaper: Newspaper, booking: Booking, places: list[AdPlace]) -> Iterator[str]:
    """The stories that it wants to be near, or must not see."""
    pages = {place.page for place in places}
    standing = newspaper.plan.page_of
    if booking.near:
        near = [
            article.story.slug
            for article in newspaper.copy.articles
            if set(booking.near) & set(article.story.tags)
            and standing.get(article.story.slug) in pages
        ]
        named = " or ".join(booking.near)
        yield (
            f"It wants to be near a story about {named}: {', '.join(near)} is on its page."
            if near
            else f"It wants to be near a story about {named}; there is none on its page."
        )
    if booking.away_from:
        yield (
            f"No story about {' or '.join(booking.away_from)} may stand on its page or the one "
            "that faces it: none does."
        )


def _competitors(stacked: Stacked, booking: Booking, places: list[AdPlace]) -> Iterator[str]:
    """Other advertisers of its category, and how far they are."""
    if not booking.category:
        return
    rivals = {
        one.id
        for one in stacked.bookings
        if one.category == booking.category and one.advertiser != booking.advertiser
    }
    pages = sorted({place.page for place in stacked.plan.places if place.id in rivals})
    if rivals:
        where = f"on pages {', '.join(map(str, pages))}" if pages else "nowhere"
        named = counted(len(rivals), "competitor")
        verb = "stands" if len(rivals) == 1 else "stand"
        where = where.replace("pages", "page") if len(pages) == 1 else where
        yield f"{named} in {booking.category} {verb} {where}."


def _moved(stacked: Stacked, booking: Booking) -> Iterator[str]:
    if not stacked.compared:
        return
    moves = [move for move in stacked.plan.moves if move.id == booking.id]
    for move in moves:
        if move.before:
            yield f"{move_words(move, booking)}."
        else:
            yield f"It is new since the last plan, on {place_words(move.after)}."
    if not moves:
        yield "It stays where it stood the last time."
