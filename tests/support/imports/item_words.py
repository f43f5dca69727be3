"""All words of an item: of its head, its pieces and what it leaves out. Shares no code with
readers: it goes through the fields of dataclasses, whatever they are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from layout.imports.item import Item
from layout.story.run import Run

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = frozenset(
    ("id", "kind", "src", "alt", "href", "action", "align", "tags", "label", "line", "display")
)


def words(text: str) -> Counter[str]:
    """The words of a text, how often each."""
    return Counter(_WORD.findall(text.lower()))


def item_words(item: Item, left_out: bool = True) -> Counter[str]:
    """The words of an item, with those it says it leaves out."""
    head = item.head
    parts = [_text(head.headline), _text(head.deck), head.kicker, head.byline, head.dateline]
    parts += [head.section, *head.tags]
    parts += [" ".join(_texts(piece)) for piece in item.copy.pieces]
    if left_out:
        parts += [one.text for one in item.copy.left_out]
    return words(" ".join(parts))


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        if value and isinstance(value[0], Run):
            yield _text(value)
            return
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in _UNSEEN:
                yield from _texts(getattr(value, one.name))
