"""Rules that ask how old a story is, where nobody says what day it is."""

from __future__ import annotations

from datetime import date

import pytest

from layout.web.plan.all_breakpoints import undated
from slots.rulebook.load import parse_rules
from slots.strip.content import About

DAY = date(2026, 11, 26)
RULES = """
[breakpoints]
phone = "320px..599px"
wide = "600px..1600px"

[slot.fresh]
holds = "ad"
sizes = ["300x250"]
when.max_age = 7

[slot.wide]
holds = "ad"
sizes = ["300x250"]
at.wide.when.min_age = 2

[slot.airline]
holds = "ad"
sizes = ["300x250"]
categories = ["airline"]

[slot.plain]
holds = "ad"
sizes = ["300x250"]

[category.airline]
min_age = 1
"""


def told(about: About, *slots: str) -> list[str]:
    return [str(each) for each in undated(slots, parse_rules(RULES, "slots.toml"), about, "s.md")]


@pytest.mark.parametrize("slot", ["fresh", "wide", "airline"])
def test_a_slot_that_asks_for_an_age_is_named(slot):
    (without,) = told(About(today=DAY), slot, "plain")
    assert without.startswith(f's.md: slot "{slot}" asks how old the story is, and the story has')
    (nobody,) = told(About(date=DAY), slot)
    assert "nobody says what day it is" in nobody and "set date in [edition]" in nobody


def test_each_is_named_once_and_nothing_is_said_where_all_is_known():
    (both,) = told(About(today=DAY), "fresh", "airline", "fresh")
    assert '"fresh", "airline"' in both
    assert told(About(today=DAY, date=DAY), "fresh") == []
    assert told(About(), "plain") == []
