"""Markup of frames: runs, colours in ink or for screens, lengths that keep to the baseline grid."""

from __future__ import annotations

import re

import pytest

from layout.press.frames.inline_markup import (
    Paper,
    css_size,
    frame_class,
    inline_html,
    root_variables,
    with_ink,
)
from layout.story.run import Emphasis, Run
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme


@pytest.fixture(scope="module")
def theme():
    return load_theme()


def lengths(theme) -> dict[str, float]:
    said = root_variables(theme, Foundry(theme.fallback), Paper.PRESS)["lengths"]
    return {name: float(pt) for name, pt in re.findall(r"--([\w-]+): (-?[\d.]+)pt;", said)}


def test_links_are_words_like_any_other_on_paper():
    runs = (Run("a < b", href="https://a.example"), Run("c", Emphasis.BOLD | Emphasis.ITALIC))
    assert inline_html(runs) == "a &lt; b<strong><em>c</em></strong>"


def test_colours_are_ink_on_paper_and_rgb_on_screens(theme):
    press, screen = (
        root_variables(theme, Foundry(theme.fallback), paper)["colours"] for paper in Paper
    )
    blue = theme.colours["blue"]
    ink = " ".join(f"{part}%" for part in blue.cmyk)
    assert f"--blue: device-cmyk({ink});" in press and f"--blue: {blue.rgb};" in screen
    assert "device-cmyk" not in screen


def test_what_stands_around_titles_makes_whole_rows(theme):
    its = lengths(theme)
    assert its["row"] == theme.styles["body"].leading / 1000
    assert its["below-bar"] + 2 == its["row"] and 2 * (its["below-hairline"] + 0.25) == its["row"]
    assert its["half-row-up"] == -its["half-row"] and its["row-and-half"] == 3 * its["half-row"]
    assert 2 * its["head-of-2"] + its["half-row"] == 3 * its["row"]
    assert 3 * its["head-of-3"] + its["half-row"] == pytest.approx(4 * its["row"], abs=0.003)


def test_svgs_get_inks_by_name_and_nothing_else_changes(theme):
    ink = " ".join(f"{part}%" for part in theme.colours["blue"].cmyk)
    html = '<path fill="var(--blue)" stroke="var(--none)"/><p style="color:var(--blue)">'
    assert with_ink(html, theme) == html.replace('fill="var(--blue)"', f'fill="device-cmyk({ink})"')


def test_every_box_that_is_neither_ad_nor_picture_is_a_module():
    assert [frame_class(role) for role in ("ad", "picture", "digest")] == [
        *("frame ad", "frame picture"),
        "frame module digest",
    ]
    assert css_size(10_500) == "10.5pt"
