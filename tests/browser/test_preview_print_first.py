"""The print view before there is an edition."""

from __future__ import annotations

import shutil
from pathlib import Path

from desk_pages import WIDE
from playwright.sync_api import Browser, expect
from support.desk.running_desk import ROOT, desk_on

WEEKLY = ROOT / "seeds" / "weekly"


def test_the_first_edition_tells_what_is_done(chromium: Browser, tmp_path: Path):
    """What lies on the table until there are pages: the steps, the last one not done."""
    shutil.copytree(WEEKLY, tmp_path / "weekly", ignore=shutil.ignore_patterns(".newsgrid"))
    with desk_on(tmp_path / "weekly") as desk:
        page = chromium.new_page(viewport=WIDE)
        desk.admit(page.context)
        page.goto(f"{desk.url}print")
        expect(page.locator(".waiting h2")).to_have_text("The edition is being made")
        step = page.locator(".waiting .steps [aria-current=step]")
        expect(step).to_have_text("Reading and setting the stories", timeout=120_000)
        expect(page.locator(".waiting .steps li.done")).to_have_text(["Starting"])
        expect(page.locator("#stage[data-shown]")).to_be_visible(timeout=120_000)
        expect(page.locator(".waiting")).to_have_count(0)
        page.close()
