"""Deciding: the text of a pages.toml with something decided otherwise, all else as it was written.

Comments, order and spacing of what people wrote stay. A story that is given a page leaves those
that named it; tables in which nothing is decided any more are taken out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from layout.story.decided import PAGES
from slots.finding import BadInput, Where, bad_input

_Table = dict[str, int] | dict[str, str] | dict[str, int | str | list[int]]
_Tables = dict[str, dict[str, Any]]
Value = bool | int | str | list[int] | list[str] | list[str | _Table] | _Table | _Tables
"""What may stand under a key of pages.toml; a day is its text, as in "2026-12-03", a place, the
regions of a page, the edition that one is held for or one picture of a story their table; the
regions of a dummy a table each."""

Document = MutableMapping[str, Any]
"""The tables of a pages.toml, as TOML or as plain dictionaries."""

_MEND = "mend it in the source view; then decide again"


@dataclass(frozen=True, slots=True)
class Edit:
    """A key of a story (`table` "story"), a page ("page"), an ad ("ad"), a house ad ("house_ad") or
    a section ("section") or a dummy ("dummy"), by the slug, number, id or name, and what it is from
    now on: None for what nobody decides any more."""

    table: str
    name: str
    key: str
    value: Value | None


def with_edits(text: str, edits: Iterable[Edit]) -> str:
    """A text with these decisions. Raises BadInput where the text is no TOML, where what stands in
    it under the name of a table is none, and where it is written so oddly that it cannot be changed
    with certainty: what is written is read back first.

    >>> print(with_edits("", [Edit("story", "rowers", "page", 3)]), end="")
    [story.rowers]
    page = 3
    """
    edits = tuple(edits)
    return with_change(text, lambda document: edit_all(document, edits))


def with_change(text: str, change: Callable[[Document], None]) -> str:
    """A text whose tables are changed: `change` is called with them as TOML, and again as plain
    dictionaries. Raises BadInput as `with_edits` does."""
    try:
        document, data = tomlkit.parse(text), tomllib.loads(text)
    except (TOMLKitError, tomllib.TOMLDecodeError, RecursionError) as error:
        line = getattr(error, "line", None)
        raise bad_input("toml-syntax", "this is no TOML", Where(PAGES, line), _MEND) from None
    try:
        change(document)
        change(data)
        written = tomlkit.dumps(document)
        if not text.startswith("\n"):
            written = written.lstrip("\n")  # of a table that stood above, and is gone
        certain = _filled(tomllib.loads(written)) == _filled(data)
    except (TOMLKitError, tomllib.TOMLDecodeError, LookupError, AttributeError, TypeError):
        certain = False
    if not certain:
        raise odd_toml()
    return written


def odd_toml() -> BadInput:
    """That a text is written so that it cannot be changed with certainty."""
    hint = "write tables such as [story.rowers] and [page.3] in the source view; decide again"
    message = "the desk cannot change this: it is written with dotted keys or tables in one line"
    return bad_input("odd-toml", message, Where(PAGES), hint)


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    """What is decided, whatever tables there are in which nothing is."""
    filled = {
        name: {key: value for key, value in table.items() if value != {}}
        for name, table in data.items()
        if isinstance(table, Mapping)
    }
    return {name: table for name, table in {**data, **filled}.items() if table != {}}


def _edit(document: Document, edit: Edit) -> None:
    """Decides in a document, or in plain dictionaries."""
    if edit.table == "story" and edit.key in ("page", "lead"):
        _leave_pages(document, edit.name, only_lead=edit.key == "lead")
    if edit.table == "story" and edit.key == "page" and edit.value is None:
        for key in ("region", "place"):  # these are of that page
            _edit(document, Edit("story", edit.name, key, None))
    if (edit.table, edit.key) == ("story", "jump") and edit.value in (None, True, False):
        _edit(document, Edit("story", edit.name, "rest", None))  # it is of that page
    if edit.value is None:
        table = _table(_table(document, edit.table), edit.name)
        if edit.key in table:
            del table[edit.key]
        _drop_empty(document, edit.table, edit.name)
        return
    if edit.table not in document:
        document[edit.table] = tomlkit.table(is_super_table=True)
    tables = _table(document, edit.table)
    if edit.name not in tables:
        tables[edit.name] = tomlkit.table()
    _table(tables, edit.name)[edit.key] = _item(edit)


def renumber(document: Document, pages: Mapping[int, int]) -> None:
    """Stories, ads and house ads of which a page is decided have that which takes its place:
    `pages` has this by the number of that. What is named under a page stays under it."""
    for table in ("story", "ad", "house_ad"):
        for _, keys in _tables(_table(document, table)):
            for key in ("page", "jump"):
                said = keys.get(key)
                if isinstance(said, int) and not isinstance(said, bool):
                    if said in pages:
                        keys[key] = pages[said]
                elif isinstance(said, list) and any(number in pages for number in said):
                    keys[key] = [pages.get(number, number) for number in said]


def edit_all(document: Document, edits: Iterable[Edit]) -> None:
    """Decides in a document, or in plain dictionaries, one after the other."""
    for edit in edits:
        _edit(document, edit)


def _item(edit: Edit) -> Any:
    """A value as TOML has it: a day without quotes, a table in one line."""
    if edit.key == "hold" and isinstance(edit.value, str):
        return tomlkit.date(edit.value)
    if edit.table == "dummy" and isinstance(edit.value, dict):
        return tomlkit.item(edit.value)  # a table for each region: people read them
    if isinstance(edit.value, list) and any(isinstance(one, dict) for one in edit.value):
        listed = tomlkit.array()
        listed.extend(_in_one_line(one) for one in edit.value)
        return listed
    return _in_one_line(edit.value, days=edit.key == "hold")


def _in_one_line(value: Any, days: bool = False) -> Any:
    if not isinstance(value, dict):
        return value
    table = tomlkit.inline_table()
    table.update({key: _day(one) if days else one for key, one in value.items()})
    return table


def _day(value: Any) -> Any:
    return tomlkit.date(value) if isinstance(value, str) else value


def _leave_pages(document: Document, slug: str, only_lead: bool) -> None:
    """A story is no longer named under any page."""
    for number, page in _tables(_table(document, "page")):
        if page.get("lead") == slug:
            del page["lead"]
        regions = page.get("regions")
        if isinstance(regions, MutableMapping) and not only_lead:
            for region in [name for name, taken in regions.items() if taken == slug]:
                del regions[region]
            if not regions:
                del page["regions"]
        for key in ("stories", "order"):
            listed = page.get(key)
            if isinstance(listed, list) and slug in listed and not only_lead:
                left = [name for name in listed if name != slug]
                if left:
                    page[key] = left
                else:
                    del page[key]
        _drop_empty(document, "page", number)


def _tables(table: Document) -> Iterator[tuple[str, Document]]:
    for name, value in [*table.items()]:
        if isinstance(value, MutableMapping):
            yield name, value


def _table(parent: Document, name: str) -> Document:
    """A table of a table; one of nothing where there is none. Raises BadInput where something else
    stands there."""
    found = parent.get(name, {})
    if not isinstance(found, MutableMapping):
        raise bad_input("bad-value", f"{name} is no table", Where(PAGES), _MEND)
    return found


def _drop_empty(document: Document, table: str, name: str) -> None:
    """A table without keys goes, and that of all of its kind with the last."""
    tables = _table(document, table)
    if name in tables and not _table(tables, name):
        del tables[name]
    if table in document and not tables:
        del document[table]
