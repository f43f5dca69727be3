"""What lends a face its letters is of its kind, weight and slope, on paper and on the web."""

from __future__ import annotations

import pytest

from layout.typeset.words.foundry import Foundry
from layout.typeset.words.stand_ins import stand_ins
from layout.typeset.words.style import Cut, TypeStyle
from layout.typeset.words.theme import load_theme
from layout.web.html.web_fonts import font_files
from layout.web.measure.text_width import Gauge

THEME = load_theme()
HEADLINE = THEME.styles["headline_60"].cuts[0]


def test_a_serif_stands_in_for_a_serif_at_its_weight():
    first, *others = stand_ins(HEADLINE, THEME.fallback)
    assert first == Cut("source_serif_4", 600, False, 72)
    assert [cut.family for cut in others] == ["libre_franklin", "roboto_condensed"]
    assert {cut.weight for cut in others} == {600}
    weight = dict(Foundry().face(first).variations)
    assert weight == {"wght": 600.0, "opsz": 60.0}, "its largest design"


def test_a_sans_stands_in_for_a_sans_and_slopes_with_it():
    cuts = stand_ins(Cut("libre_franklin", 700, True), THEME.fallback)
    assert cuts[0] == Cut("roboto_condensed", 700, True)
    assert "libre_franklin" not in [cut.family for cut in cuts]


@pytest.mark.parametrize("text", ["Вода", "Νερό"])
@pytest.mark.parametrize("style", ["headline_60", "pull_quote", "kicker", "deck", "folio", "jump"])
def test_russian_and_greek_are_set_at_the_weight_asked_for(style, text):
    foundry = Foundry(THEME.fallback)
    for cut in THEME.styles[style].cuts:
        pieces = foundry.pieces(text, cut, THEME.styles[style])
        assert "".join(piece.text for piece in pieces) == text
        for piece in pieces:
            assert 0 not in piece.glyphs
            assert (piece.face.cut.weight, piece.face.cut.italic) == (cut.weight, cut.italic)


def test_the_web_measures_and_serves_the_same_face():
    foundry = Foundry(THEME.fallback)
    gauge = Gauge(foundry, THEME.fallback, "ru")
    style = TypeStyle("x", (HEADLINE,) * 4, 16_000_000, 20_000_000)
    word = foundry.pieces("Вода", HEADLINE, style)[0]
    em = gauge.width("Вода", HEADLINE) / (1 << 24)
    assert abs(em - word.width / 16_000_000) < 0.001
    own, lent = font_files({HEADLINE: "ABВода"}, foundry, THEME.fallback)
    assert own.only == "" and lent.only == "Вадо"
    assert (lent.family, lent.weight, lent.italic) == (own.family, 600, False)
    lighter = font_files({Cut("newsreader", 400): "Вода"}, foundry, THEME.fallback)[1]
    assert lighter.data != lent.data, "an instance of its own weight"
