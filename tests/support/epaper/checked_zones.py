"""Everything that is wrong with the zones of an edition, in words.

Two readers that know nothing of zones say what a page has: the Document, line by line, and poppler,
which reads the PDF (`pdftotext -bbox`). Each word of either must be in one zone, and a tap on it
must open what it belongs to.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from layout.edition.make_edition import Newspaper
from layout.epaper.zones.outline import Polygon
from layout.epaper.zones.printed_words import PrintedWord
from layout.epaper.zones.zone import Zone, ZonedPage
from layout.page.document import Page
from layout.page.rect import Rect

_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)
_NEAR = 1_500
"""Millipoints that a place may be off: half the width of a thin letter."""


@dataclass(frozen=True)
class _Seen:
    """A word as poppler sees it, with its middle."""

    text: str
    x: int
    y: int


def zone_problems(made: Newspaper, pages: Sequence[ZonedPage], pdf: Path) -> Iterator[str]:
    """What is wrong with the zones of an edition whose PDF is in a file."""
    painted = {page.number: page for page in made.document.pages}
    seen = _seen(pdf)
    if [page.number for page in pages] != [page.number for page in made.stacked.pages]:
        yield "the pages are not those of the edition"
    yield from _names(pages)
    for page, words in zip(pages, seen, strict=True):
        problems = [*_as_written(page, painted.get(page.number)), *_as_seen(page, words)]
        yield from (f"page {page.number}: {problem}" for problem in [*problems, *_taps(page)])


def _names(pages: Sequence[ZonedPage]) -> Iterator[str]:
    """Ids and order are each zone's own; parts of a story know each other."""
    zones = [zone for page in pages for zone in page.zones]
    if len({zone.id for zone in zones}) < len(zones):
        yield "two zones have one id"
    if [zone.order for zone in zones] != list(range(1, len(zones) + 1)):
        yield "zones are not numbered through"
    by_id = {zone.id: zone for zone in zones}
    for zone in zones:
        for other in filter(None, (zone.before, zone.after)):
            if by_id[other].story != zone.story or other == zone.id:
                yield f"{zone.id} is joined to {other}, which is another story's"
        if zone.after and by_id[zone.after].before != zone.id:
            yield f"{zone.id} and {zone.after} do not know each other"


def _as_written(page: ZonedPage, document: Page | None) -> Iterator[str]:
    """Each fragment of the Document is in one zone, word for word."""
    if document is None:
        return
    caps = {cap.text for cap in document.drop_caps}
    blocks = [b for zone in page.zones for b in zone.blocks if b.role not in ("drawn", "label")]
    told = Counter(" ".join(word.shown for word in block.words) for block in blocks)
    for fragment in document.fragments:
        text = " ".join(placed.line.text for placed in fragment.lines if placed.line.words)
        text = " ".join(re.split("[ \u00a0\u202f]+", text)).strip()
        if not text:
            continue
        said = next((each for each in (text, *(cap + text for cap in caps)) if told[each]), None)
        if said is None:
            yield f"no zone, or more than one, has {text[:60]!r}"
        else:
            told[said] -= 1
    yield from (f"a zone has {text[:60]!r} once too often" for text in +told)


def _as_seen(page: ZonedPage, words: Sequence[_Seen]) -> Iterator[str]:
    """Each word that poppler sees is a word of one zone, and says the same there."""
    places = [
        (word, index)
        for index, word in enumerate(
            word
            for zone in page.zones
            for block in zone.blocks
            if block.role != "drawn"
            for word in block.words
        )
    ]
    drawn = [(b.rect, b) for zone in page.zones for b in zone.blocks if b.role == "drawn"]
    found: dict[int, list[_Seen]] = {}
    within: dict[int, list[str]] = {}
    for seen in words:
        here = [index for word, index in places if _holds(word.rect, seen)]
        if here:
            nearest = min(here, key=lambda index: _middle(places[index][0].rect, seen))
            found.setdefault(nearest, []).append(seen)
            continue
        box = next((at for at, (rect, _) in enumerate(drawn) if _holds(rect, seen)), None)
        if box is None:
            yield f"{seen.text!r} is in no zone"
        else:
            within.setdefault(box, []).append(seen.text)
    for word, index in places:
        read = "".join(each.text for each in sorted(found.get(index, []), key=lambda s: s.x))
        if _plain(read).rstrip("-") != _plain(word.shown).rstrip("-"):
            yield f"{word.shown!r} reads {read!r}"
    for at, (_, block) in enumerate(drawn):
        ours = Counter(_plain("".join(word.text for word in block.words)))
        theirs = Counter(_plain("".join(within.get(at, []))))
        edge = block.rect.x <= 0 or block.rect.right >= page.width
        cut = edge and not ours - theirs and (theirs - ours).total() == 1  # a letter at the spine
        if ours != theirs and not cut:
            lacking, more = "".join((theirs - ours).elements()), "".join((ours - theirs).elements())
            yield f"a box lacks {lacking!r} and has {more!r} too much"


def _taps(page: ZonedPage) -> Iterator[str]:
    """The middle of each word is in its own zone, and in none of another story, ad or box."""
    pieces = [zone for zone in page.zones if zone.kind != "page"]
    for zone in pieces:
        others = [one for one in pieces if one is not zone and _apart(one, zone)]
        for word in (word for block in zone.blocks for word in block.words):
            x, y = word.rect.x + word.rect.width // 2, word.rect.y + word.rect.height // 2
            if not _inside(zone, x, y):
                yield f"{word.shown!r} is out of {zone.id}"
            for other in others:
                if _inside(other, x, y):
                    yield f"{word.shown!r} of {zone.id} is in {other.id}, too"


def _apart(one: Zone, other: Zone) -> bool:
    """Whether a tap on one must not open the other."""
    return not one.story or one.story != other.story


def _inside(zone: Zone, x: int, y: int) -> bool:
    return any(_crossings(polygon, x, y) % 2 for polygon in zone.polygons)


def _crossings(polygon: Polygon, x: int, y: int) -> int:
    """How many edges of a polygon are to the right of a point (Jordan's curve theorem)."""
    edges = zip(polygon, (*polygon[1:], polygon[0]), strict=True)
    return sum(
        (one[1] > y) != (two[1] > y)
        and x < one[0] + (two[0] - one[0]) * (y - one[1]) / (two[1] - one[1])
        for one, two in edges
    )


def _holds(rect: Rect, seen: _Seen) -> bool:
    across = rect.x - _NEAR <= seen.x <= rect.right + _NEAR
    return across and rect.y - _NEAR <= seen.y <= rect.bottom + _NEAR


def _middle(rect: Rect, seen: _Seen) -> int:
    return abs(rect.y + rect.height // 2 - seen.y) + max(rect.x - seen.x, seen.x - rect.right, 0)


def _plain(text: str) -> str:
    """Text without what readers of PDFs write in different ways: ligatures, kinds of hyphens (soft
    ones at the ends of lines are seen), and what is not seen, as what the press says of ends of
    lines (docs/accessible.md)."""
    seen = (sign for sign in text.replace("\u00ad", "-") if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", "".join(seen)).replace("\u2010", "-")


def _seen(pdf: Path) -> list[list[_Seen]]:
    run = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    pages = run.stdout.decode("utf-8").split("<page ")[1:]
    return [[_word(match) for match in _WORD.finditer(page)] for page in pages]


def _word(match: re.Match[str]) -> _Seen:
    left, top, right, bottom = (round(float(each) * 1000) for each in match.groups()[:4])
    return _Seen(unescape(match[5]), (left + right) // 2, (top + bottom) // 2)


def words_of(pages: Sequence[ZonedPage]) -> list[PrintedWord]:
    """All words of all zones."""
    zones = (zone for page in pages for zone in page.zones)
    return [word for zone in zones for block in zone.blocks for word in block.words]
