"""A length that is decided: which of the ways to end a story it leaves, against brute force, and
that every shape of the story is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.editions.decided_stories import formed, written
from support.editions.samples import GRID

from layout.makeup.edition.shapes.article import READ_ON, Article, article_of, lengths_of
from layout.makeup.edition.shapes.how_short import (
    DecidedLength,
    Ending,
    Trimming,
    WayToEnd,
    ways_to_end,
    words_before,
)
from layout.makeup.edition.shapes.rectangles import opening_shapes, shapes_of
from layout.story.publication import Trim
from layout.story.run import plain

FREE = written("free", 24, cut=None)


@st.composite
def ways(draw) -> list[WayToEnd]:
    """Ways to end a story, the whole of it first: each is shorter than the one before."""
    parts = draw(
        st.lists(st.tuples(st.integers(1, 90), st.integers(1, 20)), min_size=1, max_size=9)
    )
    every, words, rows = [], sum(w for w, _ in parts), sum(r for _, r in parts)
    for gone, (less, fewer) in enumerate(reversed(parts)):
        every.append(WayToEnd(Ending(len(parts) - gone, gone, gone), words, rows))
        words, rows = words - less, rows - fewer
    return every


def so_long(way: WayToEnd, whole: WayToEnd, length: DecidedLength) -> bool:
    """Whether a way to end a story is as was decided of its length, by the words of the manual."""
    if length.lines is not None and whole.rows - way.rows < length.lines:
        return False
    match length.words:
        case (least, most):
            return least <= way.words <= most
        case (most,):
            return way.words <= most and (2 * way.words >= most or way == whole)
    return True


@given(ways(), st.none() | st.lists(st.integers(1, 600), min_size=1, max_size=2), st.data())
def test_the_ways_that_a_length_leaves_are_those_of_brute_force(
    every: list[WayToEnd], words: list[int] | None, data: st.DataObject
) -> None:
    lines = data.draw(st.none() | st.integers(1, 120)) if words else data.draw(st.integers(1, 120))
    length = DecidedLength(tuple(sorted(words)) if words else None, lines)
    so = [way for way in every if so_long(way, every[0], length)]
    ranged = words is not None and len(words) == 2
    longest = [way for way in so if way.words == max(one.words for one in so)]
    assert list(length.allowed(every)) == (so if ranged else longest)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"words": (400,)}, [380]),
        ({"words": (5_000,)}, [978]),
        ({"words": (200, 400)}, [380, 346, 306, 237]),
        ({"words": (978, 978)}, [978]),
        ({"cut_lines": 60}, [658]),
        ({"words": (300, 700), "cut_lines": 70}, [596, 533, 485, 429, 380, 346, 306]),
    ],
)
def test_every_shape_of_a_story_is_as_long_as_was_decided(form: dict, words: list[int]) -> None:
    article = formed(FREE, **form)
    assert [words_before(FREE.story, body.stop) for body in article.bodies] == words
    assert [one.stop for one in lengths_of(article)] == [one.stop for one in article.bodies]
    assert article.bodies[0].cost == 0 and article.has_length
    allowed = {body.cut for body in article.bodies}
    groups = shapes_of(article, GRID, GRID.rows).settings.values()
    assert {one.cut for group in groups for one in group} == allowed
    costs = [body.cost for body in article.bodies]
    assert costs == sorted(costs)


def test_a_story_that_jumps_jumps_with_what_is_left_of_it() -> None:
    whole, short = (opening_shapes(one, GRID, 60) for one in (FREE, formed(FREE, words=(500,))))
    deepest = [
        max(one.body for g in each.settings.values() for one in g) for each in (whole, short)
    ]
    assert deepest[1] < deepest[0]


def test_a_length_goes_before_the_policy_of_the_publication_and_says_where_the_rest_is() -> None:
    line = Trimming(Trim("off"), plain("Read on: quay.example"))
    article: Article = article_of(FREE.story, "off", _beside(), GRID, FREE.by, line)
    assert [body.cut for body in article.bodies] == [0]
    short = formed(article, words=(400,))
    (body,) = short.bodies
    assert body.cut and body.galley.blocks[-1].role == READ_ON
    assert not any(
        block.role == READ_ON for block in formed(article, words=(978,)).bodies[0].galley.blocks
    )


def test_of_a_length_that_cannot_be_there_is_no_shape() -> None:
    article = formed(written("whole", 24), words=(400,))  # it says that nothing is to be cut
    assert not article.has_length and not shapes_of(article, GRID, GRID.rows).settings
    assert [body.cut for body in article.bodies] == [0]


def test_the_ways_to_end_are_those_that_the_writer_allows() -> None:
    every: Sequence[WayToEnd] = ways_to_end(FREE.story, FREE.text.whole)
    two = ways_to_end(replace(FREE.story, cut=2), FREE.text.whole)
    assert tuple(every[:3]) == two and len(every) > 20
    assert [way.ending.paragraphs for way in two] == [0, 1, 2]


def _beside():
    from layout.makeup.edition.shapes.article import Beside

    return Beside()
