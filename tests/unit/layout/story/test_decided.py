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
    Company,
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
        (Decided((3,)), False),
        (Decided((3,), rather=True), False),
        (Decided(together=("quay",)), True),
        (Decided(apart=("quay",)), True),
        (Decided(lead=True), True),
        (Decided(form=Form(deck=False)), True),
    ],
)
def test_a_story_that_leads_or_has_a_form_or_company_of_its_own_stands_alone(
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


@pytest.mark.parametrize(
    ("together", "pages", "kept"),
    [
        (True, {"quay": 3, "tide": 3}, True),
        (True, {"quay": 3, "tide": 4}, False),
        (False, {"quay": 3, "tide": 3}, False),
        (False, {"quay": 3, "tide": 4}, True),
        (True, {"quay": 3}, True),
        (False, {}, True),
    ],
)
def test_company_is_kept_by_pages_and_by_what_is_nowhere(
    together: bool, pages: dict[str, int], kept: bool
) -> None:
    assert Company("quay", "tide", together).kept(pages) is kept


def test_each_two_stories_keep_company_once() -> None:
    decided = {
        "quay": Decided(together=("tide",), apart=("flood",)),
        "tide": Decided(together=("quay",)),
    }
    found = Decisions(decided).company
    assert found == (Company("quay", "tide", True), Company("quay", "flood", False))
