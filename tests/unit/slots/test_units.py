import re
from fractions import Fraction

import pytest

from slots.units import Length, Unit, parse_length, spell


@pytest.mark.parametrize(
    ("text", "mpt", "canonical"),
    [
        ("200px", 150_000, "200px"),
        ("0.5 PX", 375, "0.5px"),
        ("25.4mm", 72_000, "25.4mm"),
        ("30mm", 85_039, "30mm"),
        ("2.54cm", 72_000, "2.54cm"),
        ("1in", 72_000, "1in"),
        ("10.5pt", 10_500, "10.5pt"),
        ("12p6", 150_000, "12p6"),
        ("12p", 144_000, "12p0"),
        ("12pc", 144_000, "12p0"),
        ("2 picas", 24_000, "2p0"),
        ("0p6", 6_000, "0p6"),
        ("1p1.5", 13_500, "1p1.5"),
        (".5in", 36_000, "0.5in"),
        ("5.pt", 5_000, "5pt"),
        ("+3pt", 3_000, "3pt"),
        ("0px", 0, "0px"),
    ],
)
def test_physical(text, mpt, canonical):
    length = parse_length(text)
    assert length.physical
    assert (length.mpt, str(length)) == (mpt, canonical)


@pytest.mark.parametrize(
    ("text", "unit", "canonical"),
    [
        ("3 Lines", Unit.LINE, "3 lines"),
        ("1 line", Unit.LINE, "1 line"),
        ("120words", Unit.WORD, "120 words"),
        ("2 paragraphs", Unit.PARAGRAPH, "2 paragraphs"),
        ("25 %", Unit.PERCENT, "25%"),
        ("1.5 screens", Unit.SCREEN, "1.5 screens"),
    ],
)
def test_relative(text, unit, canonical):
    length = parse_length(text)
    assert not length.physical
    assert (length.unit, str(length)) == (unit, canonical)


def test_halves_round_to_even():
    assert Length(Fraction(1, 2) / 1000, Unit.PT).mpt == 0
    assert Length(Fraction(3, 2) / 1000, Unit.PT).mpt == 2
    assert Length(Fraction(5, 2) / 1000, Unit.PT).mpt == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3 pixels", '(did you mean "px"?)'),
        ("3 paragrphs", '(did you mean "paragraphs"?)'),
        ("3 em", '(did you mean "lines"?)'),
        ("3 bananas", "use px, mm, cm, in, pt, picas (12p6), lines"),
        ("3", 'write "3px"'),
        ("", "write a number and a unit"),
        ("px", "write a number and a unit"),
        ("-3px", "negative"),
        ("1,5mm", "write decimals with a point"),
        ("1.2.3px", "is no number"),
    ],
)
def test_what_is_wrong_is_said(text, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        parse_length(text)


def test_a_length_is_never_negative():
    with pytest.raises(AssertionError):
        Length(Fraction(-1), Unit.PX)


def test_one_is_singular():
    assert spell(Fraction(1), Unit.SCREEN) == "1 screen"
    assert spell(Fraction(0), Unit.WORD) == "0 words"
