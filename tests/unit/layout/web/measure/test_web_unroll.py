from __future__ import annotations

import pytest

from layout.story.run import Emphasis, Run, plain, text_of
from layout.typeset.breaks.browser_wrap import EM
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.web.measure.ribbon import fold, unroll
from layout.web.measure.text_width import Gauge

CUTS = (
    Cut("newsreader", 400, False, 18),
    Cut("newsreader", 400, True, 18),
    Cut("newsreader", 700, False, 18),
    Cut("newsreader", 700, True, 18),
)
WIDE = 1000 * EM


@pytest.fixture(scope="module")
def gauge() -> Gauge:
    return Gauge(Foundry(), (Cut("libre_franklin"),))


def test_the_ribbon_is_as_long_as_the_paragraph_shaped_whole(gauge: Gauge):
    text = "Whales, Voters “and” To Toyota. AVATAR fluffy vis-à-vis, V"
    ribbon = unroll(plain(text), CUTS, gauge, WIDE)
    assert ribbon.ends[-1] == pytest.approx(gauge.advance(text, CUTS[0]), abs=len(text) * 4)


def test_a_line_ends_with_the_kerning_to_the_space_that_hangs(gauge: Gauge):
    ribbon = unroll(plain("ships, more"), CUTS, gauge, WIDE)
    alone = gauge.advance("ships,", CUTS[0])
    assert ribbon.ends[0] - ribbon.starts[0] < alone  # Newsreader kerns comma and space
    assert ribbon.ends[0] == gauge.advance("ships, ", CUTS[0]) - gauge.advance(" ", CUTS[0])


def test_a_change_of_cut_ends_the_kerning(gauge: Gauge):
    runs = (Run("To"), Run("V", Emphasis.ITALIC), Run("A"))
    ribbon = unroll(runs, CUTS, gauge, WIDE)
    parts = [gauge.advance(text, cut) for text, cut in (("To", CUTS[0]), ("V", CUTS[1]))]
    assert ribbon.seams == (parts[0], sum(parts))
    assert ribbon.places == (0,)


def test_a_link_does_not_end_the_kerning(gauge: Gauge):
    linked = unroll((Run("T"), Run("o we", href="/x")), CUTS, gauge, WIDE)
    assert linked.ends[-1] == unroll(plain("To we"), CUTS, gauge, WIDE).ends[-1]
    assert len(linked.seams) == 1


def test_a_soft_hyphen_shows_where_the_line_breaks(gauge: Gauge):
    ribbon = unroll(plain("hy\u00adphen"), CUTS, gauge, WIDE)
    assert ribbon.places == (0, 3)
    assert ribbon.ends[0] - ribbon.starts[1] == pytest.approx(gauge.hyphen(CUTS[0]), abs=EM // 50)


def test_wide_segments_come_chopped(gauge: Gauge):
    ribbon = unroll(plain("see antidisestablishmentarianism now"), CUTS, gauge, 3 * EM)
    assert list(ribbon.chopped) == [1]
    clusters = ribbon.chopped[1]
    assert clusters.places[0] == 4
    assert clusters.starts[0] == ribbon.starts[1]
    assert clusters.ends[-1] == pytest.approx(ribbon.ends[1], abs=EM // 20)


def test_a_missing_glyph_is_measured_in_the_fallback(gauge: Gauge):
    franklin = Gauge(Foundry()).advance("Ж", Cut("libre_franklin"))
    face = gauge.foundry.face(CUTS[0])
    assert not face.glyph("Ж"), "choose another sign: Newsreader has this one now"
    assert gauge.advance("Ж", CUTS[0]) == franklin


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (plain("  a \n b  "), "a b"),
        ((Run("a "), Run(" b ", Emphasis.BOLD), Run(" ")), "a b"),
        ((Run(" "), Run("  ")), ""),
        ((Run("a"), Run(" "), Run(" b")), "a b"),
        (plain("a\u00a0 b"), "a\u00a0 b"),
    ],
)
def test_white_space_folds_as_html_folds_it(runs, text: str):
    assert text_of(fold(runs)) == text
