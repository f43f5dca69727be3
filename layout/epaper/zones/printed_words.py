"""Words as they are printed, with their places: what the lines of a document say, word for word.

    |<-indent->|repair|<-space + 1->|ed|      the halves of a word that is broken over two lines
                                              know what both read together

What stands in a box or in artwork is no line of ours: `drawn_words.py` has it from the PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from layout.page.document import DropCap, Fragment, Page, PlacedLine
from layout.page.rect import Rect
from layout.press.ink.spoken_order import drop_caps_by_fragment
from layout.typeset.words.set_line import Ending, Line, width_of_ink
from layout.typeset.words.shaped_word import Word, offsets_in

_HOLDING = "\u00a0\u202f"
"""Spaces at which no line breaks: between a number and what it counts."""

_RISE, _DEPTH = 76, 24
"""How far words reach over and under their baseline, in per cent of their size: the tallest letters
of text faces, and their descenders."""


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word as one line has it. `half` is 1 or 2 where it is a part of a word that is broken over
    two lines, which reads `whole`; a `hyphen` that is not in the copy ends the first part, and is
    no part of `text`."""

    text: str
    rect: Rect
    half: int = 0
    whole: str = ""
    hyphen: bool = False

    @property
    def shown(self) -> str:
        """What is to be seen of it."""
        return self.text + "-" if self.hyphen else self.text


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of words, in their order; `baseline` in millipoints from the top of the page."""

    words: tuple[PrintedWord, ...]
    baseline: int

    @property
    def rect(self) -> Rect:
        """Around all its words."""
        return around(word.rect for word in self.words)


@dataclass(frozen=True, slots=True, eq=False)
class TextBlock:
    """Lines that belong together, as a fragment of a page has them: its `role`, and the number of
    its paragraph. It `runs_on` in the story's next block of that number."""

    role: str
    rect: Rect
    lines: tuple[PrintedLine, ...]
    paragraph: int = 0
    runs_on: bool = False

    @property
    def words(self) -> Iterator[PrintedWord]:
        """All its words."""
        return (word for line in self.lines for word in line.words)


def around(rects: Iterator[Rect] | Sequence[Rect]) -> Rect:
    """The smallest rectangle around some, of which there is at least one."""
    every = list(rects)
    left, top = min(one.x for one in every), min(one.y for one in every)
    right, bottom = max(one.right for one in every), max(one.bottom for one in every)
    return Rect(left, top, right - left, bottom - top)


def text_of_blocks(blocks: Sequence[TextBlock]) -> str:
    """What blocks read: words that are broken joined, a paragraph a line."""
    paragraphs: list[list[str]] = []
    goes_on = False
    for block in blocks:
        if not goes_on:
            paragraphs.append([])
        paragraphs[-1] += [word.whole or word.text for word in block.words if word.half != 2]
        goes_on = block.runs_on
    return "\n".join(" ".join(words) for words in paragraphs if words)


def blocks_of(pages: Sequence[Page]) -> Mapping[Fragment, TextBlock]:
    """The words of all fragments of a document's pages, by fragment. Words that are broken over two
    lines are told whole, be it over two legs or two pages."""
    lines: dict[Fragment, list[list[_Piece]]] = {}
    for page in pages:
        caps = drop_caps_by_fragment(page)
        for fragment in page.fragments:
            lines[fragment] = [list(_pieces(placed)) for placed in fragment.lines]
            if fragment in caps and lines[fragment]:
                first = lines[fragment][0]
                first[0] = _with_cap(caps[fragment], first[0])
    for chain in _paragraphs(lines):
        _join(chain)
    return {fragment: _block(fragment, made) for fragment, made in lines.items()}


@dataclass(slots=True)
class _Piece:
    """A word that is being made: its text as it is set, and how its line ends after it, None for
    all words but the last."""

    text: str
    rect: Rect
    ending: Ending | None = None
    word: PrintedWord | None = None


class _Sign(NamedTuple):
    """A character, or all those of a word, and its left edge."""

    text: str
    x: int


class _Foot(NamedTuple):
    """Where words stand: their baseline, and the size of their type."""

    baseline: int
    size: int


def _pieces(placed: PlacedLine) -> Iterator[_Piece]:
    """The words of a line: those without a space between them are one, those with one that holds
    are two."""
    line, x = placed.line, placed.x + placed.line.indent
    signs: list[_Sign] = []
    size, gaps = 0, 0
    last = len(line.words) - 1
    for at, word in enumerate(line.words):
        width = _width(word, line)
        signs += _signs(word, x, width)
        size = max(size, word.size)
        x += width
        if word.tight and at < last:
            continue
        foot = _Foot(placed.baseline, size)
        yield from _parted(signs, x, foot, line.ending if at == last else None)
        signs, size = [], 0
        x += line.space + (gaps < line.extra)
        gaps += 1


def _signs(word: Word, left: int, width: int) -> Iterator[_Sign]:
    """The characters of a word with the left edge of each, as wide as the word is printed; those of
    one glyph share its edge."""
    if not any(sign in word.text for sign in _HOLDING):
        yield _Sign(word.text, left)
        return
    edges, at = offsets_in(word), 0
    for number, sign in enumerate(word.text):
        at = edges.get(number, at)
        yield _Sign(sign, left + at * width // max(word.width, 1))


def _parted(
    signs: Sequence[_Sign], right: int, foot: _Foot, ending: Ending | None
) -> Iterator[_Piece]:
    """Characters as words, parted at spaces."""
    rise = foot.size * _RISE // 100
    words: list[list[_Sign]] = [[]]
    ends: list[int] = []
    for sign, x in signs:
        if sign in _HOLDING:
            ends.append(x)
            words.append([])
        else:
            words[-1].append(_Sign(sign, x))
    made = [(word, end) for word, end in zip(words, [*ends, right], strict=True) if word]
    for at, (word, end) in enumerate(made, 1):
        left = word[0].x
        rect = Rect(left, foot.baseline - rise, end - left, rise + foot.size * _DEPTH // 100)
        text = "".join(sign.text for sign in word)
        yield _Piece(text, rect, ending if at == len(made) else None)


def _width(word: Word, line: Line) -> int:
    """How wide a word is printed."""
    if line.scale == 1000 and not line.letters:
        return word.width
    return width_of_ink(word.width, len(word.glyphs) * word.size, line.scale, line.letters)


def _with_cap(cap: DropCap, piece: _Piece) -> _Piece:
    """The word that a drop cap begins."""
    placed, words = cap.placed, cap.placed.line.words
    size = max(word.size for word in words)
    width = sum(word.width for word in words)
    top = placed.baseline - size * _RISE // 100
    initial = Rect(placed.x + placed.line.indent, top, width, placed.baseline - top)
    return replace(piece, text=cap.text + piece.text, rect=around([initial, piece.rect]))


def _paragraphs(lines: Mapping[Fragment, list[list[_Piece]]]) -> Iterator[list[list[_Piece]]]:
    """The lines of each paragraph, wherever its parts stand. No word of a table is ever broken."""
    chains: dict[object, list[list[_Piece]]] = {}
    for fragment, made in lines.items():
        if fragment.role == "table":
            continue
        key: object = (fragment.story, fragment.role, fragment.paragraph)
        chains.setdefault(key if fragment.story else fragment, []).extend(made)
    yield from chains.values()


def _join(chain: list[list[_Piece]]) -> None:
    """Tells the halves of broken words what they read together."""
    for line, following in pairwise(chain):
        if not line or not following:
            continue
        piece, second = line[-1], following[0]
        if piece.ending not in (Ending.HYPHEN, Ending.TIGHT) or piece.word is not None:
            continue
        hyphen = piece.ending is Ending.HYPHEN
        text = piece.text[:-1] if hyphen else piece.text
        if len(following) == 1 and second.ending in (Ending.HYPHEN, Ending.TIGHT):
            continue  # a word over three lines: its parts stay as they are
        whole = text + second.text
        piece.word = PrintedWord(text, piece.rect, 1, whole, hyphen)
        second.word = PrintedWord(second.text, second.rect, 2, whole)


def _block(fragment: Fragment, made: list[list[_Piece]]) -> TextBlock:
    lines = tuple(
        PrintedLine(tuple(_finished(piece) for piece in pieces), placed.baseline)
        for pieces, placed in zip(made, fragment.lines, strict=True)
        if pieces
    )
    return TextBlock(fragment.role, fragment.rect, lines, fragment.paragraph, fragment.continues)


def _finished(piece: _Piece) -> PrintedWord:
    return piece.word or PrintedWord(piece.text, piece.rect)
