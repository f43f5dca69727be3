"""Words of a text that are not printed: counted, and reported with their number.

No word of a story is dropped in silence. What has no place on the page, such as the text of a
comment, is counted and reported where it stands, so that nobody looks for it on the page in vain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from slots.finding import Finding, Severity, Where

LOST = "lost-words"
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def count_words(text: str) -> int:
    """How many words a text has.

    >>> count_words("The mayor's boat -- well-known -- sank at 4.")
    7
    """
    return sum(1 for _ in _WORD.finditer(text))


def count_missing(text: str, printed: Iterable[str]) -> int:
    """How many words of a text stand in none of the printed ones.

    >>> count_missing("to be or not to be", ["to be", "or be"])
    2
    """
    there = Counter(word for each in printed for word in _WORD.findall(each))
    return (Counter(_WORD.findall(text)) - there).total()


def lost_words(
    count: int, what: str, where: Where, hint: str, severity: Severity = Severity.WARNING
) -> Finding:
    """The finding for words that are not printed; `what` says why, after their number."""
    words = "1 word is" if count == 1 else f"{count:,} words are"
    return Finding(LOST, severity, f"{words} not printed: {what}", where, hint)


_LONGEST = 60
"""Characters of a text that a finding repeats."""


def shortened(text: str) -> str:
    """The beginning of a text, for messages."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
