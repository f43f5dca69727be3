"""Decisions in the print view, as an editor makes them: by form, by hand, by keyboard alone; kept,
refused, undone; pages closed and opened; beside another tab and an editor on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_pages import NARROW, Opened
from playwright.sync_api import Browser, Locator, Page, expect
from print_desk import LONG, becomes, decided, edition, pages_of, panel, print_views, tabbed, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper
from test_preview_access import EVERY_RULE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("decide") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided and no page is closed."""
    yield from print_views(chromium, desk, folder)


def other(number: int) -> int:
    """The other page of News."""
    return 3 - number


def test_a_page_by_form_undone_and_done_again(opened: Opened, desk: Running, folder: Path) -> None:
    (before,) = pages_of(desk, "news-2")
    wanted = other(before)
    page = opened("?pick=story:news-2")
    choice = page.get_by_label("Begins on page")
    expect(choice.locator("option:checked")).to_have_text("any")
    decided(page, lambda: choice.select_option(label=f"{wanted}, News"))
    said = f"[story.news-2]\npage = {wanted}\n"
    assert text(folder) == said
    assert pages_of(desk, "news-2") == [wanted]
    expect(choice.locator("option:checked")).to_have_text(f"{wanted}, News")
    moved = panel(page).locator("details", has_text="Moved by the last decision")
    expect(moved).to_contain_text("Page: news-2")
    expect(moved).to_contain_text(f"page {before} → page {wanted}")
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == ""
    assert pages_of(desk, "news-2") == [before]
    decided(page, lambda: page.keyboard.press("Control+Shift+z"))
    assert text(folder) == said
    assert pages_of(desk, "news-2") == [wanted]


def test_what_is_decided_of_a_page(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened("?pick=page:3")
    stories = [each["slug"] for each in edition(desk)["stories"] if each["section"] == "Sport"]
    choice = page.get_by_label("Is led by")
    headline = next(e["headline"] for e in edition(desk)["stories"] if e["slug"] == stories[-1])
    decided(page, lambda: choice.select_option(label=headline))
    assert text(folder) == f'[page.3]\nlead = "{stories[-1]}"\n'
    decided(page, lambda: page.get_by_label("No house ads").check())
    assert "house_ads = false" in text(folder)
    expect(choice.locator("option:checked")).to_have_text(headline)
    decided(page, lambda: choice.select_option(label="as it falls"))
    assert "lead" not in text(folder)


def test_what_cannot_be_kept_is_told_with_the_form(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=story:sport-0")
    decided(page, lambda: page.get_by_label("Headline (pt)").fill("300") or press_tab(page))
    told = panel(page).locator(".finding").filter(has_text='"sport-0"').first
    expect(told).to_be_visible()
    assert 'headline = "300pt"' in text(folder)
    assert any(e["code"] == "refused-decision" for e in edition(desk)["findings"])


def press_tab(page: Page) -> None:
    page.keyboard.press("Tab")


def test_what_contradicts_what_is_decided_is_not_written(
    opened: Opened, desk: Running, folder: Path
) -> None:
    first = "# by hand\n[story.news-0]\npage = 1\nlead = true\n\n[story.news-1]\npage = 1\n"
    (folder / "pages.toml").write_text(first)
    page = opened("?pick=story:news-1")
    page.get_by_label("Leads its page").click()
    expect(page.locator("#state")).to_contain_text("Not decided")
    expect(panel(page)).to_contain_text('page 1 would be led by "news-0" and by "news-1"')
    assert text(folder) == first
    expect(page.get_by_label("Leads its page")).not_to_be_checked()


def dragged(page: Page, desk: Running, slug: str, to: Locator, drop: bool = True) -> None:
    thing = page.locator(".thing-story.lit").first
    box, target = thing.bounding_box(), to.bounding_box()
    assert box
    assert target
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.down()
    x, y = target["x"] + target["width"] / 2, target["y"] + target["height"] / 2
    page.mouse.move(x - 9, y, steps=4)
    page.mouse.move(x, y)
    expect(page.locator(".dragging")).to_be_visible()
    if not drop:
        page.keyboard.press("Escape")
        expect(page.locator(".dragging")).to_have_count(0)
    page.mouse.up()


def test_the_chosen_story_is_dragged_to_a_thumbnail(
    opened: Opened, desk: Running, folder: Path
) -> None:
    (before,) = pages_of(desk, "news-2")
    page = opened(f"?pick=story:news-2&page={before}")
    expect(page.locator(".thing-story.lit").first).to_be_visible()
    thumb = page.get_by_role("navigation", name="Pages").get_by_role(
        "button", name=f"Page {other(before)}, News"
    )
    dragged(page, desk, "news-2", thumb, drop=False)
    assert text(folder) == ""
    decided(page, lambda: dragged(page, desk, "news-2", thumb))
    assert text(folder) == f"[story.news-2]\npage = {other(before)}\n"
    assert pages_of(desk, "news-2") == [other(before)]


def test_everything_by_keyboard_alone(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened()
    headline = next(e["headline"] for e in edition(desk)["stories"] if e["slug"] == "news-0")
    tabbed(page, page.get_by_role("treeitem").first)
    page.keyboard.type(headline[:12], delay=20)  # a tree goes to what is typed
    expect(page.get_by_role("treeitem", name=f"Story: {headline}").first).to_be_focused()
    page.keyboard.press("Enter")
    tabbed(page, page.get_by_label("Deck"))
    decided(page, lambda: page.keyboard.press("ArrowDown"))
    becomes(page, folder, "[story.news-0]\ndeck = true\n")
    expect(page.get_by_label("Deck")).to_be_focused()
    tabbed(page, page.get_by_label("Held over"))
    decided(page, lambda: page.keyboard.press("ArrowDown"))
    becomes(page, folder, "[story.news-0]\ndeck = true\nhold = true\n")
    decided(page, lambda: page.keyboard.press("Control+z"))
    becomes(page, folder, "[story.news-0]\ndeck = true\n")
    decided(page, lambda: page.keyboard.press("Control+z"))
    becomes(page, folder, "")


def test_a_page_is_closed_and_opened(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened("?pick=page:2")
    decided(page, page.get_by_role("button", name="Close this page").click)
    file = folder / "closed" / "page-02.pdf"
    closed = hashlib.sha256(file.read_bytes()).hexdigest()
    thumb = page.get_by_role("button", name="Page 2, News, closed")
    expect(thumb).to_be_visible()
    assert [one["closed"] for one in edition(desk)["pages"]] == [False, True, False, False]
    story = folder / "stories" / "news-0.md"
    before = story.read_text()
    decided(page, lambda: story.write_text(before.replace("harbour", "haven", 1)))
    assert hashlib.sha256(file.read_bytes()).hexdigest() == closed
    decided(page, lambda: story.write_text(before))
    decided(page, page.get_by_role("button", name="Open this page").click)
    assert not file.exists()
    thumbs = page.get_by_role("navigation", name="Pages")
    expect(thumbs.get_by_role("button", name="Page 2, News", exact=True)).to_be_visible()


def test_a_story_of_a_closed_page_that_is_decided_elsewhere_is_told(
    opened: Opened, desk: Running, folder: Path
) -> None:
    (on,) = pages_of(desk, "news-2")
    assert desk.ask("POST", "/api/close", {"pages": [on], "closed": True}).status == 200
    (folder / "pages.toml").write_text(f"[story.news-2]\npage = {other(on)}\n")
    opened(f"?pick=page:{on}")
    told = [e["message"] for e in edition(desk)["findings"] if e["code"] == "refused-decision"]
    assert told == [f'"news-2" cannot begin elsewhere: page {on} is closed and has it']


def test_a_decision_in_one_tab_is_seen_in_another_and_a_stale_undo_is_refused(
    opened: Opened, desk: Running, folder: Path
) -> None:
    mine, theirs = opened("?pick=story:news-0"), opened("?pick=story:news-0")
    decided(mine, lambda: mine.get_by_label("Deck").select_option(label="without"))
    expect(theirs.get_by_label("Deck").locator("option:checked")).to_have_text("without")
    theirs.get_by_label("May be cut").select_option(label="1 paragraph")
    both = "[story.news-0]\ndeck = false\ncut = 1\n"
    becomes(theirs, folder, both)
    expect(mine.get_by_label("May be cut").locator("option:checked")).to_have_text("1 paragraph")
    mine.keyboard.press("Control+z")
    expect(panel(mine)).to_contain_text('"Deck: news-0" cannot be undone: the file was changed')
    assert text(folder) == both
    theirs.keyboard.press("Control+z")
    becomes(theirs, folder, "[story.news-0]\ndeck = false\n")


def test_an_editor_on_disk_loses_nothing(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened("?pick=story:news-0")
    mine = "# the picture is good\n[story.sport-1]\ncolumns = 2  # not three\n"
    decided(page, lambda: (folder / "pages.toml").write_text(mine))
    decided(page, lambda: page.get_by_label("May go on elsewhere").select_option(label="no"))
    assert text(folder) == f"{mine}\n[story.news-0]\njump = false\n"
    changed = text(folder).replace("columns = 2", "columns = 3")
    decided(page, lambda: (folder / "pages.toml").write_text(changed))
    page.get_by_label("May go on elsewhere").focus()
    page.keyboard.press("Control+z")
    expect(panel(page)).to_contain_text("cannot be undone: the file was changed since")
    assert text(folder) == changed


def test_a_file_that_is_broken_on_disk_is_told_and_not_written_over(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=story:news-0")
    (folder / "pages.toml").write_text("[story.news-0\n")
    expect(page.locator("#trouble")).to_be_visible(timeout=LONG)
    page.get_by_label("Deck").select_option(label="with")
    expect(panel(page)).to_contain_text("this is no TOML")
    assert text(folder) == "[story.news-0\n"


def test_headline_quote_byline_and_pictures_by_form(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=story:news-2")
    headline = next(e["headline"] for e in edition(desk)["stories"] if e["slug"] == "news-2")
    first, rest = headline.split(" ", 1)
    breaks = page.get_by_label("Headline, line by line")
    breaks.fill(f"{first}\n{rest}")
    decided(page, lambda: breaks.press("Tab"))
    wanted = f'[story.news-2]\nbreaks = ["{first}", "{rest}"]\n'
    assert text(folder) == wanted
    expect(page.get_by_label("Headline, line by line")).to_have_value(f"{first}\n{rest}")
    decided(page, lambda: page.get_by_label("Byline").select_option(label="without"))
    assert text(folder) == f"{wanted}byline = false\n"
    quote = page.get_by_label("Pull quote")
    decided(page, lambda: quote.select_option(label="with"))  # nobody says anything in it
    expect(panel(page)).to_contain_text('"news-2" cannot stand with a pull quote')
    decided(page, lambda: quote.select_option(label="as it fits"))
    decided(page, lambda: page.get_by_label("No picture").check())
    assert text(folder) == f"{wanted}byline = false\npictures = []\n"
    crop = page.get_by_label("Must be seen of the first (%)")
    crop.fill("20, 0, 100")
    crop.press("Tab")
    expect(panel(page)).to_contain_text("expected the left, top, right and bottom edge")
    assert "keep" not in text(folder)


def test_the_page_on_which_a_story_goes_on_by_form(
    opened: Opened, desk: Running, folder: Path
) -> None:
    assert pages_of(desk, "news-0") == [1]
    page = opened("?pick=story:news-0")
    elsewhere = page.get_by_label("May go on elsewhere")
    expect(elsewhere.locator("option")).to_have_text(["as it says", "yes", "no", "on page 2"])
    decided(page, lambda: elsewhere.select_option(label="on page 2"))
    assert text(folder) == "[story.news-0]\njump = 2\n"
    expect(elsewhere.locator("option:checked")).to_have_text("on page 2")
    expect(panel(page)).to_contain_text('"news-0" cannot go on on page 2: it is too short')
    decided(page, lambda: page.get_by_label("Rest: where").select_option(label="top left"))
    rest = '[story.news-0]\njump = 2\nrest = {region = "top left"}\n'
    assert text(folder) == rest
    drawn = '\n[page.2]\ndummy = "two"\n\n[dummy.two]\ncolumns = 4\n'
    drawn += '[dummy.two.region.open]\ntakes = "none"\ncolumns = [2, 4]\nat = "foot"\n'
    decided(page, lambda: (folder / "pages.toml").write_text(rest + drawn))
    area = "region “open” of the dummy"
    decided(page, lambda: page.get_by_label("Rest: where").select_option(label=area))
    assert text(folder) == rest.replace("top left", "open") + drawn
    expect(page.get_by_label("Rest: where").locator("option:checked")).to_have_text(area)
    decided(page, lambda: (folder / "pages.toml").write_text(rest))
    decided(page, lambda: elsewhere.select_option(label="no"))
    assert text(folder) == "[story.news-0]\njump = false\n"
    expect(page.get_by_label("Rest: where")).to_have_count(0)


@pytest.fixture
def decides_itself(folder: Path, desk: Running) -> Iterator[Path]:
    """A story that decides of itself in its front matter; afterwards it does not."""
    file = folder / "stories" / "news-2.md"
    before = file.read_text()
    lines = "decide:\n  columns: 2\n  lead: true\n  page: 1\n"
    file.write_text(before.replace("---\n", f"---\n{lines}", 1))
    yield file
    file.write_text(before)


def test_what_a_story_decides_itself_is_shown_and_given_back_where_it_stands(
    decides_itself: Path, opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=story:news-2")
    columns, form = page.get_by_label("Columns"), panel(page)
    expect(columns.locator("option:checked")).to_have_text("2", timeout=LONG)
    expect(page.get_by_label("Leads its page")).to_be_checked()
    expect(form).to_contain_text("Decided in its front matter: columns, lead, page.")
    expect(form.get_by_role("link", name="stories/news-2.md:3").first).to_be_visible()
    columns.select_option(label="as it fits")
    expect(form).to_contain_text('"news-2" decides columns itself, in its front matter')
    expect(columns.locator("option:checked")).to_have_text("2")  # nothing was given back
    assert text(folder) == ""
    decided(page, lambda: columns.select_option(label="3"))  # goes before it
    assert text(folder) == "[story.news-2]\ncolumns = 3\n"
    expect(form).to_contain_text("Decided in its front matter: lead, page.")
    decided(page, lambda: page.get_by_label("Leads its page").uncheck())
    assert text(folder) == "[story.news-2]\ncolumns = 3\nlead = false\n"
    form.get_by_role("heading", name="Decided (1)").click()
    form.get_by_role("button", name="Give everything back to the engine").click()
    expect(form).to_contain_text('"news-2" decides page itself, in its front matter')
    becomes(page, folder, "")
    before = page.evaluate("window.shown")
    file = decides_itself.read_text()
    decides_itself.write_text(file.replace("  columns: 2\n  lead: true\n", ""))
    page.wait_for_function("before => window.shown > before", arg=before, timeout=LONG)
    expect(columns.locator("option:checked")).to_have_text("as it fits")


@pytest.mark.parametrize("pick", ["story:sport-0", "page:2"])
def test_axe_finds_nothing_in_the_forms(
    chromium: Browser, desk: Running, folder: Path, opened: Opened, pick: str
) -> None:
    (folder / "pages.toml").write_text(
        '[story.sport-0]\nheadline = "300pt"\n\n[page.2]\nonly = true\n'
    )
    page = opened(f"?pick={pick}", bypass_csp=True)
    expect(panel(page).locator(".decide")).to_be_visible()
    for size in (None, NARROW):
        if size:
            page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            wrong = Axe().run(page, options=EVERY_RULE).response["violations"]
            assert [(it["id"], [n["html"][:200] for n in it["nodes"]]) for it in wrong] == []
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
