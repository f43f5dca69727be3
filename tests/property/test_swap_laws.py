"""Laws of two pages swapped, in whole editions: it is refused for what is in the way of it and for
nothing else, each reason tried by itself; else all that stood on one page stands on the other, or
it is told why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.newspapers.sample_newspaper import (
    SETTINGS,
    book_of,
    newspaper,
    story,
    usual_stories,
)

from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.moved.swap_pages import swap_of
from layout.edition.workshop import Workshop
from slots.finding import BadInput
from slots.prices_of_taste import OUR_PRICES
from slots.stacking.decide import stack_decided
from slots.stacking.refused_ad import AdsDecided
from slots.stacking.task.ad_decision import AdDecision
from slots.stacking.task.ads_and_pages import Limits, task_of

pytestmark = pytest.mark.slow

PAGES = 8
EIGHT = SETTINGS.replace("pages = 4", "pages = 8").replace("pages = 2", "pages = 4")
SECTIONS = ("News", "Sport")
MORE = {
    f"{section.lower()}-{n}": story(f"{section.lower()}-{n}", section, 150 + 20 * n, rank=2)
    for n in range(5, 10)
    for section in SECTIONS
}
JUMPING = {f"long-{section.lower()}": story("long", section, 640, rank=2) for section in SECTIONS}
STORIES = {**usual_stories(), **MORE, **JUMPING}


@dataclass(frozen=True)
class Case:
    """An ad book, what is decided, and the pages that are to be swapped."""

    book: str
    ads: dict[str, dict[str, Any]] = field(default_factory=dict)
    stories: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: tuple[int, int] = (2, 3)
    mirror: bool = False

    @property
    def text(self) -> str:
        """What is decided, as pages.toml has it."""
        tables = {f"story.{slug}": keys for slug, keys in self.stories.items()}
        tables |= {f"ad.{name}": keys for name, keys in self.ads.items()}
        return "\n".join(
            f"[{name}]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in keys.items())
            for name, keys in tables.items()
        )


def _toml(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value).replace("'", '"')


@st.composite
def cases(draw) -> Case:
    some = st.integers(2, PAGES)
    lines, ads = [], {}
    for number in range(draw(st.integers(1, 4))):
        size = draw(st.sampled_from(["2x60mm", "1x90mm", "4x62mm", "4x230mm"]))
        section = draw(st.sampled_from(["", "", *SECTIONS]))
        where = draw(st.sampled_from(["", "", "right", "left", "2-5"]))
        lines.append(f"B{number},Firm {number},trade{number},{size},{section},{where},,,,200,,")
        keys = draw(st.sampled_from([{}, {}, {"page": draw(some)}, {"lock": True}]))
        if "lock" not in keys and draw(st.integers(0, 3)) == 0:
            page = keys.get("page")
            sides = ["left", "right"] if page is None else [("left", "right")[page % 2]]
            keys = {**keys, "side": draw(st.sampled_from(sides))}
        if keys:
            ads[f"B{number}"] = keys
    stories: dict[str, dict[str, Any]] = {}
    for slug in draw(st.lists(st.sampled_from([*MORE]), max_size=2, unique=True)):
        stories[slug] = {"page": draw(some)}
        stories[slug] |= draw(st.sampled_from([{}, {"columns": 2}, {"region": "top left"}]))
    for slug in draw(st.lists(st.sampled_from([*JUMPING]), max_size=2, unique=True)):
        first = 1 if slug.endswith("news") else 5
        pages = sorted(draw(st.sets(st.integers(first, first + 3), min_size=2, max_size=2)))
        stories[slug] = {"page": pages[0], "jump": pages[1]}
    near = st.integers(2, 5)
    pages = draw(st.sampled_from([(near, near), (some, some), (st.integers(0, PAGES + 1), some)]))
    one, other = draw(pages[0]), draw(pages[1])
    return Case(book_of(*lines), ads, stories, (one, other), draw(st.booleans()))


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Path:
    return newspaper(tmp_path_factory.mktemp("swapped") / "paper", STORIES, None, EIGHT)


@pytest.fixture(scope="module")
def shop() -> Workshop:
    return Workshop()


def made_so(paper: Path, shop: Workshop, book: str, text: str) -> Newspaper:
    (paper / "ads.csv").write_text(book, encoding="utf-8")
    (paper / "pages.toml").write_text(text, encoding="utf-8")
    return make_newspaper(Order(paper, fresh=True), shop)


def stands(made: Newspaper) -> dict[str, int]:
    """The pages on which stories begin, and ads stand."""
    begin = {s: p.page for p in made.plan.pages for o in p.placed if not o.turned for s in o.slugs}
    return begin | {place.id: place.page for place in made.stacked.plan.places}


def in_the_way(made: Newspaper, case: Case) -> set[str]:
    """The pages, stories and ads that forbid two pages to be swapped, each tried by itself."""
    one, other = case.pages
    ill = {f"page {number}" for number in {one, other} if not 2 <= number <= PAGES}
    if ill or one == other:
        return ill or {"itself"}
    pages, on = {one: other, other: one}, stands(made)
    names = {name for name, page in on.items() if page in pages}
    ads = names & {place.id for place in made.stacked.plan.places}
    return {slug for slug in case.stories if cut_off(made, case, slug, pages)} | {
        name
        for name in ads
        if case.ads.get(name, {}).get("lock") or not stands_alone(made, name, pages[on[name]])
    }


def cut_off(made: Newspaper, case: Case, slug: str, pages: dict[int, int]) -> bool:
    """Whether a story would go on before it begins, or in another section, as nobody decided."""
    begins, onward = case.stories[slug]["page"], case.stories[slug].get("jump")
    if not onward or not pages.keys() & {begins, onward}:
        return False
    to, then = pages.get(begins, begins), pages.get(onward, onward)
    section = {page.number: page.section for page in made.stacked.pages}
    return then <= to or section[then] != section[to]


def stands_alone(made: Newspaper, name: str, page: int) -> bool:
    """Whether an ad alone in the whole edition can be decided onto a page."""
    stacked = made.stacked
    (booking,) = (one for one in stacked.bookings if one.id == name)
    task = task_of((booking,), stacked.pages, stacked.grid.leading, (), Limits(), OUR_PRICES.ads)
    alone = stack_decided(task, (), AdsDecided({name: AdDecision((page,))}, ()))
    return not alone.refused and [place.page for place in alone.plan.places] == [page]


def told(made: Newspaper, name: str) -> bool:
    """Whether it is told of a story or an ad that it does not stand as it was decided."""
    lost = {one.wish.slug for one in made.refused} | {one.wish.id for one in made.stacked.refused}
    said = [each.message for each in made.findings if each.code in ("unkept-decision", "unplaced")]
    return name in lost or any(name in each for each in said)


@settings(max_examples=25)
@given(cases())
def test_it_is_refused_for_what_is_in_the_way_and_for_nothing_else(paper, shop, case: Case) -> None:
    made = made_so(paper, shop, case.book, case.text)
    expected = in_the_way(made, case)
    try:
        swap = swap_of(made, case.text, *case.pages, mirror=case.mirror)
    except BadInput as refused:
        said = [each.message for each in refused.findings]
        assert expected, said
        for name in expected:
            assert any(name in each for each in said), (name, said)
        assert len(said) == len(expected), said
        return
    assert not expected
    one, other = case.pages
    before, after = stands(made), made_so(paper, shop, case.book, swap.text)
    for name, page in before.items():
        if page in case.pages:
            there = stands(after).get(name) == (other if page == one else one)
            assert there or told(after, name), name


@settings(max_examples=10)
@given(cases())
def test_swapped_back_what_was_decided_is_as_it_was(paper, shop, case: Case) -> None:
    made = made_so(paper, shop, case.book, case.text)
    try:
        once = swap_of(made, case.text, *case.pages, mirror=case.mirror).text
    except BadInput:
        return
    again = made_so(paper, shop, case.book, once)
    try:
        back = swap_of(again, once, *case.pages, mirror=case.mirror).text
    except BadInput as refused:  # what was decided of one page may stand in the way of the other
        raise AssertionError([each.message for each in refused.findings]) from refused
    made_back = made_so(paper, shop, case.book, back)
    decided, was = made_back.copy.decisions, made.copy.decisions
    for slug in case.stories:
        assert decided.of(slug).pages == was.of(slug).pages
        assert decided.of(slug).place == was.of(slug).place
    for name in case.ads:
        if was.ads[name].pages:
            assert decided.ads[name].pages == was.ads[name].pages
