"""Exports as files: told by their content, streamed, damaged, hostile; nothing in one item harms
another."""

import random
from io import BytesIO

import pytest
from support.imports.wordpress_samples import (
    SITE,
    export,
    findings_of,
    item_xml,
    items_of,
    picture_xml,
    read,
)

from layout.imports.item import Status
from layout.imports.source import Source, source_of
from layout.imports.wordpress.characters import Characters, encoding_of
from layout.imports.wordpress.export_text import Export
from layout.imports.wordpress.wxr import WXR
from layout.story.run import text_of

TWO = export(item_xml("First.", number=1), item_xml("Second.", number=2))


def texts(data: bytes) -> list[str]:
    return [
        " ".join(text_of(piece.runs) for piece in item.copy.pieces) for item in items_of(read(data))
    ]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_an_export_is_told_by_its_content(version: str) -> None:
    data = export(item_xml("One."), version=version)
    for start in (b"", b"\xef\xbb\xbf", b"<!-- a -->\n" * 3):
        assert WXR.recognises(source_of(start + data, "x"))
    assert texts(data) == ["One."]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<rss version='2.0'><channel></channel></rss>", b"<html>wordpress.org/export/1.2",
        b"{}", b"\xff\xfe", b"<!--" * 9_000, b"<?" * 9_000, b"<!-- --> " * 9_000,
    ],
)  # fmt: skip
def test_other_files_are_none(data: bytes) -> None:
    assert not WXR.recognises(source_of(data, "x"))


def test_what_posts_need_may_stand_after_them() -> None:
    late = picture_xml(8, "pier.jpg", "The pier.")
    data = export(item_xml("[gallery ids='8']", creator="ines"), late)
    author = (
        b"<wp:author><wp:author_login>ines</wp:author_login><wp:author_display_name>In\xc3\xa9s"
        b"</wp:author_display_name></wp:author></channel>"
    )
    (item,) = items_of(read(data.replace(b"</channel>", author)))
    assert len(item.copy.pieces) == 1
    assert item.head.byline == "By Inés"


def test_lines_are_those_of_the_file() -> None:
    data = export(item_xml("One.", number=1), item_xml("Two.\n\n[x_y]\n\nThree.", number=2))
    lines = data.decode().split("\n")
    _, second = items_of(read(data))
    assert second.where.line == 1 + max(at for at, line in enumerate(lines) if line == "<item>")
    placed = [piece.line for piece in second.copy.pieces]
    assert ["Two." in lines[placed[0] - 1], "Three." in lines[placed[1] - 1]] == [True, True]
    assert second.copy.findings[0].where.file == "export.xml"


def test_a_key_is_the_guid_and_else_the_site_and_number() -> None:
    posts = export(
        item_xml("One.", number=7, guid=f"{SITE}/?p=7"),
        item_xml("Two.", number=8),
        item_xml("Three.", number=9, guid=f"{SITE}/?p=7"),
        item_xml("Four.", number=10, guid="tag:one"),
        item_xml("Five.", number=11, guid="tag:one"),
    )
    given = read(posts)
    assert [each.key for each in items_of(given)] == [
        f"wordpress {SITE}/?p=7", f"wordpress {SITE}/?p=8", f"wordpress {SITE}/?p=9",
        "wordpress tag:one", f"wordpress {SITE}/?p=11",
    ]  # fmt: skip
    assert [each.code for each in findings_of(given)] == ["guid-twice"]


def test_machinery_is_left_out_and_counted() -> None:
    given = read(export(*(item_xml("Menu", number=n, kind="nav_menu_item") for n in (1, 2))))
    assert items_of(given) == []
    assert [each.code for each in findings_of(given)] == ["export-machinery", "export-empty"]
    assert "2 nav_menu_item" in findings_of(given)[0].message


def test_an_item_that_does_not_say_what_it_is_is_told() -> None:
    bare = "<item><title>Ferry</title><content:encoded>One.</content:encoded></item>"
    (item,) = items_of(read(export(bare)))
    assert item.status is Status.DRAFT
    assert {each.code for each in item.copy.findings} == {"export-no-type", "export-no-status"}


# --- damaged ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"<![CDATA[First.]]>", b"First & 2 < 3 &nbsp;&eacute;.", "damaged-export"),
        (b"<![CDATA[First.]]>", b"First <b>2</b> <i>3.", "damaged-export"),
        (b"<![CDATA[First.]]>", b"<![CDATA[First \x0b 2 3.]]>", "source-control"),
        (b"<![CDATA[First.]]>", b"<![CDATA[First 2 3 caf\xe9.]]>", "source-encoding"),
        (b"First.]]></content:encoded>", b"First 2 3.</content:encoded>", "damaged-export"),
        (b"</item>\n<item>", b"<item>", "damaged-export"),
        (b"</wp:post_id>", b"</wp:post>", "damaged-export"),
        (b"<wp:post_id>1", b"<wp:post_id>1&#11;", "damaged-export"),
    ],
)
def test_what_is_damaged_in_one_item_harms_no_other(old: bytes, new: bytes, code: str) -> None:
    data = TWO.replace(old, new, 1)
    assert data != TWO
    given = read(data)
    first, second = items_of(given)
    words = " ".join(text_of(piece.runs) for piece in first.copy.pieces)
    assert "First" in words
    if b"2" in new and b"3" in new:
        assert "2" in words
        assert "3" in words
    assert text_of(second.copy.pieces[0].runs) == "Second."
    (finding,) = [each for each in findings_of(given) if each.code == code]
    assert finding.where.line is not None
    assert abs(finding.where.line - (first.where.line or 0)) < 12


def test_an_export_that_breaks_off_gives_what_it_has() -> None:
    whole = TWO.index(b"Second.") + len("Second.")
    given = read(TWO[:whole])
    first, _ = items_of(given)
    assert first.key.endswith("?p=1")
    assert "damaged-export" in {each.code for each in findings_of(given)}


def test_entities_and_document_types_are_not_read() -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]>\n<rss'
    data = TWO.replace(b"<rss", bomb, 1).replace(b"<![CDATA[First.]]>", b"First &a; &b;", 1)
    assert WXR.recognises(source_of(data, "x"))
    given = read(data)
    assert texts(data) == ["First &a; &b;", "Second."]
    assert {each.code for each in findings_of(given)} == {"export-doctype", "damaged-export"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_an_export_may_be_in_another_encoding(encoding: str) -> None:
    text = export(item_xml("Café.")).decode().replace('encoding="UTF-8"', f'encoding="{encoding}"')
    assert texts(text.encode(encoding)) == ["Café."]


def test_an_encoding_that_nobody_knows_is_utf_8() -> None:
    for name in (b"klingon", b"hex", b"utf-7", b"rot13"):
        assert encoding_of(b'<?xml version="1.0" encoding="' + name + b'"?>') == "utf-8"


def test_line_ends_may_be_of_any_kind() -> None:
    assert texts(TWO.replace(b"\n", b"\r\n")) == ["First.", "Second."]
    assert texts(TWO.replace(b"\n", b"\r")) == ["First.", "Second."]


# --- streamed ---------------------------------------------------------------------------------


class _Drops(BytesIO):
    """A stream that gives little at a time, wherever that parts a word or sign."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(7)


def test_parts_do_not_depend_on_how_the_bytes_come() -> None:
    data = TWO.replace(b"First.", "Café — \r\n“First”.".encode())
    whole = source_of(data, "export.xml")
    drops = Source(whole.name, whole.start, lambda: _Drops(data))
    assert list(Export(drops).parts()) == list(Export(whole).parts())
    characters = Characters(drops)
    assert "".join(characters.of(drops.stream())) == data.decode().replace("\r\n", "\n")
    assert [each.key for each in items_of(read(drops))] == [
        each.key for each in items_of(read(whole))
    ]


def test_a_section_that_is_never_closed_does_not_take_all_the_rest() -> None:
    items = [item_xml(f"Number {number}.", number=number) for number in range(1, 41)]
    items[2] = items[2].replace("Number 3.]]>", "Number 3.")
    found = items_of(read(export(*items)))
    assert {each.key.rsplit("=", 1)[1] for each in found} >= {
        str(n) for n in range(1, 41) if n != 3
    }


@pytest.mark.slow
def test_any_damage_gives_items_or_findings() -> None:
    chance = random.Random(5)
    marks = [b"<item>", b"</item>", b"<![CDATA[", b"]]>", b"<", b">", b"&", b"\x00", b"\xff", b""]
    for _ in range(300):
        data = bytearray(TWO)
        for _ in range(chance.randint(1, 6)):
            at, length = chance.randrange(len(data)), chance.choice((0, 1, 3, 40))
            data[at : at + length] = chance.choice(marks)
        given = read(bytes(data))
        assert given


@pytest.mark.parametrize(
    "hostile", [b"<item>", b"</item>", b"<![CDATA[", b"<item", b"&", b"<", b"<!--", b"]]>"]
)
def test_reading_takes_time_that_grows_with_the_file(hostile: bytes) -> None:
    read(TWO.replace(b"First.]]>", hostile * 2_000, 1))
