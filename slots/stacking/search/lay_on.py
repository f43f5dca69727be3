"""Constructive packing: an ad laid on a pile that is there, for pages of dozens of small ads.

A search that builds the whole pile anew for every ad takes as many steps as there are ads, for each
of them. Here the others stay where they are, and the new one takes the best spot on top of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slots.book.booking import Position
from slots.stacking.search.pack_page import Piece, Pile, Spot, heights_of, is_free_form
from slots.stacking.task.stack_top import Ground, top_loss


def laid_on(
    ground: Ground, pieces: Sequence[Piece], spots: Sequence[Spot], new: Piece
) -> Spot | None:
    """The spot on a pile where a new piece brings most points, the lowest of those and the nearest
    to the outside; None where none of them leaves a stack."""
    heights = heights_of(ground, pieces, spots)
    free_form = is_free_form(ground, pieces)
    best: tuple[int, int, int] | None = None
    for column, foot in _resting(ground, heights, new):
        top = (foot + new.rows,) * new.columns
        after = (*heights[:column], *top, *heights[column + new.columns :])
        loss = top_loss(ground, after, ground.depth + 1, free_form)
        if loss is not None:
            lost = loss - new.points((column, foot), ground)
            best = min(best or (lost, foot, column), (lost, foot, column))
    return None if best is None else (best[2], best[1])


def _resting(ground: Ground, heights: Sequence[int], new: Piece) -> Iterator[Spot]:
    """Where it can rest on the tops of columns; nowhere for one that need not rest at all."""
    if new.hung:
        return
    columns = range(ground.columns - new.columns + 1) if new.column < 0 else (new.column,)
    for column in columns:
        under = heights[column : column + new.columns]
        foot = max(under)
        level = foot - min(under) <= ground.misfit and new.foot in (-1, foot)
        if level and foot + new.rows <= ground.depth:
            yield column, foot


def weighed(ground: Ground, pieces: Sequence[Piece], spots: Sequence[Spot]) -> Pile:
    """A pile with its points: what its spots are worth, less wishes for the top that others cover,
    less what its top costs. It need not be the best."""
    points = sum(
        piece.points(spot, ground) for piece, spot in zip(pieces, spots, strict=True)
    ) - ground.prices.position * sum(
        piece.position is Position.TOP and _covered(spot, piece, pieces, spots)
        for piece, spot in zip(pieces, spots, strict=True)
    )
    heights = heights_of(ground, pieces, spots)
    loss = top_loss(ground, heights, ground.depth + 1, is_free_form(ground, pieces))
    assert loss is not None
    return Pile(tuple(spots), points - loss, False)


def _covered(at: Spot, piece: Piece, pieces: Sequence[Piece], spots: Sequence[Spot]) -> bool:
    """Whether another piece stands above it."""
    return any(
        foot >= at[1] + piece.rows
        and column < at[0] + piece.columns
        and at[0] < column + one.columns
        for one, (column, foot) in zip(pieces, spots, strict=True)
    )
