"""Passages of plain text: how chunks of running text become paragraphs, crossheads and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.story.block import Block, Crosshead, Divider, Listing, Paragraph
from layout.story.plain.chunks import Chunk
from layout.story.run import Emphasis, Run, Runs, plain
from layout.story.text.marker_lines import Mark, split_number, unbulleted

_CROSSHEAD_WORDS = 8
_CROSSHEAD_LETTERS = 60
_OPENERS = "¿¡“\"«'‘"
_CLOSERS = '.!?:;,…”"»)’'
_CHAPTER = re.compile(
    r"(?:(?:BOOK|PART|VOLUME|CHAPTER|LIBRO|PARTE|TOMO|CAPÍTULO) )?(?:[IVXLC]+|\d+)\.(?: .*)?"
)
_RUNNING = frozenset({Mark.TEXT, Mark.BULLET, Mark.NUMBER, Mark.NOTE})


def blocks_of(chunks: tuple[Chunk, ...]) -> tuple[Block, ...]:
    """The blocks that chunks of text make: bullets and numbers as lists, the rest by its looks.

    Numbered chunks are a list if at least two follow each other and count up by one; a single
    numbered line is text.
    """
    return tuple(_blocks(chunks))


def _blocks(chunks: tuple[Chunk, ...]) -> Iterator[Block]:
    at = 0
    while at < len(chunks):
        end = _list_end(chunks, at)
        if end > at:
            yield _listing(chunks[at:end])
            at = end
            continue
        yield _block(chunks[at], chunks[at + 1] if at + 1 < len(chunks) else None)
        at += 1


def _list_end(chunks: tuple[Chunk, ...], at: int) -> int:
    """Where the list ends that begins with a chunk; the same place if none does."""
    if chunks[at].mark is Mark.BULLET:
        return next(
            (n for n in range(at, len(chunks)) if chunks[n].mark is not Mark.BULLET), len(chunks)
        )
    end = at
    first = split_number(chunks[at].text)[0]
    while (
        end < len(chunks)
        and chunks[end].mark is Mark.NUMBER
        and split_number(chunks[end].text)[0] == first + end - at
    ):
        end += 1
    return end if end - at > 1 else at


def _listing(chunks: tuple[Chunk, ...]) -> Listing:
    first = chunks[0]
    if first.mark is Mark.BULLET:
        return Listing(tuple(plain(unbulleted(chunk.text)) for chunk in chunks), line=first.line)
    items = tuple(plain(split_number(chunk.text)[1]) for chunk in chunks)
    return Listing(items, ordered=True, start=split_number(first.text)[0], line=first.line)


def _block(chunk: Chunk, after: Chunk | None) -> Block:
    if chunk.mark is Mark.DIVIDER:
        return Divider(chunk.line)
    if _is_crosshead(chunk, after):
        return Crosshead(plain(chunk.text), line=chunk.line)
    return Paragraph(runs_of(chunk.text), chunk.line)


def _is_crosshead(chunk: Chunk, after: Chunk | None) -> bool:
    """Whether a short line over more text is a crosshead.

    Up to eight words and 60 characters, opening with a capital or a figure, without a closing
    character such as a full stop, which only the number of a chapter may have: CHAPTER IV. or XII.
    """
    text = chunk.text
    if len(text) > _CROSSHEAD_LETTERS or chunk.mark not in _RUNNING:
        return False
    if after is None or after.mark not in _RUNNING or len(text.split()) > _CROSSHEAD_WORDS:
        return False
    if text[-1] in _CLOSERS:
        return text[-1] == "." and text.isupper() and bool(_CHAPTER.fullmatch(text))
    opening = text.lstrip(_OPENERS)[:1]
    return opening.isupper() or opening.isdigit()


_ITALIC = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]*[^\s_])_(?![\w_])")


def runs_of(text: str) -> Runs:
    """The runs of a text: _words between underscores_ in italics, without them, as in Project
    Gutenberg's books.

    An opening underscore has no letter before it, a closing one none behind it, and there is no
    other between them: file_name_here and a lone _ stay as they are written.
    """
    if "_" not in text:
        return plain(text)
    runs: list[Run] = []
    for number, part in enumerate(_ITALIC.split(text)):
        if part:
            runs.append(Run(part, Emphasis.ITALIC if number % 2 else Emphasis.NONE))
    return tuple(runs)
