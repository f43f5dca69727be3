"""The parts of a package: XML that holds, names that are unlike each other, fonts, the zip."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree
from support.small_pages.square_theme import square_grid, square_theme

from layout.idml.matter.paragraphs import Setting
from layout.idml.matter.set_matter import (
    Layer,
    SetLine,
    SetParagraph,
    SetRun,
    Swatch,
    TextFrame,
    Thread,
    Type,
)
from layout.idml.written.fonts import FontNames, font_files, font_list
from layout.idml.written.languages import is_known, language_element
from layout.idml.written.package import MIMETYPE, graphic_part, preferences_part, zipped
from layout.idml.written.spreads import Sheet, Threaded, layer_id, page_id
from layout.idml.written.stories import StoryWriter, backing_story
from layout.idml.written.styles import NO_CHARACTER, Styles, colour_address, difference, look_of
from layout.idml.written.xml_parts import decimal, element, part, plain_name, points
from layout.page.rect import Rect
from layout.story.text.sanitise import legal
from layout.typeset.words.face import Face, open_face
from layout.typeset.words.set_line import Ending
from layout.typeset.words.style import Align, Cut

BLACK, RED = Swatch("Black", (0, 0, 0, 100)), Swatch("red: 50/50 <x>", (0, 90, 80.5, 5))


@pytest.fixture
def face(square_font) -> Face:
    return open_face(Cut("square"))


def paragraph(type_: Type, role: str = "body", text: str = "Copy", **how) -> SetParagraph:
    line = SetLine(10_000, 0, 9_000, 90_000, (SetRun(text, type_),), Ending.LAST)
    return SetParagraph(
        role, (line,), how.pop("align", Align.LEFT), how.pop("leading", 10_500), "en", **how
    )


def thread(*paragraphs: SetParagraph) -> Thread:
    return Thread("pier/body", Layer.COPY, paragraphs, (TextFrame(1, Rect(0, 0, 9, 9), 5, 1),))


def styles_of(*paragraphs: SetParagraph) -> Styles:
    return Styles([thread(*paragraphs)], FontNames(), Setting(square_theme(), "en", {}), False)


def test_text_has_no_character_that_xml_cannot_have() -> None:
    assert legal("a\0b\x0bc\ufffe\ud800d\n") == "abcd\n"
    made = part("Story", element("Content", {"Name": '\x01<&"'}))
    assert etree.fromstring(made)[0].get("Name") == '<&"'


def test_numbers_have_no_exponent() -> None:
    assert (points(1), points(-12_345), decimal(1e-9), decimal(123456.5)) == (
        "0.001",
        "-12.345",
        "0",
        "123456.5",
    )


def test_names_of_styles_are_no_addresses() -> None:
    assert plain_name("a/b:c%d<e>") == "a-b-c-d-e-" and plain_name("") == "-"


def test_looks_of_a_role_have_names_that_say_how_they_differ(face) -> None:
    usual = Type(face, 10_000, 0, BLACK)
    large = Type(face, 20_000, 0, BLACK)
    red = Type(face, 10_000, 0, RED)
    parts = [paragraph(usual), paragraph(usual), paragraph(large), paragraph(red)]
    parts += [paragraph(large, leading=24_000), paragraph(usual, align=Align.RIGHT)]
    styles = styles_of(*parts)
    names = [styles.paragraph(look_of(one)).removeprefix("ParagraphStyle/") for one in parts]
    assert names == [
        "body",
        "body",
        "body 20pt",
        "body red- 50-50 -x-",
        "body 20pt on 24",
        "body right",
    ]


def test_names_are_unlike_each_other_whatever_their_case(face) -> None:
    one, two = (
        paragraph(Type(face, 1, 0, BLACK), "Body"),
        paragraph(Type(face, 2, 0, BLACK), "body"),
    )
    styles = styles_of(one, two)
    names = {styles.paragraph(look_of(each)).casefold() for each in (one, two)}
    assert len(names) == 2


def test_what_differs_inside_a_paragraph_is_a_character_style(face) -> None:
    usual, red = Type(face, 10_000, 0, BLACK), Type(face, 10_000, 5, RED)
    assert difference(usual, usual) is None
    lines = paragraph(usual, text="Copy of the day ").lines[0]
    mixed = SetParagraph(
        "body",
        (SetLine(1, 0, 9, 9, (*lines.runs, SetRun("now", red)), Ending.LAST),),
        Align.LEFT, 10_500, "en",
    )  # fmt: skip
    styles = styles_of(mixed)
    writer = StoryWriter(styles, keep=False)
    root = etree.fromstring(writer.part(thread(mixed), "s1"))
    applied = [each.get("AppliedCharacterStyle") for each in root.iter("CharacterStyleRange")]
    assert applied == [NO_CHARACTER, "CharacterStyle/tracked 5 red- 50-50 -x-"]
    assert "".join(each.text for each in root.iter("Content")) == "Copy of the day now"
    defined = {each.get("Self") for group in styles.elements() for each in group}
    assert set(applied) <= defined


def test_paragraphs_end_in_breaks_but_the_last(face) -> None:
    usual = Type(face, 10_000, 0, BLACK)
    parts = [paragraph(usual, text="One"), paragraph(usual, text="Two", space=3_000)]
    root = etree.fromstring(StoryWriter(styles_of(*parts), False).part(thread(*parts), "s1"))
    ranges = list(root.iter("ParagraphStyleRange"))
    assert [len(each.findall(".//Br")) for each in ranges] == [1, 0]
    assert ranges[1].get("SpaceBefore") == "3"


def test_inks_are_in_per_cent(square_font) -> None:
    root = etree.fromstring(graphic_part([RED, RED]))
    (red,) = [each for each in root.iter("Color") if each.get("Self") == colour_address(RED)]
    assert (red.get("ColorValue"), red.get("Space"), red.get("Model")) == (
        "0 90 80.5 5",
        "CMYK",
        "Process",
    )


def test_the_baseline_grid_is_the_publication_s() -> None:
    grid = square_grid(3, 20, 30)
    root = etree.fromstring(preferences_part(Sheet(grid, False), 4))
    said = root.find("GridPreference")
    assert said.get("BaselineStart") == points(grid.baseline(0))
    assert said.get("BaselineDivision") == points(grid.leading)
    assert root.find("DocumentPreference").get("FacingPages") == "true"


def test_left_pages_stand_left_of_the_spine() -> None:
    sheet = Sheet(square_grid(3, 20, 30), False)
    assert sheet.corner(3) == (0, -(sheet.height // 2))
    assert sheet.corner(2) == (-sheet.width, -(sheet.height // 2))
    assert (layer_id(Layer.COPY), page_id(7)) == ("layerCopy", "page7")
    one = thread()
    threaded = Threaded({id(one): "s5"})
    assert [threaded.frame(one, number) for number in (-1, 0, 1)] == ["n", "s5f0", "n"]


def test_a_zip_begins_with_what_it_is_and_has_no_times() -> None:
    data = zipped({"b": b"2", "a": b"1"}, MIMETYPE)
    assert data == zipped({"b": b"2", "a": b"1"}, MIMETYPE)
    assert data[30:38] == b"mimetype" and data[38 : 38 + len(MIMETYPE)] == MIMETYPE.encode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["mimetype", "b", "a"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_font_has_a_name_of_its_own_without_reserved_words() -> None:
    names = FontNames()
    serif = open_face(Cut("source_serif_4", 700, True, 9))
    assert names.of(serif).full == "NG Serif 4 9pt Bold Italic"
    assert names.of(serif).postscript == "NGSerif49pt-BoldItalic"
    listed = font_list(names.all())
    assert "NG Serif 4 9pt Bold Italic: Document fonts/NGSerif49pt-BoldItalic.ttf" in listed


@pytest.mark.slow
def test_a_font_file_is_the_face_at_its_point() -> None:
    from fontTools.ttLib import TTFont

    names = FontNames()
    face = open_face(Cut("newsreader", 600, False, 60))
    name = names.of(face)
    files = font_files(names.all())
    assert files == font_files(names.all())
    with TTFont(io.BytesIO(files[name.file])) as font:
        assert "fvar" not in font and font["OS/2"].usWeightClass == 600
        glyph = font.getBestCmap()[ord("H")]
        assert abs(font["hmtx"][glyph][0] - face.font.get_glyph_h_advance(face.glyph("H"))) <= 1


def test_languages_are_listed_by_the_names_they_are_applied_by() -> None:
    assert language_element("$ID/English: UK").get("Self") == "Language/$ID/English%3a UK"
    assert is_known("pt-BR") and not is_known("eo")


def test_the_backing_story_holds_the_root_of_the_structure() -> None:
    root = etree.fromstring(backing_story())
    assert root.find(".//XMLElement").get("MarkupTag") == "XMLTag/Root"
