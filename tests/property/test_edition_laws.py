"""Laws of a made-up story: all of it there, in order, on the grid, nothing on anything else."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.makeup.story.items_to_stack import measures_of
from layout.makeup.story.make_up import Assignment, MadeUp, make_up
from layout.page.document import Document, Fragment
from layout.page.format import FORMATS, grid_of
from layout.page.grid import Grid, column_edges
from layout.page.rect import Rect
from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Block, Crosshead, Listing, Paragraph, Quote
from layout.story.module import Module
from layout.story.publication import Publication
from layout.story.reading_order import texts_of_block
from layout.story.run import plain, text_of
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.rulebook.load import default_rules
from slots.rules.requested_and_added import assign
from slots.rules.terms import Rules
from slots.strip.content import Wanted

pytestmark = pytest.mark.slow

WORDS = (
    "the council said on Monday that the harbour and its well-known lighthouse will stay open "
    "for visitors who come by transportation from Guayaquil “every day” 1,200 years"
).split()
texts = st.lists(st.sampled_from(WORDS), min_size=4, max_size=70).map(" ".join)
blocks: st.SearchStrategy[Block] = st.one_of(
    texts.map(lambda text: Paragraph(plain(text))),
    texts.map(lambda text: Paragraph(plain(text))),
    texts.map(lambda text: Paragraph(plain(text))),
    st.just(Crosshead(plain("The vote"))),
    texts.map(lambda text: Quote((plain(text),), plain("A voter"))),
    st.lists(texts, min_size=1, max_size=3).map(lambda t: Listing(tuple(map(plain, t)))),
)
asks = st.lists(st.sampled_from(["ad", "blue_box", "digest", "newsletter"]), max_size=4)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    body = (*draw(st.lists(blocks, min_size=1, max_size=12)), Paragraph(plain("It ends here.")))
    found = []
    for number, kind in enumerate(draw(asks), 1):
        content = (
            SlotAsk(f"google-ad-{number}", "Google ad")
            if kind == "ad"
            else Module(kind, f"{kind}-{number}", plain(kind))
        )
        found.append(Ask(len(body), content))
    headline = plain(" ".join(draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=12))))
    return Story(
        "harbour", headline, body, tuple(found), deck=plain(draw(texts)), date_text="May 2"
    )


@cache
def by() -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


@cache
def rules() -> Rules:
    return default_rules()


def made(story: Story, name: str) -> MadeUp:
    grid = grid_of(FORMATS[name], FORMATS[name].text_columns)
    wanted = tuple(
        Wanted(ask.content.id, ask.content.kind if isinstance(ask.content, Module) else "ad")
        for ask in story.asks
    )
    homes, _ = assign(wanted, rules())
    depths = {
        (one.id, one.columns): 12_000_000 // one.columns // 60
        for one in measures_of(story, homes, rules(), grid)
    }
    return make_up(Assignment(story, grid, Publication(), rules(), homes, depths), by())


formats = st.sampled_from(["compact", "a4", "letter", "a5", "tabloid"])
few = settings(max_examples=12)


def of_story(document: Document) -> list[Fragment]:
    return [f for page in document.pages for f in page.fragments if f.story]


def copy_of(document: Document) -> str:
    """All type of the story in order, the drop cap put back, without spaces, hyphens and marks."""
    caps = [cap.text for page in document.pages for cap in page.drop_caps]
    text = ""
    opened = False
    for fragment in of_story(document):
        if fragment.paragraph >= 10 and not opened:
            text += "".join(caps)
            opened = True
        for placed in fragment.lines:
            line = placed.line.text
            text += line[:-1] if placed.line.ending.name == "HYPHEN" else line
    return "".join(text.split())


@few
@given(stories(), formats)
def test_all_copy_stands_once_in_order(story: Story, name: str) -> None:
    document = made(story, name).document
    parts = [text_of(story.headline), story.date_text, text_of(story.deck)]
    for block in story.body:
        for number, text in enumerate(texts_of_block(block)):
            credit = isinstance(block, Quote) and number == len(block.paragraphs)
            parts.append(("•" if isinstance(block, Listing) else "—" if credit else "") + text)
    assert copy_of(document) == "".join("".join(parts).split())


@few
@given(stories(), formats)
def test_every_asked_box_stands_once_and_nothing_overlaps(story: Story, name: str) -> None:
    document = made(story, name).document
    stood = [box.id for page in document.pages for box in page.boxes]
    refused = [refusal.slot for refusal in document.refusals]
    assert sorted(stood + refused) == sorted(ask.content.id for ask in story.asks)
    for page in document.pages:
        legs = [Rect(leg.rect.x, leg.rect.y, leg.rect.width, leg.rect.height) for leg in page.legs]
        heads = [f.rect for f in page.fragments if f.story and f.paragraph < 10][:1]
        for first, second in combinations([*legs, *heads, *(box.rect for box in page.boxes)], 2):
            assert not first.overlaps(second)
        for rect in (*legs, *(box.rect for box in page.boxes)):
            assert page.grid.live.contains(rect)


@few
@given(stories(), formats)
def test_body_type_stands_on_the_grid_inside_its_column(story: Story, name: str) -> None:
    for page in made(story, name).document.pages:
        rows = {page.grid.baseline(row) for row in range(page.grid.rows)}
        columns = dict(page.grid.columns)
        for fragment in page.fragments:
            if fragment.story and fragment.paragraph >= 10:
                for placed in fragment.lines:
                    assert placed.baseline in rows
                    assert placed.x in columns
                    assert placed.line.indent + placed.line.width <= columns[placed.x]


@few
@given(stories(), formats)
def test_legs_level_where_the_story_ends(story: Story, name: str) -> None:
    result = made(story, name)
    last = [page for page in result.stack.pages if page.story][-1]
    assert last.story is not None
    assert len({leg.bottom for leg in last.story.legs}) <= 1


@few
@given(stories())
def test_the_same_story_is_made_up_the_same_way(story: Story) -> None:
    def places(document: Document) -> list[object]:
        lines = [(p.x, p.baseline, p.line.text) for f in of_story(document) for p in f.lines]
        return [*lines, *((box.id, box.rect) for page in document.pages for box in page.boxes)]

    assert places(made(story, "compact").document) == places(made(story, "compact").document)


@given(
    st.integers(0, 10**6), st.integers(10**5, 3 * 10**6), st.integers(1, 12), st.integers(0, 5000)
)
def test_columns_and_gutters_sum_to_the_measure(
    left: int, measure: int, columns: int, gutter: int
) -> None:
    edges = column_edges(left, measure, columns, gutter)
    assert edges[0][0] == left
    assert sum(width for _, width in edges) + gutter * (columns - 1) == measure
    assert edges[-1][0] + edges[-1][1] == left + measure
    assert max(width for _, width in edges) - min(width for _, width in edges) <= 1
    for (x, width), (following, _) in pairwise(edges):
        assert x + width + gutter == following


@given(st.sampled_from(sorted(FORMATS)), st.integers(1, 4))
def test_rows_fill_the_live_area(name: str, columns: int) -> None:
    grid: Grid = grid_of(FORMATS[name], columns)
    assert grid.rows * grid.leading == grid.live.height
    assert grid.live.contains(Rect(grid.live.x, grid.row_top(grid.rows - 1), 1, grid.leading))
    assert all(
        grid.row_top(row) < grid.baseline(row) < grid.row_top(row + 1) for row in range(grid.rows)
    )
