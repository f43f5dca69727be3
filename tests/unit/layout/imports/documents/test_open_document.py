"""OpenDocument: what its elements become; the zipped and the flat form say the same."""

from __future__ import annotations

import base64

import pytest
from support.imports.item_words import item_words, words
from support.imports.office_files import ODF, PNG, TEXT_TYPE, fodt, odt
from support.imports.office_words import open_text

from layout.imports.documents.open_document import OPEN_DOCUMENT
from layout.imports.item import Item
from layout.imports.source import source_of
from layout.story.block import Crosshead, Listing, Paragraph, Picture, Quote, Table
from layout.story.module import Module
from layout.story.run import Emphasis, text_of


def item_in(data: bytes, name: str = "ferry.odt") -> Item:
    source = source_of(data, name)
    assert OPEN_DOCUMENT.recognises(source)
    (item,) = OPEN_DOCUMENT.read(source)
    assert isinstance(item, Item)
    assert not words(open_text(data)) - item_words(item)
    return item


def p(content: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


HEAD = (
    p("Ferry returns", "P1")
    + p('Boats on <text:span text:style-name="Strong">Monday</text:span>', "Subtitle")
    + p("By Inés Carrasco")
)
LEDE = p("The ferry will sail again on Monday, the harbour council said after a long meeting.")
NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>So says the council.</text:p></text:note-body></text:note>"
)


@pytest.mark.parametrize("made", [odt, fodt])
def test_head_and_paragraphs(made: type) -> None:
    body = p(
        f"It sails<text:s text:c='3'/>daily{NOTE}<text:tab/>or"
        "<text:line-break/>not, <text:span text:style-name='Slanted'>she</text:span> said."
    )
    item = item_in(made(HEAD, body, p("", "Text_20_body")), "a.xml")
    head = item.head
    assert (text_of(head.headline), head.byline) == ("Ferry returns", "By Inés Carrasco")
    assert head.deck[1].emphasis is Emphasis.BOLD
    first, note = item.copy.pieces
    assert isinstance(first, Paragraph)
    assert isinstance(note, Paragraph)
    assert text_of(first.runs) == "It sails daily[1] or not, she said."
    assert [run.text for run in first.runs if run.emphasis is Emphasis.ITALIC] == ["she"]
    assert text_of(note.runs) == "[1] So says the council."


def test_blocks() -> None:
    lists = (
        '<text:list text:style-name="L1"><text:list-item><text:p>First</text:p><text:list>'
        "<text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:p>Second</text:p></text:list-item></text:list>"
    )
    goes_on = (
        '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item>'
        "<text:p>Third</text:p></text:list-item></text:list>"
    )
    table = (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Pier"
        "</text:p></table:table-cell><table:table-cell><text:p>Time</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row><table:table-cell "
        'table:number-columns-repeated="2"><text:p>6:15</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    heading = '<text:h text:outline-level="2">What changes</text:h>'
    section = f'<text:section text:name="s">{heading}</text:section>'
    item = item_in(odt(HEAD, LEDE, section, lists, LEDE, goes_on, p("Good.", "Quotations"), table))
    kinds = [type(piece) for piece in item.copy.pieces]
    assert kinds == [Paragraph, Crosshead, Listing, Paragraph, Listing, Quote, Table]
    one, two = (piece for piece in item.copy.pieces if isinstance(piece, Listing))
    assert [text_of(row) for row in one.items] == ["First", "inner", "Second"]
    assert (one.ordered, one.start, two.start) == (True, 1, 3)


def test_beside_the_text() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>"
        "Ada Ruiz</dc:creator></office:change-info><text:p>two hours</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    comment = (
        "<office:annotation><dc:creator>Ada Ruiz</dc:creator><dc:date>2024-05-06</dc:date>"
        "<text:p>Check the time</text:p></office:annotation>"
    )
    contents = (
        "<text:table-of-content><text:index-body><text:p>What changes 7</text:p>"
        "</text:index-body></text:table-of-content>"
    )
    hidden = p('Shown <text:span text:style-name="Hidden">secret </text:span>again')
    section = '<text:section text:display="none"><text:p>Not yet</text:p></text:section>'
    header = (
        f"<office:document-styles {ODF}><office:master-styles><style:master-page><style:header>"
        "<text:p>Draft of the desk</text:p></style:header></style:master-page>"
        "</office:master-styles></office:document-styles>"
    )
    data = odt(
        changes, HEAD, p(f"It sails{comment}."), contents, hidden, section,
        parts={"styles.xml": header},
    )  # fmt: skip
    item = item_in(data)
    assert [(one.what, one.text) for one in item.copy.left_out] == [
        ("a comment", "Ada Ruiz: Check the time"),
        ("a table of contents", "What changes 7"),
        ("hidden text", "secret"),
        ("hidden text", "Not yet"),
        ("a page's header", "Draft of the desk"),
    ]
    assert "2 words deleted" in item.copy.findings[0].message


FRAME = (
    '<draw:frame><draw:image xlink:href="{src}">{data}</draw:image>'
    "<svg:desc>The pier</svg:desc></draw:frame>"
)


def test_pictures_bring_their_bytes() -> None:
    caption = p(FRAME.format(src="Pictures/1.png", data="") + "The northern pier", "Illustration")
    box = f"<draw:frame><draw:text-box>{caption}</draw:text-box></draw:frame>"
    item = item_in(odt(HEAD, p(box), LEDE, parts={"Pictures/1.png": PNG}))
    picture = item.copy.pieces[0]
    assert isinstance(picture, Picture)
    assert (picture.alt, text_of(picture.cutline)) == ("The pier", "The northern pier")
    assert [(one.src, one.data) for one in item.copy.media] == [("media/ferry-1.png", PNG)]


def test_flat_pictures_and_lost_ones() -> None:
    data = f"<office:binary-data>{base64.b64encode(PNG).decode()}</office:binary-data>"
    item = item_in(fodt(HEAD, LEDE, p(FRAME.format(src="", data=data))))
    assert [one.data for one in item.copy.media] == [PNG]
    item = item_in(odt(HEAD, LEDE, p(FRAME.format(src="Pictures/gone.png", data=""))))
    assert [one.code for one in item.copy.findings] == ["unreadable-picture"]


def test_text_boxes_and_shapes() -> None:
    blocks = p("In the box.") + p("More of it.")
    box = f"<draw:frame><draw:text-box>{blocks}</draw:text-box></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{p('On a shape')}</draw:custom-shape></draw:g>"
    item = item_in(odt(box, HEAD, p(f"It sails.{shape}"), LEDE))
    modules = [piece for piece in item.copy.pieces if isinstance(piece, Module)]
    assert [len(module.blocks) for module in modules] == [2, 1]


def test_formulas_are_their_signs() -> None:
    formula = (
        f"<math:math {ODF}><math:mi>a</math:mi><math:mo>+</math:mo><math:mi>b</math:mi></math:math>"
    )
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    item = item_in(odt(HEAD, p(f"As {frame} says"), parts={"Object 1/content.xml": formula}))
    (paragraph,) = item.copy.pieces
    assert isinstance(paragraph, Paragraph)
    assert text_of(paragraph.runs) == "As a+b says"
    assert [one.code for one in item.copy.findings] == ["formula"]


def test_sheets_are_none_of_ours() -> None:
    sheet = odt().replace(TEXT_TYPE.encode(), b"application/vnd.oasis.opendocument.xxxx")
    assert not OPEN_DOCUMENT.recognises(source_of(sheet, "a.odt"))
