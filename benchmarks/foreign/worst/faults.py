"""What is wrong with a page, by the rules of art direction, and which pages are worst.

The figures are those of the command's own report (`counted` in it: layout/edition/counted) and of
this bench's reader of finished pages (benchmarks/foreign/counted.py). Each fault has a weight; a
page's is the sum, and of two that weigh the same the earlier one comes first. Weights only rank
pages for looking at: nothing is made up by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

BARE, BARRED, GREY, UNLED, UNSHOWN = 12, 6, 4, 4, 3
TOMBSTONE, NO_LEAD, ALIKE, NARROW, THIN = 3, 2, 2, 2, 2
SHALLOW, DEEP, CLIMB = 1, 1, 1
"""Weights: a page with room and no story; a house ad where none may stand; a grey dollar bill; no
picture that dominates among those there are; a story that lacks a picture; two heads that read as
one; no head that leads; two pictures of like size side by side; a house ad of one column; pictures
that take too little; a leg too shallow; one too deep; a head larger than one above it."""

LEAST_SHARE = 0.12
"""What pictures should take, at least, of the editorial space of a page that has any."""

NARROWEST = 2
"""Columns that a house ad should have."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in words, and how much it weighs."""

    what: str
    weight: int


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page of an edition, with all that is wrong with it, the gravest first."""

    edition: str
    number: int
    section: str
    faults: tuple[Fault, ...]

    @property
    def weight(self) -> int:
        """What its faults weigh together."""
        return sum(fault.weight for fault in self.faults)

    @property
    def reasons(self) -> str:
        """Its faults in words."""
        return "; ".join(fault.what for fault in self.faults)


def judged(
    edition: str, report: Mapping[str, Any], counted: Mapping[str, Any]
) -> tuple[JudgedPage, ...]:
    """All pages of an edition, in their order: of its report, and of what was counted on them."""
    return tuple(
        JudgedPage(edition, page["page"], page["section"], _faults_of(page, counted))
        for page in report["counted"]["pages"]
    )


def worst(pages: Iterable[JudgedPage], most: int) -> tuple[JudgedPage, ...]:
    """The pages with the gravest faults, at most so many; none without any."""
    found = [page for page in pages if page.faults]
    return tuple(sorted(found, key=lambda page: -page.weight)[:most])


def _faults_of(page: Mapping[str, Any], counted: Mapping[str, Any]) -> tuple[Fault, ...]:
    found = (*_of_pictures(page, counted), *_of_type(page), *_of_house_ads(page["page"], counted))
    return tuple(sorted(found, key=lambda fault: -fault.weight))


def _of_pictures(page: Mapping[str, Any], counted: Mapping[str, Any]) -> Iterator[Fault]:
    pictures, number = page["pictures"], page["page"]
    if number in counted["bare"]:
        yield Fault("no story, with room for one", BARE)
    if number in counted["unshown"]:
        yield Fault("a story lacks a picture", UNSHOWN)
    yield from _times(page["grey"]["windows"], "grey bill", GREY)
    yield from _times(pictures["alike"], "pair of like pictures", ALIKE, "pairs of like pictures")
    if not pictures["columns"]:
        return
    if not (pictures["dominant"] and pictures["largest"]["kind"] == "picture"):
        yield Fault("no picture dominates", UNLED)
    if pictures["share"] < LEAST_SHARE:
        yield Fault(f"pictures take {pictures['share']:.0%}", THIN)


def _of_type(page: Mapping[str, Any]) -> Iterator[Fault]:
    legs, heads = page["legs"], page["heads"]
    yield from _times(heads["tombstones"], "tombstone", TOMBSTONE)
    yield from _times(heads["climb"], "head larger than one above", CLIMB, "heads that climb")
    if heads["heads"] and not heads["leads"]:
        yield Fault("no head leads", NO_LEAD)
    yield from _times(legs["shallow"], "leg under 50 mm", SHALLOW, "legs under 50 mm")
    yield from _times(legs["deep"], "leg over 250 mm", DEEP, "legs over 250 mm")


def _of_house_ads(number: int, counted: Mapping[str, Any]) -> Iterator[Fault]:
    here = [ad for ad in counted["house_ads"] if ad["page"] == number]
    barred = sum(ad["front"] or ad["opener"] or ad["top_right"] for ad in here)
    yield from _times(barred, "house ad where none may be", BARRED, "house ads where none may be")
    narrow = sum(ad["columns"] < NARROWEST for ad in here)
    yield from _times(narrow, "house ad of one column", NARROW, "house ads of one column")


def _times(count: int, one: str, weight: int, several: str = "") -> Iterator[Fault]:
    """A fault that is there so many times."""
    if count:
        what = one if count == 1 else several or f"{one}s"
        yield Fault(f"{count} {what}", count * weight)
