"""Many tabs of one browser, and a desk that goes and comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from support.desk.running_desk import Running, desk_on

from layout.desk.command import main

pytestmark = pytest.mark.speaks

TABS = 8
"""More than the six connections that a browser keeps to one origin."""

LISTEN = """() => document.addEventListener("newsgrid:files",
  event => (window.heard ??= []).push(...event.detail.changed))"""
HEARD = "name => window.heard?.includes(name)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "gazette"
    assert main(["new", str(place)]) == 0
    return place


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context()
    yield made
    made.close()


def opened(context: BrowserContext, desk: Running) -> Page:
    desk.admit(context)
    page = context.new_page()
    page.goto(f"{desk.url}findings")
    expect(page.locator("#state")).to_have_text(re.compile("^Live"))
    page.evaluate(LISTEN)
    return page


def test_every_tab_hears_what_changes(context: BrowserContext, folder: Path):
    with desk_on(folder) as desk:
        pages = [opened(context, desk) for _ in range(TABS)]
        (folder / "stories" / "new.md").write_text("# New\n\nA story.\n")
        for page in pages:
            page.wait_for_function(HEARD, arg="stories/new.md")
        pages[0].close()  # whichever tab goes, the others go on hearing
        (folder / "stories" / "newer.md").write_text("# Newer\n\nA story.\n")
        for page in pages[1:]:
            page.wait_for_function(HEARD, arg="stories/newer.md")


def test_a_tab_sees_its_desk_go_and_another_come(context: BrowserContext, folder: Path):
    with desk_on(folder) as desk:
        page = opened(context, desk)
        before = page.locator("body").get_attribute("data-desk")
        desk.stop()
        expect(page.locator("#state")).to_have_text("The desk is closed")
    with desk_on(folder, "--port", str(desk.port)) as again:
        # the cookie was the first desk's: until its key is shown, the other opens for no tab
        expect(page.locator("#state")).to_have_text(re.compile("^Locked"))
        other = context.new_page()
        locked = other.goto(f"{again.url}findings")
        assert locked
        assert locked.status == 401
        expect(other.locator("h1")).to_have_text("This desk is locked")
        other.goto(again.address)
        page.wait_for_function("before => document.body.dataset.desk !== before", arg=before)
        expect(page.locator("#state")).to_have_text(re.compile("^Live"))
        again.stop()
