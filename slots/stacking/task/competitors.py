"""Binary constraints between competitors: ads of one category from different advertisers."""

from slots.book.booking import Apart, Booking


def compete(one: Booking, other: Booking) -> bool:
    """Whether two bookings are competitors, and one of them at least minds."""
    if not one.category or one.category != other.category or one.advertiser == other.advertiser:
        return False
    return any(b.apart is not Apart.NONE or b.pages_apart > 0 for b in (one, other))


def too_near(one: Booking, page: int, other: Booking, of_other: int) -> bool:
    """Whether competitors on these pages are nearer than either of them accepts."""
    return any(_minds(booking, page, of_other) for booking in (one, other))


def _minds(booking: Booking, page: int, other: int) -> bool:
    if booking.pages_apart and abs(page - other) < booking.pages_apart:
        return True
    if booking.apart is Apart.SPREAD:
        return page // 2 == other // 2
    return booking.apart is Apart.PAGE and page == other


def minds_on_page(booking: Booking) -> bool:
    """Whether it wants no competitor on its own page."""
    return booking.apart is not Apart.NONE or booking.pages_apart > 0


def wants_distance(booking: Booking) -> bool:
    """Whether it wants none on other pages near it either."""
    return booking.apart is Apart.SPREAD or booking.pages_apart > 1


def near_pages(booking: Booking, page: int) -> list[int]:
    """The pages where it wants no competitor when it stands on `page`; that one is among them."""
    reach = max(1, booking.pages_apart)
    return [
        other for other in range(page - reach, page + reach + 1) if _minds(booking, page, other)
    ]
