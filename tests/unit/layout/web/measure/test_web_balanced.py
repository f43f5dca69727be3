"""Headlines have the lines that Chromium balances."""

from __future__ import annotations

import pytest

from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.measure.blocks_to_forms import Shaper
from layout.web.measure.column_and_rail_widths import PX, sheet_of, step_of
from layout.web.measure.forms import BALANCED
from layout.web.measure.text_width import Gauge

SHEET = sheet_of(load_theme())
STEP = step_of(390)
LEADING = SHEET.style("headline", STEP).leading // PX


@pytest.fixture(scope="module")
def shaper() -> Shaper:
    return Shaper(SHEET, Gauge(Foundry(), load_theme().fallback), {})


def test_a_line_that_fits_by_the_kerning_at_its_end_alone_makes_one_more(shaper: Shaper):
    words = plain("Elvira Monge, who knew every boat by its voice")
    assert shaper.text(words, "headline").height(350, SHEET, STEP) == 2 * LEADING
    assert shaper.balanced(words, "headline").height(350, SHEET, STEP) == 3 * LEADING
    assert shaper.balanced(words, "headline").height(351, SHEET, STEP) == 2 * LEADING


def test_more_than_six_lines_are_set_as_they_come(shaper: Shaper):
    words = plain("Elvira Monge, who knew every boat by its voice, " * 8)
    for width in range(300, 420):
        plainly = shaper.text(words, "headline").height(width, SHEET, STEP)
        if plainly > BALANCED * LEADING:
            assert shaper.balanced(words, "headline").height(width, SHEET, STEP) == plainly
