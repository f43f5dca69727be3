"""Legs as the PDF shows them: how far they are filled, widows, orphans, ladders of hyphens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from support.editions.checked_lines import Reading, Spot, leg_of, legs_of

from layout.page.document import Document, Leg, Page

LADDER = 3  # hyphens one below the other, at most
TURNS = ("jump",)
_AIR = 2  # rows, at most, between a brief and the next in a rail
LEVEL = 100  # millipoints by which a baseline may be off the raster


@dataclass(frozen=True, slots=True)
class Measured:
    """A leg, measured: rows it has, rows down to its last line, the jump line included, and down to
    its last line of text; whether the story ends in it, and the longest ladder of hyphens in it."""

    page: Page
    leg: Leg
    filled: int
    text: int
    ends: bool
    ladder: int

    @property
    def short(self) -> int:
        """Rows that stay empty at its foot."""
        return self.leg.rows - self.filled

    @property
    def name(self) -> str:
        column = [x for x, _ in self.page.grid.columns].index(self.leg.rect.x) + 1
        return f"page {self.page.number}, column {column}, {self.leg.story}"


def measured(document: Document, reading: Reading) -> tuple[Measured, ...]:
    """All legs of an edition, story by story."""
    found = []
    by_leg: dict[int, list[Spot]] = defaultdict(list)
    for spot in reading.spots:
        leg = leg_of(spot, spot.page.legs)
        if leg is not None and spot.words:
            by_leg[id(leg)].append(spot)
    for story in dict.fromkeys(leg.story for page in document.pages for leg in page.legs):
        legs = legs_of(document, story)
        for page, leg in legs:
            lines = by_leg[id(leg)]
            text = [spot for spot in lines if spot.fragment.role not in TURNS]
            filled, down = (
                -(
                    -(max((spot.baseline for spot in some), default=leg.rect.y) - leg.rect.y)
                    // page.grid.leading
                )
                for some in (lines, text)
            )
            ends = leg is legs[-1][1]
            found.append(Measured(page, leg, filled, down, ends, _ladder(lines)))
    return tuple(found)


def leg_problems(document: Document, reading: Reading) -> Iterator[str]:
    """Legs that end more than a line short, though their story goes on; legs the Document says are
    filled otherwise; ladders; lone lines."""
    for each in measured(document, reading):
        if each.short > 1 and not each.ends:
            yield f"{each.name}: its leg is {each.short} lines short"
        jumps = _jump_rows(reading, each)
        shown = range(each.filled, each.filled + (_AIR if _above_another(each) else 0) + 1)
        exact = each.filled - jumps, each.text  # a leg may stay a row short of its jump line
        if each.leg.filled not in exact and each.leg.filled not in shown:
            said = f"{each.leg.filled} of {each.leg.rows} rows are said to be filled"
            yield f"{each.name}: {said}, the PDF shows {each.filled}"
        if each.filled > each.leg.rows:
            yield f"{each.name}: {each.filled} rows stand in a leg of {each.leg.rows}"
        if each.ladder > LADDER:
            yield f"{each.name}: {each.ladder} hyphens one below the other"
    yield from _off_grid(reading)
    for what, spot in lone_lines(reading):
        yield f"page {spot.page.number}, {spot.fragment.story}: {what}: “{spot.text[:40]}”"


def _above_another(each: Measured) -> bool:
    """Whether a brief ends here, and in the same leg of its rail the next one begins."""
    rect = each.leg.rect
    below = ((leg.rect.x, leg.rect.y) for leg in each.page.legs if leg is not each.leg)
    return each.ends and (rect.x, rect.bottom) in below


def _off_grid(reading: Reading) -> Iterator[str]:
    """Body type whose glyphs do not stand on the baseline raster of their page."""
    for spot in reading.spots:
        if spot.fragment.role == "body" and spot.glyphs:
            grid = spot.page.grid
            y = spot.glyphs[0].baseline
            off = (y - grid.baseline(0)) % grid.leading
            if LEVEL < off < grid.leading - LEVEL:
                said = f"“{spot.text[:30]}” of {spot.fragment.story}"
                yield f"page {spot.page.number}: {said} stands {off / 1000:.1f} pt off the grid"


def _jump_rows(reading: Reading, each: Measured) -> int:
    return sum(
        1
        for spot in reading.on(each.page.number)
        if spot.fragment.role in TURNS and leg_of(spot, each.page.legs) is each.leg
    )


def _ladder(lines: list[Spot]) -> int:
    """The most hyphens at ends of lines that follow each other."""
    most = run = 0
    for spot in sorted(lines, key=lambda spot: (spot.baseline, spot.left)):
        run = run + 1 if spot.text.rstrip("\u2060").endswith(("\u00ad", "-")) else 0
        most = max(most, run)
    return most


def lone_lines(reading: Reading) -> Iterator[tuple[str, Spot]]:
    """("widow" or "orphan", line): a paragraph's last line alone on top of a leg, its first alone
    at a foot."""
    parts: dict[tuple[str, int, str], dict[int, list[Spot]]] = {}
    order: dict[int, tuple[int, int]] = {}
    for spot in reading.spots:
        leg = leg_of(spot, spot.page.legs)
        fragment = spot.fragment
        if leg is None or not fragment.story or fragment.role not in ("body", "quote", "list"):
            continue
        key = fragment.story, fragment.paragraph, fragment.role
        parts.setdefault(key, {}).setdefault(id(leg), []).append(spot)
        order[id(leg)] = spot.page.number, leg.rect.x
    for key, pieces in parts.items():
        if len(pieces) < 2 or key[2] != "body":
            continue
        legs = sorted(pieces, key=lambda leg: order[leg])
        if _baselines(pieces[legs[0]]) == 1:
            yield "orphan", pieces[legs[0]][0]
        if _baselines(pieces[legs[-1]]) == 1:
            yield "widow", pieces[legs[-1]][0]


def _baselines(spots: list[Spot]) -> int:
    return len({spot.baseline for spot in spots})
