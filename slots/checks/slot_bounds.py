"""Mistakes in single slots: what an ad or a module lacks, bounds that no number can meet, and
conditions that no story can: words required and barred at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from slots.finding import Severity
from slots.published_limits import GOOGLE_LABELS
from slots.rules.conditions import When
from slots.rules.mistake import Mistake, nearest, suggested, table_name
from slots.rules.reach import Keys, layers, sets, spots, writer
from slots.rules.terms import AD, MODULE_KINDS, Region, Rules, Slot, Terms
from slots.text.source_map import Path

_STANDING = (Region.BESIDE, Region.RAIL)
"""Where a sticky ad can stay in view."""

_COUNTED = {"words": "words", "paragraphs": "paragraphs", "blocks": "blocks"}
_NAMED = {
    "sections": ("section", "without_sections"),
    "authors": ("author", "without_authors"),
    "tags": ("tag", "without_tags"),
    "words": ("word", "without_words"),
    "blocks": ("block", "without_blocks"),
}

_Crossed = tuple[Keys, Keys, str, str]
"""Two keys of a `When` that no story meets together, a sentence, and a remedy."""


def check_slots(rules: Rules) -> Iterator[Mistake]:
    """Every mistake in each slot for itself, its defaults included."""
    for name, slot in rules.slot.items():
        if slot.holds == AD:
            yield from _ad(rules, name)
        else:
            yield from _module(rules, name)
        yield from _contradictions(rules, name)
        yield from _sticky(rules, name)
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
    if rules.slot[name].promotional:
        message = "promotional is for modules: an ad counts as promotion anyway"
        yield _warned("modules-only", (*path, "promotional"), message)


def _module(rules: Rules, name: str) -> Iterator[Mistake]:
    slot, path = rules.slot[name], ("slot", name)
    known = (AD, *MODULE_KINDS, "module")
    if slot.holds not in known:
        near = nearest(slot.holds, known)
        words = "is no kind of module newsgrid has a template for"
        message = f'"{slot.holds}" {words}{suggested(near)}'
        hint = f"known: {', '.join(known)}; another needs a template of yours"
        kind = (*path, "holds")
        yield Mistake("unknown-kind", kind, message, hint, Severity.WARNING).meaning(near)
    for rule, value in (("takes", slot.takes), ("sizes", slot.sizes)):
        if value:
            message = f"{rule} is for ads: a {slot.holds} is as large as its content"
            yield _warned("ads-only", (*path, rule), message)
    whys = {
        "auto": f"a {slot.holds} stands only where a story asks for it",
        "categories": f"a {slot.holds} has no advertiser",
    }
    for rule, why in whys.items():
        point = next((p for p in rules.breakpoints if getattr(rules.terms(name, p), rule)), None)
        if point is not None:
            message = f'{rule} is for ads, and reaches slot "{name}": {why}'
            yield _warned("ads-only", writer(rules, (name, point), (rule,)), message)


def _warned(code: str, path: Path, message: str) -> Mistake:
    return Mistake(code, path, message, "drop it", Severity.WARNING, key=True)


def _contradictions(rules: Rules, name: str) -> Iterator[Mistake]:
    """Bounds that no number can meet, each once for a slot."""
    for point in rules.breakpoints:
        terms = rules.terms(name, point)
        if terms.max is not None and terms.min > terms.max:
            path = writer(rules, (name, point), ("min",), ("max",))
            message = f'slot "{name}" asks for at least {terms.min} and at most {terms.max}'
            yield Mistake("contradiction", path, message, f"at {point}: let max be at least min")
            return


def _sticky(rules: Rules, name: str) -> Iterator[Mistake]:
    """`sticky` and `min_run` that the slot sets itself, though it never stays in view."""
    terms = {point: rules.terms(name, point) for point in rules.breakpoints}
    for rule, needs in (("sticky", "region"), ("min_run", "sticky")):
        points = [point for point in terms if getattr(terms[point], rule)]
        own = [point for point in points if _own(rules, name, point, rule)]
        if not own or any(_works(terms[point], needs) for point in points):
            continue
        path = writer(rules, (name, own[0]), (rule,))
        if needs == "region":
            region = terms[own[0]].region
            message = f'sticky: slot "{name}" stands in region "{region}", where nothing sticks'
            hint = 'set region = "beside" or "rail", for one breakpoint at least'
        else:
            message = f'min_run: slot "{name}" is not sticky, and runs nowhere'
            hint = "add sticky = true"
        yield Mistake("no-effect", path, message, hint, Severity.WARNING, key=True)


def _works(terms: Terms, needs: str) -> bool:
    return terms.region in _STANDING if needs == "region" else terms.sticky


def _own(rules: Rules, name: str, point: str, rule: str) -> bool:
    """Whether the slot itself sets a rule at a breakpoint, not the defaults."""
    return any(path[0] == "slot" and sets(t, (rule,)) for path, t in layers(rules, (name, point)))


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


def check_when(rules: Rules) -> Iterator[Mistake]:
    """Every pair of conditions that cannot both hold, at the more specific one; once for a slot."""
    for name, when in rules.category.items():
        for first, second, message, hint in _crossed(when):
            key = first if first[0] in when.model_fields_set else second
            path: Path = ("category", name, *key)
            yield Mistake("contradiction", path, message, hint)
    seen: set[tuple[str, Keys]] = set()
    for spot in spots(rules):
        for first, second, message, hint in _crossed(rules.terms(*spot).when):
            if (spot[0], first) not in seen:
                seen.add((spot[0], first))
                path = writer(rules, spot, ("when", *first), ("when", *second))
                yield Mistake("contradiction", path, message, hint)


def _crossed(when: When) -> Iterator[_Crossed]:
    """The pairs of conditions in a set that no story can meet together."""
    for what, noun in _COUNTED.items():
        least, most = getattr(when, f"min_{what}"), getattr(when, f"max_{what}")
        if least is not None and most is not None and least > most:
            message = f"when: no story has at least {least} and at most {most} {noun}"
            yield (f"min_{what}",), (f"max_{what}",), message, f"let max_{what} be at least {least}"
    yield from _days(when)
    for key, (noun, barred) in _NAMED.items():
        required, without = getattr(when, key), getattr(when, barred)
        if required and set(required) <= set(without):
            names = ", ".join(f'"{name}"' for name in required)
            message = f"when: {key} asks for a {noun} of {names}, and {barred} bars each of them"
            yield (key,), (barred,), message, f"drop the names from {barred}"


def _days(when: When) -> Iterator[_Crossed]:
    if when.min_age is not None and when.max_age is not None and when.min_age > when.max_age:
        message = f"when: no story is at least {when.min_age} and at most {when.max_age} days old"
        yield ("min_age",), ("max_age",), message, f"let max_age be at least {when.min_age}"
    first, last = when.published_from, when.published_until
    if first is not None and last is not None and first > last:
        message = f"when: no day is on or after {first} and on or before {last}"
        yield ("published_from",), ("published_until",), message, "the earlier day is the first"
