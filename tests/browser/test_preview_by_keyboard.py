"""Everything that can be decided, by keyboard alone: found by its name (Ctrl-K), chosen or typed,
and written as the files have it. What is done with the mouse has its own tests."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_pages import Opened
from playwright.sync_api import Browser, Page, expect
from print_desk import decided, edition, give_back, pages_of, print_views, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper

STORY, OTHER, THIRD = "sport-2", "sport-4", "news-3"

HELD: list[tuple[str, str, str, Any]] = [
    ("hold over", "", "hold", True),
    ("hold over", "", "hold", None),
    (
        "held over decide",
        "choose this edition only",
        "hold",
        {"edition": datetime.date(2026, 11, 26)},
    ),
    ("until decide", "type 12032026", "hold", datetime.date(2026, 12, 3)),
    ("held over decide", "choose until it is taken out", "hold", True),
    ("held over decide", "choose not held", "hold", None),
]
"""Those of a hold: how long, by the list and by the day, with H between."""

OF_A_STORY: list[tuple[str, str, str, Any]] = [
    ("begins on page", "choose 3,", "page", 3),
    ("where decide", "choose top left", "region", "top left"),
    ("where decide", "choose as it fits", "region", None),
    ("first column", "choose 2", "place", {"column": 2}),
    ("first row", "type 1", "place", {"column": 2, "row": 1}),
    ("first row", "type ", "place", {"column": 2}),
    ("first column", "choose as it fits", "place", None),
    ("region of the page", "choose foot right", "region", "foot right"),
    ("region of the page", "choose anywhere", "region", None),
    ("leads its page", "", "lead", True),
    ("leads its page", "", "lead", None),
    ("rather than must", "", "rather", True),
    ("rather than must", "", "rather", None),
    ("columns decide", "choose 2", "columns", 2),
    ("rather than must", "", "rather", True),
    ("rather: columns", "", "rather", ["page"]),
    ("rather: columns", "", "rather", ["page", "columns"]),
    ("rather: its page", "", "rather", ["columns"]),
    ("rather: columns", "", "rather", None),
    ("rows decide", "type 30", "rows", 30),
    ("rows decide", "type ", "rows", None),
    ("first picture", "choose 2", "picture", 2),
    ("first picture", "choose as it fits", "picture", None),
    ("headline (pt)", "type 18", "headline", "18pt"),
    ("headline (pt)", "type ", "headline", None),
    ("deck", "choose without", "deck", False),
    ("headline lines", "choose 2", "headline_lines", 2),
    ("headline lines", "choose as it fits", "headline_lines", None),
    ("headline, line by line", "lines One / two", "breaks", ["One", "two"]),
    ("headline, line by line", "lines ", "breaks", None),
    ("pull quote", "choose without", "quote", False),
    ("byline", "choose without", "byline", False),
    ("pictures, by file", "lines a.png / b.png", "pictures", ["a.png", "b.png"]),
    ("pictures, by file", "lines ", "pictures", None),
    ("no picture", "", "pictures", []),
    ("must be seen", "type 20 0 100 80", "keep", [20, 0, 100, 80]),
    ("may be cut", "choose 2 paragraphs", "cut", 2),
    ("may go on elsewhere", "choose on page 4", "jump", 4),
    ("rest: where", "choose foot", "rest", {"region": "foot"}),
    ("rest: columns", "choose 2", "rest", {"region": "foot", "columns": 2}),
    ("rest: where", "choose as it fits", "rest", {"columns": 2}),
    ("rest: first column", "choose 3", "rest", {"columns": 2, "column": 3}),
    ("rest: first row", "type 9", "rest", {"columns": 2, "column": 3, "row": 9}),
    ("may go on elsewhere", "choose no", "jump", False),
    ("together with", f"choose {OTHER}", "together", [OTHER]),
    ("together with: no longer", "", "together", None),
    ("sidebar", f"choose {OTHER}", "sidebar", [OTHER]),
    ("sidebar: no longer", "", "sidebar", None),
    ("apart from", f"choose {OTHER}", "apart", [OTHER]),
    *HELD,
]
"""What is typed into the palette, what then, the key, and its value afterwards (None: nothing)."""

OF_A_PAGE: list[tuple[str, str, str, Any]] = [
    ("is led by", f"choose {THIRD}", "lead", THIRD),
    ("is led by", "choose as it falls", "lead", None),
    ("no other stories", "", "only", True),
    ("no other stories", "", "only", None),
    ("deadline", "type 0930PM", "deadline", "21:30"),
    ("no house ads", "", "house_ads", False),
    ("house ad ads and furniture", "choose letters", "house_ads", ["letters"]),
    ("no ads of the book", "", "ads", False),
    ("no ads of the book", "", "ads", None),
    ("no index", "", "index", False),
    ("no index", "", "index", None),
    ("promos", f"type {OTHER}", "promos", [OTHER]),
    ("promos", "type ", "promos", None),
    ("dummy", "choose front", "dummy", "front"),
    ("region: lead", f"choose {THIRD}", "regions", {"lead": THIRD}),
    ("region: lead", "choose by rank", "regions", None),
    ("dummy", "choose none", "dummy", None),
]

OF_A_SPREAD: list[tuple[str, str, str, Any]] = [
    ("dummy", "choose spread (with page 3)", "dummy", "spread"),
    ("dummy", "choose none", "dummy", None),
]

OF_AN_AD: list[tuple[str, str, str, Any]] = [
    ("stands on page", "choose 4,", "page", 4),
    ("stands on page", "choose as booked", "page", None),
    ("stands on a decide", "choose right", "side", "right"),
    ("stands on a decide", "choose as booked", "side", None),
    ("place on its page", "choose right, foot", "place", "right, foot"),
    ("stays where it is", "", "lock", True),
    ("stays where it is", "", "lock", None),
    *HELD,
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("keyboard") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided and no page is closed."""
    yield from print_views(chromium, desk, folder)


def do(page: Page, typed: str, then: str = "") -> None:
    """Finds a deed by its name and does it; then what it asks for is chosen or typed."""
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-find")).to_be_focused()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    how, _, words = then.partition(" ")
    if how == "choose":
        expect(page.locator("#palette-find")).to_have_value("")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)
    if how in ("type", "lines"):
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        for number, line in enumerate(words.split(" / ")):
            if number:
                page.keyboard.press("Enter")
            page.keyboard.type(line)
        page.keyboard.press("Tab")


def of(folder: Path, table: str, name: str) -> Any:
    return tomllib.loads(text(folder)).get(table, {}).get(name, {})


def walk(page: Page, folder: Path, rows: list[tuple[str, str, str, Any]], *named: str) -> None:
    """Does one deed after another, and looks at what is written of each."""
    for typed, then, key, value in rows:
        decided(page, lambda typed=typed, then=then: do(page, typed, then))  # type: ignore[misc]
        assert of(folder, *named).get(key) == value, (typed, then)


def test_all_of_a_story(opened: Opened, folder: Path) -> None:
    page = opened()
    do(page, "choose a story", f"choose {STORY}")
    walk(page, folder, OF_A_STORY, "story", STORY)
    decided(page, lambda: do(page, "give everything back"))
    assert text(folder) == ""


def test_all_of_a_page(opened: Opened, folder: Path) -> None:
    page = opened()
    do(page, "choose page 1")
    walk(page, folder, OF_A_PAGE, "page", "1")


def test_a_dummy_over_a_spread(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened("?page=2")
    do(page, "choose page 2")
    walk(page, folder, OF_A_SPREAD, "page", "2")
    decided(page, lambda: do(page, "dummy", "choose spread (with page 3)"))
    told = [one["message"] for one in edition(desk)["findings"]]
    assert any('page 2 is of "News", page 3 of "Sport"' in one for one in told)
    do(page, "choose page 3")
    labels = page.get_by_label("Dummy").locator("option")
    assert "opener" in labels.all_inner_texts()
    assert not any("spread" in one for one in labels.all_inner_texts())


def test_all_of_an_ad(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened()
    do(page, "choose an ad", "choose A3")
    walk(page, folder, OF_AN_AD, "ad", "A3")
    decided(page, lambda: do(page, "place on its page", "choose outside, foot"))
    decided(page, lambda: do(page, "give it back"))
    assert text(folder) == ""
    (now,) = {each["page"] for each in edition(desk)["ads"] if each["id"] == "A3"}
    other = next(each for each in edition(desk)["ads"] if each["page"] == 7 - now)
    decided(page, lambda: do(page, "swap with", f"choose {other['id']}"))
    assert of(folder, "ad", "A3")["page"] == 7 - now
    assert of(folder, "ad", other["id"])["page"] == now


def test_pages_are_swapped_moved_kept_ordered_closed_and_opened(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?page=2")
    do(page, "choose page 2")
    stories = {each["slug"] for each in edition(desk)["stories"] if each["pages"] == [2]}
    decided(page, lambda: do(page, "keep its stories"))
    assert {of(folder, "story", slug)["page"] for slug in stories} == {2}
    decided(page, lambda: page.keyboard.press("Control+z"))
    do(page, "choose page 3")
    sport = {each["slug"] for each in edition(desk)["stories"] if each["pages"] == [3]}
    decided(page, lambda: do(page, "swap with page", "choose 4,"))
    assert {of(folder, "story", slug)["page"] for slug in sport} == {4}
    decided(page, lambda: do(page, "undo"))
    do(page, "choose page 2")
    decided(page, lambda: do(page, "move stories to", "choose 1,"))
    assert {of(folder, "story", slug)["page"] for slug in stories} == {1}
    decided(page, lambda: do(page, "undo"))
    begun = edition(desk)["pages"][1]["begun"]
    decided(page, lambda: do(page, "down:"))
    assert of(folder, "page", "2")["order"] == [begun[1], begun[0], *begun[2:]]
    decided(page, lambda: do(page, "order by rank"))
    assert text(folder) == ""
    decided(page, lambda: do(page, "close a section", "choose sport"))
    assert [each["closed"] for each in edition(desk)["pages"]] == [False, False, True, True]
    decided(page, lambda: do(page, "undo"))
    assert not any(each["closed"] for each in edition(desk)["pages"])
    decided(page, lambda: do(page, "close this page"))
    expect(page.locator(".thumb.closed")).to_have_count(1)
    decided(page, lambda: do(page, "open a section", "choose news"))
    assert not any(each["closed"] for each in edition(desk)["pages"])


def test_a_late_ad_and_what_is_held(opened: Opened, desk: Running, folder: Path) -> None:
    book = folder / "ads.csv"
    before = book.read_text()
    page = opened()
    do(page, "id late ad", "type A9")
    do(page, "advertiser late ad", "type Late Lamps")
    do(page, "size late ad", "type 1x40mm")
    decided(page, lambda: do(page, "book it"))
    assert "A9,Late Lamps" in book.read_text()
    page.locator("#stage").focus()
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert book.read_text() == before
    do(page, "choose a story", f"choose {THIRD}")
    decided(page, lambda: do(page, "hold over"))
    assert pages_of(desk, STORY)
    decided(page, lambda: do(page, "begins on page", "choose 2,"))
    decided(page, lambda: do(page, "hold over"))
    assert of(folder, "story", THIRD) == {"page": 2}
    give_back(desk, folder)
