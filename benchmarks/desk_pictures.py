"""The README's pictures of the preview desk, taken in Chromium on the sample weekly.

python -m benchmarks.desk_pictures docs          all three
python -m benchmarks.desk_pictures docs print    that of print alone
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.chrome import CHROMIUM, FLAGS
from benchmarks.preview import SETTLED, STORY, desk, entered
from benchmarks.weekly import LEFT, SAMPLE

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZE = {"width": 1440, "height": 900}
WEB = f"web?story={STORY}&widths=375,768&overlay=slots,candidates,refusals"
PRINT = "print?page=2&overlay=grid,legs,stack"
RULES = f"rules?story={STORY}&width=375"


def main() -> None:
    """Takes all three, or those that are named, into a folder."""
    from playwright.sync_api import sync_playwright

    docs, *named = sys.argv[1:]
    takes = {"web": _web, "print": _print, "rules": _rules}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder) / "weekly"
        shutil.copytree(SAMPLE, work, ignore=shutil.ignore_patterns(*LEFT))
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = browser.new_page(viewport=SIZE)
        with desk(work) as opening:
            address = entered(page, opening)
            for name in named or takes:
                takes[name](page, address)
                toasts = page.locator("#toasts .toast").all_inner_texts()
                assert not toasts, toasts  # an address that asks for what there is not
                page.screenshot(path=Path(docs) / f"preview-{name}.png")
        browser.close()


def _web(page: Page, address: str) -> None:
    page.goto(address + WEB)
    page.wait_for_function(
        SETTLED,
        timeout=60_000,
    )
    page.locator("ng-frame").first.evaluate("frame => frame.focus()")
    page.get_by_text("Before “Councillors").first.click()
    page.mouse.move(560, 500)
    page.mouse.wheel(0, 260)
    page.wait_for_timeout(1500)


def _print(page: Page, address: str) -> None:
    page.goto(address + PRINT)
    page.wait_for_selector("#stage[data-shown]", timeout=120_000)
    page.wait_for_timeout(3000)


def _rules(page: Page, address: str) -> None:
    page.goto(address + RULES)
    page.wait_for_function("() => document.querySelector('ng-frame')?.revision", timeout=60_000)
    slider = page.locator("input[type=range]").first
    slider.focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(4000)


if __name__ == "__main__":
    main()
