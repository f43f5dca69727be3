"""Which parts of one text are those of another: the same, changed, taken out, or put in.

    base:   A   B   C   D                 A same, B changed to b, C taken out, X put in before D
    new:    A   b       X   D

What stands once in both and in the same order is the frame (patience diff, Bram Cohen); between,
the longest common subsequence; what is left of a run is paired by the words that two parts share.
All of it is bounded: a run too long for that counts as changed whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_MOST_PAIRS = 250_000
"""Pairs of parts that are compared one by one, of a run between parts that stay."""

_MOST_LIKENESSES = 2_500
"""Pairs of parts whose words are counted."""

_ALIKE = 0.5
"""The share of words that a part and what it was changed to have in common."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Alignment:
    """A new text beside its base. `now` has for each part of the base the number of the part that
    it is now, None where it was taken out; `put_in` has, for each gap before a part of the base and
    the one at the end, the numbers of the parts put in there; `beside_lost` says of each gap
    whether the part before it was taken out."""

    now: tuple[int | None, ...]
    put_in: tuple[tuple[int, ...], ...]
    beside_lost: tuple[bool, ...]


def aligned(base: Sequence[str], new: Sequence[str]) -> Alignment:
    """What became of each part of a base."""
    pairs = _common(base, new)
    anchors = sorted((*pairs, *_changed(base, new, pairs)))
    now: list[int | None] = [None] * len(base)
    put_in: list[tuple[int, ...]] = [()] * (len(base) + 1)
    lost = [False] * (len(base) + 1)
    last_base = last_new = -1
    for at, to in (*anchors, (len(base), len(new))):
        put_in[at] = tuple(range(last_new + 1, to))
        lost[at] = at - last_base > 1
        if at < len(base):
            now[at] = to
        last_base, last_new = at, to
    return Alignment(tuple(now), tuple(put_in), tuple(lost))


_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of both texts: from, to in the base; from, to in the new one."""

    a: int
    b: int
    c: int
    d: int


def _common(base: Sequence[str], new: Sequence[str]) -> list[_Pair]:
    """Parts that are the same, in the order of both."""
    pairs: list[_Pair] = []
    waiting = [_Window(0, len(base), 0, len(new))]
    while waiting:
        a, b, c, d = _trimmed(waiting.pop(), base, new, pairs)
        if a == b or c == d:
            continue
        frame = _frame(base[a:b], new[c:d])
        if frame:
            last = (-1, -1)
            for at, to in (*frame, (b - a, d - c)):
                waiting.append(_Window(a + last[0] + 1, a + at, c + last[1] + 1, c + to))
                last = at, to
            pairs += ((a + at, c + to) for at, to in frame)
        elif (b - a) * (d - c) <= _MOST_PAIRS:
            pairs += ((a + at, c + to) for at, to in _longest(base[a:b], new[c:d]))
    return sorted(pairs)


def _trimmed(
    window: _Window, base: Sequence[str], new: Sequence[str], pairs: list[_Pair]
) -> tuple[int, int, int, int]:
    """A window without what is the same at its begin and end, which goes to the pairs."""
    a, b, c, d = window.a, window.b, window.c, window.d
    while a < b and c < d and base[a] == new[c]:
        pairs.append((a, c))
        a, c = a + 1, c + 1
    while a < b and c < d and base[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        pairs.append((b, d))
    return a, b, c, d


def _frame(base: Sequence[str], new: Sequence[str]) -> list[_Pair]:
    """What stands once in each of both, as many as stand in one order: the longest increasing
    subsequence, by patience sorting (Fredman 1975)."""
    once, twice = Counter(base), Counter(new)
    places = {part: to for to, part in enumerate(new) if twice[part] == 1}
    found = [
        (at, places[part]) for at, part in enumerate(base) if once[part] == 1 and part in places
    ]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, to) in enumerate(found):
        at = bisect_left(tails, to)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [to], [index]
    chain: list[_Pair] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(found[index])
        index = before[index]
    return chain[::-1]


def _longest(base: Sequence[str], new: Sequence[str]) -> list[_Pair]:
    """The longest common subsequence, by dynamic programming from the end."""
    width = len(new) + 1
    best = [[0] * width for _ in range(len(base) + 1)]
    for at in range(len(base) - 1, -1, -1):
        here, below = best[at], best[at + 1]
        for to in range(len(new) - 1, -1, -1):
            same = base[at] == new[to]
            here[to] = below[to + 1] + 1 if same else max(below[to], here[to + 1])
    pairs: list[_Pair] = []
    at = to = 0
    while at < len(base) and to < len(new):
        if base[at] == new[to]:
            pairs.append((at, to))
            at, to = at + 1, to + 1
        elif best[at + 1][to] >= best[at][to + 1]:
            at += 1
        else:
            to += 1
    return pairs


def _changed(base: Sequence[str], new: Sequence[str], same: Sequence[_Pair]) -> list[_Pair]:
    """Between parts that stay: parts that are others by now, though most of their words are."""
    pairs: list[_Pair] = []
    last = (-1, -1)
    for at, to in (*same, (len(base), len(new))):
        old, fresh = range(last[0] + 1, at), range(last[1] + 1, to)
        if len(old) == len(fresh) == 1 and old and _kind(base[old[0]]) == _kind(new[fresh[0]]):
            pairs.append((old[0], fresh[0]))
        elif old and fresh and len(old) * len(fresh) <= _MOST_LIKENESSES:
            chosen = _most_alike([base[n] for n in old], [new[n] for n in fresh])
            pairs += ((old[a], fresh[b]) for a, b in chosen)
        last = at, to
    return pairs


def _kind(part: str) -> str:
    """What sort of block a part is, by its first character: one is not changed to another."""
    return part[:1] if part[:1] in "#:>|`!-*" else ""


def _most_alike(base: Sequence[str], new: Sequence[str]) -> list[_Pair]:
    """Pairs in the order of both, so that the sum of their likenesses is the highest."""
    olds, news = list(map(_words, base)), list(map(_words, new))
    alike = [[_likeness(old, fresh) for fresh in news] for old in olds]
    best = [[0.0] * (len(new) + 1) for _ in range(len(base) + 1)]
    for at in range(len(base) - 1, -1, -1):
        for to in range(len(new) - 1, -1, -1):
            paired = best[at + 1][to + 1] + alike[at][to]
            best[at][to] = max(best[at + 1][to], best[at][to + 1], paired)
    pairs: list[_Pair] = []
    at = to = 0
    while at < len(base) and to < len(new):
        if alike[at][to] and best[at][to] == best[at + 1][to + 1] + alike[at][to]:
            pairs.append((at, to))
            at, to = at + 1, to + 1
        elif best[at][to] == best[at + 1][to]:
            at += 1
        else:
            to += 1
    return pairs


def _words(part: str) -> Counter[str]:
    return Counter(_WORD.findall(part.lower()))


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    """The share of words two parts have in common (Dice); 0 where they are others altogether."""
    count = old.total() + new.total()
    share = 2 * (old & new).total() / count if count else 0.0
    return share if share >= _ALIKE else 0.0
