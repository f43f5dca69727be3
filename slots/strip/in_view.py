"""What is in view: the ads that one screen shows, wherever the reader has scrolled to.

A window as high as the screen shows an ad if any of it is inside. The most ads are inside a window
that begins where the foot of one of them is about to leave it:

        ┬─┐ a ─ ─ ─ ┐
        ┴─┘         │ the window: a's last line at its top
                ┬─┐ b in the rail, which stays in view while it travels:
        ┬─┐ c   │ │ │   its foot is where it ends
        ┴─┘ ─ ─ ┴─┘ ┘
"""

from __future__ import annotations

from collections.abc import Sequence

from slots.strip.measured_flow import Standing


def most_in_view(others: Sequence[Standing], own: Standing, screen: int) -> tuple[Standing, ...]:
    """The most of the others that a window of height `screen` can show together with one ad, in the
    order given."""
    most: tuple[Standing, ...] = ()
    for first in (*others, own):
        if own.foot < first.foot or own.top >= first.foot + screen:
            continue
        met = tuple([each for each in others if _within(each, first, screen)])
        most = max(most, met, key=len)
    return most


def _within(each: Standing, first: Standing, screen: int) -> bool:
    """Whether a window shows an ad that begins where another's foot is about to leave it."""
    return each.foot >= first.foot and each.top < first.foot + screen


def most_at_once(ads: Sequence[Standing], screen: int) -> tuple[Standing, ...]:
    """The most ads that any window of height `screen` shows."""
    found = (tuple([each for each in ads if _within(each, first, screen)]) for first in ads)
    return max(found, key=len, default=())
