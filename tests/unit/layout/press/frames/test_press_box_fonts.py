"""The fonts of boxes: named and cut the same whichever Pango and HarfBuzz a machine has."""

import hashlib
import io

import pikepdf
import pytest
import uharfbuzz as hb
from support.press.sample_documents import DATE

from layout.press.frames.embedded_names import ADDED, FLAGS, cut
from layout.press.frames.font_instances import instance
from layout.press.frames.print_faces import print_faces
from layout.press.frames.skeleton import Frame, frames_pdfs
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

HTML = (
    '<p style="font:10pt/12pt press-sans">Efficient offices</p>'
    "<p style=\"font:bold 14pt/16pt press-sans;font-feature-settings:'smcp'\">A bank</p>"
    '<p style="font:bold 9pt/12pt press-sans;font-kerning:none">AVATAR</p>'
    '<p style="font:italic 500 30pt/32pt press-display">Fjord</p>'
)
NAMES = ("press-sans", "press-sans Bold", "press-display Medium Italic")


@pytest.fixture(scope="module")
def fonts():
    """The Type 0 fonts of a box with type of three faces, by their name."""
    theme = load_theme()
    frame = Frame("ad", HTML, 300_000, 200_000)
    (data,) = frames_pdfs((frame,), theme, Foundry(theme.fallback), DATE, "en")
    found = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0":
                descriptor = each.DescendantFonts[0].FontDescriptor
                found[str(each.BaseFont)] = descriptor.FontFile2.read_bytes()
    return found


def tag(name):
    """As WeasyPrint makes it, of what Pango called a font before version 1.56."""
    digest = hashlib.md5(name.encode(), usedforsecurity=False).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def test_a_font_is_named_by_its_face_alone_and_one_face_is_one_font(fonts):
    assert sorted(fonts) == sorted(f"/{tag(name)}+{name.replace(' ', '-')}" for name in NAMES)


def test_what_is_embedded_was_cut_by_the_harfbuzz_that_came_with_us(fonts):
    theme = load_theme()
    faces = {
        (face.family, face.weight, face.italic): face.face
        for face in print_faces(theme, Foundry(theme.fallback))
    }
    name = f"/{tag('press-display Medium Italic')}+press-display-Medium-Italic"
    whole = hb.Face(instance(faces["display", 500, True]))
    font = hb.Font(whole)
    glyphs = {font.get_nominal_glyph(ord(sign)) for sign in "Fjord "}  # lines end in spaces
    once = cut(whole, glyphs, FLAGS | hb.SubsetFlags.RETAIN_GIDS)
    every = set(range(max(glyphs) + 1))
    twice = cut(once, every, FLAGS | hb.SubsetFlags.NO_HINTING)
    assert fonts[name] == bytes(twice.blob.data)


def test_only_glyphs_that_are_used_have_outlines(fonts):
    for data in fonts.values():
        face = hb.Face(data)
        font = hb.Font(face)
        drawn = [glyph for glyph in range(face.glyph_count) if font.get_glyph_extents(glyph)]
        inked = [glyph for glyph in drawn if font.get_glyph_extents(glyph).height]
        assert 3 <= len(inked) <= 16
        assert not {"GSUB", "GPOS", "fpgm"} & set(face.table_tags)


def test_what_newer_pangos_add_to_a_description_is_no_part_of_any_other_mask():
    """Family, style, variant, weight, stretch, size, gravity and variations are bits 0 to 7."""
    assert ADDED & 0xFF == 0
