"""What is drawn in Word files, what stands in their notes, and how runs of them look."""

from __future__ import annotations

import pytest
from support.imports.office_files import PNG, W, docx, p, run

from layout.imports.documents.word import WORD
from layout.imports.documents.written import Album
from layout.imports.item import Item
from layout.imports.source import source_of
from layout.story.block import Divider, Listing, Paragraph
from layout.story.run import Emphasis, text_of
from slots.finding import Where

TITLE = p("Ferry returns", style="Title")
LEDE = p("The ferry will sail again on Monday, the harbour council said after a long meeting.")
CHARTS = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
DIAGRAMS = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'


def item_in(data: bytes) -> Item:
    (item,) = WORD.read(source_of(data, "ferry.docx"))
    assert isinstance(item, Item)
    return item


def left_out(item: Item) -> list[tuple[str, str]]:
    return [(one.what, one.text) for one in item.copy.left_out]


def told(item: Item) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in item.copy.findings]


def drawing(inner: str) -> str:
    return (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def picture(id: str) -> str:
    return drawing(f'<pic:pic><pic:blipFill><a:blip r:embed="{id}"/></pic:blipFill></pic:pic>')


def test_the_words_of_charts_diagrams_and_shapes_are_left_out_by_what_they_are() -> None:
    chart = f"<c:chart {CHARTS} {W}><a:t>Passengers</a:t><c:v>1,200</c:v></c:chart>"
    diagram = f"<dgm:data {DIAGRAMS} {W}><a:t>Pier to port</a:t></dgm:data>"
    lost = f'<c:chart {CHARTS} r:id="nowhere"/>'
    art = '<w:r><w:pict><v:shape><v:textpath string="ALL  ABOARD"/></v:shape></w:pict></w:r>'
    data = docx(
        TITLE, LEDE,
        p(drawing(f'<c:chart {CHARTS} r:id="c"/>'), drawing(lost)),
        p(drawing(f'<dgm:relIds {DIAGRAMS} r:dm="d"/>'), drawing("<a:t>North</a:t>"), art),
        parts={"word/charts/chart1.xml": chart, "word/diagrams/data1.xml": diagram},
        links=(("c", "chart", "charts/chart1.xml"), ("d", "diagramData", "diagrams/data1.xml")),
    )  # fmt: skip
    assert left_out(item_in(data)) == [
        ("a chart", "Passengers 1,200"),
        ("a diagram", "Pier to port"),
        ("words in a drawing", "North"),
        ("words in a drawing", "ALL ABOARD"),
    ]


def test_a_picture_that_is_not_there_is_told_and_leaves_no_hole() -> None:
    item = item_in(
        docx(TITLE, LEDE, p(picture("i")), p(picture("nowhere")), LEDE,
             links=(("i", "image", "media/gone.png"),))
    )  # fmt: skip
    assert [type(one) for one in item.copy.pieces] == [Paragraph, Paragraph]
    assert told(item) == [
        ("unreadable-picture", "picture gone.png cannot be read: it is not in the document")
    ]


def test_a_picture_that_is_damaged_is_told_and_the_text_is_read() -> None:
    data = bytearray(
        docx(TITLE, LEDE, p(picture("i")), parts={"word/media/pier.png": PNG},
             links=(("i", "image", "media/pier.png"),))
    )  # fmt: skip
    at = data.index(b"word/media/pier.png") + len(b"word/media/pier.png")
    data[at + 4 : at + 12] = b"\xff" * 8
    item = item_in(bytes(data))
    ((code, message),) = told(item)
    assert code == "unreadable-picture" and message.startswith("picture pier.png cannot be read: ")
    assert len(item.copy.pieces) == 1


def test_what_is_wrong_with_a_picture_in_a_text_box_is_told_once() -> None:
    box = (
        f"<wps:wsp><wps:txbx><w:txbxContent>{p(picture('i'))}</w:txbxContent></wps:txbx></wps:wsp>"
    )
    item = item_in(
        docx(TITLE, LEDE, p(drawing(box)), parts={"word/media/a.emf": b"\x01\0\0\0 windows"},
             links=(("i", "image", "media/a.emf"),))
    )  # fmt: skip
    assert [code for code, _ in told(item)] == ["picture-kind"]


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"RIFF\x24\0\0\0WEBPVP8 ", "webp"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "avif"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        (b"\xff\xd8\xff\xe0", "jpg"),
    ],
)
def test_a_picture_is_named_by_what_it_is_not_by_what_it_is_called(
    data: bytes, ending: str
) -> None:
    assert Album("Ferry", Where("a.docx")).embedded("image1.png", data) == f"ferry-1.{ending}"


def test_a_rule_among_words_is_none_and_one_alone_divides() -> None:
    rule = '<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'
    first, divider, last = item_in(
        docx(TITLE, LEDE, p(rule, style="Heading2"), p(run("It sails."), rule))
    ).copy.pieces
    assert isinstance(divider, Divider)
    assert isinstance(first, Paragraph) and isinstance(last, Paragraph)
    assert text_of(last.runs) == "It sails."


def test_raised_and_lowered_signs_stay_so() -> None:
    high, low = ('<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>')
    flat = '<w:vertAlign w:val="baseline"/>'
    (piece,) = item_in(
        docx(TITLE, p(run("m"), run("2", high), run(" of CO"), run("2", low), run(" 2", flat)))
    ).copy.pieces
    assert isinstance(piece, Paragraph)
    assert text_of(piece.runs) == "m² of CO₂ 2"


FOOTNOTES = '<w:footnotes {W}><w:footnote w:id="1">{body}</w:footnote></w:footnotes>'


def noted(body: str, *more: str, links: tuple[tuple[str, str, str], ...] = ()) -> Item:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    return item_in(
        docx(TITLE, p(run("It sails"), reference, *more), parts={
            "word/footnotes.xml": FOOTNOTES.format(W=W, body=body),
            "word/numbering.xml": numbering,
        }, links=links)
    )  # fmt: skip


def test_a_note_that_begins_with_a_list_has_its_number_above_it() -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>'
    item = noted(p("by boat", more=number) + p("And so on."))
    first, opening, listing, last = item.copy.pieces
    assert isinstance(first, Paragraph) and isinstance(opening, Paragraph)
    assert isinstance(listing, Listing) and isinstance(last, Paragraph)
    assert text_of(opening.runs).strip() == "[1]"
    assert [text_of(one) for one in listing.items] == ["by boat"]
    assert text_of(last.runs) == "And so on."


def test_a_link_to_a_note_is_its_words_with_their_looks() -> None:
    words = f"{run('see ')}{run('there', '<w:b/>')}{run(' below')}"
    link = f'<w:hyperlink r:id="n">{words}</w:hyperlink>'
    item = noted(p("So they say."), link, run("."), links=(("n", "hyperlink", "#footnote-1://"),))
    first = item.copy.pieces[0]
    assert isinstance(first, Paragraph)
    assert text_of(first.runs) == "It sails[1]see there below."
    assert not any(one.href for one in first.runs)
    assert [one.text for one in first.runs if one.emphasis & Emphasis.BOLD] == ["there"]
