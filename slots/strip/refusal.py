"""Refusals: why a content does not stand in a gap, as values: the rule, what it requires, and what
there is.

All that reasons, remedies and reports need of a refusal is typed; only this module knows how its
amounts are written ("at most 2 in view"), and nothing parses a sentence. Before it has a candidate
and a slot, a refusal is an `Obstacle` in a gap.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from fractions import Fraction

from slots.frozen import light
from slots.strip.distance import Need, Ruler
from slots.units import Length


class Kind(StrEnum):
    """What refuses: most are keys of the rules, under the same names."""

    CLEARANCE = "clearance"
    FROM_TOP = "from_top"
    FROM_END = "from_end"
    ADJACENT = "adjacent"
    DISTANCE = "distance"
    SPACING = "spacing"
    MAX_PER_SCREEN = "max_per_screen"
    MAX = "max"
    MAX_ADS = "max_ads"
    FEWER_ADS = "fewer_ads"
    DENSITY = "density"
    PROMOTION = "promotion"
    ORDER = "order"
    NEVER_TOGETHER = "never_together"
    WHEN = "when"
    CATEGORY = "category"
    NEVER_AFTER = "never_after"
    NEVER_BEFORE = "never_before"
    NEVER_INSIDE = "never_inside"
    NEVER_BETWEEN = "never_between"
    AFTER_LEAD_IN = "after_lead_in"
    ONLY_BEFORE = "only_before"
    POSITIONS = "positions"
    REGION = "region"
    MIN_RUN = "min_run"
    WIDTH = "width"
    BESIDE = "beside"
    NO_RAIL = "no_rail"
    RAIL = "rail"
    GAP = "gap"
    WORTH = "worth"
    STRATEGY = "strategy"
    STABLE = "stable"
    PAGES = "pages"
    COLUMNS = "columns"
    ROWS = "rows"
    ROOM = "room"


CONDITIONS = (Kind.WHEN, Kind.CATEGORY)
"""Conditions on the story, whatever else stands in it."""


@light
class Rule:
    """A rule that refuses: its kind, the path of its key below that, as in a file of rules
    (clearance: ("heading", "above"); never_between: both names), and the third content that a rule
    between others holds for, too.

    >>> str(Rule(Kind.CLEARANCE, ("heading", "above"))), str(Rule(Kind.SPACING, third="ad-1"))
    ('clearance above heading', 'spacing of ad-1')
    """

    kind: Kind
    path: tuple[str, ...] = ()
    third: str | None = None

    @property
    def base(self) -> Rule:
        """The same without the third content; `adjacent` above and below a gap is one rule."""
        return Rule(self.kind, () if self.kind is Kind.ADJACENT else self.path)

    def __str__(self) -> str:
        match self.kind:
            case Kind.CLEARANCE:
                own = " ".join((self.kind, *reversed(self.path)))
            case Kind.NEVER_BETWEEN:
                own = f"{self.kind} {' and '.join(self.path)}"
            case Kind.WHEN | Kind.CATEGORY:
                own = ".".join((self.kind, *self.path))
            case Kind.NO_RAIL:
                own = Kind.BESIDE.value
            case Kind.MAX | Kind.ROOM | Kind.FEWER_ADS:
                own = self.kind.value
            case _:
                own = " ".join((self.kind, *self.path))
        if self.third is None:
            return own
        return f"{own} {'from' if self.kind is Kind.DISTANCE else 'of'} {self.third}"


Amount = Length | int | Fraction | float | datetime.date | str | tuple[str, ...] | None
"""What a rule requires, or what there is: a length, a count, a share, points, a day, a name or
several; None where the kind of the rule says all, or where nothing is known."""

_AT_MOST = ("at most {}", "{}")
_DAYS = "{} day{s}"

_WRITTEN: dict[str, tuple[str, ...]] = {
    Kind.GAP: ("an empty gap", "a slot"),
    Kind.WORTH: ("more than 0 points", "{:g} points"),
    Kind.STRATEGY: ("one that {}", "{}"),
    Kind.ORDER: ("a place {} it", "{}"),
    Kind.MAX_PER_SCREEN: ("at most {} in view", "{}"),
    Kind.MAX: ("at most {} of {path}", "{}"),
    Kind.MAX_ADS: _AT_MOST,
    Kind.FEWER_ADS: ("at most {} under {path} words", "{}"),
    Kind.DENSITY: _AT_MOST,
    Kind.PROMOTION: _AT_MOST,
    Kind.NEVER_TOGETHER: ("one slot of {}", "{}"),
    Kind.NO_RAIL: ("a rail at every width", "none at {}"),
    Kind.AFTER_LEAD_IN: ("no lead-in directly above", "a lead-in"),
    Kind.ONLY_BEFORE: ("{either} directly below", "{}", "the end"),
    Kind.NEVER_AFTER: ("no {path} directly above", "{path}"),
    Kind.NEVER_BEFORE: ("no {path} directly below", "{path}"),
    Kind.NEVER_INSIDE: ("a gap outside of {path}", "inside {path}"),
    Kind.NEVER_BETWEEN: ("another gap", "between {path}"),
    Kind.POSITIONS: ("a gap at {either}", "{} above"),
    Kind.REGION: ("a front", "a story"),
    Kind.PAGES: ("pages {}", "pages {} at most"),
    Kind.COLUMNS: ("{} columns", "{} columns"),
    Kind.ROWS: ("{} rows", "{} rows"),
    Kind.ROOM: ("{} beside head and text", "{}"),
    "sections": ("section {either}", "{}", "no section"),
    "without_sections": ("another section", "{}", "no section"),
    "tags": ("a tag of {}", "{}", "no tags"),
    "without_tags": ("no tag {}", "{}"),
    "words": ("a word of {}", "{}", "none of them"),
    "without_words": ("no word {}", "{}"),
    "authors": ("by {either}", "{}", "no author"),
    "without_authors": ("another author", "{}"),
    "languages": ("{either}", "{}", "no language"),
    "devices": ("{either}", "{}"),
    "published_from": ("from {}", "{}", "no date"),
    "published_until": ("until {}", "{}", "no date"),
    "min_age": ("{} days", _DAYS, "an unknown age"),
    "max_age": ("at most {} days", _DAYS, "an unknown age"),
    "blocks": ("a block of {}", "{}", "none of them"),
    "without_blocks": ("no block {}", "{}"),
    "min_words": ("{0.value} words", "{0.value} words"),
    "max_words": ("at most {0.value} words", "{0.value} words"),
    "min_paragraphs": ("{0.value} paragraphs", "{0.value} paragraphs"),
    "max_paragraphs": ("at most {0.value} paragraphs", "{0.value} paragraphs"),
    "min_blocks": ("{} blocks", "{} blocks"),
    "max_blocks": ("at most {} blocks", "{} blocks"),
}
"""By a rule's kind or the name of its condition: how to write what it requires, what there is, and
that there is nothing. All others write the bare amounts."""


def either(amount: Amount) -> str:
    """A name, or several joined by "or"."""
    return " or ".join(amount) if isinstance(amount, tuple) else str(amount)


def _written(rule: Rule, amount: Amount, place: int) -> str:
    found = rule.path[-1] if rule.kind in CONDITIONS else rule.kind
    forms = _WRITTEN.get(found, ("{}", "{}"))
    if place and len(forms) > 2 and amount in (None, ()):
        return forms[2]
    shown: object = amount
    if isinstance(amount, Fraction):
        shown = f"{float(amount * 100):.1f}%"
    elif isinstance(amount, tuple):
        shown = ", ".join(amount)
    plural = "" if amount == 1 else "s"
    path = " and ".join(rule.path)
    return forms[place].format(shown, either=either(amount), path=path, s=plural)


@light
class Refusal:
    """Why a content (`slot`) does not stand in a gap (`candidate`): the rule, what it requires,
    what there is, and what is in the way: an item, another content, or its own size (`size`: of the
    creative, in px)."""

    candidate: str | None
    slot: str
    rule: Rule
    needed: Amount = None
    has: Amount = None
    against: str | None = None
    size: tuple[int, int] | None = None

    @property
    def required(self) -> str:
        """What the rule requires, as people write it: "100px", "at most 2 in view"."""
        return _written(self.rule, self.needed, 0)

    @property
    def actual(self) -> str:
        """What there is, as people write it: "62px", "2"."""
        return _written(self.rule, self.has, 1)

    @property
    def lacks(self) -> Length | None:
        """How much less there is than the rule requires; None where that cannot be counted."""
        needs, has = self.needed, self.has
        if not (isinstance(needs, Length) and isinstance(has, Length)):
            return None
        if needs.unit is not has.unit or has.value >= needs.value:
            return None
        return Length(needs.value - has.value, needs.unit)

    def __str__(self) -> str:
        against = f' against "{self.against}"' if self.against else ""
        return f"{self.rule}{against} needs {self.required}, has {self.actual}"


@light
class Obstacle:
    """A broken rule in a gap: what it requires and what there is; of a need `has` is an amount on
    its axis."""

    rule: Rule
    needed: Need | Amount = None
    has: Amount = None
    against: str | None = None
    strip: int = 0

    def refusal(self, candidate: str | None, slot: str, rulers: tuple[Ruler, ...]) -> Refusal:
        """The same for a candidate and a content, lengths in the unit of the rule."""
        needed, has = self.needed, self.has
        if isinstance(needed, Need):
            assert isinstance(has, int)
            has = rulers[self.strip].in_unit(needed, has)
            needed = needed.length
        return Refusal(candidate, slot, self.rule, needed, has, self.against)
