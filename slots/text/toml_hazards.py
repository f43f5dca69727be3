"""What would hold up a TOML parser, found before it runs: numbers and keys nobody writes.

tomllib refuses numbers of over 4,300 digits without saying where they stand, takes time by the
square of the parts of a dotted key, and cannot say where what is nested too deeply begins. So the
signs are gone through once, texts and comments passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MOST_DIGITS = 40
"""Digits of a number, the fraction's among them; no double needs more than 17 (IEEE 754)."""

_MOST_PARTS = 20
"""Names between dots in one key."""

_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_SIGN = re.compile(
    rf"""(?P<text>\"{{3}}|'{{3}})
    |(?P<dotted>{_PART}(?:[ \t]*\.[ \t]*{_PART}){{{_MOST_PARTS},}})
    |"(?:[^"\\\n]|\\.)*"? | '[^'\n]*'? | \#[^\n]*
    |(?P<number>[0-9][0-9_]{{{_MOST_DIGITS},}})
    |(?P<open>[\[{{]) | (?P<close>[\]}}]) | [\w+-]+""",
    re.VERBOSE,
)
_ENDS = {'"""': re.compile(r'\\.|"{3,5}', re.DOTALL), "'''": re.compile(r"'{3,5}")}


def unreadable_at(text: str) -> Iterator[tuple[int, str]]:
    """(offset, what is too much) of every number and key that a parser is not to meet."""
    for found in _signs(text):
        if found.lastgroup == "number":
            digits = len(found[0]) - found[0].count("_")
            yield found.start(), f"a number of {digits:,} digits: at most {_MOST_DIGITS}"
        elif found.lastgroup == "dotted":
            parts = len(re.findall(_PART, found[0]))
            yield found.start(), f"a key of {parts:,} names with dots: at most {_MOST_PARTS}"


def deepest_at(text: str, depth: int) -> int:
    """The offset of the first bracket that stands deeper than so many; 0 where none does."""
    level = 0
    for found in _signs(text):
        level = max(0, level + (found.lastgroup == "open") - (found.lastgroup == "close"))
        if level > depth:
            return found.start()
    return 0


def _signs(text: str) -> Iterator[re.Match[str]]:
    """The signs of a text one by one; a text over several lines is passed over with its end."""
    place = 0
    while found := _SIGN.search(text, place):
        yield found
        place = _after_text(text, found) if found.lastgroup == "text" else found.end()


def _after_text(text: str, opening: re.Match[str]) -> int:
    ends = _ENDS[opening[0]].finditer(text, opening.end())
    return next((end.end() for end in ends if end[0][0] != "\\"), len(text))
