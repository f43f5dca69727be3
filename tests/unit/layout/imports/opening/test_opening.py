"""Opening sources: files, folders, zips, stdin; what is none is told, and nothing leads out."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from support.imports.copy_desk import COPY_DESK, sheet, story

from layout.imports.all_formats import FORMATS
from layout.imports.opening.open_sources import Opened, Opening, check_given
from layout.imports.opening.seems import Seems, seems
from layout.imports.opening.zip_files import Damaged, ZipFiles, is_zip
from layout.imports.source import source_of
from slots.files.door import STDIN
from slots.finding import BadInput, Finding, Severity

SHEET = sheet(story("a", "Text of it."))


def opened(given: Path, publication: Path | None = None) -> list[Opened | Finding]:
    home = publication or given.parent / "paper"
    with Opening((COPY_DESK,), home) as opening:
        return list(opening.opened(given))


def names(found: list[Opened | Finding], root: Path) -> list[str]:
    """The sources by their names, the findings by their codes."""
    return [
        each.code if isinstance(each, Finding) else told(each).removeprefix(f"{root}/")
        for each in found
    ]


def told(found: Opened) -> str:
    return found.names.shown(found.source.where).file or ""


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    return out.getvalue()


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return path


def test_a_folder_gives_all_its_files_in_order(tmp_path: Path) -> None:
    files = {
        "b.xml": SHEET,
        "a/c.bin": SHEET,
        "a/p.png": picture(),
        ".git/x": SHEET,
        "z.pdf": b"%PDF",
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    found = opened(tmp_path)
    assert names(found, tmp_path) == ["a/c.bin", "b.xml", "unknown-format"]
    assert isinstance(found[2], Finding) and found[2].severity is Severity.WARNING
    assert found[2].where.file == str(tmp_path / "z.pdf") and found[2].hint
    inner = found[0]
    assert isinstance(inner, Opened) and inner.given == str(tmp_path)
    beside = inner.source.beside
    assert beside("p.png") == picture() and beside("../b.xml") == SHEET
    assert beside("../../x") is None and beside("/etc/passwd") is None and beside("none") is None
    assert names(opened(tmp_path, tmp_path / "a"), tmp_path) == ["b.xml", "unknown-format"]


def test_what_was_named_and_is_none_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "x.doc"
    file.write_bytes(picture())
    (found,) = opened(file)
    assert isinstance(found, Finding) and found.severity is Severity.ERROR
    assert "picture" in found.message and "--media" in (found.hint or "")
    with pytest.raises(BadInput) as error:
        check_given([tmp_path / "y", tmp_path / "z", file, STDIN, "https://a.example"])
    assert len(error.value.findings) == 2


def test_standard_input_can_be_read_twice(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SHEET)))
    with Opening((COPY_DESK,), Path("paper")) as opening:
        (found,) = opening.opened(STDIN)
        assert isinstance(found, Opened)
        for _ in range(2):
            with found.source.stream() as stream:
                assert stream.read() == SHEET


def test_a_source_is_called_the_same_from_whatever_folder(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "x.xml").write_bytes(SHEET)
    names = set()
    for here, given in {".": "inbox/x.xml", "inbox": "x.xml"}.items():
        monkeypatch.chdir(tmp_path / here)
        (found,) = opened(Path(given), tmp_path / "paper")
        assert isinstance(found, Opened) and told(found) == given
        names.add(found.source.name)
    assert names == {"../inbox/x.xml"}


def test_a_zip_gives_its_files_and_a_zip_in_it_once_more(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner", {"deep.xml": SHEET}).read_bytes()
    third = zipped(tmp_path / "third", {"in.zip": inner}).read_bytes()
    files = {"b/x.xml": SHEET, "a.zip": inner, "c.zip": third, "b/p.png": picture()}
    path = zipped(tmp_path / "export", {**files, "__MACOSX/b/._x.xml": b"\0", "Thumbs.db": b"\0"})
    read, found = [], []
    with Opening((COPY_DESK,), Path("paper")) as opening:
        for each in opening.opened(path):
            found.append(each)
            if isinstance(each, Opened):
                with each.source.stream() as stream:
                    read.append(stream.read())
                if each.source.name.endswith("b/x.xml"):
                    assert each.source.beside("p.png") == picture()
                    assert each.source.beside("../a.zip") == inner
                    assert each.source.beside("../../x") is None is each.source.beside("/x")
    assert names(found, tmp_path) == ["export/a.zip/deep.xml", "export/b/x.xml", "nested-zip"]
    assert read == [SHEET, SHEET]


def test_zips_that_are_made_to_harm(tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    link = zipfile.ZipInfo("link.xml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in ("../out.xml", "/abs.xml", "C:\\x.xml", "a\\..\\..\\b.xml"):
            out.writestr(name, SHEET)
        out.writestr(link, "/etc/passwd")
        out.writestr("bomb.xml", b"0" * 30_000_000)
        out.writestr("good.xml", SHEET)
    assert sorted(names(opened(path), tmp_path)) == sorted(
        ["outside"] * 4 + ["link", "zip-bomb", "bad.zip/good.xml"]
    )
    locked = bytearray(zipped(tmp_path / "l", {"x.xml": SHEET}).read_bytes())
    at = locked.index(b"PK\x01\x02")
    struct.pack_into("<H", locked, at + 8, 1)
    (tmp_path / "l").write_bytes(locked)
    assert names(opened(tmp_path / "l"), tmp_path) == ["locked-zip"]
    odd = bytearray(zipped(tmp_path / "o", {"x.xml": SHEET}).read_bytes())
    struct.pack_into("<H", odd, odd.index(b"PK\x01\x02") + 10, 97)
    (tmp_path / "o").write_bytes(odd)
    assert names(opened(tmp_path / "o"), tmp_path) == ["unknown-packing"]


def test_a_damaged_zip_is_told_wherever_it_breaks(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "z", {"x.xml": SHEET + bytes(range(256)) * 800}).read_bytes()
    (tmp_path / "z").write_bytes(whole[: len(whole) // 2])
    assert names(opened(tmp_path / "z"), tmp_path) == ["damaged-zip"]
    bent = bytearray(whole)
    bent[len(whole) // 2] ^= 0xFF
    source = source_of(bytes(bent), "z")
    assert is_zip(source.start)
    with ZipFiles(source) as files:
        (member,) = files.members()
        if isinstance(member, Finding):
            assert member.code == "damaged-zip"
        else:
            with pytest.raises(Damaged), member.stream() as stream:
                while stream.read(1000):
                    pass


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", Seems.EMPTY),
        (b" \n", Seems.EMPTY),
        (picture(), Seems.PICTURE),
        (b"<?xml version='1.0'?><svg xmlns='x'>", Seems.PICTURE),
        (b"%PDF-1.7", Seems.PDF),
        (b"\xd0\xcf\x11\xe0\xa1", Seems.OLD_WORD),
        (b"{\\rtf1", Seems.RTF),
        (b"\x1f\x8b\x08", Seems.PACKED),
        (b"\0\0\0\x18ftypmp42", Seems.MEDIA),
        (b"\0\0\0\x18ftypavif", Seems.PICTURE),
        (b"RIFF\0\0\0\0WEBP", Seems.PICTURE),
        (b"RIFF\0\0\0\0WAVE", Seems.MEDIA),
        (b"<!DOCTYPE html><p>", Seems.HTML),
        (b"<catalogue><a/></catalogue>", Seems.XML),
        (b'{"name": 1}', Seems.JSON),
        (b"/* look */ body { margin: 0 }", Seems.STYLE),
        (b"(function(){})()", Seems.STYLE),
        (b"Ferry returns\n\nBy Ada\n", Seems.TEXT),
        (b'baseURL = "https://x"\ntitle = "The Bay"\n[params]\n', Seems.SETTINGS),
        (b"title: The Bay\nplugins:\n  - feed\n# a\n", Seems.SETTINGS),
        (b"Ferry: it returns\n\nThe ferry: back on the bay.\n", Seems.TEXT),
        (b"title: The Bay\nslug: bay\n\nThe ferry is back.\n", Seems.TEXT),
        (b"ab\0cd", Seems.BINARY),
    ],
)
def test_what_a_file_seems_to_be(data: bytes, what: Seems) -> None:
    assert seems(source_of(data, "x")) is what
    assert what.value and what.remedy


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"[Content_Types].xml": b"", "xl/workbook.xml": b""}, Seems.SHEET),
        ({"[Content_Types].xml": b"", "ppt/a.xml": b""}, Seems.SLIDES),
        ({"[Content_Types].xml": b"", "word/a.xml": b""}, Seems.OFFICE),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, Seems.SHEET),
        ({"mimetype": b"application/epub+zip"}, Seems.BOOK),
        ({"a.txt": b""}, Seems.ZIP),
    ],
)
def test_what_a_zip_is_of(tmp_path: Path, files: dict[str, bytes], what: Seems) -> None:
    path = zipped(tmp_path / "z", files)
    assert seems(source_of(path.read_bytes(), "z")) is what
    if what is not Seems.ZIP:
        assert names(opened(path), tmp_path) == ["unknown-format"]


def test_formats_have_names_of_their_own() -> None:
    assert len({each.name for each in FORMATS}) == len(FORMATS)
