"""How long a story is and which of its pictures is the large one, typed in its form: kept in
pages.toml and on the page, or refused with what it can have. And preferences that are not met, in
the list of what is decided."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_pages import Opened
from playwright.sync_api import Browser, Page, expect
from print_desk import decided, edition, pages_of, panel, print_views, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import SETTINGS, newspaper, picture, usual_stories
from test_preview_access import EVERY_RULE

SLUG = "sport-0"
PICTURES = "![Boats](boats.png)\n*Boats at rest.*\n\n![A quay](quay.png)\n*The quay.*\n\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper with two pictures in a story, and preferences that may cost nothing."""
    stories = usual_stories()
    head, first, rest = stories[SLUG].replace("cut: 0\n", "").split("\n\n", 2)
    stories[SLUG] = f"{head}\n\n{first}\n\n{PICTURES}{rest}"
    settings = SETTINGS.replace("language", 'theme = "look"\nlanguage', 1)
    folder = newspaper(tmp_path_factory.mktemp("length") / "paper", stories, settings=settings)
    (folder / "look").mkdir()
    look = 'name = "look"\n\n[prices.stories]\nelsewhere = 0\n'
    (folder / "look" / "theme.toml").write_text(look)
    for name in ("boats.png", "quay.png"):
        picture(folder / "stories" / name, 900, 600)
    return folder


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided and no page is closed."""
    yield from print_views(chromium, desk, folder)


def said(folder: Path) -> Any:
    return tomllib.loads(text(folder)).get("story", {}).get(SLUG, {})


def lines(desk: Running) -> int:
    """The lines of the story's text, on all its pages."""
    pages = (desk.ask("GET", f"/api/edition/page/{n}").json for n in pages_of(desk, SLUG))
    return sum(leg["filled"] for page in pages for leg in page["legs"] if leg["story"] == SLUG)


def enter(page: Page, label: str, words: str) -> None:
    field = page.get_by_label(label)
    field.fill(words)
    field.press("Tab")


def shortened(desk: Running) -> list[str]:
    return [e["message"] for e in edition(desk)["findings"] if f'"{SLUG}"' in e["message"]]


def test_words_are_kept_in_the_file_and_on_the_page(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page, whole = opened(f"?pick=story:{SLUG}"), lines(desk)
    label = "Words at most, or from and to"
    decided(page, lambda: enter(page, label, "200"))
    assert said(folder) == {"words": 200}
    assert lines(desk) < whole
    told = page.get_by_label(label)
    expect(told).to_have_value("200")
    decided(page, lambda: enter(page, label, "120, 200"))
    assert said(folder) == {"words": [120, 200]}
    expect(told).to_have_value("120, 200")
    decided(page, lambda: enter(page, label, "3"))
    assert said(folder) == {"words": 3}
    expect(panel(page).locator(".finding").first).to_contain_text(
        f'"{SLUG}" cannot stand with 3 words at most'
    )
    assert lines(desk) == whole
    enter(page, label, "few")
    expect(panel(page)).to_contain_text("words: expected how many words are printed at most")
    assert said(folder) == {"words": 3}
    decided(page, lambda: enter(page, label, ""))
    assert text(folder) == ""


def test_lines_to_cut_are_kept_in_the_file_and_on_the_page(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page, whole = opened(f"?pick=story:{SLUG}"), lines(desk)
    decided(page, lambda: enter(page, "Lines to cut", "8"))
    assert said(folder) == {"cut_lines": 8}
    assert lines(desk) <= whole - 8
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == ""
    assert lines(desk) == whole


def test_the_large_picture_is_kept_in_the_file_and_on_the_page(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened(f"?pick=story:{SLUG}")
    label = "Large picture, by file"
    decided(page, lambda: enter(page, label, "quay.png"))
    assert said(folder) == {"dominant": "quay.png"}
    named = {one["id"]: one["file"] for one in edition(desk)["pictures"] if one["story"] == SLUG}
    wide = {}
    for number in pages_of(desk, SLUG):
        for one in desk.ask("GET", f"/api/edition/page/{number}").json["images"]:
            if one["id"] in named:
                wide[named[one["id"]]] = one["rect"][2]
    assert "quay.png" in wide
    assert max(wide, key=lambda name: wide[name]) == "quay.png"
    decided(page, lambda: enter(page, label, "nothing.png"))
    expect(panel(page).locator(".finding").first).to_contain_text("nothing.png")
    decided(page, lambda: enter(page, label, ""))
    assert text(folder) == ""


def test_a_preference_that_is_not_met_is_told_with_its_price(
    opened: Opened, desk: Running, folder: Path
) -> None:
    (on,) = pages_of(desk, "news-0")
    page = opened("?pick=story:news-0", bypass_csp=True)
    decided(
        page, lambda: page.get_by_label("Begins on page").select_option(label=f"{3 - on}, News")
    )
    decided(page, lambda: page.get_by_label("Rather than must").check())
    (unmet,) = edition(desk)["unmet"]
    assert (unmet["story"], unmet["pages"], unmet["price"]) == ("news-0", [3 - on], 0)
    panel(page).get_by_text("Decided (1)").click()
    expect(panel(page).locator(".unmet")).to_have_text(
        f"Not met: it stands on page {on}; no plan was found in which that costs less than 0 "
        "points."
    )
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, options=EVERY_RULE).response["violations"]
        assert [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found] == []


def test_a_list_of_preferences_is_shown_and_only_what_is_ticked_changes(
    opened: Opened, folder: Path
) -> None:
    listed = f'[story.{SLUG}]\ncolumns = 2\ndeck = false\nrather = ["columns"]  # ours\n'
    (folder / "pages.toml").write_text(listed)
    page = opened(f"?pick=story:{SLUG}")
    expect(page.get_by_label("Rather than must")).not_to_be_checked()
    expect(page.get_by_label("Rather: columns")).to_be_checked()
    expect(page.get_by_label("Rather: deck")).not_to_be_checked()
    expect(page.get_by_label("Rather: rows")).to_have_count(0)
    decided(page, lambda: enter(page, "Lines to cut", "3"))
    assert said(folder)["rather"] == ["columns"]
    decided(page, lambda: page.get_by_label("Rather: deck").check())
    assert said(folder)["rather"] == ["columns", "deck"]
    decided(page, lambda: page.get_by_label("Rather: columns").uncheck())
    assert said(folder)["rather"] == ["deck"]
    decided(page, lambda: page.get_by_label("Rather than must").check())
    assert said(folder)["rather"] is True
    decided(page, lambda: page.get_by_label("Rather than must").uncheck())
    assert "rather" not in said(folder)
