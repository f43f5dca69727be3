"""The ten classes of instances on which two-dimensional bin packing is compared.

Berkey and Wang (Two-dimensional finite bin-packing algorithms, Journal of the Operational Research
Society 38, 1987): widths and heights uniform from 1 to `most`, bins square.

    class   I   II  III   IV    V   VI
    most   10   10   35   35  100  100
    bin    10   30   40  100  100  300

Martello and Vigo (Exact solution of the two-dimensional finite bin packing problem, Management
Science 44, 1998): bins of 100 by 100, items of four types, uniform within

    type 1  width 2/3 to 1, height up to 1/2 of the bin    type 3  both from 1/2
    type 2  width up to 1/2, height 2/3 to 1               type 4  both up to 1/2

Class VII has type 1 with probability 70 %, VIII type 2, IX type 3, X type 4, each other one 10 %.

Of each class there are ten instances of 20, 40, 60, 80 and 100 items (Lodi, Martello and Vigo,
Heuristic and metaheuristic approaches for a class of two-dimensional bin packing problems, INFORMS
Journal on Computing 11, 1999). They were drawn with a linear congruential generator (multiplier
7141, increment 54773, modulus 259200), heights before widths, started by as many idle draws as
2001 + 31.47 * items * instance; done so again, these are the very instances of the literature
(compared with 2DPackLib's), and its results are comparable.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from slots.rules.size import Size

SIZES = (20, 40, 60, 80, 100)
INSTANCES = range(1, 11)
BINS = (10, 30, 40, 100, 100, 300, 100, 100, 100, 100)
MOST = (10, 10, 35, 35, 100, 100)
NAMES = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

PUBLISHED = (997, 124, 696, 122, 892, 110, 827, 834, 2130, 502)
"""Bins for all 50 instances of each class, as Gonçalves and Resende report them (A biased random
key genetic algorithm for 2D and 3D bin packing problems, 2013): the best of the heuristics."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance: its class from 1 to 10, items, and the bin."""

    number: int
    items: tuple[Size, ...]
    bin: Size


def instance(number: int, count: int, which: int) -> Instance:
    """Instance `which` (1 to 10) of class `number` (1 to 10) with `count` items."""
    draws, whole = _draws(2001 + count * which * 3147 // 100), BINS[number - 1]
    make = _uniform if number <= len(MOST) else _typed
    items = tuple(make(number, draws) for _ in range(count))
    return Instance(number, items, Size(whole, whole))


def _uniform(number: int, draws: Iterator[int]) -> Size:
    most = MOST[number - 1]
    height, width = (_between(1, most, next(draws)) for _ in range(2))
    return Size(width, height)


def _typed(number: int, draws: Iterator[int]) -> Size:
    """An item of class VII to X; the draw for its type goes through the types in turn."""
    left, drawn = 10 * next(draws), MODULUS
    for kind in (1, 2, 3, 4):
        left -= (7 if kind == number - 6 else 1) * drawn
        if left < 0:
            break
    wide, high = TYPES[kind]
    height = _between(*high, next(draws))
    return Size(_between(*wide, next(draws)), height)


MODULUS = 259_200
LARGE, HALF, SMALL = (66, 100), (50, 100), (1, 50)
TYPES = {1: (LARGE, SMALL), 2: (SMALL, LARGE), 3: (HALF, HALF), 4: (SMALL, SMALL)}
"""Ranges of widths and heights in a bin of 100."""


def _between(low: int, high: int, draw: int) -> int:
    return low + (high - low + 1) * draw // MODULUS


def _draws(idle: int) -> Iterator[int]:
    value = 0
    while True:
        value = (value * 7141 + 54_773) % MODULUS
        idle -= 1
        if idle < 0:
            yield value
