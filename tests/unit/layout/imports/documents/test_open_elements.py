"""OpenDocument's rarer elements: what they show is said, what nobody sees is left out and told."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.imports.office_files import ODF, PNG, TEXT_TYPE, fodt, odt, zipped

from layout.imports.documents.open_document import OPEN_DOCUMENT
from layout.imports.documents.open_text import bytes_of
from layout.imports.item import Given, Item
from layout.imports.source import source_of
from layout.story.block import Crosshead, Divider, Listing, Paragraph, Picture, Quote, Table
from layout.story.run import Emphasis, text_of
from slots.finding import Finding


def p(content: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


HEAD = p("Ferry returns", "P1")
LEDE = p("The ferry will sail again on Monday, the harbour council said after a long meeting.")


def read(data: bytes) -> Given:
    source = source_of(data, "ferry.odt")
    assert OPEN_DOCUMENT.recognises(source)
    (found,) = OPEN_DOCUMENT.read(source)
    return found


def item_in(data: bytes) -> Item:
    found = read(data)
    assert isinstance(found, Item)
    return found


def line(content: str) -> str:
    """What a paragraph of a document reads as."""
    (piece,) = item_in(odt(HEAD, p(content))).copy.pieces
    assert isinstance(piece, Paragraph)
    return text_of(piece.runs)


def left_out(item: Item) -> list[tuple[str, str]]:
    return [(one.what, one.text) for one in item.copy.left_out]


def codes(item: Item) -> list[str]:
    return [one.code for one in item.copy.findings]


def styled(more: str) -> dict[str, bytes | str]:
    """Styles that a document has of its own."""
    return {
        "styles.xml": f'<office:document-styles {ODF} office:version="1.3"><office:styles>{more}'
        "</office:styles></office:document-styles>"
    }


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("To <text:ruby><text:ruby-base>東</text:ruby-base><text:ruby-text>tō</text:ruby-text>"
         "</text:ruby>.", "To 東(tō)."),
        ("To <text:ruby><text:ruby-base>east</text:ruby-base><text:ruby-text/></text:ruby>.",
         "To east."),
        ("On <text:variable-set>Monday</text:variable-set>.", "On Monday."),
        ("On<text:variable-set text:display='none'>Monday</text:variable-set>.", "On."),
        ("<text:hidden-text text:is-hidden='false' text:string-value='Shown'/> now", "Shown now"),
        ("<text:hidden-text>Shown</text:hidden-text> now", "Shown now"),
        ("By <text:author-name fixed='1'>Ada</text:author-name> here", "By Ada here"),
        ("As <text:bookmark-start/>before<text:bookmark-end/> now", "As before now"),
        ("Sails<text:note text:note-class='footnote'/> now", "Sails now"),
    ],
)  # fmt: skip
def test_a_field_shows_what_its_reader_sees(content: str, shown: str) -> None:
    assert line(content) == shown


def test_what_nobody_sees_is_left_out_by_what_it_is() -> None:
    item = item_in(
        odt(
            HEAD, LEDE,
            p("It sails <text:hidden-text text:is-hidden='true'>not </text:hidden-text>daily."),
            p("<text:placeholder text:placeholder-type='text'>Write here</text:placeholder>"),
            p("<text:hidden-paragraph text:is-hidden='true'/>Ask Ada"),
            p("Not for print", "Hush"),
            p("<text:hidden-paragraph text:is-hidden='false'/>For all to read."),
            parts=styled(
                '<style:style style:name="Hush" style:family="paragraph"><style:text-properties '
                'text:display="none"/></style:style>'
            ),
        )
    )  # fmt: skip
    assert left_out(item) == [
        ("hidden text", "not"),
        ("a placeholder", "Write here"),
        ("hidden text", "Ask Ada"),
        ("hidden text", "Not for print"),
    ]
    texts = [text_of(one.runs) for one in item.copy.pieces if isinstance(one, Paragraph)]
    assert texts[1:] == ["It sails daily.", "For all to read."]


def test_a_header_that_is_switched_off_is_not_told() -> None:
    pages = (
        f"<office:document-styles {ODF}><office:master-styles><style:master-page>"
        "<style:header style:display='false'><text:p>Old draft</text:p></style:header>"
        "<style:footer><text:p>Page</text:p></style:footer><style:footer-left/>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    item = item_in(odt(HEAD, LEDE, parts={"styles.xml": pages}))
    assert left_out(item) == [("a page's footer", "Page")]


def test_links_lead_out_and_never_to_a_place_in_the_document() -> None:
    body = p(
        'Ask <text:a xlink:href="https://port.example/">the port</text:a> or see '
        '<text:a xlink:href="#above">above</text:a>.'
    )
    (piece,) = item_in(odt(HEAD, body)).copy.pieces
    assert isinstance(piece, Paragraph)
    assert text_of(piece.runs) == "Ask the port or see above."
    assert [(one.text, one.href) for one in piece.runs if one.href] == [
        ("the port", "https://port.example/")
    ]


LOOKS = (
    '<style:style style:name="Loud" style:family="paragraph"><style:text-properties '
    'fo:font-weight="bold" fo:font-style="italic"/></style:style>'
    '<style:style style:name="Up" style:family="text"><style:text-properties '
    'style:text-position="super 58%"/></style:style>'
    '<style:style style:name="High" style:family="text"><style:text-properties '
    'style:text-position="33% 58%"/></style:style>'
    '<style:style style:name="Low" style:family="text"><style:text-properties '
    'style:text-position="-33% 58%"/></style:style>'
    '<style:style style:name="Level" style:family="text"><style:text-properties '
    'style:text-position="0% 100%"/></style:style>'
)


def test_a_paragraph_is_bold_or_italic_as_its_style_is() -> None:
    body = p('All of it <text:span text:style-name="Slanted">stands</text:span> out.', "Loud")
    first, second = item_in(odt(HEAD, LEDE, p("", "Loud"), body, parts=styled(LOOKS))).copy.pieces
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph)
    assert {one.emphasis for one in first.runs} == {Emphasis.NONE}
    assert {one.emphasis for one in second.runs} == {Emphasis.BOLD | Emphasis.ITALIC}
    assert text_of(second.runs) == "All of it stands out."


@pytest.mark.parametrize(
    ("style", "read"), [("Up", "m²"), ("High", "m²"), ("Low", "m₂"), ("Level", "m2"), ("No", "m2")]
)
def test_raised_and_lowered_signs_stay_so(style: str, read: str) -> None:
    body = p(f'It is 9 m<text:span text:style-name="{style}">2</text:span>')
    (piece,) = item_in(odt(HEAD, body, parts=styled(LOOKS))).copy.pieces
    assert isinstance(piece, Paragraph)
    assert text_of(piece.runs) == f"It is 9 {read}"


def test_styles_that_come_from_each_other_in_circles_end() -> None:
    circle = "".join(
        f'<style:style style:name="{one}" style:family="paragraph" '
        f'style:parent-style-name="{other}"/>'
        for one, other in ("AB", "BA")
    )
    (piece,) = item_in(odt(HEAD, p("It sails.", "A"), parts=styled(circle))).copy.pieces
    assert isinstance(piece, Paragraph)


def test_a_rule_divides_and_one_with_words_is_words() -> None:
    rule = "Horizontal_20_Line"
    pieces = item_in(odt(HEAD, LEDE, p("", rule), LEDE, p("No rule.", rule), LEDE)).copy.pieces
    assert [type(one) for one in pieces] == [*(Paragraph, Divider, Paragraph, Paragraph, Paragraph)]


@pytest.mark.parametrize("element", ["h", "p"])
def test_the_style_of_a_title_makes_a_headline_of_any_length(element: str) -> None:
    words = "word " * 34 + "end"
    item = item_in(odt(f'<text:{element} text:style-name="Title">{words}</text:{element}>', LEDE))
    assert text_of(item.head.headline) == words
    assert len(item.copy.pieces) == 1


def test_quotes_in_a_row_are_one() -> None:
    quote = p("A good pier.", "Quotations") + p("A good boat.", "Quotations")
    first, second = item_in(odt(HEAD, LEDE, quote)).copy.pieces
    assert isinstance(first, Paragraph) and isinstance(second, Quote)


def test_what_nobody_knows_is_read_through() -> None:
    table = (
        "<table:table><table:table-row><table:table-cell><text:p>North</text:p></table:table-cell>"
        "<table:table-cell><text:p>6:15</text:p></table:table-cell></table:table-row></table:table>"
    )
    odd = f"<text:of-tomorrow>{LEDE}<text:soft-page-break/></text:of-tomorrow>"
    pieces = item_in(odt(HEAD, odd, p(f"Times:{table}"))).copy.pieces
    assert [type(one) for one in pieces] == [Paragraph, Paragraph, Table]


def listing(*items: str, more: str = "", start: str = "") -> str:
    rows = "".join(f"<text:list-item{start}>{p(each)}</text:list-item>" for each in items)
    return f"<text:list{more}>{rows}</text:list>"


def lists_in(body: str, style: str) -> list[Listing]:
    pieces = item_in(odt(HEAD, LEDE, body, LEDE, parts=styled(style))).copy.pieces
    return [one for one in pieces if isinstance(one, Listing)]


def level(kind: str, more: str) -> str:
    return (
        f'<text:list-style style:name="Own"><text:list-level-style-{kind} text:level="1" {more}/>'
        "</text:list-style>"
    )


@pytest.mark.parametrize(
    ("style", "ordered", "start"),
    [
        (level("number", 'style:num-format="1" text:start-value="4"'), True, 4),
        (level("number", 'style:num-format="1" text:start-value="four"'), True, 1),
        (level("number", ""), False, 1),
        (level("bullet", 'text:bullet-char="-"'), False, 1),
        (level("number", 'style:num-format="1"').replace('level="1"', 'level="7"'), False, 1),
    ],
    ids=["from four", "no number", "numbers that are not shown", "bullets", "another level"],
)
def test_a_list_is_numbered_as_its_style_says(style: str, ordered: bool, start: int) -> None:
    (one,) = lists_in(listing("Board", "Sail", more=' text:style-name="Own"'), style)
    assert (one.ordered, one.start if one.ordered else 1) == (ordered, start)
    assert [text_of(row) for row in one.items] == ["Board", "Sail"]


def test_an_item_may_say_its_own_number() -> None:
    body = listing("Board", more=' text:style-name="L1"', start=' text:start-value="7"')
    (one,) = lists_in(body, "")
    assert (one.ordered, one.start) == (True, 7)


def test_a_list_of_headings_alone_is_headings() -> None:
    heading = '<text:h text:outline-level="2">What changes</text:h>'
    chapters = f"<text:list><text:list-item>{heading}</text:list-item></text:list>"
    pieces = item_in(odt(HEAD, LEDE, chapters, LEDE)).copy.pieces
    assert [type(one) for one in pieces] == [Paragraph, Crosshead, Paragraph]


def cell(text: str, more: str = "", kind: str = "table-cell") -> str:
    return f"<table:{kind}{more}>{p(text) if text else ''}</table:{kind}>"


def test_cells_span_are_repeated_and_lose_no_word_that_is_covered() -> None:
    wide = cell("Piers", ' table:number-columns-spanned="2"')
    rows = (
        f"<table:table-row>{wide}{cell('', kind='covered-table-cell')}</table:table-row>",
        f"<table:table-row>{cell('North')}{cell('South', kind='covered-table-cell')}"
        "</table:table-row>",
        f"<table:table-row>{cell('5', ' table:number-columns-repeated=' + chr(34) + '2' + chr(34))}"
        "</table:table-row>",
        "<table:table-row><text:soft-page-break/></table:table-row>",
    )
    group = f"<table:table-row-group>{''.join(rows)}</table:table-row-group>"
    pieces = item_in(
        odt(HEAD, LEDE, f"<table:table><table:desc>x</table:desc>{group}</table:table>")
    )
    table = pieces.copy.pieces[1]
    assert isinstance(table, Table)
    rows_ = [[text_of(each) for each in row] for row in table.rows]
    assert rows_ == [["Piers", ""], ["North", "South"], ["5", "5"]]


FRAME = "<draw:frame>{}</draw:frame>"


def image(address: str = "", data: str | None = None) -> str:
    inner = "" if data is None else f"<office:binary-data>{data}</office:binary-data>"
    return FRAME.format(f'<draw:image xlink:href="{address}">{inner}</draw:image>')


@pytest.mark.parametrize("make", [odt, fodt])
def test_a_picture_written_into_the_text_comes_along(make: type) -> None:
    item = item_in(make(HEAD, LEDE, p(image(data=base64.b64encode(PNG).decode()))))
    assert [one.data for one in item.copy.media] == [PNG]


@pytest.mark.parametrize("data", ["abc", ""])
@pytest.mark.parametrize("make", [odt, fodt])
def test_a_picture_written_into_the_text_that_is_damaged_is_told(make: type, data: str) -> None:
    item = item_in(make(HEAD, LEDE, p(image(data=data))))
    assert codes(item) == ["unreadable-picture"]
    assert item.copy.findings[0].hint
    assert [type(one) for one in item.copy.pieces] == [Paragraph]


@given(st.text(max_size=40))
def test_no_text_of_base64_raises(text: str) -> None:
    assert isinstance(bytes_of(text), bytes)


@given(st.binary(max_size=40))
def test_bytes_come_back_as_they_were(data: bytes) -> None:
    assert bytes_of(base64.b64encode(data).decode()) == data


def test_a_picture_that_lies_elsewhere_keeps_its_address() -> None:
    item = item_in(odt(HEAD, LEDE, p(image("https://port.example/a.png")), p(image("../b.png"))))
    assert [one.places for one in item.copy.media] == [("https://port.example/a.png",), ("b.png",)]


def test_a_picture_of_which_the_zip_is_damaged_is_told() -> None:
    data = bytearray(odt(HEAD, LEDE, p(image("Pictures/a.png")), parts={"Pictures/a.png": PNG}))
    at = data.index(b"Pictures/a.png") + len(b"Pictures/a.png")
    data[at + 4 : at + 12] = b"\xff" * 8
    item = item_in(bytes(data))
    assert codes(item) == ["unreadable-picture"]
    assert [type(one) for one in item.copy.pieces] == [Paragraph]


def test_a_cutline_with_its_picture_in_it_keeps_all_its_words() -> None:
    src = image(data=base64.b64encode(PNG).decode())
    caption = p(
        f'<text:span text:style-name="Strong">Left: </text:span>{src}the pier', "Illustration"
    )
    item = item_in(odt(HEAD, LEDE, caption, LEDE))
    picture = item.copy.pieces[1]
    assert isinstance(picture, Picture)
    assert text_of(picture.cutline) == "Left: the pier"


CHART = (
    f"<chart:chart {ODF} xmlns:chart='urn:oasis:names:tc:opendocument:xmlns:chart:1.0'>{{}}"
    "</chart:chart>"
)


def test_the_words_of_a_chart_are_left_out_and_its_picture_is_shown() -> None:
    chart = FRAME.format(
        '<draw:object xlink:href="./Object 1"/><draw:image xlink:href="Pictures/a.png"/>'
    )
    item = item_in(
        odt(HEAD, LEDE, p(chart), parts={
            "Object 1/content.xml": CHART.format("<text:p>Passengers</text:p>"),
            "Pictures/a.png": PNG,
        })
    )  # fmt: skip
    assert left_out(item) == [("a chart", "Passengers")]
    assert isinstance(item.copy.pieces[1], Picture)


def test_an_object_that_is_not_there_leaves_its_picture() -> None:
    lost = FRAME.format('<draw:object xlink:href="./Object 9"/>') + image("Pictures/a.png")
    item = item_in(odt(HEAD, LEDE, p(lost), parts={"Pictures/a.png": PNG}))
    assert isinstance(item.copy.pieces[1], Picture)
    assert codes(item) == []


def test_a_formula_in_the_text_is_its_signs_without_its_source() -> None:
    formula = FRAME.format(
        "<draw:object><math:math><math:mi>a</math:mi><math:annotation>a over b"
        "</math:annotation></math:math></draw:object>"
    )
    item = item_in(odt(HEAD, p(f"As {formula} says")))
    (piece,) = item.copy.pieces
    assert isinstance(piece, Paragraph)
    assert text_of(piece.runs) == "As a says"
    assert codes(item) == ["formula"]


def test_a_text_box_in_a_group_of_shapes_comes_along() -> None:
    inner = FRAME.format(f"<draw:text-box>{p('Mind the step.')}{p('Hold on.')}</draw:text-box>")
    item = item_in(odt(HEAD, LEDE, p(f"It sails.<draw:g>{inner}</draw:g>"), LEDE))
    assert len(item.copy.pieces) == 4


def test_a_document_that_is_no_text_is_told() -> None:
    content = (
        f'<office:document-content {ODF} office:version="1.3"><office:body><office:spreadsheet/>'
        "</office:body></office:document-content>"
    )
    found = read(zipped({"mimetype": TEXT_TYPE, "content.xml": content}))
    assert isinstance(found, Finding)
    assert "it has no text: a table or a drawing is no story" in found.message


def test_a_flat_document_over_the_limit_of_bytes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = fodt(HEAD, LEDE)
    monkeypatch.setattr("layout.imports.documents.open_document.MOST_XML", len(data))
    assert isinstance(read(data), Item)
    monkeypatch.setattr("layout.imports.documents.open_document.MOST_XML", len(data) - 1)
    found = read(data)
    assert isinstance(found, Finding) and f"over {len(data) - 1:,} bytes" in found.message
