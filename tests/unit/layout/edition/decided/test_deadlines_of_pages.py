"""When pages are to be closed, and what is said of deadlines that no page has."""

from __future__ import annotations

import pytest

from layout.edition.decided.deadlines import deadline_of, unknown_deadlines
from layout.story.decided import Decisions, PageDecided
from slots.finding import Severity, Where
from slots.stacking.task.ad_page import StackPage
from slots.text.source_map import Positions

PAGES = (StackPage(1, "News", 4, 60, 0), StackPage(2, "Sport", 4, 60, 0))
PLACES = Positions("pages.toml", {("page", "7"): Where("pages.toml", 4, 1)})


@pytest.mark.parametrize(
    ("page", "time"),
    [(PAGES[0], "21:30"), (PAGES[1], "22:15"), (StackPage(3, "News", 4, 60, 0), "20:00")],
)
def test_a_page_closes_by_itself_or_else_with_its_section(page: StackPage, time: str) -> None:
    decisions = Decisions(
        deadlines={1: "21:30"}, section_deadlines={"News": "20:00", "Sport": "22:15"}
    )
    assert deadline_of(page, decisions) == time


def test_where_nobody_says_there_is_none() -> None:
    assert deadline_of(PAGES[0], Decisions(deadlines={2: "21:30"})) == ""


def test_deadlines_of_pages_and_sections_that_are_there_are_no_matter() -> None:
    decisions = Decisions(deadlines={2: "21:30"}, section_deadlines={"News": "20:00"})
    assert list(unknown_deadlines(decisions, PAGES)) == []


def test_a_page_that_is_not_there_is_told_with_the_last_that_is() -> None:
    found = list(unknown_deadlines(Decisions(deadlines={9: "1", 7: "1"}, places=PLACES), PAGES))
    assert [one.message for one in found] == [
        "[page.7]: the edition has 2 pages",
        "[page.9]: the edition has 2 pages",
    ]
    assert {(one.code, one.severity) for one in found} == {("unknown-page", Severity.WARNING)}
    assert [one.where.line for one in found] == [4, None]
    assert found[0].hint == "write a page up to 2"


def test_a_page_of_which_more_is_decided_is_told_with_the_rest() -> None:
    decisions = Decisions(deadlines={7: "21:30"}, pages={7: PageDecided(only=True)})
    assert list(unknown_deadlines(decisions, PAGES)) == []


def test_a_section_that_is_not_there_is_told_with_the_one_that_was_meant() -> None:
    (found,) = unknown_deadlines(Decisions(section_deadlines={"Sprot": "22:00"}), PAGES)
    assert (found.code, found.severity) == ("unknown-section", Severity.WARNING)
    assert found.message.startswith("[section.Sprot]: no page is of a section of this name")
    assert "Sport" in found.message


def test_pages_of_no_section_make_none_of_the_name_of_nothing() -> None:
    bare = (StackPage(1, "", 4, 60, 0),)
    (found,) = unknown_deadlines(Decisions(section_deadlines={"": "22:00"}), bare)
    assert found.code == "unknown-section"
