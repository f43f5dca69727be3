"""Relief of turns: pull quotes in the parts of a story that are turned to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.editions.samples import GRID, paragraph, setter
from support.newspapers.sample_newspaper import newspaper, story

from layout.edition.make_edition import Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.makeup.edition.choose_settings import PlacedStory
from layout.makeup.edition.shapes.article import Article, Beside, article_of
from layout.makeup.edition.shapes.rectangles import middle_shapes, rest_shapes
from layout.makeup.edition.shapes.relief_of_turns import Relief, TurnText, relief_of
from layout.makeup.edition.shapes.setting import Setting, Shapes
from layout.makeup.edition.shapes.which_pictures_hang import Hung
from layout.story.as_written import Story
from layout.story.block import Crosshead, Paragraph
from layout.story.run import plain
from layout.typeset.set_text import Compositor

EVERY_SIXTH_SPEAKS = tuple(Paragraph(plain(paragraph(number))) for number in range(60))
BARE = setter().theme.prices.jumps.bare


def long_story(*body: Paragraph | Crosshead, by: Compositor | None = None, **more: str) -> Article:
    text = body or EVERY_SIXTH_SPEAKS
    told = Story("long", plain("The harbour and its people"), text, rank=1, **more)
    return article_of(told, f"long {more}", Beside(), GRID, by or setter())


def ways(article: Article, columns: int = 5, gone: int = 60, rows: int = 300) -> list[Hung]:
    return list(Relief(article).ways(columns, TurnText(gone, rows, 60)))


def quotes_in(shapes: Shapes) -> set[int]:
    return {len(s.hung.insets) for group in shapes.settings.values() for s in group}


def test_a_long_turn_may_have_a_quote_or_two_or_pays_for_those_it_lacks():
    article = long_story()
    assert len(article.for_turns) > 5
    found = ways(article)
    assert [len(hung.insets) for hung in found] == [0, 1, 2]
    assert found[0].cost == 2 * BARE > found[1].cost > BARE > found[2].cost > 0
    assert [len(hung.insets) for hung in ways(article, rows=120, columns=2)] == [0, 1]


def test_of_two_the_left_stands_higher_and_is_said_first():
    two = ways(long_story())[-1].insets
    assert [inset.column for inset in two] == [1, 3]
    assert two[0].above < two[1].above and two[0].quote < two[1].quote


def test_a_quote_is_out_of_the_text_of_its_turn():
    article = long_story()
    for gone in range(0, 300, 20):
        for hung in ways(article, gone=gone, rows=160):
            for inset in hung.insets:
                index = article.for_turns[inset.quote].index
                blocks = article.bodies[0].galley.blocks
                above = replace(article.bodies[0].galley, blocks=blocks[:index])
                upto = replace(article.bodies[0].galley, blocks=blocks[: index + 1])
                assert gone <= above.rows < upto.rows <= gone + 160


@pytest.mark.parametrize(
    ("what", "columns", "rows"),
    [("short", 5, 79), ("a band", 5, 5 * 35), ("one column", 1, 80)],
)
def test_no_other_turn_needs_any(what: str, columns: int, rows: int):
    assert ways(long_story(), columns, rows=rows) == [Hung()]


def test_what_the_story_has_itself_comes_first():
    body = list(EVERY_SIXTH_SPEAKS)
    for number in range(54, 0, -6):
        body.insert(number, Crosshead(plain("What comes next")))
    assert ways(long_story(*body)) == [Hung()]


def test_where_nobody_speaks_nothing_is_pulled_and_nothing_paid():
    silent = long_story(*(Paragraph(plain(paragraph(number * 6 + 1))) for number in range(40)))
    assert not relief_of(silent).can_quote
    assert ways(silent) == [Hung()]


def test_letters_and_notices_are_not_quoted_from():
    assert long_story().for_turns
    assert not long_story(kind="letters").for_turns


def test_the_quote_of_an_opening_is_in_no_turn():
    article = long_story()
    assert article.quote and not article.quote.own
    said = [tuple(line.text for line in quote.lines) for quote in article.for_turns]
    assert tuple(line.text for line in article.quote.lines) not in said


def test_a_theme_may_do_without():
    theme = setter().theme
    jumps = replace(theme.prices.jumps, relief=0)
    by = replace(setter(), theme=replace(theme, prices=replace(theme.prices, jumps=jumps)))
    assert ways(long_story(by=by)) == [Hung()]


def test_middle_and_last_parts_have_shapes_with_quotes_and_without():
    article = long_story()
    gone = article.bodies[0].rows // 4
    assert quotes_in(middle_shapes(article, GRID, GRID.rows, gone)) == {0, 1, 2}
    assert quotes_in(rest_shapes(article, gone, GRID, GRID.rows)) == {0, 1, 2}
    assert quotes_in(middle_shapes(article, GRID, GRID.rows)) == {0}


def test_legs_go_on_under_a_quote():
    article = long_story()
    groups = rest_shapes(article, 100, GRID, GRID.rows).settings.values()
    setting: Setting = next(s for group in groups for s in group if len(s.hung.insets) == 2)
    for inset in setting.hung.insets:
        upper, lower = [leg for leg in setting.legs() if leg[0] == inset.column]
        assert upper[1] + upper[2] + inset.rows == lower[1]
        assert lower[1] + lower[2] == setting.rows


# in print ---------------------------------------------------------------------------------------

SAID = "“We watched the sea come over the wall and take the boats one by one,” she said. "


def talkative(words: int) -> str:
    """A long story in which somebody speaks in each paragraph, each time otherwise."""
    head, copy = story("news-0", "News", words, rank=1).split("---\n\n", 1)
    paragraphs = [
        SAID.replace("boats", f"{number} boats") + text
        for number, text in enumerate(copy.split("\n\n"), 1)
    ]
    return f"{head.replace('cut: 0', 'cut: 9')}---\n\n" + "\n\n".join(paragraphs)


def turned(placed: Iterator[PlacedStory]) -> Iterator[PlacedStory]:
    return (one for one in placed if one.turned)


def test_a_printed_turn_repeats_words_that_stand_on_its_page(tmp_path: Path):
    paper = newspaper(tmp_path / "paper", {"news-0": talkative(1_400)}, None)
    made = make_newspaper(Order(paper), Workshop())
    pages = {page.number: page for page in made.document.pages}
    quoted = 0
    for page in made.plan.pages:
        for one in turned(iter(page.placed)):
            fragments = pages[page.page].fragments
            quotes = [f for f in fragments if f.role == "pull_quote" and not f.story]
            assert len(quotes) == len(one.setting.hung.insets)
            text = " ".join(
                line.line.text
                for fragment in fragments
                if fragment.role == "body" and fragment.story == "news-0"
                for line in fragment.lines
            )
            for quote in quotes:
                quoted += 1
                words = " ".join(line.line.text for line in quote.lines).strip("“”.")
                boats = next(word for word in words.split() if word.isdigit())
                assert f"{boats} boats" in " ".join(text.split())
    assert quoted
