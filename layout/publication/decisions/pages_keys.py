"""The keys of pages.toml, as pydantic models. `docs/decisions.md` explains each.

[story.SLUG]      page, lead, rather, columns, rows, picture, headline, deck, cut, jump,
                  together, apart, hold
[page.NUMBER]     stories, lead, only, house_ads, deadline
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    Field,
    PlainValidator,
    StrictBool,
    StrictInt,
    StrictStr,
    WithJsonSchema,
)

from layout.publication.settings.print_sections import MOST_PAGES
from slots.rules.frozen_table import Table
from slots.rules.mistake import shown
from slots.rules.notation import Measure, Strict
from slots.units import Length

NUMBER = r"[1-9][0-9]{0,2}"
"""How a page is named in the file."""


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


def _hold(value: Any) -> bool | datetime.date:
    day = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    if not day and not isinstance(value, bool):
        raise ValueError(
            f"hold: expected true, or the day from which the story may appear, found "
            f"{shown(value)}: write hold = true, or hold = 2026-12-03"
        )
    held: bool | datetime.date = value
    return held


def _of_type(length: Length) -> Length:
    if not length.physical or not length.value:
        raise ValueError(f'"{length}" is no size of type: write points, as in "36pt"')
    return length


def _of_day(clock: str) -> str:
    if not _CLOCK.fullmatch(clock):
        raise ValueError(f'{shown(clock)} is no time of day: write it as in "21:30"')
    return clock


_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_Clock = Annotated[
    StrictStr,
    AfterValidator(_of_day),
    WithJsonSchema({"type": "string", "pattern": _CLOCK.pattern}),
]
_ONE = {"type": "integer", "minimum": 1, "maximum": MOST_PAGES}
_PAGES = {"anyOf": [_ONE, {"type": "array", "items": _ONE, "minItems": 1}]}
_HOLD = {"anyOf": [{"type": "boolean"}, {"type": "string", "format": "date"}]}
_Pages = Annotated[tuple[int, ...], PlainValidator(_pages), WithJsonSchema(_PAGES)]
_Hold = Annotated[bool | datetime.date, PlainValidator(_hold), WithJsonSchema(_HOLD)]
_Size = Annotated[Measure, AfterValidator(_of_type)]
_Columns = Annotated[StrictInt, Field(ge=1, le=24)]


class StoryKeys(Strict):
    """What is decided of a story in print."""

    page: _Pages = Field(
        default=(), description="the page it begins on, or several of which one will do"
    )
    lead: StrictBool = Field(default=False, description="whether it leads its page")
    rather: StrictBool = Field(
        default=False,
        description="whether page and lead are a preference, which has a price, and no decision",
    )
    columns: _Columns | None = Field(default=None, description="how many columns wide it begins")
    rows: Annotated[StrictInt, Field(ge=4, le=400)] | None = Field(
        default=None, description="how many rows of the grid deep, its head and the air included"
    )
    picture: _Columns | None = Field(
        default=None, description="how many columns wide its first picture is"
    )
    headline: _Size | None = Field(
        default=None, description='the size of its headline, as in "36pt"'
    )
    deck: StrictBool | None = Field(default=None, description="whether its deck stands")
    cut: Annotated[StrictInt, Field(ge=0, le=10_000)] | None = Field(
        default=None,
        description="how many of its last paragraphs may be cut at most; if not set, as it says",
    )
    jump: StrictBool | None = Field(
        default=None, description="whether it may go on on another page; if not set, as it says"
    )
    together: tuple[StrictStr, ...] = Field(
        default=(), description="stories that begin on the same page, by their slugs"
    )
    apart: tuple[StrictStr, ...] = Field(
        default=(), description="stories that begin on other pages, by their slugs"
    )
    hold: _Hold = Field(
        default=False,
        description="whether it is held over; or the day from which it may appear",
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
    house_ads: StrictBool = Field(
        default=True, description="false where a house ad stands only if nothing else can"
    )
    deadline: _Clock | None = Field(
        default=None, description='when it is to be closed, as in "21:30"; only the desk tells it'
    )


class PagesFile(Strict):
    """What the editor decided of a printed edition."""

    story: Table[StoryKeys] = Field(
        default_factory=Table, description="what is decided of stories, by their slugs"
    )
    page: Table[PageKeys] = Field(
        default_factory=Table,
        description="what is decided of pages, by their numbers",
        json_schema_extra={"propertyNames": {"pattern": f"^{NUMBER}$"}},
    )
