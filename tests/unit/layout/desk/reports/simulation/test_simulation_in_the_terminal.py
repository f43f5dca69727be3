"""A simulation as text: tables of slots and breakpoints, what changes, a summary."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layout.desk.reports.simulation.terminal_text import (
    breakpoints_of,
    paired,
    signed,
    simulation_text,
)
from layout.simulation.results import Box, Point, StoryResult, changes_between, simulation


def point(name="mobile", *homes, slot="ad", density=0.2, breaches=()):
    boxes = tuple(
        Box(f"{slot}-{n}", slot, "ad", home, "b2" if home == "article" else None, 9, 250, "max")
        for n, home in enumerate(homes, 1)
    )
    filled = sum(home is not None for home in homes)
    return Point(
        *(name, "320px..479px", boxes, filled, filled, filled, density, density),
        *((900,) if filled > 1 else (), 4000, 320, 1000, (), breaches),
    )


def story(number, a, b=None):
    changes = changes_between(a, b) if b else ()
    return StoryResult(f"{number}.md", "A", 400, True, (a,), (b,) if b else (), changes, ())


def text(*stories, against=None):
    return simulation_text(simulation("gazette", stories, "a.toml", against))


@pytest.mark.parametrize(
    ("number", "written"), [(3, "+3"), (-2, "−2"), (0, "0"), (1234, "+1,234"), (0.5, "+0.5")]
)
def test_a_difference_has_its_sign(number, written):
    assert signed(number) == written


def row(found, *begins):
    """The cells of the row that begins so."""
    lines = [line.split() for line in found.splitlines()]
    return next(line for line in lines if line[: len(begins)] == list(begins))


def test_each_slot_is_told_with_where_its_ads_stand():
    found = text(story(1, point("mobile", "article", None)), story(2, point("mobile", "rail")))
    assert found.startswith("A: a.toml\n\n")
    assert row(found, "ad", "ad") == ["ad", "ad", "mobile", "3", "2", "(67%)", "1", "0", "1", "0"]
    assert found.endswith("2 stories, 800 words; no rule is broken")


def test_two_sets_of_rules_stand_side_by_side():
    found = text(
        story(1, point("mobile", "article"), point("mobile", "article", "end")), against="b.toml"
    )
    assert found.startswith("A: a.toml\nB: b.toml\n\n")
    assert row(found, "ad", "ad")[-1] == "+1"
    assert row(found, "1.md") == ["1.md", "1", "came"]
    assert "1 of 1 story would change" in found


def test_a_slot_that_one_side_lacks_has_a_dash():
    a, b = point("mobile", "article"), point("mobile", "article", slot="new")
    summed = simulation("gazette", (story(1, a, b),), "a.toml", "b.toml")
    sides = {(x.slot if x else None, y.slot if y else None) for x, y in paired(summed)}
    assert sides == {("ad", None), (None, "new")}
    assert "–" in row(simulation_text(summed), "new", "ad")


def test_breakpoints_of_both_sides_are_named_once():
    a, b = point("mobile", "article"), point("desktop", "article")
    summed = simulation("gazette", (story(1, a, b),), "a.toml", "b.toml")
    assert breakpoints_of(summed) == ("mobile", "desktop")


def test_the_same_rules_change_no_story():
    one = point("mobile", "article")
    assert "No story changes." in text(story(1, one, one), against="a.toml")


def test_of_many_changed_stories_those_that_change_most_are_listed():
    a = point("mobile", "article")
    little, much = point("mobile", "end"), point("mobile", "end", "rail", "rail")
    stories = [story(n, a, little) for n in range(13)] + [story(99, a, much)]
    found = text(*stories, against="b.toml")
    assert "and 2 stories more: see --json, or -o REPORT.html" in found
    lines = found.splitlines()
    first = next(n for n, line in enumerate(lines) if line.split()[:1] == ["99.md"])
    assert first < next(n for n, line in enumerate(lines) if line.split()[:1] == ["0.md"])


def test_stories_without_slots_are_said_to_have_none():
    found = text(story(1, point()))
    assert "No story asks for an ad or a box, and no slot has any of its own." in found


def test_broken_rules_and_stories_that_could_not_be_used_are_counted():
    bad = replace(story(2, point()), read=False, a=())
    found = text(story(1, point("mobile", "article", breaches=("at 320px: x",))), bad)
    assert found.endswith(
        "1 story, 400 words, 1 story could not be used; the audit found 1 broken rule"
    )


def test_the_longest_stretch_is_told_in_screens_and_the_share_over_the_limit():
    cells = row(text(story(1, point("mobile", "article", "end", density=0.31))), "mobile", "A")
    assert "4.0" in cells and "screens" in cells
    assert cells[cells.index("(30%)") - 1] == "1"
