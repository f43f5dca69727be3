"""Texts as people edit them in the source view: the disk is followed, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import CARET, TOP, VALUE, Opened, editing, live, opening, typed
from playwright.sync_api import Browser, expect
from support.desk.running_desk import Running
from support.newspapers.faulty import BOOK, TEXT, faulty, kept, story, write
from test_preview_access import found

PICTURE = "stories/picture.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return faulty(tmp_path_factory.mktemp("source") / "courier")


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


def test_texts_stand_in_a_tree_that_shows_the_open_one(opened: Opened, folder: Path):
    page = editing(opened(f"source?file={PICTURE}"))
    tree = page.get_by_role("navigation", name="Texts of the publication")
    here = tree.locator("[aria-current=page]")
    expect(here).to_have_text("picture.md")
    (folder / "stories" / "late.md").write_text("Late.\n")
    expect(tree.get_by_role("link", name="late.md")).to_be_visible()
    (folder / "stories" / "late.md").unlink()
    expect(tree.get_by_role("link", name="late.md")).to_have_count(0)
    tree.locator("summary", has_text="stories").click()
    expect(here).to_be_hidden()
    tree.get_by_role("link", name="newsgrid.toml").click()
    expect(page.locator("#file-picker")).to_have_value("newsgrid.toml")


def test_the_head_of_a_story_is_coloured_and_nothing_below_it(opened: Opened, folder: Path):
    (folder / "stories" / "head.md").write_text(
        "---\nheadline: Wall\ndate: 2026-01-09 # a day\n---\n\nkey: is text\n\n---\nnot: a head\n"
    )
    page = editing(opened("source?file=stories/head.md"))
    row = """row => document.querySelector('#editor').env.editor.session.getTokens(row)
      .map(each => [each.type, each.value])"""
    assert page.evaluate(row, 1)[0] == ["variable", "headline"]
    assert ["constant", "2026-01-09"] in page.evaluate(row, 2)
    assert page.evaluate(row, 3) == [["comment", "---"]]
    for below in (5, 8):
        assert "variable" not in [kind for kind, _ in page.evaluate(row, below)]
    (folder / "stories" / "head.md").unlink()


def test_a_misspelt_key_is_mended_by_a_button_and_undone(opened: Opened, folder: Path):
    settings = folder / "slots.toml"
    before = settings.read_text()
    settings.write_text(before.replace("from_top", "from_topp", 1))
    page = editing(opened("source?file=slots.toml"))
    mend = page.get_by_role("button", name='Change to "from_top"')
    mend.click()
    assert page.evaluate(VALUE) == before
    expect(mend).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    assert "from_topp" in page.evaluate(VALUE)
    expect(mend).to_be_visible()
    page.get_by_role("button", name="Redo").click()
    page.get_by_role("button", name="Save").click()
    expect(mend).to_have_count(0)
    for _ in range(100):  # it is gone from the form before the file is written
        if settings.read_text() == before:
            break
        page.wait_for_timeout(100)
    assert settings.read_text() == before


def test_remedies_are_listed_at_the_cursor_and_chosen_by_keys(opened: Opened, folder: Path):
    settings = folder / "slots.toml"
    before = settings.read_text()
    settings.write_text(before.replace("from_top", "from_topp", 1))
    page = editing(opened("source?file=slots.toml&line=1"))
    page.get_by_role("textbox", name="slots.toml").focus()
    page.keyboard.press("Control+.")
    row = before[: before.index("from_top")].count("\n") + 1
    expect(page.locator("#toasts")).to_contain_text(f"the next remedy is in line {row}")
    page.keyboard.type("# a line more\n")  # what is mended has moved on
    for _ in range(row - 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+.")
    item = page.get_by_role("menuitem", name='Change to "from_top"')
    expect(item).to_be_focused()
    page.keyboard.press("Escape")
    expect(item).to_have_count(0)
    expect(page.get_by_role("textbox", name="slots.toml")).to_be_focused()
    page.keyboard.press("Control+.")
    expect(item).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_function(f"text => ({VALUE})() === text", arg="# a line more\n" + before)
    page.keyboard.press("Control+z")
    assert "from_topp" in page.evaluate(VALUE)
    assert "from_topp" in settings.read_text()
    page.locator(".ace_gutter-cell.desk-mendable").click()
    page.get_by_role("menuitem").click()
    assert "from_topp" not in page.evaluate(VALUE)


def test_a_picture_without_words_says_its_cutline_by_button_or_by_keys(
    opened: Opened, folder: Path
):
    write(folder, PICTURE, f"{story('Boats')}\n![](boat.png)\n\n*Boats at the pier.*\n")
    before = (folder / PICTURE).read_text()
    row = before[: before.index("![]")].count("\n") + 1
    page = editing(opened(f"source?file={PICTURE}&line={row}"))
    page.get_by_role("button", name="Say its cutline").click()
    assert page.evaluate(VALUE) == before.replace("![]", "![Boats at the pier.]")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Say its cutline")).to_be_visible()
    page.get_by_role("textbox", name=PICTURE).focus()
    page.keyboard.press("Control+.")
    expect(page.get_by_role("menuitem", name="Say its cutline")).to_be_focused(timeout=5_000)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_have_text("Saved")
    assert "![Boats at the pier.](boat.png)" in (folder / PICTURE).read_text()
    expect(page.get_by_role("button", name="Say its cutline")).to_have_count(0)


def test_a_merge_is_settled_at_its_line(opened: Opened, folder: Path):
    theirs = BOOK.replace("475", "500")
    first, second = (text.splitlines()[1] for text in (BOOK, theirs))
    two = f"<<<<<<< HEAD\n{first}\n=======\n{second}\n>>>>>>> evening"
    (folder / "ads.csv").write_text(BOOK.replace(first, two))
    page = editing(opened("source?file=ads.csv"))
    expect(page.get_by_role("button", name="Take ours (HEAD)")).to_be_visible()
    page.get_by_role("button", name="Take theirs (evening)").click()
    assert page.evaluate(VALUE) == theirs
    expect(page.get_by_role("button", name="Take ours (HEAD)")).to_be_hidden()
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_have_text("Saved")
    assert (folder / "ads.csv").read_text() == theirs


def test_axe_finds_nothing_in_the_list_of_remedies(opened: Opened, folder: Path):
    settings = folder / "slots.toml"
    settings.write_text(settings.read_text().replace("from_top", "from_topp", 1))
    page = editing(opened("source?file=slots.toml", bypass_csp=True))
    page.locator(".ace_gutter-cell.desk-mendable").click()
    expect(page.get_by_role("menuitem")).to_be_focused()
    assert found(page) == []
