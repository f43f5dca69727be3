"""Art direction, counted from a PDF and from where the plan put things: see the README beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median

import numpy as np
from support.counted.facts import Facts, Place
from support.counted.pictures_on_paper import shown_on
from support.counted.type_on_paper import TypeLine, lines_of

MM = 72_000 / 25.4
BRIEF = 30
AGATE, AGATE_HEAD = 6.8, 9.0  # points: notices, and the headings between them
RAIL = "/"  # in the name of a rail, in no slug
FULL = 700  # millipoints that a line may end before its column's edge and still be full
RASTER = 1_000  # millipoints: the side of a cell on which bills are laid
LYING, STANDING = (156, 66), (66, 156)  # mm


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What was counted on a page: the areas of its pictures, the largest element over the next
    (None: no next), grey bills lying and standing; depths of its legs in mm, but those of briefs;
    heads, those larger than one above, pairs of one size side by side."""

    number: int
    pictures: tuple[int, ...]
    dominance: float | None
    grey: tuple[int, int]
    legs: tuple[float, ...]
    heads: int
    climb: int
    tombstones: int


@dataclass(frozen=True, slots=True)
class PdfLines:
    """Full lines with a word space, those over 1.6 and 2.5 times the natural one; lines that are
    not full, and those of them under an indent and two ems; runs of more than two hyphens."""

    justified: int
    wide: int
    gaping: int
    last_lines: int
    short: int
    ladders: int


@dataclass(frozen=True, slots=True)
class ByPdf:
    pages: tuple[PdfPage, ...]
    lines: PdfLines
    paper: int


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page, read: its type, its pictures, and its forms that are no ads sold."""

    facts: Facts
    lines: list[TypeLine]
    pictures: list[Place]
    boxes: list[Place]


def count_pdf(pdf: Path, pages: Sequence[Facts], body: float = 8.7, indent: float = 1.0) -> ByPdf:
    """The figures of an edition whose body type has a size in points, and an indent in ems."""
    sheets = _sheets(pdf, pages, body)
    text = [_text(sheet, body) for sheet in sheets]
    lengths: Counter[str] = Counter()
    legged = [[*lines, *_agate(sheet)] for sheet, lines in zip(sheets, text, strict=True)]
    for sheet, lines in zip(sheets, legged, strict=True):
        for slug, legs in _stories(lines, sheet.facts).items():
            lengths[slug] += sum(_length(leg, sheet.facts) for leg in legs.values())
    every = zip(sheets, legged, strict=True)
    counted = tuple(_page(sheet, lines, lengths, body) for sheet, lines in every)
    paper = sum(facts.trim[0] * facts.trim[1] for facts in pages)
    return ByPdf(counted, _line_figures(sheets, text, (indent + 2) * body * 1000), paper)


def _sheets(pdf: Path, pages: Sequence[Facts], body: float) -> list[Sheet]:
    shown = shown_on(pdf)
    forms = [[place for kind, place in here if kind == "form"] for here in shown]
    lines = lines_of(pdf, pages, [[*f, *p.ads] for f, p in zip(forms, pages, strict=True)], body)
    return [
        Sheet(
            facts,
            found,
            [p for kind, p in here if kind == "image" and _counts(p, facts)],
            [p for p in boxes if not _among(p, facts.ads)],
        )
        for facts, found, here, boxes in zip(pages, lines, shown, forms, strict=True)
    ]


def _counts(place: Place, facts: Facts) -> bool:
    """Whether a picture is one of a story: below the furniture, and in no ad."""
    return place.bottom > facts.top and not _among(place, facts.ads)


def _among(place: Place, ads: Sequence[Place]) -> bool:
    """Whether most of it, as far as it is on the page, is in one of these ads."""
    left, right = max(0, place.left), place.right
    return any(
        ad.top - 300 <= (place.top + place.bottom) / 2 <= ad.bottom + 300
        and (min(right, ad.right) - max(left, ad.left)) * 2 > min(right - left, ad.right - ad.left)
        for ad in ads
    )


# text ---------------------------------------------------------------------------------------------


def _text(sheet: Sheet, body: float) -> list[TypeLine]:
    """The lines of body type, crossheads too, below the furniture."""
    top = sheet.facts.top
    return [line for line in sheet.lines if abs(line.size - body) < 0.01 and line.baseline > top]


def _agate(sheet: Sheet) -> list[TypeLine]:
    """The lines of notices and the headings between them: they have legs as text has."""
    agate = [line for line in sheet.lines if abs(line.size - AGATE) < 0.01]
    places = [
        place
        for _, place in sheet.facts.stories
        if any(place.holds(line.left, line.baseline) for line in agate)
    ]
    return agate + [
        line
        for line in sheet.lines
        if abs(line.size - AGATE_HEAD) < 0.01
        and any(place.holds(line.left, line.baseline) for place in places)
    ]


def _stories(lines: Sequence[TypeLine], facts: Facts) -> dict[str, dict[int, list[TypeLine]]]:
    """The lines of each story by column, from the top down."""
    found: dict[str, dict[int, list[TypeLine]]] = {}
    for line in sorted(lines, key=lambda line: line.baseline):
        slug = next((s for s, place in facts.stories if place.holds(line.left, line.baseline)), "")
        if slug:
            column = sum(left - 2_000 <= line.left for left, _ in facts.columns) - 1
            found.setdefault(slug, defaultdict(list))[column].append(line)
    return found


def _page(sheet: Sheet, text: list[TypeLine], lengths: Counter[str], body: float) -> PdfPage:
    facts = sheet.facts
    long = [
        legs
        for slug, legs in _stories(text, facts).items()
        if lengths[slug] > BRIEF and RAIL not in slug
    ]
    legs = [_depth(leg, facts) for story in long for leg in story.values()]
    house = facts.house
    elements = sorted(
        (p.area for p in (*sheet.pictures, *sheet.boxes) if not _among(p, house)), reverse=True
    )
    heads = list(_heads(sheet))
    large = [head for head in heads if head.size > 12]
    return PdfPage(
        facts.number,
        tuple(picture.area for picture in sheet.pictures),
        elements[0] / elements[1] if len(elements) > 1 else None,
        (_bills(sheet, body, LYING), _bills(sheet, body, STANDING)),
        tuple(legs),
        len(heads),
        sum(any(_over(o, head) and head.size > 1.1 * o.size for o in heads) for head in heads),
        sum(_level(a, b) and a.size < 1.1 * b.size < 1.21 * a.size for a, b in _pairs(large)),
    )


def _length(leg: list[TypeLine], facts: Facts) -> int:
    """Lines of a leg; of one in agate the rows of the grid that it takes."""
    if any(abs(line.size - AGATE) < 0.01 for line in leg):
        return round(_depth(leg, facts) * MM / facts.leading)
    return len(leg)


def _depth(leg: list[TypeLine], facts: Facts) -> float:
    """From the top of the row of its first line to the foot of that of its last, in mm."""
    return (leg[-1].baseline - leg[0].baseline + facts.leading) / MM


def _line_figures(
    sheets: Sequence[Sheet], text: Sequence[list[TypeLine]], least: float
) -> PdfLines:
    full, rest, runs = [], [], []
    for sheet, lines in zip(sheets, text, strict=True):
        for legs in _stories(lines, sheet.facts).values():
            for number, leg in legs.items():
                left, right = sheet.facts.columns[number]
                body = [line for line in leg if "-700-" not in line.font]
                last = _last_of_paragraphs(leg, left)
                full += [line for line in body if line.right >= right - FULL and line not in last]
                rest += [
                    line
                    for line in body
                    if line in last or (line.right < right - FULL and line.left < left + FULL)
                ]
                runs += _runs(leg)
    spaced = [median(line.gaps) / line.natural for line in full if line.gaps and line.natural]
    return PdfLines(
        len(spaced),
        sum(space > 1.6 for space in spaced),
        sum(space > 2.5 for space in spaced),
        len(rest),
        sum(line.right - line.left < least for line in rest),
        sum(run > 2 for run in runs),
    )


def _last_of_paragraphs(leg: list[TypeLine], left: int) -> set[TypeLine]:
    """Lines from a column's left edge that end a paragraph by what stands below them: type that
    begins further right. Those that are full show it in no other way."""
    return {
        line
        for line, below in pairwise(leg)
        if line.left < left + FULL <= below.left and "-700-" not in below.font
    }


def _runs(leg: list[TypeLine]) -> list[int]:
    runs = [0]
    for line in leg:
        if line.hyphenated:
            runs[-1] += 1
        else:
            runs.append(0)
    return runs


# heads --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Head:
    left: float
    right: float
    top: float
    foot: float
    size: float


def _heads(sheet: Sheet) -> Iterator[Head]:
    """Lines of display type in a story's place that stand close together are one head; it is as
    wide as its story. In a rail each run of such lines in a column is a brief's head."""
    for slug, place in sheet.facts.stories:
        lines = [
            line
            for line in sheet.lines
            if line.font.startswith("Newsreader")
            and "talic" not in line.font
            and place.holds(line.left, line.baseline)
        ]
        if RAIL in slug:
            yield from _heads_of_briefs(lines, sheet.facts)
        elif lines:
            yield _head(lines, place.left, place.right)


def _heads_of_briefs(lines: list[TypeLine], facts: Facts) -> Iterator[Head]:
    for left, right in facts.columns:
        run: list[TypeLine] = []
        here = [line for line in lines if left - FULL <= line.left < right]
        for line in sorted(here, key=lambda line: line.baseline):
            if run and line.baseline - run[-1].baseline > 1.5 * facts.leading:
                yield _head(run, left, right)
                run = []
            run.append(line)
        if run:
            yield _head(run, left, right)


def _head(lines: list[TypeLine], left: float, right: float) -> Head:
    size = max(line.size for line in lines)
    top = min(line.baseline for line in lines) - 0.7 * size * 1000
    return Head(left, right, top, max(line.baseline for line in lines), size)


def _over(one: Head, other: Head) -> bool:
    return one.foot <= other.top and one.left < other.right and other.left < one.right


def _level(one: Head, other: Head) -> bool:
    first, second = sorted((one, other), key=lambda head: head.left)
    beside = 0 <= second.left - first.right <= 15_000
    return beside and one.top < other.foot and other.top < one.foot


def _pairs(heads: list[Head]) -> Iterator[tuple[Head, Head]]:
    return combinations(heads, 2)


# grey ---------------------------------------------------------------------------------------------


def _bills(sheet: Sheet, body: float, bill: tuple[int, int]) -> int:
    """Bills that touch body type alone, on a raster of a point: from the top left, one after the
    other. Edges are rounded to cells, and so that this closes no place a bill is a cell smaller,
    each way."""
    facts = sheet.facts
    left, right = facts.columns[0][0], facts.columns[-1][1]
    bottom = max(facts.feet)
    cells = np.zeros((max(0, bottom - facts.top) // RASTER, (right - left) // RASTER), bool)

    def take(x0: float, y0: float, x1: float, y1: float) -> None:
        edges = ((y0 - facts.top, y1 - facts.top), (x0 - left, x1 - left))
        rows, columns = (slice(*(max(0, round(e / RASTER)) for e in pair)) for pair in edges)
        cells[rows, columns] = True

    for (x0, x1), foot in zip(facts.columns, facts.feet, strict=True):
        take(x0, foot, x1, bottom)
    for place in (*sheet.pictures, *sheet.boxes):
        take(place.left, place.top, place.right, place.bottom)
    for line in sheet.lines:
        if abs(line.size - body) >= 0.21 or "-700-" in line.font:
            take(line.left, line.baseline - 0.65 * line.size * 1000, line.right, line.baseline)
    wide, deep = (int(side * MM) // RASTER - 1 for side in bill)
    found = 0
    while (place := _first_free(cells, wide, deep)) is not None:
        row, column = place
        cells[row : row + deep + 1, column : column + wide + 1] = True
        found += 1
    return found


def _first_free(cells: np.ndarray, wide: int, deep: int) -> tuple[int, int] | None:
    rows, columns = cells.shape
    if rows < deep or columns < wide:
        return None
    sums = np.zeros((rows + 1, columns + 1), int)
    sums[1:, 1:] = cells.cumsum(0).cumsum(1)
    inside = sums[deep:, wide:] - sums[:-deep, wide:] - sums[deep:, :-wide] + sums[:-deep, :-wide]
    free = np.argwhere(inside == 0)
    return (int(free[0][0]), int(free[0][1])) if len(free) else None
