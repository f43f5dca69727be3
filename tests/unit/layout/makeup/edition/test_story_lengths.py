"""How long a story may run: floors, its own word, the publication's policy, and what it costs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.editions.samples import GRID, articles, paragraph, setter

from layout.makeup.edition.shapes.article import Article, Beside, Made, article_of
from layout.makeup.edition.shapes.how_short import Trimming, TrimTerms, endings_of, terms_of
from layout.makeup.edition.shapes.rectangles import rest_shapes, shapes_of
from layout.makeup.edition.shapes.which_paragraphs_go import ends_of
from layout.story.as_written import Story
from layout.story.block import Crosshead, Listing, Paragraph
from layout.story.publication import BY_RANK, Trim
from layout.story.run import plain
from slots.prices_of_taste import OUR_PRICES

PRICES = OUR_PRICES.trims


def story(blocks: int = 12, **told: object) -> Story:
    body = tuple(Paragraph(plain(paragraph(number))) for number in range(blocks))
    return replace(Story("pier", plain("Pier shut"), body, rank=3), **told)


def article(of: Story, trimming: Trimming | None = None) -> Article:
    key = f"{of} {trimming}"
    return article_of(of, key, Beside(), GRID, setter(), trimming or Trimming())


@given(
    st.integers(1, 20), st.integers(0, 1_000), st.integers(0, 200), st.integers(2, 3_000),
    st.integers(1, 100),
)  # fmt: skip
def test_one_more_row_never_costs_less_than_the_one_before(row, steeper, once, rows, charged):
    """Convex but for what rounding takes: so two stories that lose a little are cheaper than one
    that loses as much as both."""
    terms = TrimTerms(row, steeper, 0, 100)
    costs = [terms.cost(rows, gone) for gone in range(rows + 1)]
    steps = [after - before for before, after in pairwise(costs)]
    assert all(after >= before - 1 for before, after in pairwise(steps))
    assert costs[0] == 0 and all(step >= row for step in steps)
    for gone in (1, rows):
        whole = replace(terms, trimmed=once).cost(rows, gone)
        assert whole == costs[gone] + once
        part = replace(terms, trimmed=once, charged=charged).cost(rows, gone)
        assert part == whole * charged // 100


@given(articles())
def test_lengths_are_what_they_say(told: Article) -> None:
    bodies, whole = told.bodies, told.bodies[0]
    assert (whole.cut, whole.paragraphs, whole.cost) == (0, 0, 0)
    terms = terms_of(told.story, whole.rows, BY_RANK, PRICES)
    assert len(bodies) == 1 or terms
    for longer, shorter in pairwise(bodies):
        assert longer.rows - shorter.rows >= 2
        assert longer.cost < shorter.cost and longer.cut < shorter.cut
    for body in bodies[1:]:
        assert terms and body.rows >= terms.least
        assert terms.most is None or body.paragraphs <= terms.most
        assert body.stop in ends_of(told.story.body)
        assert {block.index for block in body.galley.blocks} == {
            block.index for block in whole.galley.blocks if block.index < body.stop
        }
        assert body.cost == terms.cost(whole.rows, whole.rows - body.rows)
        assert told.shortened(body.cut) is body


def test_any_kind_of_block_may_go():
    body = (*story(6).body, Crosshead(plain("What next")), Listing((plain("One"), plain("Two"))))
    cuts = [(e.stop, e.blocks, e.paragraphs) for e in endings_of(Story("a", (), body), None)]
    assert cuts[0] == (6, 2, 1)
    assert [stop for stop, _, _ in cuts] == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(("rank", "share"), [(1, 60), (2, 50), (3, 50), (7, 50)])
def test_by_rank_a_lead_keeps_more_than_the_others(rank, share):
    terms = terms_of(story(rank=rank), 200, BY_RANK, PRICES)
    assert terms and terms.least == 200 * share // 100


def test_by_rank_no_story_loses_more_than_the_publication_says():
    terms = terms_of(story(rank=4), 200, Trim(most=25), PRICES)
    assert terms and terms.least == 150


def test_by_share_all_stories_are_alike():
    found = [terms_of(story(rank=rank), 400, Trim("share", 30), PRICES) for rank in (1, 2, 5)]
    assert found[0] and found[0].least == 280 and len(set(found)) == 1


def test_a_short_story_keeps_some_rows():
    terms = terms_of(story(rank=3), 20, Trim("share", 90), PRICES)
    assert terms and terms.least == 15


def test_where_nothing_is_trimmed_a_story_has_one_length():
    off = Trimming(Trim("off"))
    assert [body.cut for body in article(story(), off).bodies] == [0]


@pytest.mark.parametrize("policy", [Trim("off"), Trim("rank"), Trim("share", 1)])
def test_the_word_of_a_story_goes_before_the_policy(policy):
    assert len(article(story(cut=0), Trimming(policy)).bodies) == 1
    some = article(story(cut=3), Trimming(policy)).bodies
    assert [body.paragraphs for body in some] == [0, 1, 2, 3]


def test_what_a_story_lets_go_costs_less():
    whole, one = article(story(cut=2)).bodies[:2]
    rows = whole.rows - one.rows
    assert one.cost == TrimTerms(6, 400, 20).cost(whole.rows, rows) // 2


def test_a_shortened_story_says_where_all_of_it_is():
    line = "Read on: gazette.example/r/7pwgt"
    told = article(story(), Trimming(read_on=plain(line)))
    assert not any(block.role == "read_on" for block in told.bodies[0].galley.blocks)
    for body in told.bodies[1:]:
        last = body.galley.blocks[-1]
        assert last.role == "read_on" and last.index == len(told.story.body)
        said = "".join(word.text for part in last.lines for word in part.words)
        assert said == line.replace(" ", "")
        assert body.rows == body.galley.rows
        without = replace(body.galley, blocks=body.galley.blocks[:-1])
        assert body.rows - without.rows == len(last.lines)


def test_a_story_has_shapes_in_all_its_lengths():
    told = article(story(20))
    settings = [s for group in shapes_of(told, GRID, GRID.rows).settings.values() for s in group]
    assert len({s.cut for s in settings}) > 5
    whole = [s.cells for s in settings if not s.cut]
    assert min(s.cells for s in settings) < min(whole) * 2 // 3


def test_the_rest_of_a_jump_may_be_shortened():
    told = article(story(20))
    gone = told.bodies[0].rows // 3
    groups = rest_shapes(told, gone, GRID, GRID.rows).settings.values()
    assert len({s.cut for group in groups for s in group}) > 5


def test_no_pull_quote_repeats_words_that_are_cut():
    told = article(story(14, cut=8))
    assert told.quote and not told.quote.own
    late = replace(told.quote, index=told.bodies[0].stop - 1)
    told.text.__dict__["made"] = Made(told.bodies, late, told.variants)
    settings = [s for group in shapes_of(told, GRID, GRID.rows).settings.values() for s in group]
    assert any(s.hung.quote for s in settings if not s.cut)
    assert not any(s.hung.quote for s in settings if s.cut)
