"""How much work may go into packing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of work, each a count or deterministic, so that the same items are packed alike
    everywhere.

    `rounds` are the packings made by sequential value correction. `cover` and `exact` are seconds
    of the solver's deterministic time: for one choice among the bins filled on the way, and for one
    try with fewer bins than are known. `weights` are the pairs of dual feasible functions, the
    sharpest first, by which that try bounds what a bin holds.
    """

    rounds: int = 200
    cover: float = 0.5
    exact: float = 0.6
    weights: int = 20
