"""What comes of decisions about ads: a plan, and what of them is refused, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from slots.stacking.task.ad_decision import AdDecision
from slots.stacking.task.ad_plan import AdPlan

NO_ADS = "ads"
"""What is decided of a page without ads."""


@dataclass(frozen=True, slots=True)
class AdWish:
    """One thing that is decided: of an ad, by its id, one of `KEYS`; or of a `page` that it has no
    ads (then `id` is "")."""

    id: str
    key: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class RuleOf:
    """A rule of a booking, by its name, and what it requires, in words."""

    id: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class AdChange:
    """A way out: a decision that is given up, or, where `ad` is named, another ad that is not
    stacked. `cost` is what the stack loses then, in points of the ad book, against the one in which
    none of the set is decided."""

    wish: AdWish
    cost: int
    ad: str = ""


@dataclass(frozen=True, slots=True)
class RefusedAd:
    """A decision that is given up, and a smallest set found, itself among it, of decisions that do
    not go `together` with each other, with these other `ads`, by their ids, and with these `rules`
    of them all; `changes` are what could be given up instead, each with what that costs."""

    wish: AdWish
    together: tuple[AdWish, ...]
    ads: tuple[str, ...] = ()
    rules: tuple[RuleOf, ...] = ()
    changes: tuple[AdChange, ...] = ()


@dataclass(frozen=True, slots=True)
class AdsDecided:
    """What is decided of ads, by their ids, and which pages are to have none; of some ads it is a
    preference, which has a price: those that would `rather` stand so."""

    ads: Mapping[str, AdDecision] = field(default_factory=dict)
    bare: tuple[int, ...] = ()
    rather: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Preference:
    """What became of a preference for an ad: whether it is `met`, and what it costs the plan, in
    points; None where it would cost some ads their places (`lost`), or the ad its own."""

    id: str
    met: bool
    cost: int | None
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecidedPlan:
    """A plan that keeps what can be kept of the decisions, what is refused, and what became of
    preferences."""

    plan: AdPlan
    refused: tuple[RefusedAd, ...] = ()
    preferences: tuple[Preference, ...] = ()
