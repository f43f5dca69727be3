"""The laws of agencies' files: whatever bytes come, items or findings come of them; a story that is
written in any of the formats comes out word for word."""

import json
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.imports.wire_files import CORPORA, WIRES, corpus_files, item_in, texts

from layout.imports.item import Item
from layout.imports.source import source_of
from slots.finding import BadInput, Finding

HOSTILE = [
    b'{"uri": "urn:a", "type": "text", "headline": 1, "bodies": [{"value": []}], "urgency": "x"}',
    b'{"uri": "urn:a", "associations": [[]], "subject": [1], "renditions": {"a": [null]}}',
    b"<nitf>" + b"<p>" * 100_000,
    b"<nitf><body><body.content>" + b"<p>x</p>" * 20_000 + b"</body.content></body></nitf>",
    b"<NewsML>" + b"<NewsItem><NewsComponent>" * 200,
    b"<newsMessage>" + b"<newsItem>" * 300,
    b'<!DOCTYPE nitf [<!ENTITY a "&b;"><!ENTITY b "&a;">]><nitf>&a;</nitf>',
    b"\x01eca0003 3 i 380  dpa 0045\n" + b" " * 50_000 + b"\x02",
    b"\x16\x16\x01AW2870\x1f_\nr a\x13\x11 " + b" " * 50_000 + b"\n\x02^a<\n" + b"\x08" * 50_000,
    b'{"uri": "' + b"\\" * 50_000,
    b'{"uri": "urn:a", "x": ' + b"[" * 100_000,
    b'[{"uri": "urn:a", "headline": "\\ud800", "body_text": "\\udfff x"}]',
]


def all_of(data: bytes) -> None:
    """Reads bytes by every format, told or not, as a mistaken table might."""
    source = source_of(data, "file")
    for each in WIRES:
        each.recognises(source)
        try:
            given = list(each.read(source))
        except BadInput as error:
            assert error.findings
            continue
        for one in given:
            assert isinstance(one, Item | Finding)
            if isinstance(one, Item):
                repr(one).encode()


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.slow
def test_hostile_files_give_items_or_findings(data: bytes) -> None:
    all_of(data)


STARTS = st.sampled_from(
    [
        *(
            b"",
            b"{",
            b'{"uri": "urn:a", ',
            b"<nitf>",
            b"<NewsML><NewsItem>",
            b"<newsItem guid='a'>",
        ),
        *(
            b"\x01eca0003 3 i 380  dpa 0045\r\n\x02",
            b"\x16\x16\x01AW2870\x1f_\nr a\x13\x11 BC\n\x02^",
        ),
    ]
)


@given(STARTS, st.binary(max_size=400))
@example(b"", b"\xff\xfe<")
def test_any_bytes_give_items_or_findings(start: bytes, rest: bytes) -> None:
    all_of(start + rest)


@pytest.mark.skipif(CORPORA is None, reason="the corpora of imports are not at hand")
@pytest.mark.slow
@given(st.data())
@settings(max_examples=20)
def test_damaged_files_give_items_or_findings(data: st.DataObject) -> None:
    files = [path for path in corpus_files() if path.stat().st_size < 20_000]
    whole = data.draw(st.sampled_from(files)).read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 200))
    all_of(whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + cut :])


KEYS = st.sampled_from(
    "headline headlines body_html bodies type associations renditions subject urgency embargoed"
    " pubstatus version byline located ednote copyrightnotice service authors signals".split()
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, JSON, max_size=6))
def test_ninjs_of_whatever_kinds_gives_items_or_findings(value: dict[str, object]) -> None:
    all_of(json.dumps({"uri": "urn:a", **value}).encode())


WORDS = st.text("abcdefghij klmnopqrstuvwxyzáéüøß", min_size=1, max_size=60).map(
    lambda text: " ".join(("Ferry " + text).split()) + "."
)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=6)


@given(PARAGRAPHS)
def test_a_story_comes_out_of_nitf_word_for_word(paragraphs: list[str]) -> None:
    copy = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
    text = f"<nitf><body><body.content>{copy}</body.content></body></nitf>"
    assert texts(item_in(text)) == paragraphs


@given(PARAGRAPHS, st.sampled_from(["body_text", "body_html", "bodies"]))
def test_a_story_comes_out_of_ninjs_word_for_word(paragraphs: list[str], form: str) -> None:
    html = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
    body: object = "\n\n".join(paragraphs) if form == "body_text" else html
    if form == "bodies":
        body = [{"role": "main", "contenttype": "text/html", "value": html}]
    text = json.dumps({"uri": "urn:a", "type": "text", "headline": "H", form: body})
    assert texts(item_in(text)) == paragraphs


def wrapped(text: str) -> str:
    """Text in lines of the width that wires have."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > 68:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\r\n".join(lines)


@given(PARAGRAPHS)
def test_a_story_comes_out_of_a_text_wire_word_for_word(paragraphs: list[str]) -> None:
    copy = "\r\n\r\n".join(map(wrapped, paragraphs))
    text = f"\x01eca0003 3 i 9  dpa 0045\r\n\r\nSlug/\r\n\x02Head =\r\n\r\n{copy}\r\n\r\n\x03"
    assert texts(item_in(text)) == paragraphs


@given(PARAGRAPHS)
def test_a_story_comes_out_of_anpa_word_for_word(paragraphs: list[str]) -> None:
    copy = "".join(f"\t   {each}\r\n \r\n" for each in paragraphs)
    text = (
        f"\x16\x16\x01AW2870\x1f_\r\nr a\x13\x11 BC-S  05-06\r\n\x02^BC-S<\r\n^Head<\r\n{copy}\x03"
    )
    assert texts(item_in(text)) == paragraphs
