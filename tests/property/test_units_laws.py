"""Laws of lengths: what is written is read back, and physical ones are exact to one rounding."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slots.units import MPT_PER, SPELLINGS, Length, Unit, parse_length

decimals = st.decimals(
    min_value=0, max_value=10**7, allow_nan=False, allow_infinity=False, places=4
)
units = st.sampled_from(sorted(Unit))
words = st.sampled_from(sorted(SPELLINGS))


@st.composite
def lengths(draw):
    unit = draw(units)
    value = Fraction(draw(decimals))
    if unit is Unit.PICA:
        value = draw(st.integers(0, 10**6)) + value % 12 / 12
    return Length(value, unit)


@given(lengths())
def test_spelling_is_read_back(length):
    assert parse_length(str(length)) == length


@given(lengths())
def test_spelling_is_canonical(length):
    assert str(parse_length(str(length))) == str(length)


@given(decimals, words, st.sampled_from(("", " ", "  ")))
def test_every_spelling_of_a_unit_means_it(number, word, space):
    length = parse_length(f" {number:f}{space}{word.upper()} ")
    assert length.unit is SPELLINGS[word]
    assert length.value == Fraction(number)


@given(lengths())
def test_physical_lengths_round_once_to_the_nearest_millipoint(length):
    if length.physical:
        exact = length.value * MPT_PER[length.unit]
        assert abs(exact - length.mpt) <= Fraction(1, 2)
        assert abs(exact - length.mpt) < Fraction(1, 2) or length.mpt % 2 == 0
    else:
        with pytest.raises(AssertionError):
            length.mpt  # noqa: B018


@given(st.text(max_size=12))
def test_any_text_is_a_length_or_a_sentence(text):
    try:
        length = parse_length(text)
    except ValueError as error:
        assert type(error) is ValueError
        assert f'"{text}"' in str(error)
    else:
        assert parse_length(str(length)) == length


@given(st.integers(0, 10**6), st.integers(0, 11))
def test_picas_and_points_add_up(picas, points):
    assert parse_length(f"{picas}p{points}").mpt == picas * 12_000 + points * 1_000
