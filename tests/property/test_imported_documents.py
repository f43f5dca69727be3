"""The law of documents: whatever stands in a Word file or an OpenDocument, no word of it is lost,
and bytes that are none are told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.imports.item_words import item_words, words
from support.imports.office_files import docx, odt, p, run
from support.imports.office_words import open_text, word_text

from layout.imports.documents.old_word import OLD_WORD
from layout.imports.documents.open_document import OPEN_DOCUMENT
from layout.imports.documents.word import WORD
from layout.imports.item import Item
from layout.imports.source import source_of

pytestmark = pytest.mark.slow

WORD_ = st.sampled_from("ferry pier café “smart” 6:15 x-ray naïve 日本 1984 harbour tide".split())
TEXT = st.lists(WORD_, min_size=1, max_size=8).map(" ".join)
LOOKS = st.sampled_from(("", "<w:b/>", "<w:i/>", "<w:vanish/>", "<w:b w:val='0'/>", "<w:caps/>"))
RUN = st.builds(lambda text, looks: run(f"{text} ", looks), TEXT, LOOKS)
WRAPPED = st.builds(
    lambda name, inside: f"<{name}>{inside}</{name.partition(' ')[0]}>",
    st.sampled_from(("w:ins", "w:moveTo", "w:smartTag", "w:hyperlink w:anchor='a'", "w:customXml")),
    RUN,
)
DELETED = TEXT.map(lambda text: f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>")
CONTROL = RUN.map(lambda each: f"<w:sdt><w:sdtPr/><w:sdtContent>{each}</w:sdtContent></w:sdt>")
PARAGRAPH = st.builds(
    lambda runs, style: p(*runs, style=style),
    st.lists(st.one_of(RUN, WRAPPED, DELETED, CONTROL), min_size=1, max_size=4),
    st.sampled_from(("", "", "Title", "Subtitle", "Heading1", "Heading3", "Quote", "Caption")),
)
BOXED = PARAGRAPH.map(
    lambda inner: (
        f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r></w:p>"
    )
)
TABLE = st.lists(PARAGRAPH, min_size=1, max_size=3).map(
    lambda cells: f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"
)
BODY = st.lists(st.one_of(PARAGRAPH, PARAGRAPH, BOXED, TABLE), min_size=1, max_size=8)


@settings(max_examples=30)
@given(BODY)
def test_no_word_of_word_is_lost(body: list[str]) -> None:
    data = docx(*body)
    (item,) = WORD.read(source_of(data, "a.docx"))
    assert isinstance(item, Item)
    assert not words(word_text(data)) - item_words(item)


SPAN = st.builds(
    lambda style, text: f'<text:span text:style-name="{style}">{text} </text:span>',
    st.sampled_from(("Strong", "Slanted", "Hidden", "Unknown")),
    TEXT,
)
NOTED = TEXT.map(
    lambda text: (
        "<text:note><text:note-citation>9</text:note-citation><text:note-body>"
        f"<text:p>{text}</text:p></text:note-body></text:note>"
    )
)
OPEN_P = st.builds(
    lambda parts, style: f'<text:p text:style-name="{style}">{" ".join(parts)}</text:p>',
    st.lists(st.one_of(SPAN, TEXT, NOTED), min_size=1, max_size=4),
    st.sampled_from(("", "P1", "Subtitle", "Quotations", "Illustration")),
)
OPEN_H = TEXT.map(lambda text: f'<text:h text:outline-level="2">{text}</text:h>')
OPEN_LIST = st.lists(OPEN_P, min_size=1, max_size=3).map(
    lambda rows: (
        '<text:list text:style-name="L1">'
        + "".join(f"<text:list-item>{row}</text:list-item>" for row in rows)
        + "</text:list>"
    )
)
OPEN_BOX = OPEN_P.map(
    lambda inner: (
        f"<text:p><draw:frame><draw:text-box>{inner}</draw:text-box></draw:frame></text:p>"
    )
)
OPEN_TABLE = st.lists(OPEN_P, min_size=1, max_size=3).map(
    lambda cells: (
        "<table:table><table:table-row>"
        + "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        + "</table:table-row></table:table>"
    )
)
OPEN_BODY = st.lists(
    st.one_of(OPEN_P, OPEN_H, OPEN_LIST, OPEN_BOX, OPEN_TABLE), min_size=1, max_size=8
)


@settings(max_examples=30)
@given(OPEN_BODY)
def test_no_word_of_open_document_is_lost(body: list[str]) -> None:
    data = odt(*body)
    (item,) = OPEN_DOCUMENT.read(source_of(data, "a.odt"))
    assert isinstance(item, Item)
    assert not words(open_text(data)) - item_words(item)


@settings(max_examples=30)
@given(
    st.binary(max_size=60), st.integers(0, 10_000), st.sampled_from((docx(p("a"), p("b")), odt()))
)
def test_whatever_comes_is_read_or_told(noise: bytes, at: int, data: bytes) -> None:
    at = at % len(data)
    for damaged in (data[:at] + noise + data[at + len(noise) :], data[:at], noise + data):
        source = source_of(damaged, "a")
        told = [one for one in (WORD, OPEN_DOCUMENT, OLD_WORD) if one.recognises(source)]
        assert len(told) <= 1
        for one in (WORD, OPEN_DOCUMENT):
            assert len(list(one.read(source))) == 1
