"""Laws of the form of a story: what is refused of its keys names a smallest set, nothing is refused
for nothing, and each way out costs what is said; by brute force over all sets of its keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.editions.decided_stories import formed, written
from support.editions.samples import GRID

from layout.makeup.edition.decisions.forms import InForm, in_parted_form, in_possible_form, only
from layout.makeup.edition.decisions.refusal import CUT, TURN, Wish
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.rectangles import opening_shapes, shapes_of
from layout.makeup.edition.shapes.setting import NEVER
from layout.page.document import WHOLE
from layout.story.decided import Decided, OnePicture


def with_files(article: Article) -> Article:
    """A story whose pictures have names of their own."""
    every = (
        replace(one, picture=replace(one.picture, src=f"{number}.jpg"))
        for number, one in enumerate(article.every, 1)
    )
    return replace(article, every=tuple(every), key=f"{article.key} in files")


STORIES: dict[str, tuple[int, dict[str, Any]]] = {
    "bare": (9, {"jump": False}),
    "brief": (3, {"rank": 4, "jump": False}),
    "hung": (14, {"rank": 2, "pictures": 2, "jump": False}),
    "long": (24, {"rank": 1, "pictures": 1, "jump": True}),
    "told": (20, {"rank": 2, "pictures": 2, "quoted": True, "jump": True}),
}
"""Paragraphs of each, and what else is written of it."""


@cache
def story(slug: str, cut: int | None) -> Article:
    """A story of which so many paragraphs may be cut; None: as many as usual."""
    paragraphs, more = STORIES[slug]
    return with_files(written(slug, paragraphs, cut=cut, **more))


@dataclass(frozen=True)
class Case:
    """A story with some keys decided, how much may be cut perhaps among them."""

    slug: str
    cut: int | None
    form: Mapping[str, Any]

    @property
    def decided(self) -> Decided:
        return Decided(cut=self.cut)

    @property
    def article(self) -> Article:
        return formed(story(self.slug, self.cut), **self.form)

    @property
    def asked(self) -> tuple[str, ...]:
        limit = () if self.cut is None else (CUT,)
        return (*limit, *self.article.form.decided)

    def only(self, names: Collection[str]) -> Article:
        """It with nothing but some keys decided."""
        cut = self.cut if CUT in names else None
        return only(formed(story(self.slug, cut), **self.form), names)


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
def cases(draw, slugs: Collection[str] = tuple(STORIES)) -> Case:
    """A story of which up to four keys are decided, and perhaps how much may be cut."""
    keys = draw(st.lists(st.sampled_from([*KEYS]), min_size=1, max_size=4, unique=True))
    form = {key: draw(st.sampled_from(KEYS[key])) for key in keys}
    return Case(draw(st.sampled_from([*slugs])), draw(st.sampled_from([None, 0, 2, 9])), form)


def begun(article: Article) -> int:
    """What a story costs at least that goes on elsewhere; NEVER where it has no such shape."""
    return min(opening_shapes(article, GRID, GRID.rows).costs.values(), default=NEVER)


def at_all(article: Article) -> int:
    """What a story costs at least, whole, or begun where it may jump."""
    whole = min(shapes_of(article, GRID, GRID.rows).costs.values(), default=NEVER)
    return min(whole, begun(article)) if article.story.jump else whole


def every(names: Collection[str]) -> Iterator[tuple[str, ...]]:
    """All sets of some keys."""
    for count in range(len(names) + 1):
        yield from combinations(names, count)


def check(case: Case, found: InForm, cost: Callable[[Article], int], turn: int) -> None:
    """What is refused of a story's keys, against all sets of them; of its wishes the first `turn`
    are not of its form. One that has no shape whatever its form is left as it is."""

    @cache
    def alone(names: frozenset[str]) -> int:
        return cost(case.only(names))

    def costs(names: Iterable[str]) -> int:
        """With these keys decided, and each of the others or not."""
        known = frozenset(names)
        left = [name for name in case.asked if name not in known]
        return min(alone(known | {*some}) for some in every(left))

    asked, lost = {*case.asked}, [one.wish.key for one in found.refused]
    kept = asked - {*lost}
    assert {*found.article.form.decided} == kept - {CUT} and len(lost) == len({*lost})
    if costs(asked & {CUT}) >= NEVER or asked == {CUT}:
        assert not lost
        return
    assert costs(kept) == cost(found.article) < NEVER
    assert bool(lost) != (costs(asked) < NEVER)
    for one in found.refused:
        names = [wish.key for wish in one.together[turn:]]
        assert one.wish.key == names[-1] and {*names[:-1]} <= kept
        for some in every(names):
            assert (costs(some) < NEVER) == (len(some) < len(names))
        freely = min(at_all(case.only(some)) for some in every(case.asked))
        told = {change.wish.key: change.cost for change in one.changes if change.value is None}
        for name in names:
            assert told[name] == costs({*names} - {name}) - freely


@pytest.mark.slow
@settings(max_examples=25)
@given(cases())
def test_what_is_refused_of_a_form_is_a_smallest_set_of_its_keys(case: Case) -> None:
    check(case, in_possible_form(case.article, case.decided, GRID), at_all, 0)


@pytest.mark.slow
@settings(max_examples=10)
@given(cases(["long", "told"]))
def test_what_is_refused_of_a_story_that_goes_on_is_a_smallest_set(case: Case) -> None:
    found = in_parted_form(case.article, case.decided, GRID)
    assert all(one.together[0] == Wish(case.slug, TURN) for one in found.refused)
    check(case, found, begun, 1)


def test_nothing_is_given_up_for_what_is_given_up_too() -> None:
    """Seen: its length was refused beside its quote, which its columns did not allow anyway."""
    case = Case("bare", None, {"columns": 1, "quote": True, "words": (60,)})
    found = in_possible_form(case.article, case.decided, GRID)
    assert [one.wish.key for one in found.refused] == ["quote"]
    assert found.article.form.decided == ("columns", "words")


@pytest.mark.parametrize(
    ("form", "together"),
    [
        ({"words": (200, 300)}, ["cut", "words"]),  # it could be so long if it might be cut
        ({"words": (20,)}, ["words"]),  # it never could
        ({"columns": 2, "rows": 36}, ["cut", "columns", "rows"]),
    ],
)
def test_how_much_may_be_cut_is_among_what_does_not_go_together(
    form: Mapping[str, Any], together: list[str]
) -> None:
    case = Case("bare", 0, form)
    (one,) = in_possible_form(case.article, case.decided, GRID).refused
    assert [wish.key for wish in one.together] == together
    assert one.wish.key == together[-1]
