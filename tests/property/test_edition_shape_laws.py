"""Laws of the shapes of a story: text, pictures, boxes and quotes share its rectangle exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.editions.samples import GRID, MOST, articles, picture_shapes, setter

from layout.makeup.edition.assign.parts import StoryParts
from layout.makeup.edition.shapes.article import Article, Beside, BoxShape, article_of
from layout.makeup.edition.shapes.leg_depths import JUMP_ROWS, LEAST_LEG, LEAST_PART
from layout.makeup.edition.shapes.news_hole import AIR
from layout.makeup.edition.shapes.picture_depth import PictureShape
from layout.makeup.edition.shapes.rectangles import (
    middle_shapes,
    opening_shapes,
    rest_shapes,
    shapes_of,
)
from layout.makeup.edition.shapes.setting import NEVER, Setting, Shapes
from layout.makeup.edition.shapes.which_pictures_hang import LEAST_BESIDE, carried, quote_column
from layout.makeup.type.headline import HeadLevers
from layout.story.as_written import Story
from layout.story.block import Paragraph
from layout.story.decided import Form, OnePicture
from layout.story.run import plain
from slots.prices_of_taste import OUR_PRICES

few = settings(max_examples=25)


def all_of(shapes: Shapes) -> Iterator[Setting]:
    for group in shapes.settings.values():
        yield from group


def cells(setting: Setting, article: Article) -> list[tuple[int, int]]:
    """Every cell of the rectangle under its air, once for each thing that stands in it."""
    wide, hung, footed = setting.columns, setting.hung, setting.footed
    areas = [(0, AIR, wide, setting.head)]
    areas += [(column, first, 1, rows) for column, first, rows in setting.legs()]
    top = AIR + setting.head
    pictures = list(setting.frames())
    areas += pictures
    if hung.quote:
        column = quote_column(wide, hung.columns)
        under = sum(rows for first, _, columns, rows in pictures if first <= column)
        areas.append((column, top + under, 1, hung.quote))
    feet = {column: first + rows for column, first, rows in reversed(setting.legs())}
    areas += [(inset.column, feet[inset.column], 1, inset.rows) for inset in hung.insets]
    deep = sum(footed.rows)
    areas.append((wide - footed.columns, setting.rows - deep, footed.columns, deep))
    return [
        (column, row)
        for first, top, columns, rows in areas
        for column in range(first, first + columns)
        for row in range(top, top + rows)
    ]


def check(setting: Setting, shape: tuple[int, int], article: Article, first: int = 0) -> None:
    """What stands in a rectangle fills it: no cell is empty, none is taken twice. The `first`
    picture is the one that the part begins with."""
    assert shape == (setting.columns, setting.rows)
    assert 1 <= setting.columns <= len(GRID.columns) and setting.rows <= MOST
    assert setting.cost >= 0
    inside = {(c, r) for c in range(setting.columns) for r in range(AIR, setting.rows)}
    taken = cells(setting, article)
    assert len(taken) == len(set(taken)) and set(taken) == inside
    rows = [rows for _, _, rows in setting.legs()]
    filled = {column for column, _, _ in setting.legs()}
    assert filled >= set(range(setting.columns - setting.hung.columns, setting.columns))
    assert not setting.hung.quote or quote_column(setting.columns, setting.hung.columns) in filled
    whole = setting.columns == 1 and not setting.jumps and not setting.hung.cells
    assert min(rows) >= (1 if whole else LEAST_LEG)
    assert sum(rows) - (JUMP_ROWS if setting.jumps else 0) == setting.body
    widths = setting.hung.widths
    assert len(widths) == len(setting.hung.rows)
    assert all(above >= below for above, below in pairwise(widths))
    if not article.form.each:
        assert len(set(widths[1:])) <= 1
    for number, deep in enumerate(setting.hung.rows):
        least, own, most = article.pictures[first + number].rows(widths[number], GRID)
        assert least <= deep <= most and least <= own <= most
    assert len(setting.footed.rows) in (0, len(article.boxes))


def check_quotes(setting: Setting, article: Article, gone: int) -> None:
    """Pull quotes alone stand in a part that is turned to, or in the last one a picture; each in a
    column of its own with enough of the leg above and below it; none repeats what was said before,
    or what is cut."""
    hung, blocks = setting.hung, article.shortened(setting.cut).galley.blocks
    assert not hung.quote
    assert not hung.rows or (len(hung.rows) == 1 and not (setting.jumps or hung.insets))
    columns = [inset.column for inset in hung.insets]
    assert columns == sorted(set(columns)) and len(columns) < setting.columns
    above = [inset.above for inset in hung.insets]
    quotes = [inset.quote for inset in hung.insets]
    assert above == sorted(above) and quotes == sorted(set(quotes))
    for inset in hung.insets:
        legs = [rows for column, _, rows in setting.legs() if column == inset.column]
        assert len(legs) == 2 and min(legs) >= LEAST_BESIDE
        quote = article.for_turns[inset.quote]
        assert inset.rows == quote.rows and not quote.own
        before = [block for block in blocks if block.index <= quote.index]
        said = replace(article.bodies[0].galley, blocks=tuple(before))
        assert said.rows > gone and quote.index in {block.index for block in blocks}


@few
@given(articles())
def test_a_whole_story_fills_its_rectangle(article: Article) -> None:
    shapes = shapes_of(article, GRID, MOST)
    for shape, group in shapes.settings.items():
        assert list(group) == sorted(group, key=lambda s: s.cost)
        for setting in group:
            check(setting, shape, article)
            body = article.shortened(setting.cut)
            assert setting.body - body.rows == setting.lines >= -body.shorter
            assert setting.lines <= body.longer + setting.columns - 1
            assert not setting.jumps and setting.cost >= body.cost
            assert not setting.cut or article.story.cut != 0
            assert article.story.cut is None or body.paragraphs <= article.story.cut
            assert len(setting.footed.rows) == len(article.boxes)
            head = article.head(setting.columns, GRID, HeadLevers(setting.size, setting.deck))
            assert head.rows == setting.head
    if shapes.settings:
        least, best, most = shapes.cells
        assert least == min(s.cells for s in all_of(shapes)) <= best <= most
        assert shapes.cheapest == min(s.cost for s in all_of(shapes))
        assert shapes.uncut == min((s.cells for s in all_of(shapes) if not s.cut), default=NEVER)


@given(st.integers(1, 30), st.integers(1, 4), st.booleans())
def test_the_shortest_brief_has_a_shape(count: int, rank: int, boxed: bool) -> None:
    story = Story("brief", plain("Road shut"), (Paragraph(plain("word " * count)),), rank=rank)
    box = BoxShape("brief-box", "blue_box", dict.fromkeys(range(1, 6), 50_000))
    beside = Beside(boxes=(box,) if boxed else ())
    article = article_of(story, "brief", beside, GRID, setter())
    assert shapes_of(article, GRID, MOST).settings


@few
@given(articles())
def test_the_parts_of_a_jump_fill_theirs(article: Article) -> None:
    whole = article.bodies[0].rows
    opening, middle = opening_shapes(article, GRID, MOST), middle_shapes(article, GRID, MOST)
    assert middle_shapes(article, GRID, MOST) is middle  # of hundreds asked for, one is made
    for shapes, others in ((opening, 1), (middle, 2)):
        for shape, group in shapes.settings.items():
            for setting in group:
                check(setting, shape, article)
                assert setting.jumps and not setting.cut and not setting.footed.rows
                assert LEAST_PART <= setting.body <= whole - others * LEAST_PART
    for body in sorted({setting.body for setting in all_of(opening)})[::40]:
        for shape, group in middle_shapes(article, GRID, MOST, body).settings.items():
            for setting in group:
                check(setting, shape, article)
                check_quotes(setting, article, body)
                assert LEAST_PART <= setting.body <= whole - 2 * LEAST_PART
        for shape, group in rest_shapes(article, body, GRID, MOST).settings.items():
            for setting in group:
                check(setting, shape, article, carried(article))
                check_quotes(setting, article, body)
                assert not setting.jumps
                assert setting.head == article.turn(setting.columns, GRID).rows
                rows = article.shortened(setting.cut).rows
                assert setting.body == rows - body + setting.lines


@few
@given(
    articles(long=12, pictured=3), st.tuples(*[st.sampled_from([None, 1, 2, 3])] * 3), st.booleans()
)
def test_each_picture_is_as_wide_as_is_decided(
    article: Article, widths: tuple[int | None, ...], listed: bool
) -> None:
    files = [f"{shape.name}.jpg" for shape in article.every]
    named = zip(article.every, files, strict=True)
    every = (replace(one, picture=replace(one.picture, src=file)) for one, file in named)
    each = tuple(map(OnePicture, files, widths))
    pictures = tuple(files) if listed else None
    form = Form(pictures=pictures, each=tuple(one for one in each if one.decided))
    article = replace(article, every=tuple(every), form=form, key=f"{article.key} {form}")

    def kept(setting: Setting, first: int, stop: int) -> None:
        standing = dict(enumerate(setting.hung.widths, first))
        for at, wide in enumerate(widths[first:stop], first):
            assert wide is None or standing.get(at) == wide
            assert pictures is None or at in standing

    for shape, group in shapes_of(article, GRID, MOST).settings.items():
        for setting in group:
            check(setting, shape, article)
            kept(setting, 0, len(widths))
    opening, last = opening_shapes(article, GRID, MOST), carried(article)
    for shape, group in opening.settings.items():
        for setting in group:
            check(setting, shape, article)
            kept(setting, 0, last)
    for body in sorted({setting.body for setting in all_of(opening)})[:1]:
        for shape, group in rest_shapes(article, body, GRID, MOST).settings.items():
            for setting in group:
                check(setting, shape, article, last)
                kept(setting, last, last + 1)


@few
@given(articles(long=12), st.integers(1, 200))
def test_of_a_part_each_rectangle_has_the_setting_that_is_cheapest_for_its_aim(
    article: Article, aim: int
) -> None:
    prices = OUR_PRICES.jumps
    parts = StoryParts([article], GRID, MOST, prices)
    story = parts.long(article.story.slug)
    assume(story is not None)
    assert story
    aimed = parts.begun(story, aim), parts.between(story, 1, aim, aim)
    for shapes, facts in zip(aimed, (story.opening, story.middle), strict=True):
        for shape, group in facts.groups:
            cost, number = min(
                (cost + min(prices.off_aim_most, prices.off_aim * abs(rows - aim)), number)
                for number, (cost, rows) in enumerate(group)
            )
            assert (shapes.costs[shape], (shapes.bodies or {})[shape]) == (cost, group[number][1])
        assert [*shapes.costs] == [shape for shape, _ in facts.groups]
        for shape in [*shapes.costs][::50]:
            (setting,) = shapes.settings[shape]
            assert (setting.cost, setting.body) == (
                shapes.costs[shape],
                (shapes.bodies or {})[shape],
            )


@few
@given(articles(long=12), st.integers(1, 200), st.data())
def test_what_is_struck_of_an_item_is_struck_of_it_alone(
    article: Article, aim: int, data: st.DataObject
) -> None:
    parts, name = StoryParts([article], GRID, MOST, OUR_PRICES.jumps), article.story.slug
    story = parts.long(name)
    assume(story is not None)
    assert story

    def left() -> tuple[Shapes, Shapes, Shapes, Shapes]:
        first, last = parts.begun(story, aim), parts.rest(name, 1, aim)
        return parts.whole(name), first, parts.between(story, 1, aim, aim), last

    before = left()
    struck = data.draw(st.sampled_from(sorted({shape for one in before for shape in one.costs})))
    item = data.draw(st.sampled_from(sorted({one.id for one in before})))
    parts.strike(item, struck)
    for was, now in zip(before, left(), strict=True):
        gone = {struck} if was.id == item else set()
        assert now.costs == {at: cost for at, cost in was.costs.items() if at not in gone}
        assert set(now.settings) == set(was.costs) - gone
        assert now.key != was.key if now.costs != was.costs else gone or now.key == was.key


@few
@given(articles(long=12), st.integers(20, 120), st.integers(1, 12))
def test_a_last_part_has_as_many_rows_more_as_those_before_it_were_found_to_lack(
    article: Article, gone: int, lacking: int
) -> None:
    name = article.story.slug
    before, after = (StoryParts([article], GRID, MOST, OUR_PRICES.jumps) for _ in range(2))
    after.lengthen(f"{name}>", lacking)
    assert after.rest(name, 1, gone).costs == before.rest(name, 1, gone - lacking).costs
    assert after.rest(name, 2, gone).costs == before.rest(name, 2, gone).costs, "another part"
    assert after.whole(name).costs == before.whole(name).costs


@few
@given(articles(long=10), st.integers(10, MOST - 1))
def test_deeper_shapes_are_only_added(article: Article, most: int) -> None:
    less, more = (shapes_of(article, GRID, rows).settings for rows in (most, most + 1))
    assert all(less[shape][0].cost >= more[shape][0].cost for shape in less)
    assert set(less) == {shape for shape in more if shape[1] <= most}


@given(picture_shapes(), st.integers(1, 5))
def test_what_must_be_seen_of_a_picture_is(picture: PictureShape, columns: int) -> None:
    """Where no number of rows crops little enough, it is the nearest: half a row at most."""
    least, own, most = picture.rows(columns, GRID)
    left, top, right, bottom = picture.picture.keep or (10, 10, 90, 90)
    for rows in range(least, most + 1):
        width, depth = picture.frame(columns, rows, GRID)
        crop = picture.crop(columns, rows, GRID)
        assert 0 <= crop.left < crop.right <= 100_000 and 0 <= crop.top < crop.bottom <= 100_000
        shown = (
            (crop.right - crop.left) * picture.across / ((crop.bottom - crop.top) * picture.down)
        )
        assert abs(shown / (width / depth) - 1) < 1 / 1000
        share = (crop.right - crop.left) * (crop.bottom - crop.top) / 100_000**2
        assert abs(picture.cropped(columns, rows, GRID) - (1 - share)) < 1e-9
        own_depth = width * picture.down / picture.across
        allowed = own_depth * (bottom - top) / 100 - 1, own_depth * 100 / (right - left) + 1
        if allowed[0] <= depth <= allowed[1]:
            slack = 2
            assert crop.left <= left * 1000 + slack and right * 1000 - slack <= crop.right
            assert crop.top <= top * 1000 + slack and bottom * 1000 - slack <= crop.bottom
        else:
            assert least == own == most
            nearest = min(max(depth, allowed[0]), allowed[1])
            assert abs(depth - nearest) <= GRID.leading / 2 + 2
