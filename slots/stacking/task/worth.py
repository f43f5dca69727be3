"""What a plan is worth, in points. Placing any ad is worth more than all that is wished for it.

An ad of priority p is worth 2**(9 - p) times 150,000 to 300,000 points: more than any one ad of the
next priority, whatever that pays. Within a priority its price decides. Wishes are in points of the
lowest priority, so that none of them costs an ad its place.

Staying is worth more than all that moving could gain: an ad on another page loses STAY_PAGE and
STAY_PLACE, and gains at most its position, the shapes of two pages and the share of a whole one;
on its own page it loses STAY_PLACE and gains at most a position and the shape of the page. So of
plans in which all ads have a place, the one in which they stand as before is the best there is;
but that an ad on another may leave it at the top as it wished (`top_wishes`).
"""

from slots.book.booking import Booking

POSITION = 5_000
"""Points for a wish of position that is met."""

PYRAMID = 3_000
"""Points lost where a page's stack does not fall from the outside to the inside."""

STEP = 2_000
"""Points lost for a step of its top, from one column to the next, ..."""

SMALL_STEP = 5_000
"""... and for one of fewer than LOW_ROWS rows, or up to a column with fewer than SHALLOW_ROWS free
(none is: then it is covered)."""

LOW_ROWS = 12
"""Rows below which no story can be made up in a step."""

SHALLOW_ROWS = 24
"""Rows below which no more than a brief can be made up above a part of the stack."""

MOST_STEPS = 20_000
"""Points lost for all steps of a page at most."""

SHARE = 8_000
"""Points lost for a whole page of ads above the page's share; twice as many beyond FAR_SHARE."""

FAR_SHARE = 150
"""Per mille above the page's share from which more is twice as bad."""

STAY_PAGE = 40_000
"""Points for an ad that stays on its page, ..."""

STAY_PLACE = 30_000
"""... and for one that also keeps its place there."""

_LOWEST, _HIGHEST = 150_000, 300_000
_TOP_PRICE = 2_000_000
"""Cents from which a higher price counts no more."""

_SHAPE = PYRAMID + MOST_STEPS

assert STEP <= SMALL_STEP <= MOST_STEPS
assert STAY_PLACE > POSITION + _SHAPE
assert STAY_PAGE + STAY_PLACE > POSITION + 2 * _SHAPE + 2 * SHARE
assert _LOWEST > STAY_PAGE + STAY_PLACE + POSITION + 2 * _SHAPE + 2 * SHARE


def value_of(booking: Booking) -> int:
    """Points for placing a booking."""
    price = min(max(booking.price, 0), _TOP_PRICE)
    paid: int = _LOWEST + (_HIGHEST - _LOWEST - 1) * price // _TOP_PRICE
    return paid << (9 - min(max(booking.priority, 1), 9))
