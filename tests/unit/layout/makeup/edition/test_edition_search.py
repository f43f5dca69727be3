"""Stories on the pages of a section: what fits by its real shapes is not held over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layout.makeup.edition.assign.by_area import SectionProblem, assign
from layout.makeup.edition.assign.parts import LongStory
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.shapes.news_hole import Hole
from layout.makeup.edition.shapes.setting import Setting, Shapes, by_shape, shapes_from
from layout.makeup.edition.tiling.exchange_stories import fingerprint_of, make_up_section
from layout.work.memory.memory import Memory
from slots.prices_of_taste import OUR_PRICES


class NoParts:
    """The parts of stories of which none jumps."""

    def begun(self, story: LongStory, body: int) -> Shapes:
        raise AssertionError(story)

    def between(self, story: LongStory, number: int, body: int) -> Shapes:
        raise AssertionError(story)

    def rest(self, slug: str, number: int, gone: int) -> Shapes:
        raise AssertionError(slug)

    def pours(self, slug: str, legs: tuple[int, ...]) -> bool:
        raise AssertionError(slug)


def item(name: str, rank: int) -> PageItem:
    """A story that likes the whole page, and fills half of it, too."""
    settings = by_shape([Setting(1, 20, 90), Setting(2, 20, 0)])
    return PageItem(shapes_from(name, name, rank, settings))


def test_a_section_of_one_page_prints_what_its_page_holds() -> None:
    section_page = SectionPage(Hole(3, 2, (20, 20)), "Sport")
    given = SectionProblem([section_page], [item("final", 2), item("darts", 4)])
    made = make_up_section(given, NoParts())
    assert made.held == ()
    assert {one.id for one in made.pages[3].items} == {"final", "darts"}


def test_a_page_alone_keeps_the_better_story_where_there_is_room_for_one() -> None:
    section_page = SectionPage(Hole(3, 2, (20,)), "Sport")
    given = SectionProblem([section_page], [item("final", 2), item("darts", 4)])
    made = make_up_section(given, NoParts())
    assert made.held == ("darts",)
    assert [one.id for one in made.pages[3].items] == ["final"]


@pytest.mark.parametrize(("price", "first"), [(0, {"lead"}), (200, {"lead", "second"})])
def test_page_one_has_a_second_story_where_that_is_worth_more(price: int, first: set[str]) -> None:
    """Three stories on two pages: by areas alone, and when all is mended."""
    prices = replace(OUR_PRICES, pages=replace(OUR_PRICES.pages, second=price))
    pages = [SectionPage(Hole(number, 2, (20, 20)), "News") for number in (1, 2)]
    stories = [item("lead", 1), item("second", 2), item("third", 3)]
    given = SectionProblem(pages, stories, prices=prices)
    by_area = assign(given).pages
    assert {name for name, number in by_area.items() if number == 1} == first
    made = make_up_section(given, NoParts())
    assert {one.id for one in made.pages[1].items} == first


def test_nothing_found_out_at_other_prices_is_taken_for_what_these_come_to() -> None:
    """Tilings, the costs of sets of stories, and the record's fingerprint go by the prices."""
    section_page = SectionPage(Hole(3, 2, (20, 20)), "Sport")
    ours = SectionProblem([section_page], [item("final", 2), item("darts", 4)])
    dear = replace(OUR_PRICES, pages=replace(OUR_PRICES.pages, beneath=46))
    memories, made = (Memory(), Memory()), []
    for memory, given in zip(memories, (ours, replace(ours, prices=dear)), strict=True):
        with memory.making():
            made.append(make_up_section(given, NoParts()))
    first, second = ({*memory.values} for memory in memories)
    same = {key for key in first & second if not key[0].endswith(("_answer", "_weighed"))}
    assert not same and len(first) > 2
    assert fingerprint_of(ours) != fingerprint_of(replace(ours, prices=dear))
