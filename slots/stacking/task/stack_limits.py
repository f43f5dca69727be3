"""Limits of a stack's shape, and of the work that may go into finding the best plan."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of shape and of work.

    `misfit` are the rows by which the tops that an ad rests on may differ. `least_free` are the
    rows that a column must at least have free above its ads, where it has any (more than `misfit`):
    copy cannot be made up in less. `work` is deterministic: about seconds of one core. The search
    ends when the proven gap is at most `gap` (a share of the bound). `nodes` are the steps that
    packing one page may take, `reasons` those for explaining what has no place.
    """

    misfit: int = 2
    least_free: int = 10
    work: float = 8.0
    gap: float = 0.0005
    nodes: int = 500
    reasons: int = 16_000
