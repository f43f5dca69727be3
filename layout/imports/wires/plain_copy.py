"""Plain text of wires to copy: paragraphs by blank lines, by indents or a line each, as it comes.

blank lines       a paragraph between two of them, its lines joined
indents           a line that opens with blanks or a tab begins a paragraph
long lines        each line is a paragraph
short lines       lines of one width are joined; one that ends early ends its paragraph
tables            lines with columns (gaps of blanks, tabs) stay lines
lists             lines that open with a bullet or a hyphen
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from layout.imports.item import Copy
from layout.imports.wires.editing import tidy
from layout.story.block import Block, Divider, Listing, Paragraph
from layout.story.run import plain
from layout.story.text.pieces import Piece

_BULLET = re.compile(r"\s*(?:[•▪■◦*–-])\s+(?=\S)")
_RULE = re.compile(r"\s*(?:_{3,}|-{3,}|\*{3,}|(?:\* ?){3,}|={3,}|-0-|- ?30 ?-)\s*")
_INDENT = re.compile(r"[ \t\u3000]+(?=\S)")
_GAP = re.compile(r"(?<=\S)(?:\t+| {3,}|\t* {2,}\t*)(?=\S)")
_FIGURE = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[.!?:;\"'”’)»]$")
_LONGEST_WRAPPED = 90
_FULL = 0.75
"""A line this part as long as the longest is a full one."""


def copy_of_text(text: str, first_line: int = 0) -> Copy:
    """The copy of plain text; `first_line` is where it begins in its file, 0 where unknown.

    >>> copy_of_text("A ferry sank\\nat noon.\\n\\nAll were saved.").pieces[0].runs[0].text
    'A ferry sank at noon.'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Copy(tuple(_pieces(lines, first_line)))


def is_rule(line: str) -> bool:
    """Whether a line is a rule between two stretches of copy, or the sign of its end."""
    return bool(_RULE.fullmatch(line))


def _pieces(lines: Sequence[str], first_line: int) -> Iterator[Piece]:
    wrapped = _is_wrapped(lines)
    for start, block in _blocks(lines):
        yield from _pieces_of(block, first_line + start if first_line else 0, wrapped)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines between blank ones, with the number of the first."""
    block: list[str] = []
    for number, line in enumerate((*lines, "")):
        if tidy(line):
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were broken to one width, so that those of a paragraph are joined."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    longest = max(lengths, default=0)
    if not 0 < longest <= _LONGEST_WRAPPED:
        return False
    blanks = sum(not line.strip() for line in lines[1:-1])
    full = sum(length >= _FULL * longest for length in lengths)
    return blanks > 0 or full >= len(lengths) / 2


def _pieces_of(block: list[str], number: int, wrapped: bool) -> Iterator[Block]:
    if any(map(is_rule, block)):
        yield from _around_rules(block, number, wrapped)
    elif all(map(_BULLET.match, block)) or _is_hanging_list(block):
        yield Listing(tuple(plain(item) for item in _items(block)), line=number)
    elif not wrapped or _is_table(block):
        for offset, line in enumerate(block):
            yield _paragraph([line], number + offset if number else 0)
    else:
        yield from _joined(block, number)


def _around_rules(block: list[str], number: int, wrapped: bool) -> Iterator[Block]:
    stretch: list[str] = []
    for offset, line in enumerate((*block, "___")):
        if not is_rule(line):
            stretch.append(line)
            continue
        if stretch:
            start = number + offset - len(stretch) if number else 0
            yield from _pieces_of(stretch, start, wrapped)
        if offset < len(block):
            yield Divider(number + offset if number else 0)
        stretch = []


def _is_hanging_list(block: list[str]) -> bool:
    """Whether each line opens an item of a list or goes on with one, indented."""
    return bool(_BULLET.match(block[0])) and all(
        _BULLET.match(line) or _INDENT.match(line) for line in block
    )


def _items(block: list[str]) -> list[str]:
    items: list[str] = []
    for line in block:
        if (bullet := _BULLET.match(line)) or not items:
            items.append(tidy(line[bullet.end() if bullet else 0 :]))
        else:
            items[-1] = f"{items[-1]} {tidy(line)}"
    return items


def _is_table(block: list[str]) -> bool:
    """Whether lines have columns: gaps within most of them, and figures."""
    gaps = sum(bool(_GAP.search(line.strip())) for line in block)
    figures = sum(bool(_FIGURE.search(line)) for line in block)
    return len(block) > 1 and gaps * 2 > len(block) and figures * 2 > len(block)


def _joined(block: list[str], number: int) -> Iterator[Paragraph]:
    """The paragraphs of wrapped lines: a new one at an indent, or after a line that ends early."""
    indented = [bool(_INDENT.match(line)) for line in block]
    by_indent = any(indented) and not all(indented[1:])
    by_indent = by_indent or (all(indented) and len(block) > 1 and _each_ends(block))
    longest = max(len(line.rstrip()) for line in block)
    stretch: list[str] = []
    start = number
    for offset, line in enumerate(block):
        if stretch and ((by_indent and indented[offset]) or _ends(stretch[-1], longest)):
            yield _paragraph(stretch, start)
            stretch, start = [], number + offset if number else 0
        stretch.append(line)
    yield _paragraph(stretch, start)


def _each_ends(block: list[str]) -> bool:
    return all(_SENTENCE_END.search(line.rstrip()) for line in block)


_SHORT = 0.6


def _ends(line: str, longest: int) -> bool:
    """Whether a line ends its paragraph: a sentence ends, well before the width."""
    bare = line.rstrip()
    return len(bare) < _SHORT * longest and bool(_SENTENCE_END.search(bare))


def _paragraph(lines: Sequence[str], number: int) -> Paragraph:
    return Paragraph(plain(tidy(" ".join(lines))), number)
