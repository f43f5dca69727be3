"""A line of text: where its codes stand, what box they take, and where the next one begins."""

from __future__ import annotations

import pikepdf
import pytest

from layout.preflight.content.state import State
from layout.preflight.content.text_line import TextLine
from layout.preflight.geometry import Box, Matrix


def test_codes_stand_one_after_the_other_and_moves_between_them():
    line, state = (
        TextLine(),
        State(size=10.0),
    )  # of a font that is not there each code is half an em
    shown = line.show([pikepdf.String("ab"), -100, pikepdf.String("c")], state)
    assert shown.codes == b"abc"
    assert [tuple(each) for each in shown.glyphs] == [(97, 0), (98, 5), (99, 11)]
    assert shown.box == pytest.approx(Box(0, -2.5, 16, 7.5))
    assert line.show([pikepdf.String("d")], state).box.left == pytest.approx(16)


def test_the_next_line_is_told_from_the_beginning_of_this_one():
    line, state = TextLine(Matrix(1, 0, 0, 1, 20, 100)), State(size=10.0)
    line.show([pikepdf.String("ab")], state)
    line.move(5, -12)
    assert line.line == line.cursor == Matrix(1, 0, 0, 1, 25, 88)


def test_what_is_shown_is_placed_by_rise_stretch_and_the_state_around_it():
    state = State(size=10.0, rise=3.0, stretch=0.5, ctm=Matrix(2, 0, 0, 2, 1, 1))
    shown = TextLine().show([pikepdf.String("ab")], state)
    assert shown.box == pytest.approx(Box(1, 2, 11, 22))
    assert shown.placed == Matrix(2, 0, 0, 2, 1, 7)
