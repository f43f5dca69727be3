"""Hyphenation by language, as newspapers hyphenate: never two letters over, seldom in names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from layout.typeset.breaks.hyphen_patterns import Patterns, patterns

_LEFT, _RIGHT = 2, 3
"""Letters before and after a hyphen: two carried over are not worth a
hyphen, and save hardly more than it takes. But they may be better than white lines."""

_SCHOOLS = {"hyph_en_GB": "en-US"}  # dictionary: language

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Hyphenator:
    """Where the words of a language may be broken. A memo of a pure function, made for one run."""

    language: str
    _patterns: tuple[Patterns, ...]
    _least: tuple[int, int] = (_LEFT, _RIGHT)
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
        if not self._patterns or len(text) < sum(self._least):
            return ()
        core, start = (text, 0) if text.isalpha() else _letters_of(text)
        if len(core) < sum(self._least) or core.isupper():
            return ()
        if not core.islower() and not core.istitle():
            return ()  # iPhone, McGregor: a break inside would read as two words
        left, right = self._least
        positions = self._patterns[0].positions(core.lower())
        for more in self._patterns[1:]:
            positions = tuple(sorted({*positions, *more.positions(core.lower())}))
        return tuple([start + p for p in positions if left <= p <= len(core) - right])


def _letters_of(text: str) -> tuple[str, int]:
    """The longest stretch of letters in a token, and where it begins."""
    match = max(_LETTERS.finditer(text), key=lambda found: len(found[0]), default=None)
    return (match[0], match.start()) if match else ("", 0)


def hyphenator(language: str, every: bool = False) -> Hyphenator:
    """The hyphenator of a BCP 47 language; one that breaks nothing where there are no patterns.

    With `every` it also gives the hyphens that leave or carry over as few letters as the language
    permits, and those of the language's other school: British English is broken by the parts of a
    word, American by its sound, and both are read.
    """
    found = patterns(language)
    if found is None:
        return Hyphenator(language, ())
    other = patterns(_SCHOOLS[found.name]) if every and found.name in _SCHOOLS else None
    both = (found, other) if other else (found,)
    return Hyphenator(language, both, found.least if every else (_LEFT, _RIGHT))


def has_more(language: str) -> bool:
    """Whether a language has hyphens that are for white lines only."""
    found = patterns(language)
    return found is not None and (found.least != (_LEFT, _RIGHT) or found.name in _SCHOOLS)
