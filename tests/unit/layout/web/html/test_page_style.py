"""The page's style sheet: what each step changes, where a bed grows, what Firefox alone is told."""

from __future__ import annotations

from fractions import Fraction

from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut, TypeStyle
from layout.typeset.words.theme import load_theme
from layout.web.html.firefox_css import firefox_css
from layout.web.html.page_css import custom_properties, lean, type_rules
from layout.web.html.size_changes import size_changes
from layout.web.measure.column_and_rail_widths import AROUND, STEPS, STYLES, Sheet, sheet_of
from layout.web.pages.css_and_fonts import design, links, named_css
from layout.web.plan.page_plan import BreakpointPlan
from slots.rules.size import Size, Widths
from slots.strip.decision import Decision

SQUARE = Cut("square")


def sheet(**sizes: tuple[int, int, int]) -> Sheet:
    """Styles in the square font, of a size in millipoints at each step."""
    return Sheet(
        {
            (name, step.name): TypeStyle(name, (SQUARE,) * 4, size, 18_000)
            for name, own in sizes.items()
            for step, size in zip(STEPS, own, strict=True)
        }
    )


def test_a_step_says_what_it_changes_and_nothing_else():
    made = sheet(body=(12_000, 12_000, 13_500), deck=(15_000, 16_500, 16_500))
    first, medium, wide = type_rules(made, ("body", "deck"))
    assert first.startswith(":root{--body:") and "--deck:" in first
    assert medium.startswith("@container page (width>=max(600px") and "--deck:" in medium
    assert "--body:" not in medium
    assert "--body:400 1.125rem/1.5rem var(--square)" in wide and "--deck:" not in wide


def test_the_sheet_and_css_have_the_same_lengths():
    theme = load_theme()
    css = custom_properties(sheet_of(theme), theme)
    below = AROUND["paragraph"][1]
    assert f"--paragraph-below:{below / 16:g}rem" in css and "--rail:max(300px,18.75rem)" in css
    assert "@media screen and (prefers-color-scheme:dark){:root{--paper:" in css


def test_css_is_lean_and_says_the_same():
    assert lean("a { b : c; }  /* of\n note */\n d, e\n{ f: g }") == "a{b : c;}d,e{f: g}"


def test_all_changes_of_sizes_are_found():
    thresholds = (333, 600, 777, 778, 1400)

    def sizes(_: BreakpointPlan, screen: int) -> tuple[Size, ...]:
        return tuple(Size(each, 250) for each in thresholds if screen >= each)

    point = BreakpointPlan("all", Widths(320, 1600), (), (), (), Decision((), (), 0, 0, 0.0), ())
    found = list(size_changes(point, sizes))
    assert [screen for screen, _ in found] == [320, 333, 600, 777, 778, 980, 1400]
    assert all(fitting == sizes(point, screen) for screen, fitting in found)


def test_firefox_gets_what_its_rounding_takes(square_font):
    size = 10_003  # 800.24 of Firefox's units a letter, which it rounds to 800
    css = firefox_css(sheet(**dict.fromkeys(STYLES, (size, size, 12_000))), Foundry())
    slip = Fraction(24, 80_024)
    assert css.startswith("@supports (-moz-appearance:none){.paragraph")
    assert f".deck{{margin-right:calc({float(slip):.4%} - 0.02px)}}" in css
    assert css.count(".deck") == 2, "again only at the step that has another size"
    assert ".deck{margin-right:calc(-0.0000% - 0.02px)}" in css.split("980px")[1]


def test_a_style_sheet_is_named_by_what_is_in_it():
    assert named_css("page", "a{}") == named_css("page", "a{}") != named_css("page", "b{}")


def test_links_come_fonts_first_and_are_escaped():
    lines = links(["fonts/a.woff2"], "icon.svg", ["a&b.css"]).split("\n")
    assert lines[0].startswith('<link rel="preload" href="fonts/a.woff2" as="font"')
    assert lines[1].startswith('<link rel="icon"')
    assert lines[2] == '<link rel="stylesheet" href="a&amp;b.css">'


def test_a_theme_of_ours_has_our_designs():
    css = design("page.css", load_theme())
    assert "/*" not in css and "\n" not in css and ".paragraph" in css
