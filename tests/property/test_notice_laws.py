"""Laws of notices: every word once and in its order, lines at their own even distance, a heading
never at the foot of a leg, and no line alone on top of one."""

from __future__ import annotations

from functools import cache
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.makeup.edition.shapes.article import Beside, article_of
from layout.makeup.edition.shapes.rectangles import shapes_of
from layout.makeup.edition.shapes.setting import MAY_STAY_SHORT, leg_rows
from layout.makeup.type.longer_or_shorter import Variants
from layout.makeup.type.placed_type import leg_fragment
from layout.makeup.type.pour import Pourer
from layout.page.document import Fragment
from layout.page.format import FORMATS, grid_of
from layout.story.as_written import Story
from layout.story.block import Block, Crosshead, Listing, Paragraph
from layout.story.kinds import NOTICES
from layout.story.reading_order import texts_of_block
from layout.story.run import plain
from layout.typeset.galley import Galley
from layout.typeset.set_body import Copy, typeset
from layout.typeset.set_notices import step_of
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

GRID = grid_of(FORMATS["compact"], 5)
MEASURE = min(width for _, width in GRID.columns)
WORDS = "AMES On Friday at Saltmere General a sister for Tom, 14 Hythe Street; 01632 960442".split()
TEXTS = st.lists(st.sampled_from(WORDS), min_size=2, max_size=60).map(" ".join)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    TEXTS.map(lambda text: Paragraph(plain(text))),
    TEXTS.map(lambda text: Paragraph(plain(text))),
    st.lists(TEXTS, min_size=1, max_size=4).map(lambda t: Listing(tuple(map(plain, t)))),
    st.sampled_from(["Births", "For sale"]).map(lambda text: Crosshead(plain(text))),
)
BODIES = st.lists(BLOCKS, min_size=1, max_size=12).map(
    lambda blocks: (*blocks, Paragraph(plain("The end.")))
)
LEGS = st.lists(st.integers(8, 30), min_size=1, max_size=3)


@cache
def by() -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


def set_galley(body: tuple[Block, ...]) -> Galley:
    return typeset(Copy(body, kind=NOTICES), MEASURE, by())


def test_agate_is_as_small_as_agate_is() -> None:
    style = by().style("agate")
    assert 6_500 <= style.size <= 7_500 and style.leading >= style.size
    assert step_of(style, by().style("body").leading) == (4, 3)


@given(BODIES)
def test_every_word_stands_once_and_in_its_order(body: tuple[Block, ...]) -> None:
    lines = [line.text for block in set_galley(body).blocks for line in block.lines]
    said = "".join(lines).replace(" ", "").replace("-", "")
    written = "".join("".join(texts_of_block(block)) for block in body)
    assert said == written.replace(" ", "").replace("-", "")


@given(BODIES)
def test_lines_of_a_notice_have_an_even_distance(body: tuple[Block, ...]) -> None:
    fragments, row = list[Fragment](), 1
    for piece in Pourer(set_galley(body), Variants(by())).into([500]).pieces:
        fragments.append(leg_fragment(piece, 0, row + piece.row, GRID, "a"))
    leading = by().style("agate").leading
    for (role, _), parts in groupby(fragments, lambda one: (one.role, one.paragraph)):
        baselines = [line.baseline for part in parts for line in part.lines]
        if role == "notice":
            assert {b - a for a, b in pairwise(baselines)} <= {leading}
    every = [line.baseline for one in fragments for line in one.lines]
    assert all(b - a >= leading for a, b in pairwise(every))


@pytest.mark.slow
@settings(max_examples=40)
@given(BODIES, LEGS)
def test_no_heading_ends_a_leg_and_no_line_begins_one_alone(
    body: tuple[Block, ...], legs: list[int]
) -> None:
    galley = set_galley(body)
    poured = Pourer(galley, Variants(by())).into([*legs, galley.rows + 4])
    assert not poured.overset
    for piece, following in pairwise(poured.pieces):
        assert (piece.first, piece.stop) == (0, piece.block.depth)
        if piece.block.role == "crosshead" and following.block.role == "notice":
            assert following.leg == piece.leg
        if following.block.clings:
            assert following.leg == piece.leg


@pytest.mark.slow
@settings(max_examples=8)
@given(st.lists(BODIES, min_size=3, max_size=6).map(lambda many: sum(many, ())))
def test_the_legs_of_every_shape_are_filled(body: tuple[Block, ...]) -> None:
    story = Story("a", plain("Births and deaths"), body, rank=3, kind=NOTICES)
    article = article_of(story, "a", Beside(), GRID, by())
    pourer = Pourer(article.bodies[0].galley, article.variants)
    for group in shapes_of(article, GRID, 90).settings.values():
        legs = leg_rows(group[0])
        poured = pourer.into(legs, full=True)
        assert not poured.overset and max(poured.white(legs)) <= MAY_STAY_SHORT
