"""What is said of heads and pictures that cannot be as they were decided, and what could be."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from support.editions.decided_stories import written
from support.editions.samples import GRID, furniture

from layout.edition.decided.heads_and_pictures import in_words, is_of_head_or_pictures
from layout.edition.decided.kept_in_edition import with_kept_decisions
from layout.makeup.edition.all_pages import EditionTask
from layout.makeup.edition.shapes.article import Article
from layout.publication.decisions.pages_toml import read_decisions
from layout.story.decided import Form
from slots.finding import Finding
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlan

TWO = written("two", 24, rank=2, pictures=2, jump=False)
NAMED = replace(TWO.every[1].picture, src="p2.jpg")
TWO = replace(TWO, every=(TWO.every[0], replace(TWO.every[1], picture=NAMED)))
PICTURED = written("long", 24, rank=1, pictures=1)
SHORT = written("short", 3)
OWN = written("own", 9, quoted=True)
FREE = written("free", 24, cut=None)
WHOLE = written("whole", 24)
TWO_GO = written("two-go", 24, cut=2)
BARE = written("bare", 3, byline="")


def told(decided: str, article: Article) -> str:
    """What is said of a story of which that is decided."""
    found = refused(decided, article)
    return f"{found.message} ({found.hint})"


def refused(decided: str, article: Article) -> Finding:
    """What is found wrong with what is decided of a story, in line 2."""
    slug = article.story.slug
    decisions, findings = read_decisions(f"[story.{slug}]\n{decided}\n", Path("pages.toml"))
    assert decisions and not findings
    form = decisions.of(slug).form
    story = replace(article, form=form)
    pages = [StackPage(1, "News", 5, GRID.rows, furniture(1, "News").first_row)]
    task = EditionTask(pages, AdPlan(()), [], [story], GRID, decisions=decisions)
    (found,) = with_kept_decisions(task).findings
    assert found.code == "refused-decision" and found.where.line == 2
    return found


@pytest.mark.parametrize(
    ("decided", "article", "widths"),
    [
        ('pictures = ["p.jpg", { file = "p2.jpg", columns = 5 }]', TWO, "1234"),
        ("pictures = [{ columns = 9, file = 'p.jpg' }]", PICTURED, "12345"),
        ("picture = 9", PICTURED, "12345"),
    ],
)
def test_a_refused_width_has_a_remedy_for_each_that_can_be_had(
    decided: str, article: Article, widths: str
) -> None:
    edits = refused(decided, article).edits
    assert {edit.instead for edit in edits} == {*widths}
    line = decided
    for edit in edits:
        at = edit.column - 1
        assert edit.line == 2 and line[at : at + len(edit.written)] == edit.written
        mended = line[:at] + edit.instead + line[at + 1 :]
        assert mended == re.sub("[59]", edit.instead, line)


@pytest.mark.parametrize(
    ("decided", "article", "said"),
    [
        (
            "headline_lines = 8",
            SHORT,
            '"short" cannot stand with a headline of 8 lines (it can have 1 to 4 lines; '
            "points more than as it would stand freely: 0 with 4, 0 with 3)",
        ),
        (
            'breaks = ["The harbour", "council"]',
            SHORT,
            '"short" cannot stand with its headline broken as The harbour / council (write its '
            'words as they are: "The harbour council votes on the night ferry"; points more '
            "than as it would stand freely: 0 with 3)",
        ),
        (
            'pictures = [{ file = "p.jpg", columns = 1 }, { file = "p2.jpg", columns = 3 }]',
            TWO,
            '"two" cannot stand with "p.jpg" 1 column wide and with "p2.jpg" 3 columns wide: the '
            'last is given up (columns of "p2.jpg" can be 1, no wider than "p.jpg" above it; '
            'points more than as it would stand freely: 238 with 1, 39 without columns of "p.jpg")',
        ),
        (
            'pictures = ["p.jpg", { file = "p2.jpg", columns = 4 }]\ncolumns = 4',
            TWO,
            '"two" cannot stand 4 columns wide and with "p2.jpg" 4 columns wide: its text has 978 '
            "words and a page has 5 by 100 columns and rows; the last is given up (columns of "
            '"p2.jpg" can be 1 to 3, no wider than "p.jpg" above it; points more than as it would '
            "stand freely: 92 with 3, 8 with 1, 189 without columns)",
        ),
        (
            "quote = true",
            SHORT,
            '"short" cannot stand with a pull quote (leave quote out, or give the story a pull '
            "quote: nobody says a sentence of its length)",
        ),
        (
            "quote = false",
            OWN,
            '"own" cannot stand without a pull quote (take the pull quote out of the story: it is '
            "a part of its text)",
        ),
        (
            "byline = true",
            BARE,
            '"bare" cannot stand with its byline (leave byline out, or write the story a byline)',
        ),
        (
            'pictures = ["q.jpg", "p.jpg"]',
            PICTURED,
            '"long" cannot stand with "q.jpg" and "p.jpg" (it has "p.jpg")',
        ),
        (
            'pictures = ["q.jpg"]',
            SHORT,
            '"short" cannot stand with "q.jpg" (leave pictures out, or write [] for none: it has '
            "none beside its text)",
        ),
        (
            "keep = [0, 0, 80, 80]",
            SHORT,
            '"short" cannot stand with its first picture cropped to 0, 0, 80, 80 (leave keep out, '
            "or give the story a picture)",
        ),
        (
            'dominant = "q.jpg"',
            PICTURED,
            '"long" cannot stand with "q.jpg" as its large picture (it has "p.jpg")',
        ),
        (
            'dominant = "q.jpg"',
            SHORT,
            '"short" cannot stand with "q.jpg" as its large picture (leave dominant out: it has no '
            "picture beside its text)",
        ),
        (
            "words = 20",
            FREE,
            '"free" cannot stand with 20 words at most: its text has 978 words (words can be 57, '
            "85, 108 or 143; points more than as it would stand freely: 0 with 57)",
        ),
        (
            "words = [1000, 1200]",
            FREE,
            '"free" cannot stand with 1,000 to 1,200 words: its text has 978 words (words can be '
            "882, 912, 940 or 978; points more than as it would stand freely: 0 with 978, "
            "0 with 882)",
        ),
        (
            "words = 400",
            WHOLE,
            '"whole" cannot stand with 400 words at most: its text has 978 words (words can be '
            "978; it lets no paragraph go; points more than as it would stand freely: 0 with 978)",
        ),
        (
            "cut_lines = 30\ncut = 2",
            TWO_GO,
            '"two-go" cannot stand with 2 paragraphs cut at most and with 30 lines cut: its '
            "text has 978 words; the last is given up (cut_lines can be 7 or 13, or let more "
            "paragraphs be cut; points more than as it would stand freely: 4 with 13, 0 with 7, "
            "0 without cut)",
        ),
    ],
)
def test_what_is_said(decided: str, article: Article, said: str) -> None:
    assert told(decided, article) == said


def test_each_key_of_the_form_has_words() -> None:
    about = {name for name in Form.__dataclass_fields__ if is_of_head_or_pictures(name)}
    assert about == {
        *("headline_lines", "breaks", "quote", "byline", "pictures", "keep", "dominant"),
        *("words", "cut_lines"),
    }
    assert in_words("headline_lines", 1) == "with a headline of one line"
    assert in_words("pictures", ()) == "with no picture"
    assert in_words("keep of p.jpg", (0, 0, 50, 50)) == 'with "p.jpg" cropped to 0, 0, 50, 50'
    assert in_words("byline", False) == "without its byline"
