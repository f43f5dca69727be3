"""House ads that are decided: where they stand in an edition, and what is said of those that cannot
stand there."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import newspaper

from layout.edition.in_numbers import figures_of
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.makeup.edition.shapes.item import house_ad_id
from layout.makeup.edition.shapes.news_hole import AIR
from slots.finding import Severity

pytestmark = pytest.mark.slow


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return newspaper(tmp_path / "paper")


def made_so(paper: Path, text: str) -> Newspaper:
    (paper / "pages.toml").write_text(text)
    return make_newspaper(Order(paper, fresh=True), Workshop())


def told(made: Newspaper) -> list[str]:
    """What is said of decisions, by line."""
    codes = ("refused-decision", "unknown-page")
    found = [one for one in made.findings if one.code in codes]
    assert all(one.severity is Severity.WARNING and one.hint for one in found)
    return [f"{one.where.line}: {one.message}" for one in found]


def test_a_house_ad_stands_where_it_was_decided_and_is_itself(paper: Path) -> None:
    made = made_so(
        paper,
        '[house_ad.tip]\npage = 3\nregion = "foot left"\n\n'
        "[house_ad.letters]\npage = 2\ncolumns = 1\nrows = 20\nplace = { column = 4, row = 1 }\n",
    )
    assert told(made) == []
    tiles = {(one.id, page.page): one.tile for page in made.plan.pages for one in page.placed}
    tip, letters = (tiles[house_ad_id(n), page] for n, page in (("tip", 3), ("letters", 2)))
    top = made.stacked.pages[1].first_row - AIR
    assert (letters.column, letters.row, letters.columns, letters.rows) == (3, top, 1, 20)
    assert (tip.column, tip.columns) == (0, 2)
    assert tip.row + tip.rows == made.stacked.pages[2].rows
    for page, name in ((3, "tip"), (2, "letters")):
        boxes = made.document.pages[page - 1].boxes
        (box,) = (one for one in boxes if one.id == f"house-{page}-{name}")
        assert box.house_ad == name and box.html
    counted = {one["page"]: one["ads"] for one in figures_of(made)["house_ads"]}
    fillers = {page.page: len(page.fillers) for page in made.plan.pages}
    assert counted[3] == fillers[3] + 1 and counted[2] == fillers[2] + 1
    stories = {slug for page in made.plan.pages for one in page.placed for slug in one.slugs}
    assert len(stories) == 10 and not made.plan.held


def test_what_has_no_room_is_refused_with_the_smallest_set(paper: Path) -> None:
    text = (
        '[page.1]\nstories = ["news-0"]\n\n[story.news-0]\ncolumns = 4\n\n'
        "[house_ad.tip]\npage = 1\nrows = 30\ncolumns = 4\n\n"
        "[house_ad.space]\npage = 9\n\n[house_ad.wrong]\npage = 3\ncolumns = 6\n"
    )
    made = made_so(paper, text)
    said = told(made)
    assert "13: [house_ad.space]: the edition has 4 pages" in said
    assert '16: house ad "wrong" cannot stand on page 3: there is no room of its size' in said
    (clash,) = (one for one in said if one.startswith("8: "))
    assert clash.startswith(
        '8: page 1 has no room for "news-0" and house ad "tip" together, beside'
    )
    assert clash.endswith(": the last is given up")
    ids = {one.id for page in made.plan.pages for one in page.placed}
    assert not ids & {house_ad_id(name) for name in ("tip", "space", "wrong")}
    assert made.plan.page_of["news-0"] == 1


def test_a_place_that_a_house_ad_cannot_have_is_given_up_alone(paper: Path) -> None:
    made = made_so(
        paper,
        "[house_ad.tip]\npage = 3\ncolumns = 2\nrows = 20\nplace = { column = 1, row = 50 }\n",
    )
    (said,) = told(made)
    assert said.startswith('5: house ad "tip" cannot stand in column 1 and row 50 of page 3')
    (page,) = (page for page in made.plan.pages if page.page == 3)
    assert house_ad_id("tip") in {one.id for one in page.placed}
