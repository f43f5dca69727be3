"""The palette and the list of keys: what can be done in a view, by its name, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_pages import NARROW, WIDE, Opened, opening
from playwright.sync_api import Browser, Page, expect
from print_desk import becomes, decided, edition, give_back, laid, pages_of, panel, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper
from test_preview_access import EVERY_RULE

TABLET = {"width": 1024, "height": 768}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("palette") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens views; afterwards nothing is decided and no page is closed."""
    with opening(chromium, desk, lambda page: laid(page) if "/print" in page.url else None) as at:
        yield at
    give_back(desk, folder)


def do(page: Page, typed: str, *more: str) -> None:
    """Finds a deed by its name and does it; `more` is typed for the choices that it asks for."""
    page.keyboard.press("Control+k")
    for words in (typed, *more):
        expect(page.locator("#palette-find")).to_have_value("")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)


def headline(desk: Running, slug: str) -> str:
    found = next(each["headline"] for each in edition(desk)["stories"] if each["slug"] == slug)
    return str(found)


def test_an_evening_by_names_alone(opened: Opened, desk: Running, folder: Path) -> None:
    (before,) = pages_of(desk, "news-2")
    wanted = 3 - before
    page = opened("print")
    do(page, "choose story", headline(desk, "news-2"))
    expect(panel(page)).to_contain_text(headline(desk, "news-2"))
    decided(page, lambda: do(page, "begins on", f"{wanted},"))
    becomes(page, folder, f"[story.news-2]\npage = {wanted}\n")
    decided(page, lambda: do(page, "leads its"))
    assert text(folder) == f"[story.news-2]\npage = {wanted}\nlead = true\n"
    decided(page, lambda: do(page, "undo"))
    decided(page, lambda: do(page, "redo"))
    assert "lead = true" in text(folder)
    decided(page, lambda: do(page, "undo"))
    decided(page, lambda: do(page, "undo"))
    becomes(page, folder, "")
    do(page, "turn page", "3")
    expect(page.get_by_role("group", name="Page 3", exact=True)).to_be_visible()
    decided(page, lambda: do(page, "close page 3"))
    assert (folder / "closed" / "page-03.pdf").exists()
    decided(page, lambda: do(page, "open page 3"))
    assert not (folder / "closed" / "page-03.pdf").exists()


def test_single_keys_do_the_same(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened("print")
    page.keyboard.press("f")
    page.keyboard.type("news-0")
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", name=headline(desk, "news-0"))).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.type("2")
    decided(page, lambda: page.keyboard.press("Enter"))
    becomes(page, folder, "[story.news-0]\ncolumns = 2\n")
    decided(page, lambda: page.keyboard.press("h"))
    assert "hold = true" in text(folder)
    page.keyboard.press("g")
    expect(page.get_by_role("button", name="Grid")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("p")
    expect(panel(page).get_by_role("button", name="Close this page")).to_be_visible()
    decided(page, lambda: page.keyboard.press("x"))
    assert [one["closed"] for one in edition(desk)["pages"]] == [True, False, False, False]


def test_letters_out_of_order_find_nothing_and_a_few_find_much(opened: Opened) -> None:
    page = opened("print")
    page.keyboard.press("Control+k")
    page.keyboard.type("zzq")
    expect(page.get_by_text("Nothing of that name")).to_be_visible()
    page.locator("#palette-find").fill("bsln")
    expect(page.locator("#palette-list li")).to_have_text(["BaselinesOverlay: offB"])
    page.locator("#palette-find").fill("fit")
    expect(page.locator("#palette-list li").first).to_contain_text("Fit")


def test_escape_goes_a_step_back_and_the_focus_is_where_it_was(opened: Opened) -> None:
    page = opened("print")
    larger = page.get_by_role("button", name="Larger")
    larger.focus()
    page.keyboard.press("Control+k")
    page.keyboard.type("turn")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Turn to a page")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="What is to be done?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(larger).to_be_focused()


def test_problems_are_gone_through_by_key(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened("print?page=4")
    decided(
        page,
        lambda: (folder / "pages.toml").write_text('[story.sport-0]\nheadline = "300pt"\n'),
    )
    page.keyboard.press("j")
    expect(page.locator("#toasts .toast").last).to_be_visible()
    seen = set[str]()
    for _ in range(len(edition(desk)["findings"])):
        seen.add(page.evaluate("() => new URLSearchParams(location.search).get('pick')"))
        page.keyboard.press("j")
    assert "story:sport-0" in seen


@pytest.mark.parametrize("view", ["web", "rules", "stories", "ads", "findings", "source"])
def test_every_view_has_its_deeds(opened: Opened, view: str) -> None:
    page = opened(view)
    page.get_by_role("button", name="Do …").click()
    deeds = page.locator("#palette-list li")
    assert deeds.count() > 6  # and not the views alone
    page.locator("#palette-find").fill("go to print")
    page.keyboard.press("Enter")
    page.wait_for_url("**/print*")


@pytest.mark.parametrize("size", [WIDE, TABLET, NARROW], ids=["1440", "1024", "768"])
def test_axe_finds_nothing_in_the_palette_and_the_keys(
    opened: Opened, size: dict[str, int]
) -> None:
    page = opened("print?pick=story:news-0", bypass_csp=True, viewport=size)
    for key in ("Control+k", "m", "?"):
        page.keyboard.press(key)
        expect(page.locator("dialog")).to_be_visible()
        clean(page)
        while page.locator("dialog").count():
            page.keyboard.press("Escape")
            page.wait_for_timeout(50)


def clean(page: Page) -> None:
    """Looks for what axe finds, in light and dark, and for a page wider than its window."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        wrong = Axe().run(page, options=EVERY_RULE).response["violations"]
        assert [(it["id"], [n["html"][:200] for n in it["nodes"]]) for it in wrong] == []
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
