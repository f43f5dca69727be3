"""Word as it reads: what stands in its rarer elements is said, and what nobody means is told."""

from __future__ import annotations

import pytest
from lxml import etree
from support.imports.office_files import W, docx, p, relations, run

from layout.imports.documents.accepted import Accepted, accept
from layout.imports.documents.archive import archive_in
from layout.imports.documents.word import WORD
from layout.imports.documents.word_names import every, words_in
from layout.imports.documents.word_styles import styles_in
from layout.imports.item import Item
from layout.imports.source import source_of
from layout.story.block import Crosshead, Listing, Paragraph, Table
from layout.story.run import text_of
from slots.files.decoding import Undecodable
from slots.finding import Severity

TITLE = p("Ferry returns", style="Title")
LEDE = p("The ferry will sail again on Monday, the harbour council said after a long meeting.")


def item_in(data: bytes) -> Item:
    source = source_of(data, "ferry.docx")
    assert WORD.recognises(source)
    (item,) = WORD.read(source)
    assert isinstance(item, Item)
    return item


def line(*content: str) -> str:
    """What a paragraph of a document reads as."""
    (piece,) = item_in(docx(TITLE, p(*content))).copy.pieces
    assert isinstance(piece, Paragraph)
    return text_of(piece.runs)


def left_out(item: Item) -> list[tuple[str, str]]:
    return [(one.what, one.text) for one in item.copy.left_out]


def styled(more: str) -> dict[str, bytes | str]:
    """Styles of a document: the title's, and more."""
    title = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    return {"word/styles.xml": f"<w:styles {W}>{title}{more}</w:styles>"}


RUBY = f"<w:ruby><w:rt>{run('tō')}</w:rt><w:rubyBase>{run('東')}</w:rubyBase></w:ruby>"


@pytest.mark.parametrize("ruby", [f"<w:r>{RUBY}</w:r>", RUBY], ids=["in a run", "on its own"])
def test_the_reading_above_a_word_stands_behind_it(ruby: str) -> None:
    assert line(run("From "), ruby, run(" on.")) == "From 東(tō) on."


def test_a_word_without_a_reading_has_no_brackets() -> None:
    bare = f"<w:r><w:ruby><w:rt/><w:rubyBase>{run('east')}</w:rubyBase></w:ruby></w:r>"
    assert line(run("From "), bare) == "From east"
    assert line(run("From "), "<w:r><w:ruby/></w:r>", run("here")) == "From here"


def test_what_was_read_of_a_part_stands_in_it_once() -> None:
    formula = "<m:oMath><m:r><m:t>e</m:t></m:r></m:oMath>"
    text = p(run("a"), f"<w:r>{RUBY}</w:r>", formula, "<m:oMath/>")
    root = etree.fromstring(f"<w:body {W}>{text}<m:oMathPara>{formula}</m:oMathPara></w:body>")
    accept(root, styles_in(None), Accepted())
    assert words_in(root) == "a東(tō)e e"
    assert not every(root, "w:ruby", "m:oMath", "m:oMathPara")


def test_rows_and_cells_that_are_deleted_are_gone_and_counted() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('South pier')}</w:tc></w:tr>"
    cell = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{p('half past six')}</w:tc>"
    kept = f"<w:tr><w:tc>{p('North')}</w:tc>{cell}<w:tc>{p('6:15')}</w:tc></w:tr>"
    item = item_in(docx(TITLE, LEDE, f"<w:tbl>{gone}{kept}</w:tbl>", p("On.")))
    root = etree.fromstring(f"<w:body {W}><w:tbl>{gone}{kept}</w:tbl></w:body>")
    accept(root, styles_in(None), Accepted())
    assert words_in(root) == "North 6:15"
    table = item.copy.pieces[1]
    assert isinstance(table, Table)
    assert [[text_of(each) for each in row] for row in table.rows] == [["North", "6:15"]]
    assert "5 words deleted" in item.copy.findings[0].message


def test_a_paragraph_whose_end_is_deleted_stays_where_a_table_follows() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    joined = p("Before it.", more="<w:rPr><w:del/></w:rPr>")
    first, second = item_in(docx(TITLE, joined, table)).copy.pieces
    assert isinstance(first, Paragraph) and isinstance(second, Table)
    assert text_of(first.runs) == "Before it."


def test_words_that_only_ask_for_some_are_left_out() -> None:
    asks = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{run('Click to enter text')}</w:sdtContent></w:sdt>"
    )
    item = item_in(docx(TITLE, p(run("It sails."), asks, "<w:sdt><w:sdtPr/></w:sdt>"), LEDE))
    first = item.copy.pieces[0]
    assert isinstance(first, Paragraph) and text_of(first.runs) == "It sails."
    assert left_out(item) == [("a placeholder", "Click to enter text")]


def test_what_stands_in_a_fields_code_is_not_read() -> None:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = (
        f"{sign.format('begin')}{run('IF 7')}{sign.format('separate')}{run('seven')}"
        f"{sign.format('end')}"
    )
    assert line(run("On "), field, run(" days")) == "On seven days"
    endless = f"{sign.format('begin')}{run('nobody ends this')}"
    assert line(run("On "), endless) == "On nobody ends this"
    stray = f"{sign.format('separate')}{sign.format('end')}"
    assert line(run("On "), stray, run("time")) == "On time"


@pytest.mark.parametrize(
    ("box", "shown"),
    [
        ("<w:checked/>", "\u2612"),
        ('<w:checked w:val="0"/><w:default w:val="1"/>', "\u2610"),
        ('<w:default w:val="1"/>', "\u2612"),
        ("", "\u2610"),
    ],
)
def test_a_form_box_shows_whether_it_is_ticked(box: str, shown: str) -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
        f"{box}</w:checkBox></w:ffData></w:fldChar></w:r>"
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert line(begin, end, run(" Paid")) == f"{shown} Paid"


def test_a_field_that_is_a_link_leads_there() -> None:
    code = 'w:dirty="1" w:instr=" HYPERLINK &quot;https://paper.example/&quot; "'
    outside = f'<w:hyperlink r:id="h" w:anchor="times">{run("times")}</w:hyperlink>'
    there = f'<w:hyperlink r:id="n">{run("so they say", "<w:b/>")}</w:hyperlink>'
    data = docx(
        TITLE,
        p(f"<w:fldSimple {code}>{run('the paper')}</w:fldSimple>", outside, there),
        links=(("h", "hyperlink", "https://port.example/a"),),
        parts={},
    )
    (piece,) = item_in(data).copy.pieces
    assert isinstance(piece, Paragraph)
    assert [(one.text, one.href) for one in piece.runs if one.href] == [
        ("the paper", "https://paper.example/"),
        ("times", "https://port.example/a#times"),
    ]
    assert text_of(piece.runs) == "the papertimesso they say"


@pytest.mark.parametrize(
    ("sign", "read"),
    [
        ("<w:cr/>", "a b"),
        ("<w:ptab/>", "a b"),
        ('<w:sym w:font="Nonsuch" w:char="F041"/>', "aAb"),
        ('<w:sym w:font="Nonsuch" w:char="00E9"/>', "aéb"),
        ('<w:sym w:font="Nonsuch" w:char="0007"/>', "a\ufffdb"),
        ('<w:sym w:font="Wingdings" w:char="none"/>', "ab"),
    ],
)
def test_odd_signs_are_ones_that_everybody_knows(sign: str, read: str) -> None:
    assert " ".join(line(f"<w:r><w:t>a</w:t>{sign}<w:t>b</w:t></w:r>").split()) == read


def test_a_formula_on_a_line_of_its_own_is_a_paragraph_and_counts_once() -> None:
    letters = "<m:oMath><m:r><m:t>e = mc²</m:t></m:r></m:oMath>"
    alone = f"<m:oMathPara>{letters}</m:oMathPara>"
    item = item_in(docx(TITLE, LEDE, alone, p(run("Or none: "), "<m:oMath/>")))
    texts = [text_of(one.runs) for one in item.copy.pieces if isinstance(one, Paragraph)]
    assert texts[1:] == ["e = mc²", "Or none:"]
    (told,) = item.copy.findings
    assert (told.code, told.message[-2:]) == ("formula", " 1")


def test_lines_of_contents_are_left_out() -> None:
    toc = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    item = item_in(docx(TITLE, p("What changes 7", style="TOC1"), LEDE, parts=styled(toc)))
    assert len(item.copy.pieces) == 1
    assert left_out(item) == [("a table of contents", "What changes 7")]


def test_an_outline_level_makes_a_heading_where_no_name_does() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="House head"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    )
    own = p("By itself", more='<w:outlineLvl w:val="2"/>')
    none = p("It is running text.", more='<w:outlineLvl w:val="9"/>')
    head = p("By its style", style="Own")
    pieces = item_in(docx(TITLE, LEDE, head, LEDE, own, none, parts=styled(style))).copy.pieces
    assert [type(one) for one in pieces] == [
        *(Paragraph, Crosshead, Paragraph, Crosshead, Paragraph),
    ]


def test_a_style_may_hide_and_may_number() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Desk"><w:name w:val="Desk"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Step"><w:name w:val="Step"/><w:pPr><w:numPr>'
        '<w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"/></w:num>'
        "</w:numbering>"
    )
    hidden = run("ask Ada", '<w:rStyle w:val="Desk"/>')
    steps = p("Board", style="Step") + p("Sail", style="Step")
    item = item_in(
        docx(TITLE, p("Shown ", hidden), steps,
             parts=styled(styles) | {"word/numbering.xml": numbering})
    )  # fmt: skip
    _, listing = item.copy.pieces
    assert isinstance(listing, Listing)
    assert ([text_of(one) for one in listing.items], listing.start) == (["Board", "Sail"], 3)
    assert left_out(item) == [("hidden text", "ask Ada")]


def test_headers_and_what_is_only_taken_in_are_told() -> None:
    co_op = "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>"
    data = docx(
        TITLE, LEDE, '<w:altChunk r:id="x"/>', '<w:altChunk r:id="nowhere"/>',
        parts={
            "word/header1.xml": f"<w:hdr {W}>{p(co_op)}</w:hdr>",
            "word/header2.xml": f"<w:hdr {W}>{p()}</w:hdr>",
        },
        links=(
            ("h1", "header", "header1.xml"),
            ("h2", "header", "header2.xml"),
            ("h3", "header", "gone.xml"),
            ("x", "aFChunk", "terms.html"),
        ),
    )  # fmt: skip
    item = item_in(data)
    assert left_out(item) == [("a page's header", "co\u2011op")]
    assert [one.message for one in item.copy.findings] == [
        f"the document takes in {file}, which is not read"
        for file in ("word/terms.html", "another file")
    ]
    assert all(one.severity is Severity.ERROR and one.hint for one in item.copy.findings)


KINDS = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/text/main.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def elsewhere(kinds: str) -> bytes:
    """A Word file whose text is called neither as Word calls it nor lies where Word puts it."""
    parts = {
        "[Content_Types].xml": kinds,
        "_rels/.rels": relations(("r1", "officeDocument", "/text/main.xml")),
        "text/main.xml": f"<w:document {W}><w:body>{LEDE}{LEDE}</w:body></w:document>",
    }
    return docx(parts=parts).replace(b"word/document.xml", b"text/none/old.xml")


def test_a_word_file_is_known_by_its_types_whatever_its_text_is_called() -> None:
    assert len(item_in(elsewhere(KINDS)).copy.pieces) == 1
    assert not WORD.recognises(source_of(elsewhere("<Types/>"), "a.docx"))
    bent = bytearray(elsewhere(KINDS))
    bent[bent.index(b"[Content_Types].xml") + 25] ^= 0xFF
    assert not WORD.recognises(source_of(bytes(bent), "a.docx"))


def test_a_part_is_read_as_far_as_its_limit() -> None:
    with archive_in(source_of(docx(LEDE), "a.docx")) as archive:
        whole = archive.part("word/document.xml")
        assert archive.part("word/document.xml", len(whole)) == whole
        with pytest.raises(Undecodable, match=f"over {len(whole) - 1:,} bytes"):
            archive.part("word/document.xml", len(whole) - 1)


def test_a_document_over_the_limit_of_bytes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(LEDE)
    source = source_of(data, "a.docx")
    monkeypatch.setattr("layout.imports.documents.archive._MOST_BYTES", len(data))
    (whole,) = WORD.read(source)
    assert isinstance(whole, Item)
    monkeypatch.setattr("layout.imports.documents.archive._MOST_BYTES", len(data) - 1)
    (told,) = WORD.read(source)
    assert not isinstance(told, Item) and "bytes" in told.message
