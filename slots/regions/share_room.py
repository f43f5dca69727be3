"""Multiple-choice knapsack: which contents get how much of a room they share, for the most worth.

The room is one length for each strip, which must hold on all of them. A content takes one of its
options, of which it wants the first most, or stays out. As contents are few, it is solved exactly:
a partial choice is dropped only where another uses no more on any strip and ranks no lower
(dominance: Nemhauser and Ullmann 1969).
"""

from __future__ import annotations

from dataclasses import dataclass

Choice = tuple[int | None, ...]
"""The option each content gets, by its index; None for one that stays out."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One content that wants a part of the room.

    `options` has what it would use on each strip, the most wanted first. One that `stays` has at
    least its last option whatever the room: where the last options of all such claims leave no
    room, all others stay out.
    """

    value: int
    options: tuple[tuple[int, ...], ...]
    stays: bool = False


@dataclass(frozen=True, slots=True)
class _Partial:
    """A choice for the first claims: what it uses on each strip, and what it is worth."""

    used: tuple[int, ...]
    worth: tuple[int, int]
    picked: Choice

    @property
    def rank(self) -> tuple[int, int, tuple[int, ...]]:
        """Worth first; among equals, earlier contents have what they want most."""
        last = 1 << 30
        return (*self.worth, tuple(-last if at is None else -at for at in self.picked))


def fit(claims: tuple[Claim, ...], room: tuple[int, ...]) -> Choice:
    """The best choice that keeps within the room on every strip.

    First the values of all that are in, then value x size (what is used on the first strip), then
    the wishes of earlier contents count. `room` may be negative: then only what `stays` is in.
    """
    partials = [_Partial(tuple(0 for _ in room), (0, 0), ())]
    for claim in claims:
        partials = _undominated([new for old in partials for new in _with(old, claim)])
        partials = [each for each in partials if _within(each.used, room)]
    if not partials:
        return tuple(len(claim.options) - 1 if claim.stays else None for claim in claims)
    return max(partials, key=lambda each: each.rank).picked


def worth(claims: tuple[Claim, ...], choice: Choice) -> tuple[int, int]:
    """What a choice is worth: the values of all that are in, then value x size."""
    taken = [(claim, at) for claim, at in zip(claims, choice, strict=True) if at is not None]
    size = sum(claim.value * claim.options[at][0] for claim, at in taken)
    return sum(claim.value for claim, _ in taken), size


def _with(old: _Partial, claim: Claim) -> list[_Partial]:
    """A partial choice with the next claim out (if it may be), and with each of its options."""
    new = [] if claim.stays else [_Partial(old.used, old.worth, (*old.picked, None))]
    for at, option in enumerate(claim.options):
        used = tuple(a + b for a, b in zip(old.used, option, strict=True))
        worth = (old.worth[0] + claim.value, old.worth[1] + claim.value * option[0])
        new.append(_Partial(used, worth, (*old.picked, at)))
    return new


def _within(used: tuple[int, ...], room: tuple[int, ...]) -> bool:
    return all(a <= b for a, b in zip(used, room, strict=True))


def _undominated(partials: list[_Partial]) -> list[_Partial]:
    """Those that no other dominates: none that ranks higher uses as little on every strip."""
    kept: list[_Partial] = []
    for each in sorted(partials, key=lambda partial: partial.rank, reverse=True):
        if not any(_within(better.used, each.used) for better in kept):
            kept.append(each)
    return kept
