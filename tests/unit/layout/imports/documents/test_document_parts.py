"""The chapters of documents by themselves: names, styles, lists, packages, heads."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree
from support.imports.office_files import PNG, W, p, run

from layout.imports.documents.accepted import Accepted, accept
from layout.imports.documents.heads import item_of
from layout.imports.documents.open_styles import Looks
from layout.imports.documents.open_text import words_in as open_words
from layout.imports.documents.word_names import every, made, tag, transitional, words_in
from layout.imports.documents.word_package import Relations, package_of
from layout.imports.documents.word_plain import Bench
from layout.imports.documents.word_styles import lists_in, styles_in
from layout.imports.documents.written import Album, Written, keywords_of, role_of
from layout.imports.source import source_of
from layout.story.run import text_of
from slots.finding import Where


def parsed(body: str) -> etree._Element:
    return etree.fromstring(f"<w:body {W}>{body}</w:body>")


def test_strict_names_are_read_as_transitional() -> None:
    strict = b'<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    assert etree.fromstring(transitional(strict)).tag == tag("w:p")


def test_words_are_parted_where_word_parts_them() -> None:
    assert words_in(parsed(p("one") + p("two", "<w:r><w:tab/></w:r>", "three"))) == "one two three"
    assert open_words(etree.fromstring("<a>one<b> two</b>three</a>")) == "one twothree"


def test_accepting_twice_changes_nothing() -> None:
    root = parsed(p(run("a "), f"<w:ins>{run('b')}</w:ins>", "<w:del/>"))
    told, styles = Accepted(), styles_in(None)
    accept(root, styles, told)
    once = etree.tostring(root)
    accept(root, styles, told)
    assert etree.tostring(root) == once
    assert not every(root, "w:ins", "w:del")


def test_styles_that_go_in_circles_end() -> None:
    styles = styles_in(
        parsed(
            '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
            '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        )
    )
    properties = parsed('<w:pPr><w:pStyle w:val="a"/></w:pPr>')[0]
    assert styles.role(properties) == ""
    assert styles.numbering(properties) == ("", "0")


def test_lists_of_one_definition_count_on_unless_they_say_so() -> None:
    lists = lists_in(
        parsed(
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
            '<w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    places = [lists.place(id, "0") for id in "1122"]
    assert [place.number for place in places if place] == [3, 4, 1, 2]
    assert lists.place("9", "0") is None


def test_the_package_has_nothing_of_the_source_but_its_text() -> None:
    relations = Relations()
    assert relations.link("https://x.example/?a&b") == "id0"
    assert relations.picture("a.png") == "id1"
    with zipfile.ZipFile(BytesIO(package_of({"document": made("w:document")}, relations, ()))) as z:
        assert z.read("word/media/id1.png") == b"a.png"
        assert etree.fromstring(z.read("word/_rels/document.xml.rels")) is not None
    assert Bench.__doc__


def test_an_album_names_each_picture_once() -> None:
    album = Album("Ferry returns", Where("a.docx"))
    names = [album.embedded("image1.png", PNG), album.embedded("image2.png", PNG)]
    assert names == ["ferry-returns-1.png"] * 2
    assert album.embedded("image3.wmf", b"\xd7\xcd\xc6\x9a") == ""
    assert [one.code for one in album.findings] == ["picture-kind"]


def test_roles_properties_looks() -> None:
    assert [role_of(name) for name in ("heading 9", "Normal", "INTENSE QUOTE")] == [
        "h6",
        "",
        "quote",
    ]
    assert keywords_of(["a; b,", "a"]) == ("a", "b")
    assert not Looks().bold


def test_a_body_of_one_line_keeps_it() -> None:
    body = etree.fromstring("<div><p>Only this</p></div>")
    item = item_of(Written(body), source_of(b"", "desk/Harbour.docx"), "word")
    assert text_of(item.head.headline) == "Harbour"
    assert len(item.copy.pieces) == 1
