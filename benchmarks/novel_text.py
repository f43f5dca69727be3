"""A novel of any length in the manner of Project Gutenberg: chapters in Roman numerals, lines
wrapped at 72 characters, much dialogue, scene breaks, _emphasis_. The same every time."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterator

from benchmarks.prose import words

CHAPTER_WORDS = 4_000
SPOKEN = 0.45  # of all paragraphs
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_SAID = ("she said", "he said", "asked the captain", "said Inés, without looking up", "he cried")


def novel(count: int, seed: int = 1) -> str:
    """A novel of about so many words as plain text."""
    blocks = ["The Keeper of Punta Alba", *_blocks(count, seed)]
    return "\n\n".join(textwrap.fill(block, 72) for block in blocks) + "\n"


def _blocks(count: int, seed: int) -> Iterator[str]:
    """Chapter headings, paragraphs and scene breaks."""
    dice, copy = random.Random(f"novel {seed}"), words(count, seed)
    at, chapter, chapter_ends, scene = 0, 0, 0, 0
    while at < len(copy):
        if at >= chapter_ends:
            chapter, chapter_ends = chapter + 1, at + round(CHAPTER_WORDS * dice.uniform(0.6, 1.4))
            yield f"CHAPTER {roman(chapter)}"
            scene = at + dice.randint(600, 2_000)
        elif at >= scene:
            yield "* * *"
            scene = at + dice.randint(600, 2_000)
        spoken = dice.random() < SPOKEN
        length = dice.randint(2, 24) if spoken else round(dice.lognormvariate(4.0, 0.7)) + 6
        text = _sentence(copy[at : at + length], dice)
        at += length
        yield _spoken(text, dice) if spoken else text


def _sentence(found: list[str], dice: random.Random) -> str:
    """Words as a paragraph: a capital first, a full stop last, now and then one in italics."""
    if dice.random() < 0.15:
        place = dice.randrange(len(found))
        found = [*found[:place], f"_{found[place].rstrip('.,')}_", *found[place + 1 :]]
    text = " ".join(found)
    return text[0].upper() + text[1:].rstrip(",.") + "."


def _spoken(text: str, dice: random.Random) -> str:
    """What somebody says, sometimes with who says it."""
    if dice.random() < 0.4:
        return f"“{text[:-1]},” {dice.choice(_SAID)}."
    return f"“{text}”"


def roman(number: int) -> str:
    """A number up to 89 in Roman numerals."""
    found = ""
    for value, sign in _ROMAN:
        while number >= value:
            found, number = found + sign, number - value
    return found
