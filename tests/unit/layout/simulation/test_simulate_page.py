"""The HTML report of a simulation: one file, escaped, labelled, small; and its manual."""

import re
from pathlib import Path

import pytest
from lxml import html

from layout.desk.reports.simulation.html_page import page_of
from layout.simulation.plan_stories import Worked
from layout.simulation.planned_point import StripPicture
from layout.simulation.result_schema import json_schema
from layout.simulation.results import Box, Point, Problem, StoryResult, changes_between, simulation

ROOT = Path(__file__).parents[4]


def point(name, *homes, density=0.2, breaches=()):
    boxes = tuple(
        Box(f"ad-{n}", "ad", "ad", home, "b2" if home == "article" else None, 500, 250, "")
        for n, home in enumerate(homes, start=1)
    )
    value = 100 * sum(home is not None for home in homes)
    return Point(
        name, "320px..479px", boxes, value, value, value, density, density, (900,), 4000, 320, 667,
        (), breaches,
    )  # fmt: skip


def picture(name):
    blocks = [("paragraph", 60 * n, 60 * n + 50, f"b{n}") for n in range(40)]
    return StripPicture(name, 2700, (*blocks, ("ad", 2400, 2650, "ad-1")))


def worked(number, b_homes=("article",), headline="A story"):
    a, b = point("mobile", "article"), point("mobile", *b_homes, density=0.31)
    changes = changes_between(a, b)
    result = StoryResult(f"{number}.md", headline, 400, True, (a,), (b,), changes, ())
    pair = (picture("mobile"), picture("mobile"))
    return Worked(result, (pair,) if changes else ())


def page(done, against="b.toml"):
    summed = simulation("gazette", tuple(each.result for each in done), "a.toml", against)
    return page_of(summed, done)


@pytest.fixture(scope="module")
def report():
    unread = StoryResult(
        "bad.md", "", 0, False, (), (), (), (Problem("error", "x", "no headline", 3, "write one"),)
    )
    return page([worked(1), worked(2, ("end",), "<script>alert(1)</script>"), Worked(unread)])


def test_it_needs_nothing_but_itself(report):
    tree = html.fromstring(report)
    assert not tree.xpath("//script | //link | //img | //iframe | //object")
    assert not tree.xpath("//@src | //@href")
    assert "url(" not in report and "@import" not in report


def test_what_stories_say_is_escaped(report):
    assert "<script>" not in report
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in report


def test_every_chart_has_a_name_and_its_figures_stand_in_a_table(report):
    tree = html.fromstring(report)
    charts = tree.xpath("//svg")
    assert len(charts) >= 4
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for chart in charts:
        assert chart.get("role") == "img"
        named = (chart.get("aria-labelledby") or "").split()
        assert chart.get("aria-label") or (named and set(named) <= set(ids))
    assert len(tree.xpath("//details//table")) == 4


def test_what_changed_is_shown_with_both_strips(report):
    tree = html.fromstring(report)
    (article,) = tree.xpath("//article")
    assert "ad-1" in article.text_content() and "after the copy" in article.text_content()
    (strips,) = article.xpath(".//svg")
    assert len(strips.xpath("./path[@class='ad']")) == 2
    assert "1 of 2 stories would change" in tree.text_content()


def test_stories_that_could_not_be_used_and_broken_rules_are_listed(report):
    assert "1 story could not be used" in report and "no headline" in report
    assert "Broken rules" not in report
    a = point("mobile", "article", breaches=("at 320px: ad-1: from_top needs 9px, has 1px",))
    result = StoryResult("1.md", "A story", 400, True, (a,), (), (), ())
    broken = page([Worked(result)], against=None)
    assert "Broken rules" in broken and "from_top needs 9px" in broken


def test_without_other_rules_nothing_is_compared():
    a = point("mobile", "article", None)
    alone = page([Worked(StoryResult("1.md", "A", 400, True, (a,), (), (), ()))], against=None)
    tree = html.fromstring(alone)
    assert "would change" not in alone and not tree.xpath("//circle")
    assert not tree.xpath("//*[contains(concat(' ', @class, ' '), ' b ')]")


def test_no_story_at_all_is_a_report_too():
    unread = StoryResult("bad.md", "", 0, False, (), (), (), ())
    assert "1 story could not be used" in page([Worked(unread)])


def test_two_hundred_changed_stories_stay_under_a_megabyte():
    done = [worked(n, ("rail",), f"Headline number {n}") for n in range(200)]
    assert len(page(done).encode()) < 1_000_000


def test_the_manual_names_every_key_of_the_report():
    manual = (ROOT / "docs" / "simulate.md").read_text()
    schema = json_schema()
    parts = [part for name, part in schema["$defs"].items() if name.lower() != "finding"]
    keys = {key for part in (*schema["anyOf"], *parts) for key in part.get("properties", ())}
    assert {"stories", "changed", "severity"} <= keys  # or this would look nowhere
    named = set(re.findall(r'[`"](\w+)[`"]', manual))
    assert keys - named == set()


def test_the_manual_names_every_option():
    from layout.desk.commands.simulate import COMMAND

    manual = (ROOT / "docs" / "simulate.md").read_text()
    options = [each.opts[0] for each in COMMAND.params if each.opts[0].startswith("-")]
    assert [each for each in options if each not in manual] == ["--strict", "--verbose"]
