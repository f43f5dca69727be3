"""Which of a page's fonts sets a role, as it is written beside the metrics."""

import io

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from layout.service.foreign.measured_page import Advances, Sample
from layout.service.foreign.page_fonts import font_of, font_shelf, mean_advances
from layout.typeset.words.face import open_face
from layout.typeset.words.style import Cut

TEXT = "The tide came in at seven, AVATAR"


def woff(cut):
    font = TTFont(open_face(cut).file)
    font.flavor = "woff"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def news():
    return woff(Cut("newsreader"))


def width(data, **axes):
    face = hb.Face(data)
    font = hb.Font(face)
    font.set_variations(axes)
    buffer = hb.Buffer()
    buffer.add_str(TEXT)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return sum(each.x_advance for each in buffer.glyph_positions) / face.upem


@pytest.mark.slow
def test_the_font_that_sets_a_text_as_wide_is_taken_and_cut(news):
    whole = width(open_face(Cut("newsreader")).file.read_bytes(), wght=700, opsz=30)
    shelf = font_shelf([b"no font", news, woff(Cut("roboto_condensed")), news])
    assert len(shelf.opened) == 2
    sample = Sample(size=30, weight=700)
    found = font_of(sample, Advances(TEXT, whole, {}, TEXT), shelf)
    assert found is not None and found.name == "newsreader-700-30.ttf"
    assert "Newsreader Project" in found.licence
    assert font_of(sample, Advances(TEXT, whole, {}, TEXT), shelf) is found
    assert "fvar" not in TTFont(io.BytesIO(found.data))
    assert width(found.data) == pytest.approx(whole, rel=1e-4)


def test_no_font_is_taken_for_another(news):
    whole = width(open_face(Cut("newsreader")).file.read_bytes(), wght=400, opsz=30)
    shelf = font_shelf([news])
    sample = Sample(size=30, weight=400)
    assert font_of(sample, Advances(TEXT, whole * 1.01, {}, TEXT), shelf) is None
    assert font_of(sample, Advances(TEXT, whole, {}, TEXT + "日本" * 10), shelf) is None
    assert font_of(sample, Advances("", 0, {}, ""), shelf) is None


def test_advances_are_grouped_and_kerned_as_the_text_is():
    found = mean_advances(Advances("aab", 1.96, {"a": 0.5, "b": 1.0, "c": 0.5}, "aab"))
    assert found.widths == {"ac": 0.49, "b": 0.98}
    assert found.mean == pytest.approx(1.96 / 3, abs=1e-4)
    far = mean_advances(Advances("aab", 1.0, {"a": 0.5, "b": 1.0}, "aab"))
    assert far.widths == {"a": 0.5, "b": 1.0}
    code = mean_advances(Advances("ab", 1, dict.fromkeys(map(chr, range(33, 127)), 0.5), "ab"))
    assert [len(signs) for signs in code.widths] == [60, 34]
