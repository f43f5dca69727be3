"""Hyphenation by language, as newspapers hyphenate: never two letters over, seldom in names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from layout.typeset.breaks.hyphen_patterns import Patterns, patterns

_LEFT, _RIGHT, _SHORTEST = 2, 3, 5
"""Letters before and after a hyphen, and in the whole word: two carried over are not worth a
hyphen, and save hardly more than it takes."""

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Hyphenator:
    """Where the words of a language may be broken. A memo of a pure function, made for one run."""

    language: str
    _patterns: Patterns | None
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def breaks(self, text: str) -> tuple[int, ...]:
        """Indexes in a token before which a hyphen may go; none in acronyms and short words.

        >>> hyphenator("en").breaks("“transnational,")
        (8,)
        """
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._find(text)
        return found

    def _find(self, text: str) -> tuple[int, ...]:
        if self._patterns is None or len(text) < _SHORTEST:
            return ()
        core, start = (text, 0) if text.isalpha() else _letters_of(text)
        if len(core) < _SHORTEST or core.isupper():
            return ()
        if not core.islower() and not core.istitle():
            return ()  # iPhone, McGregor: a break inside would read as two words
        positions = self._patterns.positions(core.lower())
        return tuple([start + p for p in positions if _LEFT <= p <= len(core) - _RIGHT])


def _letters_of(text: str) -> tuple[str, int]:
    """The longest stretch of letters in a token, and where it begins."""
    match = max(_LETTERS.finditer(text), key=lambda found: len(found[0]), default=None)
    return (match[0], match.start()) if match else ("", 0)


def hyphenator(language: str) -> Hyphenator:
    """The hyphenator of a BCP 47 language; one that breaks nothing where there are no patterns."""
    return Hyphenator(language, patterns(language))
