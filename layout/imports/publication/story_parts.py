"""A story file in the parts that are merged one by one: keys of front matter, blocks of the text.

    ---
    headline: Ferry returns      a part, named "headline"
    tags:
      - ferry                    with all its lines
    ---

    The ferry sails.             a part: a paragraph, list, table, fence of code

    ::: blue_box Tickets         a directive is one part, to its end; its own parts are looked at
    On the pier.                 only where both sides changed it
    :::

Nothing is lost between: parts with their gaps, one after the other, are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"""["']?([A-Za-z_][\w-]*)["']?\s*:(?:\s|$)""")
_DIRECTIVE = re.compile(r" {0,3}(:{3,})\s*([^\s:].*)")
_ONE_LINE = re.compile(r"(?:slot|embed)(?![\w-])", re.IGNORECASE)
_END = re.compile(r" {0,3}(:{3,})\s*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
APART = "\n\n"
"""What stands between two blocks: a blank line."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file that is merged as one: its `text`, without the line ends after it, which
    are its `gap`; the line it begins on; of front matter the name of its key."""

    text: str
    gap: str
    line: int
    name: str = ""

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.text.count("\n") + 1

    @property
    def last(self) -> int:
        """The line it ends on."""
        return self.line + self.lines - 1


@dataclass(frozen=True, slots=True)
class Parts:
    """A file: the keys of its front matter, None where it has none; the blocks of its text, and the
    line ends above them; whether its front matter is never closed, so that nobody can say what it
    is."""

    front: tuple[Part, ...] | None
    body: tuple[Part, ...]
    lead: str = ""
    broken: bool = False

    @property
    def text(self) -> str:
        """The file, whole."""
        return whole(self.front, self.lead, self.body)


def whole(front: Sequence[Part] | None, lead: str, body: Sequence[Part]) -> str:
    """A file of its parts."""
    text = lead + "".join(part.text + part.gap for part in body)
    if front is None:
        return text
    keys = "".join(part.text + "\n" for part in front)
    return f"---\n{keys}---\n{text}"


def level(text: str) -> str:
    """A text as it is compared: without a byte order mark, lines ended by newlines."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def parts_of(text: str) -> Parts:
    """The parts of a `level` text."""
    lines = text.split("\n")
    if not _OPENING.fullmatch(lines[0]):
        return Parts(None, _blocks_of(lines, 1), "\n" * _blank(lines))
    for number, line in enumerate(lines[1:], 1):
        if _CLOSING.fullmatch(line):
            front = tuple(_entries(lines[1:number], 2))
            below = lines[number + 1 :]
            return Parts(front, _blocks_of(below, number + 2), "\n" * _blank(below))
    keyed = len(lines) > 1 and _KEY.match(lines[1]) is not None
    return Parts(None, _blocks_of(lines, 1), "\n" * _blank(lines), keyed)


def _entries(lines: Sequence[str], first: int) -> Iterator[Part]:
    """The keys of front matter, each with the lines below it up to the next; comments above the
    first one are a part without a name."""
    start, name, seen = 0, "", set[str]()
    for number, line in enumerate(lines):
        found = _KEY.match(line)
        if not found:
            continue
        if number > start:
            yield Part("\n".join(lines[start:number]), "\n", first + start, name)
        start, name = number, found[1]
        while name in seen:  # written twice: a part of its own
            name += "+"
        seen.add(name)
    if len(lines) > start:
        yield Part("\n".join(lines[start:]), "\n", first + start, name)


def _blocks_of(lines: Sequence[str], first: int) -> tuple[Part, ...]:
    """The blocks of lines, of which the first has this number in its file."""
    return tuple(_blocks(lines, first))


def _blocks(lines: Sequence[str], first: int) -> Iterator[Part]:
    at, count = 0, len(lines)
    while at < count:
        if not lines[at].strip():
            at += 1
            continue
        end = _end_of_block(lines, at)
        after = end
        while after < count and not lines[after].strip():
            after += 1
        last = after == count  # what follows the last newline is no line
        gap = "\n" * (after - end + (0 if last else 1))
        yield Part("\n".join(lines[at:end]), gap, first + at)
        at = after


def _end_of_block(lines: Sequence[str], at: int) -> int:
    """The line after a block."""
    found = _DIRECTIVE.fullmatch(lines[at])
    if found:
        return _end_of_directive(lines, at, found)
    end, fence = at, ""
    while end < len(lines):
        line = lines[end]
        mark = _FENCE.fullmatch(line)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        elif not line.strip() or (end > at and _DIRECTIVE.fullmatch(line)):
            break
        elif mark:
            fence = mark[1]
        end += 1
    return _bare(lines, at, end)


def _bare(lines: Sequence[str], at: int, end: int) -> int:
    """The end of a block without the blank lines that a fence nobody closed takes in."""
    while end > at + 1 and not lines[end - 1].strip():
        end -= 1
    return end


def _end_of_directive(lines: Sequence[str], at: int, found: re.Match[str]) -> int:
    """The line after a directive's closing colons, as many as opened it or more; one that is never
    closed takes all that follows."""
    colons = len(found[1])
    if _ONE_LINE.match(found[2]):
        closed = at + 1 < len(lines) and _END.fullmatch(lines[at + 1])
        return at + 2 if closed else at + 1
    for number in range(at + 1, len(lines)):
        end = _END.fullmatch(lines[number])
        if end and len(end[1]) >= colons:
            return number + 1
    return _bare(lines, at, len(lines))


def is_directive(part: Part) -> bool:
    """Whether a part is a directive that holds others, and is closed."""
    lines = part.text.split("\n")
    found = _DIRECTIVE.fullmatch(lines[0])
    if len(lines) < 2 or not found or _ONE_LINE.match(found[2]):
        return False
    end = _END.fullmatch(lines[-1])
    return end is not None and len(end[1]) >= len(found[1])


def parts_within(part: Part) -> tuple[Part, ...]:
    """The parts of a directive: its first line, its blocks, its last line."""
    lines = part.text.split("\n")
    inner = lines[1:-1]
    above = "\n" * (1 + _blank(inner))
    blocks = _blocks_of([*inner, ""], part.line + 1)
    opening = Part(lines[0], above, part.line)
    closing = Part(lines[-1], part.gap, part.last)
    return (opening, *blocks, closing)


def _blank(lines: Sequence[str]) -> int:
    """How many lines at the beginning are blank."""
    return next((at for at, line in enumerate(lines) if line.strip()), 0)
