"""Text without what no page may carry: control characters, bidi overrides, stray byte marks; and
without what no XML may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from slots.finding import Finding, Severity, Where

# Kept on purpose: tab, NBSP and the other spaces, soft hyphens, zero-width joiners and the plain
# direction marks U+200E and U+200F, which right-to-left copy needs.
_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = re.compile("[ \t\n]+")


def sanitise(text: str, source: str) -> tuple[str, tuple[Finding, ...]]:
    """The text with line ends as newlines and unwanted characters gone, each kind reported once.

    Carriage returns, form feeds and Unicode line separators end a line. Control characters,
    explicit bidi embeddings, overrides and isolates, byte order marks inside the text, lone
    surrogates and noncharacters are removed, and a finding names where the first one stood.
    """
    broken = _BREAKS.sub("\n", text)
    if not _UNWANTED.search(broken):
        return broken, ()
    return _UNWANTED.sub("", broken), tuple(_removals(broken, source))


def _removals(text: str, source: str) -> Iterable[Finding]:
    """One finding for each unwanted character, in the order of first appearance."""
    for sign in dict.fromkeys(_UNWANTED.findall(text)):
        name = "bidi control" if sign in _BIDI else "control character"
        count = text.count(sign)
        times = "once" if count == 1 else f"{count} times"
        yield Finding(
            "unwanted-character",
            Severity.WARNING,
            f"removed {name} U+{ord(sign):04X}, found {times}, first here",
            _place_of(text, text.index(sign), source),
            "delete it in the source to be rid of this message",
        )


def _place_of(text: str, offset: int, source: str) -> Where:
    """File, line and column (from 1) of a character offset."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Where(source or None, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def legal(text: str) -> str:
    """A text without the characters that no XML document can have (XML 1.0, 2.2).

    >>> legal("a\\x00b\\x1fc")
    'abc'
    """
    return _NOT_XML.sub("", text)


def fold(text: str) -> str:
    """Runs of spaces, tabs and newlines as one space; other spaces (NBSP, thin) stay as written."""
    return _SPACES.sub(" ", text)
