"""The print view as a table to work at: its views, the board of pages, the tray, what is moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_pages import Opened
from playwright.sync_api import Browser, Locator, Page, expect
from print_desk import becomes, decided, edition, pages_of, panel, print_views, tabbed, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper, picture

from layout.desk.command import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("table") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided and no page is closed."""
    yield from print_views(chromium, desk, folder)


def sheets(page: Page) -> list[str]:
    """The pages on the table."""
    return page.locator(".sheet").evaluate_all("all => all.map(each => each.dataset.page)")


def test_a_page_a_spread_and_all_pages_at_a_glance(opened: Opened) -> None:
    page = opened("?page=2")
    assert sheets(page) == ["2", "3"]
    page.get_by_role("button", name="Page", exact=True).click()
    assert sheets(page) == ["2"]
    page.keyboard.press("v")
    expect(page.locator(".sheet")).to_have_count(4)
    stage = page.locator("#stage").bounding_box()
    assert stage
    for sheet in page.locator(".sheet").all():
        box = sheet.bounding_box()
        assert box
        assert box["x"] >= stage["x"]
        assert box["y"] >= stage["y"]
        assert box["x"] + box["width"] <= stage["x"] + stage["width"]
        assert box["y"] + box["height"] <= stage["y"] + stage["height"]
    first, second, third, _ = (sheet.bounding_box() for sheet in page.locator(".sheet").all())
    assert first
    assert second
    assert third
    assert second["x"] + second["width"] == pytest.approx(third["x"], abs=1)  # a spread
    assert first["x"] + first["width"] < second["x"] or first["y"] < second["y"]  # alone
    page.locator(".sheet[data-page='4']").dblclick(position={"x": 2, "y": 2})
    expect(page.locator(".sheet")).to_have_count(1)
    assert sheets(page) == ["4"]
    expect(page.get_by_role("button", name="Spread")).to_have_attribute("aria-pressed", "true")


def test_keys_go_from_page_to_page_at_a_glance(opened: Opened) -> None:
    page = opened("?mode=all")
    at = page.get_by_label("Page", exact=True)
    for key, number in (("PageDown", "2"), ("End", "4"), ("PageUp", "3"), ("Home", "1")):
        page.keyboard.press(key)
        expect(at).to_have_value(number)
        expect(page.locator(".sheet.here")).to_have_attribute("data-page", number)
    page.keyboard.press("v")
    expect(page.locator(".sheet")).to_have_count(1)
    assert sheets(page) == ["1"]


def test_the_wheel_scrolls_then_turns_and_zooms_with_ctrl(opened: Opened) -> None:
    page = opened("?mode=page")
    stage, at = page.locator("#stage"), page.get_by_label("Page", exact=True)
    stage.hover()
    page.mouse.wheel(0, 60)
    expect(at).to_have_value("1")
    page.mouse.wheel(0, 130)
    expect(at).to_have_value("2")
    page.wait_for_timeout(400)
    page.mouse.wheel(0, -150)
    expect(at).to_have_value("1")
    page.keyboard.press("1")
    page.wait_for_timeout(400)
    page.mouse.wheel(0, 5000)  # to the foot of a page that is larger than the stage, no further
    foot = "() => { const it = document.querySelector('#stage'); return it.scrollTop > 100; }"
    page.wait_for_function(foot)
    expect(at).to_have_value("1")
    page.wait_for_timeout(400)
    page.mouse.wheel(0, 200)
    expect(at).to_have_value("2")
    before = page.locator(".sheet").bounding_box()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    after = page.locator(".sheet").bounding_box()
    assert before
    assert after
    assert after["width"] > before["width"] * 1.2


def test_the_space_bar_scrolls_by_a_screen_then_turns(opened: Opened) -> None:
    page = opened("?mode=page&zoom=100")
    at = page.get_by_label("Page", exact=True)
    page.keyboard.press("Space")
    expect(at).to_have_value("1")
    assert page.locator("#stage").evaluate("it => it.scrollTop") > 100
    for _ in range(6):
        page.keyboard.press("Space")
    assert int(at.input_value()) > 1


def row(page: Page, number: int) -> Locator:
    """The row of a page on the board."""
    return page.locator(f"#board tr[data-page='{number}']")


def test_pages_are_closed_opened_and_taken_on_the_board(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?mode=board")
    expect(page.locator("#board [role=status]").first).to_contain_text("open")
    for number in (2, 3):
        page.get_by_label(f"Choose page {number}").check()
    decided(page, page.get_by_role("button", name="Close 2 pages").click)
    expect(row(page, 2)).to_contain_text("closed")
    expect(row(page, 1)).not_to_contain_text("closed")
    on_it = min(of_page(desk, 3))
    expect(row(page, 3).locator(".board-stories")).to_contain_text(on_it)
    story = folder / "stories" / f"{on_it}.md"
    before = story.read_text()
    decided(page, lambda: story.write_text(f"{before}\nA correction.\n"))
    expect(row(page, 3)).to_contain_text("1 problem")
    row(page, 3).locator(".board-wrong").click()
    expect(panel(page)).to_contain_text("It stands as it was closed on page 3")
    decided(page, lambda: story.write_text(before))
    expect(row(page, 3)).not_to_contain_text("problem")
    with page.expect_download() as got:
        page.get_by_role("button", name="Take the PDF of page 2").click()
    assert Path(got.value.path()).read_bytes() == (folder / "closed/page-02.pdf").read_bytes()
    expect(row(page, 2)).to_contain_text("printed")
    expect(page.locator("#board [role=status]").first).to_contain_text("1 closed, 1 printed")
    decided(page, page.get_by_role("button", name="Open page 2").click)
    assert not (folder / "closed/page-02.pdf").exists()
    assert (folder / "closed/page-03.pdf").exists()


def test_the_board_by_keyboard_alone(opened: Opened, desk: Running) -> None:
    page = opened("?page=2&mode=page")
    page.keyboard.press("o")
    expect(page.locator("[data-key='page-2']")).to_be_focused()
    page.keyboard.press("ArrowDown")  # the row of the section Sport
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-key='page-3']")).to_be_focused()
    decided(page, lambda: page.keyboard.press("x"))
    assert [one["closed"] for one in edition(desk)["pages"]] == [False, False, True, False]
    expect(page.locator("[data-key='page-3']")).to_be_focused()
    decided(page, lambda: page.keyboard.press("x"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#board")).to_be_hidden()
    expect(page.locator(".sheet[data-page='4']")).to_be_visible()


def test_the_board_counts_what_is_wrong_and_goes_to_it(opened: Opened, folder: Path) -> None:
    (folder / "pages.toml").write_text('[story.sport-0]\nheadline = "300pt"\n')
    page = opened("?mode=board")
    wrong = page.locator(".board-wrong").filter(has_text="problem")
    told = wrong.evaluate_all("all => all.map(each => each.title)")
    (at,) = (place for place, each in enumerate(told) if "sport-0" in each)
    assert wrong.nth(at).inner_text().startswith("!")
    wrong.nth(at).click()
    expect(page.locator("#panel .chosen")).to_be_visible()


def test_a_held_story_is_released_from_the_tray(
    opened: Opened, desk: Running, folder: Path
) -> None:
    (folder / "pages.toml").write_text("[story.news-2]\nhold = true\n")
    page = opened()
    page.get_by_role("button", name="Tray").click()
    card = page.locator(".tray-card", has_text="news-2")
    expect(card.locator(".tag")).to_have_text("held until it is taken out")
    decided(page, card.get_by_role("button", name="Release").click)
    assert text(folder) == ""
    assert len(pages_of(desk, "news-2")) == 1
    expect(page.locator("#tray")).to_be_hidden()
    decided(page, lambda: page.keyboard.press("Control+z"))
    expect(page.locator(".tray-card", has_text="news-2")).to_be_visible()


def test_how_long_a_story_is_held_is_chosen_in_its_form_and_told_in_the_tray(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=story:news-2")
    held, day = page.get_by_label("Held over"), page.get_by_label("until", exact=True)
    tag = page.locator(".tray-card", has_text="news-2").locator(".tag")
    expect(held.locator("option:checked")).to_have_text("not held")
    decided(page, lambda: held.select_option("this edition only"))
    assert text(folder) == "[story.news-2]\nhold = {edition = 2026-11-26}\n"
    assert all(each["slug"] != "news-2" for each in edition(desk)["stories"])
    page.get_by_role("button", name="Tray").click()
    expect(tag).to_have_text("held, this edition only")
    expect(held.locator("option:checked")).to_have_text("this edition only")
    held.select_option("until a day")
    expect(day).to_be_focused()
    assert "edition" in text(folder)  # nothing else is decided before the day is said
    decided(page, lambda: day.fill("2026-12-03"))
    assert text(folder) == "[story.news-2]\nhold = 2026-12-03\n"
    expect(tag).to_have_text("held until 2026-12-03")
    expect(held.locator("option:checked")).to_have_text("until a day")
    decided(page, lambda: held.select_option("not held"))
    assert text(folder) == ""


def test_a_hold_of_another_edition_stays_where_a_story_is_given_a_page(
    opened: Opened, desk: Running, folder: Path
) -> None:
    (folder / "pages.toml").write_text("[story.news-2]\nhold = { edition = 2026-12-03 }\n")
    page = opened("?pick=story:news-2")
    chosen = page.get_by_label("Held over").locator("option:checked")
    expect(chosen).to_have_text("the edition of 2026-12-03 only")
    (on,) = pages_of(desk, "news-2")
    page.keyboard.press("Control+k")
    page.keyboard.type("region of the page")
    page.keyboard.press("Enter")
    page.keyboard.type("top left")
    decided(page, lambda: page.keyboard.press("Enter"))
    hold = "hold = { edition = 2026-12-03}"
    assert text(folder) == f'[story.news-2]\n{hold}\npage = {on}\nregion = "top left"\n'


def test_a_held_story_is_dragged_from_the_tray_to_a_page(
    opened: Opened, desk: Running, folder: Path
) -> None:
    (folder / "pages.toml").write_text("[story.news-2]\nhold = 2099-01-01\n")
    page = opened("?page=2&mode=page")
    page.get_by_role("button", name="Tray").click()
    card, sheet = page.locator(".tray-card .soft").first, page.locator(".sheet")

    def drag() -> None:
        box, target = card.bounding_box(), sheet.bounding_box()
        assert box
        assert target
        page.mouse.move(box["x"] + 20, box["y"] + 8)
        page.mouse.down()
        page.mouse.move(target["x"] + 60, target["y"] + 80, steps=5)
        expect(page.locator(".sheet.drop")).to_be_visible()
        page.mouse.up()

    decided(page, drag)
    assert text(folder) == '[story.news-2]\npage = 2\nregion = "top left"\n'
    assert pages_of(desk, "news-2") == [2]


def test_a_held_story_goes_to_a_page_by_keyboard_alone(
    opened: Opened, desk: Running, folder: Path
) -> None:
    (folder / "pages.toml").write_text("[story.news-2]\nhold = true\n")
    page = opened()
    page.get_by_role("button", name="Tray").press("Enter")
    page.get_by_role("button", name="Put news-2 on a page").press("Enter")
    page.keyboard.type("page 2")
    decided(page, lambda: page.keyboard.press("Enter"))
    assert text(folder) == "[story.news-2]\npage = 2\n"
    assert pages_of(desk, "news-2") == [2]


def of_page(desk: Running, number: int) -> set[str]:
    """The stories that begin on a page."""
    return {each["slug"] for each in edition(desk)["stories"] if each["pages"][:1] == [number]}


def test_two_pages_are_swapped_and_what_led_leads_there(
    opened: Opened, desk: Running, folder: Path
) -> None:
    first, second = of_page(desk, 3), of_page(desk, 4)
    lead = min(first)
    (folder / "pages.toml").write_text(f'[page.3]\nlead = "{lead}"\n')
    page = opened("?pick=page:3")
    first, second = of_page(desk, 3), of_page(desk, 4)
    swap = page.get_by_label("Swap with page")
    decided(page, lambda: swap.select_option(label="4, Sport"))
    assert (of_page(desk, 3), of_page(desk, 4)) == (second, first)
    assert text(folder).startswith(f'[page.4]\nlead = "{lead}"\n')
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert (of_page(desk, 3), of_page(desk, 4)) == (first, second)


def dragged(page: Page, one: Locator, other: Locator) -> None:
    """Drags the middle of one thing to the middle of another."""
    for element, act in ((one, page.mouse.down), (other, page.mouse.up)):
        box = element.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=6)
        act()


@pytest.mark.parametrize("where", [".sheet", "#thumbs .thumb"])
def test_a_page_dragged_onto_another_changes_places_with_it(
    opened: Opened, desk: Running, folder: Path, where: str
) -> None:
    (folder / "pages.toml").write_text("[page.3]\nhouse_ads = false  # quiet\n")
    page = opened("?mode=all")
    first, second = of_page(desk, 3), of_page(desk, 4)
    ads = {each["id"]: each["page"] for each in edition(desk)["ads"] if each["page"] in (3, 4)}
    one, other = (page.locator(f"{where}[data-page='{number}']") for number in (3, 4))
    expect(one.locator("img")).to_be_visible()
    decided(page, lambda: dragged(page, one, other))
    assert (of_page(desk, 3), of_page(desk, 4)) == (second, first)
    assert {e["id"]: e["page"] for e in edition(desk)["ads"] if e["page"] in (3, 4)} == {
        name: 7 - on for name, on in ads.items()
    }
    assert text(folder).startswith("[page.4]\nhouse_ads = false  # quiet\n")
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == "[page.3]\nhouse_ads = false  # quiet\n"


def test_what_cannot_be_swapped_is_told_and_a_page_is_swapped_by_keyboard_alone(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?mode=all")
    expect(page.locator(".sheet[data-page='2'] img")).to_be_visible()
    dragged(page, *(page.locator(f".sheet[data-page='{number}']") for number in (2, 3)))
    expect(panel(page)).to_contain_text('only in section "Sport"', timeout=30_000)
    assert text(folder) == ""
    page = opened("?page=3&mode=page")
    first, second = of_page(desk, 3), of_page(desk, 4)
    page.keyboard.press("Control+k")
    page.keyboard.type("swap page 3")
    page.keyboard.press("Enter")
    page.keyboard.type("page 4")
    decided(page, lambda: page.keyboard.press("Enter"))
    assert (of_page(desk, 3), of_page(desk, 4)) == (second, first)


def test_pages_are_swapped_and_mirrored_by_form_by_hand_and_by_keyboard(
    opened: Opened, desk: Running, folder: Path
) -> None:
    slug = min(of_page(desk, 3))
    before = f'[story.{slug}]\npage = 3\nregion = "top right"\n'
    (folder / "pages.toml").write_text(before)
    page = opened("?pick=page:3")
    swap = page.get_by_label("Swap with page")
    page.get_by_label("Mirrored when swapped").check()
    decided(page, lambda: swap.select_option(label="4, Sport"))
    assert text(folder).startswith(f'[story.{slug}]\npage = 4\nregion = "top left"\n')
    page = opened("?mode=all")
    four, three = (page.locator(f".sheet[data-page='{number}']") for number in (4, 3))
    expect(four.locator("img")).to_be_visible()
    page.keyboard.down("Shift")
    decided(page, lambda: dragged(page, four, three))
    page.keyboard.up("Shift")
    assert text(folder).startswith(before)
    page = opened("?page=3&mode=page")
    page.keyboard.press("Control+k")
    page.keyboard.type("swap page 3 mirrored")
    page.keyboard.press("Enter")
    page.keyboard.type("page 4")
    decided(page, lambda: page.keyboard.press("Enter"))
    assert text(folder).startswith(f'[story.{slug}]\npage = 4\nregion = "top left"\n')


def test_the_stories_of_a_page_are_moved_to_another(
    opened: Opened, desk: Running, folder: Path
) -> None:
    first = of_page(desk, 2)
    page = opened("?pick=page:2")
    move = page.get_by_label("Move stories to page")
    decided(page, lambda: move.select_option(label="1, News"))
    assert all(f"[story.{slug}]\npage = 1\n" in text(folder) for slug in first)
    refused = {each["code"] for each in edition(desk)["findings"]}
    assert first <= of_page(desk, 1) or refused & {"refused-decision", "unkept-decision"}


def printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints the edition on the command line."""
    assert main(["print", str(folder), "-o", str(folder / "out.pdf"), "--json"]) == 0
    capsys.readouterr()


def test_all_is_given_back_and_decided_again_as_in_the_last_print(
    opened: Opened, desk: Running, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (before,) = pages_of(desk, "news-2")
    said = (
        f'# mine\n[story.news-2]\npage = {3 - before}\n\n[page.4]\nonly = true\nlead = "sport-1"\n'
    )
    (folder / "pages.toml").write_text(said)
    printed(folder, capsys)
    page = opened()
    page.locator("summary", has_text="Decided").click()
    give = page.get_by_role("button", name="Give everything back to the engine")
    decided(page, give.click)
    assert text(folder) == "# mine\n"
    assert edition(desk)["moved"] == [] or pages_of(desk, "news-2") == [before]
    page.locator("summary", has_text="Moved since the last print").click()
    decided(page, page.get_by_role("button", name="Decide again as in the last print").click)
    now = desk.ask("GET", "/api/decisions").json
    assert now["story"] == {"news-2": {"page": 3 - before}}
    assert now["page"] == {"4": {"only": True, "lead": "sport-1"}}
    assert pages_of(desk, "news-2") == [3 - before]
    (folder / "edition.plan.json").unlink()


def test_what_moved_since_the_last_print_is_listed(
    opened: Opened, desk: Running, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed(folder, capsys)
    (before,) = pages_of(desk, "news-2")
    (folder / "pages.toml").write_text(f"[story.news-2]\npage = {3 - before}\n")
    page = opened()
    moved = page.locator("details", has_text="Moved since the last print")
    expect(moved.locator("li", has_text="news-2")).to_contain_text(
        f"page {before} → page {3 - before}"
    )
    (folder / "edition.plan.json").unlink()


def edge(page: Page, side: str) -> Locator:
    """An edge of what is chosen."""
    return page.locator(f".edge-{side}")


def drawn(page: Page, side: str, x: float, y: float) -> None:
    """Drags an edge by so many px."""
    box = edge(page, side).bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + x / 2, middle[1] + y / 2)
    page.mouse.move(middle[0] + x, middle[1] + y)
    expect(page.locator(".edge-figure")).to_be_visible()


def part(desk: Running, slug: str) -> dict[str, Any]:
    """Where a story begins, by columns and rows."""
    (on, *_) = pages_of(desk, slug)
    parts = desk.ask("GET", f"/api/edition/page/{on}").json["parts"]
    return next(each for each in parts if each["story"] == slug and not each["rest"])


def test_a_story_is_drawn_wider_by_columns(opened: Opened, desk: Running, folder: Path) -> None:
    before = next(
        one
        for one in (part(desk, slug) for slug in of_page(desk, 3) | of_page(desk, 4))
        if one["columns"] < 4
    )
    slug, columns = before["story"], before["columns"]
    page = opened(f"?pick=story:{slug}&mode=page&page={pages_of(desk, slug)[0]}")
    sheet = page.locator(".sheet").bounding_box()
    assert sheet
    wider = before["column"] + columns < 4
    step = sheet["width"] / 4.6
    side, way = ("right", step) if wider else ("left", -step)
    drawn(page, side, way, 0)
    expect(page.locator(".edge-figure")).to_have_text(
        f"{columns + 1} columns × {before['rows']} rows"
    )
    page.keyboard.press("Escape")
    expect(page.locator(".edge-figure")).to_have_count(0)
    page.mouse.up()
    assert text(folder) == ""
    drawn(page, side, way, 0)
    decided(page, page.mouse.up)
    assert text(folder) == f"[story.{slug}]\ncolumns = {columns + 1}\n"
    codes = [each["code"] for each in edition(desk)["findings"]]
    assert part(desk, slug)["columns"] == columns + 1 or "refused-decision" in codes


def test_a_story_is_drawn_deeper_by_rows_with_the_keyboard(
    opened: Opened, desk: Running, folder: Path
) -> None:
    before = part(desk, "sport-0")
    page = opened(f"?pick=story:sport-0&page={pages_of(desk, 'sport-0')[0]}")
    edge(page, "bottom").focus()
    for _ in range(2):
        page.keyboard.press("ArrowUp")
    expect(edge(page, "bottom")).to_have_attribute("aria-valuenow", str(before["rows"] - 2))
    expect(page.locator(".edge-figure")).to_contain_text(f"{before['rows'] - 2} rows")
    decided(page, lambda: page.keyboard.press("Enter"))
    assert text(folder) == f"[story.sport-0]\nrows = {before['rows'] - 2}\n"


def test_a_picture_is_drawn_wider_by_its_corner(
    opened: Opened, desk: Running, folder: Path
) -> None:
    story = folder / "stories" / "sport-1.md"
    before = story.read_text()
    (folder / "stories" / "media").mkdir(exist_ok=True)
    picture(folder / "stories" / "media" / "boat.png", 1600, 1000)
    head, body = before.split("---\n\n", 1)
    story.write_text(f"{head}---\n\n![A boat](media/boat.png)\n\n{body}")
    try:
        shown = [one for one in edition(desk)["pictures"] if one["story"] == "sport-1"]
        (one,) = shown
        page = opened(f"?pick=picture:{one['id']}&page={one['page']}&mode=page")
        now = int(edge(page, "corner").get_attribute("aria-valuenow") or 0)
        sheet = page.locator(".sheet").bounding_box()
        assert sheet
        way = -1 if now > 1 else 1
        drawn(page, "corner", way * sheet["width"] / 4.6, 0)
        expect(page.locator(".edge-figure")).to_contain_text(str(now + way))
        decided(page, page.mouse.up)
        assert text(folder) == f"[story.sport-1]\npicture = {now + way}\n"
    finally:
        story.write_text(before)


def test_a_headline_is_typed_seen_to_fit_and_used(
    opened: Opened, desk: Running, folder: Path
) -> None:
    story = folder / "stories" / "sport-0.md"
    before = story.read_text()
    (on, *_) = pages_of(desk, "sport-0")
    page = opened(f"?pick=story:sport-0&page={on}")
    page.locator("summary", has_text=re.compile("^Headline$")).click()
    box = page.get_by_label("Headline in print")
    box.fill("A headline that is by far too long for the place it is to have " * 3)
    told = page.locator(".headline-told")
    expect(told).to_contain_text("Too long")
    box.fill("Short one")
    expect(told).to_contain_text("Fits")
    expect(told.locator(".headline-lines")).to_have_text("Short one")
    expect(page.locator(".headline-told + .tried")).to_contain_text("Using it ", timeout=20_000)
    assert story.read_text() == before
    decided(page, page.get_by_role("button", name="Use it in print").click)
    assert 'print_headline: "Short one"\n' in story.read_text()
    said = next(e["headline"] for e in edition(desk)["stories"] if e["slug"] == "sport-0")
    assert said == "Short one"
    page.locator("#stage").focus()
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert story.read_text() == before
    decided(page, lambda: page.keyboard.press("Control+Shift+z"))
    assert 'print_headline: "Short one"\n' in story.read_text()
    decided(page, lambda: story.write_text(before))
    page.keyboard.press("Control+z")
    expect(panel(page)).to_contain_text("cannot be undone: the file was changed since")


def test_what_a_headline_would_move_is_told_by_keyboard_before_it_is_used(
    opened: Opened, folder: Path
) -> None:
    files = {file: file.read_bytes() for file in (folder / "stories").iterdir() if file.is_file()}
    page = opened("?pick=story:sport-0")
    tabbed(page, page.locator("summary", has_text=re.compile("^Headline$")))
    page.keyboard.press("Enter")
    tabbed(page, page.get_by_label("Headline in print"))
    page.keyboard.press("Control+a")
    page.keyboard.type("A headline that is by far too long for the place it is to have " * 4)
    tried = page.locator(".headline-told + .tried")
    expect(tried).to_contain_text("Using it ", timeout=20_000)
    expect(tried).not_to_contain_text("moves nothing else")
    page.keyboard.press("Control+a")
    page.keyboard.type("Odd *stars*")
    expect(tried).to_contain_text("cannot be written into this story with certainty")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(tried).to_be_empty()
    assert all(file.read_bytes() == before for file, before in files.items())


def test_deadlines_are_said_by_form_and_told_on_the_board(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=page:3")
    page.get_by_label("Deadline").fill("21:30")
    page.get_by_label("Deadline").press("Tab")
    expect(page.locator("#state")).to_contain_text("Live")
    becomes(page, folder, '[page.3]\ndeadline = "21:30"\n')
    page.get_by_role("button", name="Board").click()
    expect(row(page, 3)).to_contain_text("21:30")
    expect(row(page, 2)).not_to_contain_text("21:30")
