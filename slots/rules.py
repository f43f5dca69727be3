"""The rules of slots.toml as typed, frozen values. `docs/slots.md` explains each with an example.

    [defaults]            terms every slot starts from
    [defaults.at.mobile]  the same, for one breakpoint
    [slot.inline-ad]      a slot: what it holds, and its own terms
    [slot.inline-ad.at.mobile]   its terms at one breakpoint; the most specific one holds
    [slot.inline-ad.print]       its side on paper
    [page]                what holds for all slots of a page together; [page.at.mobile]
    [breakpoints]         ranges of screen widths

`Rules.terms(slot, breakpoint)` gives the terms with all of that resolved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from inspect import cleandoc
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictInt, model_validator
from pydantic_core import core_schema

from slots.size import (
    PAGES_PATTERN,
    PRINT_SIZE_PATTERN,
    SIZE_PATTERN,
    WIDTHS_PATTERN,
    Pages,
    PrintSize,
    Size,
    Widths,
    parse_pages,
    parse_print_size,
    parse_size,
    parse_widths,
)
from slots.strip import Display, Role
from slots.table import Table
from slots.units import LENGTH_PATTERN, Length, Unit, parse_length

AD = "ad"
MODULE_KINDS = ("blue_box", "digest", "newsletter")
"""The module kinds newsgrid has templates for; others are allowed, with a warning."""

OPPONENTS: tuple[str, ...] = (
    *(role.value for role in Role),
    *(f"{display.value}-{role.value}" for role in (Role.IMAGE, Role.EMBED) for display in Display),
)
"""What a rule can name as opponent: a role, or an image or embed of one display."""

_M = TypeVar("_M", bound="Strict")


@dataclass(frozen=True, slots=True)
class Spelled:
    """Tells pydantic about values written as text: how to read them, and what editors may say."""

    parse: Callable[[str], object]
    kind: type
    pattern: str
    what: str
    examples: tuple[str, ...]

    def read(self, value: object) -> object:
        """The value that a text spells; ValueError in a sentence where it does not."""
        if isinstance(value, str):
            return self.parse(value)
        if isinstance(value, self.kind):
            return value
        raise ValueError(f'expected {self.what} in quotes, such as "{self.examples[0]}"')

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.read, serialization=core_schema.to_string_ser_schema()
        )

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": self.pattern,
            "description": self.what,
            "examples": list(self.examples),
        }


def _parse_percent(text: str) -> Length:
    length = parse_length(text)
    if length.unit is not Unit.PERCENT or length.value > 100:
        raise ValueError(f'"{text}" is not a share: write 0% to 100%')
    return length


def _parse_words(text: str) -> Length:
    length = parse_length(text)
    if length.unit is not Unit.WORD or length.value.denominator != 1:
        raise ValueError(f'"{text}" is not a number of words: write it as in "20 words"')
    return length


_LENGTHS = ("200px", "12p6", "30mm", "3 lines", "2 paragraphs", "25%", "1.5 screens")
_SHARE_PATTERN = r"^\s*\d+(\.\d+)?\s*%\s*$"
_WORDS_PATTERN = r"^\s*\d+\s*words?\s*$"
_WIDTHS_EXAMPLES = ("320px..739px",)
_DEPTHS = ("3x130mm", "2 x 12 lines", "3x100mm..180mm", "2 columns")
_PAGES = ("any", "first", "last", "left", "right", "3", "2..5")

Measure = Annotated[Length, Spelled(parse_length, Length, LENGTH_PATTERN, "a length", _LENGTHS)]
Share = Annotated[Length, Spelled(_parse_percent, Length, _SHARE_PATTERN, "a share", ("30%",))]
Words = Annotated[
    Length, Spelled(_parse_words, Length, _WORDS_PATTERN, "a number of words", ("20 words",))
]
WebSize = Annotated[
    Size, Spelled(parse_size, Size, SIZE_PATTERN, "a size in px", ("300x250", "728x90"))
]
PaperSize = Annotated[
    PrintSize,
    Spelled(parse_print_size, PrintSize, PRINT_SIZE_PATTERN, "columns x depth", _DEPTHS),
]
ScreenWidths = Annotated[
    Widths,
    Spelled(parse_widths, Widths, WIDTHS_PATTERN, "a range of screen widths", _WIDTHS_EXAMPLES),
]
PageNumbers = Annotated[Pages, Spelled(parse_pages, Pages, PAGES_PATTERN, "pages", _PAGES)]
Count = Annotated[StrictInt, Field(ge=0)]
Opponent = Annotated[str, Field(json_schema_extra={"enum": list(OPPONENTS)})]


class Strict(BaseModel):
    """What all rules are: frozen, and closed to keys nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Region(StrEnum):
    """Where on a web page a slot stands: in the copy, in the right rail, or after the copy."""

    ARTICLE = "article"
    RAIL = "rail"
    END = "end"


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


class When(Strict):
    """Conditions a story must meet, or the slot stays away from it. All that are set must hold."""

    sections: tuple[str, ...] = Field(default=(), description="one of these sections")
    without_sections: tuple[str, ...] = Field(default=(), description="none of these sections")
    tags: tuple[str, ...] = Field(default=(), description="at least one of these tags")
    without_tags: tuple[str, ...] = Field(default=(), description="none of these tags")
    min_words: Count | None = Field(default=None, description="at least so many words of copy")
    max_words: Count | None = Field(default=None, description="at most so many words of copy")


_OPPONENT_KEYS: dict[str, Any] = {"propertyNames": {"enum": list(OPPONENTS)}}


class Terms(Strict):
    """The terms on which a slot may stand. Every key can also be set for one breakpoint."""

    region: Region = Field(default=Region.ARTICLE, description="where it stands on a web page")
    fallback: Literal["rail", "end", "none"] | None = Field(
        default=None,
        description="where it goes when the article has no place for it "
        '(if not set: modules to the "end", ads nowhere)',
    )
    sizes: tuple[WebSize, ...] = Field(
        default=(), description="creative sizes in px; the box reserved is the largest that fits"
    )
    label: str = Field(default="", description="the words above an ad")
    margin: Measure = Field(default=parse_length("24px"), description="air above and below its box")
    min: Count = Field(default=0, description="at least so many, before anything else is placed")
    max: Count | None = Field(default=None, description="at most so many on a page")
    value: Annotated[StrictInt, Field(ge=1, le=1_000_000)] = Field(
        default=100, description="what one is worth; only ratios between slots matter"
    )
    decay: Share = Field(
        default=parse_length("0%"),
        description="share of the value lost with each screen of depth (never below a tenth)",
    )
    from_top: Measure | None = Field(default=None, description="from the top of the article")
    from_end: Measure | None = Field(default=None, description="to the end of the article")
    adjacent: Words | None = Field(
        default=None, description="words the paragraphs directly above and below must have"
    )
    never_after: tuple[Opponent, ...] = Field(default=(), description="not directly below these")
    never_before: tuple[Opponent, ...] = Field(default=(), description="not directly above these")
    never_between: tuple[tuple[Opponent, Opponent], ...] = Field(
        default=(), description="not between the first (above) and the second (below) of a pair"
    )
    clearance: Table[Clearance] = Field(
        default=Table(), description="distance to items", json_schema_extra=_OPPONENT_KEYS
    )
    distance: Table[Measure] = Field(
        default=Table(),
        description="distance to other slots: by slot name, by what it holds (ad, module, "
        'blue_box, ...), "same" for the same slot, "any" for all',
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
        default=(),
        description='for ads: the names a story asks by ("google-ad", or one of them only: '
        '"google-ad-2"); none: whatever no other slot takes',
    )
    at: Table[Terms] = Field(default=Table(), description="its terms by breakpoint")
    print: PrintSide | None = Field(default=None, description="its side on paper")


class PageTerms(Strict):
    """What holds for all slots of a page together."""

    max_ads: Count | None = Field(default=None, description="at most so many ads in the article")
    density: Share | None = Field(
        default=None,
        description="ad heights over content height, worst case (Better Ads: 30% on mobile, "
        "50% on desktop)",
    )
    order: tuple[str, ...] = Field(default=(), description="slots that must stand in this order")
    never_together: tuple[tuple[str, ...], ...] = Field(
        default=(), description="groups of slots of which only one may be in the article"
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
    slot: Table[Slot] = Field(default=Table(), description="the slots, by name")

    def breakpoint(self, width: int) -> str | None:
        """The breakpoint a screen of `width` CSS px belongs to; None outside of all."""
        for name, widths in self.breakpoints.items():
            if width in widths:
                return name
        return None

    def terms(self, slot: str, breakpoint: str) -> Terms:
        """The terms of a slot at a breakpoint, the most specific one of each key."""
        layers = (self.defaults, self.defaults.at.get(breakpoint))
        own = self.slot[slot]
        return _merged(Terms, (*layers, own, own.at.get(breakpoint)))

    def page_terms(self, breakpoint: str) -> PageTerms:
        """What holds for the whole page at a breakpoint."""
        return _merged(PageTerms, (self.page, self.page.at.get(breakpoint)))


def _merged(kind: type[_M], layers: tuple[_M | None, ...]) -> _M:
    """One value of `kind` with each key from the last layer that sets it; tables key by key."""
    merged: dict[str, Any] = {}
    for layer in layers:
        if layer is None:
            continue
        for key in sorted(layer.model_fields_set & kind.model_fields.keys()):
            merged[key] = _joined(merged.get(key), getattr(layer, key))
    return kind.model_construct(**merged)


def _joined(old: Any, new: Any) -> Any:
    """The new value over the old one; tables and tables in tables are joined."""
    if isinstance(old, Table) and isinstance(new, Table):
        return Table({**old, **{key: _joined(old.get(key), new[key]) for key in new}})
    if isinstance(old, Strict) and isinstance(new, Strict):
        return _merged(type(new), (old, new))
    return new
