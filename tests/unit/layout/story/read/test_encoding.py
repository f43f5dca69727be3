"""From bytes to text: what is read, and what is told of what cannot be."""

from __future__ import annotations

import codecs

import pytest

from layout.story.read.any_format import decode
from slots.finding import BadInput


@pytest.mark.parametrize(
    "data",
    [
        "Señor — ok".encode(),
        codecs.BOM_UTF8 + "Señor — ok".encode(),
        "Señor — ok".encode("utf-16"),
        codecs.BOM_UTF16_BE + "Señor — ok".encode("utf-16-be"),
        "Señor — ok".encode("utf-32"),
    ],
)
def test_utf_8_and_what_says_by_a_mark_that_it_is_another(data):
    assert decode(data, "s.txt") == "Señor — ok"


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"", "empty-file", "the file is empty"),
        (b" \n\t", "empty-file", "the file is empty"),
        (codecs.BOM_UTF8 + b"\n", "empty-file", "the file is empty"),
        (b"PK\x03\x04rest", "binary-file", "this is a Word, OpenDocument or zip file, not text"),
        (b"%PDF-1.7", "binary-file", "this is a PDF, not text"),
        (b"\x89PNG\r\n", "binary-file", "this is a picture, not text"),
        (b"ab\ncd\0", "binary-file", "binary file: byte 6 is NUL, which no text holds"),
        (b"ok\nSe\xf1or", "not-utf-8", 'byte 6 is 0xF1 (in Windows-1252 it would be "ñ")'),
        (b"\x81", "not-utf-8", "not UTF-8: byte 1 is 0x81"),
        (codecs.BOM_UTF16_LE + b"a", "not-utf-8", "the file says it is UTF-16 but byte 3 is not"),
    ],
)
def test_what_is_no_text_is_told_with_a_remedy(data, code, message):
    with pytest.raises(BadInput) as caught:
        decode(data, "s.txt")
    (found,) = caught.value.findings
    assert found.code == code and message in found.message and found.hint


def test_a_wrong_byte_has_its_line_and_column():
    with pytest.raises(BadInput) as caught:
        decode("año\nmás ".encode() + b"\xff", "s.txt")
    where = caught.value.findings[0].where
    assert (where.file, where.line, where.column) == ("s.txt", 2, 5)
