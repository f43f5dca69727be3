"""Published limits that hold whatever a rule file says: ad density, labels and sizes of ads.

Density is counted at the largest size that a slot may serve: what is measured is the box that is
reserved.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

BETTER_ADS_MOBILE = Fraction(30, 100)
"""Coalition for Better Ads, Better Ads Standard for mobile web: ad density higher than 30 %."""

BETTER_ADS_DESKTOP = Fraction(50, 100)
"""Coalition for Better Ads, standard for desktop web, announced in January 2026."""

BETTER_ADS_DESKTOP_STICKY_VIDEO = Fraction(30, 100)
"""The same, on a page with a sticky video."""

_DESKTOP_FROM = 980
"""Px from which on a screen is judged by the standard for desktop web: tablets are narrower."""

GOOGLE_MOST_PROMOTION = Fraction(50, 100)
"""Google publisher policies: no more ads and promotional material than publisher content."""

GOOGLE_LABELS = ("Advertisement", "Advertisements", "Sponsored Links")
"""AdSense ad placement policies: the only labels allowed above ads, in any case of letters."""

IAB_SIZES = (
    *((970, 250), (728, 90), (970, 90), (300, 250), (300, 600), (160, 600)),
    *((320, 50), (320, 100), (300, 50), (300, 1050), (120, 60)),
)
"""Fixed sizes of the IAB New Ad Portfolio that networks commonly serve, in px."""


def better_ads_limit(screen: int) -> Fraction:
    """The highest density that Better Ads tolerates on a range of screens whose narrowest is
    `screen` px wide."""
    return BETTER_ADS_MOBILE if screen < _DESKTOP_FROM else BETTER_ADS_DESKTOP


def better_ads_share(ads: int, content: int) -> Fraction:
    """Ad density as Better Ads defines it: sum of ad heights over main content height.

    `content` is the height of the main content with the ads in it: without header, footer,
    navigation and related articles. A page of ads without any content is at 100 %.
    """
    if ads <= 0:
        return Fraction(0)
    return Fraction(ads, content) if content > 0 else Fraction(1)


def density_over(ads: int, content: int, limit: Fraction) -> bool:
    """Whether a density is over its limit; exactly at the limit is allowed.

    The same as `better_ads_share(ads, content) > limit`, without making a fraction: the search
    calls it for every set of contents it considers.
    """
    if ads <= 0 or content <= 0:
        return better_ads_share(ads, content) > limit
    return ads * limit.denominator > limit.numerator * content


def lighthouse_density(
    boxes: Iterable[tuple[int, int, int, int]], viewport_height: int
) -> Fraction:
    """Ad density as Lighthouse's publisher ads audit measures it.

    `boxes` are (left, top, right, bottom) of all ads. The largest share over vertical scan lines:
    the union of the ads a line meets, over the centre of the last ad plus one viewport.
    """
    ads = tuple(box for box in boxes if box[0] < box[2] and box[1] < box[3])
    if not ads:
        return Fraction(0)
    twice = max(top + bottom for _, top, _, bottom in ads) + 2 * viewport_height
    lines = {left for left, _, _, _ in ads}
    most = max(_covered(ads, line) for line in lines)
    return Fraction(2 * most, twice) if 2 * most < twice else Fraction(1)


def _covered(ads: tuple[tuple[int, int, int, int], ...], line: int) -> int:
    """The length of a vertical line that ads cover; a box has its left edge, not its right one."""
    spans = sorted((top, bottom) for left, top, right, bottom in ads if left <= line < right)
    covered, reached = 0, None
    for top, bottom in spans:
        start = top if reached is None else max(top, reached)
        covered += max(0, bottom - start)
        reached = bottom if reached is None else max(bottom, reached)
    return covered
