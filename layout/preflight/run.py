"""A file held against a profile: opened, walked, inks summed where a rule asks, faults told.

A file that cannot be looked at has one fault, which is an error; so has a page whose content cannot
be walked to its end. Nothing is raised, whatever the file is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from layout.preflight.all_checks import ALL_CHECKS
from layout.preflight.content.pages import walk_pages
from layout.preflight.geometry import Box
from layout.preflight.opened.pdf import MOST_PAGES, Leaf, Unopenable, opened
from layout.preflight.opened.place import Place, place_of, trim_mm
from layout.preflight.profile import Profile, Rule, remedy_of
from layout.preflight.subject.fault import Fault
from layout.preflight.subject.subject import Sheet, Subject
from slots.files.decoding import Undecodable, decoding
from slots.finding import Severity

UNREADABLE, UNWALKED = "unreadable", "not-walked"
"""What goes by no rule of a profile: a file, or a page, that cannot be looked at."""

_WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
_MOST_PLACES = 20
"""Places that are kept of one fault on one page."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a file breaks: which, how much that weighs, what was found, on which page (None:
    in the file as a whole), at which places, how often, and what helps."""

    rule: str
    severity: Severity
    found: str
    page: int | None
    places: tuple[Place, ...]
    times: int
    remedy: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a profile makes of a file: what it breaks, in the order of the rules, how many pages it
    has, and how wide and deep the first of them is trimmed, in mm (None without any)."""

    pages: int
    broken: tuple[Broken, ...]
    trim: tuple[float, float] | None = None

    @property
    def accepted(self) -> bool:
        """Whether it breaks no rule whose breach is an error."""
        return all(each.severity is not Severity.ERROR for each in self.broken)


def preflight(data: bytes, profile: Profile) -> Verdict:
    """A file's bytes held against a profile. Raises nothing."""
    try:
        with opened(data) as pdf:
            subject = Subject(data, pdf, tuple(map(Sheet, walk_pages(pdf))))
            broken = (*_unwalked(subject), *_faults(subject, profile))
            trim = trim_mm(subject.sheets[0].page.leaf) if subject.sheets else None
            return Verdict(len(subject.sheets), broken, trim)
    except Unopenable as error:
        alone = Broken(UNREADABLE, Severity.ERROR, error.why, None, (), 1, error.hint)
        return Verdict(0, (alone,))


def _unwalked(subject: Subject) -> Iterator[Broken]:
    hint = "simplify it: flatten it, or export it again"
    for sheet in subject.sheets:
        if sheet.page.stopped:
            why, page = sheet.page.stopped, sheet.page.number
            yield Broken(UNWALKED, Severity.ERROR, why, page, (), 1, hint)
    if len(subject.sheets) >= MOST_PAGES:
        why = f"only its first {MOST_PAGES} pages were looked at"
        yield Broken(UNWALKED, Severity.ERROR, why, None, (), 1, "split it")


def _faults(subject: Subject, profile: Profile) -> Iterator[Broken]:
    leaves = {sheet.page.number: sheet.page.leaf for sheet in subject.sheets}
    for rule in profile.rules.values():
        try:
            with decoding():
                yield from _summed(rule, ALL_CHECKS[rule.id](subject, rule.limits), leaves)
        except Undecodable as error:
            found = f"it could not be checked, since the file is damaged: {error}"
            yield Broken(rule.id, rule.severity, found, None, (), 1, rule.remedy)


class _Key(NamedTuple):
    """What faults have in common that are told as one."""

    detail: str
    severity: Severity
    found: str
    page: int | None


def _summed(rule: Rule, faults: Iterator[Fault], leaves: Mapping[int, Leaf]) -> list[Broken]:
    """Faults of one kind on one page as one, with their places."""
    times: dict[_Key, int] = {}
    boxes: dict[_Key, list[Box]] = {}
    for fault in faults:
        weight = min(rule.severity, fault.severity or rule.severity, key=_WEIGHT.__getitem__)
        key = _Key(fault.detail, weight, fault.found, fault.page)
        times[key] = times.get(key, 0) + 1
        kept = boxes.setdefault(key, [])
        if fault.box and len(kept) < _MOST_PLACES:
            kept.append(fault.box)
    return [_broken(rule, key, count, boxes[key], leaves) for key, count in times.items()]


def _broken(
    rule: Rule, key: _Key, times: int, boxes: list[Box], leaves: Mapping[int, Leaf]
) -> Broken:
    found = f"{key.detail}: {key.found}" if key.detail else key.found
    remedy = remedy_of(key.detail) if key.detail else rule.remedy
    places = tuple(place_of(box, leaves[key.page]) for box in boxes) if key.page else ()
    return Broken(rule.id, key.severity, found, key.page, places, times, remedy)
