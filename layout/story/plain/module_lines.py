"""Modules in plain text: Blue Box, digest and newsletter sign-up, recognised by marker lines."""

from __future__ import annotations

from layout.story.module import Module, ModuleItem
from layout.story.plain.chunks import Chunk
from layout.story.plain.passages import blocks_of
from layout.story.run import plain
from layout.story.text.dates import read_date
from layout.story.text.marker_lines import LONGEST_MARKER, Mark, split_teaser

_MARKERS = frozenset({Mark.SLOT, Mark.BLUE_BOX, Mark.NEWSLETTER})
_GAP = 2
_TITLE_WORDS = 10
_SIGN_UP_CHUNKS = 5

_Found = tuple[Module, int]
"""A module and the chunk after it."""


def module_at(chunks: tuple[Chunk, ...], at: int) -> _Found | None:
    """The module that begins with a chunk, None if none does."""
    mark = chunks[at].mark
    if mark is Mark.BLUE_BOX:
        return _blue_box(chunks, at)
    if mark is Mark.NEWSLETTER:
        return _newsletter(chunks, at)
    return _digest(chunks, at)


def _blue_box(chunks: tuple[Chunk, ...], at: int) -> _Found:
    """A Blue Box with all text up to the next marker, divider or gap of two blank lines."""
    end = at + 1
    while end < len(chunks) and not _ends_box(chunks, end):
        end += 1
    title = chunks[at]
    blocks = blocks_of(chunks[at + 1 : end])
    box = Module("blue_box", "blue-box", plain(title.text), blocks=blocks, line=title.line)
    closed = end < len(chunks) and chunks[end].mark is Mark.DIVIDER and chunks[end].blank < _GAP
    return box, end + closed


def _ends_box(chunks: tuple[Chunk, ...], at: int) -> bool:
    chunk = chunks[at]
    if chunk.mark in _MARKERS or chunk.mark is Mark.DIVIDER or chunk.blank >= _GAP:
        return True
    return _digest_items(chunks, at) is not None


def _newsletter(chunks: tuple[Chunk, ...], at: int) -> _Found:
    """A sign-up with its text: up to its success line, or one paragraph if it has none.

    A second marker line right under the first is its note.
    """
    title, body = chunks[at], at + 1
    end = _success_after(chunks, at)
    note = ""
    if end is None and body < len(chunks) and chunks[body].mark is Mark.NEWSLETTER:
        note, body = chunks[body].text, body + 1
    text_end = end if end is not None else body + _is_text(chunks, body)
    module = Module(
        "newsletter",
        "newsletter",
        plain(title.text),
        note=plain(note),
        blocks=blocks_of(chunks[body:text_end]),
        success=chunks[end].text if end is not None else "",
        line=title.line,
    )
    return module, text_end if end is None else end + 1


def _success_after(chunks: tuple[Chunk, ...], at: int) -> int | None:
    """The success line of a sign-up: within five chunks, with no other marker before it."""
    for ahead in range(at + 1, min(at + 1 + _SIGN_UP_CHUNKS, len(chunks))):
        if chunks[ahead].mark is Mark.SUCCESS:
            return ahead
        if chunks[ahead].mark in (Mark.SLOT, Mark.BLUE_BOX):
            return None
    return None


def _is_text(chunks: tuple[Chunk, ...], at: int) -> bool:
    return at < len(chunks) and chunks[at].mark is Mark.TEXT and chunks[at].blank < _GAP


def _digest(chunks: tuple[Chunk, ...], at: int) -> _Found | None:
    """A digest: title and note, where it has them, and teasers that end in "Read more."."""
    first = _digest_items(chunks, at)
    if first is None:
        return None
    end = first
    while end < len(chunks) and _is_item(chunks, end):
        end += 1
    noted = first > at and _is_note(chunks[first - 1])
    title = chunks[at] if first - noted > at else None
    module = Module(
        "digest",
        "digest",
        plain(title.text if title else ""),
        note=plain(chunks[first - 1].text if noted else ""),
        items=tuple(_item(chunk) for chunk in chunks[first:end]),
        line=chunks[at].line,
    )
    return module, end


def _digest_items(chunks: tuple[Chunk, ...], at: int) -> int | None:
    """The first teaser of the digest that begins with a chunk, None if none begins there.

    A digest opens with title, note and a teaser, with one of both and a teaser, or with two
    teasers and nothing above them.
    """
    ahead = [chunk.mark for chunk in chunks[at : at + 3]]
    if ahead[:2] == [Mark.TEASER, Mark.TEASER]:
        return at
    if Mark.TEASER not in ahead[1:]:
        return None
    if ahead[1] is Mark.TEASER:
        return at + 1 if _is_title(chunks[at]) or _is_note(chunks[at]) else None
    titled = _is_title(chunks[at]) and _is_note(chunks[at + 1])
    return at + 2 if titled else None


def _is_title(chunk: Chunk) -> bool:
    text = chunk.text
    short = len(text) <= LONGEST_MARKER and len(text.split()) <= _TITLE_WORDS
    return chunk.mark is Mark.TEXT and short and text[-1] not in ".;,:"


def _is_note(chunk: Chunk) -> bool:
    return chunk.mark is Mark.NOTE or (
        len(chunk.text) <= LONGEST_MARKER and read_date(chunk.text.rstrip(".")) is not None
    )


def _is_item(chunks: tuple[Chunk, ...], at: int) -> bool:
    """Whether a chunk is an item: a teaser, or a line between the lines of one block of them."""
    if chunks[at].mark is Mark.TEASER:
        return True
    listed = chunks[at].mark in (Mark.TEXT, Mark.BULLET)
    return listed and chunks[at].blank == 0 and chunks[at - 1].mark is Mark.TEASER


def _item(chunk: Chunk) -> ModuleItem:
    text, link = split_teaser(chunk.text)
    return ModuleItem(plain(text), link)
