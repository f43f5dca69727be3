"""Two pages of a pages.toml swapped: the text, with all else as it was written.

What stands under [page.4] stands under [page.5] with its comments, and the reverse: the heads of
the tables change their numbers. What stories, ads and house ads say of these pages follows.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from layout.publication.decisions.pages_mirrored import Mirror, mirror_all
from layout.publication.decisions.pages_toml import read_decisions
from layout.publication.decisions.write_decisions import (
    Document,
    Edit,
    edit_all,
    odd_toml,
    renumber,
    with_change,
)
from layout.story.decided import PAGES
from slots.finding import NOWHERE, Finding, Severity, Where, bad_input


@dataclass(frozen=True, slots=True)
class Change:
    """A key that is decided otherwise: of a `table` ("story"), by its name there, with what it was
    and what it is; None for nothing."""

    table: str
    name: str
    key: str
    before: Any
    after: Any

    @property
    def words(self) -> str:
        """What changes, for people.

        >>> Change("story", "surge", "page", None, 5).words
        '[story.surge] page: - → 5'
        """
        before, after = (_said(one) for one in (self.before, self.after))
        return f"[{self.table}.{self.name}] {self.key}: {before} → {after}"


def _said(value: Any) -> Any:
    """A value for people: of the regions of a dummy their names."""
    regions = isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())
    return "-" if value is None else ", ".join(value) if regions else value


def with_pages_swapped(
    text: str, one: int, other: int, edits: Iterable[Edit] = (), mirror: Mirror | None = None
) -> str:
    """A text with two pages swapped, then with `edits`, and then mirrored, or not. Raises BadInput
    as `with_edits` does.

    >>> print(with_pages_swapped('[page.4]\\nlead = "surge"  # see page 5\\n', 4, 5), end="")
    [page.5]
    lead = "surge"  # see page 5
    """
    edits, pages = tuple(edits), {one: other, other: one}

    def change(document: Document) -> None:
        renumber(document, pages)
        edit_all(document, edits)
        if mirror:
            mirror_all(document, pages, mirror)

    written = with_change(_with_heads_swapped(text, pages), change)
    gone = _dummies(text) - _dummies(written)
    return written.rstrip("\n") + "\n" if gone else written  # no empty line is left of it


def _dummies(text: str) -> frozenset[str]:
    """The dummies that are drawn in a text."""
    return frozenset(_in(tomllib.loads(text), "dummy"))


def _with_heads_swapped(text: str, pages: dict[int, int]) -> str:
    """The tables of pages under the numbers of the others."""
    try:
        before = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        hint = "mend it; then swap the pages again"
        raise bad_input("toml-syntax", "this is no TOML", Where(PAGES), hint) from None
    said = before.get("page")
    if not isinstance(said, dict):
        return text
    numbers = "|".join(map(str, pages))
    heads = re.compile(rf'^([ \t]*\[[ \t]*page[ \t]*\.[ \t]*"?)({numbers})(?="?[ \t]*[.\]])', re.M)
    written = heads.sub(lambda found: found[1] + str(pages[int(found[2])]), text)
    names = {str(number): str(instead) for number, instead in pages.items()}
    wanted = {**before, "page": {names.get(name, name): keys for name, keys in said.items()}}
    try:
        certain = tomllib.loads(written) == wanted
    except tomllib.TOMLDecodeError:
        certain = False
    if not certain:  # heads within a text, tables in one line
        raise odd_toml()
    return written


def mistakes_since(before: str, after: str) -> frozenset[Finding]:
    """The errors of a text that it did not have before."""
    return _errors(after) - _errors(before)


def _errors(text: str) -> frozenset[Finding]:
    """What contradicts itself, wherever it stands."""
    found = read_decisions(text, Path(PAGES))[1]
    errors = (each for each in found if each.severity is Severity.ERROR)
    return frozenset(Finding(e.code, e.severity, e.message, NOWHERE, e.remedy) for e in errors)


def changes_between(before: str, after: str) -> tuple[Change, ...]:
    """What is decided otherwise in one text than in another, key by key; both are TOML."""
    return tuple(_changes(tomllib.loads(before), tomllib.loads(after)))


def _changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for table in dict.fromkeys((*before, *after)):
        old, new = (_in(data, table) for data in (before, after))
        for name in dict.fromkeys((*old, *new)):
            was, is_ = _in(old, name), _in(new, name)
            for key in dict.fromkeys((*was, *is_)):
                if was.get(key) != is_.get(key):
                    yield Change(table, name, key, was.get(key), is_.get(key))


def _in(data: dict[str, Any], name: str) -> dict[str, Any]:
    found = data.get(name)
    return found if isinstance(found, dict) else {}
