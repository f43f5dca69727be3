"""Documents that are damaged, locked or made to harm: a finding with its remedy, never more."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from support.imports.office_files import TEXT_TYPE, W, docx, odt, p, zipped

from layout.imports.documents.archive import DEEPEST
from layout.imports.documents.old_word import OLD_WORD
from layout.imports.documents.open_document import OPEN_DOCUMENT
from layout.imports.documents.word import WORD
from layout.imports.item import Format, Item
from layout.imports.source import source_of
from slots.finding import Finding, Severity

FORMATS = (WORD, OPEN_DOCUMENT, OLD_WORD)
TEXT = docx(p("Ferry returns", style="Title"), p("It sails."))


def told(data: bytes, by: Format) -> Finding:
    source = source_of(data, "a.docx")
    assert [one for one in FORMATS if one.recognises(source)] == [by]
    (finding,) = by.read(source)
    assert isinstance(finding, Finding)
    assert finding.severity is Severity.ERROR
    assert finding.where.file == "a.docx"
    return finding


def test_bombs_are_not_unpacked() -> None:
    bomb = docx(parts={"word/document.xml": b" " * 30_000_000})
    assert "as bombs do" in told(bomb, WORD).message
    many = docx(parts={f"word/media/{number}": b"" for number in range(5_001)})
    assert "parts" in told(many, WORD).message


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def test_document_types_are_refused() -> None:
    body = f"{ENTITIES}<w:document {W}><w:body>{p('&b;')}</w:body></w:document>"
    assert "document type" in told(docx(parts={"word/document.xml": body}), WORD).message
    assert "document type" in told(odt(parts={"content.xml": body}), OPEN_DOCUMENT).message


def test_depth_is_limited() -> None:
    deep = "<w:sdt><w:sdtContent>" * DEEPEST + p("x") + "</w:sdtContent></w:sdt>" * DEEPEST
    assert "deep in each other" in told(docx(deep), WORD).message


@pytest.mark.parametrize("part", [1, 2, 3])
def test_what_is_cut_off_is_told(part: int) -> None:
    assert "cannot be read" in told(TEXT[: len(TEXT) * part // 4], WORD).message
    whole = odt()
    assert "cannot be read" in told(whole[: len(whole) * part // 4], OPEN_DOCUMENT).message


def test_a_text_without_its_content_is_told() -> None:
    empty = zipped({"mimetype": TEXT_TYPE, "content.xml": b"", "a.png": b"x"})
    assert "cannot be read" in told(empty, OPEN_DOCUMENT).message


def test_passwords_are_told() -> None:
    locked = (
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    assert "password" in told(locked, OLD_WORD).message
    manifest = '<m:manifest xmlns:m="x"><m:encryption-data/></m:manifest>'
    data = odt(parts={"META-INF/manifest.xml": manifest})
    assert "password" in told(data, OPEN_DOCUMENT).message
    data = bytearray(TEXT)
    at = TEXT.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "password" in told(bytes(data), WORD).message


def test_old_kinds_are_told() -> None:
    old = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1500 + "WordDocument".encode("utf-16-le")
    assert ".doc" in told(old, OLD_WORD).message
    assert ".rtf" in told(b"{\\rtf1 Hi}", OLD_WORD).message
    sheet = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1500 + "Workbook".encode("utf-16-le")
    assert not OLD_WORD.recognises(source_of(sheet, "a.xls"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK", zipped({"a.txt": "hello"})])
def test_others_are_none_of_ours(data: bytes) -> None:
    assert not any(one.recognises(source_of(data, "a.docx")) for one in FORMATS)


def test_names_lead_nowhere() -> None:
    data = BytesIO(TEXT)
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("../../etc/passwd", "x")
        archive.writestr("/tmp/x", "x")
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    (item,) = WORD.read(source_of(data.getvalue(), "a.docm"))
    assert isinstance(item, Item)


@pytest.mark.parametrize(
    "part",
    [
        "word/styles.xml",
        "word/numbering.xml",
        "word/comments.xml",
        "word/footnotes.xml",
        "word/_rels/document.xml.rels",
        "docProps/core.xml",
    ],
)
def test_any_part_may_be_damaged(part: str) -> None:
    data = docx(p("Ferry returns", style="Title"), p("It sails."), parts={part: "<a><b"})
    (given,) = WORD.read(source_of(data, "a.docx"))
    assert isinstance(given, Item) or "cannot be read" in given.message


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        "<w:ins>" + "<w:r><w:t>a </w:t></w:r>" * 20_000 + "</w:ins>",
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" * 20_000,
        "<w:bookmarkStart/>" * 20_000,
        "".join(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{n * n} </w:t></w:r>" for n in range(20_000)),
    ],
)
def test_time_grows_with_the_text(body: str) -> None:
    (item,) = WORD.read(
        source_of(docx(p("Title", style="Title"), f"<w:p>{body}</w:p>", p("x")), "a")
    )
    assert isinstance(item, Item)
