"""Plain text cut into chunks: paragraphs, list lines and marker lines, each with its place.

Headline                    chunk 1  text
Dec 16, 2022 | 6 comments   chunk 2  date line: it splits off although no blank line does
                                     (only in the first blocks of a file)
A paragraph wrapped at      chunk 3  text, blank=1: one blank line before it
seventy columns or so.
- a bullet                  chunk 4  bullet, blank=0: same block as the one before
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layout.story.text.dates import is_byline, read_date_line
from layout.story.text.marker_lines import Mark, mark_of
from layout.story.text.sanitise import fold

_WRAP_LIMIT = 100
_HEAD_BLOCKS = 4
_TERMINAL = '.!?…:”"’»)'
_OWN_LINE = frozenset({Mark.TEASER, Mark.NOTE})
_LISTED = frozenset({Mark.BULLET, Mark.NUMBER})


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of plain text: folded, with its first line and the blank lines before it."""

    mark: Mark
    text: str
    line: int
    blank: int = 1


def chunks_of(text: str) -> tuple[Chunk, ...]:
    """The chunks of sanitised text, in order; every word of the text is in exactly one.

    A block is what stands between blank lines. A line over 100 characters shows that the file is
    not wrapped, so each line of such a block is a chunk; else its lines are joined, apart from
    list lines, marker lines that stand on their own and, near the top, date lines and bylines.
    """
    chunks: list[Chunk] = []
    for number, block in enumerate(_blocks(text)):
        chunks.extend(_split(*block, number < _HEAD_BLOCKS))
    return tuple(chunks)


def _blocks(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """The line that each block begins on, the blank lines before it, and its lines, stripped."""
    lines: list[str] = []
    first = blank = 0
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if line:
            if not lines:
                first = number
            lines.append(line)
            continue
        if lines:
            yield first, blank, lines
            lines, blank = [], 0
        blank += 1
    if lines:
        yield first, blank, lines


def _split(first: int, blank: int, lines: list[str], in_head: bool) -> Iterator[Chunk]:
    """The chunks of one block."""
    marks = [_mark(line, in_head) for line in lines]
    wrapped = _is_wrapped(lines, marks)
    start = 0
    for at in range(1, len(lines) + 1):  # lines[start:at] is the chunk being collected
        if at < len(lines) and wrapped and _joins(lines, marks, at):
            marks[at] = marks[at] if marks[at] is Mark.TEASER else marks[start]
            continue
        mark = marks[at - 1] if marks[at - 1] is Mark.TEASER else marks[start]
        text = fold(" ".join(lines[start:at]))
        yield Chunk(mark, text, first + start, 0 if start else blank)
        start = at


def _mark(line: str, in_head: bool) -> Mark:
    if in_head and (is_byline(line) or read_date_line(line)):
        return Mark.DATE_LINE
    return mark_of(line)


def _is_wrapped(lines: list[str], marks: list[Mark]) -> bool:
    """Whether lines go on with each other: none is long, and few are teasers of a line each."""
    long = any(len(line) > _WRAP_LIMIT for line in lines)
    return not long and 2 * sum(mark in _OWN_LINE for mark in marks) <= len(lines)


def _joins(lines: list[str], marks: list[Mark], at: int) -> bool:
    """Whether a line of a wrapped block goes on with the line before it.

    A line that only looks like a list or a marker does when the one before breaks off in the
    middle of a sentence: text wraps anywhere, also before "ad" or a dash.
    """
    mark, before = marks[at], marks[at - 1]
    if before not in _LISTED and before is not Mark.TEXT:
        return False
    if mark in (Mark.TEXT, Mark.TEASER):
        return True
    if mark in _LISTED:
        return before is Mark.TEXT and lines[at - 1][-1] != ":"
    return mark not in (Mark.DATE_LINE, Mark.DIVIDER) and lines[at - 1][-1] not in _TERMINAL
