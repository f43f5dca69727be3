"""What a move would cost: as much as make-up itself says of the same pages; who makes way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import newspaper, story, usual_stories

from layout.edition.decided.price_of_a_move import Leaving, MovePrices, PriceOfAMove
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.makeup.edition.all_pages import EditionTask, section_as_made
from layout.makeup.edition.tiling.section_tilings import HELD, SectionTilings, State
from layout.story.decided import REGIONS, Decided, Place, Region
from layout.work.memory.memory import Memory

pytestmark = pytest.mark.slow

ANYWHERE: tuple[Region | None, ...] = (None, *REGIONS)
STORIES = {
    **usual_stories(),
    "news-1": story("news-1", "News", 190, "tags: [flood]\n", rank=2),
}
"""An ad on page 2 keeps away from floods, and so does what faces it."""


def made(folder: Path, decided: str = "") -> Newspaper:
    """The edition, with what is decided."""
    (folder / "pages.toml").write_text(decided)
    return make_newspaper(Order(folder), Workshop(Memory()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("moves") / "paper", STORIES)


@pytest.fixture(scope="module")
def paper(folder: Path) -> Newspaper:
    return made(folder)


@pytest.fixture(scope="module")
def prices(paper: Newspaper) -> MovePrices:
    return MovePrices(paper.kept.task, paper.plan)


def as_decided(
    paper: Newspaper, slug: str, page: int, region: Region | None
) -> tuple[SectionTilings, State]:
    """The section of a story as make-up finds it where it was given the page, all else as it is."""
    place = Place(region=region) if region else None
    stories = {**paper.kept.task.decisions.stories, slug: Decided(pages=(page,), place=place)}
    task = replace(paper.kept.task, decisions=replace(paper.kept.task.decisions, stories=stories))
    return of_section(task, paper, slug)


def of_section(task: EditionTask, paper: Newspaper, slug: str) -> tuple[SectionTilings, State]:
    section = next(a.story.section for a in task.articles if a.story.slug == slug)
    found = section_as_made(task, paper.plan.made, section)
    assert found is not None
    tilings = SectionTilings(*found)
    return tilings, tilings.state(tilings.as_last_time())


def told(
    paper: Newspaper, prices: MovePrices
) -> dict[tuple[str, int, Region | None], PriceOfAMove]:
    """The prices of all moves within their sections."""
    pages = {"news": (1, 2), "sport": (3, 4)}
    slugs = [slug for slug in STORIES if slug in paper.plan.page_of]
    asked = ((s, p, r) for s in slugs for p in pages[s.partition("-")[0]] for r in ANYWHERE)
    found = {each: prices.price(*each) for each in asked}
    return {each: price for each, price in found.items() if price is not None}


def test_the_price_is_what_make_up_says_of_the_same_pages(
    paper: Newspaper, prices: MovePrices
) -> None:
    checked = 0
    for (slug, page, region), price in told(paper, prices).items():
        if not price.possible or price.leaving:
            continue
        _, before = of_section(paper.kept.task, paper, slug)
        section, after = as_decided(paper, slug, page, region)
        assert after.assigned.pages[HELD] == before.assigned.pages[HELD]
        moved = section.moved(slug, page)
        assert price.points == after.cost - before.cost - moved, (slug, page, region)
        checked += 1
    assert checked > 20


def test_where_it_is_there_is_nothing_to_pay(paper: Newspaper, prices: MovePrices) -> None:
    for slug, page in paper.plan.page_of.items():
        if slug in STORIES:
            assert prices.price(slug, page, None) == PriceOfAMove(True)


def test_a_region_costs_no_less_than_anywhere_on_the_page(
    paper: Newspaper, prices: MovePrices
) -> None:
    found = told(paper, prices)
    for (slug, page, region), price in found.items():
        whole = found[slug, page, None]
        if region and price.possible and len(price.leaving) == len(whole.leaving) == 0:
            assert price.points >= whole.points


def test_who_leaves_is_told_and_where_there_is_room_for_it(
    paper: Newspaper, prices: MovePrices
) -> None:
    found = [price for price in told(paper, prices).values() if price.leaving]
    leaving = [each for price in found for each in price.leaving]
    assert any(each.page for each in leaving)
    for each in leaving:
        on = paper.plan.page_of[each.slug]
        assert each.page in {0, 3 - on if each.slug.startswith("news") else 7 - on}


def test_what_has_no_others_to_leave_is_kept_when_it_is_decided(
    folder: Path, paper: Newspaper, prices: MovePrices
) -> None:
    free = [
        each
        for each, price in told(paper, prices).items()
        if price.possible and not price.leaving and each[2] and price.points
    ]
    assert free
    for slug, page, region in free[:3]:
        now = made(folder, f'[story.{slug}]\npage = {page}\nregion = "{region}"\n')
        assert now.plan.page_of[slug] == page
        assert not now.refused
    made(folder)


def test_an_ad_keeps_it_away_from_its_page(prices: MovePrices, paper: Newspaper) -> None:
    away = prices.price("news-1", 2, "top")
    assert away == PriceOfAMove(False, ads=("A1",))


def test_of_briefs_strangers_and_pages_that_are_none_nothing_is_told(prices: MovePrices) -> None:
    assert prices.price("nobody", 1, None) is None
    assert prices.price("news-0", 99, None) is None


def test_a_story_that_comes_to_another_section(prices: MovePrices) -> None:
    price = prices.price("news-3", 4, None)
    assert price is not None and price.possible
    assert all(each == Leaving(each.slug, 0) for each in price.leaving)
