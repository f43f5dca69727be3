"""Ad stacking for a whole edition: which page, where in the stack, and why not; and which ads moved
since the plan before, and why.

Solved by logic-based Benders decomposition (`search.improve`); a plan of the last run is kept where
it can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from slots.book.booking import Booking, Position
from slots.prices_of_taste import OUR_PRICES, AdPrices
from slots.stacking.search.draft import Board, Draft, order_of
from slots.stacking.search.first_plan import fill, stay
from slots.stacking.search.improve import improve
from slots.stacking.search.windows import ONE_PROGRAM, improve_by_windows
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan, Move
from slots.stacking.task.ads_and_pages import Ad, Limits, StackingTask, task_of
from slots.stacking.task.allowed import broken, fits
from slots.stacking.unplaced import conflicts_of

_AGAIN = 0.3
"""The work, in `Limits.work`'s unit, for finding places that a plan which can stay lacks. It is
short: readers and advertisers have seen that plan, and only one that places more may replace it."""

_ROUNDS, _ROUNDS_BY_WINDOWS = 4, 1
"""How often a new plan is settled at most, where one program is made of it and where it is stacked
by windows. Each time must place more ads, so it seldom takes two; of a book of thousands that is
overbooked by far each takes as long as its first plan, and would bring some more."""


def stack_edition(
    book: Sequence[Booking],
    pages: Sequence[StackPage],
    leading: int,
    before: Sequence[AdPlace] = (),
    limits: Limits = Limits(),  # noqa: B008 - frozen
    prices: AdPrices = OUR_PRICES.ads,
) -> AdPlan:
    """Every booking's place on the pages, or the conflict that leaves it none.

    `leading` is the grid's in millipoints; `before` are the places of an earlier plan, from which
    as little as possible is moved: where all can stay, nothing moves unless that places ads that
    are worth more. The plan's objective and bound are the points of `value_of`, with wishes at
    these `prices`. A book that is too large for one program is stacked window by window, and
    `limits.watch` is told how far that is.
    """
    return stack_task(task_of(book, pages, leading, before, limits, prices), before)


def stack_task(task: StackingTask, before: Sequence[AdPlace] = ()) -> AdPlan:
    """The same for a task, with what is decided of its ads, and beside those of closed pages; the
    plan has only its own ads."""
    board = Board(task)
    draft, bound = _best(board, before)
    draft, worth = _settled(draft, before)
    conflicts = conflicts_of(draft)
    places = draft.places()
    moves = _moves_of(task, before, places)
    return AdPlan(places, conflicts, moves, worth, max(bound, worth))


def _best(board: Board, before: Sequence[AdPlace]) -> tuple[Draft, int]:
    """The best plan found, and the bound."""
    work = board.task.limits.work
    kept = _kept(board, before) if before else None
    draft = Draft(board, kept.stands if kept else None)
    if kept and not _missing(draft):
        return kept, kept.worth() + _uncovered(kept)
    fill(draft)
    if not kept:
        return _improved(draft, work)
    better, bound = _improved(draft, min(work, _AGAIN), kept.placed())
    return (better if better.placed() > kept.placed() else kept), bound


def _improved(draft: Draft, work: float, least: int = 0) -> tuple[Draft, int]:
    """The best plan found from a draft, and the bound: by one program, or by windows."""
    if draft.board.choices <= ONE_PROGRAM:
        return improve(draft, work, least)
    return improve_by_windows(draft, work, least)


def _settled(draft: Draft, before: Sequence[AdPlace]) -> tuple[Draft, int]:
    """The fixed point of planning: the plan as the next run would leave it, which starts from it
    and may find places for more; and its points. So the same book gives the same plan again (one of
    thousands that is overbooked may have a few more ads then)."""
    task, worth = draft.board.task, draft.worth()
    large = draft.board.choices > ONE_PROGRAM
    for _ in range(_ROUNDS_BY_WINDOWS if large else _ROUNDS):
        places = draft.places()
        if not _missing(draft) or places == tuple(sorted(before, key=order_of)):
            break
        stood = _by_id(places)
        ads = tuple(replace(ad, before=tuple(stood.get(ad.id, ()))) for ad in task.ads)
        again, _ = _best(draft.board.anew(ads), places)
        if again.placed() <= draft.placed():
            break
        stands = again.places()
        worth = again.worth() - points_of_staying(places, stands, task.prices)
        worth += points_of_staying(before, stands, task.prices)
        draft = again
    return draft, worth


def points_of_staying(before: Sequence[AdPlace], after: Sequence[AdPlace], prices: AdPrices) -> int:
    """Points of a plan for ads that are where they were, by their places before and after."""
    points = 0
    stood, stand = _by_id(before), _by_id(after)
    for name, new in stand.items():
        old = stood.get(name, [])
        if [place.page for place in old] == [place.page for place in new]:
            points += prices.stay_page * len(new)
            kept = sum(was == now for was, now in zip(old, new, strict=True))
            points += prices.stay_place * kept
    return points


def _kept(board: Board, before: Sequence[AdPlace]) -> Draft | None:
    """The plan before, where all of it that is still booked can stay as it was."""
    stayed = stay(board)
    if stayed is None:
        return None
    levelled = Draft(board.levelling(), stayed.stands)
    booked = {ad.id for ad in board.task.ads}
    old = sorted((place for place in before if place.id in booked), key=order_of)
    return levelled if levelled.places() == tuple(old) else None


def _missing(draft: Draft) -> bool:
    """Whether an ad has no place that may have one."""
    stands = draft.board.stands
    return any(stands[ad] for ad in range(len(stands)) if ad not in draft.stands)


def _uncovered(draft: Draft) -> int:
    """Points that ads which stay where they are could still gain: for a place at the top."""
    top = {ad.id for ad in draft.board.task.ads if ad.booking.position is Position.TOP}
    pages: dict[int, list[AdPlace]] = {}
    for place in draft.places():
        pages.setdefault(place.page, []).append(place)
    covered = sum(
        any(_covers(other, one) for other in here)
        for here in pages.values()
        for one in here
        if one.id in top
    )
    return covered * draft.board.task.prices.position


def _covers(other: AdPlace, one: AdPlace) -> bool:
    across = one.column < other.right and other.column < one.right
    return one.page == other.page and across and other.bottom <= one.row


def _moves_of(
    task: StackingTask, before: Sequence[AdPlace], after: Sequence[AdPlace]
) -> tuple[Move, ...]:
    """Every ad whose place is another than before, in the order of the book; none where there was
    no plan before."""
    if not before:
        return ()
    old, new = _by_id(before), _by_id(after)
    ads = {ad.id: ad for ad in task.ads}
    names = [*ads, *(name for name in old if name not in ads)]
    return tuple(
        Move(name, _first(old, name), _first(new, name), _why(task, ads.get(name), old, new, name))
        for name in names
        if old.get(name) != new.get(name)
    )


_Places = dict[str, list[AdPlace]]


def _by_id(places: Sequence[AdPlace]) -> _Places:
    found: _Places = {}
    for place in sorted(places, key=lambda place: place.page):
        found.setdefault(place.id, []).append(place)
    return found


def _first(places: _Places, name: str) -> AdPlace | None:
    return places.get(name, [None])[0]


def _why(task: StackingTask, ad: Ad | None, old: _Places, new: _Places, name: str) -> str:
    if ad is None:
        return "it is no longer booked"
    if name not in old:
        return "it is new"
    if name not in new:
        return "there is no place for it any more"
    was = old[name][0]
    if (was.columns, was.rows) != (ad.columns, ad.rows):
        return "its size has changed"
    if was.page not in task.pages or not fits(ad, was.page, task):
        return f"page {was.page} has no room of its size any more"
    if ad.decided and not ad.decided.met(was, task.pages[was.page]):
        return "so it is decided"
    if task.pages[was.page].most == 0:
        return f"page {was.page} is to have no ads"
    rules = broken(ad, was.page, task)
    if rules:
        return f"it may not stand on page {was.page} any more: {', '.join(sorted(rules))}"
    return _made_room(old, new, name)


def _made_room(old: _Places, new: _Places, name: str) -> str:
    """Whose place it made room for: what covers its old cells, or else what is new on its page."""
    was, now = old[name][0], new[name][0]
    there = [
        place
        for other, places in new.items()
        for place in places
        if place.page == was.page and place not in old.get(other, ())
    ]
    over = [place.id for place in there if place.id != name and _overlap(place, was)]
    others = over or [place.id for place in there if place.id != name]
    if others:
        return f"it makes room for {' and '.join(sorted(set(others)))}"
    if was.page == now.page:
        return "the stack it stood on has changed"
    return f"page {now.page} suits the plan better"


def _overlap(one: AdPlace, other: AdPlace) -> bool:
    across = one.column < other.right and other.column < one.right
    return across and one.row < other.bottom and other.row < one.bottom
