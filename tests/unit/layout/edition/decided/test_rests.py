"""Where the last part of a story stands on the page on which it goes on: kept, or told with what
has its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import SETTINGS, newspaper, story, usual_stories

from layout.edition.make_edition import Newspaper, Order
from layout.edition.print_edition import edition_pdf, print_edition
from layout.edition.workshop import Workshop
from layout.makeup.edition.choose_settings import PlacedStory

pytestmark = pytest.mark.slow

LONG = story("long", "Sport", 800, rank=1)
LEFT_OUT = ("sport-1", "sport-2")
AT_FOUR = "[story.long]\npage = 3\njump = 4\n"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sport has pages 3 and 4, of four columns without ads, and a story for both."""
    folder = tmp_path_factory.mktemp("rests") / "paper"
    stories = {slug: text for slug, text in usual_stories().items() if slug not in LEFT_OUT}
    stories["long"] = LONG
    return newspaper(folder, stories, book=None, settings=SETTINGS)


def made(paper: Path, text: str) -> Newspaper:
    (paper / "pages.toml").write_text(text, encoding="utf-8")
    shop = Workshop()
    return print_edition(Order(paper, fresh=True), shop, lambda one: edition_pdf(one, shop))[0]


def rest_of(found: Newspaper) -> PlacedStory:
    (one,) = (one for page in found.plan.pages for one in page.placed if one.id == "long>")
    assert found.plan.page_of["long>"] == 4
    return one


def told(found: Newspaper) -> list[str]:
    codes = ("unkept-decision", "refused-decision")
    return [f"{f.where.line}: {f.message}" for f in found.findings if f.code in codes]


@pytest.mark.parametrize(
    ("region", "columns"), [("top left", 2), ("top right", 2), ("top right", 3), ("foot right", 2)]
)
def test_the_rest_stands_where_it_was_decided(paper: Path, region: str, columns: int) -> None:
    text = f'{AT_FOUR}rest = {{ region = "{region}", columns = {columns} }}\n'
    found = made(paper, text)
    tile = rest_of(found).tile
    assert told(found) == [] and tile.columns == columns
    assert tile.column == (0 if "left" in region else 4 - columns)
    top = min(one.tile.row for page in found.plan.pages if page.page == 4 for one in page.placed)
    foot = max(
        one.tile.row + one.tile.rows
        for page in found.plan.pages
        if page.page == 4
        for one in page.placed
    )
    assert tile.row == top if "top" in region else tile.row + tile.rows == foot


def test_a_width_and_a_column_alone(paper: Path) -> None:
    assert rest_of(made(paper, f"{AT_FOUR}rest = {{ columns = 2 }}\n")).tile.columns == 2
    assert rest_of(made(paper, f"{AT_FOUR}rest = {{ column = 2 }}\n")).tile.column == 1


def test_what_cannot_be_is_told_with_what_has_its_place(paper: Path) -> None:
    wide = made(paper, f"{AT_FOUR}rest = {{ columns = 9 }}\n")
    assert told(wide) == [
        '4: the rest of "long" cannot stand 9 columns wide of page 4: the page has 4 columns of 72 '
        "rows free"
    ]
    taken = f'{AT_FOUR}rest = {{ region = "top left" }}\n[story.sport-0]\npage = 4\nregion = "top '
    both = made(paper, taken + 'left"\n')
    assert told(both) == [
        '4: the rest of "long" cannot stand at the top left of page 4, together with "sport-0" and '
        '"sport-0" at the top left'
    ]


def test_a_width_in_which_a_story_cannot_begin_is_refused_with_what_could_be(
    tmp_path: Path,
) -> None:
    """It has room in two columns as a whole, and is of rank 1: such a one begins in three."""
    stories = {"long": story("long", "Sport", 500, rank=1).replace("cut: 0\n", "")}
    paper = newspaper(tmp_path / "paper", stories, book=None, settings=SETTINGS)
    found = made(paper, "[story.long]\npage = 3\njump = 4\ncolumns = 2\n")
    assert told(found) == [
        '4: "long" cannot stand going on on page 4 and 2 columns wide: its rank is 1; '
        "the last is given up"
    ]
    (hint,) = (one.hint for one in found.findings if one.code == "refused-decision")
    assert hint and hint.startswith("columns can be 3 or 4; points") and "without jump" in hint
    assert rest_of(found)
    beyond = made(paper, "[story.long]\npage = 3\njump = 2\ncolumns = 2\n")
    assert told(beyond) == [
        '3: "long" cannot go on on page 2: that is no page of its section behind the one on which '
        "it begins"
    ]


def test_a_rest_is_given_up_with_the_page_on_which_it_stands(paper: Path) -> None:
    found = made(paper, AT_FOUR.replace("= 4", "= 2") + 'rest = { region = "top" }\n')
    assert len(told(found)) == 1 and "cannot go on on page 2" in told(found)[0]


DRAWN = """
[page.4]
dummy = "two"

[dummy.two]
columns = 4
[dummy.two.region.second]
takes = "second"
columns = [1, 2]
at = "top"
[dummy.two.region.open]
takes = "none"
columns = [3, 4]
at = "top"
"""


@pytest.mark.parametrize(("region", "column", "columns"), [("second", 0, 2), ("open", 2, 2)])
def test_the_rest_stands_in_a_region_of_the_dummy_of_its_page(
    paper: Path, region: str, column: int, columns: int
) -> None:
    found = made(paper, f'{AT_FOUR}rest = {{ region = "{region}" }}\n{DRAWN}')
    tile = rest_of(found).tile
    assert told(found) == [] and (tile.column, tile.columns) == (column, columns)
    (filled,) = found.dummies
    assert ("second" in filled.taken) is (region == "open")  # nothing else takes it
    assert not filled.empty


def test_a_region_that_a_story_has_is_refused_to_a_rest(paper: Path) -> None:
    text = f'{AT_FOUR}rest = {{ region = "second" }}\n'
    found = made(
        paper, text + DRAWN.replace('"two"\n', '"two"\nregions = { second = "sport-0" }\n', 1)
    )
    (line,) = told(found)
    assert line == (
        '4: the rest of "long" cannot stand in the region "second" of page 4: "sport-0" has it'
    )


def test_pages_that_need_opposite_lengths_are_told_together(tmp_path: Path) -> None:
    """Page 5 has room for a short first part, and page 6 for a short rest."""
    whole = "jump: false\n"
    stories = {
        "long": story("long", "Sport", 900, rank=1),
        "deep": story("deep", "Sport", 420, whole, rank=2),
        "wide": story("wide", "Sport", 420, whole, rank=2),
    }
    eight = SETTINGS.replace("pages = 4", "pages = 8").replace("pages = 2", "pages = 4")
    paper = newspaper(tmp_path / "paper", stories, book=None, settings=eight)
    text = "[story.long]\npage = 5\njump = 6\n"
    text += "[story.deep]\npage = 5\ncolumns = 4\n[story.wide]\npage = 6\ncolumns = 4\n"
    found = made(paper, text)
    (one,) = found.refused
    assert one.parted == "long" and one.pages == (5, 6)
    assert told(found) == [
        '3: pages 5 and 6 have no room for "long", "deep", "wide" and "long" going on on page 6 '
        'together, however "long" is parted: the last is given up'
    ]
    (hint,) = (each.hint for each in found.findings if each.code == "refused-decision")
    assert hint and 'without "wide" the pages cost' in hint
    assert all(found.plan.page_of[name] == page for name, page in zip(
        ("long", "deep", "wide"), (5, 5, 6), strict=True))  # fmt: skip


def test_a_form_that_no_page_has_room_for_is_refused_and_the_story_stands(tmp_path: Path) -> None:
    stories = {"long": story("long", "Sport", 500, rank=2).replace("cut: 0\n", "")}
    paper = newspaper(tmp_path / "paper", stories, settings=SETTINGS)
    refused = 0
    for rows in (60, 66, 68, 70, 71, 72):
        found = made(paper, f"[story.long]\ncolumns = 2\nrows = {rows}\n")
        assert found.plan.held == () and "long" in found.plan.page_of
        for one in (each for each in found.refused if each.wish.key == "form"):
            refused += 1
            assert one.pages == (3, 4)
            assert told(found) == [
                f'2: no page of Sport has room for "long" 2 columns wide and {rows} rows deep: '
                "that is given up"
            ]
    assert refused
