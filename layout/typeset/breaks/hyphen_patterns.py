"""Liang's hyphenation patterns in a trie (F. M. Liang, Word Hy-phen-a-tion by Com-put-er,
Stanford 1983), on the dictionaries that the pyphen package carries.

    word      . h y p h e n .
    pattern     h y3p h                 digits stand between letters; the greatest wins,
    pattern           h e2n             an odd one allows a break
    result      h y3p h e2n

pyphen itself gives the same breaks (a test holds us to it) in ten times the time: it reads each
pattern when it opens a dictionary and tries every substring of a word. Here patterns are read when
a word first meets them, and substrings that begin no pattern end the search.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pyphen

_DIGITS = str.maketrans("", "", "0123456789")
_HEX = re.compile(r"\^{2}([0-9a-f]{2})")
_LEAST = re.compile(r"^(LEFT|RIGHT)HYPHENMIN (\d+)", re.MULTILINE)
_COMMENTS = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUND", "NOHYPHEN")


class Patterns:
    """The patterns of one language, as a trie: letter -> node, and under "" the pattern itself.
    `name` is that of its dictionary."""

    def __init__(self, file: Path) -> None:
        self.name, self._file = file.stem, file
        self._known: dict[str, tuple[int, ...]] = {}

    @cached_property
    def _root(self) -> dict[str, Any]:
        """The trie, made for the first word: many a run sets none anew."""
        text = _decoded(self._file.read_bytes())
        if "^^" in text:
            text = _HEX.sub(lambda match: chr(int(match.group(1), 16)), text)
        root: dict[str, Any] = {}
        for line in text.split("\n")[1:]:
            if line and not line.startswith(_COMMENTS):
                _add(line.strip().partition("/")[0].replace("=", ""), root)
        return root

    @cached_property
    def least(self) -> tuple[int, int]:
        """Letters that must stand before and after a hyphen, as the dictionary says (2 if not)."""
        found = dict(_LEAST.findall(_decoded(self._file.read_bytes())))
        return int(found.get("LEFT", 2)), int(found.get("RIGHT", 2))

    def positions(self, word: str) -> tuple[int, ...]:
        """Indexes in a lower-case word before which it may be broken."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._find(word)
        return known

    def _find(self, word: str) -> tuple[int, ...]:
        dotted = f".{word}."
        values = [0] * (len(dotted) + 1)
        for first in range(len(dotted)):
            node = self._root
            for letter in dotted[first:]:
                node = node.get(letter)  # type: ignore[assignment]
                if node is None:
                    break
                if "" in node:
                    for place, value in _values(node):
                        if value > values[first + place]:
                            values[first + place] = value
        return tuple([place - 1 for place, value in enumerate(values) if value & 1])


def _add(pattern: str, root: dict[str, Any]) -> None:
    node = root
    for letter in pattern.translate(_DIGITS):
        found = node.get(letter)
        if found is None:
            found = node[letter] = {}
        node = found
    node[""] = pattern


def _values(node: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """The (place, digit) of a pattern's digits, read when it is first met."""
    pattern = node[""]
    if isinstance(pattern, tuple):
        return pattern
    found, place = [], 0
    for sign in pattern:
        if sign.isdigit():
            found.append((place, int(sign)))
        else:
            place += 1
    node[""] = tuple(found)
    return tuple(found)


def patterns(language: str) -> Patterns | None:
    """The patterns of a BCP 47 language, or of the nearest one; None where there are none."""
    name = pyphen.language_fallback(language.replace("-", "_"))
    return _patterns_in(str(pyphen.LANGUAGES[name])) if name else None


@cache  # what an installed package says does not change while it is used
def _patterns_in(file: str) -> Patterns:
    return Patterns(Path(file))


def _decoded(data: bytes) -> str:
    """A dictionary's text: its first line names the encoding."""
    name = data.split(b"\n", 1)[0].strip().decode("ascii", "replace")
    return data.decode("cp1251" if name.lower() == "microsoft-cp1251" else name)
