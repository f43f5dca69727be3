"""The rules view as an ad manager uses it: drag, see, undo, mend, save; and look at every story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import NARROW, WIDE, Opened
from playwright.sync_api import Browser, expect
from rules_pages import (
    FERRY,
    HEADLINE,
    RULES_TEXT,
    WALL,
    as_they_come,
    opening_rules,
    put,
    ready,
    rules_gazette,
    says,
    slider,
    stands_below,
    text_of,
)
from support.desk.running_desk import Running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rules_gazette(tmp_path_factory.mktemp("rules") / "gazette")


@pytest.fixture(autouse=True)
def rules(folder: Path) -> Path:
    """The rules, as they come with newsgrid before each test."""
    return as_they_come(folder)


@pytest.fixture
def opened(chromium: Browser, desk: Running) -> Iterator[Opened]:
    with opening_rules(chromium, desk) as opened:
        yield opened


def test_a_slider_moves_the_slot_by_keys(opened: Opened, rules: Path):
    page = opened()
    before = text_of(page)
    stands_below(page, 2)
    slider(page, "From the top").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    says(page, 'from_top = "5 paragraphs"')
    stands_below(page, 5)
    lines = text_of(page).splitlines()
    added = [line for line in lines if line not in before.splitlines()]
    assert added == ['from_top = "5 paragraphs"']
    assert [line for line in lines if line not in added] == before.splitlines()
    expect(page.get_by_text("google-ad-1 on mobile moves: before “").first).to_be_visible()
    expect(page.get_by_label("From the top", exact=True).nth(1)).to_have_value("5 paragraphs")
    assert rules.read_text() == before, "nothing is written before it is saved"


def test_a_drag_is_undone_and_redone_as_one(opened: Opened):
    page = opened()
    before = text_of(page)
    box = slider(page, "From the top").bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 2 / 15, middle)
    page.mouse.down()
    for share in (0.3, 0.4, 0.5):
        page.mouse.move(box["x"] + box["width"] * share, middle)
    page.mouse.up()
    far = int(slider(page, "From the top").input_value())
    assert far in (7, 8)
    says(page, f'from_top = "{far} paragraphs"')
    stands_below(page, far)
    dragged = text_of(page)
    page.keyboard.press("Control+z")
    stands_below(page, 2)
    assert text_of(page) == before
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    page.keyboard.press("Control+Shift+z")
    stands_below(page, far)
    assert text_of(page) == dragged
    page.get_by_role("button", name="Undo").click()
    stands_below(page, 2)


def test_the_page_follows_while_one_drags(opened: Opened):
    """One edit and one page for each step: the edit has kept the draft that the page is under."""
    page = opened()
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url.split("?")[0].rsplit("/", 1)[1]))
    box = slider(page, "From the top").bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 2 / 15, middle)
    page.mouse.down()
    for share in (0.3, 0.5):
        asked.clear()
        page.mouse.move(box["x"] + box["width"] * share, middle)
        stands_below(page, int(slider(page, "From the top").input_value()))
        first = [each for each in asked if each in ("edit", "page", "read")][:2]
        assert first == ["edit", "page"]
    page.mouse.up()


def test_the_last_of_many_values_wins(opened: Opened):
    page = opened()
    slider(page, "From the top").evaluate(
        """slider => {
          let value = 2;
          const step = () => {
            slider.value = value = value < 9 ? value + 1 : 3;
            slider.dispatchEvent(new Event("input", {bubbles: true}));
            if (++step.done < 60) requestAnimationFrame(step);
            else slider.value = 6, slider.dispatchEvent(new Event("input", {bubbles: true}));
          };
          step.done = 0;
          step();
        }"""
    )
    says(page, 'from_top = "6 paragraphs"')
    stands_below(page, 6)
    expect(page.get_by_text("google-ad-1 on mobile moves").first).to_be_visible()
    expect(page.locator(".sums .differs").first).to_be_visible()
    stands_below(page, 6)


def test_the_form_follows_the_text(opened: Opened):
    page = opened()
    put(page, 'label    = "Advertisement"', 'from_top = "4 paragraphs"\nlabel    = "Anzeige"')
    stands_below(page, 4)
    field = page.locator('[data-path="slot.inline-ad.from_top"]')
    expect(field.get_by_role("textbox")).to_have_value("4 paragraphs")
    expect(field.get_by_role("slider")).to_have_attribute("aria-valuetext", "4 paragraphs")
    expect(field).to_contain_text("instead of 2 paragraphs, from every slot")
    field.get_by_role("button", name="Reset").click()
    stands_below(page, 2)
    assert "4 paragraphs" not in text_of(page)
    expect(field.get_by_role("textbox")).to_have_attribute("placeholder", "2 paragraphs")


def test_completion_inserts_a_key(opened: Opened):
    page = opened()
    put(page, 'label    = "Advertisement"', 'label    = "Advertisement"\n')
    page.keyboard.type("from_t")
    choice = page.locator(".ace_autocomplete .ace_line", has_text="from_top")
    expect(choice).to_be_visible()
    page.keyboard.press("Enter")
    says(page, "\nfrom_top")
    assert "from_tfrom_top" not in text_of(page)


def test_an_error_shows_in_its_place_and_recovers(opened: Opened):
    page = opened()
    field = page.locator('[data-path="slot.inline-ad.from_top"]')
    box = field.get_by_role("textbox")
    box.fill("2 parrots")
    box.press("Tab")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(field.locator(".error")).to_contain_text("parrots")
    expect(page.locator(".ace_gutter-cell.ace_error")).to_be_visible()
    expect(page.locator("#rules-findings")).to_contain_text("parrots")
    expect(page.locator("#rules-state")).to_contain_text("1 error")
    stands_below(page, 2)
    box.fill("3 paragraphs")
    expect(box).to_have_attribute("aria-invalid", "false")
    expect(page.locator(".ace_gutter-cell.ace_error")).to_have_count(0)
    stands_below(page, 3)


def test_text_that_cannot_be_read_locks_the_form(opened: Opened):
    page = opened()
    put(page, "[slot.inline-ad]", "[slot.inline-ad")
    expect(page.locator(".rules-lock .trouble")).to_contain_text("The text cannot be read")
    assert page.evaluate("document.querySelector('.rules-body').inert")
    stands_below(page, 2)
    page.get_by_role("button", name=re.compile("^line ")).first.click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".rules-lock .trouble")).to_be_hidden()
    assert not page.evaluate("document.querySelector('.rules-body').inert")


def test_every_story_is_looked_at(opened: Opened):
    page = opened(f"?story={FERRY}")
    slider(page, "From the top").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("2 stories looked at: 1 changes.")).to_be_visible()
    whole = page.get_by_role("region", name="In the whole publication")
    expect(whole.locator(".sums .differs").first).to_be_visible()
    whole.get_by_role("link", name=HEADLINE).click()
    stands_below(page, 3)
    assert "harbour-wall" in page.url
    page.get_by_role("button", name="Undo").click()
    expect(whole).to_contain_text("The rules are as they are saved")


def test_slots_are_made_renamed_and_taken_away(opened: Opened):
    page = opened()
    page.get_by_role("button", name="New …").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Late Ad")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Small letters")).to_be_visible()
    page.get_by_role("dialog").get_by_label("Name").fill("late-ad")
    page.keyboard.press("Enter")
    says(page, "[slot.late-ad]")
    expect(page.get_by_label("Rules for")).to_have_value("slot.late-ad")
    page.get_by_role("button", name="Rename …").click()
    page.get_by_role("dialog").get_by_label("Name").fill("later-ad")
    page.keyboard.press("Enter")
    says(page, "[slot.later-ad]")
    page.get_by_role("button", name="Remove", exact=True).first.click()
    page.wait_for_function(f"() => !({RULES_TEXT})().includes('later-ad')")
    expect(page.get_by_label("Rules for")).to_have_value("slot.inline-ad")


def test_lists_and_tables_of_lengths(opened: Opened):
    page = opened()
    near = page.locator('[data-path="slot.inline-ad.never_after"]')
    near.get_by_role("combobox").fill("image")
    near.get_by_role("combobox").press("Enter")
    says(page, 'never_after = ["heading", "image"]')
    near.get_by_role("button", name="Remove heading").click()
    says(page, 'never_after = ["image"]')
    clear = page.get_by_role("group", name="To blocks of the copy")
    clear.get_by_role("combobox").first.fill("list")
    image = page.locator('[data-path="slot.inline-ad.clearance.image"]')
    image.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    says(page, 'image = "70px"')
    image.get_by_role("checkbox").check()
    image.get_by_role("slider", name="image, below").focus()
    page.keyboard.press("ArrowRight")
    says(page, 'image = { above = "70px", below = "80px" }')
    image.get_by_role("button", name="Reset").click()
    page.wait_for_function(f"() => !({RULES_TEXT})().includes('\"80px')")


def test_a_slot_clicked_in_the_page_opens_its_rules(opened: Opened):
    page = opened("?story=" + WALL + "&rules=page")
    expect(page.get_by_label("Rules for")).to_have_value("page")
    page.frame_locator("ng-frame iframe").get_by_role("button", name="blue-box-1").click()
    expect(page.get_by_label("Rules for")).to_have_value("slot.blue-box")


def test_links_of_the_page_open_under_the_rules_too(opened: Opened) -> None:
    page = opened()
    shown = page.frame_locator("ng-frame iframe")
    shown.get_by_role("link", name="The Harbour Gazette").first.click()
    expect(page).to_have_url(re.compile("story=front%3Ahome"))
    shown.get_by_role("link", name=HEADLINE).click()
    expect(page).to_have_url(re.compile("harbour-wall"))


def test_all_of_it_by_keyboard(opened: Opened, rules: Path):
    page = opened()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    seen = []
    for _ in range(80):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.id"
        )
        seen.append(name)
        if name == "From the top":
            break
    assert seen[-1] == "From the top", seen
    page.keyboard.press("ArrowRight")
    stands_below(page, 3)
    page.locator("#editor textarea").first.focus()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('#editor')")
    page.keyboard.press("Control+s")
    expect(page.locator("#rules-state")).to_have_text("slots.toml is saved")
    assert 'from_top = "3 paragraphs"' in rules.read_text()


def test_nothing_sticks_out(opened: Opened):
    for viewport in (WIDE, NARROW, {"width": 375, "height": 812}):
        page = opened(viewport=viewport)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"]
        form = page.locator("#rules-form")
        assert form.evaluate("each => each.scrollWidth <= each.clientWidth")


def test_the_figures_of_many_stories_fit(opened: Opened):
    page = opened()
    slider(page, "From the top").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#trial section").nth(1).locator(".sums .differs").first).to_be_visible()
    page.locator(".sums .differs .was, .sums .differs .was + span").evaluate_all(
        "all => all.forEach((each, n) => { each.textContent = n % 2 ? '600,000 ▲' : '599,999'; })"
    )
    for width in (1920, 1440, 1366, 1280, 1024, 768, 375):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(
            """() => [...document.querySelectorAll(".sums")].every(each =>
              each.getBoundingClientRect().right <=
              document.getElementById("stage").getBoundingClientRect().right - 10)"""
        )


def test_help_says_what_a_rule_means_and_changes_its_unit(opened: Opened):
    page = opened()
    field = page.locator('[data-path="slot.inline-ad.from_top"]')
    ask = field.get_by_role("button", name="About “From the top”")
    expect(field.locator(".rule-help")).to_be_hidden()
    ask.focus()
    page.keyboard.press("Enter")
    expect(ask).to_have_attribute("aria-expanded", "true")
    expect(field.locator(".rule-help")).to_contain_text("From the top of the article.")
    field.get_by_label("From the top: measured in").select_option("screens")
    says(page, 'from_top = "1 screen"')
    expect(field.get_by_role("slider")).to_have_attribute("aria-valuetext", "1 screen")
    expect(field.get_by_role("slider")).to_have_attribute("max", "5")


def test_a_preset_takes_the_place_of_the_rules_and_can_be_undone(opened: Opened):
    page = opened()
    before = text_of(page)
    page.get_by_role("button", name="Presets").click()
    page.get_by_label("Preset", exact=True).select_option("amp")
    page.get_by_role("button", name="Put it in place").click()
    says(page, "AMP auto ads")
    expect(page.get_by_text("The rules are as they are saved")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function(f"before => ({RULES_TEXT})() === before", arg=before)


def test_a_duplicated_tab_tries_rules_of_its_own(opened: Opened):
    """It begins with the same unsaved text; what is changed there then is nothing to the first."""
    page = opened()
    put(page, 'label    = "Advertisement"', 'from_top = "4 paragraphs"\nlabel    = "Anzeige"')
    stands_below(page, 4)
    with page.expect_popup() as opening:
        page.evaluate("window.open(location.href)")
    copy = opening.value
    ready(copy)
    says(copy, 'from_top = "4 paragraphs"')
    stands_below(copy, 4)
    names = [each.locator("ng-frame").get_attribute("draft") for each in (page, copy)]
    assert names[0] != names[1]
    put(copy, 'from_top = "4 paragraphs"', 'from_top = "6 paragraphs"')
    stands_below(copy, 6)
    page.reload()
    ready(page)
    stands_below(page, 4)


def test_a_front_and_its_rules(opened: Opened):
    page = opened()
    page.get_by_role("combobox", name="Page", exact=True).fill("Harbour Gazette")
    page.get_by_role("option", name="The Harbour Gazette").click()
    expect(page).to_have_url(re.compile("front%3Ahome"))
    spacing = page.locator("#trial .sums").first
    expect(spacing.locator("tbody tr")).to_have_count(3)
    frame = page.frame_locator("ng-frame iframe")
    expect(frame.get_by_role("link", name=HEADLINE).first).to_be_visible()


def test_a_limit_is_said_in_one_form_and_listed_as_a_sentence(opened: Opened, rules: Path):
    page = opened()
    limits = page.locator(".limits")
    limits.get_by_label("At most", exact=True).fill("2")
    limits.get_by_label("on", exact=True).select_option("mobile")
    limits.get_by_label("in", exact=True).select_option("under")
    limits.get_by_label("Words").fill("600")
    said = "At most 2 ads on mobile in stories under 600 words"
    expect(limits.locator(".limit-said")).to_have_text(f"{said}.")
    limits.get_by_role("button", name="Set this limit").click()
    says(page, 'fewer_ads = ["2 under 600 words"]')
    expect(limits.get_by_role("listitem").filter(has_text=said)).to_be_visible()
    limits.get_by_role("button", name=f"Change: {said}").click()
    limits.get_by_label("At most", exact=True).fill("1")
    page.keyboard.press("Enter")
    says(page, 'fewer_ads = ["1 under 600 words"]')
    remove = limits.get_by_role("button", name=re.compile("^Remove: At most . ads? on mobile in"))
    kept = remove.element_handle()
    page.keyboard.press("Control+Z")
    expect(remove).to_have_accessible_name(f"Remove: {said}")
    assert remove.evaluate("(now, kept) => now === kept", kept)  # not made anew under a hand
    remove.click()
    page.wait_for_function("() => !ace.edit('editor').getValue().includes('fewer_ads')")
    expect(remove).to_have_count(0)
    limits.get_by_label("of", exact=True).select_option("inline-ad")
    expect(limits.get_by_role("button", name="Set this limit")).to_be_disabled()
    limits.get_by_label("At most", exact=True).fill("0")
    limits.get_by_role("button", name="Set this limit").click()
    says(page, "min_words = 600")
    expect(limits.get_by_role("listitem").filter(has_text="No inline-ad on mobile")).to_be_visible()


def test_what_changed_stays_in_sight_after_it_is_saved(opened: Opened, rules: Path):
    page = opened()
    before = rules.read_text()
    slider(page, "From the top").focus()
    page.keyboard.press("End")
    whole = page.locator("[aria-labelledby=trial-whole]")
    expect(whole.get_by_role("status")).to_contain_text(re.compile("^2 stories looked at"))
    changed = whole.locator(".changed > li").count()
    assert changed
    page.get_by_role("button", name="Save", exact=True).click()
    expect(whole.get_by_role("status")).to_contain_text("Saved.")
    assert rules.read_text() != before
    expect(whole.locator(".changed > li")).to_have_count(changed)
    expect(whole.locator(".differs").first).to_be_visible()
    expect(page.locator("[aria-labelledby=trial-page] .changes li").first).to_be_visible()


def test_worth_has_a_slider_of_equal_ways_for_equal_shares(opened: Opened):
    page = opened()
    worth = slider(page, "Worth, per thousand views")
    field = page.get_by_label("Worth, per thousand views", exact=True).and_(
        page.locator("input[type=number]")
    )
    field.fill("1000")
    says(page, "= 1000\n")
    middle = int(worth.input_value())
    worth.focus()
    page.keyboard.press("End")
    says(page, "= 100000\n")
    assert abs(int(worth.input_value()) - middle * 5 / 3) <= 1  # three decades, then five
    field.fill("1234")
    says(page, "= 1234\n")
    expect(field).to_have_value("1234")


def test_form_text_or_both_and_each_as_wide_as_one_likes(opened: Opened):
    page = opened()
    form, text = page.locator("#rules-form"), page.locator("#rules-text")
    expect(page.get_by_role("tab", name="Both")).to_have_attribute("aria-selected", "true")
    expect(text).to_be_visible()
    page.get_by_role("tab", name="Form").click()
    expect(text).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(form).to_be_hidden()
    expect(text).to_be_visible()
    page.get_by_role("tab", name="Both").click()
    bar = page.get_by_role("separator", name="Width of the form")
    wide = form.evaluate("each => each.offsetWidth")
    bar.focus()
    page.keyboard.press("ArrowRight")
    assert form.evaluate("each => each.offsetWidth") == wide + 24
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(text).to_be_hidden()
    page.get_by_role("tab", name="Both").click()  # narrow, and the page as wide as a phone
    expect(form).to_be_visible()
    assert text.evaluate("each => each.offsetWidth") >= 260
    assert page.locator("#stage").evaluate("each => each.clientWidth") >= 415
    page.set_viewport_size({"width": 920, "height": 768})
    expect(page.get_by_role("tab", name="Both")).to_be_hidden()
    expect(text).to_be_hidden()
