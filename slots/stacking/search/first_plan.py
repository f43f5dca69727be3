"""Greedy first plan: each ad where it costs least; the large ones first where there is room for all
(first fit decreasing), those that bring most points a cell where there is not (as for a knapsack).

A page that had no room for an ad is not tried again for one as large. (It is not certain to have
none: a full stack can have a shape where a smaller one has not. The search that follows is exact.)
"""

from __future__ import annotations

from slots.stacking.search.draft import Board, Draft, crowding, worth_of
from slots.stacking.task.ads_and_pages import Ad, cells_on, most_cells


def fill(draft: Draft) -> None:
    """Places what is not placed yet, wherever it fits; ads that must stay and large ones first."""
    board = draft.board
    ads = board.task.ads
    missing = [ad for ad in range(len(ads)) if ad not in draft.stands and board.stands[ad]]

    room = sum(most_cells(page) for page in board.task.pages.values())
    overbooked = sum(one.area for one in ads) > room

    def urgency(ad: int) -> tuple[float, ...]:
        one = ads[ad]
        kept = 0 if one.booking.lock else 1
        stays = 0 if any(one.was_on(stand) for stand in board.stands[ad]) else 1
        if overbooked:
            return kept, stays, -one.value / one.area
        # Ads with hardly any page to choose come before others of their priority.
        return kept, stays, one.booking.priority, len(board.stands[ad]) > 3, -one.area, -one.value

    refused: dict[int, list[Ad]] = {}
    for ad in sorted(missing, key=lambda ad: (urgency(ad), ad)):
        one = ads[ad]
        for stand in sorted(board.stands[ad], key=lambda at: (-_gain(draft, one, at), at)):
            known = refused.setdefault(stand, [])
            if any(one.columns >= no.columns and one.rows >= no.rows for no in known):
                continue
            if draft.admits(ad, stand):
                draft.put(ad, stand)
                break
            if draft.clear(ad, stand):
                known.append(one)


def stay(board: Board) -> Draft | None:
    """The draft in which ads that had pages before are on the same ones, and all others nowhere;
    None where that breaks a rule between them."""
    task, draft = board.task, Draft(board)
    for number, ad in enumerate(task.ads):
        if ad.before:
            stand = next((at for at in board.stands[number] if ad.was_on(at)), None)
            if stand is None or not draft.clear(number, stand):
                return None
            draft.put(number, stand)
    if any(draft.pile(leaf).places is None for leaf in board.leaves):
        return None
    for page in task.pages.values():
        if sum(cells_on(task.ads[ad], page) for ad in draft.on[page.number]) > most_cells(page):
            return None
    return draft


def _gain(draft: Draft, ad: Ad, stand: int) -> int:
    """Points that placing it there brings, without those of its spot; among equals the emptier
    page."""
    lost, used, prices = 0, 0, draft.board.task.prices
    for number in ad.pages(stand):
        page = draft.board.task.pages[number]
        area = sum(draft.board.task.ads[other].area for other in draft.on[number])
        lost += crowding(page, area + ad.area, prices) - crowding(page, area, prices)
        used += area
    return (worth_of(ad, stand, prices) - lost) * 1000 - used
