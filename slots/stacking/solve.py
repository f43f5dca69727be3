"""Stacks the ads of a whole edition: which page, where in the stack, and why not."""

from __future__ import annotations

from collections.abc import Sequence

from slots.book.booking import Booking
from slots.stacking.ad_plan import AdPlace, AdPlan, Conflict
from slots.stacking.draft import Board, Draft
from slots.stacking.greedy import fill
from slots.stacking.improve import improve
from slots.stacking.limits import Limits
from slots.stacking.page import StackPage
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
    draft = Draft(board)
    fill(draft)
    draft, bound = improve(draft)
    conflicts = tuple(
        Conflict(ad.id, (), (), "")
        for number, ad in enumerate(task.ads)
        if number not in draft.stands
    )
    return AdPlan(draft.places(), conflicts, (), draft.worth(), bound)
