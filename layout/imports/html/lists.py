"""Lists: one text an item, nested lists on the same level, as stories have them.

A list of terms is a paragraph for each, the term in bold. What stands in a list and is no text, as
a picture, parts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from layout.imports.html.element import LOOSE, Element, parts_of
from layout.imports.html.inline import look_in, settled
from layout.imports.html.reading import Look, Reading
from layout.imports.html.seen import unhidden, unseen
from layout.imports.html.texts import texts_of_piece
from layout.story.block import Listing, Paragraph
from layout.story.markdown.inline_tokens import is_blank, joined
from layout.story.run import Emphasis, Runs
from layout.story.text.pieces import Piece

_NAMES = ("ul", "ol", "menu", "dir")
_HIGHEST = 999_999_999
"""The highest number that begins a list. Source: CommonMark 0.31.2, 5.2."""


def _listing(element: Element, reading: Reading, look: Look) -> list[Piece]:
    found = list(_found(element, reading, look_in(element, look, reading)))
    if any(one.name in _NAMES for one in element.elements()):
        reading.simplified("nested list set at one level", element)
    ordered = element.name == "ol"
    number = _start(element) if ordered else 1
    pieces: list[Piece] = []
    items: list[Runs] = []
    line = reading.line(element)
    for one in [*found, None]:
        if isinstance(one, tuple):
            items.append(one)
            continue
        if items:
            pieces.append(Listing(tuple(items), ordered, number if ordered else 1, line))
            number, items = min(number + len(items), _HIGHEST), []
        if one is not None:
            pieces.append(one)
    return pieces


def _start(element: Element) -> int:
    written = element.get("start").strip()
    number = int(written) if written.isdecimal() and len(written) < 10 else 1
    return min(number, _HIGHEST)


def _found(element: Element, reading: Reading, look: Look) -> Iterator[Runs | Piece]:
    """The items of a list, and what is none, in source order."""
    for item in parts_of(element.children, lambda one: one.name == "li"):
        if unseen(item, reading):
            continue
        pieces = reading.inside(item, reading, look_in(item, look, reading))
        if item.name != LOOSE:
            yield from _item(pieces)
            continue
        for piece in pieces:
            yield from _item([piece])


def _item(pieces: Sequence[Piece]) -> Iterator[Runs | Piece]:
    """The content of an item: its text, the items of lists in it, its pictures and embeds."""
    texts: list[Runs] = []
    for piece in pieces:
        if isinstance(piece, Listing):
            yield from _whole(texts)
            texts = []
            yield from piece.items
            continue
        words = texts_of_piece(piece)
        if words is None:
            yield from _whole(texts)
            texts = []
            yield piece
        else:
            texts.extend(words)
    yield from _whole(texts)


def _whole(texts: Sequence[Runs]) -> Iterator[Runs]:
    text = settled(joined(texts))
    if not is_blank(text):
        yield text


def _terms(element: Element, reading: Reading, look: Look) -> list[Piece]:
    """A list of terms: each with its first text, in bold before it."""
    pieces: list[Piece] = []
    terms: list[Runs] = []
    for part in _parts(element):
        if unseen(part, reading):
            continue
        found = reading.inside(part, reading, look_in(part, look, reading))
        if part.name == "dt":
            for piece in found:
                words = texts_of_piece(piece)
                if words is None:
                    pieces.append(piece)
                else:
                    terms.extend(_bold(text) for text in words)
            continue
        if terms and found and isinstance(found[0], Paragraph):
            first = settled(joined([*terms, found[0].runs]))
            found[0] = replace(found[0], runs=first)
            terms = []
        pieces.extend((*_paragraphs(terms, reading.line(element)), *found))
        terms = []
    return [*pieces, *_paragraphs(terms, reading.line(element))]


def _parts(element: Element) -> Iterator[Element]:
    """The terms and texts of a list of terms, those in a <div> too."""
    for part in parts_of(element.children, lambda one: one.name in ("dt", "dd", "div")):
        if part.name == "div" and not unhidden(part):
            yield part
        elif part.name == "div":
            yield from parts_of(part.children, lambda one: one.name in ("dt", "dd"))
        else:
            yield part


def _paragraphs(terms: Sequence[Runs], line: int) -> list[Piece]:
    text = settled(joined(terms))
    return [] if is_blank(text) else [Paragraph(text, line)]


def _bold(runs: Runs) -> Runs:
    return tuple(replace(run, emphasis=run.emphasis | Emphasis.BOLD) for run in runs)


LISTS = {**dict.fromkeys(_NAMES, _listing), "dl": _terms}
