"""The files of small pages: how they are read and written, and that there are enough of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.small_pages import cases
from support.small_pages.cases import PAGES, Case, cases_in, compare, words

FOLDERS = ("print", "edition", "web", "front")
TWO = """\
=== the first
: columns=3 rows=14
: wide=20
# Ferry

{5 words}

{2 paragraphs of 3 words}
==>
|Ferry|

=== the second
A story.
==>
"""


class Request:
    """A run of pytest, with --update-golden or without it."""

    def __init__(self, update: bool) -> None:
        self.config, self._update = self, update

    def getoption(self, _: str) -> bool:
        return self._update

    def getfixturevalue(self, _: str):
        return lambda name, old, new: f"{name}: {old} is {new}"


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "heads.txt").write_text(TWO)
    monkeypatch.setattr(cases, "PAGES", tmp_path)
    return [parameter.values[0] for parameter in cases_in("some")]


def test_a_case_is_read_whole(two):
    first, second = two
    assert (first.name, first.id) == ("the first", "heads/the first")
    assert first.settings == {"columns": "3", "rows": "14", "wide": "20"}
    assert (first.number("rows", 1), first.number("deep", 7)) == (14, 7)
    assert first.copy == (
        "# Ferry\n\nThe ferry will sail again.\n\nBoats leave the.\n\nEngineers have mended."
    )
    assert first.expected == "|Ferry|"
    assert (second.text, second.expected, second.settings) == ("A story.", "", {})


def test_a_page_that_differs_fails_and_says_how(two):
    first, second = two
    compare(first, "|Ferry|  \n", Request(False))
    with pytest.raises(pytest.fail.Exception, match="heads/the first"):
        compare(first, "|Boat|", Request(False))
    with pytest.raises(pytest.fail.Exception):
        compare(second, "|Boat|", Request(False))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_update_writes_its_own_case_alone(two, order):
    for at in order:
        compare(two[at], f"|page {at}|\n|more|", Request(True))
    again = [parameter.values[0] for parameter in cases_in("some")]
    assert [replace(case, expected="") for case in again] == [
        replace(case, expected="") for case in two
    ]
    assert [case.expected for case in again] == ["|page 0|\n|more|", "|page 1|\n|more|"]
    text = two[0].file.read_text()
    for at in order:
        compare(again[at], again[at].expected, Request(True))
    assert two[0].file.read_text() == text


def test_copy_is_of_so_many_words():
    assert [len(words(count, 3).split()) for count in (1, 40, 400)] == [1, 40, 400]


def test_there_are_enough_and_each_has_its_page():
    found = [each.values[0] for folder in FOLDERS for each in cases_in(folder)]
    assert {file.parent.name for file in PAGES.glob("*/*.txt")} == set(FOLDERS)
    assert len(found) >= 150
    assert [case.id for case in found if not case.expected] == []
