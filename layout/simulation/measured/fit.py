"""`value` and `decay` of a slot from what was counted of it, each with an interval.

What a thousand views bring at a depth of d screens is, as the rules have it,

    worth(d) = value x max(1 - decay x d, 1/10)

The mean of what a line brings is views x worth / 1000, its variance in proportion to the mean (a
quasi-Poisson model: revenue is a sum of payments, of which there are as many as were seen). For a
decay the best value is the sum of what was brought over the sum of what it is in proportion to, so
that what is left is one number, and every decay (0.0 % to 100.0 %) is tried, but for those that
leave a tenth at all depths but one: with ten times the value they would look like no decay at all.
`decay` is the one whose deviance is least, its interval those whose deviance is so little larger
that chance explains it, and that of `value` what goes with any of them (profile likelihood; 95 %).

How much chance there is, is the scatter of lines about the curve (Pearson), so days and stories
that differ make the intervals wider; where viewable views were counted, never less than single
views scatter by themselves. Source: McCullagh and Nelder, Generalized Linear Models, chapters 6
and 9; t quantiles for the few degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, inf, log

from layout.simulation.measured.counts import Count

_STEPS = 1_000
"""Decays between 0 and 100 %: `decay = "4.3%"` is the 43rd."""

_LEAST = 0.1
"""Of the value, what decay leaves at any depth."""

_NORMAL = 1.96
_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
    2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""The 97.5 % quantiles of Student's t for 1 to 30 degrees of freedom."""


@dataclass(frozen=True, slots=True)
class _Estimate:
    """A figure, and the interval that it is in with 95 % probability: endless where there are too
    few lines to say."""

    best: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fit:
    """What a slot is worth: `value` of a thousand views at the top of the copy, in the currency of
    the revenue, or in views that saw it; `decay` in per cent a screen, None where all that was
    counted is of one depth."""

    value: _Estimate
    decay: _Estimate | None
    views: int
    lines: int


def fitted(counts: Sequence[Count], decay: float = 0) -> Fit:
    """What the lines of one slot come to, of which there is one at least, all with revenue or else
    all with viewable views. `decay`, in per cent, is taken where depths say nothing of it."""
    brought = [float(_brought(count, counts)) for count in counts]
    depths = [count.depth or 0.0 for count in counts]
    views = sum(count.views for count in counts)
    known = len(set(depths)) > 1 and any(brought)
    tried = _tried(depths) if known else (round(decay * 10),)
    curve = _Curve(counts, depths, brought)
    deviance = {step: curve.deviance(step) for step in tried}
    best = min(tried, key=lambda step: (deviance[step], step))
    free = len(counts) - (2 if known else 1)
    slack = curve.slack(best, free)
    near = [step for step in tried if deviance[step] - deviance[best] <= slack]
    ends = [curve.ends(step, slack - deviance[step] + deviance[best]) for step in near]
    value = _Estimate(
        curve.value(best), min(end.low for end in ends), max(end.high for end in ends)
    )
    if not known:
        return Fit(value, None, views, len(counts))
    low, high = max(0, near[0] - 1), min(_STEPS, near[-1] + 1)  # it may lie between two of them
    return Fit(value, _Estimate(best / 10, low / 10, high / 10), views, len(counts))


def _tried(depths: Sequence[float]) -> range:
    """The decays that leave more than a tenth at two of the depths."""
    second = sorted(set(depths))[1]
    return range(min(_STEPS, int((1 - _LEAST) * _STEPS / second)) + 1)


def by_revenue(counts: Sequence[Count]) -> bool:
    """Whether a slot's lines are fitted by what they earned: where each of them says that."""
    return all(count.revenue is not None for count in counts)


def _brought(count: Count, counts: Sequence[Count]) -> float:
    found = count.revenue if by_revenue(counts) else count.viewable
    assert found is not None, "the lines of a slot say one of the two"
    return found


@dataclass(frozen=True, slots=True)
class _Ends:
    low: float
    high: float


class _Curve:
    """The lines of a slot, held against curves of any decay."""

    def __init__(
        self, counts: Sequence[Count], depths: Sequence[float], brought: Sequence[float]
    ) -> None:
        self._counts, self._depths, self._brought = counts, depths, brought
        self._whole = fsum(brought)
        self._sizes: dict[float, list[float]] = {}
        for count, depth, amount in zip(counts, depths, brought, strict=True):
            held = self._sizes.setdefault(depth, [0.0, 0.0])
            held[0] += count.views / 1000
            held[1] += amount

    def _size(self, step: int) -> float:
        """Thousands of views, each counted as much as its depth leaves of the value."""
        return fsum(views * _left(step, depth) for depth, (views, _) in self._sizes.items())

    def value(self, step: int) -> float:
        """The value that goes with a decay."""
        return self._whole / self._size(step)

    def deviance(self, step: int) -> float:
        """How badly a decay explains what came at which depth, but for what all decays share."""
        if not self._whole:
            return 0.0
        parts = (amount * log(_left(step, depth)) for depth, (_, amount) in self._sizes.items())
        return 2 * (self._whole * log(self._size(step)) - fsum(parts))

    def slack(self, step: int, free: int) -> float:
        """How much larger than the least a deviance may be by chance; endless where nothing tells
        how much chance there is."""
        value, found = self.value(step), inf
        means = [
            count.views / 1000 * value * _left(step, depth)
            for count, depth in zip(self._counts, self._depths, strict=True)
        ]
        if free > 0 and self._whole:
            scatter = fsum(
                (amount - mean) ** 2 / mean
                for amount, mean in zip(self._brought, means, strict=True)
            )
            student = _T[free - 1] if free <= len(_T) else _NORMAL + 2.5 / free
            found = scatter / free * student**2
        least = self._single_views(step)
        if least is None:
            return found
        return max(least * _NORMAL**2, found if found < inf else 0.0)

    def _single_views(self, step: int) -> float | None:
        """How much single views scatter, each seen or not: of one payment each, less what views
        that are mostly seen cannot differ; None where nobody counted those that saw it."""
        seen = [count.viewable for count in self._counts if count.viewable is not None]
        if len(seen) < len(self._counts) or not sum(seen):
            return None
        of_all = sum(seen) / fsum(
            count.views * _left(step, depth)
            for count, depth in zip(self._counts, self._depths, strict=True)
        )
        seldom = min(of_all * _left(step, depth) for depth in self._depths)
        return self._whole / sum(seen) * (1 - min(seldom, 0.99))

    def ends(self, step: int, slack: float) -> _Ends:
        """The values that a decay explains within so much deviance: from the least to the most."""
        if slack == inf or not self._whole:
            return _Ends(0.0, inf)
        best = self.value(step)
        rest = slack / (2 * self._whole)
        return _Ends(best * _root(rest, below=True), best * _root(rest, below=False))


def _left(step: int, depth: float) -> float:
    """What a decay leaves of the value at a depth."""
    return max(1 - step / _STEPS * depth, _LEAST)


def _root(rest: float, *, below: bool) -> float:
    """The factor below or above 1 at which x - 1 - log x is `rest`."""
    low, high = (0.0, 1.0) if below else (1.0, 2.0)
    while not below and high - 1 - log(high) < rest:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        inside = middle > 0 and middle - 1 - log(middle) < rest
        if inside == below:
            high = middle
        else:
            low = middle
    return low if below else high
