"""What the editor decides of a story: forms, holds, who leads, and where it is said."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from layout.publication.decisions.pages_toml import read_decisions
from layout.story.decided import (
    AS_FITS,
    NOTHING_DECIDED,
    UNDECIDED,
    Decided,
    Decisions,
    Form,
    Hold,
)

DAY = datetime.date(2026, 12, 3)
ONE = datetime.timedelta(1)

TEXT = """\
[page.3]
stories = ["quay"]
lead = "tide"

[story.quay]
columns = 4

[story.ferry]
page = 5
"""


@pytest.mark.parametrize(
    ("until", "day", "held"),
    [
        (None, None, True),
        (None, DAY, True),
        (DAY, None, True),
        (DAY, DAY - ONE, True),
        (DAY, DAY, False),
        (DAY, DAY + ONE, False),
    ],
)
def test_a_hold_ends_on_its_day(
    until: datetime.date | None, day: datetime.date | None, held: bool
) -> None:
    assert Hold(until).holds(day) is held


@pytest.mark.parametrize(
    ("form", "names"),
    [
        (AS_FITS, ()),
        (Form(columns=4), ("columns",)),
        (Form(deck=False), ("deck",)),
        (Form(1, 2, 3, 4, True), ("columns", "rows", "picture", "headline", "deck")),
    ],
)
def test_what_of_a_form_is_decided(form: Form, names: tuple[str, ...]) -> None:
    assert form.decided == names


@pytest.mark.parametrize(
    ("decided", "alone"),
    [
        (UNDECIDED, False),
        (Decided(cut=0, jump=False, hold=Hold()), False),
        (Decided((3,)), True),
        (Decided((3,), rather=True), True),
        (Decided(lead=True), True),
        (Decided(form=Form(deck=False)), True),
    ],
)
def test_a_story_with_a_page_or_a_form_of_its_own_stands_alone(
    decided: Decided, alone: bool
) -> None:
    assert decided.alone is alone


def test_a_page_is_led_by_decision_and_not_by_preference() -> None:
    stories = {
        "quay": Decided((3,), lead=True),
        "tide": Decided((4,), lead=True, rather=True),
        "ferry": Decided((5, 7), lead=True),
        "flood": Decided((6,)),
    }
    assert Decisions(stories).leads == {3: "quay"}
    assert NOTHING_DECIDED.leads == {} and NOTHING_DECIDED.of("quay") is UNDECIDED


@pytest.mark.parametrize(
    ("slug", "key", "line"),
    [
        ("quay", "", 5),
        ("quay", "columns", 6),
        ("quay", "page", 1),
        ("tide", "page", 1),
        ("ferry", "page", 9),
        ("ferry", "jump", 8),
        ("tide", "", 1),
    ],
)
def test_where_it_is_said(slug: str, key: str, line: int) -> None:
    decisions, _ = read_decisions(TEXT, Path("pages.toml"))
    assert decisions
    where = decisions.where(slug, key)
    assert (where.file, where.line) == ("pages.toml", line)
