"""Laws of the form of a story: what is refused of its keys names a smallest set, and nothing is
refused for nothing; by brute force over all sets of its keys."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.editions.decided_stories import formed, written
from support.editions.samples import GRID

from layout.makeup.edition.decisions.forms import in_possible_form, only
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.rectangles import opening_shapes, shapes_of
from layout.story.decided import Decided

STORIES = (
    written("bare", 9, cut=None, jump=False),
    written("brief", 3, rank=4, jump=False),
    written("hung", 14, rank=2, pictures=2, jump=False),
    written("long", 24, rank=1, pictures=1, jump=True),
)
KEYS: dict[str, list[Any]] = {
    "columns": [1, 2, 3, 5],
    "rows": [12, 30, 80],
    "picture": [1, 3],
    "headline": [18, 24, 40],
    "deck": [True, False],
    "headline_lines": [1, 2, 4],
    "quote": [True, False],
    "byline": [True, False],
    "words": [(60,), (200, 300), (20,)],
    "cut_lines": [4, 400],
}


@st.composite
def of_keys(draw) -> Article:
    """A story of which up to four keys are decided."""
    keys = draw(st.lists(st.sampled_from([*KEYS]), min_size=1, max_size=4, unique=True))
    form = {key: draw(st.sampled_from(KEYS[key])) for key in keys}
    return formed(draw(st.sampled_from(STORIES)), **form)


def stands(article: Article, names: Iterable[str]) -> bool:
    """Whether a story has a shape, or a beginning where it may jump, with these keys alone."""
    one = only(article, names)
    found = dict(shapes_of(one, GRID, GRID.rows).settings)
    if one.story.jump:
        found |= opening_shapes(one, GRID, GRID.rows).settings
    return any(found.values())


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(of_keys())
def test_what_is_refused_of_a_form_is_a_smallest_set_of_its_keys(article: Article) -> None:
    found = in_possible_form(article, Decided((3,)), GRID)
    asked, kept = {*article.form.decided}, {*found.article.form.decided}
    lost = [one.wish.key for one in found.refused]
    assert kept | {*lost} == asked and not kept & {*lost}
    assert stands(article, kept)
    assert bool(lost) != stands(article, asked)
    for one in found.refused:
        names = [wish.key for wish in one.together]
        assert one.wish.key == names[-1]
        for count in range(len(names) + 1):
            for some in combinations(names, count):
                assert stands(article, some) == (count < len(names))
        assert not stands(article, kept | {one.wish.key})  # it is given up for what is kept
