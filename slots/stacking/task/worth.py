"""What a plan is worth, in points. Placing any ad is worth more than all that is wished for it.

An ad of priority p is worth 2**(9 - p) times 150,000 to 300,000 points: more than any one ad of the
next priority, whatever that pays. Within a priority its price decides. Wishes are in points of the
lowest priority, so that none of them costs an ad its place; `slots.prices_of_taste` has them, and
keeps these promises.

Staying is worth more than all that moving could gain: an ad on another page loses `stay_page` and
`stay_place`, and gains at most its position, the shapes of two pages and the share of a whole one;
on its own page it loses `stay_place` and gains at most a position and the shape of the page. So of
plans in which all ads have a place, the one in which they stand as before is the best there is;
but that an ad on another may leave it at the top as it wished (`top_wishes`).
"""

from slots.book.booking import Booking
from slots.prices_of_taste import LEAST_WORTH

_LOWEST, _HIGHEST = LEAST_WORTH, 2 * LEAST_WORTH
_TOP_PRICE = 2_000_000
"""Cents from which a higher price counts no more."""


def value_of(booking: Booking) -> int:
    """Points for placing a booking."""
    price = min(max(booking.price, 0), _TOP_PRICE)
    paid: int = _LOWEST + (_HIGHEST - _LOWEST - 1) * price // _TOP_PRICE
    return paid << (9 - min(max(booking.priority, 1), 9))
