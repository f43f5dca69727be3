"""How values are written in slots.toml: text with a parser behind it, and a pattern for editors."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictInt
from pydantic_core import core_schema

from slots.rules.positions import POSITION_PATTERN, Position, parse_position
from slots.rules.size import (
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
from slots.rules.spacing import (
    FEWER_PATTERN,
    SPACING_PATTERN,
    FewerAds,
    Spacing,
    parse_fewer,
    parse_spacing,
)
from slots.strip.measured_flow import LEVELS, Display, Role
from slots.units import LENGTH_PATTERN, Length, Unit, parse_length

OPPONENTS: tuple[str, ...] = (
    *(role.value for role in Role),
    *(f"{display.value}-{role.value}" for role in (Role.IMAGE, Role.EMBED) for display in Display),
    *LEVELS,
)
"""What a rule can name as opponent: a role, an image or embed of one display, a heading of one
level; or "#tag"."""

TAG_PATTERN = r"^#[^\s#][^\n]*$"
"""A name that begins with # is a tag: of a block of the copy, or an advertiser's category."""


_LONGEST = 2_000
"""The most characters of a value that is written as text: addresses are the longest."""

_MOST_DIGITS = 20
"""The most digits of a number in such a text; 33.333333333333336% has 17."""

_LONG_NUMBER = re.compile(rf"\d{{{_MOST_DIGITS + 1},}}")


@dataclass(frozen=True, slots=True)
class Spelled:
    """Tells pydantic about values written as text: how to read them, and by which pattern editors
    check and describe them."""

    parse: Callable[[str], object]
    kind: type
    pattern: str
    what: str
    examples: tuple[str, ...]

    def read(self, value: object) -> object:
        """The value that a text spells; ValueError in a sentence where it does not."""
        if isinstance(value, str):
            self.measure(value)
            return self.parse(value)
        if isinstance(value, self.kind):
            return value
        raise ValueError(f'expected {self.what} in quotes: write it as in "{self.examples[0]}"')

    def measure(self, text: str) -> None:
        """Raises ValueError for a text, or a number in it, longer than anybody writes by hand."""
        expected = f'expected {self.what}, such as "{self.examples[0]}", found'
        if len(text) > _LONGEST:
            raise ValueError(f"{expected} {len(text):,} characters: at most {_LONGEST:,}")
        number = _LONG_NUMBER.search(text) if self.kind is not str else None
        if number:
            raise ValueError(
                f"{expected} a number of {len(number[0]):,} digits: at most {_MOST_DIGITS}"
            )

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


def worded(pattern: str, what: str, *examples: str) -> Spelled:
    """A text of some form; `what` is its name in messages and editors."""

    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f'"{text}" is not {what}: write it as in "{examples[0]}"')
        return text

    return Spelled(read, str, f"^{pattern}$", what, examples)


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
_POSITIONS = ("after paragraph 3", "-2 paragraphs", "25% of text", "every 776 characters")
_SPACINGS = ("1 screen", "2 screens after 3 ads")
_FEWER = ("2 under 600 words",)
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
CopyPosition = Annotated[
    Position,
    Spelled(parse_position, Position, POSITION_PATTERN, "a position in the copy", _POSITIONS),
]
GrowingSpace = Annotated[
    Spacing, Spelled(parse_spacing, Spacing, SPACING_PATTERN, "a distance", _SPACINGS)
]
FewerInShort = Annotated[
    FewerAds, Spelled(parse_fewer, FewerAds, FEWER_PATTERN, "ads in shorter stories", _FEWER)
]
Count = Annotated[StrictInt, Field(ge=0, le=10_000_000)]
Few = Annotated[StrictInt, Field(ge=0, le=1_000)]
"""How many ads or modules."""
NAMES: dict[str, Any] = {"anyOf": [{"enum": list(OPPONENTS)}, {"pattern": TAG_PATTERN}]}
Opponent = Annotated[str, Field(json_schema_extra=NAMES)]
Day = Annotated[datetime.date, Field(strict=True)]


class Strict(BaseModel):
    """What all rules are: frozen, and closed to keys nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")
