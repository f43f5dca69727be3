"""Again, of an earlier edition, in the desk: by service, by mouse, and by keyboard alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_pages import Opened
from playwright.sync_api import Browser, expect
from print_desk import decided, print_views, tabbed, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper
from test_preview_access import EVERY_RULE

from layout.desk.command import main
from layout.desk.preview.print.again import AGAIN_ROUTES

DAY = "2026-11-26"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = newspaper(tmp_path_factory.mktemp("again") / "paper")
    with redirect_stdout(io.StringIO()):
        assert main(["print", str(folder), "-o", str(folder / "out.pdf"), "--json"]) == 0
    return folder


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    yield from print_views(chromium, desk, folder)


def test_the_routes_list_decide_and_refuse(desk: Running, folder: Path) -> None:
    assert sorted(AGAIN_ROUTES) == ["GET /api/again", "POST /api/again"]
    listed = desk.ask("GET", "/api/again").json
    assert (listed["editions"], listed["edition"]) == ([DAY], DAY)
    one = next(each for each in listed["things"] if each["name"] == "news-1")
    assert one["changes"][0]["key"] == "page" and one["refused"] is None
    wanted = {"edition": DAY, "stories": ["nobody"], "ads": [], "pages": [], "shapes": []}
    assert desk.ask("POST", "/api/again", wanted).json["findings"][0]["code"] == "not-there-then"
    assert desk.ask("POST", "/api/again", {**wanted, "stories": []}).status >= 400
    assert text(folder) == ""
    done = desk.ask("POST", "/api/again", {**wanted, "stories": ["news-1"]}).json
    assert text(folder) == done["after"] == f"[story.news-1]\npage = {one['changes'][0]['after']}\n"
    (folder / "pages.toml").unlink()


def test_the_routes_give_shapes(desk: Running, folder: Path) -> None:
    things = desk.ask("GET", "/api/again").json["things"]
    shape = next(each for each in things if (each["table"], each["name"]) == ("shape", "2"))
    keys = [(one["key"], one["before"]) for one in shape["changes"]]
    assert ("dummy", None) in keys and ("region", None) in keys and shape["refused"] is None
    wanted = {"edition": DAY, "stories": [], "ads": [], "pages": [], "shapes": [9]}
    assert desk.ask("POST", "/api/again", wanted).json["findings"][0]["code"] == "not-there-then"
    desk.ask("POST", "/api/again", {**wanted, "shapes": [2]})
    assert 'dummy = "page-2-again"' in text(folder)
    (folder / "pages.toml").unlink()


def test_by_mouse(opened: Opened, folder: Path) -> None:
    page = opened("", bypass_csp=True)
    page.locator("summary", has_text="Moved since the last print").click()
    page.get_by_role("button", name="Again …").click()
    dialog = page.locator("dialog.again")
    box = dialog.locator("input[data-name=news-1]")
    expect(box).to_be_enabled()
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert Axe().run(page, options=EVERY_RULE).response["violations"] == []
    box.check()
    decided(page, dialog.get_by_role("button", name="Decide").click)
    expect(dialog).to_have_count(0)
    assert text(folder).startswith("[story.news-1]\npage = ")
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == ""


def test_the_shape_of_a_page_by_mouse(opened: Opened, folder: Path) -> None:
    page = opened()
    page.locator("summary", has_text="Moved since the last print").click()
    page.get_by_role("button", name="Again …").click()
    dialog = page.locator("dialog.again")
    expect(dialog.get_by_role("group", name="Shapes of pages")).to_contain_text("regions lead")
    dialog.locator("input[data-table=shape][data-name='2']").check()
    decided(page, dialog.get_by_role("button", name="Decide").click)
    assert 'dummy = "page-2-again"' in text(folder)
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == ""


@pytest.mark.parametrize(
    ("box_of", "begins"),
    [
        ("input[data-name=news-1]", "[story.news-1]\npage = "),
        ("input[data-table=shape][data-name='2']", '[dummy.page-2-again]\nabout = "page 2'),
    ],
)
def test_by_keyboard_alone(opened: Opened, folder: Path, box_of: str, begins: str) -> None:
    (folder / "pages.toml").unlink(missing_ok=True)
    page = opened()
    for last in ("Escape", "Enter"):
        page.keyboard.press("Control+k")
        page.keyboard.type("again, of an earlier")
        page.keyboard.press("Enter")
        box = page.locator(f"dialog.again {box_of}")
        expect(box).to_be_enabled()
        tabbed(page, box)
        page.keyboard.press("Space")
        expect(box).to_be_checked()
        if last == "Escape":
            page.keyboard.press(last)
            expect(page.locator("dialog.again")).to_have_count(0)
            assert text(folder) == ""
        else:
            decided(page, lambda: page.keyboard.press("Enter"))
    assert begins in text(folder)
