"""The keys of pages.toml, as pydantic models. `docs/decisions.md` explains each.

[story.SLUG]      page, lead, rather, columns, rows, picture, headline, deck, headline_lines,
                  breaks, quote, byline, pictures, dominant, keep, words, cut_lines, cut, jump,
                  together, apart, hold, region, place, rest
[page.NUMBER]     stories, lead, only, house_ads, ads, promos, index, dummy, regions, order,
                  deadline
[section.NAME]    deadline
[house_ad.NAME]   page, columns, rows, region, place
[ad.ID]           page, side, place, rather, lock, hold
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Field,
    PlainValidator,
    StrictBool,
    StrictInt,
    StrictStr,
    WithJsonSchema,
)

from layout.press.boxes.house_ads import HOUSE_ADS
from layout.publication.settings.print_sections import MOST_PAGES
from layout.story.decided import REGIONS, TIME_OF_DAY, OnePicture, Region
from layout.story.preferred import PREFERABLE
from slots.rules.frozen_table import Table
from slots.rules.mistake import shown, suggestion
from slots.rules.notation import Measure, Strict
from slots.stacking.task.ad_decision import FREE, Spot
from slots.units import Length

NAME = r"[a-z][a-z0-9-]{0,40}"
"""What dummies and their regions may be called."""

NUMBER = r"[1-9][0-9]{0,2}"
"""How a page is named in the file."""

_EDGES = ("left", "right", "outside", "inside")
PLACES = ("foot", *_EDGES, *(f"{edge}, foot" for edge in _EDGES))
"""The places of ads that can be said without a number."""

MOST_LINES = 8
"""Lines of a headline, at most."""

_MOST_SIDEBARS = 3

_MOST_TURNS = 5
"""Pages on which a story may go on, at most: as many parts as make-up has of the longest, but its
first."""

_MOST_WORDS = 100_000
_LONGEST_PLACE = 80
"""Characters of what is said of a place, at most."""

HOLD = "hold"
"""The key that cannot be a preference: a story appears, or it does not."""

_MOST_COLUMNS = 24
_OF_A_PICTURE = ("file", "columns", "keep")
_PICTURES_EXAMPLE = 'write pictures = [{ file = "a.jpg", columns = 2 }, "b.jpg"]'
_PLACE_EXAMPLE = 'write place = "foot", "left, foot" or "column 2, row 40", counting from 1'


class HoldKeys(Strict):
    """That something is held over in one edition alone."""

    edition: datetime.date


def _page(value: Any) -> int:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not whole or not 1 <= value <= MOST_PAGES:
        raise ValueError(
            f"page: expected a page's number, found {shown(value)}: "
            "write page = 3, or several as in page = [3, 5]"
        )
    return int(value)


def _pages(value: Any) -> tuple[int, ...]:
    """One page's number, or a list of those of which one will do."""
    listed = value if isinstance(value, list) else [value]
    if not listed:
        raise ValueError("page: an empty list leaves no page: name one, or leave the key out")
    return tuple(sorted({_page(one) for one in listed}))


def _hold(value: Any) -> bool | datetime.date | HoldKeys:
    """Whether something is held over, the day from which it may appear, or the edition without
    it."""
    if isinstance(value, bool) or _is_day(value):
        held: bool | datetime.date = value
        return held
    if isinstance(value, dict) and [*value] == ["edition"] and _is_day(value["edition"]):
        return HoldKeys(edition=value["edition"])
    raise ValueError(
        "hold: expected true, the day from which it may appear or an edition, "
        f"found {shown(value)}: write hold = true, hold = 2026-12-03, or "
        "hold = { edition = 2026-12-02 }"
    )


def _is_day(value: Any) -> bool:
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)


def _jump(value: Any) -> bool | tuple[int, ...]:
    """Whether a story may go on on another page, or the number of that, or of those."""
    if isinstance(value, bool):
        return value
    listed = value if isinstance(value, list) else [value]
    numbers = all(type(one) is int and 1 <= one <= MOST_PAGES for one in listed)
    if not numbers or not 1 <= len(listed) <= _MOST_TURNS:
        raise ValueError(
            f"jump: expected true, false or the number of a page, found {shown(value)}: "
            "write jump = false to keep it on one page, jump = 7, or jump = [7, 9]"
        )
    if listed != sorted(set(listed)):
        raise ValueError(
            f"jump: {listed} does not go forward: a story goes on on a later page each time, "
            "as in jump = [7, 9]"
        )
    return tuple(listed)


def _keep(value: Any) -> tuple[int, int, int, int]:
    """What of a picture has to be seen."""
    edges = value if isinstance(value, list) else []
    if len(edges) == 4 and all(type(edge) is int and 0 <= edge <= 100 for edge in edges):
        left, top, right, bottom = edges
        if left < right and top < bottom:
            return left, top, right, bottom
    raise ValueError(
        f"keep: expected the left, top, right and bottom edge of what has to be seen, in per cent, "
        f"found {shown(value)}: write keep = [20, 0, 100, 80]"
    )


def _pictures(value: Any) -> tuple[OnePicture, ...]:
    """The pictures of a story, each by the name of its file or in a table with what else is decided
    of it."""
    if isinstance(value, list):
        return tuple(_picture(one) for one in value)
    raise ValueError(f"pictures: expected a list, found {shown(value)}: {_PICTURES_EXAMPLE}")


def _picture(value: Any) -> OnePicture:
    table = {"file": value} if isinstance(value, str) else value
    if not isinstance(table, dict) or not isinstance(table.get("file"), str):
        raise ValueError(
            f"pictures: expected the name of a file, or a table that has one, found "
            f"{shown(value)}: {_PICTURES_EXAMPLE}"
        )
    for key in table:
        if key not in _OF_A_PICTURE:
            near = suggestion(key, _OF_A_PICTURE)
            raise ValueError(
                f'pictures: "{key[:40]}" is no key of a picture{near}: {", ".join(_OF_A_PICTURE)}'
            )
    columns = table.get("columns")
    if columns is not None and not (type(columns) is int and 1 <= columns <= _MOST_COLUMNS):
        raise ValueError(
            f"pictures: expected columns from 1 to {_MOST_COLUMNS}, found {shown(columns)}: "
            f"{_PICTURES_EXAMPLE}"
        )
    return OnePicture(table["file"], columns, _keep(table["keep"]) if "keep" in table else None)


def _words(value: Any) -> tuple[int, ...]:
    """The words of a story that are printed: the most, or the fewest and the most."""
    listed = value if isinstance(value, list) else [value]
    whole = all(type(one) is int and 1 <= one <= _MOST_WORDS for one in listed)
    if not whole or listed != sorted(listed) or len(listed) != (2 if listed is value else 1):
        raise ValueError(
            f"words: expected how many words are printed at most, found {shown(value)}: "
            "write words = 400, or words = [300, 450] for the fewest and the most"
        )
    return tuple(listed)


def _rather(value: Any) -> bool | tuple[str, ...]:
    """Whether all that is decided of a story is a preference, or what of it is, by its keys in
    their order; what cannot be one is told with all that contradicts itself."""
    if isinstance(value, bool):
        return value
    example = 'write rather = true, or rather = ["columns", "page"]'
    if not isinstance(value, list) or not value:
        raise ValueError(
            f"rather: expected true, false or the keys that are a preference, found "
            f"{shown(value)}: {example}"
        )
    for key in value:
        if key not in (*PREFERABLE, HOLD):
            near = suggestion(key, PREFERABLE) if isinstance(key, str) else ""
            raise ValueError(f"rather: {shown(key)} cannot be a preference{near}: {example}")
    return tuple(key for key in PREFERABLE if key in value)


def _house_ads(value: Any) -> bool | tuple[str, ...]:
    """Whether house ads may stand, or the names of those that do."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, list) or not value:
        raise ValueError(
            f"house_ads: expected true, false or names of house ads, found {shown(value)}: "
            'write house_ads = false, or house_ads = ["subscribe"]'
        )
    for name in value:
        if name not in HOUSE_ADS:
            near = suggestion(name, HOUSE_ADS) if isinstance(name, str) else ""
            raise ValueError(
                f"house_ads: {shown(name)} is no house ad{near}: one of {', '.join(HOUSE_ADS)}"
            )
    return tuple(value)


def parse_place(text: str) -> Spot:
    """The place that `text` names: an edge or a column, the foot or a row, between commas. Raises
    ValueError in a sentence where it is none.

    >>> parse_place("column 2, foot")
    Spot(edge='', column=1, row=None, foot=True)
    """
    spot = FREE
    for part in text[:_LONGEST_PLACE].split(","):
        spot = _with_word(spot, part.strip().lower(), text[:_LONGEST_PLACE])
    return spot


def _with_word(spot: Spot, word: str, text: str) -> Spot:
    column, row = (_number(name, word) for name in ("column", "row"))
    across, down = spot.edge or spot.column is not None, spot.foot or spot.row is not None
    if word in _EDGES or column is not None:
        if across:
            raise ValueError(f'place: "{text}" says twice where it stands across: {_PLACE_EXAMPLE}')
        return Spot(word if column is None else "", column, spot.row, spot.foot)
    if word == "foot" or row is not None:
        if down:
            raise ValueError(f'place: "{text}" says twice how deep it stands: {_PLACE_EXAMPLE}')
        return Spot(spot.edge, spot.column, row, word == "foot")
    near = suggestion(word, (*_EDGES, "foot", "column", "row"))
    raise ValueError(f'place: "{word}" is no place on a page{near}: {_PLACE_EXAMPLE}')


def _number(name: str, word: str) -> int | None:
    """The number after a name, from 0."""
    found = re.fullmatch(rf"{name}\s+([1-9][0-9]{{0,2}})", word)
    return int(found[1]) - 1 if found else None


def _place(value: Any) -> Spot:
    if not isinstance(value, str):
        raise ValueError(
            f"place: expected words, found {shown(value)}: "
            'write place = "foot", or place = "column 2, row 40"'
        )
    return parse_place(value)


def _area(value: Any) -> str:
    """The edges of a page, or the name of a region of its dummy."""
    if isinstance(value, str) and (value in REGIONS or re.fullmatch(NAME, value)):
        return value
    raise ValueError(
        f"region: expected edges of the page, or a region of its dummy, found {shown(value)}: "
        'write region = "top left", or region = "second"'
    )


def _of_type(length: Length) -> Length:
    if not length.physical or not length.value:
        raise ValueError(f'"{length}" is no size of type: write points, as in "36pt"')
    return length


def _of_day(clock: str) -> str:
    if not TIME_OF_DAY.fullmatch(clock):
        raise ValueError(f'{shown(clock)} is no time of day: write it as in "21:30"')
    return clock


_Clock = Annotated[
    StrictStr,
    AfterValidator(_of_day),
    WithJsonSchema({"type": "string", "pattern": TIME_OF_DAY.pattern}),
]
_CROP = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0, "maximum": 100},
    "minItems": 4,
    "maxItems": 4,
}
_ONE = {"type": "integer", "minimum": 1, "maximum": MOST_PAGES}
_PAGES = {"anyOf": [_ONE, {"type": "array", "items": _ONE, "minItems": 1}]}
_DAY = {"type": "string", "format": "date"}
_ONE_EDITION = {
    "type": "object",
    "properties": {"edition": _DAY},
    "required": ["edition"],
    "additionalProperties": False,
}
_HOLD = {"anyOf": [{"type": "boolean"}, _DAY, _ONE_EDITION]}
_Pages = Annotated[tuple[int, ...], PlainValidator(_pages), WithJsonSchema(_PAGES)]
_Hold = Annotated[bool | datetime.date | HoldKeys, PlainValidator(_hold), WithJsonSchema(_HOLD)]
_RATHER = {
    "anyOf": [
        {"type": "boolean"},
        {"type": "array", "items": {"enum": [*PREFERABLE]}, "minItems": 1},
    ]
}
_Rather = Annotated[bool | tuple[str, ...], PlainValidator(_rather), WithJsonSchema(_RATHER)]
_HouseAds = Annotated[
    bool | tuple[str, ...],
    PlainValidator(_house_ads),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "boolean"},
                {"type": "array", "items": {"enum": [*HOUSE_ADS]}, "minItems": 1},
            ]
        }
    ),
]
_Place = Annotated[
    Spot,
    PlainValidator(_place),
    WithJsonSchema({"type": "string", "examples": ["foot", "left, foot", "column 2, row 40"]}),
]
OfType = Annotated[Measure, AfterValidator(_of_type)]
_TURNS = {
    "type": "array",
    "items": _ONE,
    "minItems": 1,
    "maxItems": _MOST_TURNS,
    "uniqueItems": True,
}
_JUMP = {"anyOf": [{"type": "boolean"}, _ONE, _TURNS]}
_Jump = Annotated[bool | tuple[int, ...], PlainValidator(_jump), WithJsonSchema(_JUMP)]
_Keep = Annotated[tuple[int, int, int, int], PlainValidator(_keep), WithJsonSchema(_CROP)]
_ONE_PICTURE = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "file": {"type": "string", "description": "the name of its file"},
                "columns": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": _MOST_COLUMNS,
                    "description": "how many columns wide it is",
                },
                "keep": {**_CROP, "description": "what has to be seen of it, in per cent"},
            },
            "required": ["file"],
            "additionalProperties": False,
        },
    ]
}
_Pictures = Annotated[
    tuple[OnePicture, ...],
    PlainValidator(_pictures),
    WithJsonSchema({"type": "array", "items": _ONE_PICTURE}),
]
_ONE_LENGTH = {"type": "integer", "minimum": 1, "maximum": _MOST_WORDS}
_LENGTHS = {"type": "array", "items": _ONE_LENGTH, "minItems": 2, "maxItems": 2}
_Words = Annotated[
    tuple[int, ...],
    PlainValidator(_words),
    WithJsonSchema({"anyOf": [_ONE_LENGTH, _LENGTHS]}),
]
_Columns = Annotated[StrictInt, Field(ge=1, le=_MOST_COLUMNS)]


class PlaceKeys(Strict):
    """Where on its page a story begins."""

    column: _Columns | None = Field(
        default=None, description="the column it begins in, counted from the left"
    )
    row: Annotated[StrictInt, Field(ge=1, le=400)] | None = Field(
        default=None, description="the row it begins in, counted from where stories begin"
    )


_Area = Annotated[
    StrictStr,
    PlainValidator(_area),
    WithJsonSchema({"anyOf": [{"enum": [*REGIONS]}, {"type": "string", "pattern": f"^{NAME}$"}]}),
]


class RestKeys(Strict):
    """Where the last part of a story stands on the page on which it goes on."""

    region: _Area | None = Field(
        default=None,
        description="the edges of the page that it touches, or the region of its dummy, by name",
    )
    column: _Columns | None = Field(
        default=None, description="the column it begins in, counted from the left"
    )
    row: Annotated[StrictInt, Field(ge=1, le=400)] | None = Field(
        default=None, description="the row it begins in, counted from where stories begin"
    )
    columns: _Columns | None = Field(default=None, description="how many columns wide it is")


class StoryKeys(Strict):
    """What is decided of a story in print."""

    page: _Pages = Field(
        default=(), description="the page it begins on, or several of which one will do"
    )
    lead: StrictBool = Field(default=False, description="whether it leads its page")
    rather: _Rather = Field(
        default=False,
        description="whether all that is decided of it is a preference, which has a price, and no "
        "decision; or which keys are one",
    )
    columns: _Columns | None = Field(default=None, description="how many columns wide it begins")
    rows: Annotated[StrictInt, Field(ge=4, le=400)] | None = Field(
        default=None, description="how many rows of the grid deep, its head and the air included"
    )
    picture: _Columns | None = Field(
        default=None, description="how many columns wide its first picture is"
    )
    headline: OfType | None = Field(
        default=None, description='the size of its headline, as in "36pt"'
    )
    deck: StrictBool | None = Field(default=None, description="whether its deck stands")
    headline_lines: Annotated[StrictInt, Field(ge=1, le=MOST_LINES)] | None = Field(
        default=None, description="how many lines its headline has"
    )
    breaks: Annotated[tuple[StrictStr, ...], Field(min_length=1, max_length=MOST_LINES)] | None = (
        Field(default=None, description="its headline, line by line")
    )
    quote: StrictBool | None = Field(
        default=None, description="whether a pull quote stands at its head"
    )
    byline: StrictBool | None = Field(default=None, description="whether its byline stands")
    pictures: _Pictures | None = Field(
        default=None,
        description="its pictures, by the names of their files: these and no others, in this "
        "order; of each, in a table, how many columns wide it is and what has to be seen of it",
    )
    dominant: StrictStr | None = Field(
        default=None,
        description="its large picture, by the name of its file: it stands first, and no other of "
        "the story is as wide",
    )
    keep: _Keep | None = Field(
        default=None,
        description="what has to be seen of its first picture: left, top, right and bottom edge, "
        "in per cent",
    )
    words: _Words | None = Field(
        default=None,
        description="how many words of its text are printed at most, or the fewest and the most",
    )
    cut_lines: Annotated[StrictInt, Field(ge=1, le=10_000)] | None = Field(
        default=None, description="how many lines of a column are cut from its end at least"
    )
    cut: Annotated[StrictInt, Field(ge=0, le=10_000)] | None = Field(
        default=None,
        description="how many of its last paragraphs may be cut at most; if not set, as it says",
    )
    jump: _Jump | None = Field(
        default=None,
        description="whether it may go on on another page; or the page on which it does, or those, "
        "a part on each; if not set, as it says",
    )
    together: tuple[StrictStr, ...] = Field(
        default=(), description="stories that begin on the same page, by their slugs"
    )
    apart: tuple[StrictStr, ...] = Field(
        default=(), description="stories that begin on other pages, by their slugs"
    )
    sidebar: Annotated[tuple[StrictStr, ...], Field(max_length=_MOST_SIDEBARS)] = Field(
        default=(), description="stories that stand beside or below it in one box, by their slugs"
    )
    hold: _Hold = Field(
        default=False,
        description="whether it is held over; or the day from which it may appear, or the one "
        "edition that is without it",
    )
    region: Region | None = Field(default=None, description="the edges of the page that it touches")
    place: PlaceKeys | None = Field(
        default=None, description="the column and row of the page in which it begins"
    )
    rest: RestKeys | None = Field(
        default=None,
        description="where its last part stands on the page that jump names, and how wide it is",
    )


class PageKeys(Strict):
    """What is decided of a page."""

    stories: tuple[StrictStr, ...] = Field(
        default=(), description="stories that begin on it, by their slugs"
    )
    lead: StrictStr = Field(default="", description="the story that leads it, by its slug")
    only: StrictBool = Field(
        default=False, description="whether no other stories begin on it than those named"
    )
    house_ads: _HouseAds = Field(
        default=True,
        description="false where a house ad stands only if nothing else can; or which, by turns",
    )
    ads: StrictBool = Field(default=True, description="false where no ad of the book may stand")
    promos: Annotated[tuple[StrictStr, ...], Field(min_length=1)] | None = Field(
        default=None, description="of page one: the stories it promotes, from the left"
    )
    index: StrictBool = Field(default=True, description="of page one: whether it has its index")
    dummy: StrictStr = Field(
        default="", description="the template of the page, one of those of the theme"
    )
    regions: Table[StrictStr] = Field(
        default_factory=Table,
        description="the stories of regions of the dummy, by the regions' names; if not set, the "
        "best-ranked that fits",
    )
    order: tuple[StrictStr, ...] = Field(
        default=(),
        description="stories that begin on it, the first as its lead, none above one before it",
    )
    deadline: _Clock | None = Field(
        default=None, description='when it is to be closed, as in "21:30"'
    )


class HouseAdKeys(Strict):
    """Where a house ad stands."""

    page: Annotated[StrictInt, Field(ge=1, le=MOST_PAGES)] = Field(
        description="the page it stands on"
    )
    columns: _Columns | None = Field(default=None, description="how many columns wide it is")
    rows: Annotated[StrictInt, Field(ge=8, le=400)] | None = Field(
        default=None, description="how many rows of the grid deep, the air above it included"
    )
    region: Region | None = Field(default=None, description="the edges of the page that it touches")
    place: PlaceKeys | None = Field(
        default=None, description="the column and row of the page in which it begins"
    )


class SectionKeys(Strict):
    """What is decided of all pages of a section."""

    deadline: _Clock | None = Field(
        default=None, description="when those of its pages are to be closed that say nothing else"
    )


class AdKeys(Strict):
    """What is decided of an ad in print, beside what the ad book says of it."""

    page: _Pages = Field(
        default=(), description="the page it stands on, or several of which one will do"
    )
    side: Literal["left", "right"] | None = Field(
        default=None, description="the page it stands on: a left-hand or a right-hand one"
    )
    place: _Place = Field(default=FREE, description="where it stands on its page")
    rather: StrictBool = Field(
        default=False,
        description="whether page, side and place are a preference, which has a price, and no "
        "decision",
    )
    lock: StrictBool = Field(
        default=False, description="whether it stays where the last edition has it"
    )
    hold: _Hold = Field(
        default=False,
        description="whether it is held over; or the day from which it may appear, or the one "
        "edition that is without it",
    )
