"""ads.toml: an [[ad]] for each ad, and names of sizes of one's own in [modules]. And an [[ad]]
more, for a late ad: all else stays as it was written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from slots.book.ad_settings import FIELDS, AdBook
from slots.book.booking import MOST_ADS, Entry
from slots.book.csv_cells import LONGEST
from slots.finding import Finding, Severity
from slots.rules.mistake import nearest, shown, suggested
from slots.text.broken_toml import read_toml
from slots.text.file_limits import Limits
from slots.text.source_map import Positions, positions

_LIMITS = Limits(
    text=LONGEST,
    values=200_000,
    named=MappingProxyType({("ad",): MOST_ADS}),
)

_Modules = tuple[tuple[str, str], ...]


def read_book_toml(
    text: str, source: str
) -> tuple[tuple[Entry, ...], _Modules, tuple[Finding, ...]]:
    """The ads of a TOML text, the sizes it names, and what is wrong with the file itself."""
    data, mended, broken = read_toml(text, source, _LIMITS)
    places = positions(mended, source)
    modules, wrong = _modules(data, places)
    ads = data.get("ad", [])
    if not isinstance(ads, list) or not all(isinstance(ad, dict) for ad in ads):
        message = f"ad: expected tables [[ad]], found {shown(ads)}"
        hint = "write each ad below a line [[ad]]"
        misplaced = Finding("bad-value", Severity.ERROR, message, places.key(("ad",)), hint)
        wrong, ads = (*wrong, misplaced), []
    entries = tuple(_entry(ad, index, places) for index, ad in enumerate(ads))
    return entries, modules, (*broken, *_unknown(data, places), *wrong)


def with_table(text: str, cells: Mapping[str, str]) -> str:
    """The text of a book with one more ad, its `cells` by the names of fields; those without any
    text are left out.

    >>> print(with_table("", {"id": "A2", "size": "1x40mm", "pages": "4", "colour": "yes"}), end="")
    [[ad]]
    id = "A2"
    size = "1x40mm"
    pages = 4
    colour = true
    """
    end = "\r\n" if "\r\n" in text else "\n"
    said = {name: " ".join(words.split()) for name, words in cells.items()}
    lines = [f"{name} = {_as_toml(name, words)}" for name, words in said.items() if words]
    above = [text, *([end] if text and not text.endswith("\n") else []), *([end] if text else [])]
    return "".join((*above, *(f"{line}{end}" for line in ("[[ad]]", *lines))))


def _as_toml(name: str, words: str) -> str:
    """A value of an ad as it is written: a number or a truth as such, where it may be one."""
    if name in _TRUTHS and words.lower() in ("yes", "true"):
        return "true"
    if name in _NUMBERS and re.fullmatch(r"(0|[1-9]\d{0,8})(\.\d{1,2})?", words):
        return words
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007F")


_TRUTHS = frozenset({"colour", "coupon", "double_truck", "solus", "far_forward", "label"})
_NUMBERS = frozenset({"pages", "priority", "price"})


def json_schema() -> dict[str, Any]:
    """The JSON Schema of ads.toml."""
    schema = AdBook.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "ads.toml",
    }


def _entry(ad: dict[str, Any], index: int, places: Positions) -> Entry:
    where = {key: places.value(("ad", index, key)) for key in ad if key in FIELDS}
    names = {key: places.key(("ad", index, key)) for key in ad if key not in FIELDS}
    spelled = {key: places.spelled.get(at, "") for key, at in {**where, **names}.items()}
    return Entry(ad, {**where, **names}, places.key(("ad", index, *list(ad)[:1])), spelled)


def _modules(data: dict[str, Any], places: Positions) -> tuple[_Modules, tuple[Finding, ...]]:
    modules = data.get("modules", {})
    named = modules if isinstance(modules, dict) else {"": modules}
    wrong = tuple(
        Finding(
            "bad-value",
            Severity.ERROR,
            f"modules: expected a size, found {shown(size)}",
            places.value(("modules", name)),
            'write it as in: jumbo = "4x200mm"',
        )
        for name, size in named.items()
        if not isinstance(size, str)
    )
    return tuple((name, size) for name, size in named.items() if isinstance(size, str)), wrong


def _unknown(data: dict[str, Any], places: Positions) -> Iterator[Finding]:
    known = tuple(AdBook.model_fields)
    for key in data:
        if key not in known:
            near = nearest(key, known)
            message = f'unknown key "{key}" in the file{suggested(near)}'
            hint = f"{key} belongs in an [[ad]]" if key in FIELDS else "it has [[ad]] and [modules]"
            found = Finding("unknown-key", Severity.ERROR, message, places.key((key,)), hint)
            yield replace(found, edits=places.edits((key,), near, key=True))
