"""Whether the frames of a package say what the PDF says where they stand.

    poppler's words, by where they stand ─> the frame that holds each ─> its lines, sign by sign

Words that poppler sees in artwork are no text of ours: they belong to a frame in which a file
hangs. Spaces, hyphens and what is not seen (Unicode, category Cf) are left out on both sides: line
ends have them, which a PDF says in its own way (docs/accessible.md).
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from benchmarks.in_scribus.package import Package
from layout.idml.matter.paragraphs import text_of
from layout.idml.matter.set_matter import SetParagraph, SetTable, Thread
from layout.page.rect import Rect

_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)
_NEAR = 6_000
"""Millipoints that the middle of a word may be out of its frame: type of a headline is higher than
its frame begins, and a drop cap stands in the margin."""


@dataclass
class _Stand:
    """A frame on a page: what it is called, its place, and the signs it should have. Frames without
    text hold what poppler sees in artwork, and say nothing."""

    name: str
    rect: Rect
    said: str = ""
    text: bool = True
    read: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Compared:
    """How many words poppler sees in our frames, and what is wrong."""

    words: int
    wrong: tuple[str, ...]


def compared_text(package: Package) -> Compared:
    """The text of all frames of a package beside that of its PDF. Closed pages are pictures of
    themselves in both."""
    stands = _stands(package)
    wrong: list[str] = []
    count = 0
    for number, words in zip(_numbers(package), _seen(package.pdf), strict=True):
        here = stands.get(number, [])
        for text, x, y in words:
            stand = _holding(here, text, x, y)
            if stand is None:
                wrong.append(f"page {number}: {text!r} of the PDF is in no frame")
            elif stand.text:
                count += 1
                stand.read.append(text)
        wrong += [f"page {number}: {problem}" for problem in _unlike(here)]
    return Compared(count, tuple(wrong))


def _numbers(package: Package) -> list[int]:
    return [page.number for page in package.made.stacked.pages]


def _unlike(stands: list[_Stand]) -> Iterator[str]:
    for stand in stands:
        ours, theirs = Counter(_plain(stand.said)), Counter(_plain("".join(stand.read)))
        if stand.text and ours != theirs:
            lacking = "".join((theirs - ours).elements())
            more = "".join((ours - theirs).elements())
            yield f"{stand.name} lacks {lacking[:60]!r} and has {more[:60]!r} too much"


def _stands(package: Package) -> dict[int, list[_Stand]]:
    """All that stands on each page, that of its master with it."""
    matter = package.idml.matter
    found: dict[int, list[_Stand]] = {}
    for thread in matter.mastered.threads:
        for page, stand in _of_thread(thread):
            found.setdefault(page, []).append(stand)
    for page, at in matter.mastered.of_page.items():
        for thread in matter.mastered.masters[at].threads:
            own = [s for p, s in _of_thread(thread) if p % 2 == page % 2]
            for stand in own:
                stand.said = stand.said.replace("#", str(page))
            found.setdefault(page, []).extend(own)
    for graphic in matter.graphics:
        found.setdefault(graphic.page, []).append(_Stand(graphic.name, graphic.rect, text=False))
        found.setdefault(graphic.page + 1, []).append(
            _Stand(graphic.name, _over_spine(graphic.rect, package), text=False)
        )
    return found


def _over_spine(rect: Rect, package: Package) -> Rect:
    """What of a frame stands on the page to the right of its own: a double truck is one frame."""
    return Rect(rect.x - package.made.stacked.grid.trim[0], rect.y, rect.width, rect.height)


def _of_thread(thread: Thread) -> Iterator[tuple[int, _Stand]]:
    """The frames of a thread with the lines that are in each; of one with a table, which runs
    through no second frame, all."""
    lines = [text for part in thread.parts for text in _lines(part)]
    if len(thread.frames) == 1:
        frame = thread.frames[0]
        yield frame.page, _Stand(thread.name, frame.rect, "".join(lines))
        return
    if any(isinstance(part, SetTable) for part in thread.parts):
        rows = sum(len(part.rows) for part in thread.parts if isinstance(part, SetTable))
        raise AssertionError(f"{thread.name} has {rows} rows in {len(thread.frames)} frames")
    for frame in thread.frames:
        yield frame.page, _Stand(thread.name, frame.rect, "".join(lines[: frame.lines]))
        del lines[: frame.lines]


def _lines(part: SetParagraph | SetTable) -> Iterator[str]:
    if isinstance(part, SetParagraph):
        for line in part.lines:
            yield "".join(run.text for run in line.runs)
        return
    for row in part.rows:
        yield "".join(text_of(one) for cell in row for one in cell.paragraphs)


def _holding(stands: list[_Stand], text: str, x: int, y: int) -> _Stand | None:
    """The frame that a place is in, of several the smallest of those that say the word (a credit
    may stand beside the last line of a cutline); else one that it is near."""
    inside = [stand for stand in stands if _away(stand.rect, x, y) == 0]
    word = _plain(text)
    saying = [s for s in inside if word in _plain(s.said) and _lacks(s, word)] or inside
    if saying:
        return min(saying, key=lambda stand: stand.rect.width * stand.rect.height)
    nearest = min(stands, key=lambda stand: _away(stand.rect, x, y), default=None)
    return nearest if nearest and _away(nearest.rect, x, y) <= _NEAR else None


def _lacks(stand: _Stand, word: str) -> bool:
    """Whether a frame says a word more often than it was read there."""
    read = sum(_plain(each) == word for each in stand.read)
    return read < _plain(stand.said).count(word)


def _away(rect: Rect, x: int, y: int) -> int:
    return max(rect.x - x, x - rect.right, 0) + max(rect.y - y, y - rect.bottom, 0)


def _plain(text: str) -> str:
    said = unicodedata.normalize("NFKC", text)
    return "".join(s for s in said if unicodedata.category(s) not in ("Cf", "Pd", "Zs", "Zl", "Cc"))


def _seen(pdf: Path) -> list[list[tuple[str, int, int]]]:
    """The words of each page as poppler sees them, with their middles in millipoints."""
    run = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    pages = run.stdout.decode("utf-8").split("<page ")[1:]
    return [[_word(match) for match in _WORD.finditer(page)] for page in pages]


def _word(match: re.Match[str]) -> tuple[str, int, int]:
    left, top, right, bottom = (round(float(each) * 1000) for each in match.groups()[:4])
    return unescape(match[5]), (left + right) // 2, (top + bottom) // 2
