"""What rules would place in a strip that no story belongs to: contents for every slot."""

from __future__ import annotations

from collections.abc import Iterator

from slots.content import About, Content
from slots.finding import Finding, Severity
from slots.greedy import how_many
from slots.pose import PLACED
from slots.reserve import reserved
from slots.rules import AD, Region, Rules, Strategy, Terms
from slots.strip import Strip

MOST = 12
"""The most contents of a slot without `auto` and `max`, where every choice of them is looked at."""

GREEDY_MOST = 200
"""The same where the first that fits is taken."""


def contents_of(
    strip: Strip, rules: Rules, breakpoint: str, about: About
) -> tuple[tuple[Content, ...], tuple[Finding, ...]]:
    """Contents "<slot>-1", "<slot>-2", ... for each slot, in the order of the file, and a finding
    for each slot that has no place in a strip.

    So many as its `auto`, or else its `max`, or else as could stand if the slot had the copy to
    itself. Boxes are as large as `slots.reserve` says; nothing is added for a label.
    """
    contents: list[Content] = []
    findings: list[Finding] = []
    for slot in rules.slot:
        terms = rules.terms(slot, breakpoint)
        why = _stays_out(rules.slot[slot].holds, terms)
        if why:
            message = f'slot "{slot}" is not placed at {breakpoint}: {why}'
            findings.append(Finding("not-in-strips", Severity.INFO, message))
            continue
        box = _box(terms, strip)
        count = _count(box, slot, (strip, rules, breakpoint, about))
        contents += _contents(slot, box, count)
        if count == MOST and terms.max is None and not terms.auto:
            message = f'slot "{slot}" has no max: {MOST} of it are looked at'
            findings.append(Finding("many", Severity.INFO, message, hint="set max or auto"))
    return tuple(contents), tuple(findings)


def _stays_out(holds: str, terms: Terms) -> str | None:
    """Why a slot is not placed in a strip."""
    if terms.region not in PLACED:
        return f"its region is the {terms.region.value}, and a strip is the copy"
    if not terms.sizes:
        return f"a {holds} is as large as what is in it, and a strip has nothing in it"
    return None


def _box(terms: Terms, strip: Strip) -> tuple[int, int]:
    """What a slot reserves: of the sizes that fit the copy, or of all for one beside it."""
    widest = max(size.width for size in terms.sizes) * 750
    box = reserved(terms, widest if terms.region is Region.BESIDE else strip.width)
    assert box, "a slot with sizes has a box"
    return box


def _contents(slot: str, box: tuple[int, int], count: int) -> Iterator[Content]:
    return (Content(f"{slot}-{number}", slot, (box,)) for number in range(1, count + 1))


def _count(box: tuple[int, int], slot: str, task: tuple[Strip, Rules, str, About]) -> int:
    """How many contents a slot gets."""
    strip, rules, breakpoint, about = task
    terms = rules.terms(slot, breakpoint)
    if terms.auto and rules.slot[slot].holds == AD:
        return terms.auto
    most = len(strip.items) + 1
    if terms.max is not None and terms.max <= MOST:
        return min(terms.max, most)
    most = min(most, strip.height // box[1] + 1, most if terms.max is None else terms.max)
    if rules.page_terms(breakpoint).strategy is Strategy.GREEDY:
        return min(most, GREEDY_MOST)
    alone = tuple(_contents(slot, box, most))
    fits = how_many((strip,), alone, rules, breakpoint, about)
    return max(min(fits, MOST), min(terms.min, most))
