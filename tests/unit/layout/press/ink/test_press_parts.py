"""The small parts of the press: objects, fonts, instances, sorts."""

import io
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz as hb
from support.press.sample_documents import one_line_document, set_line, words_of

from layout.preflight.accessible.check import accessible_findings
from layout.press.frames.font_instances import cache_folder, instance
from layout.press.ink.embedded_font import to_unicode
from layout.press.ink.glyph_runs import GlyphRuns
from layout.press.ink.pdf_objects import Objects
from layout.press.ink.sorts import PdfFont, SizedFont
from layout.press.pdf import write_pdf
from layout.typeset.words.face import Face
from layout.typeset.words.foundry import Foundry, shape
from layout.typeset.words.set_line import Ending
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import load_theme


@pytest.fixture(scope="module")
def theme():
    return load_theme()


@pytest.fixture(scope="module")
def foundry(theme):
    return Foundry(theme.fallback)


def test_a_file_of_objects_can_be_opened_by_others():
    objects = Objects()
    tree, root = objects.reserve(), objects.reserve()
    content = objects.stream(b"0 0 10 10 re f")
    page = objects.add(
        f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 9 9]/Contents {content} 0 R/Resources<<>>>>"
    )
    objects.set(tree, f"<</Type/Pages/Kids[{page} 0 R]/Count 1>>")
    objects.set(root, f"<</Type/Catalog/Pages {tree} 0 R>>")
    data = objects.file(root, objects.add("<<>>"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == b"0 0 10 10 re f"
        assert pdf.get_warnings() == [] and pdf.check_pdf_syntax() == []


def test_an_object_without_content_is_our_own_bug():
    objects = Objects()
    objects.reserve()
    with pytest.raises(AssertionError, match="never set"):
        objects.file(1, 1)


def test_to_unicode_gives_ligatures_all_their_letters_and_keeps_sections_short():
    cmap = to_unicode({7: "ffi", 3: "a", 9: "\U0001f600", **dict.fromkeys(range(100, 350), "x")})
    assert "<0007> <006600660069>" in cmap and "<0009> <D83DDE00>" in cmap
    counts = [int(line.split()[0]) for line in cmap.splitlines() if line.endswith("beginbfchar")]
    assert sum(counts) == 253 and max(counts) <= 100


def test_widths_of_the_embedded_font_are_those_of_the_face(theme, foundry):
    style = theme.styles["headline_24"]
    line = set_line(words_of("AVATAR offices", style, foundry), 400_000, Ending.LAST)
    face = line.words[0].face
    with pikepdf.open(io.BytesIO(write_pdf(one_line_document(line, theme), theme, foundry))) as pdf:
        font = next(iter(pdf.pages[0].Resources.Font.values())).DescendantFonts[0]
        subset = hb.Font(hb.Face(font.FontDescriptor.FontFile2.read_bytes()))
        widths = {}
        parts = list(font.W)
        for first, run in zip(parts[::2], parts[1::2], strict=True):
            widths |= {int(first) + i: float(width) for i, width in enumerate(run)}
    used = {glyph for word in line.words for glyph in word.glyphs}
    for glyph in used:
        expected = face.font.get_glyph_h_advance(glyph) * 1000 / face.upem
        assert widths[glyph] == pytest.approx(expected, abs=1e-3)
        assert subset.get_glyph_h_advance(glyph) * 1000 / face.upem == pytest.approx(expected)


@pytest.fixture(scope="module")
def postscript_face(tmp_path_factory) -> Face:
    """A face with cubic (CFF) outlines, made here: no package that we depend on has one."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    file = tmp_path_factory.mktemp("cff") / "square.otf"
    names = {0x20: "space", 0x61: "a", 0x62: "b"}
    order = [".notdef", *names.values()]
    shapes = {}
    for name in order:
        pen = T2CharStringPen(600, None)
        if name != "space":
            pen.moveTo((50, 0))
            pen.curveTo((50, 300), (200, 700), (550, 700))
            pen.lineTo((550, 0))
            pen.closePath()
        shapes[name] = pen.getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupCFF("Square", {}, shapes, {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.save(file)
    return Face(Cut("square"), file, "Square")


def test_fonts_with_cubic_outlines_are_embedded_too(postscript_face, theme, foundry):
    words = (shape("ab", postscript_face, 10_000), shape("ba", postscript_face, 10_000))
    data = write_pdf(
        one_line_document(set_line(words, 200_000, Ending.LAST), theme), theme, foundry
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        font = next(iter(pdf.pages[0].Resources.Font.values())).DescendantFonts[0]
        assert str(font.Subtype) == "/CIDFontType0"
        assert str(font.FontDescriptor.FontFile3.Subtype) == "/OpenType"
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        text = pdf[0].get_textpage()
        assert text.get_text_range() == "ab ba"
        text.close()
        image = pdf[0].render(scale=3).to_pil().convert("L")
    dark = sum(level < 80 for level in image.tobytes())
    assert dark > 300  # two words of squares, at 30 px


def test_words_are_whole_in_fonts_without_codes_to_spare(postscript_face, theme, foundry, tmp_path):
    """A glyph that ends a line in a hyphen of ours, and elsewhere is a letter."""
    import subprocess

    words = (shape("ab", postscript_face, 10_000), shape("ab", postscript_face, 10_000))
    line = set_line(words, 200_000, Ending.HYPHEN)
    data = write_pdf(one_line_document(line, theme), theme, foundry)
    file = tmp_path / "made.pdf"
    file.write_bytes(data)
    run = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True)
    assert run.stdout.decode().split() == ["ab", "a\u00ad"]
    assert b"ActualText" not in data and b"pdfuaid:part" in data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert accessible_findings(pdf) == ()
        assert len(pdf.pages[0].Resources.Font) == 2


def test_glyphs_that_are_shifted_or_raised_come_back_to_the_line(foundry, theme):
    from dataclasses import replace

    style = theme.styles["body"]
    word = foundry.word("abc", style.cuts[0], style)
    moved = replace(word, offsets=((0, 0), (50, 200), (0, 0)))
    case = PdfFont(word.face, "F1")
    sorts = SizedFont(case, word.size, 0).sorts(moved)
    rise = 200 * word.size / 1000 / 1000
    assert f">]TJ {rise:g} Ts [<" in sorts and "]TJ 0 Ts [<" in sorts
    data = write_pdf(
        one_line_document(set_line((moved,), 100_000, Ending.LAST), theme), theme, foundry
    )
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        chars = pdf.pages[0].chars
    plain = [0.0]
    for advance in word.advances:
        plain.append(plain[-1] + advance * word.size / word.face.upem / 1000)
    starts = [char["x0"] - chars[0]["x0"] for char in chars]
    shift = 50 * word.size / 1_000_000
    assert starts == pytest.approx([0, plain[1] + shift, plain[2]], abs=0.005)


def test_the_text_state_is_set_once_for_lines_of_one_setting(theme, foundry):
    runs = GlyphRuns()
    runs.turn_to(800_000)
    style = theme.styles["body"]
    lines = [
        one_line_document(set_line(words_of(text, style, foundry), 200_000), theme)
        for text in ("one two three", "three two one", "two one three")
    ]
    shown = [runs.line(document.pages[0].fragments[0].lines[0]) for document in lines]
    assert " Tf " in shown[0] and " Tf " not in shown[1] + shown[2]


def test_instances_are_kept_and_a_broken_cache_is_not_believed(theme, foundry, tmp_path):
    face = foundry.face(theme.styles["body"].cuts[0])
    made = instance(face, tmp_path / "cache")
    kept = list((tmp_path / "cache").iterdir())
    assert [file.read_bytes() for file in kept] == [made]
    kept[0].write_bytes(b"\0\1\0\0 broken")
    assert instance(face, tmp_path / "cache") == made
    assert kept[0].read_bytes() == made
    cut = hb.Face(made)
    assert "fvar" not in cut.table_tags and "GPOS" in cut.table_tags
    assert cut.glyph_count == face.font.face.glyph_count


def test_instances_need_no_cache(theme, foundry, tmp_path):
    face = foundry.face(theme.styles["body"].cuts[0])
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    assert instance(face, blocked / "cache") == instance(face, tmp_path)


def test_the_cache_is_where_the_user_wants_it(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "newsgrid"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert cache_folder() == Path.home() / ".cache" / "newsgrid"
