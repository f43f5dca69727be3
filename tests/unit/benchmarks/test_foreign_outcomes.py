"""What an edition is found to come to, and which aims it is said to miss."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
from rich.console import Console

from benchmarks.foreign import tables
from benchmarks.foreign.aims import missed
from benchmarks.foreign.cold_run import Run
from benchmarks.foreign.counted import house_ad, share_in_print
from benchmarks.foreign.editions import EDITIONS
from benchmarks.foreign.outcome import Outcome, by_rank, full_sections, outcome_of
from benchmarks.foreign.story_pool import printable, sheet
from benchmarks.measure import Cost
from benchmarks.weekly import report_in
from layout.page.document import Box
from layout.page.rect import Rect
from layout.story.as_written import Story
from layout.story.block import Paragraph, Picture
from layout.story.run import plain
from slots.finding import BadInput

GOOD = Outcome(
    name="web-24-100",
    pages=24,
    supply=1.0,
    words=24_000,
    held_words=24_000,
    printed=24_000,
    stories=30,
    held=(),
    by_rank=True,
    shortened={"a": 0.2},
    rows=40,
    whole=20,
    house=2,
    full=2,
    cells=70,
    front=0,
    opener=0,
    top_right=0,
    pictures=12,
    left_out=0,
    bare=(),
    cost=9_000,
    bound=6_000,
    cpu=12.0,
    wall=8.0,
    memory=250.0,
    typst=0.7,
    same=True,
    dealt=("a", "b"),
    report={"words": 24_100},
)


@pytest.mark.parametrize(
    "change, aims",
    [
        ({}, ()),
        ({"held": ("b",), "by_rank": True}, ("held over",)),
        ({"full": 6, "house": 9}, ()),
        ({"full": 7}, ("house ads",)),
        ({"left_out": 1}, ("pictures",)),
        ({"left_out": 1, "house": 0}, ()),
        ({"shortened": {"a": 0.51}}, ("half",)),
        ({"shortened": {"a": 0.51}, "whole": 0}, ()),
        ({"bare": (21,)}, ()),
        ({"bare": (21,), "held": ("b",)}, ("held over", "bare page")),
        ({"front": 1}, ("places",)),
        ({"opener": 1}, ("places",)),
        ({"top_right": 1}, ("places",)),
        ({"cpu": 14.1}, ("speed",)),
        ({"cpu": 99.0, "typst": 0.0}, ()),
        ({"supply": 1.3, "held": ("b",)}, ()),
        ({"supply": 1.3, "held": ("b",), "by_rank": False}, ("by rank",)),
        ({"supply": 1.3, "printed": 22_700}, ("short",)),
        ({"supply": 1.3, "left_out": 3, "full": 20, "shortened": {"a": 0.9}}, ()),
        ({"supply": 1.4, "pages": 48, "cpu": 30.5}, ("speed",)),
        ({"supply": 1.0, "pages": 48, "cpu": 60.0}, ()),
    ],
)
def test_an_edition_misses_what_it_misses(change, aims):
    assert missed(replace(GOOD, **change)) == aims


def told(slug, rank, section="News"):
    return {"slug": slug, "rank": rank, "section": section}


@pytest.mark.parametrize(
    "held, printed, alone",
    [
        ([], [told("a", 1)], True),
        ([told("b", 3)], [told("a", 1), told("c", 3)], True),
        ([told("b", 3)], [told("a", 4), told("c", 1)], False),
        ([told("b", 3)], [told("a", 4, "Sport"), told("c", 1)], True),
        ([told("b", 1)], [told("a", 1)], False),  # nobody ranked anything
        ([told("b", 0, "")], [told("a", 1)], False),  # longer than any two pages
    ],
)
def test_rank_alone_holds_a_story_over(held, printed, alone):
    assert by_rank(held, printed) is alone


def test_a_section_is_full_by_its_own_stories():
    needs = {"a": {"cells": 900}, "b": {"cells": 400}}
    dealt = {
        "stories": needs,
        "sections": {"a": "News", "b": "Sport"},
        "rooms": {"News": 900, "Sport": 900, "Living": 300},
    }
    assert full_sections(dealt) == {"News"}


def test_the_row_of_an_edition_is_the_sum_of_what_was_counted(tmp_path):
    need = {"words": 400, "rows": 100, "wide": 3, "cells": 130}
    dealt = {
        "words": 800,
        "held": 700,
        "supply": 1.14,
        "rooms": {"News": 228},
        "stories": {"a": need, "b": need},
        "sections": {"a": "News", "b": "News"},
    }
    story = told("a", 1) | {"share": 0.75, "pictures": 2, "shown": 1, "page": 1, "parts": 1}
    place = {"page": 3, "section": "News", "columns": 2, "rows": 10}
    counted = {
        "pages": 8,
        "stories": [story],
        "held": [told("b", 1)],
        "house_ads": [
            place | {"front": False, "opener": False, "top_right": True},
            place | {"front": True, "opener": True, "top_right": True},
        ],
        "bare": [4],
        "white": 12,
    }
    cost, typst = Cost(9.0, 5.0, 200.0), Cost(0.5, 0.6, 90.0)
    report = {"makeup": {"cost": 5_000, "bound": 1_000}, "dominance": 0.4}
    run = Run(tmp_path / "a.pdf", report, counted, True, cost, typst)
    found = outcome_of(EDITIONS[0], dealt, run)
    assert (found.printed, found.held, found.by_rank) == (300, ("b",), False)
    assert (found.shortened, found.rows, found.whole) == ({"a": 0.25}, 25, 0)
    assert (found.house, found.full, found.cells) == (2, 2, 40)
    assert (found.front, found.opener, found.top_right) == (1, 0, 1)
    assert (found.pictures, found.left_out, found.bare) == (1, 1, (4,))
    assert found.white == 12
    assert (found.cost, found.bound, found.times) == (5_000, 1_000, 18.0)
    assert found.report["dominance"] == 0.4  # whatever else the command counts is kept


def test_what_is_in_print_is_counted_by_letters_block_by_block():
    body = tuple(Paragraph(plain(text)) for text in ("Ten letters", "to-day, 10", "gone"))
    story = Story("a", plain("A"), (*body, Picture("a.png", "a", plain("not counted"))))
    assert share_in_print(story, {0: 10, 1: 7, 2: 4}) == 1.0
    assert share_in_print(story, {0: 10, 1: 7}) == round(17 / 21, 4)
    assert share_in_print(story, {0: 30}) == round(10 / 21, 4)  # bullets stand for no other block
    assert share_in_print(Story("a", plain("A"), ()), {}) == 1.0


@pytest.mark.parametrize(
    "number, opener, row, marks",
    [
        (1, True, 60, (True, True, False)),
        (4, False, 10, (False, False, False)),
        (5, False, 10, (False, False, True)),
        (5, False, 70, (False, False, False)),
        (9, True, 70, (False, True, False)),
    ],
)
def test_a_house_ad_is_told_by_where_it_stands(number, opener, row, marks):
    grid = sheet("compact")
    x, right = grid.columns[1][0], sum(grid.columns[2])
    rect = Rect(x, grid.live.y + row * grid.leading, right - x, 12 * grid.leading - 4_000)
    page = SimpleNamespace(number=number, grid=grid, section="News")
    ad = house_ad(Box("ad", "house-1-0", rect, ""), page, opener)
    assert (ad.page, ad.columns, ad.rows) == (number, 2, 12)
    assert (ad.front, ad.opener, ad.top_right) == marks


def test_stories_that_no_newspaper_would_print_are_left_out():
    words = "A ferry sails. " * 20
    assert printable(Story("a", plain("Ferry"), (Paragraph(plain(words)),)))
    assert not printable(Story("a", plain("Lorem"), (Paragraph(plain(words)),)))
    assert not printable(Story("a", plain("Ferry"), (Paragraph(plain("A ferry.")),)))
    assert not printable(Story("a", plain("Ferry"), (Paragraph(plain(words + "שלום " * 9)),)))


def test_figures_that_are_written_are_read_again(tmp_path):
    file = tmp_path / "figures.json"
    tables.write(file, [GOOD, replace(GOOD, name="web-24-130", bare=(3, 4))])
    assert tables.read(file) == [GOOD, replace(GOOD, name="web-24-130", bare=(3, 4))]
    assert [each["misses"] for each in json.loads(file.read_text())] == [[], []]
    kept = json.loads(file.read_text())
    file.write_text(json.dumps([one | {"counted by a later version": 1} for one in kept]))
    assert tables.read(file)[0] == GOOD


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"name": "a"}]', "null"])
def test_a_file_that_is_none_of_ours_is_told(tmp_path, text):
    file = tmp_path / "figures.json"
    file.write_text(text)
    with pytest.raises(BadInput) as told:
        tables.read(file)
    assert told.value.findings[0].hint
    with pytest.raises(BadInput):
        tables.read(tmp_path / "missing.json")


def test_two_runs_stand_beside_each_other():
    after = replace(GOOD, house=1, cells=20, dealt=("a", "c"))
    lines = _text(tables.compared([GOOD], [after, replace(GOOD, name="new")]))
    assert "2, 70 > 1, 20" in lines and "(other copy)" in lines and "new" not in lines
    assert "(other copy)" not in _text(tables.compared([GOOD], [GOOD]))


def test_misses_are_named_in_the_table():
    lines = _text(tables.table([replace(GOOD, front=1), replace(GOOD, same=False)]))
    assert "places" in lines and "counted another" in lines
    assert "1 of 2 miss no aim" in lines


def test_what_the_command_counts_of_art_direction_stands_in_a_table_of_its_own():
    assert tables.art_direction([GOOD]) is None  # a version that counts nothing of it
    counted = {"pictures": {"share": 0.1234, "led": 3, "pages": 5}, "lines": {"short": 1_066}}
    shown = replace(GOOD, report={"counted": counted})
    lines = _text(tables.art_direction([shown, GOOD]))
    assert "12.3%" in lines and "3 / 5" in lines and "1,066" in lines and "- / -" in lines
    assert lines.count(GOOD.name) == 1


def test_the_report_is_found_behind_what_the_command_says():
    assert report_in('WARNING: a\n{"words": 3,\n "held": []}\nmore') == {"words": 3, "held": []}


def _text(table):
    console = Console(width=400, record=True, file=io.StringIO())
    console.print(table)
    return console.export_text()
