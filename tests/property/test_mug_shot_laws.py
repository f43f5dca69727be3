"""Laws of mug shots: whatever the text and wherever they stand in it, no word is lost, what stands
beside one is in one leg and beside it, and nothing is wider than its half."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st
from support.editions.samples import GRID, paragraph, setter

from layout.makeup.edition.shapes.article import Article, Beside, article_of
from layout.makeup.edition.shapes.mug_shots import MugShot, mug_shot
from layout.makeup.edition.shapes.picture_depth import PictureShape
from layout.makeup.edition.shapes.which_pictures_hang import ways_to_hang
from layout.makeup.type.longer_or_shorter import Variants
from layout.makeup.type.placed_type import leg_fragments
from layout.makeup.type.pour import Pourer
from layout.page.document import WHOLE
from layout.page.rect import Rect
from layout.story.as_written import Story
from layout.story.block import Block, Crosshead, Paragraph, Picture
from layout.story.run import plain
from layout.typeset.breaks.break_paragraph import space_of
from layout.typeset.galley import Galley, GalleyBlock
from layout.typeset.set_body import Copy, typeset
from layout.typeset.words.set_line import joined

MEASURE = min(width for _, width in GRID.columns)
NAMES = ("Elvira Monge", "Jan van der Velde", "Ana Díaz", "")


@st.composite
def mugs(draw: st.DrawFn, number: int = 1) -> PictureShape:
    left, top = draw(st.integers(0, 60)), draw(st.integers(0, 60))
    keep = draw(st.sampled_from([None, (left, top, left + 40, top + 40)]))
    block = Picture(f"m{number}.jpg", "", plain(draw(st.sampled_from(NAMES))), keep=keep, mug=True)
    across, down = draw(st.integers(300, 1500)), draw(st.integers(300, 1500))
    cutlines = dict.fromkeys(range(1, len(GRID.columns) + 1), 9_000)
    return PictureShape(f"picture-{number}", block, across, down, cutlines, mug=True)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for number in draw(st.lists(st.integers(0, 40), min_size=8, max_size=24)):
        text = paragraph(number)
        short = draw(st.integers(0, 3))
        blocks.append(Paragraph(plain(text[: 90 * short] if short else text)))
        if draw(st.integers(0, 9)) == 0:
            blocks.append(Crosshead(plain("Half way over")))
    blocks.append(Paragraph(plain(paragraph(7))))
    return tuple(blocks)


def told(body: tuple[Block, ...], *shapes: PictureShape) -> Article:
    story = Story("mug", plain("A harbour"), body, rank=3)
    return article_of(story, "mug", Beside(shapes), GRID, setter())


def said(blocks: tuple[GalleyBlock, ...]) -> str:
    """The words of blocks, without the marks where words were broken."""
    return " ".join(joined(block.lines).strip() for block in blocks)


def numbers(galley: Galley) -> list[int]:
    """The numbers of the mug shots in a galley, in the order they stand in."""
    return [block.mug for block in galley.blocks if block.mug is not None]


def zones(galley: Galley) -> list[list[GalleyBlock]]:
    """The blocks beside each mug shot."""
    found: list[list[GalleyBlock]] = []
    for block in galley.blocks:
        if block.mug is not None:
            found.append([])
        if block.beside:
            found[-1].append(block)
    return found


def with_mugs(article: Article) -> tuple[MugShot, ...]:
    assume(article.mugs)
    return article.mugs


@given(bodies(), mugs(1), mugs(2))
def test_no_word_is_lost_and_each_stands_once_beside_as_many_rows_as_it_has(body, one, other):
    article = told(body, one, other)
    shown = with_mugs(article)
    bare = typeset(Copy(body, unbroken=setter().theme.prices.legs.unbroken), MEASURE, setter())
    for galley in article.galleys(0):
        assert said(galley.blocks) == said(bare.blocks)
        assert numbers(galley) == [*range(len(shown))]
        for mug, zone in zip(shown, zones(galley), strict=True):
            assert sum(block.beside for block in zone) == mug.rows
            assert all(block.beside == block.depth for block in zone[:-1])


@given(bodies(), mugs())
def test_lines_beside_one_keep_to_their_half_and_are_ragged_before_they_gape(body, shape):
    article = told(body, shape)
    (mug,) = with_mugs(article)
    for galley in article.galleys(0):
        for block in (block for zone in zones(galley) for block in zone):
            natural = space_of(block.style, block.lines[0].words[0])
            for line in block.lines[: block.beside]:
                assert line.indent > mug.width + 5_000
                assert line.indent + line.width <= MEASURE + 1
                assert line.space <= 1.6 * natural + 1
            for line in block.lines[block.beside :]:
                assert line.indent == 0


@given(bodies(), mugs(), st.lists(st.integers(5, 40), min_size=2, max_size=6), st.booleans())
def test_what_stands_beside_one_is_in_one_leg(body, shape, legs, full):
    article = told(body, shape)
    with_mugs(article)
    for galley in article.galleys(0):
        poured = Pourer(galley, Variants(setter())).into([*legs, galley.rows + 60], full=full)
        assert not poured.overset
        pieces = [piece for piece in poured.pieces if piece.block.beside and not piece.first]
        assert len({piece.leg for piece in pieces}) == 1
        assert all(piece.stop >= piece.block.beside for piece in pieces)
        for one, other in pairwise(pieces):
            assert other.row == one.row + one.block.beside


@given(bodies(), mugs())
def test_on_the_page_no_type_of_the_story_overlaps_it(body, shape):
    article = told(body, shape)
    (mug,) = with_mugs(article)
    pieces = Pourer(article.galleys(0)[0], article.variants).into([10_000]).pieces
    grid = replace(GRID, rows=10_000)
    first = next(piece for piece in pieces if piece.block.mug is not None)
    x, _ = grid.columns[1]
    picture = mug.rect(x, first.row, grid, setter())
    words = Rect(x, picture.y, mug.width, picture.height + mug.cutline.depth)
    last = grid.baseline(first.row + mug.rows - 1)
    assert words.bottom == last and picture.y > grid.row_top(first.row)
    for piece in pieces:
        for fragment in leg_fragments(piece, 1, piece.row, grid, "mug"):
            beside = fragment.rect.x > x
            assert beside or not _ink(fragment.rect, grid.leading).overlaps(words)


def _ink(rect: Rect, leading: int) -> Rect:
    """The rows of lines without the lower part of the last, into which only descenders reach."""
    return Rect(rect.x, rect.y, rect.width, rect.height - round(leading * 0.24))


@given(mugs())
def test_it_is_upright_where_it_can_be_and_shows_what_must_be_seen(shape):
    mug = mug_shot(shape, GRID, setter())
    assume(mug is not None)
    assert mug is not None and shape.keeps(mug.crop)
    crop = mug.crop
    assert 0 <= crop.left < crop.right <= WHOLE and 0 <= crop.top < crop.bottom <= WHOLE
    across = (crop.right - crop.left) * shape.across * mug.depth
    down = (crop.bottom - crop.top) * shape.down * mug.width
    assert abs(across - down) <= 0.01 * max(across, down)
    assert mug.width < mug.depth * 2


@given(bodies(), mugs(), st.integers(0, 3))
def test_what_is_marked_and_no_mug_shot_hangs_from_the_head(body, shape, words):
    cutline = plain("Elvira Monge " * 12 * words)
    wordy = replace(shape, picture=replace(shape.picture, cutline=cutline))
    article = told(body, wordy)
    assert len(article.mugs) + len(article.pictures) == 1
    if words:
        assert article.pictures == (wordy,)
        hung = [hung.columns for hung in ways_to_hang(article, 4, GRID, GRID.rows)]
        assert {*hung} == {0, 1}  # as a mug shot does: no wider than a column


@given(bodies(), mugs())
def test_it_stands_in_every_length_of_its_story(body, shape):
    article = told(body, shape)
    with_mugs(article)
    for length in article.bodies:
        for galley in article.galleys(length.cut):
            assert numbers(galley) == [0]
