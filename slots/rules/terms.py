"""The rules of slots.toml as typed, frozen values. `docs/slots.md` explains each with an example.

    [defaults]            terms every slot starts from
    [defaults.at.mobile]  the same, for one breakpoint
    [slot.inline-ad]      a slot: what it holds, and its own terms
    [slot.inline-ad.at.mobile]   its terms at one breakpoint; the most specific one holds
    [slot.inline-ad.print]       its side on paper
    [page]                what holds for all slots of a page together; [page.at.mobile]
    [breakpoints]         ranges of screen widths
    [category.airline]    conditions for all ads of a category of advertisers

`Rules.terms(slot, breakpoint)` gives the terms with all of that resolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache, cached_property
from inspect import cleandoc
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, StrictBool, StrictInt, model_validator

from slots.rules.conditions import When
from slots.rules.frozen_table import Table
from slots.rules.notation import (
    NAMES,
    CopyPosition,
    Few,
    FewerInShort,
    GrowingSpace,
    Measure,
    Opponent,
    PageNumbers,
    PaperSize,
    ScreenWidths,
    Share,
    Strict,
    WebSize,
    Words,
)
from slots.rules.size import Pages, Widths
from slots.units import LENGTH_PATTERN, Length, parse_length

AD = "ad"
MOST_AUTO = 60
"""The most ads that a slot puts into every story: as many as a story may ask for itself."""

MODULE_KINDS = ("blue_box", "digest", "newsletter", "correction", "weather")
"""The module kinds newsgrid has templates for; others are allowed, with a warning."""

_M = TypeVar("_M", bound="Strict")


class Region(StrEnum):
    """Where on a web page a slot stands: in the copy, beside a gap of the copy (in the right rail,
    at the height of that gap, moving no copy), stacked in the right rail, or after the copy; or
    between the containers of the home page and of section fronts, and on no article's page."""

    ARTICLE = "article"
    BESIDE = "beside"
    RAIL = "rail"
    END = "end"
    FRONT = "front"


class Strategy(StrEnum):
    """How a placement is chosen: worth most of all; worth most of those that never move earlier
    slots when copy is added at the end; or the first that fits, from top to bottom."""

    EXACT = "exact"
    STABLE = "stable"
    GREEDY = "greedy"


class Side(StrEnum):
    """The side of a print page a slot goes to."""

    OUTSIDE = "outside"
    INSIDE = "inside"
    LEFT = "left"
    RIGHT = "right"
    ANY = "any"


class Clearance(Strict):
    """How far a slot keeps from an opponent, in one or both directions.

    `above`: from the foot of an opponent above down to the slot; `below`: from the slot down to
    the head of an opponent below. A plain length means both.
    """

    above: Measure | None = Field(default=None, description="from an opponent above the slot")
    below: Measure | None = Field(default=None, description="to an opponent below the slot")
    unless_before: tuple[Opponent, ...] = Field(
        max_length=100,
        default=(),
        description="`below` is not asked where one of these stands right below",
    )

    @model_validator(mode="before")
    @classmethod
    def both(cls, value: Any) -> Any:
        """A plain length, meant for both directions."""
        return {"above": value, "below": value} if isinstance(value, str | Length) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> Any:
        table = handler(core)
        plain = {"type": "string", "pattern": LENGTH_PATTERN, "examples": ["100px", "3 lines"]}
        return {
            "description": cleandoc(cls.__doc__ or ""),
            "anyOf": [plain, handler.resolve_ref_schema(table)],
        }


class Step(Strict):
    """One step of relaxation: a rule of the slot that gives way, and what is asked instead."""

    rule: str = Field(
        ...,
        description="what gives way: a rule of the slot, as `from_top` or `clearance.image.below`",
        examples=["from_top", "clearance.image", "distance.ad", "never_after"],
    )
    to: Measure | None = Field(
        default=None, description="what is asked instead; if not set, nothing is"
    )


_OPPONENT_KEYS: dict[str, Any] = {"propertyNames": NAMES}


class Terms(Strict):
    """The terms on which a slot may stand. Every key can also be set for one breakpoint."""

    region: Region = Field(default=Region.ARTICLE, description="where it stands on a web page")
    fallback: Literal["rail", "end", "none"] | None = Field(
        default=None,
        description="where it goes when the article has no place for it "
        '(if not set: modules to the "end", ads nowhere)',
    )
    sizes: tuple[WebSize, ...] = Field(
        max_length=100,
        default=(),
        description="creative sizes in px; the box reserved is the largest that fits",
    )
    label: str = Field(default="", description="the words above an ad")
    margin: Measure = Field(default=parse_length("24px"), description="air above and below its box")
    auto: Annotated[StrictInt, Field(ge=0, le=MOST_AUTO)] = Field(
        default=0, description="ads only: so many for every story, whether it asks for them or not"
    )
    min: Few = Field(default=0, description="at least so many, before anything else is placed")
    min_from: Measure | None = Field(
        default=None, description="`min` counts in stories at least so long"
    )
    max: Few | None = Field(default=None, description="at most so many on a page")
    value: Annotated[StrictInt, Field(ge=1, le=1_000_000)] = Field(
        default=100, description="what one is worth; only ratios between slots matter"
    )
    decay: Share = Field(
        default=parse_length("0%"),
        description="share of the value lost with each screen of depth (never below a tenth)",
    )
    positions: tuple[CopyPosition, ...] = Field(
        max_length=100, default=(), description="only at these positions of the copy"
    )
    from_top: Measure | None = Field(default=None, description="from the top of the article")
    from_end: Measure | None = Field(default=None, description="to the end of the article")
    adjacent: Words | None = Field(
        default=None, description="words the paragraphs directly above and below must have"
    )
    only_before: tuple[Opponent, ...] = Field(
        max_length=100,
        default=(),
        description="only directly above one of these, and not at the end",
    )
    never_inside: tuple[Opponent, ...] = Field(
        max_length=100, default=(), description="not between two blocks that both are one of these"
    )
    never_after: tuple[Opponent, ...] = Field(
        max_length=100, default=(), description="not directly below these"
    )
    never_before: tuple[Opponent, ...] = Field(
        max_length=100, default=(), description="not directly above these"
    )
    after_lead_in: StrictBool = Field(
        default=False,
        description="may stand right below a line that leads to what follows: one that ends in a "
        "colon, or a bold one that stands for a heading",
    )
    never_between: tuple[tuple[Opponent, Opponent], ...] = Field(
        max_length=200,
        default=(),
        description="not between the first (above) and the second (below) of a pair",
    )
    clearance: Table[Clearance] = Field(
        default=Table(), description="distance to items", json_schema_extra=_OPPONENT_KEYS
    )
    distance: Table[Measure] = Field(
        default=Table(),
        description="distance to other slots: by slot name, by what it holds (ad, module, "
        'blue_box, ...), by category ("#airline"), "same" for the same slot, "same-category", '
        '"any" for all',
    )
    categories: tuple[str, ...] = Field(
        max_length=200,
        default=(),
        description="the categories of advertisers it serves, as airline",
    )
    promotional: StrictBool = Field(
        default=False, description="modules only: counts as promotion in `page.promotion`"
    )
    sticky: StrictBool = Field(
        default=False, description="beside the copy or in the rail: stays in view along its run"
    )
    min_run: Measure | None = Field(
        default=None,
        description="beside the copy or in the rail: the least way a sticky ad can travel; larger "
        "sizes only where they leave so much",
    )
    relax: tuple[Step, ...] = Field(
        max_length=50,
        default=(),
        description="rules that give way, in this order, until `min` is reached",
    )
    when: When = Field(default=When(), description="conditions on the story")


class PrintSide(Strict):
    """How a slot stands on paper."""

    sizes: tuple[PaperSize, ...] = Field(
        ..., min_length=1, description="columns x depth, the most wanted first"
    )
    side: Side = Field(default=Side.ANY, description="the side of the page it is stacked to")
    pages: PageNumbers = Field(default=Pages(), description="the pages it may stand on")
    value: Annotated[StrictInt, Field(ge=1, le=1_000_000)] = Field(
        default=100, description="what it is worth on paper"
    )


class Defaults(Terms):
    """The terms every slot starts from."""

    at: Table[Terms] = Field(default=Table(), description="by breakpoint")


class Slot(Terms):
    """A named place that the rules may fill with an ad or a module."""

    holds: str = Field(
        ...,
        pattern=r"^[a-z][a-z0-9_]*$",
        description='"ad", a module kind such as "blue_box", or "module" for any other kind',
        examples=[AD, *MODULE_KINDS, "module"],
    )
    takes: tuple[str, ...] = Field(
        max_length=200,
        default=(),
        description='for ads: the names a story asks by ("google-ad", or one of them only: '
        '"google-ad-2"); none: whatever no other slot takes',
    )
    at: Table[Terms] = Field(default=Table(), description="its terms by breakpoint")
    print: PrintSide | None = Field(default=None, description="its side on paper")


class PageTerms(Strict):
    """What holds for all slots of a page together."""

    max_ads: Few | None = Field(default=None, description="at most so many ads in the article")
    fewer_ads: tuple[FewerInShort, ...] = Field(
        max_length=50,
        default=(),
        description="at most so many ads in the article of stories under so many words",
    )
    density: Share | None = Field(
        default=None,
        description="ad heights over content height, worst case (Better Ads: 30% on mobile, "
        "50% on desktop)",
    )
    max_per_screen: Annotated[StrictInt, Field(ge=1, le=1_000)] | None = Field(
        default=None,
        description="at most so many ads in view at once, however the page is scrolled",
    )
    spacing: tuple[GrowingSpace, ...] = Field(
        max_length=50, default=(), description="distance between ads that grows with the ads above"
    )
    sticky_video: StrictBool = Field(
        default=False, description="the page has a video that stays in view: density is at most 30%"
    )
    sticky_ad: Measure | None = Field(
        default=None,
        description="height of an ad that stays in view; it counts once in the density",
    )
    promotion: Share | None = Field(
        default=None,
        description="heights of ads and promotional modules over content height (Google: 50%)",
    )
    order: tuple[str, ...] = Field(
        max_length=300, default=(), description="slots that must stand in this order"
    )
    never_together: tuple[tuple[str, ...], ...] = Field(
        max_length=100,
        default=(),
        description='groups of slots, or categories ("#airline"), of which only one may be in the '
        "article",
    )
    strategy: Strategy = Field(
        default=Strategy.EXACT, description="how the placement is chosen; exact is worth most"
    )
    evenness: Annotated[StrictInt, Field(ge=0, le=1_000_000)] = Field(
        default=20, description="worth of perfectly even spacing"
    )
    source_order: Annotated[StrictInt, Field(ge=0, le=1_000_000)] = Field(
        default=5, description="cost of two slots in another order than the story asks for"
    )


class Page(PageTerms):
    """What holds for all slots of a page together, everywhere and at single breakpoints."""

    at: Table[PageTerms] = Field(default=Table(), description="by breakpoint")


DEFAULT_BREAKPOINTS: Table[Widths] = Table(
    {"mobile": Widths(320, 479), "tablet": Widths(480, 979), "desktop": Widths(980, 1600)}
)


class Rules(Strict):
    """All rules of a publication: where ads and modules may go, on screen and on paper."""

    breakpoints: Table[ScreenWidths] = Field(
        default=DEFAULT_BREAKPOINTS, description="names for ranges of screen widths"
    )
    defaults: Defaults = Field(default=Defaults(), description="terms every slot starts from")
    page: Page = Field(default=Page(), description="what holds for all slots together")
    category: Table[When] = Field(
        default=Table(), description="conditions for ads of a category of advertisers, by its name"
    )
    slot: Table[Slot] = Field(default=Table(), description="the slots, by name")

    def breakpoint(self, width: int) -> str | None:
        """The breakpoint a screen of `width` CSS px belongs to; None outside of all."""
        for name, widths in self.breakpoints.items():
            if width in widths:
                return name
        return None

    def terms(self, slot: str, breakpoint: str) -> Terms:
        """The terms of a slot at a breakpoint, the most specific one of each key."""
        key = slot, breakpoint
        if key not in self._resolved:
            self._resolved[key] = self._terms(slot, breakpoint)
        return self._resolved[key]

    @cached_property
    def _resolved(self) -> dict[tuple[str, str], Terms]:
        """The terms resolved so far: they are needed at every width of every story."""
        return {}

    def lengths(self, slot: str, breakpoint: str) -> tuple[Length, ...]:
        """Every length in a slot's terms at a breakpoint, each once."""
        key = slot, breakpoint
        if key not in self._lengths:
            lengths = _lengths_of(self.terms(slot, breakpoint))
            self._lengths[key] = tuple(dict.fromkeys(each for each in lengths if each is not None))
        return self._lengths[key]

    @cached_property
    def _lengths(self) -> dict[tuple[str, str], tuple[Length, ...]]:
        """The lengths found so far."""
        return {}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Rules:
        """A copy, with some tables changed; terms resolved from the old ones are not kept."""
        copy = super().model_copy(update=update, deep=deep)
        for resolved in ("_resolved", "_pages", "_lengths"):
            copy.__dict__.pop(resolved, None)
        return copy

    def _terms(self, slot: str, breakpoint: str) -> Terms:
        layers = (self.defaults, self.defaults.at.get(breakpoint))
        own = self.slot[slot]
        return _merged(Terms, (*layers, own, own.at.get(breakpoint)))

    def page_terms(self, breakpoint: str) -> PageTerms:
        """What holds for the whole page at a breakpoint."""
        if breakpoint not in self._pages:
            layers = (self.page, self.page.at.get(breakpoint))
            self._pages[breakpoint] = _merged(PageTerms, layers)
        return self._pages[breakpoint]

    @cached_property
    def _pages(self) -> dict[str, PageTerms]:
        """The page's terms resolved so far."""
        return {}


def _lengths_of(terms: Terms) -> Iterator[Length | None]:
    yield from (terms.from_top, terms.from_end, terms.margin, terms.min_run, terms.min_from)
    yield from terms.distance.values()
    for clearance in terms.clearance.values():
        yield from (clearance.above, clearance.below)
    for position in terms.positions:
        yield from (position.length, position.start)
    yield from (step.to for step in terms.relax if isinstance(step.to, Length))


def _merged(kind: type[_M], layers: tuple[_M | None, ...]) -> _M:
    """One value of `kind` with each key from the last layer that sets it; tables key by key."""
    merged: dict[str, Any] = {}
    for layer in layers:
        if layer is None:
            continue
        for key in sorted(layer.model_fields_set & kind.model_fields.keys()):
            merged[key] = joined(merged.get(key), getattr(layer, key))
    return kind.model_construct(set(merged), **{**_defaults(kind), **merged})


@cache
def _defaults(kind: type[Strict]) -> Mapping[str, Any]:
    """The defaults of a kind of terms: the same frozen values for all that set nothing."""
    return {
        name: each.default for name, each in kind.model_fields.items() if not each.is_required()
    }


def joined(old: Any, new: Any) -> Any:
    """The new value over the old one; tables, and tables in tables, key by key."""
    if isinstance(old, Table) and isinstance(new, Table):
        return Table({**old, **{key: joined(old.get(key), new[key]) for key in new}})
    if isinstance(old, Strict) and isinstance(new, Strict):
        return _merged(type(new), (old, new))
    return new


_L = TypeVar("_L", Page, Slot)


def everywhere(table: _L, **keys: Any) -> _L:
    """A slot, or the page, with some keys set for all breakpoints, over what it says at single
    ones."""
    at = {point: terms.model_copy(update=keys) for point, terms in table.at.items()}
    return table.model_copy(update={**keys, "at": Table(at)})
