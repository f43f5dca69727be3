"""What the packing of pages teaches the master."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from slots.stacking.draft import Board, Draft
from slots.stacking.pile import Piece
from slots.stacking.piler import ground_of, kind_of


@dataclass(frozen=True, slots=True)
class Cut:
    """Ads of these kinds, each so often, have no stack on any of these pages.

    `exact`: but with other ads beside they may have one (a shape can need another ad).
    """

    pages: tuple[int, ...]
    kinds: tuple[tuple[Piece, int], ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Loss:
    """These (ad, page), and no others on these pages, lose points of what was wished for; None:
    they have no stack (their coupons cannot keep off each other)."""

    pages: tuple[int, ...]
    ads: frozenset[tuple[int, int]]
    points: int | None


def cut_of(board: Board, number: int, ads: list[int]) -> Cut:
    """The cut that a set of ads without a stack on page `number` gives: the smallest subset found
    (by deletion) that does not fit even where shape does not matter, or else exactly this set."""
    page, limits, piler = board.task.pages[number], board.task.limits, board.piler
    ground = ground_of(page, limits)
    kinds = [kind_of(board.task.ads[ad], page) for ad in ads]
    alike = tuple(
        other.number for other in board.task.pages.values() if ground_of(other, limits) == ground
    )
    if piler.fits_loose(number, kinds):
        return Cut(alike, _counted(kinds), True)
    for piece in sorted(kinds, key=lambda piece: piece.columns * piece.rows):
        fewer = list(kinds)
        fewer.remove(piece)
        if not piler.fits_loose(number, fewer):
            kinds = fewer
    return Cut(alike, _counted(kinds), False)


def loss_of(draft: Draft, leaf: int, points: int | None) -> Loss:
    """The loss of what stands on both pages of a leaf."""
    pages = (leaf, leaf + 1)
    ads = frozenset((ad, number) for number in pages for ad in draft.on.get(number, ()))
    return Loss(pages, ads, points)


def _counted(kinds: list[Piece]) -> tuple[tuple[Piece, int], ...]:
    return tuple(sorted(Counter(kinds).items()))
