"""Browsers as oracle: top and height of every block and box, of many stories, at eleven widths.

All 200 stories and the table: `python -m benchmarks.oracle_report`. Here are the first of them,
every shape of story the mill knows several times; NEWSGRID_ORACLE=200 asks about more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import open_in_its_fonts
from playwright.sync_api import Browser

from benchmarks.browsers import View, looking
from benchmarks.chrome import Seen, Stand, standing
from benchmarks.corpora import CORPORA, corpus_stories
from benchmarks.density_report import books
from benchmarks.oracle import (
    SCREENS,
    Kit,
    Pair,
    Served,
    alone,
    asked,
    milled_stories,
    sample_stories,
    together,
)
from benchmarks.oracle_report import side_by_side
from benchmarks.story_mill import SHAPES
from slots.rulebook.load import parse_rules
from slots.rules.terms import AD, Region

COUNT = int(os.environ.get("NEWSGRID_ORACLE", 6 * len(SHAPES)))
READ_WINDOW = """() => {
  const copy = document.querySelector('.copy'), from = copy.getBoundingClientRect().top;
  return [...document.querySelectorAll('.copy > *')].filter(e => e.offsetParent).map(e => {
    const box = e.getBoundingClientRect();
    return [e.dataset.slot || e.id, box.top - from, box.height]})}"""


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Kit()


@pytest.fixture(scope="module")
def stand(chromium: Browser) -> Iterator[Stand]:
    with standing(chromium) as stand:
        yield stand


@pytest.fixture(scope="module")
def milled(kit: Kit, stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> tuple[Pair, ...]:
    stories = milled_stories(COUNT, 1, tmp_path_factory.mktemp("mill"))
    pages = together(stories, kit, stand.server)
    return tuple(pair for page in pages for pair in asked(page, stand, kit))


@pytest.fixture(scope="module")
def pages(kit: Kit, stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> tuple[Served, ...]:
    """Samples alone, and two stories of each of the mill's shapes."""
    stories = milled_stories(2 * len(SHAPES), 2, tmp_path_factory.mktemp("others"))
    made = alone(sample_stories(), kit, stand.server)
    return (*made, *together(stories, kit, stand.server))


SHORTER_IN_156 = {("alone-5-elvira-monge", "head", 390, (333, 299))}
"""The one head of the samples that Chromium 156 sets in a line less, as 150 did not: its headline
is 349.5 px of text in a column of 350 (docs/web.md)."""


def _place(pair: Pair) -> tuple[str, str, int, tuple[float, float]]:
    return pair.story, pair.block, pair.screen, pair.height


def agreement(pairs: tuple[Pair, ...]) -> None:
    """At each width 99 % of blocks stand within 1 px, and 99.9 % of heights are right."""
    for screen in SCREENS:
        here = [pair for pair in pairs if pair.screen == screen]
        misses = [pair for pair in here if not pair.itself and _place(pair) not in SHORTER_IN_156]
        assert len(misses) <= len(here) / 1000, misses
        assert sum(pair.agrees for pair in here) / len(here) >= 0.99, misses


def test_sample_stories_as_newsgrid_web_makes_them(kit: Kit, stand: Stand):
    pages = tuple(alone(sample_stories(), kit, stand.server))
    pairs = tuple(pair for page in pages for pair in asked(page, stand, kit))
    assert len(pages) >= 15
    assert {pair.kind for pair in pairs} >= {
        *("paragraph", "crosshead", "quote", "pull-quote", "listing", "table", "picture"),
        *("embed", "divider", "box", "head"),
    }
    agreement(pairs)


def test_milled_stories_as_a_site_has_them(milled: tuple[Pair, ...]):
    assert len({pair.story for pair in milled}) == COUNT
    assert len(milled) > 150 * COUNT
    agreement(milled)


def test_the_formula_of_72_and_39_characters_is_no_match(milled: tuple[Pair, ...]):
    found = side_by_side(milled)
    assert found["engine"]["mean"] < 0.1 < 5 < found["formula, our leading"]["mean"]
    assert found["formula, our leading"]["mean"] < found["formula"]["mean"]
    assert found["engine, whole copy"]["95 %"] <= 1 < 100 < found["formula, whole copy"]["95 %"]


@pytest.mark.parametrize(
    ("view", "least"),
    [
        (View("chromium", scrollbars=True), 0.999),
        (View("firefox"), 0.995),
        (View("firefox", scrollbars=True), 0.995),
    ],
    ids=str,
)
def test_other_readers_see_the_same(
    kit: Kit, pages: tuple[Served, ...], view: View, least: float, stand: Stand, chromium: Browser
):
    """Scrollbars that take room stand beside the page; Firefox breaks its lines where we do."""
    with looking(view, chromium.browser_type) as page:
        other = Stand(page, stand.server)
        pairs = tuple(pair for page in pages for pair in asked(page, other, kit))
    misses = [pair for pair in pairs if not pair.itself]
    assert sum(pair.agrees for pair in pairs) / len(pairs) >= least, misses
    assert len(misses) <= len(pairs) / 1000, misses


@pytest.mark.skipif(not CORPORA.is_dir(), reason=f"{CORPORA} is not there")
def test_stories_nobody_here_wrote(kit: Kit, stand: Stand):
    """French news and declarations in Latin and Cyrillic letters; other scripts are the reader's
    own fonts to set, which no one can measure."""
    written = [each for each in corpus_stories() if each[0] != "other scripts"]
    pages = tuple(together((*written[:12], *written[-5:]), kit, stand.server))
    agreement(tuple(pair for page in pages for pair in asked(page, stand, kit)))


def test_a_frame_lays_out_as_a_window_does(kit: Kit, stand: Stand, chromium: Browser):
    """The stand looks at pages in a frame: what it sees is what a window of that width shows."""
    stories = dict(enumerate(sample_stories()))
    page = next(iter(together((stories[9], stories[3]), kit, stand.server)))
    seen = stand.settled(page.path, page.fonts, SCREENS)
    window = chromium.new_page(viewport={"width": SCREENS[0], "height": 800})
    open_in_its_fonts(window, f"{stand.server.address}/{page.path}")
    for look in seen:
        window.set_viewport_size({"width": look.screen, "height": 800})
        inside = {name: each for name, each in look.blocks.items() if each[0] is not None}
        del inside["head"]
        shown = {name: (top, height) for name, top, height in window.evaluate(READ_WINDOW)}
        assert shown == inside
    window.close()


def test_pages_with_many_ads_are_never_too_dense_in_chromium(stand: Stand, tmp_path: Path):
    """What stands in the column of the copy, summed up as Better Ads does, at all widths."""
    many = Kit(rules=parse_rules(books()["default, 12 ads"], "slots.toml"))
    seen = 0
    for page in together(milled_stories(len(SHAPES), 3, tmp_path), many, stand.server):
        for look in stand.settled(page.path, page.fonts, SCREENS):
            point = page.plan.breakpoint(look.screen)
            slots = {each.id: each.slot for each in point.contents}
            ads = {
                name
                for name, home in point.homes
                if many.rules.slot[slots[name]].holds == AD
                and (home is Region.ARTICLE or (home is not None and look.screen < 980))
            }
            feet = [top + height for top, height in look.blocks.values() if top is not None]
            after = sum(h for name, (top, h) in look.blocks.items() if name in ads and top is None)
            total = sum(look.blocks[name][1] for name in ads)
            assert total <= (0.5 if look.screen >= 980 else 0.3) * (max(feet) + after + _head(look))
            seen += len(ads)
    assert seen > 100


def _head(look: Seen) -> float:
    return look.blocks["head"][1]
