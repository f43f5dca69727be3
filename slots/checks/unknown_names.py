"""Names in rules that nobody knows: opponents, slots, breakpoints, and tags where none can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from slots.rules.conditions import When
from slots.rules.mistake import Mistake, nearest, suggested
from slots.rules.notation import OPPONENTS, TAG_PATTERN
from slots.rules.reach import page_tables, term_tables
from slots.rules.terms import AD, MODULE_KINDS, PageTerms, Rules, Terms
from slots.text.source_map import Path

GROUPS = ("same", "same-category", "any", "module")
"""Words of [distance] that are no slot's name."""

_FIXED = ("page", "defaults", "category", "slot", "breakpoints")
"""Words that a story's own rules begin with, beside names of slots."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What names can mean: `what` says it for people; `tags` whether a "#tag" is one too."""

    what: str
    names: tuple[str, ...]
    tags: bool = False

    def unknown(self, path: Path, names: tuple[str, ...], *, key: bool) -> Iterator[Mistake]:
        """Those nobody knows: keys of the table at a path, or values of the list there."""
        for index, name in enumerate(names):
            if name in self.names or (self.tags and re.fullmatch(TAG_PATTERN, name)):
                continue
            place: Path = (*path, name) if key else (*path, index)
            near = nearest(name, self.names)
            message = f'unknown {self.what} "{name}"{suggested(near)}'
            code = f"unknown-{self.what}"
            yield Mistake(code, place, message, self._hint(name), key=key).meaning(near)

    def _hint(self, name: str) -> str:
        if name.startswith("#"):
            tags = (
                "a tag has no space after its #" if self.tags else "no tag or category stands here"
            )
            return f"{tags}: name a {self.what}"
        known = dict.fromkeys(self.names)
        if len(known) < _FEW:
            return f"known: {', '.join(known)}"
        return f"name one of the {len(known)} there are, or add this one"


_FEW = 12
"""The most names that a hint lists."""


def check_names(
    rules: Rules, slots: tuple[str, ...], breakpoints: tuple[str, ...]
) -> Iterator[Mistake]:
    """Every unknown name of a file. `slots` and `breakpoints` are all names the file has."""
    others = _Known("slot", (*slots, AD, *MODULE_KINDS, *GROUPS), tags=True)
    points = _Known("breakpoint", breakpoints)
    for path, terms in term_tables(rules):
        yield from _terms(path, terms, others, points)
    for path, names in _places_at(rules):
        yield from points.unknown(path, names, key=True)
    for path, page in page_tables(rules):
        yield from _page(path, page, slots)
    for name, when in rules.category.items():
        yield from _when(("category", name), when, points)
    yield from _slots_named(rules)


_OPPONENTS = _Known("opponent", OPPONENTS, tags=True)


def _terms(path: Path, terms: Terms, others: _Known, points: _Known) -> Iterator[Mistake]:
    opponent = _OPPONENTS.unknown
    yield from opponent((*path, "clearance"), tuple(terms.clearance), key=True)
    for name, clearance in terms.clearance.items():
        place: Path = (*path, "clearance", name, "unless_before")
        yield from opponent(place, clearance.unless_before, key=False)
    yield from others.unknown((*path, "distance"), tuple(terms.distance), key=True)
    for rule in ("only_before", "never_inside", "never_after", "never_before"):
        yield from opponent((*path, rule), getattr(terms, rule), key=False)
    for index, pair in enumerate(terms.never_between):
        yield from opponent((*path, "never_between", index), pair, key=False)
    yield from _when((*path, "when"), terms.when, points)


def _when(path: Path, when: When, points: _Known) -> Iterator[Mistake]:
    yield from points.unknown((*path, "devices"), when.devices, key=False)
    for key in ("blocks", "without_blocks"):
        yield from _OPPONENTS.unknown((*path, key), getattr(when, key), key=False)


def _page(path: Path, page: PageTerms, slots: tuple[str, ...]) -> Iterator[Mistake]:
    yield from _Known("slot", slots).unknown((*path, "order"), page.order, key=False)
    grouped = _Known("slot", slots, tags=True)
    for index, group in enumerate(page.never_together):
        yield from grouped.unknown((*path, "never_together", index), group, key=False)


def _places_at(rules: Rules) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every table of breakpoints, with the names in it."""
    yield ("page", "at"), tuple(rules.page.at)
    yield ("defaults", "at"), tuple(rules.defaults.at)
    for slot, own in rules.slot.items():
        yield ("slot", slot, "at"), tuple(own.at)


def _slots_named(rules: Rules) -> Iterator[Mistake]:
    """Slots whose name means something else where other rules name slots."""
    for name in rules.slot:
        where = "[distance]" if name in ("same", "same-category", "any") else ""
        where = "a story's own rules" if name in _FIXED else where
        if where:
            message = f'a slot cannot be called "{name}": in {where} the word means something else'
            yield Mistake("bad-name", ("slot", name), message, "call it otherwise", key=True)
