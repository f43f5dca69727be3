"""Portraits: which pictures are mug shots, where a publication has them recognised.

It is upright, what must be seen of it is no more than a part, and its cutline is the name of one
person and nothing else. A picture of a place may look so, too: for that reason a publication has to
ask for it (`mugs = "by rule"` under [print]).
"""

from __future__ import annotations

import re

from layout.story.block import Picture
from layout.story.run import text_of

_UPRIGHT = 110, 200  # per cent of its width that it is deep
_SMALL = 60
"""Per cent of a picture that must be seen of it, at most, where its story says so."""

_PARTICLES = frozenset(
    "al av ben bin bint da das de del della den der di dos du el la le ten ter van von y zu".split()
)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[-'’.])*")
_WORDS = range(2, 6)


def is_portrait(picture: Picture, across: int, down: int) -> bool:
    """Whether a picture of these proportions looks like the portrait of one person."""
    least, most = _UPRIGHT
    if not least * across <= 100 * down <= most * across:
        return False
    left, top, right, bottom = picture.keep or (0, 0, 0, 0)
    return (right - left) * (bottom - top) <= _SMALL * 100 and is_name(text_of(picture.cutline))


def is_name(text: str) -> bool:
    """Whether a text is the name of one person, and nothing else.

    >>> [is_name(text) for text in ("Elvira Monge", "Jan van der Velde", "The pier", "A and B")]
    [True, True, False, False]
    """
    words = text.strip().split()
    if len(words) not in _WORDS or text.strip().endswith("."):
        return False
    if not all(map(_NAME.fullmatch, words)) or words[0].lower() in ("the", "a", "an"):
        return False
    return all(word[0].isupper() or word in _PARTICLES for word in words) and words[-1][0].isupper()
