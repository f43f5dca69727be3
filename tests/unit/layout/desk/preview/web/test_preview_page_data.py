"""What the web worker tells of a page: its state, its rules side by side; and asking in slices."""

from __future__ import annotations

import os
from types import SimpleNamespace

from support.processes.aside import aside

from layout.desk.preview.print.facts.known import Facts
from layout.desk.preview.web.changed_files import stamp_of
from layout.desk.preview.web.in_slices import MAKING, made
from layout.desk.preview.web.page_state import Composed, page_data, ranges_of, revision_of
from layout.desk.preview.web.side_by_side import Result, changes_between, points_data
from layout.simulation.results import Box, Point
from slots.rules.terms import Rules


def test_a_task_is_asked_until_it_is_no_longer_being_made():
    answers = [{MAKING: [1, 9]}, {MAKING: [5, 9]}, {"page": 3}]
    asked = []

    class Web:
        async def call(self, *task):
            asked.append(task)
            return answers.pop(0)

    desk = SimpleNamespace(web=Web())
    assert aside(made(desk, "front", "news", 2)) == {"page": 3}
    assert asked == [("front", "news", 2)] * 3


def test_any_other_answer_ends_the_asking():
    class Web:
        async def call(self, *task):
            return None

    assert aside(made(SimpleNamespace(web=Web()), "front")) is None


def test_a_page_that_never_was_is_told_with_its_problems():
    data = page_data("a.md", "draft", [{"code": "x"}])
    assert (data["revision"], data["path"], data["stale"]) == (None, None, True)
    assert page_data("a.md", "", [])["stale"] is False


def test_a_revision_is_that_of_the_page_alone():
    assert revision_of(b"a") == revision_of(b"a") != revision_of(b"b")
    assert len(revision_of(b"")) == 16


def composed(watched):
    return Composed("a", b"", "", None, (), None, None, None, (), watched)


def test_a_page_is_current_as_long_as_its_pictures_are_as_they_were(tmp_path):
    file = tmp_path / "pier.jpg"
    missing = composed({str(file): None})
    assert missing.current()
    file.write_bytes(b"1")
    assert not missing.current()
    there = composed({str(file): stamp_of(file)})
    assert there.current()
    file.write_bytes(b"22")
    os.utime(file, ns=(1, 1))
    assert not there.current()
    file.unlink()
    assert not there.current()
    assert composed({}).current()


WIDE = Rules.model_validate({"breakpoints": {"wide": "980px..1600px", "small": "320px..979px"}})


def test_breakpoints_come_from_narrow_to_wide():
    assert ranges_of(WIDE) == [
        {"name": "small", "first": 320, "last": 979},
        {"name": "wide", "first": 980, "last": 1600},
    ]


def point(name, before):
    box = Box("ad-1", "ad", "ad", "article", before, 40, 250, "")
    return Point(name, "", (box,), 9, 9, 100, 0.1, 0.1, (), 100, 320, 600, (), ())


def result(*points, named):
    return Result("Ferry", points, named)


def test_what_moved_is_told_by_the_words_of_its_block():
    saved = result(point("small", "p2"), named={"p2": "“The dam…”"})
    draft = result(point("small", "p3"), named={"p3": "“It broke…”"})
    (change,) = changes_between(saved, draft)
    assert (change.change, change.was, change.now) == (
        *("moved", "before “The dam…”", "before “It broke…”"),
    )
    assert changes_between(saved, saved) == ()


def test_every_breakpoint_of_either_side_is_there_the_drafts_first():
    saved = result(point("small", "p2"), point("old", "p2"), named={})
    draft = result(point("wide", "p2"), point("small", "p2"), named={})
    old = Rules.model_validate({"breakpoints": {"old": "300px..400px"}})
    data = points_data(saved, draft, (), (old, WIDE, None))
    assert [each["name"] for each in data] == ["wide", "small", "old"]
    assert [bool(each["saved"]) for each in data] == [False, True, True]
    assert [bool(each["draft"]) for each in data] == [True, True, False]
    assert (data[2]["first"], data[2]["last"]) == (300, 400)


def test_a_side_has_its_figures_and_where_each_box_stands():
    one = result(point("small", "p2"), named={"p2": "“The dam…”"})
    (data,) = points_data(one, one, (), (WIDE,))
    (slot,) = data["draft"]["slots"]
    assert slot == {
        "id": "ad-1",
        "slot": "ad",
        "kind": "ad",
        "where": "before “The dam…”",
        "top": 40,
    }
    assert data["draft"]["objective"] == 9 and data["changes"] == []


def test_facts_without_a_value_and_empty_sentences_are_left_out():
    facts = Facts(
        "An ad", (("size", "3x9mm"), ("price", "")), ("It stands here.", ""), "ads.csv", 3
    )
    assert facts.data() == {
        "title": "An ad",
        "facts": [["size", "3x9mm"]],
        "said": ["It stands here."],
        "file": "ads.csv",
        "line": 3,
        "findings": [],
    }
