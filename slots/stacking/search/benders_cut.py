"""Benders cuts: what packing a page proves, as a constraint on the master.

A set of ads that has no stack on a page has none on any page of the same ground, nor has a larger
set, unless a shape could be saved by another ad (`exact`). So each cut forbids what is impossible,
and no plan that can be packed: bounds of the master stay valid.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from slots.stacking.search.draft import Board, Draft
from slots.stacking.search.pack_page import Piece
from slots.stacking.search.packed_pages import ground_of, kind_of

_IMPOSSIBLE = 1 << 60
"""More points than any loss."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Ads of these kinds, each n times, have no stack on any of these pages.

    `exact`: only these ads alone have none; with other ads beside them they may (a shape can need
    another ad).
    """

    pages: tuple[int, ...]
    kinds: tuple[tuple[Piece, int], ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Loss:
    """Points of wishes that are lost where these (ad, page), and no others, stand on the pages of a
    leaf; None: they have no stack there (their coupons cannot keep off each other)."""

    pages: tuple[int, ...]
    ads: frozenset[tuple[int, int]]
    points: int | None


@dataclass(slots=True)
class LearntCuts:
    """The cuts and losses found so far; `sure` as long as all of them are proven: only then does
    the master's bound hold for all plans. Of the same ads on the same pages the greatest loss is
    kept."""

    cuts: list[Cut]
    losses: dict[frozenset[tuple[int, int]], Loss]
    sure: bool = True

    def learn(self, draft: Draft) -> bool:
        """Packs every leaf of a proposal; whether there was anything new."""
        new = False
        for leaf in draft.board.leaves:
            new |= self._page_cuts(draft, leaf)
            new |= self._leaf_loss(draft, leaf)
        return new

    def _page_cuts(self, draft: Draft, leaf: int) -> bool:
        board, known = draft.board, len(self.cuts)
        for number in (leaf, leaf + 1):
            if number in draft.on:
                pile = board.piler.page(number, draft.on[number])
                if pile.spots is None:
                    self.sure = self.sure and pile.exact
                    cut = _cut_of(board, number, draft.on[number])
                    if cut not in self.cuts:
                        self.cuts.append(cut)
        return len(self.cuts) > known

    def _leaf_loss(self, draft: Draft, leaf: int) -> bool:
        piler, on = draft.board.piler, draft.on
        pages = [number for number in (leaf, leaf + 1) if number in on]
        if any(piler.page(number, on[number]).spots is None for number in pages):
            return False
        pile = draft.pile(leaf)
        most = sum(piler.most(number, on[number]) for number in pages)
        if pile.places is None:
            self.sure = self.sure and pile.exact
            return self._keep(_loss_of(draft, leaf, None))
        if pile.exact and pile.points < most:
            return self._keep(_loss_of(draft, leaf, most - pile.points))
        return False

    def _keep(self, loss: Loss) -> bool:
        """Keeps a loss unless one as great is known for its ads; whether it was kept."""
        known = self.losses.get(loss.ads)
        if known is not None and _points(known) >= _points(loss):
            return False
        self.losses[loss.ads] = loss
        return True


def _points(loss: Loss) -> int:
    return _IMPOSSIBLE if loss.points is None else loss.points


def _cut_of(board: Board, number: int, ads: list[int]) -> Cut:
    """The cut that a set of ads without a stack on page `number` gives: the smallest subset found
    (by deletion) that does not fit even where shape does not matter, or else exactly this set."""
    page, piler = board.task.pages[number], board.piler
    ground = ground_of(page, board.task)
    kinds = [kind_of(board.task.ads[ad], page) for ad in ads]
    alike = tuple(
        other.number
        for other in board.task.pages.values()
        if ground_of(other, board.task) == ground
    )
    if piler.fits_loose(number, kinds):
        return Cut(alike, _counted(kinds), True)
    # Small ones first: they are seldom to blame, and a cut of few large ads forbids more.
    for piece in sorted(kinds, key=lambda piece: piece.columns * piece.rows):
        fewer = list(kinds)
        fewer.remove(piece)
        if not piler.fits_loose(number, fewer):
            kinds = fewer
    return Cut(alike, _counted(kinds), False)


def _loss_of(draft: Draft, leaf: int, points: int | None) -> Loss:
    """The loss of what stands on both pages of a leaf."""
    pages = (leaf, leaf + 1)
    ads = frozenset((ad, number) for number in pages for ad in draft.on.get(number, ()))
    return Loss(pages, ads, points)


def _counted(kinds: list[Piece]) -> tuple[tuple[Piece, int], ...]:
    return tuple(sorted(Counter(kinds).items()))
