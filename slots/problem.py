"""What place has to solve: which gaps are open, what a choice is worth, and what fits together.

A *chain* is a choice: (gap, content) pairs from top to bottom, at most one content in a gap.

Two boxes of a chain on one strip, with everything that stands between them:

        ┬─┐ a
        ┴─┘ ─┬─
             │ a's margin
             │ copy from a's mark ...                         distance(a, b): from the
             │ boxes between, each with its growth            foot of a to the head of
             │ ... to b's mark                                b, in the final flow
             │ lift: b's margin where that is more than
             │       the natural white above b's mark
        ┬─┐ ─┴─ b
        ┴─┘
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from slots.content import Content
from slots.distance import Axis, Need, Ruler
from slots.obstacle import Obstacle
from slots.policy import better_ads_share, density_over
from slots.rules import AD, PageTerms, Terms
from slots.strip import Role
from slots.units import Length

Chain = tuple[tuple[int, int], ...]

POINT = 1000
"""The objective counts thousandths of a point of value."""

MUST = 10**12
"""What a slot's `min` is worth for each content up to it: more than all values together."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Contents of one story, the terms they stand on, and the strips they must fit.

    `closed` has a mapping from gap to obstacles for each content; `needs[a][b]` the distances
    asked for with a above b: the rule's name for it and the need on each strip.
    """

    contents: tuple[Content, ...]
    terms: tuple[Terms, ...]
    holds: tuple[str, ...]
    page: PageTerms
    rulers: tuple[Ruler, ...]
    closed: tuple[dict[int, tuple[Obstacle, ...]], ...]
    needs: tuple[tuple[tuple[tuple[str, tuple[Need, ...]], ...], ...], ...]
    margins: tuple[tuple[int, ...], ...]

    @property
    def end(self) -> int:
        """The gap at the end."""
        return len(self.rulers[0].strip.items)

    def open(self, content: int, gap: int) -> bool:
        """Whether the copy alone lets a content stand in a gap."""
        return gap not in self.closed[content]

    def lift(self, content: int, gap: int, strip: int) -> int:
        """How far below the mark its box begins: margin beyond the natural white."""
        return max(0, self.margins[content][strip] - self.rulers[strip].white[gap])

    def growth(self, content: int, gap: int, strip: int) -> int:
        """How far everything below moves down."""
        box = self.contents[content].sizes[strip][1] + self.margins[content][strip]
        return self.lift(content, gap, strip) + box


def worth(problem: Problem, content: int, gap: int) -> int:
    """What a content is worth in a gap of the first strip: its value, less the decay of depth.

    Linear: `decay` of the value for each screen of copy above, never below a tenth of it.
    """
    terms, ruler = problem.terms[content], problem.rulers[0]
    full = terms.value * POINT
    screen = ruler.strip.viewport[1]
    if not terms.decay.value or screen <= 0:
        return full
    share = terms.decay.value / 100
    lost = full * ruler.scales[Axis.MPT][gap] * share.numerator // (screen * share.denominator)
    return max(full - lost, full // 10)


def stretch(problem: Problem, upper: int, lower: int) -> int:
    """The cost of a stretch of copy without a slot, between two marks: evenness x (share of copy)².

    Squares are least when all stretches are equal, and splitting one never costs more.
    """
    whole = problem.rulers[0].whole[Axis.MPT]
    evenness = problem.page.evenness * POINT
    return evenness * (lower - upper) ** 2 // (whole * whole) if whole > 0 else 0


def objective(problem: Problem, chain: Chain) -> int:
    """What a chain is worth: values, plus evenness, less disorder; each `min` kept comes first."""
    marks = problem.rulers[0].scales[Axis.MPT]
    stops = (0, *(marks[gap] for gap, _ in chain), problem.rulers[0].whole[Axis.MPT])
    total = stretch(problem, 0, stops[-1])
    total -= sum(stretch(problem, a, b) for a, b in pairwise(stops))
    order = [content for _, content in chain]
    disorder = sum(b < a for place, a in enumerate(order) for b in order[place + 1 :])
    total -= disorder * problem.page.source_order * POINT
    total += sum(worth(problem, content, gap) for gap, content in chain)
    return total + MUST * presence(problem, order)


def presence(problem: Problem, members: Sequence[int]) -> int:
    """How many of the members count towards the `min` of their slots."""
    counts: dict[str, int] = {}
    for member in members:
        counts[problem.contents[member].slot] = counts.get(problem.contents[member].slot, 0) + 1
    least = {problem.contents[m].slot: problem.terms[m].min for m in members}
    return sum(min(count, least[slot]) for slot, count in counts.items())


def clashes(problem: Problem, members: tuple[int, ...]) -> Iterator[Obstacle]:
    """Every rule that these contents break together, wherever they stand."""
    yield from _quotas(problem, members)
    yield from _density(problem, members)
    for group in problem.page.never_together:
        here = [m for m in members if problem.contents[m].slot in group]
        if len({problem.contents[m].slot for m in here}) > 1:
            names = ", ".join(problem.contents[m].id for m in here)
            yield Obstacle("never_together", f"one slot of {', '.join(group)}", names)


def _quotas(problem: Problem, members: tuple[int, ...]) -> Iterator[Obstacle]:
    slots = [problem.contents[m].slot for m in members]
    most = {problem.contents[m].slot: problem.terms[m].max for m in members}
    for slot, limit in most.items():
        if limit is not None and slots.count(slot) > limit:
            yield Obstacle("max", f"at most {limit} of {slot}", str(slots.count(slot)))
    ads = sum(problem.holds[m] == AD for m in members)
    if problem.page.max_ads is not None and ads > problem.page.max_ads:
        yield Obstacle("max_ads", f"at most {problem.page.max_ads}", str(ads))


def _density(problem: Problem, members: tuple[int, ...]) -> Iterator[Obstacle]:
    limit = problem.page.density
    if limit is None or all(problem.holds[m] != AD for m in members):
        return
    for strip in range(len(problem.rulers)):
        ads, content = density_parts(problem, members, strip)
        if density_over(ads, content, limit.value / 100):
            share = better_ads_share(ads, content)
            yield Obstacle(
                "density", f"at most {limit}", _percent_up(share.numerator, share.denominator)
            )
            return


def density_parts(problem: Problem, members: tuple[int, ...], strip: int) -> tuple[int, int]:
    """Heights of all ads, and of the copy with the ads placed in it, on one strip.

    Ads the copy has already count as ads. Air and modules are left out of the content, so that
    no reading of "main content" comes to a higher density.
    """
    items, height = problem.rulers[strip].strip.items, problem.rulers[strip].strip.height
    there = sum(item.bottom - item.top for item in items if item.role is Role.AD)
    placed = sum(problem.contents[m].sizes[strip][1] for m in members if problem.holds[m] == AD)
    return there + placed, height + placed


def quarrels(problem: Problem, chain: Chain, place: int) -> Iterator[Obstacle]:
    """Every rule that the content at a place of a chain breaks by where the others stand."""
    for other in range(len(chain)):
        if other != place:
            yield from _order(problem, chain, place, other)
            yield from _apart(problem, chain, place, other)


def loosened(problem: Problem, chain: Chain, place: int) -> Iterator[Obstacle]:
    """Every distance between the others of a chain that is too small with this one where it is.

    A box counts in the distance of the boxes around it, so it can hold two others apart.
    """
    others = [other for other in range(len(chain)) if other != place]
    for above, below in combinations(others, 2):
        upper = problem.contents[chain[above][1]].id
        for obstacle in _apart(problem, chain, above, below):
            yield replace(obstacle, rule=f"{obstacle.rule} from {upper}")


def peaceful(problem: Problem, chain: Chain) -> bool:
    """Whether the last of a chain keeps order with, and distance from, all above it."""
    last = len(chain) - 1
    return not any(
        found
        for other in range(last - 1, -1, -1)
        for found in (*_order(problem, chain, last, other), *_apart(problem, chain, last, other))
    )


def ordered(problem: Problem, above: int, below: int) -> bool:
    """Whether `page.order` lets one content stand above another."""
    order = problem.page.order
    first, second = problem.contents[above].slot, problem.contents[below].slot
    if first == second or first not in order or second not in order:
        return True
    return order.index(first) < order.index(second)


def _order(problem: Problem, chain: Chain, place: int, other: int) -> Iterator[Obstacle]:
    above, below = min(place, other), max(place, other)
    if not ordered(problem, chain[above][1], chain[below][1]):
        opponent = problem.contents[chain[other][1]].id
        here, there = ("above", "below") if place == above else ("below", "above")
        yield Obstacle("order", f"a place {there} it", here, opponent)


def _apart(problem: Problem, chain: Chain, place: int, other: int) -> Iterator[Obstacle]:
    above, below = min(place, other), max(place, other)
    for rule, needs in problem.needs[chain[above][1]][chain[below][1]]:
        for strip, need in enumerate(needs):
            actual = apart(problem, chain[above : below + 1], need.axis, strip)
            if actual < need.amount:
                opponent = problem.contents[chain[other][1]].id
                yield Obstacle(rule, need, actual, opponent, strip)
                break


def apart(problem: Problem, chain: Chain, axis: Axis, strip: int) -> int:
    """The distance from the first box of a chain to its last (see the drawing above)."""
    (upper, first), (lower, last) = chain[0], chain[-1]
    scale = problem.rulers[strip].scales[axis]
    if axis is not Axis.MPT:
        return scale[lower] - scale[upper]
    between = sum(problem.growth(content, gap, strip) for gap, content in chain[1:-1])
    air = problem.margins[first][strip] + problem.lift(last, lower, strip)
    return air + scale[lower] - scale[upper] + between


def needs_between(
    rulers: tuple[Ruler, ...], asked: tuple[tuple[str, Length], ...]
) -> tuple[tuple[str, tuple[Need, ...]], ...]:
    """Distances a pair of slots asks for, as they are on each strip."""
    return tuple((rule, tuple(ruler.need(length) for ruler in rulers)) for rule, length in asked)


def _percent_up(part: int, whole: int) -> str:
    """A share over a limit, rounded up to a tenth so that it stays over."""
    tenths = -(-part * 1000 // whole)
    return f"{tenths // 10}.{tenths % 10}%"
