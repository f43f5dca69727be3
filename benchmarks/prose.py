"""English-looking prose of any length, the same every time: what the benchmarks typeset.

Words are taken with the frequencies of running text (Zipf's law), so that a word cache helps no
more than it does on a real newspaper: 50,000 words have some 12,000 different ones, counted with
their punctuation.
"""

from __future__ import annotations

import random
from bisect import bisect
from itertools import accumulate

COMMON = (
    "the of and to in a is that for it was on are as with his they at be this from have or by "
    "one had not but what all were when we there can an your which their said if do will each "
    "about how up out them then she many some so these would other into has more her two like "
    "him see time "
    "could no make than first been its who now people my made over did down only way find use may "
    "water long little very after words called just where most know government president police "
    "officials country between minister report million percent during national against city state"
).split()
STARTS = (
    "con trans inter pro re de com dis ex pre sub under over per im in un out ad at be en es for "
    "gov min mar port res sec tel val ver win wor car can cap cor cur den doc dra fal fam fin"
).split()
MIDDLES = (
    "por duc ti ment mi ver si tra cel fer men ta li ca ro ni di la vi gra cu ri mu po te".split()
)
ENDS = (
    "tion ing ed ment er ly al ous ive ity ance ence able ers ist ism ship ness ful less es s y"
).split()
VOCABULARY = 14_000


def words(count: int, seed: int = 1) -> list[str]:
    """So many words of prose with sentences, commas and quotes."""
    chance = random.Random(seed)
    vocabulary = _vocabulary(chance)
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(vocabulary))))
    prose: list[str] = []
    left, first = 0, True
    for _ in range(count):
        word = vocabulary[bisect(weights, chance.random() * weights[-1])]
        if not left:
            left, first = chance.randint(6, 28), True
        left -= 1
        word = word.capitalize() if first else word
        first = False
        if not left:
            word += "."
        elif chance.random() < 0.06:
            word += ","
        prose.append(word)
    return prose


def _vocabulary(chance: random.Random) -> list[str]:
    """Common words first, then made-up ones of two to five syllables, all different."""
    found = dict.fromkeys(COMMON)
    while len(found) < VOCABULARY:
        middles = "".join(chance.choice(MIDDLES) for _ in range(chance.choice((0, 0, 1, 1, 2))))
        found[chance.choice(STARTS) + middles + chance.choice(ENDS)] = None
    return list(found)


def paragraphs(count: int, seed: int = 1) -> list[str]:
    """So many words in paragraphs of 25 to 90 words."""
    prose, chance = words(count, seed), random.Random(seed + 1)
    found, at = [], 0
    while at < len(prose):
        length = chance.randint(25, 90)
        text = " ".join(prose[at : at + length])
        found.append(text[0].upper() + text[1:].rstrip(",.") + ".")
        at += length
    return found
