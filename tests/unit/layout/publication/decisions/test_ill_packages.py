"""Packages that cannot be: each an error at its line, with a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.publication.decisions.ill_packages import ill_packages
from layout.publication.decisions.in_front_matter import with_own
from layout.publication.decisions.pages_toml import read_decisions, unknown_stories
from layout.story.decided import NOTHING_DECIDED
from layout.story.markdown.read_markdown import parse_markdown
from slots.finding import Finding, Severity

PAGES = Path("pages.toml")


def read(text: str) -> tuple[Finding, ...]:
    return read_decisions(text, PAGES)[1]


def test_a_package_is_read_with_the_story_that_each_sidebar_stands_beside() -> None:
    decisions, found = read_decisions('[story.a]\npage = 3\nsidebar = ["b", "c"]\n', PAGES)
    assert decisions is not None and not found
    assert decisions.of("a").sidebar == ("b", "c") and decisions.of("a").pages == (3,)
    assert [decisions.of(name).beside for name in "abc"] == ["", "a", "a"]
    assert decisions.of("b").alone and decisions.of("b").pages == ()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[story.a]\nsidebar = ["a"]\n', 2, '"a" cannot be its own sidebar'),
        (
            '[story.a]\nsidebar = ["c"]\n[story.b]\nsidebar = ["c"]\n',
            4,
            '"c" would be the sidebar of "a" and of "b"',
        ),
        ('[story.a]\nsidebar = ["b", "b"]\n', 2, '"b" is named twice among the sidebars of "a"'),
        (
            '[story.a]\nsidebar = ["b"]\n[story.b]\nsidebar = ["c"]\n',
            4,
            '"b" is the sidebar of "a", and has a sidebar itself',
        ),
        (
            '[story.a]\nsidebar = ["b"]\n[story.b]\npage = 3\n',
            4,
            '"b" is the sidebar of "a", and has a page of its own',
        ),
        (
            '[story.a]\nsidebar = ["b"]\n[story.b]\njump = 7\n',
            4,
            '"b" is the sidebar of "a", and never goes on on another page',
        ),
        (
            '[story.a]\nsidebar = ["b"]\n[page.3]\nlead = "b"\n',
            2,
            'page 3 names "b", which is the sidebar of "a"',
        ),
    ],
)
def test_what_cannot_be_is_an_error_at_its_line(text: str, line: int, said: str) -> None:
    found = [one for one in read(text) if one.message == said]
    assert len(found) == 1
    assert found[0].code == "contradiction" and found[0].severity is Severity.ERROR
    assert found[0].where.line == line and found[0].hint


def test_two_that_are_each_others_sidebar_are_told_of_both() -> None:
    text = '[story.a]\nsidebar = ["b"]\n[story.b]\nsidebar = ["a"]\n'
    assert {one.where.line for one in read(text)} == {2, 4}


def test_four_sidebars_are_too_many() -> None:
    found = read('[story.a]\nsidebar = ["b", "c", "d", "e"]\n')
    assert len(found) == 1 and found[0].where.line == 2 and "3" in found[0].message


def test_a_sidebar_that_there_is_not_is_told_where_it_is_named() -> None:
    decisions, _ = read_decisions('[story.a]\nsidebar = ["flod"]\n', PAGES)
    assert decisions is not None
    (found,) = unknown_stories(decisions, frozenset({"a", "flood"}))
    assert found.code == "unknown-story" and found.where.line == 2
    assert '"flood"' in found.message and found.edits


def test_front_matter_decides_sidebars_as_the_file_does() -> None:
    own = {"a": "  sidebar: [b]\n", "b": "  page: 3\n"}
    stories = [
        parse_markdown(
            f"---\nslug: {name}\nheadline: A head\ndecide:\n{keys}---\n\nText.\n", f"{name}.md"
        )[0]
        for name, keys in own.items()
    ]
    decisions, found = with_own(NOTHING_DECIDED, stories[:1])
    assert decisions.of("b").beside == "a" and not found
    _, found = with_own(NOTHING_DECIDED, stories)
    assert [(one.where.file, one.where.line) for one in found] == [("b.md", 5)]


def test_what_is_no_list_of_names_is_left_to_the_reader_of_keys() -> None:
    tables = {"a": {"sidebar": "b"}, "b": {"page": 3}, "c": {"sidebar": [4, "b"]}}
    assert [one.path for one in ill_packages(tables, {})] == [("story", "b", "page")]
