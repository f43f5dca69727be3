"""Framed pages as a browser gets them: their fonts, no quarrel with a policy, and blocks where the
overlay says that they are."""

import shutil
from pathlib import Path

import pytest
from conftest import open_in_its_fonts
from support.desk.running_desk import desk_on

SEED = Path(__file__).parents[2] / "seeds" / "weekly"
STORY = "stories/surge.md"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk on the weekly."""
    folder = tmp_path_factory.mktemp("served") / "weekly"
    shutil.copytree(SEED, folder, ignore=shutil.ignore_patterns(".newsgrid", "*.pdf"))
    with desk_on(folder) as running:
        yield running


@pytest.fixture
def page(chromium, desk):
    made = chromium.new_page()
    desk.admit(made.context)
    made.troubles = []
    made.on("console", lambda said: made.troubles.append(said.text) if said.type == "error" else 0)
    made.on("pageerror", lambda error: made.troubles.append(str(error)))
    made.on("requestfailed", lambda request: made.troubles.append(request.url))
    made.on("response", lambda a: made.troubles.append(a.url) if a.status >= 400 else 0)
    yield made
    made.close()


@pytest.mark.parametrize("width", [320, 375, 768, 980, 1300])
def test_blocks_stand_where_the_overlay_says_in_the_fonts_that_were_measured(desk, page, width):
    told = desk.ask("GET", f"/api/page?story={STORY}").json
    assert not told["problems"]
    overlay = desk.ask("GET", f"/api/overlay?story={STORY}&width={width}").json
    page.set_viewport_size({"width": overlay["screen"], "height": 800})
    open_in_its_fonts(page, told["address"])
    assert page.evaluate("document.documentElement.dataset.revision") == told["revision"]
    tops = page.evaluate(
        """ids => {
          const at = id => document.getElementById(id)?.getBoundingClientRect();
          const copy = document.querySelector(".copy").getBoundingClientRect().top;
          return ids.map(id => at(id) ? [at(id).top - copy, at(id).bottom - copy] : null);
        }""",
        [block["id"] for block in overlay["blocks"]],
    )
    for block, found in zip(overlay["blocks"], tops, strict=True):
        assert found, block["id"]
        assert abs(found[0] - block["top"]) < 1 and abs(found[1] - block["bottom"]) < 1, (
            block,
            found,
        )
    assert page.troubles == []


def test_fronts_load_whole_and_links_lead_from_story_to_story(desk, page):
    home = desk.ask("GET", "/api/page?story=front:home").json
    page.set_viewport_size({"width": 1300, "height": 900})
    page.goto(home["address"], wait_until="networkidle")
    pictures = "[...document.images].filter(i => i.complete && !i.naturalWidth).length"
    assert page.evaluate(pictures) == 0
    page.locator(".card-words a").first.click()
    page.wait_for_url(lambda url: url != home["address"])
    assert page.locator("article.story h1").count() == 1
    assert page.troubles == []
