"""Laws of the form of a story: what is refused of its keys names a smallest set, nothing is refused
for nothing, and each way out costs what is said; by brute force over all sets of its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.editions.decided_stories import formed, written
from support.editions.samples import GRID

from layout.makeup.edition.decisions.forms import InForm, in_parted_form, in_possible_form, only
from layout.makeup.edition.decisions.refusal import TURN, Wish
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.rectangles import opening_shapes, shapes_of
from layout.makeup.edition.shapes.setting import NEVER
from layout.page.document import WHOLE
from layout.story.decided import UNDECIDED, OnePicture


def with_files(article: Article) -> Article:
    """A story whose pictures have names of their own."""
    every = (
        replace(one, picture=replace(one.picture, src=f"{number}.jpg"))
        for number, one in enumerate(article.every, 1)
    )
    return replace(article, every=tuple(every), key=f"{article.key} in files")


STORIES = (
    written("bare", 9, cut=None, jump=False),
    written("brief", 3, rank=4, jump=False),
    with_files(written("hung", 14, rank=2, pictures=2, jump=False)),
    with_files(written("long", 24, rank=1, pictures=1, jump=True)),
    with_files(written("told", 20, rank=2, pictures=2, quoted=True, cut=None, jump=True)),
)
KEYS: dict[str, list[Any]] = {
    "columns": [1, 2, 3, 5],
    "rows": [12, 30, 80],
    "picture": [1, 3],
    "headline": [18_000, 24_000, 40_000],
    "deck": [True, False],
    "headline_lines": [1, 2, 4],
    "breaks": [
        ("The harbour council votes", "on the night ferry"),
        ("The harbour", "council", "votes on the", "night ferry"),
        ("The harbour council",),  # not all of its words
    ],
    "quote": [True, False],
    "byline": [True, False],
    "pictures": [(), ("1.jpg",), ("2.jpg", "1.jpg"), ("9.jpg",)],
    "keep": [(0, 0, WHOLE * 6 // 10, WHOLE), (0, 0, WHOLE, WHOLE // 5)],
    "dominant": ["1.jpg", "2.jpg"],
    "words": [(60,), (200, 300), (20,)],
    "cut_lines": [4, 400],
    "each": [
        (OnePicture("1.jpg", 1), OnePicture("2.jpg", 2)),
        (OnePicture("1.jpg", 3, (0, 0, WHOLE, WHOLE // 2)),),
    ],
}


@st.composite
def of_keys(draw) -> Article:
    """A story of which up to four keys are decided."""
    keys = draw(st.lists(st.sampled_from([*KEYS]), min_size=1, max_size=4, unique=True))
    form = {key: draw(st.sampled_from(KEYS[key])) for key in keys}
    return formed(draw(st.sampled_from(STORIES)), **form)


def begun(article: Article) -> int:
    """What a story costs at least that goes on elsewhere; NEVER where it has no such shape."""
    return min(opening_shapes(article, GRID, GRID.rows).costs.values(), default=NEVER)


def at_all(article: Article) -> int:
    """What a story costs at least, whole, or begun where it may jump."""
    whole = min(shapes_of(article, GRID, GRID.rows).costs.values(), default=NEVER)
    return min(whole, begun(article)) if article.story.jump else whole


def check(article: Article, found: InForm, cost: Callable[[Article], int], turn: int) -> None:
    """What is refused of a story's keys, against all sets of them; of its wishes the first `turn`
    are not of its form."""

    def costs(names: Iterable[str]) -> int:
        return cost(only(article, names))

    asked, kept = {*article.form.decided}, {*found.article.form.decided}
    lost = [one.wish.key for one in found.refused]
    assert kept | {*lost} == asked and not kept & {*lost}
    assert costs(kept) < NEVER
    assert bool(lost) != (costs(asked) < NEVER)
    for one in found.refused:
        names = [wish.key for wish in one.together[turn:]]
        assert one.wish.key == names[-1] and {*names[:-1]} <= kept
        for count in range(len(names) + 1):
            for some in combinations(names, count):
                assert (costs(some) < NEVER) == (count < len(names))
        told = {change.wish.key: change.cost for change in one.changes if change.value is None}
        freely = at_all(only(article, ()))
        for name in names:
            assert told[name] == costs(other for other in names if other != name) - freely


@pytest.mark.slow
@settings(max_examples=25)
@given(of_keys())
def test_what_is_refused_of_a_form_is_a_smallest_set_of_its_keys(article: Article) -> None:
    check(article, in_possible_form(article, UNDECIDED, GRID), at_all, 0)


@pytest.mark.slow
@settings(max_examples=10)
@given(of_keys().filter(lambda article: article.story.jump))
def test_what_is_refused_of_a_story_that_goes_on_is_a_smallest_set(article: Article) -> None:
    found = in_parted_form(article, GRID)
    assert all(one.together[0] == Wish(article.story.slug, TURN) for one in found.refused)
    check(article, found, begun, 1)


def test_nothing_is_given_up_for_what_is_given_up_too() -> None:
    """Seen: its length was refused beside its quote, which its columns did not allow anyway."""
    article = formed(STORIES[0], columns=1, quote=True, words=(60,))
    found = in_possible_form(article, UNDECIDED, GRID)
    assert [one.wish.key for one in found.refused] == ["quote"]
    assert found.article.form.decided == ("columns", "words")
