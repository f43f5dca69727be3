"""What a PDF tells of its type: bookmarks, the structure tree, the text that lines stand for."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from support.press.sample_documents import set_line
from support.small_pages.square_theme import square_grid, square_theme

from layout.page.document import Box, Document, DropCap, Fragment, Image, Page, PlacedLine
from layout.page.rect import Rect
from layout.press.ink.bookmarks import bookmarks
from layout.press.ink.embedded_font import embed
from layout.press.ink.glyph_runs import GlyphRuns
from layout.press.ink.pdf_objects import Objects
from layout.press.ink.sorts import PdfFont, sorts_saying
from layout.press.ink.spoken_order import (
    drop_cap_outline,
    drop_caps_by_fragment,
    speaking_lines,
)
from layout.press.ink.structure_tree import ARTIFACT, Structure
from layout.press.ink.tagged_tables import TableRows, is_tabular
from layout.press.rendered_boxes import box_forms, frames_of
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending, Line

pytestmark = pytest.mark.usefixtures("square_font")
GRID = square_grid(2, 20, 30)
LEFT, RIGHT = (x for x, _ in GRID.columns)


def line(text: str, ending: Ending = Ending.LAST, foundry: Foundry | None = None) -> Line:
    style, foundry = square_theme().styles["body"], foundry or Foundry()
    words = tuple(foundry.word(part, style.cuts[0], style) for part in text.split())
    return set_line(words, 100_000, ending)


def fragment(
    role: str, *lines: Line, story: str = "s", x: int = LEFT, y: int = 0, paragraph: int = 0
) -> Fragment:
    placed = tuple(PlacedLine(x, y + (n + 1) * 10_000, each) for n, each in enumerate(lines))
    rect = Rect(x, y, 100_000, len(lines) * 10_000 + 1)
    return Fragment(role, story, rect, placed, paragraph=paragraph)


def page(number: int, *fragments: Fragment, section: str = "", **more) -> Page:
    return Page(number, GRID, fragments, section=section, **more)


@contextmanager
def opened(catalog: str, objects: Objects, pages: list[int]) -> Iterator[pikepdf.Pdf]:
    """A PDF of empty pages with an entry in its catalog, as pikepdf reads it."""
    tree, root = objects.reserve(), objects.reserve()
    for each in pages:
        objects.set(each, f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 9 9]>>")
    kids = " ".join(f"{each} 0 R" for each in pages)
    objects.set(tree, f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>")
    objects.set(root, f"<</Type/Catalog/Pages {tree} 0 R{catalog}>>")
    with pikepdf.open(io.BytesIO(objects.file(root, objects.add("<<>>")))) as pdf:
        yield pdf


def test_a_headline_is_a_bookmark_below_its_section():
    first = fragment("headline", line("Dam", Ending.SPACE), line("holds"), story="dam", y=50_000)
    news = page(1, first, fragment("body", line("x"), story="dam"), section="Front page")
    more = page(2, fragment("headline", line("Town"), story="town"), section="Front page")
    broken = fragment("headline", line("Late go-", Ending.HYPHEN), line("al"), story="goal")
    sport = page(3, broken, fragment("headline", line("Dam holds"), story="dam"), section="Sport")
    document = Document("Gazette", "en", None, (news, more, sport))
    objects = Objects()
    pages = [objects.reserve() for _ in document.pages]
    entry = bookmarks(document, objects, pages)
    with opened(entry, objects, pages) as pdf, pdf.open_outline() as outline:
        told = [(each.title, [below.title for below in each.children]) for each in outline.root]
        assert told == [("Front page", ["Dam holds", "Town"]), ("Sport", ["Late goal"])]
        place = outline.root[0].children[0].destination
        height = GRID.trim[1] / 1000
        assert place[0].objgen == pdf.pages[0].objgen and float(place[3]) == pytest.approx(
            height - 50
        )
        assert int(pdf.Root.Outlines.Count) == 5


def test_without_headlines_there_are_no_bookmarks():
    document = Document("Gazette", "en", None, (page(1, fragment("body", line("x"))),))
    assert bookmarks(document, Objects(), [1]) == ""


def openings(structure: Structure, shown: Fragment) -> list[str]:
    """The operators that open the marked contents of a fragment."""
    return [opening for opening, _ in structure.parts(shown)]


def test_a_paragraph_is_one_element_however_many_pages_it_runs_over():
    structure, objects = Structure(), Objects()
    pages = [objects.reserve() for _ in range(2)]
    structure.turn_to_next_page()
    unended = line("x", Ending.SPACE)
    assert openings(structure, fragment("headline", line("x"))) == ["/H1<</MCID 0>>BDC"]
    assert openings(structure, fragment("body", unended, paragraph=1)) == ["/P<</MCID 1>>BDC"]
    assert openings(structure, fragment("folio", line("3"), story="")) == [ARTIFACT]
    assert openings(structure, fragment("turn_head", line("x"))) == [ARTIFACT]
    assert openings(structure, fragment("body")) == []
    structure.turn_to_next_page()
    assert openings(structure, fragment("body", line("y"), paragraph=1)) == ["/P<</MCID 0>>BDC"]
    assert openings(structure, fragment("body", line("z"), paragraph=2)) == ["/P<</MCID 1>>BDC"]
    number = structure.write(objects, pages)
    with opened(f"/StructTreeRoot {number} 0 R", objects, pages) as pdf:
        (article,) = pdf.Root.StructTreeRoot.K.K
        assert [str(each.S) for each in article.K] == ["/H1", "/P", "/P"]
        marks = [(each.Pg.objgen == pdf.pages[1].objgen, int(each.MCID)) for each in article.K[1].K]
        assert marks == [(False, 1), (True, 0)]
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums
        assert [str(each.S) for each in parents[3]] == ["/P", "/P"], "of the second page"


def test_a_picture_has_its_cutlines_place_and_an_ad_comes_last():
    structure, objects = Structure(), Objects()
    pages = [objects.reserve()]
    structure.turn_to_next_page()
    shown = Rect(LEFT, 0, 50_000, 50_000)
    structure.image(Image("picture", "p", shown, Path("p.png"), "A dam", story="s"), 300_000)
    structure.image(Image("ad", "a1", shown, Path("a.png"), "Hats"), 300_000)
    openings(structure, fragment("headline", line("x")))
    openings(structure, fragment("cutline", line("x"), paragraph=2))
    openings(structure, fragment("body", line("x"), paragraph=3))
    structure.box(Box("digest", "d", shown, ""), 300_000)
    number = structure.write(objects, pages)
    with opened(f"/StructTreeRoot {number} 0 R", objects, pages) as pdf:
        article, box, ad = pdf.Root.StructTreeRoot.K.K
        assert [str(each.S) for each in article.K] == ["/H1", "/Figure", "/P"]
        figure = article.K[1]
        assert str(figure.Alt) == "A dam" and str(figure.K[1].S) == "/Caption"
        assert (str(box.S), str(box.T), str(ad.Alt)) == ("/Aside", "digest", "Advertisement: Hats")


def test_a_drop_cap_belongs_to_the_text_beside_it():
    head = fragment("headline", line("x"))
    body = fragment("body", line("nce more"), x=RIGHT, y=50_000)
    inside, outside = (
        DropCap("O", PlacedLine(x, 55_000, line("O"))) for x in (RIGHT, RIGHT - 20_000)
    )
    for cap in (inside, outside):
        assert drop_caps_by_fragment(page(1, head, body, drop_caps=(cap,))) == {body: cap}
    shape = drop_cap_outline(inside, GRID.trim[1])
    xs = [float(x) for x in re.findall(r"([\d.-]+) [\d.-]+ [ml] ", shape)]
    assert min(xs) >= RIGHT / 1000 and shape.endswith("f") and "Tj" not in shape


def read(shown: str, runs: GlyphRuns) -> str:
    """What a line's operators say, by its font's codes alone."""
    (font,) = runs.fonts.values()
    codes = "".join(re.findall(r"<([0-9A-F]+)>", shown))
    return "".join(font.texts[int(codes[i : i + 4], 16)] for i in range(0, len(codes), 4))


def test_lines_say_how_they_go_on_and_a_drop_caps_word_is_whole():
    runs = GlyphRuns()
    runs.turn_to(GRID.trim[1])
    foundry = Foundry()
    lines = (
        line("lost on-", Ending.TIGHT, foundry),
        line("line work-", Ending.HYPHEN, foundry),
        line("ing at", Ending.SPACE, foundry),
        line("ends", Ending.LAST, foundry),
    )
    shown = speaking_lines(fragment("body", *lines), runs, before="F")
    assert [read(each, runs) for each in shown] == [
        "Flost on-\u2060",
        "line work\u00ad",
        "ing at ",
        "ends",
    ]
    assert "ActualText" not in "".join(shown)
    (font,) = runs.fonts.values()
    hyphen = font.face.glyph("-")
    assert list(font.others.values()).count(hyphen) + (hyphen in font.texts) == 2
    alone = line("l", Ending.TIGHT, foundry)
    assert read(speaking_lines(fragment("body", alone), runs, "E")[0], runs) == "El\u2060"
    plain = speaking_lines(fragment("body", lines[0]), runs)
    assert read(plain[0], runs) == "lost on-\u2060"


def test_a_font_without_codes_to_spare_says_it_in_a_further_font():
    runs = GlyphRuns()
    runs.turn_to(GRID.trim[1])
    foundry = Foundry()
    broken, whole = line("a-", Ending.HYPHEN, foundry), line("a-", foundry=foundry)
    (font,) = (runs.sized(word).font for word in broken.words)
    font._free = 1 << 16
    first, second = speaking_lines(fragment("body", broken, whole), runs)
    assert "x1" not in first and f"/{font.name}x1 " in second and "ActualText" not in first + second
    hyphen = font.face.glyph("-")
    assert font.texts[hyphen] == "\u00ad" and font.again == [{hyphen: "-"}]
    made = embed(font, Objects())
    assert list(made) == [font.name, f"{font.name}x1"]


def test_glyphs_that_are_a_part_of_a_character_say_nothing_of_their_own():
    face = Foundry().word(
        "ab", square_theme().styles["body"].cuts[0], square_theme().styles["body"]
    )
    font = PdfFont(face.face, "F1")
    one = replace(face, text="é", clusters=(0, 0))
    sorts_saying(one, font, "é")
    assert [font.texts[glyph] for glyph in one.glyphs] == ["é", "\u2060"]
    twice = replace(one, glyphs=(one.glyphs[0],) * 2)
    font._free = 1 << 16
    assert sorts_saying(twice, font, "ö").count(" Tf ") == 4, "each in its own"
    assert font.again == [{one.glyphs[0]: "ö"}, {one.glyphs[0]: "\u2060"}]


def test_boxes_are_frames_of_their_size_and_become_forms():
    box = Box("digest", "d", Rect(0, 0, 20_000, 10_000), "<p>x</p>", files=("a.png",))
    here = page(1, boxes=(box, replace(box, id="e", html="<p>y</p>")))
    first, second = frames_of(here)
    assert (first.role, first.html, first.width, first.height) == (
        "digest",
        "<p>x</p>",
        20_000,
        10_000,
    )
    assert first.files == ("a.png",) and second.html == "<p>y</p>"
    objects, drawn = Objects(), Objects()
    tree, root = drawn.reserve(), drawn.reserve()
    content = drawn.stream(b"0 0 20 10 re f")
    sheet = drawn.add(
        f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 20 10]/Contents {content} 0 R>>"
    )
    drawn.set(tree, f"<</Type/Pages/Kids[{sheet} 0 R]/Count 1>>")
    drawn.set(root, f"<</Type/Catalog/Pages {tree} 0 R>>")
    pdf = drawn.file(root, drawn.add("<<>>"))
    structure = Structure()
    structure.turn_to_next_page()
    openings(structure, fragment("body", line("x")))
    for each in here.boxes:
        structure.box(each, 300_000)
    shown = box_forms(
        Document("x", "en", None, (here,)), {first: pdf, second: pdf}, objects, structure
    )
    sheets = [objects.reserve()]
    number = structure.write(objects, sheets)
    forms = f"/Forms[{' '.join(f'{each} 0 R' for each in shown[here])}]"
    with opened(f"{forms}/StructTreeRoot {number} 0 R", objects, sheets) as made:
        parents = made.Root.StructTreeRoot.ParentTree.Nums
        for at, form in enumerate(made.Root.Forms, 1):
            marked = b"/Aside<</MCID %d>>BDC\n0 0 20 10 re f\nEMC" % at
            assert form.read_bytes() == marked, "numbers go on from those of the page"
            assert [float(edge) for edge in form.BBox] == [0, 0, 20, 10]
            assert int(form.StructParents) == at == int(parents[2 * at])
            element = parents[2 * at + 1][at]
            assert str(element.S) == "/Aside" and element.K[0].Stm.objgen == form.objgen
        assert made.Root.StructTreeRoot.ParentTreeNextKey == 3


def marked(text: str, hang: int) -> Line:
    """The first line of a list item, its mark hanging before it."""
    whole = line(text)
    mark = replace(whole.words[0], width=hang, tight=True)
    return replace(whole, words=(mark, *whole.words[1:]), width=whole.width + hang)


def told(structure: Structure, language: str = "") -> list:
    """The tags of a written tree, nested, with what of their attributes is looked at here."""
    objects = Objects()
    pages = [objects.reserve()]
    number = structure.write(objects, pages)
    with opened(f"/StructTreeRoot {number} 0 R", objects, pages) as pdf:
        (article,) = pdf.Root.StructTreeRoot.K.K
        assert str(article.get("/Lang", "")) == language
        return _told(article)


def _told(element) -> list:
    made = []
    for kid in element.K:
        if str(kid.get("/Type")) == "/StructElem":
            tag = str(kid.S)[1:]
            attributes = kid.get("/A", {})
            more = str(attributes.get("/Scope", attributes.get("/ListNumbering", "")))
            made.append((tag + more, _told(kid)) if _told(kid) else tag + more)
    return made


def test_a_list_has_items_with_their_marks_however_many_legs_it_runs_over():
    structure = Structure({"s": "qu"})
    structure.turn_to_next_page()
    first = fragment("list", marked("• one is", 9_000), line("long", Ending.SPACE), paragraph=4)
    parts = [*structure.parts(first)]
    mark, text = (part.lines[0].line for _, part in parts)
    assert (mark.text, mark.width, text.text, text.indent) == ("•", 9_000, "one is", 9_000)
    assert mark.width + text.width == first.lines[0].line.width
    assert [opening.split("<")[0] for opening, _ in parts] == ["/Lbl", "/LBody"]
    assert len(openings(structure, fragment("list", line("and ends"), paragraph=4))) == 1
    openings(structure, fragment("list", marked("• two", 9_000), paragraph=4))
    item = ("LI", ["Lbl", "LBody"])
    assert told(structure, "qu") == [("L/Disc", [item, item])]


def cells(*rows: tuple[str, ...], head: int = 0) -> Fragment:
    """A table's fragment: each row's cells, "" for none; what ends in a space goes on below. The
    first so many rows are in bold."""
    style, foundry = square_theme().styles["body"], Foundry()
    placed = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row, 1):
            cut = replace(style.cuts[0], weight=700 if number < head else 400)
            words = tuple(foundry.word(part, cut, style) for part in text.split())
            ending = Ending.SPACE if text.endswith(" ") else Ending.LAST
            if words:
                one = replace(set_line(words, 40_000, ending), measure=column * 40_000)
                placed.append(PlacedLine(LEFT, (number + 1) * 10_000, one))
    return Fragment("table", "s", Rect(LEFT, 0, 90_000, 90_000), tuple(placed), paragraph=3)


def test_a_table_has_rows_and_cells_and_heads_with_their_scope():
    structure = Structure()
    structure.turn_to_next_page()
    shown = cells(("Town", "Votes"), ("San ", "1,204"), ("Juan", ""), ("Else", ""), head=1)
    assert len(openings(structure, shown)) == 6
    openings(structure, cells(("Last", "2")))
    heads = ["TH/Column", "TH/Column"]
    row = ("TR", ["TD", "TD"])
    assert told(structure) == [("Table", [("TR", heads), row, row, row])]


def test_a_table_without_a_head_has_none_and_one_set_as_lines_is_text():
    structure = Structure()
    structure.turn_to_next_page()
    openings(structure, cells(("a", "b"), ("c", "d")))
    openings(structure, replace(cells(("a · b",)), paragraph=9))
    row = ("TR", ["TD", "TD"])
    assert told(structure) == [("Table", [row, row]), "P"]
    assert is_tabular(cells(("a", "b"))) and not is_tabular(cells(("a",)))
    rows = TableRows(cells(("a", "b")))
    assert [it[:2] for it in rows.placed(cells(("a", "b")))] == [(0, 40_000), (0, 80_000)]


def test_a_crosshead_before_any_headline_is_one():
    structure = Structure()
    structure.turn_to_next_page()
    openings(structure, fragment("crosshead", line("x"), paragraph=1))
    openings(structure, fragment("crosshead", line("x"), paragraph=2))
    assert told(structure) == ["H1", "H2"]
