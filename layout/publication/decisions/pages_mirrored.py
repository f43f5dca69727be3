"""What stands on a page mirrored: left is right, and an outer column stays an outer one.

    page 4 (left-hand)                page 5 (right-hand)
    ┌───────────────┬───────┐         ┌───────┬───────────────┐
    │ column 1 of 5 │       │   ─>    │       │ column 3 of 5 │  three columns wide
    └───────────────┴───────┘         └───────┴───────────────┘

Words and numbers change where they stand, so that a text that is mirrored twice is as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import tomlkit

from layout.publication.decisions.write_decisions import Document, Edit, edit_all
from layout.story.decided import REGIONS, Dummy, DummyRegion
from slots.units import Length, Unit

_OTHER = {"left": "right", "right": "left"}
_EDGE = re.compile(r"\b(left|right)\b", re.I)
_COLUMN = re.compile(r"\b(column\s+)([1-9][0-9]*)", re.I)
_MIRRORED = "-mirrored"
"""How the name of a dummy ends that was drawn for being mirrored."""


@dataclass(frozen=True, slots=True, eq=False)
class Mirror:
    """What of a pages.toml is mirrored, on pages of so many `columns`: stories, the rests of
    stories, ads and house ads, by their names with the columns that each is wide (0 where none of
    its columns is said). `dummies` have the name of the one that takes the place of each; `drawn`
    are the tables of mirror images that nobody drew yet, `spare` those of images that were drawn
    so, and go with the last page that is made after them."""

    columns: int
    stories: Mapping[str, int]
    rests: Mapping[str, int]
    ads: Mapping[str, int]
    house_ads: Mapping[str, int]
    dummies: Mapping[str, str]
    drawn: Mapping[str, dict[str, Any]]
    spare: Mapping[str, dict[str, Any]]


def mirror_all(document: Document, pages: Mapping[int, int], mirror: Mirror) -> None:
    """Mirrors what stands on these pages, in a document or in plain dictionaries."""
    columns = mirror.columns
    for table, widths in (("story", mirror.stories), ("house_ad", mirror.house_ads)):
        for keys, width in _named(document, table, widths):
            _mirror_region(keys)
            _mirror_column(keys.get("place"), columns, width)
    for keys, width in _named(document, "story", mirror.rests):
        _mirror_region(keys.get("rest"))
        _mirror_column(keys.get("rest"), columns, width)
    for keys, width in _named(document, "ad", mirror.ads):
        for key in ("side", "place"):
            if isinstance(said := keys.get(key), str):
                keys[key] = _as_written(said, mirrored_spot(said, columns, width))
    for keys, _ in _named(document, "page", dict.fromkeys(map(str, pages), 0)):
        dummy = keys.get("dummy")
        if isinstance(dummy, str) and dummy in mirror.dummies:
            keys["dummy"] = _as_written(dummy, mirror.dummies[dummy])
    _draw(document, mirror)


def _named(
    document: Document, table: str, widths: Mapping[str, int]
) -> Iterator[tuple[Document, int]]:
    """The tables of these names, each with its width."""
    tables = document.get(table, {})
    for name, width in widths.items():
        if isinstance(keys := tables.get(name), MutableMapping):
            yield keys, width


def _mirror_region(keys: Any) -> None:
    said = keys.get("region") if isinstance(keys, MutableMapping) else None
    if said in REGIONS:  # of a dummy it is its image that has a region of this name
        keys["region"] = _as_written(said, _EDGE.sub(_turned, said))


def _turned(edge: re.Match[str]) -> str:
    """The other side, in small letters, capitals or both, as it is written."""
    other = _OTHER[edge[0].lower()]
    return other.upper() if edge[0].isupper() else other.title() if edge[0].istitle() else other


def _mirror_column(keys: Any, columns: int, width: int) -> None:
    said = keys.get("column") if isinstance(keys, MutableMapping) else None
    if isinstance(said, int) and not isinstance(said, bool):
        keys["column"] = mirrored_column(said, columns, width)


def mirrored_column(column: int, columns: int, width: int) -> int:
    """The first column of what began in a column, on the mirrored page; below 1 where it went over
    the edge.

    >>> mirrored_column(1, columns=5, width=3)
    3
    """
    return columns + 2 - column - width


def mirrored_spot(place: str, columns: int, width: int) -> str:
    """The place of an ad, in words as they are written, on the mirrored page.

    >>> mirrored_spot("column 2, foot", 5, 2), mirrored_spot("left", 5, 2)
    ('column 3, foot', 'right')
    """
    turned = _EDGE.sub(_turned, place)
    return _COLUMN.sub(lambda at: f"{at[1]}{mirrored_column(int(at[2]), columns, width)}", turned)


def _as_written(before: str, now: str) -> Any:
    """A text between the quotation marks that stood there."""
    if isinstance(before, tomlkit.items.String) and before.as_string().startswith("'"):
        return tomlkit.string(now, literal=True)
    return now


# --- dummies --------------------------------------------------------------------------------------


def counterpart(name: str) -> str:
    """How the dummy is called that a designer draws for the facing page; "" where a name says
    nothing of a side.

    >>> counterpart("inside-left"), counterpart("opener")
    ('inside-right', '')
    """
    words = name.split("-")
    turned = "-".join(_OTHER.get(word, word) for word in words)
    return "" if turned == name or name.endswith(_MIRRORED) else turned


def drawn_name(name: str) -> str:
    """How the mirror image of a dummy is called that is drawn for it; of such a one, that of which
    it is the image.

    >>> drawn_name("opener"), drawn_name("opener-mirrored")
    ('opener-mirrored', 'opener')
    """
    return name.removesuffix(_MIRRORED) if name.endswith(_MIRRORED) else f"{name}{_MIRRORED}"


def mirror_image(dummy: Dummy) -> Dummy:
    """A dummy of one page, mirrored, under the name of its image."""
    regions = tuple(_mirrored_region(one, dummy.columns) for one in dummy.regions)
    return replace(dummy, name=drawn_name(dummy.name), regions=regions)


def _mirrored_region(one: DummyRegion, columns: int) -> DummyRegion:
    first = mirrored_column(one.columns.start + 1, columns, len(one.columns))
    return replace(one, place=replace(one.place, column=first))


def table_of(dummy: Dummy) -> dict[str, Any]:
    """A mirror image as the table that draws it in pages.toml."""
    about = f"{drawn_name(dummy.name)}, mirrored"
    regions = {one.name: _keys(one) for one in dummy.regions}
    return {"about": about, "columns": dummy.columns, "region": regions}


def _keys(one: DummyRegion) -> dict[str, Any]:
    first, last, form = one.columns.start + 1, one.columns.stop, one.form
    size = form.headline and str(Length(Fraction(form.headline, 1000), Unit.PT))
    said = {
        "takes": one.takes,
        "columns": first if first == last else [first, last],
        "at": one.place.region or None,
        "row": one.place.row,
        "rows": form.rows,
        "headline": size,
        "picture": form.picture,
        "deck": form.deck,
    }
    return {key: value for key, value in said.items() if value is not None}


def _draw(document: Document, mirror: Mirror) -> None:
    """Draws the mirror images that pages are made after, and takes out those that none is."""
    pages = document.get("page", {}).values()
    named = {page.get("dummy") for page in pages if isinstance(page, Mapping)}
    own = document.get("dummy", {})
    for name, table in mirror.drawn.items():
        if name in named and name not in own:
            edit_all(document, (Edit("dummy", name, key, value) for key, value in table.items()))
    for name, table in mirror.spare.items():
        if name not in named and own.get(name) == table:
            edit_all(document, (Edit("dummy", name, key, None) for key in table))
