"""docs/edition.md is read by this test, so that it stays true."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from layout.desk.commands.print import print_story
from layout.desk.commands.stack import stack
from layout.desk.reports.edition import production_summary
from layout.edition import held_over, make_edition
from layout.edition.last_plan import RECORD
from layout.makeup.edition.assign import by_area
from layout.makeup.edition.shapes import leg_depths, news_hole
from layout.makeup.edition.shapes.how_short import TrimTerms
from slots.prices_of_taste import OUR_PRICES, by_rank

ROOT = Path(__file__).parents[4]
GUIDE = (ROOT / "docs" / "edition.md").read_text(encoding="utf-8")
REPORT = re.search(r"```text\n(.*?)```", GUIDE, re.DOTALL)[1]


def test_every_line_of_the_report_is_one_that_it_has():
    source = Path(production_summary.__file__).read_text(encoding="utf-8")
    labels = re.findall(r"^([A-Z][a-z ]+): ", REPORT, re.MULTILINE)
    assert len(labels) == 13
    assert all(f'"{label}"' in source or f'"{label}: ' in source for label in labels)
    heads = re.split(r" {2,}", REPORT.splitlines()[2].strip())
    assert tuple(heads) == production_summary.HEAD
    assert "Nothing moved since the last time." in source and "Nothing moved since" in GUIDE
    assert production_summary.NAMED == 8 and "eight are named" in GUIDE


_TRIMS = OUR_PRICES.trims
_TRIMMED = TrimTerms(_TRIMS.row_alike, _TRIMS.steeper, _TRIMS.trimmed)

LEVERS = [
    ("a paragraph a line longer", OUR_PRICES.legs.line),
    ("a pull quote", OUR_PRICES.pictures.quote),
    ("a leg a line short", OUR_PRICES.legs.short),
    ("a headline a size smaller", by_rank(OUR_PRICES.heads.smaller, 9)),
    ("a story wider or narrower", OUR_PRICES.stories.wider),
    ("no deck", by_rank(OUR_PRICES.heads.no_deck, 9)),
    ("a jump", OUR_PRICES.jumps.jump),
    ("a paragraph cut", _TRIMMED.cost(100, 5)),
    ("a picture cropped hard", OUR_PRICES.pictures.crop),
    ("a house ad", OUR_PRICES.pages.house_ad),
    ("a picture left out", OUR_PRICES.pictures.left_out),
    ("a story held over", by_rank(OUR_PRICES.stories.held_over, 9)),
]


def test_levers_stand_in_the_order_of_their_cost():
    listed = re.findall(r"^\d+\. (.*)", GUIDE.split("the cheapest first:")[1], re.MULTILINE)
    assert len(listed) == len(LEVERS)
    assert all(said.startswith(lever) for said, (lever, _) in zip(listed, LEVERS, strict=True))
    costs = [cost for _, cost in LEVERS]
    assert costs == sorted(costs)


_JUMPS = OUR_PRICES.jumps
_LEAD_SHARE = _JUMPS.lead_share + _JUMPS.jump // _JUMPS.crowding


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (by_area.MOST_STORIES, "At most twelve stories"),
        (_LEAD_SHARE, "more than 45 % of it"),
        (leg_depths.LEAST_PART, "at least 24 rows in each part"),
        (news_hole.LEAST_DEPTH, "less than seven rows deep"),
        (make_edition.SAME, "three quarters of the stories"),
    ],
)
def test_limits_are_the_programs(value, said):
    numbers = {"seven": 7, "twelve": 12, "three quarters": 75}
    found = next((n for word, n in numbers.items() if word in said), None)
    assert said in GUIDE
    assert value == (found or int(re.search(r"\d+", said)[0]))


def test_files_that_are_kept_are_named():
    assert f"`{RECORD}`" in GUIDE and "`~/.cache/newsgrid`" in GUIDE


def test_options_are_those_of_the_commands():
    known = {
        name
        for command in (print_story, stack)
        for option in command.params
        if isinstance(option, click.Option)
        for name in option.opts
    }
    named = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", GUIDE.replace("--- ", "").replace("---", "")))
    assert {"--strict", "--proof", "--html", "--fresh", "--json"} <= named <= known


def test_help_says_that_a_publication_is_printed_and_what_it_leaves():
    text = print_story.get_help(click.Context(print_story, info_name="print"))
    assert "PUBLICATION|STORY" in text and RECORD in text and "a whole newspaper" in text


def test_reasons_for_holding_over_are_those_there_are():
    source = Path(held_over.__file__).read_text(encoding="utf-8")
    for words in ("is overfull by", "words are more than", "leaves no page of", "goes with the"):
        assert words in source
