"""Word files: what their paragraphs become, what is kept, what is left out and told."""

from __future__ import annotations

import datetime

import pytest
from support.imports.item_words import item_words, words
from support.imports.office_files import PNG, W, docx, p, relations, run
from support.imports.office_words import word_text

from layout.imports.documents.word import WORD
from layout.imports.item import Item
from layout.imports.source import source_of
from layout.story.block import Crosshead, Divider, Listing, Paragraph, Picture, Quote, Table
from layout.story.module import Module
from layout.story.run import Emphasis, text_of


def item_in(data: bytes, name: str = "ferry.docx") -> Item:
    source = source_of(data, name)
    assert WORD.recognises(source)
    (item,) = WORD.read(source)
    assert isinstance(item, Item)
    assert not words(word_text(data)) - item_words(item)
    return item


def texts(item: Item) -> list[str]:
    return [text_of(piece.runs) for piece in item.copy.pieces if isinstance(piece, Paragraph)]


LEDE = p("The ferry will sail again on Monday, the harbour council said after a long meeting.")


def test_head_of_styles() -> None:
    data = docx(
        p("TRANSPORT"),
        p(run("Ferry ", "<w:b/>"), run("returns", "<w:b/><w:i/>"), style="Title"),
        p("Boats sail again", style="Subtitle"),
        p("By Inés Carrasco"),
        LEDE,
    )
    head = item_in(data).head
    assert text_of(head.headline) == "Ferry returns"
    assert [run.emphasis for run in head.headline] == [Emphasis.NONE, Emphasis.ITALIC]
    assert (head.kicker, text_of(head.deck), head.byline) == (
        "TRANSPORT",
        "Boats sail again",
        "By Inés Carrasco",
    )


def test_head_by_looks_as_plain_text_has_it() -> None:
    source = source_of(
        docx(p(run("Ferry returns", "<w:b/>")), p("By Inés Carrasco"), p("Dec 16, 2022"), LEDE),
        "a.docx",
    )
    (item,) = WORD.read(source)
    assert isinstance(item, Item)
    assert text_of(item.head.headline) == "Ferry returns"
    assert item.head.byline == "By Inés Carrasco"
    assert item.head.date == datetime.date(2022, 12, 16)
    assert len(item.copy.pieces) == 1


def test_long_first_paragraph_is_no_headline() -> None:
    item = item_in(docx(p("word " * 40 + "end."), LEDE), "desk/Harbour wall.docx")
    assert text_of(item.head.headline) == "Harbour wall"
    assert [one.code for one in item.copy.findings] == ["no-headline"]
    assert len(item.copy.pieces) == 2


def test_blocks() -> None:
    table = (
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        f"<w:tc>{p('Pier')}</w:tc><w:tc>{p('Time')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('North')}</w:tc><w:tc>{p('6:15')}</w:tc></w:tr></w:tbl>"
    )
    item = item_in(
        docx(
            p("Ferry returns", style="Title"),
            LEDE,
            p("What changes", style="Heading2"),
            p("It is a good pier.", style="Quote"),
            table,
            p("The end."),
        )
    )
    kinds = [type(piece) for piece in item.copy.pieces]
    assert kinds == [Paragraph, Crosshead, Quote, Table, Paragraph]
    grid = item.copy.pieces[3]
    assert isinstance(grid, Table)
    assert [text_of(cell) for cell in grid.head] == ["Pier", "Time"]


NUMBERING = (
    f"<w:numbering {W}>"
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def listed(text: str, level: int = 0) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="4"/></w:numPr>'
    return p(text, more=number)


def test_lists_nest_and_count_on() -> None:
    data = docx(
        p("Ferry returns", style="Title"),
        *(listed("First"), listed("inner", 1), listed("Second"), LEDE, listed("Third")),
        parts={"word/numbering.xml": NUMBERING},
    )
    lists = [piece for piece in item_in(data).copy.pieces if isinstance(piece, Listing)]
    assert [[text_of(row) for row in one.items] for one in lists] == [
        ["First", "inner", "Second"],
        ["Third"],
    ]
    assert [one.start for one in lists] == [1, 3]
    assert lists[0].ordered


def test_changes_are_accepted() -> None:
    moved = f'<w:moveTo w:id="2">{run("moved here ")}</w:moveTo>'
    away = f'<w:moveFrom w:id="2">{run("moved here ")}</w:moveFrom>'
    gone = '<w:del w:id="1"><w:r><w:delText>two hours </w:delText></w:r></w:del>'
    data = docx(
        p("Ferry returns", style="Title"),
        p(
            run("It sails "),
            gone,
            f'<w:ins w:id="3">{run("daily ")}</w:ins>',
            moved,
            away,
            run("now."),
        ),
        p("Joined ", more='<w:rPr><w:del w:id="9"/></w:rPr>'),
        p("to this."),
    )
    item = item_in(data)
    assert texts(item) == ["It sails daily moved here now.", "Joined to this."]
    assert "4 words deleted" in item.copy.findings[0].message


def test_beside_the_text() -> None:
    comment = f'<w:comment w:id="0" w:author="Ada Ruiz">{p("Check the time")}</w:comment>'
    data = docx(
        p("Ferry returns", style="Title"),
        p(run("Shown "), run("secret words ", "<w:vanish/>"), run("again.")),
        LEDE,
        parts={
            "word/comments.xml": f"<w:comments {W}>{comment}</w:comments>",
            "word/header1.xml": f"<w:hdr {W}>{p('Draft of the desk')}</w:hdr>",
        },
        links=(("c", "comments", "comments.xml"), ("h", "header", "header1.xml")),
    )
    left = {(one.what, one.text) for one in item_in(data).copy.left_out}
    assert left == {
        ("hidden text", "secret words"),
        ("a comment", "Ada Ruiz: Check the time"),
        ("a page's header", "Draft of the desk"),
    }


def test_notes_stand_at_the_end() -> None:
    data = docx(
        p("Ferry returns", style="Title"),
        p(run("It sails"), '<w:r><w:footnoteReference w:id="1"/></w:r>', run(" on Monday.")),
        p("Lost", '<w:r><w:footnoteReference w:id="77"/></w:r>'),
        parts={
            "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator">'
            f'{p("rule")}</w:footnote><w:footnote w:id="1">{p("So says the council.")}</w:footnote>'
            "</w:footnotes>"
        },
    )
    assert texts(item_in(data)) == ["It sails[1] on Monday.", "Lost", "[1] So says the council."]


def drawing(id: str, kind: str = "embed", alt: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:{kind}="{id}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def test_pictures_bring_their_bytes() -> None:
    data = docx(
        p("Ferry returns", style="Title"),
        p(drawing("i1", alt="The pier")),
        p("The northern pier. Photo: Ada Ruiz", style="Caption"),
        LEDE,
        p(drawing("i2", "link")),
        p(drawing("i3")),
        parts={"word/media/image1.png": PNG, "word/media/image2.emf": b"\x01\0\0\0 windows"},
        links=(
            ("i1", "image", "media/image1.png"),
            ("i2", "image", "https://paper.example/boat.jpg"),
            ("i3", "image", "media/image2.emf"),
        ),
    )
    item = item_in(data)
    first, second = (piece for piece in item.copy.pieces if isinstance(piece, Picture))
    assert (first.alt, text_of(first.cutline), first.credit) == (
        "The pier",
        "The northern pier.",
        "Photo: Ada Ruiz",
    )
    bytes_of = {one.src: one for one in item.copy.media}
    assert bytes_of[first.src].data == PNG
    assert first.src == "media/ferry-1.png"
    assert bytes_of[second.src].places == ("https://paper.example/boat.jpg",)
    codes = [one.code for one in item.copy.findings]
    assert codes == ["picture-kind"]  # one only linked is told where it is looked for


def test_text_boxes_come_along_once() -> None:
    blocks = p("Before you board", style="Heading2") + p("Tickets at the pier.")
    inner = f"<w:txbxContent>{blocks}</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    item = item_in(docx(p("Ferry returns", style="Title"), p("It sails.", box), LEDE))
    paragraph, module, _ = item.copy.pieces
    assert isinstance(paragraph, Paragraph)
    assert isinstance(module, Module)
    assert (module.kind, text_of(module.title), len(module.blocks)) == (
        "blue_box",
        "Before you board",
        1,
    )


def field(code: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_fields_show_what_they_show() -> None:
    link = field(' HYPERLINK "https://paper.example/" ', "the council")
    simple = f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>'
    anchor = f'<w:hyperlink w:anchor="top">{run("above")}</w:hyperlink>'
    data = docx(
        p("Ferry returns", style="Title"), p(run("Asks "), link, run(" on "), simple, anchor)
    )
    (paragraph,) = item_in(data).copy.pieces
    assert isinstance(paragraph, Paragraph)
    assert text_of(paragraph.runs) == "Asks the council on 7above"
    assert [one.href for one in paragraph.runs if one.href] == ["https://paper.example/"]


def test_signs_and_wrappers() -> None:
    data = docx(
        p("Ferry returns", style="Title"),
        p(
            run("“Smart” quotes, "),
            "<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:tab/><w:t>tab</w:t></w:r>",
            "<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>",
            '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
            f"<w:smartTag>{run(' Quito')}</w:smartTag>",
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run(' controlled')}</w:sdtContent></w:sdt>",
            "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>",
        ),
        '<w:p><w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r></w:p>',
        LEDE,
    )
    first, rule, _ = item_in(data).copy.pieces
    assert isinstance(first, Paragraph)
    assert text_of(first.runs) == (
        "“Smart” quotes, co\u00adop tabe\u2011mail\u2713 Quito controlleda+b"
    )
    assert isinstance(rule, Divider)


CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>The harbour wall</dc:title>'
    "<dc:creator>{creator}</dc:creator><cp:keywords>sea, walls; sea</cp:keywords>"
    "<dc:language>es-EC</dc:language><cp:revision>3</cp:revision>"
    "<dcterms:created>2024-05-06T07:08:09Z</dcterms:created>"
    "<dcterms:modified>2024-05-08T07:08:09Z</dcterms:modified></cp:coreProperties>"
)


@pytest.mark.parametrize(
    ("creator", "byline"), [("Ada Ruiz", "Por Ada Ruiz"), ("Windows User", ""), ("admin", "")]
)
def test_properties_stand_in(creator: str, byline: str) -> None:
    data = docx(p("word " * 40), LEDE, parts={"docProps/core.xml": CORE.format(creator=creator)})
    item = item_in(data)
    head = item.head
    assert (text_of(head.headline), head.byline) == ("The harbour wall", byline)
    assert (head.tags, head.language) == (("sea", "walls"), "es-EC")
    assert head.date == datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)
    assert head.updated == datetime.datetime(2024, 5, 8, 7, 8, 9, tzinfo=datetime.UTC)
    assert item.version == "2024-05-08T07:08:09 3"


def test_relations_may_be_absolute() -> None:
    data = docx(
        parts={
            "_rels/.rels": relations(("r1", "officeDocument", "/text/main.xml")),
            "text/main.xml": f"<w:document {W}><w:body>{LEDE}{LEDE}</w:body></w:document>",
        }
    )
    source = source_of(data, "a.docx")
    (item,) = WORD.read(source)
    assert isinstance(item, Item)
    assert len(item.copy.pieces) == 1
