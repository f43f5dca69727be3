"""Reading TOML that may be broken: every broken statement is a finding, the rest is still read.

A parser stops at the first mistake. Here the statement with the mistake is blanked out and the
text is parsed again, until it parses: so the other mistakes are found in the same run. What passes
a limit (`slots.text.file_limits`) is a finding too, and left out.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from itertools import accumulate
from typing import Any

from slots.files.decoding import Undecodable, decoding
from slots.finding import Finding, Severity, Where
from slots.text.file_limits import (
    MEND_FIRST,
    TOO_DEEP,
    TOO_LONG,
    USUAL,
    Limits,
    counted_out,
    within,
)
from slots.text.source_map import positions
from slots.text.unmerged import table_named, unmerged

# Possessive quantifiers: without them a line of many spaces is searched from each of them anew.
_STATEMENT = re.compile(r"""^\s*+(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*+\.\s*+(?:[\w-]+|"[^"]*"))*\s*=""")
_HEADER = re.compile(r"""^\s*+\[\[?+(?:[^\[\],"=#]++|"[^"]*")*+\]{0,2}+\s*+(?:#.*)?$""")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_BARE = re.compile(r"=\s*([^\s\"'\[{#][^#,]*?)\s*(?:#.*)?$")

_DIGITS = re.compile(r"\d[\d_]{4000,}")
_MANY_DIGITS = "no number needs so many digits"
"""The message where Python refuses a number, since reading one takes time with the square of its
digits."""

_SENTENCES = (
    ("Cannot overwrite", "this key is already given above", "keep one of the two"),
    ("Cannot declare", "this table is already opened above", "put both into one table"),
    ("Cannot mutate", "this table is already given above", "put its keys where it is given"),
    (
        "Unclosed array",
        "the list that begins here is not closed, or lacks a comma",
        "add the closing ], or the comma between two values",
    ),
    (
        "Unclosed inline table",
        "the table in braces is not closed on its line, or lacks a comma",
        "add the closing }, or the comma between two keys",
    ),
    ("Expected ']'", "the table's name lacks its closing bracket", "add the closing ]"),
    (
        "Expected '='",
        'expected key = value; keys with spaces need quotes, as in "my key" = 1',
        "write an = after the key, or make the line a comment with #",
    ),
    (
        "Invalid initial character",
        "a key has letters, digits, - and _, or stands in quotes",
        "put the key in quotes, or make the line a comment with #",
    ),
    (
        "Illegal character '\\n'",
        "the text in quotes is not closed on its line",
        'add the closing "',
    ),
    ("Unterminated string", "the text in quotes is not closed", "add the closing quotes"),
    ("Unescaped", "a backslash in quotes is doubled, as in \\\\", "write \\\\ for each of them"),
    (
        "Invalid statement",
        "expected key = value or [table]",
        "write one of them, or make the line a comment with #",
    ),
    (
        "Invalid value",
        "expected a value after the =",
        "write one: a text in quotes, a number, true, false, or a list in brackets",
    ),
    (_MANY_DIGITS, _MANY_DIGITS, "write fewer digits"),
    (
        "Expected newline",
        "expected the end of the line after the value",
        "put what follows on a line of its own, or take it out",
    ),
)
"""How the parser's errors begin, what they mean, and what to write instead."""


MOST = 200
"""Broken statements after which a text is taken to be no TOML at all, and is not read on."""

_WORK = 4_000_000
"""Characters after which no more are sought, counted at each parse: a large text is not to be
parsed 200 times."""

_LONGEST_BARE = 300
"""The longest line in which a text without quotes is sought, in characters."""


def read_toml(
    text: str, file: str, limits: Limits = USUAL
) -> tuple[dict[str, Any], str, tuple[Finding, ...]]:
    """The data of a TOML text, the text without its broken statements, and a finding for each of
    them and for all that passes the limits and is not in the data."""
    lines, conflicts = unmerged(text.replace("\r\n", "\n").split("\n"), file, table_named)
    findings = [*conflicts, *_blanked(lines, file)]
    work = 0
    while True:
        mended = "\n".join(lines)
        try:
            data = parsed(mended)
        except RecursionError:
            return {}, "", (*findings, _too_deep(mended, file))
        except tomllib.TOMLDecodeError as error:
            first, last, finding = _diagnosed(str(error), lines, file)
            findings.append(finding)
            work += sum(map(len, lines[:last]))  # the parser has read up to there
            if len(findings) >= MOST or work > _WORK:
                message = f"{len(findings)} statements are broken: what follows is not looked at"
                return {}, "", (*findings, _finding(message, finding.where, MEND_FIRST))
            lines[first:last] = [""] * (last - first)
        else:
            kept, passed = within(data, limits, partial(positions, mended, file))
            return kept, mended, (*findings, *passed)


def _blanked(lines: list[str], file: str) -> list[Finding]:
    """Blanks the statements that the parser must not meet; a finding for each reason."""
    text = "\n".join(lines)
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    found: list[Finding] = []
    for offset, message in _unreadable_at(text):
        row = bisect_right(starts, offset) - 1
        where = Where(file, row + 1, offset - starts[row] + 1)
        found.append(Finding(TOO_LONG, Severity.ERROR, message, where, "make it shorter"))
        if lines[row]:
            first = _start("", lines, row, len(lines[row]))
            last = _end(lines, first, row)
            lines[first:last] = [""] * (last - first)
    return list(counted_out(tuple(found)))


def _too_deep(text: str, file: str) -> Finding:
    """The finding for lists nested too deeply for the parser."""
    offset = _deepest_at(text, USUAL.depth)
    row = text.count("\n", 0, offset) + 1
    where = Where(file, row, offset - text.rfind("\n", 0, offset))
    message = f"lists or tables are nested too deeply: over {USUAL.depth} in each other"
    return Finding(TOO_DEEP, Severity.ERROR, message, where, "take a few levels out")


def parsed(text: str) -> dict[str, Any]:
    """The data of a TOML text. Raises TOMLDecodeError, in which tomllib's own words end with the
    place, for whatever is wrong but nesting, which is a RecursionError."""
    try:
        with decoding(tomllib.TOMLDecodeError, RecursionError):
            return tomllib.loads(text)
    except Undecodable as error:  # Python reads no whole number of so many digits
        found = _DIGITS.search(text)
        if found is None:
            raise tomllib.TOMLDecodeError(f"{error} (at end of document)") from None
        row = text.count("\n", 0, found.start())
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"{_MANY_DIGITS} (at line {row + 1}, column {column})"
        raise tomllib.TOMLDecodeError(message) from None


def _diagnosed(error: str, lines: list[str], file: str) -> tuple[int, int, Finding]:
    """The rows to blank out, and the finding, for what the parser says."""
    row, column = _place(error, lines)
    first = _start(error, lines, row, column)
    if first < row or error.startswith("Cannot"):
        column = _indent(lines[first]) + 1
    message, hint, shift = _sentence(error, lines, first, row)
    where = Where(file, first + 1, shift or column)
    return first, _end(lines, first, row), _finding(message, where, hint)


def _place(error: str, lines: list[str]) -> tuple[int, int]:
    """The row (from 0) and column (from 1) of a mistake; without one, of the end of the text."""
    found = _PLACE.search(error)
    if found and found[1]:
        return min(int(found[1]), len(lines)) - 1, int(found[2])
    row = next(index for index in reversed(range(len(lines))) if lines[index].strip())
    return row, len(lines[row]) + 1


def _start(error: str, lines: list[str], row: int, column: int) -> int:
    """The row on which the broken statement begins.

    A value or bracket missing where a statement begins is missing from the statement before; where
    that one is whole, the mistake is a statement of its own, such as a word just typed.
    """
    line = lines[row]
    opens = _STATEMENT.match(line) or _HEADER.match(line)
    # A table's name has no value: [slot.b] after an open list is read as a list in it.
    inside = error.startswith("Invalid value") and _HEADER.match(line)
    early = opens and column <= _indent(line) + 1 and error.startswith(("Invalid", "Unclosed"))
    before = inside or early
    for start in range(row - 1 if before else row, -1, -1):
        if _STATEMENT.match(lines[start]) or _HEADER.match(lines[start]):
            return row if start < row and _whole(lines[start:row]) else start
    return next((index for index in range(row, -1, -1) if lines[index].strip()), row)


def _whole(lines: list[str]) -> bool:
    """Whether lines are TOML by themselves."""
    try:
        parsed("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return True


def _end(lines: list[str], first: int, row: int) -> int:
    """The row after the broken statement; a broken table header takes its whole table along."""
    header = _HEADER.match(lines[first]) and not _STATEMENT.match(lines[first])
    for end in range(first + 1, len(lines)):
        if _HEADER.match(lines[end]) or (not header and _STATEMENT.match(lines[end])):
            return end
    return max(len(lines), row + 1)


def _sentence(error: str, lines: list[str], first: int, row: int) -> tuple[str, str, int | None]:
    """What is wrong, for people; what to write instead and a better column, where clear."""
    bare = _BARE.search(lines[first]) if len(lines[first]) <= _LONGEST_BARE else None
    if bare and error.startswith(("Invalid value", "Expected newline")) and first == row:
        return f"{bare[1]} needs quotes", f'write "{bare[1]}"', bare.start(1) + 1
    if error.startswith("Invalid value") and first < row:
        return "the list that begins here is not closed", "add the closing ]", None
    for start, sentence, remedy in _SENTENCES:
        if error.startswith(start):
            return sentence, remedy, None
    return _PLACE.sub("", error), "write it as TOML has it: key = value, texts in quotes", None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _finding(message: str, where: Where, hint: str) -> Finding:
    return Finding("toml-syntax", Severity.ERROR, message, where, hint)


# --- what would hold up a parser ------------------------------------------------------------------


_MOST_DIGITS = 40
"""The most digits of a number, those of its fraction included; no double needs more than 17 (IEEE
754)."""

_MOST_PARTS = 20
"""The most names between dots in one key."""

_KEY_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_SIGN = re.compile(
    rf"""(?P<text>\"{{3}}|'{{3}})
    |(?P<dotted>{_KEY_PART}(?:[ \t]*\.[ \t]*{_KEY_PART}){{{_MOST_PARTS},}})
    |"(?:[^"\\\n]|\\.)*"? | '[^'\n]*'? | \#[^\n]*
    |(?P<number>[0-9][0-9_]{{{_MOST_DIGITS},}})
    |(?P<open>[\[{{]) | (?P<close>[\]}}]) | [\w+-]+""",
    re.VERBOSE,
)
_ENDS = {'"""': re.compile(r'\\.|"{3,5}', re.DOTALL), "'''": re.compile(r"'{3,5}")}


def _unreadable_at(text: str) -> Iterator[tuple[int, str]]:
    """(offset, what is too much) of every number and key that the parser must not meet.

    tomllib refuses numbers of over 4,300 digits without saying where they stand, takes time with
    the square of the parts of a dotted key, and does not say where nesting gets too deep. So the
    tokens are scanned once before it runs, texts and comments skipped.
    """
    for found in _signs(text):
        if found.lastgroup == "number":
            digits = len(found[0]) - found[0].count("_")
            yield found.start(), f"a number of {digits:,} digits: at most {_MOST_DIGITS}"
        elif found.lastgroup == "dotted":
            parts = len(re.findall(_KEY_PART, found[0]))
            yield found.start(), f"a key of {parts:,} names with dots: at most {_MOST_PARTS}"


def _deepest_at(text: str, depth: int) -> int:
    """The offset of the first bracket nested deeper than `depth`; 0 where none is."""
    level = 0
    for found in _signs(text):
        level = max(0, level + (found.lastgroup == "open") - (found.lastgroup == "close"))
        if level > depth:
            return found.start()
    return 0


def _signs(text: str) -> Iterator[re.Match[str]]:
    """The tokens of a TOML text one by one; a string over several lines is skipped up to its
    end."""
    place = 0
    while found := _SIGN.search(text, place):
        yield found
        place = _after_text(text, found) if found.lastgroup == "text" else found.end()


def _after_text(text: str, opening: re.Match[str]) -> int:
    ends = _ENDS[opening[0]].finditer(text, opening.end())
    return next((end.end() for end in ends if end[0][0] != "\\"), len(text))
