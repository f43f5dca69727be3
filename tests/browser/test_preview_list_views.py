"""Lists and sources as people use them: problems first, one click to the place, mended, saved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_run import Running, desk_on
from faulty import BOOK, RULES, TEXT, faulty, story, write
from playwright.sync_api import Browser, Locator, Page, expect

MANY = 250
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 768, "height": 1024}
PHONE = {"width": 375, "height": 812}
CARET = "() => document.querySelector('#editor').env.editor.getCursorPosition()"
TOP = "() => document.querySelector('#editor').env.editor.session.getScrollTop()"
VALUE = "() => document.querySelector('#editor').env.editor.getValue()"
PICTURE = "stories/picture.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return faulty(tmp_path_factory.mktemp("lists") / "courier", MANY)


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Running]:
    with desk_on(folder) as running:
        yield running


@pytest.fixture(autouse=True)
def as_before(folder: Path) -> Iterator[None]:
    """Texts are after each test as they were before."""
    texts = {name: (folder / name).read_bytes() for name in ("ads.csv", "slots.toml", PICTURE)}
    yield
    for name, data in texts.items():
        if not (folder / name).exists() or (folder / name).read_bytes() != data:
            (folder / name).write_bytes(data)


Opened = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, desk: Running) -> Iterator[Opened]:
    """Opens a view by its address, and waits until the desk says that it is live."""
    contexts = []

    def open_at(address: str, viewport: dict[str, int] = WIDE, **options: object) -> Page:
        context = chromium.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(desk.url + address)
        expect(page.locator("#state")).to_have_text("Live")
        return page

    wrong: list[str] = []
    yield open_at
    for context in contexts:
        context.close()
    assert wrong == []


def rows(page: Page) -> Locator:
    return page.locator(".list-table tbody tr")


def listed(page: Page) -> Page:
    """The stories' view, once all are read."""
    expect(page.locator("#said")).to_contain_text("with errors")
    return page


def checked(page: Page) -> Page:
    """The findings' view, once all is checked."""
    expect(page.locator("#said")).to_contain_text("files checked")
    expect(page.locator("#progress")).to_be_hidden(timeout=60_000)
    return page


def editing(page: Page) -> Page:
    """The source view, once the text is there and its findings are."""
    page.wait_for_function("() => document.querySelector('#editor')?.env?.editor.getValue()")
    expect(page.locator("#findings > *")).to_have_count(1)
    return page


def typed(page: Page, text: str) -> None:
    """Types at the end of the text."""
    page.get_by_role("textbox", name=re.compile(r"\.(md|csv|toml)$")).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


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


# ---- source


def test_a_clean_text_follows_the_disk_and_keeps_caret_and_scroll(opened: Opened, folder: Path):
    long = story("No picture", paragraphs=120)
    write(folder, PICTURE, long)
    page = editing(opened(f"source?file={PICTURE}&line=150&column=5"))
    caret, top = page.evaluate(CARET), page.evaluate(TOP)
    assert (caret["row"], top > 500) == (149, True)
    write(folder, PICTURE, f"{long}{TEXT}The last line.\n")
    expect(page.locator("#saved")).to_have_text("Changed on disk")
    assert page.evaluate(VALUE).endswith("The last line.\n")
    assert (page.evaluate(CARET), page.evaluate(TOP)) == (caret, top)


def test_two_who_write_lose_nothing(opened: Opened, folder: Path):
    page = editing(opened(f"source?file={PICTURE}"))
    typed(page, "Mine is this line.")
    write(folder, PICTURE, story("No picture") + "Theirs is another.\n")
    expect(page.locator("#notice")).to_contain_text("changed on disk while you were writing")
    assert "Mine is this line." in page.evaluate(VALUE)
    page.keyboard.press("Control+s")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Theirs is another.")
    expect(dialog).to_contain_text("Mine is this line.")
    marked = dialog.locator(".conflict-line.other").all_inner_texts()
    assert marked == ["Theirs is another.", " ", "![A boat](media/boat.jpg)", "Mine is this line."]
    page.keyboard.press("Escape")
    assert "Mine is this line." in page.evaluate(VALUE)
    page.get_by_role("button", name="Look at both texts").click()
    page.get_by_role("button", name="Take the text on disk").click()
    expect(page.locator("#saved")).to_contain_text("As on disk")
    assert "Theirs is another." in page.evaluate(VALUE)
    page.get_by_role("button", name="Undo").click()
    assert "Mine is this line." in page.evaluate(VALUE)
    assert "Theirs" in (folder / PICTURE).read_text()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#saved")).to_have_text("Saved")
    assert "Mine is this line." in (folder / PICTURE).read_text()


def test_one_may_save_over_what_was_looked_at(opened: Opened, folder: Path):
    page = editing(opened(f"source?file={PICTURE}"))
    typed(page, "Mine.")
    write(folder, PICTURE, "---\nheadline: Theirs\n---\n\nAll of it.\n")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Save mine over it").click()
    expect(page.locator("#saved")).to_have_text("Saved")
    assert (folder / PICTURE).read_text().endswith("Mine.")


def test_unsaved_text_is_there_again_after_a_reload(opened: Opened, folder: Path):
    page = editing(opened(f"source?file={PICTURE}"))
    typed(page, "Not saved yet.")
    page.reload()
    expect(page.locator("#notice")).to_contain_text("What you had not saved is here again")
    assert page.evaluate(VALUE).endswith("Not saved yet.")
    page.get_by_role("button", name="Drop it").click()
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    assert page.evaluate(VALUE) == (folder / PICTURE).read_text()


def test_ends_of_lines_stay_what_they_were(opened: Opened, folder: Path):
    (folder / "ads.csv").write_bytes(BOOK.replace("\n", "\r\n").encode())
    page = editing(opened("source?file=ads.csv"))
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    typed(page, "A4,Foods,,2x60mm,News,90,\n")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_have_text("Saved")
    data = (folder / "ads.csv").read_bytes()
    assert data == (BOOK + "A4,Foods,,2x60mm,News,90,\n").replace("\n", "\r\n").encode()


def test_a_file_that_goes_is_not_lost(opened: Opened, folder: Path):
    page = editing(opened(f"source?file={PICTURE}"))
    (folder / PICTURE).unlink()
    expect(page.locator("#notice")).to_contain_text("is no longer there")
    page.get_by_role("button", name="Write it again").click()
    expect(page.locator("#saved")).to_have_text("Saved")
    assert "No picture" in (folder / PICTURE).read_text()


def test_files_are_chosen_by_name_with_keys(opened: Opened):
    page = opened("source")
    expect(page.get_by_role("link", name="slots.toml")).to_be_visible()
    page.get_by_role("combobox", name="File").fill("digest")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("file=modules%2Fdigest.md"))
    editing(page)
    expect(page.locator("#findings")).to_contain_text('unknown key "colour"')
    page.get_by_role("textbox", name="modules/digest.md").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="modules/digest.md")).not_to_be_focused()


def test_a_file_that_is_none_says_why(opened: Opened):
    page = opened("source?file=../secret.md")
    expect(page.locator("#notice")).to_contain_text("not a text of this publication")


# ---- all of them

READY = {
    "stories": lambda page: listed(page),
    "ads": lambda page: expect(rows(page)).to_have_count(3),
    "ads?list=creatives": lambda page: expect(rows(page)).to_have_count(2),
    "findings": lambda page: checked(page),
    "source": lambda page: expect(page.get_by_role("link", name="slots.toml")).to_be_visible(),
    f"source?file={PICTURE}&line=31": lambda page: editing(page),
}


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", NARROW)])
@pytest.mark.parametrize("address", READY)
def test_axe_finds_nothing(
    opened: Opened, address: str, scheme: str, viewport: dict[str, int]
) -> None:
    page = opened(address, viewport, color_scheme=scheme, bypass_csp=True)
    READY[address](page)
    report = Axe().run(page).response
    assert len(report["passes"]) > 15
    assert [(it["id"], it["nodes"][0]["html"]) for it in report["violations"]] == []
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def test_axe_finds_nothing_in_the_two_texts(opened: Opened, folder: Path):
    page = editing(opened(f"source?file={PICTURE}", color_scheme="dark", bypass_csp=True))
    typed(page, "Mine.")
    write(folder, PICTURE, story("Theirs"))
    page.keyboard.press("Control+s")
    expect(page.get_by_role("dialog")).to_be_visible()
    report = Axe().run(page).response
    assert [(it["id"], it["nodes"][0]["html"]) for it in report["violations"]] == []


@pytest.mark.parametrize("address", READY)
def test_a_phone_shows_it_without_scrolling_sideways(opened: Opened, address: str):
    page = opened(address, PHONE)
    READY[address](page)
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
