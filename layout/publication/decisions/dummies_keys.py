"""The keys of a theme's dummies, as pydantic models. `docs/decisions.md` explains each.

about, columns      what it is for, the columns of the grid it is drawn for
gutter              of one over two facing pages: the last column of the left one
[region.NAME]       takes, columns, at, row, rows, headline, picture, deck
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, StrictBool, StrictInt, StrictStr, WithJsonSchema

from layout.publication.decisions.pages_keys import NAME, OfType
from layout.story.decided import Takes
from slots.rules.frozen_table import Table
from slots.rules.mistake import shown
from slots.rules.notation import Strict

_MOST_COLUMNS, _MOST_ROWS = 24, 400


def _columns(value: Any) -> tuple[int, int]:
    """The first and the last column."""
    listed = value if isinstance(value, list) else [value, value]
    whole = all(type(one) is int and 1 <= one <= _MOST_COLUMNS for one in listed)
    if len(listed) != 2 or not whole or listed[0] > listed[1]:
        raise ValueError(
            f"columns: expected the first and the last column, found {shown(value)}: "
            "write columns = [1, 3], or columns = 4 for one"
        )
    return listed[0], listed[1]


_COLUMN = {"type": "integer", "minimum": 1, "maximum": _MOST_COLUMNS}
_SPAN = {"anyOf": [_COLUMN, {"type": "array", "items": _COLUMN, "minItems": 2, "maxItems": 2}]}
_Columns = Annotated[tuple[int, int], PlainValidator(_columns), WithJsonSchema(_SPAN)]


class RegionKeys(Strict):
    """A region of a dummy."""

    takes: Takes = Field(description="what stands in it")
    columns: _Columns = Field(description="its first and last column, or its only one")
    at: Literal["top", "foot"] | None = Field(
        default=None, description="the edge of the page that it touches"
    )
    row: Annotated[StrictInt, Field(ge=1, le=_MOST_ROWS)] | None = Field(
        default=None, description="the row it begins in, counted from where stories begin"
    )
    rows: Annotated[StrictInt, Field(ge=4, le=_MOST_ROWS)] | None = Field(
        default=None, description="how many rows deep it is; if not set, as its story is"
    )
    headline: OfType | None = Field(default=None, description="the size of its headline")
    picture: Annotated[StrictInt, Field(ge=1, le=_MOST_COLUMNS)] | None = Field(
        default=None, description="how many columns wide its first picture is"
    )
    deck: StrictBool | None = Field(default=None, description="whether a deck stands")


class DummyFile(Strict):
    """A designer's template of a page."""

    about: StrictStr = Field(default="", max_length=200, description="what it is for")
    columns: Annotated[StrictInt, Field(ge=1, le=_MOST_COLUMNS)] = Field(
        description="the columns of the grid it is drawn for"
    )
    gutter: Annotated[StrictInt, Field(ge=1, le=_MOST_COLUMNS // 2)] | None = Field(
        default=None,
        description="of a dummy over the two pages of a spread: the last column of the left page",
    )
    region: Table[RegionKeys] = Field(
        default_factory=Table,
        description="its regions, by their names; those first that choose their story first",
        json_schema_extra={"propertyNames": {"pattern": f"^{NAME}$"}},
    )
