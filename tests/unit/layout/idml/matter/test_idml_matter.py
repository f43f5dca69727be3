"""What a designer has of a page: paragraphs, tables, threads, graphics, masters, links."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image as Pillow
from support.small_pages.cases import Case
from support.small_pages.edition_pages import document_of
from support.small_pages.square_theme import square_setter, square_theme

from layout.idml.matter.boxes import box_matter
from layout.idml.matter.graphics import graphics_of
from layout.idml.matter.links import Links, contents
from layout.idml.matter.masters import mastered
from layout.idml.matter.paragraphs import (
    Piece,
    Setting,
    alignment,
    indents_of,
    main_type,
    paragraphs_of,
    text_of,
    text_runs,
)
from layout.idml.matter.set_matter import Layer, SetLine, SetParagraph, SetTable, Swatch
from layout.idml.matter.tables import is_table, table_of
from layout.idml.matter.threads import threads_of
from layout.page.document import Crop, Document, DropCap, Fragment, Image, PlacedLine
from layout.page.rect import Rect
from layout.story.block import Table
from layout.story.run import plain
from layout.typeset.breaks.break_paragraph import Measures
from layout.typeset.set_table import set_table
from layout.typeset.set_text import set_text
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.style import Align
from slots.finding import BadInput

BLACK = Swatch("Black", (0, 0, 0, 100))
COPY = "Engineers have mended the northern pier, which stood on timber for ninety-one years."
LEADING = 10_500


@pytest.fixture
def setting(square_font) -> Setting:
    return Setting(square_theme(), "en", {"muelle": "es"})


def fragment(text: str, width: int, role: str = "body", story: str = "pier") -> Fragment:
    """A text set to a measure, each line one leading below the other."""
    by = square_setter()
    lines = set_text(plain(text), Measures(width), by.style(role), by)
    placed = tuple(PlacedLine(1_000, 20_000 + at * LEADING, line) for at, line in enumerate(lines))
    return Fragment(role, story, Rect(1_000, 12_000, width, len(lines) * LEADING), placed)


def paragraph(setting: Setting, *parts: Fragment, initial: str = "") -> SetParagraph:
    pieces = [Piece(1, part, 1_000, initial if not at else "") for at, part in enumerate(parts)]
    (made,) = paragraphs_of(pieces, setting)
    return made


@pytest.mark.parametrize("width", [60_000, 90_000, 150_000, 1_000_000])
def test_a_paragraph_reads_as_it_was_written_whatever_its_measure(setting, width: int) -> None:
    made = paragraph(setting, fragment(COPY, width))
    assert text_of(made) == COPY
    kept = "".join(run.text for run in text_runs(made, keep=True))
    assert len(kept.split("\u2028")) == len(made.lines)
    assert made.align is Align.JUSTIFIED and made.leading in (LEADING, 10_500)


def test_a_paragraph_over_two_legs_is_one(setting) -> None:
    whole = fragment(COPY, 90_000)
    first = replace(whole, lines=whole.lines[:2], continues=True)
    made = paragraph(setting, first, replace(whole, lines=whole.lines[2:]))
    assert text_of(made) == COPY and len(made.lines) == len(whole.lines)


def test_a_fragment_of_several_last_lines_is_as_many_paragraphs(setting) -> None:
    one, two = fragment("Number 7", 90_000, "ear"), fragment("Two crowns", 90_000, "ear")
    both = replace(one, lines=(*one.lines, *two.lines))
    made = paragraphs_of([Piece(1, both, 1_000)], setting)
    assert [text_of(each) for each in made] == ["Number 7", "Two crowns"]


def test_a_drop_cap_is_the_first_letters_of_its_paragraph(setting) -> None:
    made = paragraph(setting, fragment(COPY.removeprefix("E"), 90_000), initial="E")
    assert text_of(made) == COPY and made.initial == 1


def test_stories_have_their_language(setting) -> None:
    assert paragraph(setting, fragment("El muelle", 90_000, story="muelle")).language == "es"
    assert paragraph(setting, fragment("The pier", 90_000)).language == "en"


def _line(indent: int, width: int, ending: Ending = Ending.LAST) -> SetLine:
    return SetLine(0, indent, width, 100_000, (), ending)


@pytest.mark.parametrize(
    ("lines", "align"),
    [
        ([_line(0, 60_000)], Align.LEFT),
        ([_line(20_000, 60_000)], Align.CENTRE),
        ([_line(40_000, 60_000)], Align.RIGHT),
        (
            [_line(0, 100_000, Ending.SPACE), _line(0, 100_000, Ending.SPACE), _line(0, 9)],
            Align.JUSTIFIED,
        ),
        ([_line(0, 90_000, Ending.SPACE), _line(0, 80_000, Ending.SPACE), _line(0, 9)], Align.LEFT),
        ([_line(10_000, 50_000)], Align.LEFT),
        ([], Align.LEFT),
    ],
)
def test_how_lines_stand_says_how_they_are_aligned(lines, align: Align) -> None:
    assert alignment(lines, None) is align


def test_indents_are_those_of_the_first_line_and_of_the_others(setting) -> None:
    made = paragraph(setting, fragment(COPY, 90_000))
    hanging = tuple(
        replace(line, indent=line.indent + (0 if not at else 9_000))
        for at, line in enumerate(made.lines)
    )
    assert indents_of(replace(made, lines=hanging)) == (9_000, -9_000)
    first = (replace(made.lines[0], indent=8_000), *made.lines[1:])
    assert indents_of(replace(made, lines=first)) == (0, 8_000)
    assert indents_of(replace(made, align=Align.CENTRE, lines=first)) == (0, 0)


def test_the_main_type_is_that_of_most_of_a_paragraph(setting) -> None:
    made = paragraph(setting, fragment(COPY, 90_000))
    assert main_type(made) == made.lines[0].runs[0].type


# --- tables ---------------------------------------------------------------------------------------


def _table(rows: tuple[tuple[str, ...], ...], align: tuple[str, ...], width: int) -> Fragment:
    by = square_setter()
    cells = tuple(tuple(plain(cell) for cell in row) for row in rows)
    (block,) = set_table(Table((), cells, align), 0, width, by)
    placed = tuple(
        PlacedLine(1_000, 20_000 + at // block.cells * LEADING, line)
        for at, line in enumerate(block.lines)
        if line.words
    )
    return Fragment("table", "pier", Rect(1_000, 12_000, width, 99_000), placed)


def test_a_table_has_its_rows_columns_and_cells(setting) -> None:
    rows = (("Heron", "12", "1,204"), ("Mudlark and all her crew", "7", ""), ("Gull", "", "9"))
    made = table_of([Piece(1, _table(rows, ("left", "right", "right"), 190_000), 1_000)], setting)
    assert isinstance(made, SetTable) and len(made.widths) == 3
    got = tuple(
        tuple(" ".join(text_of(one) for one in cell.paragraphs) for cell in row)
        for row in made.rows
    )
    assert got == rows
    assert sum(made.widths) == 190_000
    assert {
        cell.paragraphs[0].align for row in made.rows for cell in row[1:] if cell.paragraphs
    } == {Align.RIGHT}
    lines = [max(len(p.lines) for cell in row for p in cell.paragraphs) for row in made.rows]
    assert [depth // LEADING for depth in made.depths] == lines


def test_text_is_no_table(setting) -> None:
    assert not is_table([Piece(1, fragment(COPY, 90_000, "table"), 1_000)])


# --- threads --------------------------------------------------------------------------------------


def case(text: str, **settings: str) -> Case:
    return Case(Path("drawn.txt"), "drawn", {"columns": "3", "rows": "40", **settings}, text)


def test_a_head_is_threads_of_its_own_and_the_text_one_over_all_legs(setting) -> None:
    document = document_of(
        case("# Ferry runs again\n\nBy Ann Tull\n\n{150 words}\n\n## More\n\n{60 words}")
    )
    threads = {thread.name: thread for thread in threads_of(document, setting)}
    assert {"story-0/headline", "story-0/body", "folio"} <= set(threads)
    body = threads["story-0/body"]
    legs = [leg for page in document.pages for leg in page.legs if leg.filled]
    assert len(body.frames) == len(legs) > 1
    assert sum(frame.lines for frame in body.frames) == sum(len(p.lines) for p in body.parts)
    crosshead = next(part for part in body.parts if part.role == "crosshead")
    assert crosshead.space > 0 or body.frames[1].rect.y < crosshead.lines[0].baseline
    assert threads["folio"].layer is Layer.FURNITURE and body.layer is Layer.COPY


def test_each_line_stands_where_leading_and_space_bring_it(setting) -> None:
    """From the first baseline of a frame, leadings and spaces give all others that are in it."""
    document = document_of(
        case("# Ferry\n\n{90 words}\n\n## More of it\n\n{80 words}\n\n{30 words}")
    )
    threads = threads_of(document, setting)
    assert "story-0/body" in [thread.name for thread in threads]
    for thread in threads:
        lines = [(part, line) for part in thread.parts for line in part.lines]
        for frame in thread.frames:
            own, lines = lines[: frame.lines], lines[frame.lines :]
            at = frame.rect.y + frame.first
            for number, (part, line) in enumerate(own):
                if number:
                    at += part.leading + (part.space if line is part.lines[0] else 0)
                assert line.baseline == at, thread.name


def test_a_drop_cap_stands_in_the_text_of_its_thread(setting) -> None:
    document = document_of(case("# Ferry\n\n{90 words}"))
    page = document.pages[0]
    body = next(one for one in page.fragments if one.role == "body")
    first = body.lines[0]
    cap = DropCap("Q", PlacedLine(first.x, first.baseline, Line(first.line.words[:1], 9, 9, 0)))
    capped = replace(document, pages=(replace(page, drop_caps=(cap,)), *document.pages[1:]))
    (thread,) = [one for one in threads_of(capped, setting) if one.name == "story-0/body"]
    part = thread.parts[0]
    assert isinstance(part, SetParagraph) and part.initial == 1
    assert text_of(part).startswith("Q")


# --- graphics and their links ---------------------------------------------------------------------


def picture(file: Path, kind: str = "PNG", **how) -> Path:
    Pillow.new("RGB", (300, 200), (9, 99, 199)).save(file, kind, **how)
    return file


def document_with(*images: Image) -> Document:
    document = document_of(case("# Ferry\n\n{20 words}"))
    return replace(document, pages=(replace(document.pages[0], images=images),))


def test_a_cropped_picture_hangs_so_that_its_crop_fills_the_frame(square_font, tmp_path) -> None:
    file = picture(tmp_path / "a.png", dpi=(300, 300))
    crop = Crop(left=50_000)
    image = Image(
        "picture", "p1", Rect(5_000, 7_000, 75_000, 100_000), file, "A ferry", crop, "pier"
    )
    (graphic,) = graphics_of(document_with(image), Links(), BLACK)
    assert (graphic.name, graphic.layer, graphic.alternative) == (
        "pier/picture",
        Layer.PICTURES,
        "A ferry",
    )
    wide, deep = graphic.link.size
    assert (wide, deep) == pytest.approx((72, 48), abs=0.001)
    assert (graphic.scale[0] * wide, graphic.scale[1] * deep) == pytest.approx(
        (150, 100), abs=0.001
    )
    assert graphic.shift == pytest.approx((-75, 0), abs=0.001)


def test_links_of_one_name_and_other_content_have_two(tmp_path) -> None:
    links, folders = Links(), [tmp_path / "a", tmp_path / "B"]
    for folder, colour in zip(folders, (1, 2), strict=True):
        folder.mkdir()
        Pillow.new("L", (9, 9), colour).save(folder / "x.png")
    Pillow.new("L", (9, 9), 1).save(tmp_path / "X.PNG")
    first, second = (links.of(folder / "x.png") for folder in folders)
    assert first.name == "x.png" and second.name.endswith("-x.png")
    assert dict(contents(links.all()))[second.name] == (folders[1] / "x.png").read_bytes()
    assert first.address(packaged=True) == "file:Links/x.png"
    assert first.address(packaged=False) == (folders[0] / "x.png").as_uri()


def test_what_is_to_be_turned_or_not_placed_everywhere_is_made_anew(tmp_path) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6
    turned = Links().of(picture(tmp_path / "t.jpg", "JPEG", exif=exif))
    assert turned.size[0] < turned.size[1] and turned.name == "t.jpg" and turned.file is None
    assert Pillow.open(io.BytesIO(turned.content())).size == (200, 300)
    web = Links().of(picture(tmp_path / "w.webp", "WEBP"))
    assert web.name == "w.png" and web.content().startswith(b"\x89PNG")


def test_files_that_cannot_be_placed_are_told_together(tmp_path) -> None:
    links = Links()
    (tmp_path / "no.png").write_bytes(b"no picture")
    assert links.of(tmp_path / "no.png") is None and links.of(tmp_path / "none.png") is None
    with pytest.raises(BadInput) as raised:
        links.check()
    assert [finding.code for finding in raised.value.findings] == ["unprintable-picture"] * 2


# --- masters --------------------------------------------------------------------------------------


def test_pages_of_a_section_share_a_master_and_numbers_are_markers(setting) -> None:
    text = "\n+++\n".join("# Ferry\n\n{200 words}" for _ in range(4))
    document = document_of(case(text, pages="2-5"))
    found = mastered(document, threads_of(document, setting), ())
    assert [(one.prefix, one.name) for one in found.masters] == [("A", "News")]
    assert dict(found.of_page) == {2: 0, 3: 0, 4: 0, 5: 0}
    assert not any(thread.name == "folio" for thread in found.threads)
    numbers = [
        thread
        for thread in found.masters[0].threads
        for part in thread.parts
        if isinstance(part, SetParagraph) and part.lines[0].runs[0].number
    ]
    assert len(numbers) == 2


def test_a_page_whose_folio_is_other_keeps_it(setting) -> None:
    text = "\n+++\n".join("# Ferry\n\n{200 words}" for _ in range(4))
    document = document_of(case(text, pages="2-5"))
    page = document.pages[2]
    bare = tuple(one for one in page.fragments if one.role != "folio")
    folio = [one for one in page.fragments if one.role == "folio"]
    moved = tuple(
        replace(one, lines=tuple(replace(p, baseline=p.baseline + 999) for p in one.lines))
        for one in folio
    )
    pages = (*document.pages[:2], replace(page, fragments=(*moved, *bare)), *document.pages[3:])
    other = replace(document, pages=pages)
    found = mastered(other, threads_of(other, setting), ())
    assert sorted(found.of_page) == [2, 3, 5]
    assert sum(thread.name == "folio" for thread in found.threads) == len(folio)


def test_a_document_without_boxes_has_nothing_of_them(setting) -> None:
    document = document_of(case("# Ferry\n\n{20 words}"))
    made = box_matter(document, setting, square_setter().foundry, Links())
    assert not (made.threads or made.panels or made.rules or made.graphics)
