from __future__ import annotations

import io

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from layout.typeset.breaks.browser_wrap import EM
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.web.html.lean_kerning import lean_kerning
from layout.web.html.web_fonts import BASE, font_css, font_files, stack_of
from layout.web.measure.text_width import Gauge

TEXT = Cut("newsreader", 400, False, 18)
HEAD = Cut("newsreader", 600, False, 72)
SANS = Cut("libre_franklin", 400)
COPY = "“We are pleased to work with Ecuador,” Mayorkas said. “Voters, Tomorrow: official fjords.”"


def opened(data: bytes) -> hb.Font:
    font = TTFont(io.BytesIO(data))
    font.flavor = None
    plain = io.BytesIO()
    font.save(plain)
    return hb.Font(hb.Face(hb.Blob(plain.getvalue())))


def shaped(font: hb.Font, text: str) -> int:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return sum(position.x_advance for position in buffer.glyph_positions)


@pytest.mark.parametrize("cut", [TEXT, HEAD, SANS, Cut("newsreader", 700, True, 18)])
def test_the_font_served_has_the_advances_that_were_measured(cut: Cut):
    foundry = Foundry()
    (file,) = font_files({cut: COPY}, foundry, whole=(cut,))
    font = opened(file.data)
    for text in (*COPY.split(), COPY, *BASE):
        assert shaped(font, text) * EM // font.face.upem == Gauge(foundry).advance(text, cut)


def test_files_are_named_by_content_and_come_out_the_same_twice():
    first = font_files({TEXT: COPY}, Foundry())
    again = font_files({TEXT: COPY}, Foundry())
    more = font_files({TEXT: COPY + "Ž"}, Foundry())
    assert first == again
    assert first[0].name != more[0].name
    assert first[0].name.startswith("newsreader-18-400-roman-")


def test_a_sign_the_family_lacks_comes_from_the_fallback_for_that_sign_alone():
    foundry = Foundry()
    files = font_files({TEXT: "a Жук b"}, foundry, (SANS,))
    assert [file.only for file in files] == ["", "Жку"]
    css = font_css(files, foundry, (TEXT,), "libre_franklin")
    assert "unicode-range:U+416,U+43A,U+443" in css
    assert css.count('font-family:"newsreader-18";') == 2


def test_readers_own_fonts_stand_in_at_the_same_width_and_height():
    foundry = Foundry()
    css = font_css((), foundry, (TEXT, SANS), "libre_franklin")
    assert 'local("Georgia"),local("Gelasio");size-adjust:90.' in css
    bold = font_css((), foundry, (Cut("newsreader", 700, False, 18),), "libre_franklin")
    assert 'font-weight:700;font-style:normal;src:local("Georgia Bold")' in bold
    assert "font-display" not in css  # nothing to wait for
    assert stack_of(TEXT, "libre_franklin").endswith("serif")
    assert stack_of(SANS, "libre_franklin").endswith("sans-serif")


def as_cut(font: bytes) -> bytes:
    return font


@pytest.mark.parametrize("cut", [TEXT, HEAD, SANS, Cut("newsreader", 700, True, 18)])
def test_kerning_by_classes_moves_no_pair_and_takes_less(cut: Cut):
    """Each pair of characters, accents and those beyond the base included, in the font as it was
    cut and as it is served."""
    signs = BASE + "āčřŽôŒŁß"
    foundry = Foundry()
    (plain,) = font_files({cut: signs}, foundry, pack=as_cut)
    (served,) = font_files({cut: signs}, foundry)
    before, after = hb.Font(hb.Face(hb.Blob(plain.data))), opened(served.data)
    for first in signs:
        text = "".join(first + second for second in signs)
        assert shaped(after, text) == shaped(before, text), first
    again = TTFont(io.BytesIO(plain.data), recalcBBoxes=False, recalcTimestamp=False)
    again.flavor = "woff2"
    packed = io.BytesIO()
    again.save(packed, reorderTables=False)
    most = 0.9 if cut.family == "newsreader" else 1.0
    assert len(served.data) < most * len(packed.getvalue())


def test_kerning_that_says_more_than_an_advance_stays_as_it_is():
    (file,) = font_files({TEXT: BASE}, Foundry(), pack=as_cut)
    font = TTFont(io.BytesIO(file.data))
    lookup = font["GPOS"].table.LookupList.Lookup[0]
    last = getattr(lookup.SubTable[-1], "ExtSubTable", lookup.SubTable[-1])
    last.ValueFormat2 = 4
    before = list(lookup.SubTable)
    lean_kerning(font)
    assert lookup.SubTable == before
    last.ValueFormat2 = 0
    lean_kerning(font)
    assert len(lookup.SubTable) == 1
