"""Lists and sources as people use them: problems first, one click to the place, mended, saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import CARET, PHONE, VALUE, Opened, editing, live, opening
from playwright.sync_api import Browser, Locator, Page, expect
from support.desk.running_desk import Running
from support.newspapers.faulty import BOOK, RULES, faulty, kept, story, write

MANY = 250
PICTURE = "stories/picture.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return faulty(tmp_path_factory.mktemp("lists") / "courier", MANY)


@pytest.fixture(autouse=True)
def as_before(folder: Path) -> Iterator[None]:
    """Texts are after each test as they were before."""
    with kept(folder, "ads.csv", "slots.toml", PICTURE):
        yield


@pytest.fixture
def opened(chromium: Browser, desk: Running) -> Iterator[Opened]:
    """Opens a view by its address, and waits until the desk says that it is live."""
    with opening(chromium, desk, live) as opened:
        yield opened


def rows(page: Page) -> Locator:
    return page.locator(".list-table tbody tr")


def listed(page: Page) -> Page:
    """The stories' view, once all are read."""
    expect(page.locator("#said")).to_contain_text("with errors")
    return page


def checked(page: Page) -> Page:
    """The findings' view, once all is checked."""
    expect(page.locator("#said")).to_contain_text("files checked")
    expect(page.locator("#progress")).to_be_hidden(timeout=180_000)
    return page


# ---- stories


def test_stories_with_problems_come_first_with_the_worst_of_them(opened: Opened):
    page = listed(opened("stories"))
    expect(page.locator("#said")).to_contain_text(f"{MANY + 9} stories")
    expect(page.locator("#said")).to_contain_text("4 stories with errors · 1 story with warnings")
    for number in range(4):
        expect(rows(page).nth(number)).to_contain_text("1 error")
    picture = rows(page).filter(has_text=PICTURE)
    expect(picture).to_contain_text('picture "media/boat.jpg" is not there')
    expect(rows(page).filter(has_text="stories/s1.md")).to_contain_text("is already the name of")
    picture.get_by_role("link", name=re.compile("^line 31")).click()
    assert editing(page).evaluate(CARET)["row"] == 30


def test_many_stories_are_shown_by_pages_and_found_by_words(opened: Opened):
    page = listed(opened("stories"))
    expect(rows(page)).to_have_count(200)
    expect(page.locator(".list-range")).to_have_text(f"1 to 200 of {MANY + 9}")
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".list-range")).to_have_text(f"201 to {MANY + 9} of {MANY + 9}")
    page.keyboard.press("/")
    page.keyboard.type("TALE 24 t24")
    expect(rows(page)).to_have_count(11)
    expect(page.get_by_role("button", name="All 11")).to_be_visible()
    page.get_by_role("searchbox").fill("")
    page.get_by_label("Section").select_option("Newss")
    expect(rows(page)).to_have_count(1)
    page.reload()
    expect(rows(listed(page))).to_have_count(1)


def test_stories_are_sorted_by_any_column_with_keys(opened: Opened):
    page = listed(opened("stories"))
    head = page.get_by_role("button", name="Story", exact=True)
    head.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Story")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(rows(page).first).to_contain_text("From right to left")
    page.keyboard.press("Enter")
    expect(rows(page).first).to_contain_text("Tale 249")
    expect(head).to_be_focused()


def test_only_stories_with_errors(opened: Opened):
    page = listed(opened("stories"))
    page.get_by_role("button", name="Errors 4").click()
    expect(rows(page)).to_have_count(4)
    page.get_by_role("button", name=re.compile("^In order")).click()
    expect(rows(page).first).to_contain_text("Story")
    assert "show=clean" in page.url


def test_a_story_that_breaks_on_disk_says_so_and_recovers(opened: Opened, folder: Path):
    page = listed(opened("stories?find=t7.md"))
    expect(rows(page)).to_have_count(1)
    before = (folder / "stories" / "t7.md").read_text()
    link = rows(page).get_by_role("link", name=re.compile("^Text of"))
    link.focus()
    write(folder, "stories/t7.md", "---\nheadline: Gone\n---\n")
    expect(rows(page)).to_contain_text("no body text")
    expect(link).to_be_focused()
    write(folder, "stories/t7.md", before)
    expect(rows(page)).to_contain_text("no problems")


def test_of_many_edits_the_last_is_shown(opened: Opened, folder: Path):
    stories, source = listed(opened("stories")), editing(opened(f"source?file={PICTURE}"))
    findings = checked(opened("findings?code=missing-picture"))
    for number in range(40):
        write(folder, PICTURE, story("No picture") + f"![A boat](boat-{number}.jpg)\n")
        write(folder, "ads.csv", BOOK + f"B{number},Foods,,2x60mm,News,90,\n")
    for page in (stories, findings):
        expect(page.locator("#stage")).to_contain_text('picture "boat-39.jpg" is not there')
    source.wait_for_function(f"() => ({VALUE})().includes('boat-39.jpg')")
    expect(source.locator("#findings")).to_contain_text('picture "boat-39.jpg" is not there')


# ---- ad book and findings


def test_a_mistake_in_the_ad_book_shows_everywhere_and_goes_when_it_is_mended(
    opened: Opened, folder: Path
):
    write(folder, "ads.csv", BOOK.replace("2x60,", "2x60mm,").replace("Spoort", "Sport"))
    ads, findings = opened("ads"), checked(opened("findings?find=ads.csv&show=errors"))
    expect(rows(ads)).to_have_count(3)
    expect(ads.locator("#figures")).to_contain_text("685")
    expect(ads.get_by_role("button", name="Errors 1")).to_be_visible()
    expect(findings.locator(".finding")).to_have_count(1)
    write(folder, "ads.csv", BOOK.replace("2x60,", "2x60 wide,").replace("Spoort", "Sport"))
    broken = rows(ads).filter(has_text="Castle Carpets")
    expect(broken).to_contain_text("1 error")
    expect(ads.locator("#figures")).to_contain_text("cannot be booked1")
    expect(findings.locator(".finding").filter(has_text="60 wide")).to_have_count(1)
    broken.get_by_role("link", name=re.compile("^line 3")).click()
    assert editing(ads).evaluate(CARET)["row"] == 2
    ads.keyboard.press("Control+F")
    ads.keyboard.press("Escape")
    write(folder, "ads.csv", BOOK.replace("2x60,", "2x60mm,").replace("Spoort", "Sport"))
    expect(findings.locator(".finding").filter(has_text="60 wide")).to_have_count(0)
    ads.get_by_role("link", name="Ad book", exact=True).first.click()
    expect(rows(ads).filter(has_text="Castle Carpets")).to_contain_text("no problems")


def test_bookings_are_filtered_and_creatives_listed(opened: Opened):
    page = opened("ads")
    expect(rows(page)).to_have_count(3)
    page.get_by_role("button", name="Errors 2").click()
    expect(rows(page)).to_have_count(2)
    page.get_by_role("button", name=re.compile("^All")).click()
    page.get_by_role("searchbox").fill("ferry")
    expect(rows(page)).to_have_count(1)
    page.get_by_role("searchbox").fill("")
    page.get_by_role("button", name="Creatives 2").click()
    expect(rows(page).first).to_contain_text("size 300x250 is served by none")
    expect(rows(page).filter(has_text="old")).to_contain_text("over")
    page.get_by_label("Slot").select_option("inline")
    expect(rows(page)).to_have_count(2)


def test_findings_are_grouped_worst_first_and_filtered(opened: Opened):
    page = checked(opened("findings"))
    kinds = page.locator(".finding-group .tag").all_inner_texts()
    assert kinds.index("! 1 warning") >= 5
    assert page.locator(".finding-group").count() >= 9
    page.get_by_role("button", name=re.compile("^Warnings")).click()
    expect(page.locator(".finding-error")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^All")).click()
    page.get_by_label("Grouped").select_option("code")
    expect(page.locator(".finding-group h2").first).to_contain_text(re.compile("bad-size|no-body"))
    page.get_by_label("Kind").select_option("never-filled")
    expect(page.locator(".finding")).to_have_count(1)
    page.get_by_role("searchbox").fill("nothing has these words")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".finding").first).to_be_visible()


def test_a_rule_that_never_holds_is_found_and_goes_when_the_rule_is_mended(
    opened: Opened, folder: Path
):
    page = checked(opened("findings?code=never-filled"))
    expect(page.locator(".finding")).to_contain_text("finds no place in the copy of")
    write(folder, "slots.toml", RULES.replace("40 paragraphs", "2 paragraphs"))
    expect(page.locator(".finding")).to_have_count(0)


def test_from_a_finding_to_its_line_mended_and_saved(opened: Opened, folder: Path):
    page = checked(opened("findings?code=missing-picture"))
    page.get_by_role("link", name=re.compile("^line 31")).click()
    editing(page)
    assert page.evaluate(CARET)["row"] == 30
    expect(page.locator(".ace_gutter-cell.ace_error")).to_have_count(1)
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    page.get_by_role("button", name="line 31").click()
    page.keyboard.press("Control+d")
    expect(page.locator("#saved")).to_have_text("Not saved")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_have_text("Saved")
    assert (folder / PICTURE).read_text() == story("No picture")
    expect(page.locator("#findings")).to_contain_text("Nothing is wrong")
    expect(page.locator(".ace_gutter-cell.ace_error")).to_have_count(0)
    page.get_by_role("link", name="See it on the web").click()
    page.wait_for_url(re.compile(r"/web\?story=stories%2Fpicture\.md"))


# ---- all of them

READY = {
    "stories": lambda page: listed(page),
    "ads": lambda page: expect(rows(page)).to_have_count(3),
    "ads?list=creatives": lambda page: expect(rows(page)).to_have_count(2),
    "findings": lambda page: checked(page),
    "source": lambda page: expect(page.get_by_role("link", name="slots.toml")).to_be_visible(),
    f"source?file={PICTURE}&line=31": lambda page: editing(page),
}


@pytest.mark.parametrize("address", READY)
def test_a_phone_shows_it_without_scrolling_sideways(opened: Opened, address: str):
    page = opened(address, viewport=PHONE)
    READY[address](page)
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
