"""A first plan: the most valuable ads first, each where it costs least."""

from __future__ import annotations

from slots.stacking.draft import Draft, crowding, worth_of
from slots.stacking.task import Ad


def fill(draft: Draft) -> None:
    """Places what is not placed yet, wherever it fits; ads that must stay and large ones first."""
    board = draft.board
    ads = board.task.ads
    missing = [ad for ad in range(len(ads)) if ad not in draft.stands and board.stands[ad]]

    def urgency(ad: int) -> tuple[int, ...]:
        one = ads[ad]
        kept = 0 if one.booking.lock else 1
        stays = 0 if any(one.was_on(stand) for stand in board.stands[ad]) else 1
        return kept, stays, one.booking.priority, len(board.stands[ad]) > 3, -one.area, -one.value

    for ad in sorted(missing, key=lambda ad: (urgency(ad), ad)):
        for stand in sorted(board.stands[ad], key=lambda at: (-_gain(draft, ads[ad], at), at)):
            if draft.admits(ad, stand):
                draft.put(ad, stand)
                break


def _gain(draft: Draft, ad: Ad, stand: int) -> int:
    """Points that placing it there brings, its spot left aside; among equals the emptier page."""
    lost, used = 0, 0
    for number in ad.pages(stand):
        page = draft.board.task.pages[number]
        area = sum(draft.board.task.ads[other].area for other in draft.on[number])
        lost += crowding(page, area + ad.area) - crowding(page, area)
        used += area
    return (worth_of(ad, stand) - lost) * 1000 - used
