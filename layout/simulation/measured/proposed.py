"""What slots turned out to be worth beside what the rules say of them, and the rules that follow.

counts ─> fitted, by slot and breakpoint ─> what the rules say is outside? ─> change
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, inf

from layout.simulation.measured.counts import Count, Place
from layout.simulation.measured.fit import Fit, by_revenue, fitted
from slots.finding import Finding, Severity, bad_input
from slots.rules.terms import Rules

_MOST = 1_000_000
"""The largest `value` that rules may name."""


@dataclass(frozen=True, slots=True)
class _Points:
    """A whole number of points, and the interval it is in (None: nothing tells)."""

    best: int
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A slot as it was measured: what a thousand readers bring in points, what the rules say, and
    what they should say instead (None: as they do, for that is within the interval).

    `by` is what was counted: "revenue" or "viewable"; `decay_now` is in per cent a screen."""

    place: Place
    by: str
    fit: Fit
    value: _Points
    value_now: int
    decay_now: float
    new_value: int | None
    new_decay: float | None

    def changes(self) -> Iterator[_Change]:
        """What is to be set in slots.toml."""
        at = ("at", self.place.breakpoint) if self.place.breakpoint else ()
        table = ("slot", self.place.slot, *at)
        if self.new_value is not None:
            yield _Change((*table, "value"), self.new_value)
        if self.new_decay is not None:
            yield _Change((*table, "decay"), f"{Decimal(repr(self.new_decay)).normalize():f}%")


@dataclass(frozen=True, slots=True)
class _Change:
    """A value of slots.toml by its path."""

    path: tuple[str, ...]
    value: int | str


@dataclass(frozen=True, slots=True)
class Proposal:
    """All slots that were measured, in the order of the rules; and what is to be said of it."""

    slots: tuple[Measured, ...]
    findings: tuple[Finding, ...]

    def changes(self) -> tuple[_Change, ...]:
        """What is to be set in slots.toml."""
        return tuple(change for slot in self.slots for change in slot.changes())


def proposed(counts: Sequence[Count], rules: Rules, scale: int = 100) -> Proposal:
    """What slots turned out to be worth. A point of `value` is a `scale`-th of the currency for a
    thousand views: with 100, a cent. Raises BadInput where that is more than a value may be."""
    places: dict[Place, list[Count]] = {}
    for count in counts:
        places.setdefault(count.place, []).append(count)
    order = [Place(slot, point) for slot in rules.slot for point in ("", *rules.breakpoints)]
    slots = [_measured(each, places[each], rules, scale) for each in order if each in places]
    return Proposal(tuple(slots), tuple(_told(slots)))


def _measured(place: Place, counts: Sequence[Count], rules: Rules, scale: int) -> Measured:
    terms = rules.terms(place.slot, place.breakpoint)
    now = float(terms.decay.value)
    fit = fitted(counts, now)
    low, high = floor(fit.value.low * scale), fit.value.high * scale
    best = round(fit.value.best * scale)
    if not best <= _MOST:
        what = f"{place.slot} is worth {best:,} points, and the most is {_MOST:,}"
        raise bad_input("measured", what, hint="count in larger points: give --scale 1")
    points = _Points(max(1, best), None, None)
    new_value = None
    if high < inf:
        points = _Points(max(1, best), max(0, low), ceil(high))
        new_value = None if low <= terms.value <= high else points.best
    new_decay = None
    if fit.decay and fit.decay.high - fit.decay.low < 100:
        new_decay = None if fit.decay.low <= now <= fit.decay.high else fit.decay.best
    by = "revenue" if by_revenue(counts) else "viewable"
    return Measured(place, by, fit, points, terms.value, now, new_value, new_decay)


def _told(slots: Sequence[Measured]) -> Iterator[Finding]:
    """What a reader of the figures has to know."""
    for each in slots:
        name = " at ".join(filter(None, each.place))
        if each.value.high is None:
            hint = "count more days or stories, each on a line of its own, or viewable views"
            what = f"{name}: too little was counted to say how sure its value is"
            yield Finding("measured-unsure", Severity.WARNING, what, hint=hint)
        if each.fit.value.best == 0:
            what, hint = f"{name} brought nothing", "see whether it is served at all"
            yield Finding("measured-unsure", Severity.WARNING, what, hint=hint)
    if len({each.by for each in slots}) > 1:
        hint = "count the revenue of all, or leave it out of all"
        what = "some slots are measured by revenue, others by viewable views: they do not compare"
        yield Finding("measured-mixed", Severity.WARNING, what, hint=hint)
