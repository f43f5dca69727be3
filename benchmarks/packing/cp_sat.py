"""Packing into a number of bins, or the proof that they do not hold the items: CP-SAT.

Each item lies in one bin, nothing overlaps in any. What a bin holds is also bounded by areas of
changed sides (see `bound`), and of two items too large to share a bin it holds one: these say
quickly that bins are too few, where placing alone would search without end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.packing.bins import Bins, Put
from benchmarks.packing.effort import Limits
from benchmarks.packing.lower_bound import lifted, weights
from slots.rules.size import Size
from slots.solver import Program, Sum, total

TUNING = "linearization_level:1"
"""Measured on the classes of Berkey and Wang, Martello and Vigo: finds packings soonest."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The packing, or none; `proven` that there is none."""

    bins: Bins | None
    proven: bool = False


def packed_into(items: Sequence[Size], bin: Size, bins: int, limits: Limits) -> Outcome:
    """The items in so many bins, as far as the limit of work tells."""
    program = _Model(lifted(items, bin), bin, bins)
    program.add_weights(limits.weights)
    return program.solve(limits.exact)


class _Model:
    """The program under construction. The k-th largest item lies in one of the first k bins, as
    bins have no order of their own."""

    def __init__(self, items: Sequence[Size], bin: Size, bins: int) -> None:
        self._items, self._bin = items, bin
        self._program = program = Program()
        self._in: dict[tuple[int, int], Sum] = {}
        self._corners: list[tuple[Sum, Sum]] = [(Sum(), Sum())] * len(items)
        spans: list[list[tuple[int, int]]] = [[] for _ in range(bins)]
        largest = sorted(range(len(items)), key=lambda i: (-items[i].width * items[i].height, i))
        for place, number in enumerate(largest):
            item = items[number]
            choices = [program.choice() for _ in range(min(bins, place + 1))]
            program.exactly_one(choices)
            x = program.whole(0, bin.width - item.width)
            y = program.whole(0, bin.height - item.height)
            right, top = (
                program.whole(item.width, bin.width),
                program.whole(item.height, bin.height),
            )
            self._corners[number] = x, y
            for one, choice in enumerate(choices):
                self._in[number, one] = choice
                across = program.span(x, Sum((), item.width), right, [choice])
                down = program.span(y, Sum((), item.height), top, [choice])
                spans[one].append((across, down))
        for pairs in spans:
            program.apart([across for across, _ in pairs], [down for _, down in pairs])
        self._add_rivals(bins)

    def _add_rivals(self, bins: int) -> None:
        for (i, one), (j, other) in combinations(enumerate(self._items), 2):
            beside = one.width + other.width <= self._bin.width
            if not beside and one.height + other.height > self._bin.height:
                for number in range(bins):
                    pair = [self._in[k, number] for k in (i, j) if (k, number) in self._in]
                    self._program.most(total(pair), 1)

    def add_weights(self, count: int) -> None:
        """No bin holds more than it can, by any of these areas."""
        for weight in weights(self._items, self._bin, count):
            within: dict[int, list[Sum]] = {}
            for (item, number), choice in self._in.items():
                within.setdefault(number, []).append(choice * weight.items[item])
            for areas in within.values():
                self._program.most(total(areas), weight.bin)

    def solve(self, work: float) -> Outcome:
        """What the solver finds within this work."""
        answer = self._program.minimise(Sum(), work, tuning=TUNING)
        if answer.values is None:
            return Outcome(None, answer.proven)
        lying: dict[int, list[Put]] = {}
        for (item, number), choice in self._in.items():
            if answer(choice):
                x, y = self._corners[item]
                lying.setdefault(number, []).append(Put(item, answer(x), answer(y)))
        return Outcome(tuple(tuple(lying[number]) for number in sorted(lying)))
