"""Lead-ins: blocks of text that lead to the block below them, so that nothing may come between.

The council agreed:                  ends in a colon
- to open the harbour                what it leads to

**May I bring my bicycle?**          a short paragraph, strong as a whole: it stands for a
Yes, for half the fare.              heading
"""

from __future__ import annotations

import re
import unicodedata

from layout.story.block import Block, Crosshead, Listing, Paragraph, Quote
from layout.story.run import Emphasis, Runs, all_in, text_of

_LONGEST_HEADING = 120
"""Characters of a strong paragraph that still stands for a heading: two lines of it at most."""

_COLONS = frozenset(":\uff1a\ufe55\ufe13\u2236\ua789\u1366")
"""Ours, that of Chinese and Japanese in its forms, the ratio sign and the letter that look like it,
and the preface colon of Ethiopic. (The full stop of Armenian looks like one and is none.)"""

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015"
_MARKS = "\"'*_"
_BRACKETS = {")": "(", "]": "[", "\uff09": "\uff08", "\u3011": "\u3010"}
_FACE = re.compile(r"(?:^|\s):-?[)\](]$")


def leads(block: Block) -> bool:
    """Whether a block belongs to what follows it: its text ends in a colon, or it is a paragraph
    that stands for a heading. Crossheads have rules of their own, but one may end in a colon, too.
    """
    match block:
        case Paragraph(runs=runs):
            return ends_in_colon(text_of(runs)) or _stands_for_heading(runs)
        case Crosshead(runs=runs):
            return ends_in_colon(text_of(runs))
        case Listing(items=rows) if rows:
            return ends_in_colon(text_of(rows[-1]))
        case Quote(paragraphs=rows, credit=credit) if rows and not credit:
            return ends_in_colon(text_of(rows[-1]))
        case _:
            return False


def ends_in_colon(text: str) -> bool:
    """Whether a text ends in a colon; closing quotes, brackets that it opened, and a dash may
    follow.

    >>> list(map(ends_in_colon, ("They agreed:", "(as follows:)", "Well :)", "At 6:15")))
    [True, True, False, False]
    """
    text = text.rstrip()
    if text.endswith((")", "]")) and _FACE.search(text):
        return False
    while text and _follows(text):
        text = text[:-1]
    if text and text[-1] in _DASHES:
        text = text.rstrip(_DASHES).rstrip()
    return bool(text) and text[-1] in _COLONS


def _follows(text: str) -> bool:
    """Whether the last character of a text may stand behind a colon that ends it."""
    sign = text[-1]
    if sign in _BRACKETS:
        return _BRACKETS[sign] in text
    return sign in _MARKS or sign.isspace() or unicodedata.category(sign) in _CLOSING


_CLOSING = ("Pf", "Pi", "Pe", "Cf")
"""Quotes (German closes with what English opens with), brackets of CJK, marks that nobody sees."""


def _stands_for_heading(runs: Runs) -> bool:
    """Whether a paragraph stands for a heading: short, all of it strong, and not a link alone."""
    short = 0 < len(text_of(runs).strip()) <= _LONGEST_HEADING
    linked = all(run.href for run in runs if run.text.strip())
    return short and not linked and all_in(Emphasis.BOLD, runs)
