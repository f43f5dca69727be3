"""Mistakes that only show between rules: unknown names, contradictions, what can never fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from slots.finding import Severity
from slots.mistake import Mistake, suggestion, table_name
from slots.policy import BETTER_ADS_DESKTOP, BETTER_ADS_MOBILE, GOOGLE_LABELS
from slots.rules import AD, MODULE_KINDS, PageTerms, Rules, Slot, Terms
from slots.source_map import Path
from slots.spelled import OPPONENTS, TAG_PATTERN
from slots.units import Unit

_GROUPS = ("same", "same-category", "any", "module")


def check(rules: Rules, slots: tuple[str, ...], breakpoints: tuple[str, ...]) -> Iterator[Mistake]:
    """Every mistake between rules.

    `slots` and `breakpoints` are all names the file has, those of parts too broken to be in
    `rules` too, so that one mistake does not make others.
    """
    yield from _breakpoints(rules)
    for path, terms in _all_terms(rules):
        yield from _terms(path, terms, (*slots, AD, *MODULE_KINDS, *_GROUPS))
    for path, names in _places_at(rules):
        yield from _known(path, names, breakpoints, "breakpoint", key=True)
    for path, page in _all_pages(rules):
        yield from _page(path, page, slots)
    for name, slot in rules.slot.items():
        yield from _slot(rules, name, slot)
    yield from _density(rules)


def _breakpoints(rules: Rules) -> Iterator[Mistake]:
    """Ranges that overlap, and widths between them that belong to none."""
    ranges = sorted(rules.breakpoints.items(), key=lambda item: (item[1].first, item[1].last))
    for (lower, below), (upper, above) in pairwise(ranges):
        path: Path = ("breakpoints", upper)
        if above.first <= below.last:
            message = f"breakpoints {lower} ({below}) and {upper} ({above}) overlap"
            hint = f"let {upper} begin at {below.last + 1}px"
            yield Mistake("breakpoint-overlap", path, message, hint)
        elif above.first > below.last + 1:
            hole = f"{below.last + 1}px to {above.first - 1}px"
            message = f"no breakpoint covers screens of {hole}"
            hint = f"let {upper} begin at {below.last + 1}px"
            yield Mistake("breakpoint-gap", path, message, hint, Severity.WARNING)


def _all_terms(rules: Rules) -> Iterator[tuple[Path, Terms]]:
    """Every place of the file where terms are written."""
    yield ("defaults",), rules.defaults
    for name, terms in rules.defaults.at.items():
        yield ("defaults", "at", name), terms
    for slot, own in rules.slot.items():
        yield ("slot", slot), own
        for name, terms in own.at.items():
            yield ("slot", slot, "at", name), terms


def _all_pages(rules: Rules) -> Iterator[tuple[Path, PageTerms]]:
    yield ("page",), rules.page
    for name, page in rules.page.at.items():
        yield ("page", "at", name), page


def _places_at(rules: Rules) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every table of breakpoints, with the names in it."""
    yield ("page", "at"), tuple(rules.page.at)
    yield ("defaults", "at"), tuple(rules.defaults.at)
    for slot, own in rules.slot.items():
        yield ("slot", slot, "at"), tuple(own.at)


def _known(
    path: Path,
    names: tuple[str, ...],
    known: tuple[str, ...],
    what: str,
    *,
    key: bool,
    tags: bool = False,
) -> Iterator[Mistake]:
    """Names nobody knows: keys of the table at a path, or values of the list there."""
    for index, name in enumerate(names):
        if name not in known and not re.fullmatch(TAG_PATTERN, name):
            message = f'unknown {what} "{name}"{suggestion(name, known)}'
            place: Path = (*path, name) if key else (*path, index)
            hint = f"known: {', '.join(dict.fromkeys(known))}" if len(known) < 12 else None
            yield Mistake(f"unknown-{what}", place, message, hint, key=key)


def _terms(path: Path, terms: Terms, names: tuple[str, ...]) -> Iterator[Mistake]:
    """Opponents, slots and kinds that nobody knows, and a margin that is no length."""
    yield from _known(
        (*path, "clearance"), tuple(terms.clearance), OPPONENTS, "opponent", key=True, tags=True
    )
    yield from _known(
        (*path, "distance"), tuple(terms.distance), names, "slot", key=True, tags=True
    )
    for rule in ("only_before", "never_inside", "never_after", "never_before"):
        yield from _known(
            (*path, rule), getattr(terms, rule), OPPONENTS, "opponent", key=False, tags=True
        )
    for index, pair in enumerate(terms.never_between):
        yield from _known(
            (*path, "never_between", index), pair, OPPONENTS, "opponent", key=False, tags=True
        )
    if terms.margin.unit in (Unit.WORD, Unit.PARAGRAPH):
        message = f'margin: "{terms.margin}" is no length of white: use px, lines or another length'
        yield Mistake("bad-value", (*path, "margin"), message)


def _page(path: Path, page: PageTerms, slots: tuple[str, ...]) -> Iterator[Mistake]:
    yield from _known((*path, "order"), page.order, slots, "slot", key=False)
    for index, group in enumerate(page.never_together):
        yield from _known(
            (*path, "never_together", index), group, slots, "slot", key=False, tags=True
        )
    for index, name in enumerate(page.order):
        if name in page.order[:index]:
            message = f'order: "{name}" stands above itself: name each slot once'
            yield Mistake("order-cycle", (*path, "order", index), message)


def _slot(rules: Rules, name: str, slot: Slot) -> Iterator[Mistake]:
    path: Path = ("slot", name)
    if name in ("same", "any"):
        message = f'a slot cannot be called "{name}": in [distance] the word means something else'
        yield Mistake("bad-name", path, message, "call it otherwise", key=True)
    if slot.holds == AD:
        yield from _ad(rules, name)
    else:
        yield from _module(path, slot)
    yield from _contradictions(rules, name)
    yield from _too_wide(rules, name, slot)


def _ad(rules: Rules, name: str) -> Iterator[Mistake]:
    """An ad needs sizes at every breakpoint, and a label that readers and Google understand."""
    path: Path = ("slot", name)
    terms = {point: rules.terms(name, point) for point in rules.breakpoints}
    bare = [point for point in terms if not terms[point].sizes]
    if bare:
        message = f'slot "{name}" holds an ad but has no sizes at {", ".join(bare)}'
        yield Mistake("no-sizes", path, message, 'add sizes = ["300x250"]', key=True)
    for label in dict.fromkeys(each.label for each in terms.values()):
        if label.lower() not in [allowed.lower() for allowed in GOOGLE_LABELS]:
            message = f'label "{label}" of slot "{name}" is not one that ad networks allow'
            hint = f"use {' or '.join(GOOGLE_LABELS)}"
            yield Mistake("label", (*path, "label"), message, hint, Severity.WARNING)


def _module(path: Path, slot: Slot) -> Iterator[Mistake]:
    known = (AD, *MODULE_KINDS, "module")
    if slot.holds not in known:
        near = suggestion(slot.holds, known)
        message = f'"{slot.holds}" is no kind of module newsgrid has a template for{near}'
        hint = f"known: {', '.join(known)}; another needs a template of yours"
        yield Mistake("unknown-kind", (*path, "holds"), message, hint, Severity.WARNING)
    for rule, value in (("takes", slot.takes), ("sizes", slot.sizes)):
        if value:
            message = f"{rule} is for ads: a {slot.holds} is as large as its content"
            yield Mistake("ads-only", (*path, rule), message, "drop it", Severity.WARNING, key=True)


def _contradictions(rules: Rules, name: str) -> Iterator[Mistake]:
    """Bounds that no number can meet, said once a slot."""
    own = rules.slot[name]
    for point in rules.breakpoints:
        terms = rules.terms(name, point)
        path = _writer(own, name, point, "min", "max")
        if terms.max is not None and terms.min > terms.max:
            message = f'slot "{name}" asks for at least {terms.min} and at most {terms.max}'
            yield Mistake("contradiction", path, message, f"at {point}: let max be at least min")
            return
        least, most = terms.when.min_words, terms.when.max_words
        if least is not None and most is not None and least > most:
            message = f"when: no story has at least {least} and at most {most} words"
            yield Mistake("contradiction", _writer(own, name, point, "when"), message)
            return


def _writer(own: Slot, name: str, point: str, *rules: str) -> Path:
    """The path of the first of some rules that the slot itself sets, at a breakpoint or at all."""
    at = own.at.get(point)
    for rule in rules:
        if at is not None and rule in at.model_fields_set:
            return ("slot", name, "at", point, rule)
    for rule in rules:
        if rule in own.model_fields_set:
            return ("slot", name, rule)
    return ("slot", name)


def _too_wide(rules: Rules, name: str, slot: Slot) -> Iterator[Mistake]:
    """Sizes wider than any screen they are meant for."""
    widest = max((widths.last for widths in rules.breakpoints.values()), default=0)
    places: list[tuple[Path, Terms, int, str]] = [(("slot", name), slot, widest, "any breakpoint")]
    for point, terms in slot.at.items():
        if point in rules.breakpoints:
            last = rules.breakpoints[point].last
            places.append((("slot", name, "at", point), terms, last, f"{point} screens"))
    for path, terms, room, where in places:
        for index, size in enumerate(terms.sizes):
            if size.width > room:
                message = f"size {size} is wider than {where} can be ({room}px)"
                hint = f"in {table_name(path)}"
                yield Mistake("too-wide", (*path, "sizes", index), message, hint)


def _density(rules: Rules) -> Iterator[Mistake]:
    """Densities above what the Better Ads Standards let browsers tolerate."""
    for point, widths in rules.breakpoints.items():
        page = rules.page_terms(point)
        standard = BETTER_ADS_MOBILE if widths.first < 600 else BETTER_ADS_DESKTOP
        if page.density is None or page.density.value / 100 > standard:
            at = rules.page.at.get(point)
            own = at is not None and "density" in at.model_fields_set
            path: Path = ("page", "at", point, "density") if own else ("page", "density")
            limit = f"{int(standard * 100)}%"
            message = f"ad density at {point} may exceed the Better Ads limit of {limit}"
            hint = f'set density = "{limit}" in [page.at.{point}]'
            yield Mistake("density", path, message, hint, Severity.WARNING)
