"""Decisions beside those of pages.toml, key by key in their place: for what is only tried."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

from layout.publication.decisions.write_decisions import Edit, with_edits
from layout.story.decided import PAGES
from slots.finding import Where, bad_input

_WITH = "--with"
_HINT = "write it as in pages.toml: story.oysters.page = 5, or tables such as [story.oysters]"


def with_more(text: str, more: str) -> str:
    """The text of a pages.toml with more decided. Raises BadInput where that is no TOML, or says
    what is no table of decisions.

    >>> print(with_more("[story.oysters]\\npage = 3\\n", "story.oysters.page=5"), end="")
    [story.oysters]
    page = 5
    """
    try:
        data = tomllib.loads(more)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"what is to be decided is no TOML: {error}"
        raise bad_input("toml-syntax", message, Where(_WITH), _HINT) from None
    return with_edits(text, tuple(_edits(data)))


def _edits(data: dict[str, Any]) -> Iterator[Edit]:
    for table, names in data.items():
        for name, keys in names.items() if isinstance(names, dict) else ((None, None),):
            if name is None or not isinstance(keys, dict):
                message = f'"{table}" is no table of {PAGES} with what is decided in it'
                raise bad_input("toml-syntax", message, Where(_WITH), _HINT)
            for key, value in keys.items():
                yield Edit(table, name, key, _plain(value))


def _plain(value: Any) -> Any:
    """A value as `Edit` has it: days are texts."""
    return value.isoformat() if isinstance(value, date) else value
