"""Decisions about the ads of an edition: what of them goes to the stack, and what is said of those
that are not kept, in an editor's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from layout.edition.ad_words import ad_words, place_words
from layout.publication.closed_pages import Closed
from layout.publication.decided_too_late import late
from layout.story.decided import AdDecided, Decisions
from layout.work.terminal.report import counted, listed
from slots.book.booking import Booking
from slots.finding import Finding, Severity, Where
from slots.stacking.refused_ad import AdsDecided, AdWish, Preference, RefusedAd
from slots.stacking.task.ad_decision import LOCK, PAGE, PLACE, SIDE, AdDecision, Spot
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace

_REFUSED = "refused-decision"


@dataclass(frozen=True, slots=True, eq=False)
class AdsAsked:
    """What decisions about ads are judged by: all bookings, the places of the last edition, the
    pages that are closed, and the day of the edition."""

    decisions: Decisions
    bookings: Sequence[Booking]
    last: Sequence[AdPlace]
    closed: Closed
    day: date | None

    @property
    def held(self) -> tuple[str, ...]:
        """The ads that are on hold, by their ids; those of closed pages cannot be."""
        shut = {place.id for place in self.closed.ads}
        ads = self.decisions.ads
        return tuple(
            booking.id
            for booking in self.bookings
            if booking.id not in shut and _held(ads.get(booking.id), self.day)
        )

    def to_stack(self) -> AdsDecided:
        """What is left to be decided by the stack: of ads that are booked and not on closed pages,
        on pages that are open, and with a last place where they are to stay."""
        shut = {place.id for place in self.closed.ads}
        booked = {booking.id for booking in self.bookings} - shut - {*self.held}
        ads = {
            name: decision
            for name, one in self.decisions.ads.items()
            if name in booked and (decision := self._decision(name, one)).keys
        }
        bare = {*self.decisions.bare} - self.closed.numbers
        rather = frozenset(name for name in ads if self.decisions.ads[name].rather)
        return AdsDecided(ads, tuple(sorted(bare)), rather)

    def _decision(self, name: str, one: AdDecided) -> AdDecision:
        pages = tuple(page for page in one.pages if page not in self.closed.numbers)
        stood = min((p for p in self.last if p.id == name), key=lambda p: p.page, default=None)
        return AdDecision(pages, one.side, one.spot, stood if one.lock else None)

    def told(self, pages: Sequence[StackPage]) -> Iterator[Finding]:
        """What is said before anything is stacked: names that nobody booked, ads on hold, and what
        is decided too late or of no place."""
        booked = {booking.id: booking for booking in self.bookings}
        by_number = {page.number: page for page in pages}
        standing = {p.id: p for p in sorted(self.closed.ads, key=lambda p: p.page, reverse=True)}
        held = {*self.held}
        for name, one in self.decisions.ads.items():
            if name not in booked:
                yield _unknown(name, booked, self.decisions)
            elif name in standing:
                yield from self._late(booked[name], one, standing[name], by_number)
            elif name in held:
                yield _on_hold(booked[name], one, self.day, self.decisions.where_ad(name, "hold"))
            else:
                yield from self._no_page(booked[name], one)
        for number in self.decisions.bare:
            if any(place.page == number for place in self.closed.ads):
                message = f"page {number} cannot be without ads: it is closed and has some"
                yield late(message, number, _where_bare(self.decisions, number))

    def _late(
        self, booking: Booking, one: AdDecided, place: AdPlace, pages: Mapping[int, StackPage]
    ) -> Iterator[Finding]:
        """That an ad on a closed page is to be held, or to stand elsewhere."""
        decision = AdDecision(one.pages, one.side, one.spot)
        held = _held(one, self.day)
        if held or (place.page in pages and not decision.met(place, pages[place.page])):
            what = "be held over" if held else "stand elsewhere"
            message = f"ad {booking.id} cannot {what}: page {place.page} is closed and has it"
            key = "hold" if held else next(iter(decision.keys), PAGE)
            yield late(message, place.page, self.decisions.where_ad(booking.id, key))

    def _no_page(self, booking: Booking, one: AdDecided) -> Iterator[Finding]:
        """That an ad is to stand on a closed page, or to stay where it never stood."""
        if one.pages and self.closed.numbers.issuperset(one.pages):
            page = one.pages[0]
            message = f"ad {booking.id} cannot stand on page {page}, which is closed"
            yield late(message, page, self.decisions.where_ad(booking.id, PAGE))
        if one.lock and not any(place.id == booking.id for place in self.last):
            message = f"ad {booking.id} cannot stay where it is: no edition before has it"
            hint = "print the edition first, or give it a page"
            where = self.decisions.where_ad(booking.id, LOCK)
            yield Finding(_REFUSED, Severity.WARNING, message, where, hint)


def _held(one: AdDecided | None, day: date | None) -> bool:
    return one is not None and one.hold is not None and one.hold.holds(day)


def _unknown(name: str, booked: Mapping[str, Booking], decisions: Decisions) -> Finding:
    from slots.rules.mistake import nearest, suggested

    near, where = nearest(name, booked), decisions.where_ad(name, PAGE)
    message = f'no ad is called "{name[:60]}"{suggested(near)}'
    hint = "write its id in the ad book, or take out what is decided of it"
    found = Finding("unknown-ad", Severity.WARNING, message, where, hint)
    return replace(found, edits=decisions.places.edits(("ad", name), near, key=True))


def _on_hold(booking: Booking, one: AdDecided, day: date | None, where: Where) -> Finding:
    said = one.hold.said(day) if one.hold else ""
    message = f"ad {ad_words(booking)} is held over by decision{said}"
    return Finding("held-over", Severity.INFO, message, where, "take out hold to release it")


def _where_bare(decisions: Decisions, number: int) -> Where:
    return decisions.places.key(("page", str(number), "ads"))


# --- what the stack refuses -----------------------------------------------------------------------


def ads_refused_as_data(refused: Sequence[RefusedAd]) -> list[dict[str, Any]]:
    """What was refused, as reports have it."""
    return [
        {
            **_wish_data(one.wish),
            "together": [_wish_data(wish) for wish in one.together],
            "ads": list(one.ads),
            "rules": [{"ad": rule.id or None, "rule": rule.rule} for rule in one.rules],
            "changes": [
                {**_wish_data(change.wish), "without": change.ad or None, "cost": change.cost}
                for change in one.changes
            ],
        }
        for one in refused
    ]


def _wish_data(wish: AdWish) -> dict[str, Any]:
    return {"ad": wish.id or None, "decision": wish.key, "page": wish.page or None}


@dataclass(frozen=True, slots=True, eq=False)
class AdWords:
    """Decisions about ads in words: by what is decided, the bookings, and how many pages the
    edition has."""

    asked: AdsAsked
    stacked: AdsDecided
    pages: int

    def finding(self, refused: RefusedAd) -> Finding:
        """A decision that is given up, and why."""
        wish, decisions = refused.wish, self.asked.decisions
        where = (
            decisions.where_ad(wish.id, wish.key) if wish.id else _where_bare(decisions, wish.page)
        )
        message, hint = self._said(refused)
        hint += self._costs(refused)
        return Finding(_REFUSED, Severity.WARNING, message, where, hint)

    def unmet(self, preference: Preference, price: int) -> Finding:
        """A note that an ad does not stand where it rather should, and why."""
        name, said = preference.id, self.stacked.ads[preference.id]
        where = listed([self._where(AdWish(name, key)) for key in said.keys], "and")
        ads = [self._ad(lost) for lost in preference.lost]
        cost, lost = preference.cost, listed(ads) if ads else "it"
        why = f"it would cost {cost:,} points, and not less than {price:,}"
        if cost is None:
            why = f"{lost} would have no place then"
        message = f"ad {self._ad(name)} does not stand {where}, as it rather should: {why}"
        hint = "take out rather to decide it"
        place = self.asked.decisions.where_ad(name, "rather")
        return Finding("unmet-preference", Severity.INFO, message, place, hint)

    def _said(self, refused: RefusedAd) -> tuple[str, str]:
        wish = refused.wish
        if beyond := self._beyond(refused):
            return beyond
        rules = [f"{rule.id}: {rule.words}" if rule.id else rule.words for rule in refused.rules]
        why = f" ({'; '.join(rules)})" if rules else ""
        ads = [self._ad(name) for name in refused.ads]
        free = f"hold one of them, as in [ad.{refused.ads[0]}] hold = true" if ads else ""
        if len(refused.together) == 1:
            cannot = self._cannot(wish)
            if ads:
                message = f"{cannot}: {listed(ads)} would have no place then{why}"
                return message, f"{self._instead(wish)}, or {free}"
            if rules:
                message = f"{cannot}: {'; '.join(rules)}"
                return message, f"{self._instead(wish)}, or change its booking"
            if wish.key == PLACE:
                message = f"{cannot}: no stack that falls to one side has it there"
                return message, 'say its very cells, as in place = "column 2, foot"'
            return f"{cannot}: no page has room for it so", self._instead(wish)
        wishes = [
            self._wishes([one for one in refused.together if (one.id, one.page) == of])
            for of in dict.fromkeys((one.id, one.page) for one in refused.together)
        ]
        beside = f" beside {listed(ads)}" if ads else ""
        gone = f"{wish.key} of {wish.id}" if wish.id else f"ads of page {wish.page}"
        message = f"{listed(wishes)} do not go together{beside}{why}: {gone} is given up"
        return message, f"give up one of them{f', or {free}' if free else ''}"

    def _costs(self, refused: RefusedAd) -> str:
        """What the stack loses with each change; nothing where there is but one to be given up."""
        if len(refused.changes) < 2:
            return ""
        ways = [
            f"{one.cost:,} without {one.ad or self._short(one.wish)}" for one in refused.changes
        ]
        return f"; points that the stack loses: {', '.join(ways)}"

    def _short(self, wish: AdWish) -> str:
        return f"{wish.key} of {wish.id}" if wish.id else f"page {wish.page} bare of ads"

    def _beyond(self, refused: RefusedAd) -> tuple[str, str] | None:
        """Of a page that the edition does not have."""
        wish = refused.wish
        pages = self.stacked.ads[wish.id].pages if wish.id else ()
        if wish.key != PAGE or not pages or pages[0] <= self.pages:
            return None
        message = f"{self._cannot(wish)}: the edition has {counted(self.pages, 'page')}"
        return message, f"write a page up to {self.pages}"

    def _cannot(self, wish: AdWish) -> str:
        if not wish.id:
            return f"page {wish.page} cannot be without ads"
        verb = "stay" if wish.key == LOCK else "stand"
        return f"ad {self._ad(wish.id)} cannot {verb} {self._where(wish)}"

    def _wishes(self, wishes: Sequence[AdWish]) -> str:
        """What is decided of one ad, or of one page."""
        first = wishes[0]
        if not first.id:
            return f"page {first.page} without ads"
        return f"{self._ad(first.id)} {', '.join(self._where(wish) for wish in wishes)}"

    def _where(self, wish: AdWish) -> str:
        one = self.stacked.ads[wish.id]
        if wish.key == PAGE:
            return f"on page {listed([str(page) for page in one.pages], 'or')}"
        if wish.key == SIDE:
            return f"on a {one.side}-hand page"
        return f"on {place_words(one.stays)}" if wish.key == LOCK else _spot_words(one.spot)

    def _instead(self, wish: AdWish) -> str:
        return {PAGE: "give it another page", "ads": "let it have ads"}.get(
            wish.key, f"take out {wish.key}"
        )

    def _ad(self, name: str) -> str:
        return next(ad_words(one) for one in self.asked.bookings if one.id == name)


def _spot_words(spot: Spot) -> str:
    """Where on its page, as pages.toml has it.

    >>> _spot_words(Spot(column=1, foot=True))
    'at column 2, foot'
    """
    across = spot.edge or ("" if spot.column is None else f"column {spot.column + 1}")
    down = "foot" if spot.foot else "" if spot.row is None else f"row {spot.row + 1}"
    return f"at {', '.join(filter(None, (across, down)))}"
