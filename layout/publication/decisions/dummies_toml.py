"""Dummies of a theme: `dummies/NAME.toml` in its folder, or in ours, read and checked; and those of
a publication, [dummy.NAME] in its pages.toml.

Their keys stand in `dummies_keys.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.story.decided import (
    INDEX,
    LEAD,
    NONE,
    Decisions,
    Dummy,
    DummyRegion,
    Form,
    Place,
)
from layout.typeset.words.theme import THEMES, Theme, theme_file
from slots.files.door import SETTINGS, Unopened, there
from slots.finding import BadInput, Finding, Severity, Where, by_line

if TYPE_CHECKING:
    from layout.publication.decisions.dummies_keys import DummyFile, RegionKeys
    from slots.rules.mistake import Mistake

DUMMIES = "dummies"
"""The folder of a theme in which they lie."""

MOST_REGIONS = 7
"""Regions of a dummy at most: a page is cut into so many things with a place."""


_NAMED = 'a small letter, then small letters, figures and "-"'
"""How dummies and regions are named."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a dummy."""
    from layout.publication.decisions.dummies_keys import DummyFile

    schema = DummyFile.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "dummy",
    }


def read_dummy(text: str, file: Path) -> tuple[Dummy | None, tuple[Finding, ...]]:
    """The dummy of a text (None where it has errors), with all that is wrong, by line."""
    from pydantic import ValidationError

    from layout.publication.decisions.dummies_keys import DummyFile
    from slots.rules.mistake import mistakes_in
    from slots.text.broken_toml import read_toml
    from slots.text.source_map import positions

    data, mended, broken = read_toml(text, str(file))
    places = positions(mended, str(file))
    mistakes: list[Mistake] = []
    read: DummyFile | None = None
    try:
        read = DummyFile.model_validate(data)
    except ValidationError as error:
        mistakes += mistakes_in(error.errors(), _known_in)
    made = _dummy(file.stem, read) if read else None
    mistakes += _ill_drawn(made) if made else ()
    found = (*broken, *dict.fromkeys(one.finding(places) for one in mistakes))
    ordered = by_line(found)
    return (None if ordered else made), ordered


def own_dummies(tables: Mapping[str, DummyFile]) -> dict[str, Dummy]:
    """The dummies that are drawn in tables of pages.toml, by their names."""
    return {name: _dummy(name, read) for name, read in tables.items()}


def ill_dummies(tables: Mapping[str, DummyFile]) -> Iterator[Mistake]:
    """What is wrong with dummies that are drawn in tables of pages.toml."""
    from slots.rules.mistake import Mistake

    for name, dummy in own_dummies(tables).items():
        path = ("dummy", name)
        if not _is_name(name):
            message = f"[dummy.{name[:40]}] is no name"
            yield Mistake("bad-value", path, message, _NAMED, key=True)
        yield from (replace(one, path=(*path, *one.path)) for one in _ill_drawn(dummy))


def with_dummies(
    decisions: Decisions, theme: Theme, columns: int
) -> tuple[Decisions, tuple[Finding, ...]]:
    """Decisions with the dummies that they name, their own before those of a theme and ours, as
    these are drawn for a grid of so many columns, and a warning for each that is nowhere. Raises
    BadInput with what is wrong with those."""
    from slots.rules.mistake import nearest, suggested

    found: dict[str, Dummy] = {}
    wrong: list[Finding] = []
    unknown: list[Finding] = []
    for number, page in decisions.pages.items():
        if page.dummy in found or not page.dummy:
            continue
        if page.dummy in decisions.drawn:
            found[page.dummy] = decisions.drawn[page.dummy]
            continue
        file = _file_of(page.dummy, theme, columns)
        if file is None:
            known = sorted({*dummy_names(theme), *decisions.drawn})
            message = f'page {number}: no dummy is called "{page.dummy[:40]}"'
            near, path = nearest(page.dummy, known), ("page", str(number), "dummy")
            where = decisions.places.value(path)
            hint = f"there are {', '.join(known)}"
            told = Finding(
                "unknown-dummy", Severity.WARNING, f"{message}{suggested(near)}", where, hint
            )
            unknown.append(replace(told, edits=decisions.places.edits(path, near)))
            continue
        dummy, findings = read_dummy(_text(file, theme), file)
        wrong += findings
        if dummy:
            found[page.dummy] = replace(dummy, name=page.dummy)
    if wrong:
        raise BadInput(wrong)
    made = replace(decisions, dummies=found)
    return made, (*unknown, *_ill_faced(made), *_unknown_regions(made))


def _ill_faced(decisions: Decisions) -> Iterator[Finding]:
    """A refusal for each dummy over two facing pages that does not stand on a left-hand page, or
    whose right-hand page has another."""
    for number, page in decisions.pages.items():
        dummy = decisions.dummies.get(page.dummy)
        if dummy is None or not dummy.gutter or decisions.spread_of(number) == number:
            continue
        message = f'page {number} cannot have the dummy "{page.dummy}": it is drawn over two pages'
        if number % 2:
            what = "has no page left of it" if number == 1 else "is the right one of its spread"
            message += f", and page {number} {what}"
            hint = f"write it under [page.{max(number - 1, 2)}], the left one of a spread"
        else:
            other = decisions.on(number + 1).dummy
            message += f', and page {number + 1} has a dummy of its own, "{other}"'
            hint = "take out one of the two"
        where = decisions.places.value(("page", str(number), "dummy"))
        yield Finding("refused-decision", Severity.WARNING, message, where, hint)


def dummy_names(theme: Theme) -> frozenset[str]:
    """The names of all dummies that a theme's pages may have, whatever grid they are for."""
    from slots.files.listing import files_in

    listed = (
        files_in(folder / DUMMIES, lambda name: name.endswith(".toml"), root).files
        for folder, root in ((theme.folder, theme.home), (_OURS, None))
    )
    stems = (re.sub(r"-[0-9]+$", "", file.stem) for files in listed for file in files)
    return frozenset(stem for stem in stems if _is_name(stem))


def spread_names(theme: Theme, columns: int) -> frozenset[str]:
    """The names of those that are drawn over two facing pages, for a grid of so many columns; what
    is wrong with a dummy is told where it is named."""
    found: set[str] = set()
    for name in dummy_names(theme):
        try:
            file = _file_of(name, theme, columns)
            dummy = read_dummy(_text(file, theme), file)[0] if file else None
        except BadInput:
            continue
        found |= {name} if dummy and dummy.gutter else set()
    return frozenset(found)


_OURS = THEMES / "default"


def _is_name(name: str) -> bool:
    from layout.publication.decisions.pages_keys import NAME

    return re.fullmatch(NAME, name) is not None


def _file_of(name: str, theme: Theme, columns: int) -> Path | None:
    """The file of a dummy: the theme's own before ours, the one for so many columns first."""
    if not _is_name(name):
        return None
    folders = [folder / DUMMIES for folder in (theme.folder, _OURS)]
    files = (each / f"{stem}.toml" for each in folders for stem in (f"{name}-{columns}", name))
    return next((file for file in files if there(file)), None)


def _text(file: Path, theme: Theme) -> str:
    own = file.is_relative_to(theme.folder)
    try:
        data = theme_file(
            file, theme.folder if own else _OURS, theme.home if own else None, SETTINGS
        )
        return data.decode("utf-8-sig")
    except Unopened as error:
        raise error.at(Where(str(file))) from None
    except UnicodeDecodeError:
        message, hint = "this is not UTF-8 text", "save it as UTF-8"
        raise BadInput(
            [Finding("not-utf8", Severity.ERROR, message, Where(str(file)), hint)]
        ) from None


def _unknown_regions(decisions: Decisions) -> Iterator[Finding]:
    """A warning for each region that is given a story and that its dummy does not have there."""
    for number, page in decisions.pages.items():
        dummy = decisions.dummy_on(number)
        left = decisions.dummies.get(decisions.on(number - 1).dummy)
        if page.regions and not page.dummy and dummy is None and left:
            message = f'page {number} has regions, and "{left.name}" of page {number - 1} '
            message += "is no dummy over both" if not left.gutter else "was refused"
            where = decisions.places.key(("page", str(number), "regions"))
            hint = 'write dummy = "front" beside them'
            yield Finding("unknown-region", Severity.WARNING, message, where, hint)
        known = _named_in(dummy.on(number)) if dummy else ()
        for name in page.regions if dummy else ():
            if dummy and name not in known:
                message = f'page {number}: "{dummy.name}" has no region "{name[:40]}" for a story'
                where = decisions.places.key(("page", str(number), "regions", name))
                facing = number + 1 - 2 * (number % 2)
                there = dummy.gutter and name in _named_in(dummy.on(facing))
                hint = f"its regions are {', '.join(known)}"
                hint = f"it is on page {facing}: write it under [page.{facing}]" if there else hint
                yield Finding("unknown-region", Severity.WARNING, message, where, hint)


def _named_in(dummy: Dummy) -> tuple[str, ...]:
    """The regions that can be given a story."""
    return tuple(one.name for one in dummy.regions if one.takes not in (INDEX, NONE))


# --- what is wrong with a dummy -------------------------------------------------------------------


def _known_in(table: tuple[str | int, ...]) -> Iterable[str]:
    """The keys that a table may have."""
    from layout.publication.decisions.dummies_keys import DummyFile, RegionKeys

    return (RegionKeys if table else DummyFile).model_fields


def _dummy(name: str, read: DummyFile) -> Dummy:
    regions = tuple(_region(each, keys) for each, keys in read.region.items())
    return Dummy(name, read.about, read.columns, regions, read.gutter or 0)


def _region(name: str, keys: RegionKeys) -> DummyRegion:
    first, last = keys.columns
    size = keys.headline.mpt if keys.headline else None
    form = Form(last - first + 1, keys.rows, keys.picture, size, keys.deck)
    return DummyRegion(name, keys.takes, Place(first, keys.row, keys.at or ""), form)


def _ill_drawn(dummy: Dummy) -> Iterator[Mistake]:
    """What no page can look like."""
    from slots.rules.mistake import Mistake

    if not dummy.regions:
        yield Mistake("bad-value", (), "a dummy without regions", "write [region.lead]")
    yield from _ill_gutter(dummy)
    halves = [dummy.on(page) for page in ((2, 3) if dummy.gutter else (2,))]
    if any(sum(one.takes != NONE for one in each.regions) > MOST_REGIONS for each in halves):
        where = " of one page" if dummy.gutter else ""
        message = f"more than {MOST_REGIONS} regions{where} in which something stands"
        yield Mistake("bad-value", ("region",), message, "let some be none")
    for number, one in enumerate(dummy.regions):
        path = ("region", one.name)
        if not _is_name(one.name):
            message = f"[region.{one.name[:40]}] is no name"
            yield Mistake("bad-value", path, message, _NAMED, key=True)
        if one.columns.stop > dummy.columns:
            message = f'"{one.name}" ends in column {one.columns.stop} of {dummy.columns}'
            yield Mistake("contradiction", (*path, "columns"), message, "end it in the last one")
        if one.place.row is not None and one.place.region == "top":
            message = f'"{one.name}" is at the top and has a row'
            yield Mistake("contradiction", (*path, "row"), message, "keep one of the two")
        if (one.form.picture or 0) > len(one.columns):
            message = f'the picture of "{one.name}" is wider than it'
            yield Mistake("contradiction", (*path, "picture"), message, "make it narrower")
        for other in dummy.regions[:number]:
            if not dummy.gutter or _side(one, dummy) == _side(other, dummy):
                yield from _in_each_others_way(one, other)


def _side(region: DummyRegion, dummy: Dummy) -> bool:
    """Whether a region begins on the right-hand page of a spread."""
    return region.columns.start >= dummy.gutter


def _ill_gutter(dummy: Dummy) -> Iterator[Mistake]:
    """Of a dummy over two facing pages: a gutter that is not amid them, and what cannot stand
    across it, or on neither of them."""
    from slots.rules.mistake import Mistake

    gutter = dummy.gutter
    if not gutter:
        return
    if dummy.columns != 2 * gutter:
        message = f"the gutter is after column {gutter} of {dummy.columns}, and not amid them"
        hint = f"two pages of {gutter} columns are columns = {2 * gutter}"
        yield Mistake("contradiction", ("gutter",), message, hint)
    for one in dummy.regions:
        path = ("region", one.name)
        if one.columns.start < gutter < one.columns.stop and one.takes != NONE:
            message = (
                f'"{one.name}" lies across the gutter, and a story stands on one page of the two: '
                "the fold would part its headline, its picture and its lines"
            )
            hint = f"end it in column {gutter}, or begin it in column {gutter + 1}"
            yield Mistake("contradiction", (*path, "columns"), message, hint)
        if one.takes == INDEX:
            message = f'"{one.name}" takes the index, which page one alone has: it has no page left'
            hint = "draw it in a dummy of one page"
            yield Mistake("contradiction", (*path, "takes"), message, hint)


def _in_each_others_way(one: DummyRegion, other: DummyRegion) -> Iterator[Mistake]:
    """Two regions of one thing that a page has once, and those that would cover the same cells."""
    from slots.rules.mistake import Mistake

    path = ("region", one.name)
    if one.takes == other.takes and one.takes in (LEAD, INDEX):
        message = f'"{other.name}" and "{one.name}" both take the {one.takes}'
        yield Mistake("contradiction", (*path, "takes"), message, "let one of them take it")
    if _overlap(one, other):
        message = f'"{one.name}" stands where "{other.name}" does'
        yield Mistake("contradiction", path, message, "part them", key=True)


def _overlap(one: DummyRegion, other: DummyRegion) -> bool:
    """Whether two regions would cover the same cells, as far as their rows are said."""
    if NONE in (one.takes, other.takes):
        return False
    if not set(one.columns) & set(other.columns):
        return False
    if one.place.at_foot and other.place.at_foot:
        return True
    first, second = one.place.first_row, other.place.first_row
    if first is None or second is None:
        return False
    if first == second:
        return True
    upper, lower = (one, second) if first < second else (other, first)
    begins = min(first, second)
    return upper.form.rows is not None and begins + upper.form.rows > lower
