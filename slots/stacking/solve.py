"""Stacks the ads of a whole edition: which page, where in the stack, and why not."""

from __future__ import annotations

from collections.abc import Sequence

from slots.book.booking import Booking
from slots.stacking.ad_plan import AdPlace, AdPlan
from slots.stacking.draft import Board, Draft, order_of
from slots.stacking.greedy import fill, stay
from slots.stacking.improve import improve
from slots.stacking.limits import Limits
from slots.stacking.moves import moves_of
from slots.stacking.page import StackPage
from slots.stacking.reason import conflicts_of
from slots.stacking.task import task_of


def stack_edition(
    book: Sequence[Booking],
    pages: Sequence[StackPage],
    leading: int,
    before: Sequence[AdPlace] = (),
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> AdPlan:
    """Every booking's place on the pages, or the conflict that leaves it none.

    `leading` is the grid's in millipoints; `before` are the places of an earlier plan, from which
    as little as possible is moved. The plan's objective and bound are the points of `worth`.
    """
    task = task_of(book, pages, leading, before, limits)
    board = Board(task)
    draft, bound = _best(board, before)
    conflicts = conflicts_of(draft)
    places, worth = draft.places(), draft.worth()
    moves = moves_of(task, before, places)
    return AdPlan(places, conflicts, moves, worth, max(bound, worth))


def _best(board: Board, before: Sequence[AdPlace]) -> tuple[Draft, int]:
    """The best plan found, and the bound. Where all ads can stay there is no better plan."""
    if before:
        stayed = stay(board)
        if stayed is not None and stayed.places() == tuple(sorted(before, key=order_of)):
            return stayed, stayed.worth()
    draft = Draft(board)
    fill(draft)
    return improve(draft)
