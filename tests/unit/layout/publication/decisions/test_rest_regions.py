"""Rests of stories in regions of dummies: where they lie, and what cannot stand there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from layout.publication.decisions.pages_toml import read_decisions
from layout.publication.decisions.rest_regions import rests_in, with_rests
from layout.story.decided import Decisions, Place, Rest

PAGE = """\
[page.5]
dummy = "two"

[dummy.two]
columns = 5
[dummy.two.region.lead]
takes = "lead"
columns = [1, 3]
at = "top"
[dummy.two.region.open]
takes = "none"
columns = [4, 5]
row = 31
[dummy.two.region.index]
takes = "index"
columns = [4, 5]
at = "foot"
"""


def decisions(rest: str, more: str = "", page: str = PAGE) -> Decisions:
    text = f"{page}\n[story.surge]\njump = [4, 5]\nrest = {rest}\n{more}"
    read, findings = read_decisions(text, Path("pages.toml"))
    assert read and not findings, findings
    return replace(read, dummies=read.drawn)


@pytest.mark.parametrize(
    ("rest", "place"),
    [
        ('{ region = "lead" }', Rest(Place(1, None, "top"), 3, "lead")),
        ('{ region = "open" }', Rest(Place(4, 31), 2, "open")),
        ('{ region = "lead", columns = 2 }', Rest(Place(1, None, "top"), 2, "lead")),
        ('{ region = "lead", row = 9 }', Rest(Place(1, 9), 3, "lead")),
        ('{ region = "open", column = 3 }', Rest(Place(3, 31), 2, "open")),
        ('{ region = "top left" }', Rest(Place(region="top left"))),
    ],
)
def test_a_rest_stands_where_its_region_lies(rest: str, place: Rest) -> None:
    made, told = with_rests(decisions(rest), 5)
    assert made.of("surge").rest == place and told == ()
    assert [*rests_in(made, 5)] == ([(place.area, "surge")] if place.area else [])
    assert [*rests_in(made, 4)] == []


@pytest.mark.parametrize(
    ("rest", "columns", "more", "why"),
    [
        ('{ region = "tpo" }', 5, "", "has no such region"),
        ('{ region = "index" }', 5, "", "the index stands there"),
        ('{ region = "lead" }', 6, "", "drawn for another grid"),
        ('{ region = "lead" }', 5, '[page.5.regions]\nlead = "oysters"\n', '"oysters" has it'),
        (
            '{ region = "lead" }',
            5,
            '[story.tides]\njump = 5\nrest = { region = "lead" }\n',
            'the rest of "surge" has it',
        ),
    ],
)
def test_what_cannot_stand_there_is_told_and_has_no_place(
    rest: str, columns: int, more: str, why: str
) -> None:
    text = decisions(rest, more)
    made, (one,) = with_rests(text, columns)
    given_up = "tides" if "tides" in more else "surge"
    assert made.of(given_up).rest is None and why in one.message and one.hint
    assert one.where == text.where(given_up, "rest")
    assert one.code == ("refused-decision" if more else "unknown-region")
    assert '"top left"' in one.hint


def test_a_page_without_a_dummy_has_no_region() -> None:
    made, (one,) = with_rests(decisions('{ region = "lead" }', page=""), 5)
    assert made.of("surge").rest is None and "is made after no dummy" in one.message


def test_what_is_no_name_of_a_region_is_a_mistake() -> None:
    _, (one,) = read_decisions('[story.a]\njump = 5\nrest = { region = "tpo left" }\n', Path("p"))
    assert "edges of the page, or a region of its dummy" in one.message
