"""Laws of stories that stand together: each brief and letter once and in its order, no small head
at a foot, no signature parted from the last line of its letter."""

from __future__ import annotations

import datetime
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.gathered_article import Gathered, gathered_article
from layout.makeup.edition.rails import Rooms, gathered, gathers_as
from layout.makeup.edition.shapes.article import Article, Beside, article_of
from layout.makeup.edition.shapes.news_hole import Hole
from layout.makeup.type.pour import Piece, Pourer
from layout.page.format import FORMATS, grid_of
from layout.story.as_written import Story
from layout.story.block import Block, Paragraph, Table
from layout.story.kinds import BRIEF, LETTER
from layout.story.run import Emphasis, Run, plain
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.prices_of_taste import OUR_PRICES

GRID = grid_of(FORMATS["compact"], 5)
DAYS = st.none() | st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 1, 9))
TEXT = "The council voted on Monday to keep the harbour open until the end of the winter. "


@cache
def by(language: str = "en") -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), language)


@cache
def article(story: Story) -> Article:
    return article_of(story, repr(story), Beside(), GRID, by(story.language))


def story(slug: str, sentences: tuple[int, ...], **own: object) -> Story:
    body: tuple[Block, ...] = tuple(Paragraph(plain(TEXT * count)) for count in sentences)
    return Story(slug, plain(f"Harbour stays open {slug}"), body, rank=4, **own)  # type: ignore[arg-type]


@st.composite
def papers(draw: st.DrawFn) -> list[Article]:
    """Stories of two sections of all kinds, most of them short."""
    found = []
    for number in range(draw(st.integers(1, 14))):
        own = story(
            f"s{number}",
            draw(st.lists(st.integers(1, 5), min_size=1, max_size=3).map(tuple)),
            kind=draw(st.sampled_from(["", "", BRIEF, BRIEF, LETTER, "story", "notices"])),
            section=draw(st.sampled_from(["Town", "Sport", "none"])),
            date=draw(DAYS),
            tags=draw(st.sampled_from([(), ("crash",), ("harbour",)])),
        )
        found.append(article(own))
    return found


def rooms(before: dict[str, int] | None = None) -> Rooms:
    hole = [Hole(number, 2, (90,) * 5) for number in (1, 2, 3)]
    pages = (
        SectionPage(hole[0], "Town", frozenset({"crash"})),
        SectionPage(hole[1], "Town"),
        SectionPage(hole[2], "Sport"),
    )
    return Rooms(pages, GRID, before or {}, OUR_PRICES.rails)


def slugs(articles: tuple[Article, ...]) -> list[str]:
    return [
        slug
        for one in articles
        for slug in (one.slugs if isinstance(one, Gathered) else (one.story.slug,))
    ]


@given(papers(), st.dictionaries(st.sampled_from([f"s{n}" for n in range(14)]), st.integers(1, 3)))
def test_each_story_stands_once_and_only_briefs_and_letters_are_gathered(
    articles: list[Article], before: dict[str, int]
) -> None:
    made = gathered(articles, rooms(before))
    assert sorted(slugs(made)) == sorted(one.story.slug for one in articles)
    for one in made:
        if isinstance(one, Gathered):
            kinds = {gathers_as(member) for member in one.members}
            assert kinds == {one.story.kind} and not one.story.jump
            assert len({member.story.section == "Sport" for member in one.members}) == 1
        elif one.story.kind in (BRIEF, LETTER):
            raise AssertionError("a brief that says so stands in a rail")


@given(papers())
def test_better_ranks_and_newer_days_come_first_in_a_rail(articles: list[Article]) -> None:
    for one in gathered(articles, rooms()):
        if isinstance(one, Gathered):
            days = [member.story.date or datetime.date.min for member in one.members]
            assert all(a >= b for a, b in pairwise(days))


@given(papers())
def test_what_an_ad_keeps_away_from_stands_with_its_like(articles: list[Article]) -> None:
    for one in gathered(articles, rooms()):
        if isinstance(one, Gathered) and one.story.section != "Sport":
            assert len({"crash" in member.story.tags for member in one.members}) == 1


@given(papers())
def test_gathering_is_the_same_in_any_order(articles: list[Article]) -> None:
    def told(articles: list[Article]) -> dict[str, tuple[str, ...]]:
        made = gathered(articles, rooms())
        return {one.story.slug: one.slugs for one in made if isinstance(one, Gathered)}

    assert told(articles) == told(articles[::-1])


@given(papers())
def test_a_rail_keeps_those_that_stood_on_its_page(articles: list[Article]) -> None:
    first = [one for one in gathered(articles, rooms()) if isinstance(one, Gathered)]
    before = {one.story.slug: 10 + number for number, one in enumerate(first)}
    before |= {slug: before[one.story.slug] for one in first for slug in one.slugs}
    again = [one for one in gathered(articles, rooms(before)) if isinstance(one, Gathered)]
    assert [one.slugs for one in again] == [one.slugs for one in first]


@st.composite
def galleys(draw: st.DrawFn) -> Gathered:
    kind = draw(st.sampled_from([BRIEF, LETTER]))
    members = []
    for number in range(draw(st.integers(1, 6))):
        own = story(
            f"m{number}",
            draw(st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple)),
            kind=kind,
            byline=draw(st.sampled_from(["Ana Torres, Puerto Alba", "", "A. " * 25])),
        )
        if draw(st.booleans()):
            name = Paragraph((Run("Eusebio Larrea, San Telmo", Emphasis.ITALIC),))
            own = Story(**{f: getattr(own, f) for f in own.__slots__} | {"body": (*own.body, name)})
        members.append(article(own))
    return gathered_article(f"{kind}/Town en/1", "Together", members, GRID)


@pytest.mark.slow
@settings(max_examples=30)
@given(galleys(), st.lists(st.integers(9, 40), min_size=1, max_size=3))
def test_heads_stand_over_text_and_signatures_under_it(one: Gathered, legs: list[int]) -> None:
    for body in one.bodies:
        legs = [*legs, body.rows + 5]
        poured = Pourer(body.galley, one.variants).into(legs, full=False)
        assert not poured.overset
        told = [piece.block.story for piece in poured.pieces]
        assert tuple(dict.fromkeys(told)) == one.standing(body.cut)
        for piece, following in pairwise(poured.pieces):
            if piece.block.role == "headline":
                assert following.leg == piece.leg and following.block.story == piece.block.story
            if following.block.role == "signature":
                assert under(piece, following)


def under(piece: Piece, following: Piece) -> bool:
    """Whether a piece follows another without a row between."""
    return following.leg == piece.leg and following.row == piece.row + piece.rows


@given(galleys())
def test_a_shorter_rail_has_its_first_stories_and_costs_more(one: Gathered) -> None:
    assert [body.cut for body in one.bodies] == list(range(len(one.members)))
    for longer, shorter in pairwise(one.bodies):
        assert shorter.rows < longer.rows and shorter.cost >= longer.cost
        assert shorter.galley.blocks == longer.galley.blocks[: len(shorter.galley.blocks)]


def test_a_brief_with_a_table_stands_by_itself() -> None:
    plain_one = story("a", (1,), kind=BRIEF)
    table = Table((plain("P"),), ((plain("1"),),))
    other = Story("b", plain("B"), (*plain_one.body, table), rank=4, kind=BRIEF)
    assert gathers_as(article(plain_one)) == BRIEF
    assert gathers_as(article(other)) == ""
