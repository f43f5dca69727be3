from __future__ import annotations

import codecs

import pytest

from layout.imports.pages.figures import words_of
from layout.imports.pages.open_page import open_page
from layout.imports.pages.read_page import HTML
from layout.imports.source import source_of
from slots.finding import BadInput
from tests.support.imports.pages_at_hand import page_of

PAGE = '<html><head><meta charset="{}"></head><body><p>Inés cruzó</p></body></html>'


def opened(data: bytes):
    return open_page(source_of(data, "page.html"))


@pytest.mark.parametrize(
    ("declared", "encoded"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("gb2312", "utf-8"),  # saved anew by a browser, which left the old name
        ("no-such-thing", "cp1252"),
        ("utf-16", "cp1252"),  # could not have been read so far
    ],
)
def test_characters_are_told_by_bytes_and_declaration(declared, encoded):
    page = opened(PAGE.format(declared).encode(encoded))
    assert words_of(page.body).split() == ["Inés", "cruzó"]
    assert not page.findings


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_it_all(encoding):
    source = source_of(PAGE.format("iso-8859-1").encode(encoding), "page.html")
    assert HTML.recognises(source)
    assert "cruzó" in words_of(open_page(source).body)


def test_other_scripts_are_read_as_their_pages_declare():
    text = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}">{}'
    assert "記憶" in words_of(opened(text.format("Shift_JIS", "記憶").encode("cp932")).body)
    assert "记忆" in words_of(opened(text.format("gb2312", "记忆").encode("gb18030")).body)


def test_bytes_that_are_no_characters_are_told_with_their_line():
    page = opened(b'<html><head><meta charset="ascii"></head>\n<body>a \x81 b</body></html>')
    (finding,) = page.findings
    assert finding.code == "encoding"
    assert finding.where.line == 2
    utf = opened(codecs.BOM_UTF8 + b"<html><body>a \xff b")
    assert [one.code for one in utf.findings] == ["encoding"]


@pytest.mark.parametrize("data", [b"", b"  \n", b"<!-- nothing -->"])
def test_a_page_with_nothing_in_it_is_bad_input(data):
    with pytest.raises(BadInput, match="nothing in it"):
        opened(data)


@pytest.mark.slow
def test_a_page_without_end_is_bad_input():
    with pytest.raises(BadInput, match="16,000,000 bytes"):
        opened(b"<html><body>" + b"a " * 8_000_000)


@pytest.mark.parametrize("tag", ["div", "b", "section", "ul><li", "table><tr><td", "h2"])
def test_however_deep_a_page_is_its_last_word_is_read(tag):
    page = opened(f"<html><body>{f'<{tag}>' * 3000}deep</body></html>".encode())
    assert words_of(page.body).split() == ["deep"]
    assert [one.code for one in page.findings] == ["deep-page"]


@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE html><html>",
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x"><html>',
        "<!-- saved from url=(0014)about:internet -->\n<HTML><HEAD>",
        "\ufeff <html lang=en>",
        "<head><title>",
        "<body class=a>",
    ],
)
def test_a_page_is_told_by_how_it_opens(start):
    assert HTML.recognises(source_of(start.encode(), "feed.xml"))


@pytest.mark.parametrize(
    "start",
    [
        '<?xml version="1.0"?><rss version="2.0"><channel><description><html>',
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">',
        '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>',
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><html>',
        '{"html": "<html>"}',
        "A story about <html> and others",
        "# Heading\n\n<html>",
        "<htmlish>",
        "",
    ],
)
def test_other_formats_are_no_pages(start):
    assert not HTML.recognises(source_of(start.encode(), "page.html"))


def test_links_start_where_the_page_says_it_is():
    based = page_of("", '<base href="/old/">', "https://paper.example/new/")
    assert based.absolute("a.jpg") == "https://paper.example/old/a.jpg"
    canonical = page_of("", '<link rel="canonical" href="https://paper.example/b/">', "")
    assert canonical.absolute("a.jpg") == "https://paper.example/b/a.jpg"
    assert page_of("", "", "").absolute("a.jpg") == "a.jpg"
    assert canonical.absolute("http://[") == "http://["
