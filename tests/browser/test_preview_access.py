"""Every view for everybody: axe in all open states, a way out of each widget, sizes one can hit and
read, and a window at 400 per cent."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_pages import NARROW, Opened, opening
from playwright.sync_api import Browser, Page, expect
from support.desk.running_desk import ROOT, Running, desk_on, unpictured
from support.newspapers.faulty import faulty

WALL = "stories/harbour-wall.md"
MIDDLE = {"width": 1024, "height": 768}
ZOOMED = {"width": 320, "height": 256}  # CSS px of a window 1280 px wide at 400 per cent
PATIENCE = 180_000  # milliseconds, while workers begin
EVERY_RULE = {
    "runOnly": {
        "type": "tag",
        "values": [
            *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
            "best-practice",
        ],
    },
    "rules": {"target-size": {"enabled": True}},
}
STOP = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return null;
  if (at.tagName === 'IFRAME') return {tag: at.tagName, name: at.title, ringed: true, skip: false};
  const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(at.closest('.ace_editor') ?? at);
  const ringed = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 || boxShadow !== 'none'
    || at instanceof SVGElement
      && parseFloat(getComputedStyle(at.querySelector('rect')).strokeWidth) >= 2;
  return {tag: at.tagName, name: at.getAttribute('aria-label') || at.id || at.textContent.trim(),
    ringed, skip: at.matches('.skip')};
}"""
SMALL_TYPE = """() => {
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const {parentElement: at, data} = walk.currentNode;
    if (!/[\\p{L}\\p{N}]/u.test(data) || !at.getClientRects().length) continue;
    if (parseFloat(getComputedStyle(at).fontSize) < 12) found.add(data.trim().slice(0, 40));
  }
  return [...found];
}"""


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Running, Path]]]:
    """Two desks: a publication in order with its pages, and one with much that is wrong."""
    good = tmp_path_factory.mktemp("access") / "gazette"
    shutil.copytree(ROOT / "templates" / "publication", good)
    (good / WALL).write_text(unpictured(good / WALL))
    shutil.copy(ROOT / "templates" / "slots.toml", good)
    bad = faulty(tmp_path_factory.mktemp("access") / "courier")
    with ExitStack() as stack:
        yield {
            "good": (stack.enter_context(desk_on(good)), good),
            "bad": (stack.enter_context(desk_on(bad)), bad),
        }


def painted(page: Page) -> None:
    page.wait_for_function(
        "() => document.querySelector('ng-frame') && "
        "[...document.querySelectorAll('ng-frame')].every(each => each.revision)",
        timeout=PATIENCE,
    )


def printed(page: Page) -> None:
    page.wait_for_selector("#stage[data-shown]", timeout=PATIENCE)


def tried(page: Page) -> None:
    expect(page.locator(".sums").first).to_be_visible(timeout=PATIENCE)


def listed(page: Page) -> None:
    expect(page.locator(".list-table tbody tr").first).to_be_visible(timeout=PATIENCE)


def checked(page: Page) -> None:
    expect(page.locator("#said")).to_contain_text("files checked", timeout=PATIENCE)
    expect(page.locator("#progress")).to_be_hidden(timeout=PATIENCE)


def emptied(page: Page) -> None:
    page.locator("#find").fill("nothing has these words")
    expect(page.locator(".list-table tbody tr")).to_have_count(0)


def edited(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('#editor')?.env?.editor.getValue()")
    expect(page.locator("#findings > *").first).to_be_attached()


def picking(page: Page) -> None:
    page.get_by_role("combobox").first.click()
    expect(page.get_by_role("option").first).to_be_visible()


def completing(page: Page) -> None:
    page.evaluate(
        "() => { const e = ace.edit('editor'); e.focus(); e.gotoLine(1, 0); e.navigateLineEnd(); }"
    )
    if not page.locator("#editor").is_visible():
        page.get_by_role("tab", name="Text").click()
        page.evaluate("() => ace.edit('editor').focus()")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\n[slot.inline-ad.")
    page.keyboard.press("Control+Space")
    expect(page.locator(".ace_autocomplete")).to_be_visible()


def asked(page: Page) -> None:
    if not page.get_by_role("button", name="New …").is_visible():
        page.get_by_role("tab", name="Form").click()
    page.get_by_role("button", name="New …").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def why(page: Page) -> None:
    page.locator('#panel [data-key="gap b1"]').click()
    expect(page.locator("#why")).to_contain_text("may not stand here")


def chosen(page: Page) -> None:
    page.locator(".tree .tree-row").nth(1).click()
    expect(page.get_by_role("region", name="Chosen")).to_be_visible()


def troubled(page: Page) -> None:
    expect(page.locator(".trouble")).to_be_visible(timeout=PATIENCE)


def wronged(page: Page) -> None:
    page.evaluate(
        "() => { const e = ace.edit('editor'); e.setValue('[slot.x\\n' + e.getValue(), -1); }"
    )
    expect(page.locator(".rules-lock .trouble")).to_contain_text("cannot be read")


def changed(page: Page) -> None:
    """A rule is explained, another distance is tried, and a third is no length."""
    page.locator(".rule-ask").first.click()
    page.get_by_role("slider", name="From the top", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".sums .differs").first).to_be_visible()
    box = page.locator('[data-path="slot.inline-ad.from_end"]').get_by_role("textbox")
    box.fill("nothing")
    box.press("Tab")
    expect(box).to_have_attribute("aria-invalid", "true")


def unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


Step = Callable[[Page], None]


def newly(page: Page) -> None:
    """A new story is asked for, and nothing filled in."""
    page.get_by_role("button", name="New story").click()
    page.get_by_role("button", name="Make the story").click()
    expect(page.get_by_role("alert").locator(".finding")).to_have_count(1)


def taken(page: Page) -> None:
    """A file was chosen that is no story."""
    file = {"name": "notes.bin", "mimeType": "application/octet-stream", "buffer": b"\0\1\2"}
    page.locator("#new input").set_input_files(file)  # type: ignore[arg-type]
    expect(page.get_by_role("dialog", name="No story came in")).to_be_visible()


STATES: dict[str, tuple[str, str, tuple[Step, ...]]] = {
    "web": ("good", f"web?story={WALL}", (painted,)),
    "web, why": (
        "good",
        f"web?story={WALL}&overlay=slots,candidates,clearances,refusals,grid",
        (painted, why),
    ),
    "web, picker": ("good", f"web?story={WALL}", (painted, picking)),
    "web, front": ("good", "web?story=front:home", (painted,)),
    "web, trouble": ("bad", "web?story=stories/empty.md", (troubled,)),
    "print": ("good", "print", (printed,)),
    "print, chosen": (
        "good",
        "print?overlay=grid,baselines,areas,stack,hole,legs",
        (printed, chosen, unfolded),
    ),
    "print, findings": ("bad", "print", (printed, unfolded)),
    "rules": ("good", f"rules?story={WALL}", (tried, unfolded)),
    "rules, changed": ("good", f"rules?story={WALL}", (tried, unfolded, changed)),
    "rules, dialog": ("good", f"rules?story={WALL}", (tried, asked)),
    "rules, completion": ("good", f"rules?story={WALL}", (tried, completing)),
    "rules, broken": ("good", f"rules?story={WALL}", (tried, wronged)),
    "rules, picker": ("good", f"rules?story={WALL}", (tried, picking)),
    "stories": ("bad", "stories", (listed,)),
    "stories, none": ("bad", "stories", (listed, emptied)),
    "stories, new": ("bad", "stories", (listed, newly)),
    "stories, taken": ("bad", "stories", (listed, taken)),
    "ads": ("bad", "ads", (listed,)),
    "ads, none": ("bad", "ads", (listed, emptied)),
    "ads, no book": ("good", "ads", ()),
    "creatives": ("bad", "ads?list=creatives", (listed,)),
    "findings": ("bad", "findings", (checked,)),
    "findings, all well": ("good", "findings", (checked,)),
    "source": ("good", "source", ()),
    "source, file": ("bad", "source?file=stories/picture.md&line=31", (edited,)),
    "source, picker": ("good", "source?file=slots.toml", (edited, picking)),
}
VIEWS = ("web", "print", "rules", "stories", "ads", "findings", "source, file")


@pytest.fixture
def opened(chromium: Browser, desks: dict[str, tuple[Running, Path]]) -> Iterator[Opened]:
    """Opens a view in one of its states."""
    with ExitStack() as stack:
        wholes = {
            name: stack.enter_context(opening(chromium, desk, begun))
            for name, (desk, _) in desks.items()
        }

        def open_at(state: str, **options: object) -> Page:
            name, address, steps = STATES[state]
            # axe is injected as an inline script, which the desk's policy rightly forbids
            page = wholes[name](address, bypass_csp=True, **options)
            for step in steps:
                step(page)
            return page

        yield open_at


def begun(page: Page) -> None:
    """The desk is live; the state line may say that there are errors."""
    expect(page.locator("#state")).to_contain_text("Live")


def found(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong in light and dark: on the desk's page, and in the overlays of the pages
    in its frames."""
    wrong = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        wrong += found_now(page)
    return wrong


def found_now(page: Page) -> list[tuple[str, list[str]]]:
    report = Axe().run(page, options=EVERY_RULE).response
    assert len(report["passes"]) > 15
    wrong = list(report["violations"])
    for frame in page.frames[1:]:
        if frame.evaluate("() => !!document.querySelector('newsgrid-overlay:not([hidden])')"):
            frame.evaluate(Axe().axe_script)
            run = "options => axe.run('newsgrid-overlay', options)"
            wrong += frame.evaluate(run, EVERY_RULE)["violations"]
    return [(it["id"], [node["html"][:200] for node in it["nodes"]]) for it in wrong]


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(opened: Opened, state: str):
    """At 1440 in dark and light, then at 1024 and 768 in light: colours are the same there."""
    page = opened(state)
    assert found(page) == []
    fits(page)
    for size in (MIDDLE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert found_now(page) == []
        fits(page)


def fits(page: Page) -> None:
    """Nothing has to be scrolled for sideways, and no type is too small."""
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(SMALL_TYPE) == []


def test_axe_finds_nothing_where_two_wrote_the_same_file(
    opened: Opened, desks: dict[str, tuple[Running, Path]]
):
    for state, file in (("source, file", "stories/picture.md"), ("rules", "slots.toml")):
        page = opened(state)
        place = desks[STATES[state][0]][1] / file
        before = place.read_text()
        page.locator("#editor textarea").first.focus()
        page.keyboard.press("Control+End")
        page.keyboard.insert_text("\n# mine")
        place.write_text(before + "\n# theirs\n")
        if state == "rules":
            page.locator("#notice").get_by_role("button", name="Decide").click()
        else:
            page.keyboard.press("Control+s")
        expect(page.get_by_role("dialog")).to_be_visible()
        unfolded(page)
        assert found(page) == []
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        assert found(page) == []
        place.write_text(before)


@pytest.mark.parametrize("state", VIEWS)
def test_tab_goes_through_every_view_and_is_seen(opened: Opened, state: str):
    page = opened(state)
    hidden = []
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate(STOP)
        if at and at["skip"]:
            break
        if at and not at["ringed"]:
            hidden.append(at)
    else:
        raise AssertionError(f"Tab does not come round: it is at {page.evaluate(STOP)}")
    assert hidden == []


@pytest.mark.parametrize("state", VIEWS)
def test_a_window_at_400_per_cent_shows_all_of_it(opened: Opened, state: str):
    page = opened(state, viewport=ZOOMED)
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    heights = "() => [document.documentElement.scrollHeight, innerHeight]"
    tall, window = page.evaluate(heights)
    assert tall > window, "what is below can be scrolled to"


@pytest.mark.parametrize("state", ["web", "rules", "stories"])
def test_high_contrast_tells_what_is_chosen(opened: Opened, state: str):
    page = opened(state, forced_colors="active")
    current = page.locator(".views [aria-current]")
    other = page.locator(".views a:not([aria-current])").first
    back = "each => getComputedStyle(each).backgroundColor"
    assert current.evaluate(back) != other.evaluate(back)
    on, off = (
        page.locator("button[aria-pressed=true]").first,
        page.locator("button[aria-pressed=false]").first,
    )
    assert on.evaluate(back) != off.evaluate(back)


def test_headings_and_landmarks_are_in_order(opened: Opened):
    for state in VIEWS:
        page = opened(state)
        levels = page.locator("h1, h2, h3, h4").evaluate_all(
            "all => all.map(each => +each.tagName[1])"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        for role in ("banner", "main"):
            expect(page.get_by_role(role)).to_have_count(1)
        assert re.search("newsgrid", page.title())
        expect(page.locator("table:not(:has(caption))")).to_have_count(0)
        unnamed = page.locator("iframe:not([title])")
        expect(unnamed).to_have_count(0)


def test_the_focus_stays_in_a_list_whose_row_goes(
    opened: Opened, desks: dict[str, tuple[Running, Path]]
):
    page = opened("stories")
    story = desks["bad"][1] / "stories" / "s3.md"
    text = story.read_text()
    page.locator(".list-table a[href*='s3.md']").first.focus()
    story.unlink()
    expect(page.locator(".list-table a[href*='s3.md']")).to_have_count(0)
    expect(page.locator("#stage")).to_be_focused()
    story.write_text(text)


def test_overlays_are_set_in_the_desks_type_at_a_size_one_can_read(opened: Opened):
    page = opened("web, why")
    frame = page.locator("ng-frame iframe").first.element_handle().content_frame()
    assert frame
    frame.wait_for_function(
        "() => [...document.fonts].some(each => each.family.includes('newsgrid desk')"
        " && each.status === 'loaded')"
    )
    size = frame.locator(".slot .tag").first.evaluate(
        "e => parseFloat(getComputedStyle(e).fontSize)"
    )
    scale = page.locator("ng-frame").first.evaluate("each => each.scale")
    assert size * scale >= 11.9
