from fractions import Fraction

import pytest

from slots.published_limits import (
    BETTER_ADS_DESKTOP,
    BETTER_ADS_MOBILE,
    IAB_SIZES,
    better_ads_share,
    density_over,
    lighthouse_density,
)


def test_better_ads_share_is_ad_heights_over_content_height():
    assert better_ads_share(300, 1000) == Fraction(3, 10)
    assert better_ads_share(0, 0) == 0
    assert better_ads_share(10, 0) == 1


def test_the_limit_itself_is_allowed():
    assert not density_over(300, 1000, BETTER_ADS_MOBILE)
    assert density_over(301, 1000, BETTER_ADS_MOBILE)
    assert not density_over(500, 1000, BETTER_ADS_DESKTOP)


@pytest.mark.parametrize(
    ("boxes", "viewport", "density"),
    [
        ((), 600, 0),
        # one ad, 250 high, centre at 225; 225 + 600 below it
        (((0, 100, 300, 350),), 600, Fraction(250, 825)),
        # two ads side by side: no scan line meets both
        (((0, 0, 100, 200), (100, 0, 200, 100)), 100, Fraction(200, 200)),
        # overlapping ads count once on a scan line
        (((0, 0, 100, 200), (0, 100, 100, 300)), 300, Fraction(300, 500)),
        # the busiest line is inside both
        (((0, 0, 100, 100), (50, 200, 150, 300)), 150, Fraction(200, 400)),
        # an ad without area is none
        (((0, 0, 0, 100), (0, 5, 9, 5)), 600, 0),
        # a share, so never more than all
        (((0, 0, 10, 1000),), 0, 1),
    ],
)
def test_lighthouse(boxes, viewport, density):
    assert lighthouse_density(boxes, viewport) == density


def test_iab_sizes_are_what_networks_serve():
    assert (300, 250) in IAB_SIZES
    assert len(set(IAB_SIZES)) == len(IAB_SIZES) == 11
