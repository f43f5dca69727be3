"""What content paints with: how large, in which colours, over or through what lies below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layout.press.colour.painting_state import (
    Outside,
    Overprint,
    Paint,
    State,
    extent,
    multiplied,
    started,
)
from layout.press.separation.spaces import DEVICE

LIGHT = Paint(DEVICE["/DeviceRGB"], b"0 1 1 0 k", native=False)


def test_matrices() -> None:
    double, quarter_turn = (2.0, 0.0, 0.0, 3.0), (0.0, 1.0, -1.0, 0.0)
    assert multiplied(double, quarter_turn) == (0, 2, -3, 0)
    assert multiplied(quarter_turn, double) == (0, 3, -2, 0)
    assert extent((3, 4, 0, 2)) == (5, 2)


def test_an_overprint_mode_alone_is_none() -> None:
    assert Overprint(mode=1).told == Overprint()
    for asked in (Overprint(True, False, 1), Overprint(False, True, 0)):
        assert asked.told == asked


def test_content_begins_with_what_is_outside_it() -> None:
    outside = Outside((2, 0, 0, 2), fill=LIGHT, overprint=Overprint(True, True, 1))
    state = started(outside)
    assert state.fill == replace(LIGHT, inherited=True)
    assert state.line.black
    assert state.line.inherited
    assert state.matrix == (2, 0, 0, 2)
    # What was light has inks of its own, which hide what lies under them.
    assert state.done == Overprint(True, True, 0)


def test_a_copy_does_not_change_with_its_original() -> None:
    state = started(Outside())
    kept = state.copy()
    state.width, state.fill = 9.0, LIGHT
    assert kept.width == 1
    assert kept.fill.black


def test_what_content_depends_on_of_the_outside() -> None:
    one, same = Outside((1.0001, 0, 0, 1)), Outside()
    assert one.of("size") == same.of("size")
    assert one.of("size") != Outside((1.1, 0, 0, 1)).of("size")
    other = Outside(fill=LIGHT)
    assert other.of("fill") != same.of("fill")
    assert other.of("line") == same.of("line")


def state(**more: object) -> State:
    made = started(Outside())
    for key, value in more.items():
        setattr(made, key, value)
    return made


def test_sizes_on_paper() -> None:
    made = state(matrix=(0.5, 0, 0, 3), text=(1, 0, 0, 2), size=-4.0, width=2.0)
    assert made.type_size == pytest.approx(24)
    assert made.line_width == pytest.approx(6)


def test_thin_black_lines_overprint() -> None:
    assert state(width=1.99).drawn == Overprint(False, True, 1)
    assert state(width=2.0).drawn == Overprint()
    assert state(width=1.0, line=LIGHT).drawn == Overprint()
    through = state(width=1.0, fill=LIGHT, overprint=Overprint(True, False, 1))
    assert through.drawn == Overprint(True, False, 0)
