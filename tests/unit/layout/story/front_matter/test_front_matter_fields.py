"""Keys of a story's front matter that came with imports: the headline on paper, the embargo, and
where a story came from."""

from __future__ import annotations

import datetime

import pytest

from layout.story.as_written import Embargo, on_paper
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.run import Emphasis, Run, plain
from slots.finding import Severity

DAY = datetime.date(2022, 12, 16)


def story(*lines, body="It sails."):
    return parse_markdown("\n".join(("---", "headline: Ferry", *lines, "---", "", body)), "s.md")


def test_the_headline_on_paper_is_markdown_and_stands_in_on_paper_alone():
    read, findings = story("print_headline: Ferry *back*")
    assert findings == () and read.headline == plain("Ferry")
    assert read.print_headline == (Run("Ferry "), Run("back", Emphasis.ITALIC))
    assert on_paper(read).headline == read.print_headline and not on_paper(read).print_headline
    assert on_paper(on_paper(read)) == on_paper(read)


def test_without_one_paper_has_the_same():
    read, _ = story()
    assert on_paper(read) is read and read.embargo is None and read.came_from == ""


def test_it_is_no_headline_for_the_web():
    text = "---\nprint_headline: Ferry back\n---\n\n# Ferry\n\nIt sails."
    assert parse_markdown(text)[0].headline == plain("Ferry")
    _, findings = parse_markdown("---\nprint_headline: Ferry back\n---\n\nIt sails.")
    assert [finding.code for finding in findings] == ["no-headline"]


def test_where_it_came_from_is_kept_as_it_is():
    read, findings = story("source: wordpress https://paper.example/?p=12")
    assert read.came_from == "wordpress https://paper.example/?p=12" and findings == ()
    assert read.source == "s.md"


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("2022-12-16", ""),
        ("Dec 16, 2022", ""),
        ("16 de diciembre de 2022", ""),
        ("2022-12-16 18:00+01:00", "18:00+01:00"),
        ("2022-12-16T18:00:30Z", "18:00:30Z"),
        ("2022-12-16 18:00 -0500", "18:00-0500"),
    ],
)
def test_an_embargo_is_a_day_or_a_moment(written, clock):
    read, findings = story(f"embargo: {written}")
    assert read.embargo == Embargo(DAY, clock) and findings == ()
    assert str(read.embargo) == f"2022-12-16 {clock}".strip()


def test_a_time_without_a_zone_is_a_warning():
    read, (finding,) = story("embargo: 2022-12-16 18:00")
    assert read.embargo == Embargo(DAY, "18:00") and finding.severity is Severity.WARNING
    assert "no zone" in finding.message and "2022-12-16 18:00+01:00" in finding.hint
    assert str(finding.where) == "s.md:3:10"


@pytest.mark.parametrize(
    "written", ["tomorrow", "2022-02-30", "2022-12-16 25:00Z", "3/4/2022", "16 December", "18:00"]
)
def test_an_embargo_that_nobody_can_read_holds_the_story_back(written):
    read, (finding,) = story(f"embargo: {written}")
    assert read.embargo == Embargo(datetime.date.max)
    assert finding.severity is Severity.ERROR and "held back" in finding.message
    assert written in finding.message and str(finding.where) == "s.md:3:10"


@pytest.mark.parametrize("key", ["print_headline", "source", "embargo"])
def test_values_over_the_limit_are_told(key):
    _, findings = story(f"{key}: {'word ' * 500}")
    assert [finding.code for finding in findings] == ["too-long"]
