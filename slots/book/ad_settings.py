"""What one ad of the book may say, as typed, frozen values: the columns of ads.csv, and the keys
of an [[ad]] in ads.toml. `docs/ads.md` explains each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from slots.book.booking import Apart, Lock, Position
from slots.book.cell_values import (
    parse_apart,
    parse_book_pages,
    parse_list,
    parse_lock,
    parse_position,
    parse_price,
    parse_priority,
    parse_side,
    parse_yes,
)
from slots.rules.frozen_table import Table
from slots.rules.notation import Strict
from slots.rules.size import Pages

_TEXT = {"type": "string"}


def _read(parse: Callable[[str], object], kinds: tuple[type, ...], example: str) -> BeforeValidator:
    """Reads text by `parse`; values of `kinds` are read as they are spelled in text."""

    def read(value: object) -> object:
        if isinstance(value, str):
            return parse(value)
        if type(value) in kinds:
            return parse(str(value))
        raise ValueError(f"expected another value: write it as in {example}")

    return BeforeValidator(read)


def _names(value: object) -> object:
    if isinstance(value, str):
        return parse_list(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(name for each in value for name in parse_list(each))
    raise ValueError('expected names: write them as in ["crash", "weather"]')


def _some_text(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError('expected text in quotes: write it as in "word"')
    text = " ".join(value.split())
    if not text:
        raise ValueError("expected a text, found nothing: write one")
    return text


def _written(*kinds: str, examples: tuple[Any, ...]) -> WithJsonSchema:
    return WithJsonSchema({"type": list(kinds), "examples": list(examples)})


_Words = Annotated[str, BeforeValidator(_some_text), WithJsonSchema({**_TEXT, "minLength": 1})]
_Yes = Annotated[bool, _read(parse_yes, (bool, int), "true"), WithJsonSchema({"type": "boolean"})]
_Names = Annotated[
    tuple[str, ...],
    BeforeValidator(_names),
    WithJsonSchema({"type": "array", "items": _TEXT, "examples": [["crash", "weather"]]}),
]
_WantedPages = Annotated[
    Pages,
    _read(parse_book_pages, (int,), '"2..5"'),
    _written("string", "integer", examples=(3, "2..5", "right", "first", "last")),
]
_Where = Annotated[
    Position,
    _read(parse_position, (), '"outside"'),
    WithJsonSchema({**_TEXT, "enum": [position.value for position in Position]}),
]
_Side = Annotated[
    str,
    _read(parse_side, (), '"left"'),
    WithJsonSchema({**_TEXT, "enum": ["any", "left", "right"]}),
]
_Distance = Annotated[
    tuple[Apart, int],
    _read(parse_apart, (int,), '"spread"'),
    _written("string", "integer", examples=("none", "page", "spread", "3 pages")),
]
_Priority = Annotated[
    int,
    _read(parse_priority, (int,), "5"),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 9}),
]
_Cents = Annotated[
    int,
    _read(parse_price, (int, float), "1200.50"),
    _written("number", "string", examples=(1200.5, "$1,200.50")),
]
_Stays = Annotated[
    Lock | None,
    _read(parse_lock, (int,), '"page 5"'),
    _written("string", "integer", examples=("page 5", "page 5, column 2, row 40")),
]


class Ad(Strict):
    """One ad of the book."""

    id: _Words = Field(..., description="its name in the plan: one of its own")
    advertiser: _Words = Field(..., description="who pays for it")
    category: _Words = Field(default="", description="the trade: its ads are competitors")
    size: _Words = Field(default="", description="columns x depth, or a part of the page")
    width: _Words = Field(default="", description="columns, where there is no size")
    depth: _Words = Field(default="", description="how deep, where there is no size")
    section: _Words = Field(default="", description="the section it must stand in")
    pages: _WantedPages = Field(default=Pages(), description="the pages it must stand on")
    position: _Where = Field(default=Position.ANY, description="where on its page it is wanted")
    side: _Side = Field(default="any", description="the page it must stand on: left or right")
    colour: _Yes = Field(default=False, description="needs a page printed in colour")
    coupon: _Yes = Field(default=False, description="is cut out: no coupon on its back")
    double_truck: _Yes = Field(default=False, description="over two facing pages")
    solus: _Yes = Field(default=False, description="the only ad of its page")
    far_forward: _Yes = Field(default=False, description="in the first half of the edition")
    apart: _Distance = Field(
        default=(Apart.PAGE, 0), description="how far from competitors, at least"
    )
    away_from: _Names = Field(default=(), description="tags of stories it must not face")
    near: _Names = Field(default=(), description="tags of stories it would like on its page")
    priority: _Priority = Field(default=5, description="1 is the highest, 9 the lowest")
    price: _Cents = Field(default=0, description="what it costs")
    lock: _Stays = Field(default=None, description="where it stays, whatever else moves")
    label: _Yes = Field(default=False, description='print "Advertisement" above it')
    artwork: _Words = Field(default="", description="the file, from the publication's folder")


class AdBook(Strict):
    """An ads.toml: the ads, and names for sizes of one's own."""

    modules: Table[_Words] = Field(
        default_factory=Table, description="names of sizes, as in: jumbo = '4x200mm'"
    )
    ad: tuple[Ad, ...] = Field(default=(), description="the ads, each an [[ad]]")


FIELDS = tuple(Ad.model_fields)
"""The columns of a book, in the order of the manual."""
