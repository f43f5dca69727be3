"""The guess of those who measure text without a browser: so many characters fill a line.

The Guardian's server-side estimate is 23.8 px a line, with 72 characters a line on wide screens
and 39 on phones (../shared/domain/web-ads.md names the source). It knows neither words nor
letters: the last line counts whole, and nothing else.
"""

from __future__ import annotations

from layout.story.block import Paragraph
from layout.story.run import text_of

LEADING = 23.8
WIDE, NARROW = 72, 39
PHONES = 600
"""Screens narrower than this in CSS px count as phones: where our own page changes its measure."""


def guessed(block: Paragraph, screen: int, leading: float = LEADING) -> float:
    """The height in px that the formula gives a paragraph on a screen.

    `leading` other than the formula's own asks how good its count of lines is on another page.
    """
    each = NARROW if screen < PHONES else WIDE
    return -(-len(text_of(block.runs)) // each) * leading
