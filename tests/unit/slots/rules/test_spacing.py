"""Spacing between ads that grows with the ads above: read, refused, and written again."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from slots.rules.spacing import SPACING_PATTERN, Spacing, parse_spacing
from slots.units import Length, Unit


@pytest.mark.parametrize(
    ("text", "value", "unit", "ads"),
    [
        ("1 screen", Fraction(1), Unit.SCREEN, 1),
        ("2 screens after 3 ads", Fraction(2), Unit.SCREEN, 3),
        ("  1.5 screens   AFTER 1 ad ", Fraction(3, 2), Unit.SCREEN, 1),
        ("200px after 12 ads", Fraction(200), Unit.PX, 12),
        ("5% after 2 ads", Fraction(5), Unit.PERCENT, 2),
    ],
)
def test_a_spacing_is_a_length_and_the_ads_it_begins_after(text, value, unit, ads):
    assert parse_spacing(text) == Spacing(Length(value, unit), ads)


@pytest.mark.parametrize("text", ["1 screen", "2 screens after 3 ads", "12p6 after 2 ads"])
def test_a_spacing_is_written_as_it_is_read(text):
    assert str(parse_spacing(text)) == text


def test_after_one_ad_goes_without_saying():
    assert str(parse_spacing("1 screen after 1 ad")) == "1 screen"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1 screen after 0 ads", 'there is no ad above after 0 ads; leave "after 0 ads" out'),
        ("2 screens after ads", "2 screens after ads"),
        ("after 3 ads", "is not a length"),
        ("2 after 3 ads", "has no unit"),
        ("", "is not a length"),
    ],
)
def test_what_is_no_spacing_is_refused_with_a_sentence(text, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        parse_spacing(text)


@pytest.mark.parametrize(
    "text",
    [
        *("1 screen", "2 screens after 3 ads", "200px after 1 ad", "1.5 screens after 10 ads"),
        *("12p6", "12p6 after 2 ads", "25% of text  after  2 ads"),
    ],
)
def test_the_schema_lets_in_what_can_be_read(text):
    assert re.search(SPACING_PATTERN, text)
    parse_spacing(text)


@pytest.mark.parametrize(
    "text",
    [
        *("1 screen after 0 ads", "screen", "2 after 3 ads", "-1px", "3 foos after 2 ads"),
        *("1 screen after 3", "1 screen after three ads"),
    ],
)
def test_the_schema_refuses_what_cannot_be_read(text):
    assert not re.search(SPACING_PATTERN, text)
    with pytest.raises(ValueError):
        parse_spacing(text)
