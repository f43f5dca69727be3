"""A reader without our fonts: nothing overruns, and most paragraphs have as many lines as planned.
DejaVu Serif stands in, which the system of the tests has."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.oracle import sample_stories
from benchmarks.stand_ins import THEIRS, Counted, counted, with_font
from layout.story.publication import Publication
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.pages.compose import compose
from slots.rulebook.load import default_rules

FONT = "DejaVu Serif"


def test_most_paragraphs_keep_their_lines_and_nothing_overruns(chromium: Browser):
    theme, seen = load_theme(), Counted()
    page = chromium.new_page()
    for _, story in islice(sample_stories(), 6):
        site = compose(story, theme, Foundry(theme.fallback), default_rules(), Publication())
        seen += counted(page, dict(site.files), FONT, Path())
    page.close()
    assert seen.paragraphs > 300
    assert seen.same < seen.paragraphs, "it was another font"
    assert seen.share > 0.93
    assert seen.overruns == 0


def test_a_measured_font_is_the_only_one_there():
    rule = 'src:local("Georgia Bold"),local("Gelasio Bold");src:local("Noto Serif")'
    own = f"src:url({THEIRS}font/gelasio/700-normal)"
    assert with_font(rule, "Georgia").startswith(own)
    assert "Noto" not in with_font(rule, "Georgia") and "Gelasio" not in with_font(rule, "Georgia")
