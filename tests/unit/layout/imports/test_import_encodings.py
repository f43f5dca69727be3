"""What bytes say of their characters, the same for all formats; and the limit of a source."""

from __future__ import annotations

import pytest

from layout.imports.encodings import declared_encoding, line_at, marked_encoding, with_windows
from layout.imports.source import source_of


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_what_reads_the_text_without_it(encoding: str) -> None:
    data = "<nitf>é</nitf>".encode(encoding)
    assert marked_encoding(data) == encoding
    assert data.decode(marked_encoding(data)) == "<nitf>é</nitf>"


def test_utf_16_and_utf_32_are_told_apart_in_both_orders() -> None:
    marks = [b"\xff\xfe\0\0<\0\0\0", b"\0\0\xfe\xff\0\0\0<", b"\xff\xfe<\0", b"\xfe\xff\0<", b"<"]
    assert [marked_encoding(mark) for mark in marks] == ["utf-32", "utf-32", "utf-16", "utf-16", ""]


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"<?xml version='1.0' encoding='ISO-8859-1'?>", "iso-8859-1"),
        (b'\n <?XML version="1.0" ENCODING = "Windows-1252" ?>', "windows-1252"),
        (b'<?xml version="1.0"?><a encoding="latin-1"/>', ""),
        (b'<a/><?xml version="1.0" encoding="latin-1"?>', ""),
        (b'<?xml encoding="' + b"x" * 100 + b'"?>', ""),
        (b"", ""),
    ],
)
def test_a_declaration_is_one_only_where_xml_begins(start: bytes, said: str) -> None:
    assert declared_encoding(start) == said


def test_bytes_that_are_not_utf_8_are_those_of_windows_and_no_others_change() -> None:
    mixed = "Café “".encode() + b" caf\xe9 \x93quay\x94 \x81"
    text, count, first = with_windows(mixed.decode("utf-8", "surrogateescape"))
    assert text == "Café “ café “quay” \ufffd"
    assert (count, first) == (4, len("Café “ caf"))
    assert with_windows("Café") == ("Café", 0, 0)


def test_lines_are_counted_in_bytes_and_in_characters() -> None:
    assert [line_at(at, "é\né\n") for at in (0, 1, 2, 4)] == [1, 1, 2, 3]
    assert [line_at(at, "é\né\n".encode()) for at in (0, 2, 3, 6)] == [1, 1, 2, 3]


def test_a_source_is_whole_up_to_its_limit() -> None:
    source = source_of(b"12345", "five.txt")
    assert (source.whole(5), source.whole(4)) == (b"12345", None)
