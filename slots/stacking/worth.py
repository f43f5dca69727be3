"""What a plan is worth, in points. Placing any ad is worth more than all that is wished for it.

An ad of priority p is worth 2**(9 - p) times 100,000 to 200,000 points: more than any one ad of the
next priority, whatever that pays. Within a priority its price decides. Wishes are in points of the
lowest priority, so that none of them costs an ad its place.

Staying is worth more than all that moving could gain: an ad on another page loses STAY_PAGE and
STAY_PLACE, and gains at most its position, two pyramids and the share of a whole page
(POSITION + 2 PYRAMID + 2 SHARE); on its own page it loses STAY_PLACE and gains at most a position
and a pyramid. So a plan in which all ads stand as before is the best there is.
"""

from slots.book.booking import Booking

POSITION = 5_000
"""Points for a wish of position that is met."""

PYRAMID = 3_000
"""Points lost where a page's stack does not fall from the outside to the inside."""

SHARE = 8_000
"""Points lost for a whole page of ads above the page's share; twice as many beyond FAR_SHARE."""

FAR_SHARE = 150
"""Per mille above the page's share from which more is twice as bad."""

STAY_PAGE = 18_000
"""Points for an ad that stays on its page, ..."""

STAY_PLACE = 12_000
"""... and for one that also keeps its place there."""

LOWEST, HIGHEST = 100_000, 200_000
TOP_PRICE = 2_000_000
"""Cents from which a higher price counts no more."""

assert STAY_PAGE + STAY_PLACE > POSITION + 2 * PYRAMID + 2 * SHARE
assert STAY_PLACE > POSITION + PYRAMID
assert LOWEST > STAY_PAGE + STAY_PLACE + POSITION


def value_of(booking: Booking) -> int:
    """Points for placing a booking."""
    price = min(max(booking.price, 0), TOP_PRICE)
    paid: int = LOWEST + (HIGHEST - LOWEST - 1) * price // TOP_PRICE
    return paid << (9 - min(max(booking.priority, 1), 9))
