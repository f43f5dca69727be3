"""Keys of a story's front matter that came with imports: the headline on paper, the embargo,
where a story came from; and its promo."""

from __future__ import annotations

import datetime

import pytest

from layout.story.as_written import Embargo, PromoAsk, on_paper
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.run import Emphasis, Run, plain
from layout.story.text.no_break import held_story
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


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("false", PromoAsk(False, line=3)),
        ("true", PromoAsk(True, line=3)),
        ("The cup comes home", PromoAsk(True, "The cup comes home", 3)),
    ],
)
def test_what_a_story_says_of_its_promo(said, meant):
    story, findings = parse_markdown(f"---\nheadline: Ferry\npromo: {said}\n---\n\nText.\n")
    assert story.promo == meant and findings == ()


def test_what_holds_together_holds_in_a_promo():
    story, _ = parse_markdown("---\nheadline: Ferry\npromo: Of 10 km, two\n---\n\nText.\n")
    assert held_story(story).promo.words == "Of 10\u00a0km, two"


def test_a_promo_of_many_words_is_told_and_one_without_any_is_none():
    words = "The boats that were away for eleven weeks are back on the bay"
    text = "---\nheadline: Ferry\n{}---\n\nText.\n"
    story, (found,) = parse_markdown(text.format(f"promo: {words}\n"), "ferry.md")
    assert story.promo == PromoAsk(True, words, 3)
    assert str(found).startswith("ferry.md:3:8: promo: 61 characters, a promo has 60 at most")
    assert found.hint and parse_markdown(text.format(""))[0].promo is None
    story, (found,) = parse_markdown(text.format("promo: [a, b]\n"), "ferry.md")
    assert story.promo is None and "expected text, found a list" in found.message
