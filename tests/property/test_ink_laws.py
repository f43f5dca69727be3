"""Laws of inks: the limit is never passed, what is within it stays, what is done twice is done
once, and a grey is black ink alone."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from support.press.press_files import printer

from layout.press.separation.ink_limit import limited_pixels, limited_shares
from layout.press.separation.printer import NEUTRAL, Target
from layout.press.separation.spaces import DEVICE, Lab

LIMITS = st.integers(150, 400)
SHARES = st.lists(st.tuples(*[st.floats(0, 1)] * 4), min_size=1, max_size=20).map(np.array)
PIXELS = st.lists(st.tuples(*[st.integers(0, 255)] * 4), min_size=1, max_size=20).map(
    lambda rows: np.array(rows, np.uint8)
)
PRESS = {limit: printer(limit) for limit in (180, 220, 300)}


@given(SHARES, LIMITS)
def test_no_sum_of_shares_passes_the_limit_and_twice_is_once(inks, limit):
    made = limited_shares(inks, limit)
    assert made.sum(axis=1).max() <= limit / 100 + 1e-9
    assert made.min() >= 0
    assert made.max() <= 1
    assert np.array_equal(limited_shares(made, limit), made)


@given(PIXELS, LIMITS)
def test_no_sum_of_pixels_passes_the_limit_and_twice_is_once(inks, limit):
    made = limited_pixels(inks, limit)
    assert made.sum(axis=1, dtype=int).max() <= limit * 2.55
    assert np.array_equal(limited_pixels(made, limit), made)
    within = inks.sum(axis=1, dtype=int) <= limit * 255 // 100
    assert np.array_equal(made[within], inks[within])


@given(SHARES, LIMITS)
def test_black_never_gets_less_and_colours_never_more(inks, limit):
    before, after = limited_shares(inks, 400), limited_shares(inks, limit)
    assert (after[:, 3] >= before[:, 3] - 1e-4).all()
    assert (after[:, :3] <= before[:, :3] + 1e-9).all()


@given(SHARES, LIMITS)
def test_the_order_of_colours_is_kept(inks, limit):
    """Hue: the ink of which there was most is never the one of which there is least."""
    before, after = limited_shares(inks, 400)[:, :3], limited_shares(inks, limit)[:, :3]
    for one in range(3):
        for other in range(3):
            more = before[:, one] >= before[:, other]
            assert (after[more, one] >= after[more, other] - 2e-4).all()


@given(st.floats(0, 1), st.floats(0, NEUTRAL), st.sampled_from(sorted(PRESS)))
def test_a_grey_is_black_alone(grey, apart, limit):
    values = np.array([[grey, max(0.0, grey - apart), grey]])
    inks = DEVICE["/DeviceRGB"].printed(values, PRESS[limit], Target.COLOUR)
    assert not inks[0, :3].any()
    level = DEVICE["/DeviceGray"].printed(values[:, :1], PRESS[limit], Target.COLOUR)
    assert level[0, 3] == round(1 - grey, 4) or abs(level[0, 3] - (1 - grey)) <= 1e-4


@given(st.floats(0, 100), st.sampled_from(sorted(PRESS)))
def test_a_grey_of_lab_is_black_alone_and_darker_greys_are_blacker(light, limit):
    rows = np.array([[light, 0, 0], [light / 2, 0, 0]])
    inks = Lab().printed(rows, PRESS[limit], Target.COLOUR)
    assert not inks[:, :3].any()
    assert inks[1, 3] >= inks[0, 3]


@given(st.tuples(*[st.floats(0, 1)] * 3), st.sampled_from(sorted(PRESS)))
def test_every_colour_of_light_is_within_the_limit_and_stays_when_pressed_again(light, limit):
    press = PRESS[limit]
    inks = DEVICE["/DeviceRGB"].printed(np.array([light]), press, Target.COLOUR)
    assert inks.sum() <= limit / 100 + 1e-9
    again = DEVICE["/DeviceCMYK"].printed(inks, press, Target.COLOUR)
    assert np.array_equal(again, inks)


@given(st.tuples(*[st.floats(0, 1)] * 3))
def test_a_page_without_colour_has_black_alone(light):
    rows = np.array([light])
    for name in ("/DeviceRGB",):
        inks = DEVICE[name].printed(rows, PRESS[220], Target.BLACK)
        assert not inks[0, :3].any()
        assert 0 <= inks[0, 3] <= 1
