"""New stories on the desk: written, pasted, and made of files, in the list of stories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import PHONE, VALUE, Opened, editing, live, opening
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from support.desk.running_desk import Running

from layout.story.read.any_format import read_story
from layout.story.run import text_of

STORY = "---\nheadline: Flood\nsection: Town\n---\n\nIt rained.\n"
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.body.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
}"""
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const event = new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
  document.querySelector("#stage").dispatchEvent(event);
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "gazette"
    (folder / "stories").mkdir(parents=True)
    (folder / "newsgrid.toml").write_text('name = "The Gazette"\n')
    (folder / "stories" / "flood.md").write_text(STORY)
    Image.new("L", (60, 40), 120).save(folder.parent / "boat.png")
    return folder


@pytest.fixture
def opened(chromium: Browser, desk: Running) -> Iterator[Opened]:
    """Opens a view by its address, and waits until the desk says that it is live."""
    with opening(chromium, desk, live) as opened:
        yield opened


def stories(opened: Opened, **options: object) -> Page:
    """The list of stories, once all are read."""
    page = opened("stories", **options)
    expect(page.locator("#said")).to_contain_text("with errors")
    return page


def test_a_new_story_is_made_and_its_text_shown(opened: Opened, folder: Path):
    page = stories(opened)
    page.get_by_role("button", name="New story").click()
    dialog = page.get_by_role("dialog", name="New story")
    expect(dialog.get_by_label("Headline")).to_be_focused()
    page.keyboard.type("Ferry *returns*")
    dialog.get_by_label("Section").fill("Town")
    dialog.get_by_label("Picture").set_input_files(folder.parent / "boat.png")
    dialog.get_by_label("Text").fill("PUERTO ALBA — It sails.\n\nTwo boats, 2 * 3 crowns.")
    dialog.get_by_role("button", name="Make the story").click()
    page.wait_for_url("**/source?file=stories%2Fferry-returns.md")
    text = editing(page).evaluate(VALUE)
    assert "headline: Ferry \\*returns\\*" in text and "2 * 3 crowns." in text
    story, findings = read_story(folder / "stories" / "ferry-returns.md")
    assert findings == () and story.section == "Town" and story.dateline == "PUERTO ALBA"
    assert text_of(story.headline) == "Ferry *returns*" and len(story.body) == 3


def test_what_is_wrong_is_said_in_the_dialog_and_nothing_is_lost(opened: Opened):
    page = stories(opened, viewport=PHONE)
    page.get_by_role("button", name="New story").click()
    dialog = page.get_by_role("dialog", name="New story")
    dialog.get_by_label("Section").fill("Harbour")
    dialog.get_by_role("button", name="Make the story").click()
    expect(dialog.get_by_role("alert")).to_contain_text("nothing is written yet")
    expect(dialog.get_by_label("Section")).to_have_value("Harbour")
    wide = page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert wide, "nothing is wider than a phone"
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_pasted_text_is_the_text_of_a_new_story(opened: Opened, folder: Path):
    page = stories(opened)
    page.evaluate(PASTE, "Library opens\n\nIt has 400 books.")
    dialog = page.get_by_role("dialog", name="New story")
    expect(dialog.get_by_label("Text")).to_have_value("Library opens\n\nIt has 400 books.")
    dialog.get_by_role("button", name="Make the story").click()
    page.wait_for_url("**/source?file=stories%2Flibrary-opens.md")
    assert (folder / "stories" / "library-opens.md").is_file()


def test_of_a_file_that_is_none_it_is_said_why(opened: Opened):
    page = stories(opened)
    page.evaluate(DROP, ["notes.bin", "\0\1\2"])
    told = page.get_by_role("dialog", name="No story came in")
    expect(told).to_contain_text("notes.bin")
    expect(told.locator(".finding-error")).to_have_count(1)
    told.get_by_role("button", name="Close").click()
    expect(page.locator("#state")).to_have_text("Live")
    expect(page.locator("body")).not_to_have_class("dropping")
