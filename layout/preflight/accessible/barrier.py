"""What a PDF is found to lack, and the few ways in which all checks read its objects.

A damaged file may have anything anywhere: what is not of the type that it should be counts for not
there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from layout.preflight.opened.numbers import is_number, name, real, table


@dataclass(frozen=True, slots=True, order=True)
class Barrier:
    """What shuts out a reader who cannot see the page.

    `clause` is that of ISO 14289-1, `rule` a name for the condition, the same in every file; `page`
    counts from 1, 0 where it is about the whole file.
    """

    clause: str
    rule: str
    message: str
    page: int = 0

    def __str__(self) -> str:
        where = f"page {self.page}: " if self.page else ""
        return f"{where}{self.message} ({self.clause}, {self.rule})"


def name_of(holder: Any, key: str) -> str:
    """The name at a key, without its slash; "" where there is none."""
    return name(table(holder).get(key))


def text_at(holder: Any, key: str) -> str | None:
    """The text string at a key; None where there is none."""
    found = table(holder).get(key)
    return str(found) if isinstance(found, pikepdf.String) else None


def number_at(holder: Any, key: str) -> float | None:
    """The number at a key; None where there is none."""
    return number_of(table(holder).get(key))


def number_of(it: Any) -> float | None:
    """A number as it is; None for what is none."""
    return real(it) if is_number(it) else None


def dictionary_at(holder: Any, key: str) -> Any:
    """The dictionary (or stream) at a key; an empty one where there is none."""
    return table(table(holder).get(key))


def stream_at(holder: Any, key: str) -> pikepdf.Stream | None:
    """The stream at a key; None where there is none."""
    found = dictionary_at(holder, key)
    return found if isinstance(found, pikepdf.Stream) else None


def all_at(holder: Any, key: str) -> Iterator[Any]:
    """What is in the array at a key; a single value as it is; nothing where there is none."""
    found = table(holder).get(key)
    if isinstance(found, pikepdf.Array):
        yield from found
    elif found is not None:
        yield found
