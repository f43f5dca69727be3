"""One placement of a strip: by rules that are given, or that a command line names.

No story belongs to such a strip, so every slot of the rules has something to place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from slots.case import Case
from slots.finding import NOWHERE, BadInput, Finding, Severity, bad_input
from slots.interchange.strip_file import StripFile, load_strip
from slots.interchange.yardstick import Trial
from slots.lint.reads_whole_story import unstable_rules
from slots.placing.greedy import how_many
from slots.placing.place import place
from slots.problem.build import PLACED
from slots.regions.reserve import reserved
from slots.rulebook.by_name import STRATEGIES, source_text, with_strategy
from slots.rulebook.load import default_rules, parse_rules
from slots.rules.mistake import finding_at, suggestion
from slots.rules.terms import AD, Region, Rules, Strategy, Terms
from slots.strip.content import Content
from slots.strip.measured_flow import Strip
from slots.units import PX

_MOST = 12
"""The most contents of a slot without `auto` and `max`: every choice of them is weighed."""

_GREEDY_MOST = 200
"""The same with the strategy `greedy`, which weighs nothing."""


def place_strip(
    file: StripFile, rules: Rules, breakpoint: str
) -> tuple[Trial, tuple[Finding, ...]]:
    """What rules place in a strip at one of their breakpoints, with every refusal, objective and
    bound; and the findings on it."""
    case = Case((file.strip,), (), rules, breakpoint, file.about)
    contents, findings = contents_of(case)
    case = replace(case, contents=contents)
    if case.page.strategy is Strategy.STABLE:
        warnings = (finding_at(each, NOWHERE) for each in unstable_rules(rules, breakpoint))
        findings = (*findings, *warnings)
    return Trial(case, place(case)), findings


@dataclass(frozen=True, slots=True)
class NamedRules:
    """What one placement is made by; None for what the command line leaves open.

    `rules` is a file, "preset:NAME", or None for the rules that come with newsgrid.
    """

    rules: str | None = None
    breakpoint: str | None = None
    strategy: str | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        parts = (self.rules or "default rules", self.strategy)
        return ", ".join(part for part in parts if part)

    def against(self, compare: str) -> NamedRules:
        """The other side of a comparison: another strategy for the same rules, or other rules."""
        if compare in STRATEGIES:
            return NamedRules(self.rules, self.breakpoint, compare)
        return NamedRules(compare, self.breakpoint)


@dataclass(frozen=True, slots=True)
class ReadRules:
    """Rules as they are named, once they are read and their breakpoint is found."""

    named: NamedRules
    rules: Rules
    breakpoint: str


def read_all(
    path: Path, named: NamedRules, compare: str | None
) -> tuple[StripFile, tuple[ReadRules, ...]]:
    """The strip, and the rules to place it by: one set, or two to compare. BadInput with the
    problems of all files and options at once."""
    problems: list[Finding] = []
    file = None
    try:
        file = load_strip(path)
    except BadInput as error:
        problems += error.findings
    sides = [(named, False)] + ([(named.against(compare), True)] if compare else [])
    reads = []
    for each, second in sides:
        try:
            reads.append(_read(each, file.strip if file else None, second))
        except BadInput as error:
            problems += error.findings
    if problems or file is None:
        raise BadInput(dict.fromkeys(problems))
    return file, tuple(reads)


def _read(named: NamedRules, strip: Strip | None, second: bool) -> ReadRules:
    also = STRATEGIES if second else ()
    name = named.rules
    rules = default_rules() if name is None else parse_rules(source_text(name, also), name)
    point = _breakpoint(rules, named.breakpoint, strip, second)
    return ReadRules(named, with_strategy(rules, named.strategy), point)


def _breakpoint(rules: Rules, name: str | None, strip: Strip | None, second: bool) -> str:
    """The breakpoint that is named, or else that of the strip's screen.

    The second rules of a comparison may have other names for their breakpoints: where they lack the
    one that is named, theirs is that of the screen.
    """
    known = ", ".join(f"{point} {widths}" for point, widths in rules.breakpoints.items())
    if name is not None and (name in rules.breakpoints or not second):
        if name in rules.breakpoints:
            return name
        message = f'no breakpoint "{name}"{suggestion(name, rules.breakpoints)}'
        raise bad_input("unknown-breakpoint", message, hint=f"breakpoints: {known}")
    if strip is None:
        return next(iter(rules.breakpoints), "")  # only the strip's problems will be reported
    screen = strip.viewport[0] // PX
    point = rules.breakpoint(screen)
    if point is None:
        message = f"no breakpoint of the rules has screens of {screen}px"
        raise bad_input("unknown-breakpoint", message, hint=f"use --breakpoint: {known}")
    return point


def contents_of(case: Case) -> tuple[tuple[Content, ...], tuple[Finding, ...]]:
    """Contents "<slot>-1", "<slot>-2", ... for each slot, in the order of the file, and findings
    on slots that have no place in a strip.

    As many as its `auto`, or else its `max`, or else as could stand if the slot had the copy to
    itself (up to `_MOST`); with the strategy `greedy`, one more than it finds a place for. Boxes
    are as large as `slots.regions.reserve` says; nothing is added for a label.
    """
    reasons = {slot: _stays_out(case.terms(slot)) for slot in case.rules.slot}
    slots = [slot for slot, reason in reasons.items() if reason is None]
    findings = list(_left_out(reasons))
    if case.page.strategy is Strategy.GREEDY:
        counts = _greedy_counts(case, slots)
    else:
        counts = {slot: _count(case, slot) for slot in slots}
        findings += (each for slot in slots for each in _many(case, slot, counts[slot]))
    contents = tuple(each for slot in slots for each in _contents(case, slot, counts[slot]))
    return contents, tuple(findings)


def _stays_out(terms: Terms) -> str | None:
    """Why a slot is not placed in a strip."""
    if terms.region not in PLACED:
        return "a strip is the copy alone, without rail and end"
    if not terms.sizes:
        return "a module without sizes is as large as what is in it"
    return None


def _left_out(reasons: dict[str, str | None]) -> Iterator[Finding]:
    """The slots that stay out, one finding for each reason."""
    for reason in dict.fromkeys(each for each in reasons.values() if each):
        slots = ", ".join(slot for slot, why in reasons.items() if why == reason)
        yield Finding("not-in-strips", Severity.INFO, f"not placed: {slots} ({reason})")


def _many(case: Case, slot: str, count: int) -> Iterator[Finding]:
    if _requested(case, slot) is None and count >= _MOST:
        message = f'slot "{slot}" has no max: {count} of it are offered a place, and no more'
        yield Finding("many", Severity.INFO, message, hint="set max or auto")


def _contents(case: Case, slot: str, count: int) -> Iterator[Content]:
    """Contents of a slot in the box that it reserves: in the copy for the sizes that fit there,
    beside it for all sizes."""
    terms = case.terms(slot)
    widest = max(size.width for size in terms.sizes) * PX
    box = reserved(terms, widest if terms.region is Region.BESIDE else case.strips[0].width)
    assert box, "a slot with sizes has a box"
    return (Content(f"{slot}-{number}", slot, (box,)) for number in range(1, count + 1))


def _requested(case: Case, slot: str) -> int | None:
    """How many the rules ask for or allow; None where they leave it open."""
    terms = case.terms(slot)
    if terms.auto and case.rules.slot[slot].holds == AD:
        return terms.auto
    gaps = len(case.strips[0].items) + 1
    return min(terms.max, gaps) if terms.max is not None and terms.max <= _MOST else None


def _room(case: Case, slot: str) -> int:
    """How many there is room for at all: one a gap, one box height of copy each."""
    (box,) = next(_contents(case, slot, 1)).sizes
    gaps, most = len(case.strips[0].items) + 1, case.terms(slot).max
    return min(gaps, case.strips[0].height // box[1] + 1, _GREEDY_MOST if most is None else most)


def _count(case: Case, slot: str) -> int:
    requested = _requested(case, slot)
    if requested is not None:
        return requested
    room = _room(case, slot)
    alone = tuple(_contents(case, slot, room))
    fits = how_many(replace(case, contents=alone))
    return max(min(fits.get(slot, 0), _MOST), min(case.terms(slot).min, room))


def _greedy_counts(case: Case, slots: list[str]) -> dict[str, int]:
    """As many of each slot as it takes gaps for, and one more, whose refusals show why there are no
    more."""
    requested = {slot: _requested(case, slot) for slot in slots}
    offered = {
        slot: count if count is not None else _room(case, slot) for slot, count in requested.items()
    }
    contents = tuple(each for slot in slots for each in _contents(case, slot, offered[slot]))
    placed = how_many(replace(case, contents=contents))
    return {
        slot: count if count is not None else min(offered[slot], placed.get(slot, 0) + 1)
        for slot, count in requested.items()
    }
