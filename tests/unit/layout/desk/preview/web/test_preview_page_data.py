"""What the web worker tells of a page: its state, its rules side by side; and asking in slices."""

from __future__ import annotations

import os
from dataclasses import replace
from types import SimpleNamespace

from support.processes.aside import aside

from layout.desk.preview.print.facts.known import Facts
from layout.desk.preview.web.changed_files import stamp_of
from layout.desk.preview.web.in_slices import MAKING, made
from layout.desk.preview.web.page_state import (
    Composed,
    lines_of,
    page_data,
    ranges_of,
    revision_of,
)
from layout.desk.preview.web.side_by_side import Result, changes_between, points_data
from layout.simulation.results import Box, Point
from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Crosshead, Paragraph
from layout.story.module import Module
from layout.story.run import plain
from layout.web.html.nodes import Node
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


def test_the_lines_of_a_page_are_those_on_which_its_blocks_and_boxes_begin():
    box = Module("blue_box", "blue-box-1", plain("Help"), line=7)
    auto = SlotAsk("inline-ad-auto-1", "")
    body = (Paragraph(plain("One"), line=5), Paragraph(plain("Two"), line=9))
    story = Story("pier", plain("Pier"), body, asks=(Ask(1, box),))
    nodes = tuple(Node(each.id, each, "b2", ("mobile",)) for each in (box, auto))
    page = Composed("a", b"", "", None, nodes, story, None, None, ())
    assert lines_of(page) == [("b1", 5), ("blue-box-1", 7), ("b2", 9)]
    assert lines_of(replace(page, front=True)) == []


def test_a_dateline_without_a_paragraph_is_no_line_of_the_file():
    body = (Crosshead(plain("Tide"), 2, line=4),)
    story = Story("pier", plain("Pier"), body, dateline="Saltmere")
    assert lines_of(Composed("a", b"", "", None, (), story, None, None, ())) == [("b2", 4)]


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
