"""What cannot be opened, or not all of it: disks that fail, files too large, zips that are bent."""

from __future__ import annotations

import io
import os
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.imports.copy_desk import COPY_DESK, sheet, story

from layout.imports.opening import open_sources, zip_files
from layout.imports.opening.open_sources import Opened, Opening
from layout.imports.opening.seems import Seems, seems
from layout.imports.opening.zip_files import ZipFiles
from layout.imports.source import Source, source_of
from slots.files.door import PICTURE, STDIN, Kind
from slots.finding import BadInput, Finding, Severity, Where

SHEET = sheet(story("a", "Text of it."))
_Found = list[Opened | Finding]


def opened(
    given: Path | str, network: Callable[..., Iterator[Source | Finding]] | None = None
) -> _Found:
    with Opening((COPY_DESK,), Path("paper"), network) as opening:
        return list(opening.opened(given))


def told(found: _Found) -> list[tuple[str, str | None]]:
    """The findings by their codes and files."""
    return [(one.code, one.where.file) for one in found if isinstance(one, Finding)]


def sources(found: _Found) -> list[str]:
    return [Path(one.source.name).name for one in found if isinstance(one, Opened)]


def at_most(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(open_sources, "_EXPORT", Kind("an export", most))


def test_a_file_that_is_too_large_is_told_and_its_folder_is_read_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_most(monkeypatch, len(SHEET))
    large = tmp_path / "a.xml"
    large.write_bytes(SHEET + b" ")
    (tmp_path / "b.xml").write_bytes(SHEET)
    found = opened(tmp_path)
    assert told(found) == [("large-file", str(large))]
    assert sources(found) == ["b.xml"]
    with pytest.raises(
        BadInput, match=f"has {len(SHEET) + 1:,} bytes: an export may have"
    ) as alone:
        opened(large)
    assert alone.value.findings[0].hint == "export it in several parts"


def test_standard_input_that_is_too_large_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for most, fits in ((len(SHEET), True), (len(SHEET) - 1, False)):
        at_most(monkeypatch, most)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SHEET)))
        if fits:
            assert len(sources(opened(STDIN))) == 1
            continue
        with pytest.raises(BadInput, match=f"has over {most:,} bytes") as caught:
            opened(STDIN)
        assert told(list(caught.value.findings)) == [("large-file", "-")]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(BadInput, match="is a pipe, not a file") as caught:
        opened(pipe)
    assert caught.value.findings[0].where == Where(str(pipe))


def test_a_disk_that_fails_is_told_with_its_file() -> None:
    memory = Path("/proc/self/mem")  # its first byte cannot be read by anybody
    with pytest.raises(BadInput, match="cannot be read: input/output error") as caught:
        opened(memory)
    (finding,) = caught.value.findings
    assert (finding.code, finding.where.file) == ("unreadable-file", str(memory))
    assert finding.hint == "check the disk it lies on"


def test_an_empty_file_is_none_of_any_format(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"")
    (found,) = opened(tmp_path / "a.xml")
    assert isinstance(found, Finding)
    assert found.severity is Severity.ERROR and "the file is empty" in found.message


def test_an_address_gives_its_sources_and_what_went_wrong() -> None:
    lost = Finding("no-answer", Severity.ERROR, "nobody answers", Where("https://a/2"), "try again")
    asked = []

    def network(address: str) -> Iterator[Source | Finding]:
        asked.append(address)
        yield source_of(SHEET, "https://a/1")
        yield lost
        yield source_of(b"%PDF", "https://a/3")

    first, second, third = opened("https://a", network)
    assert asked == ["https://a"]
    assert isinstance(first, Opened) and (first.given, first.source.name) == (
        "https://a",
        "https://a/1",
    )
    assert second is lost
    assert isinstance(third, Finding) and third.where.file == "https://a/3"


def test_what_lies_beside_but_cannot_be_read_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xml").write_bytes(SHEET)
    (tmp_path / "p.png").write_bytes(b"1234")
    (tmp_path / "folder").mkdir()
    (found,) = opened(tmp_path / "a.xml")
    assert isinstance(found, Opened)
    beside = found.source.beside
    assert beside("p.png") == b"1234" and beside("folder") is None
    monkeypatch.setattr(open_sources, "PICTURE", Kind("a picture", 3))
    assert beside("p.png") is None


# --- zips --------------------------------------------------------------------------------------


def zipped(files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def members(data: bytes) -> tuple[list[str], list[str]]:
    """The members that can be read, by name, and the codes of what is wrong."""
    with ZipFiles(source_of(data, "a.zip")) as files:
        found = list(files.members())
        wrong = [*files.findings, *(one for one in found if isinstance(one, Finding))]
        return [one.name for one in found if isinstance(one, Source)], [one.code for one in wrong]


TWO = {"a.xml": SHEET, "b.xml": SHEET}


@pytest.mark.parametrize(
    ("limit", "value", "code"),
    [
        ("_MOST_MEMBERS", 1, "too-many-files"),
        ("_MOST_UNPACKED", 2 * len(SHEET) - 1, "zip-bomb"),
    ],
)
def test_a_zip_over_a_limit_is_told_and_none_of_it_is_read(
    limit: str, value: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = zipped(TWO)
    assert members(data) == (["a.zip/a.xml", "a.zip/b.xml"], [])
    monkeypatch.setattr(zip_files, limit, value)
    assert members(data) == ([], [code])
    monkeypatch.setattr(zip_files, limit, value + 1)
    assert len(members(data)[0]) == 2


def test_a_member_that_is_too_large_is_told_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zip_files, "_MEMBER", Kind("a file", len(SHEET)))
    data = zipped({"a.xml": SHEET, "b.xml": SHEET + b" "})
    assert members(data) == (["a.zip/a.xml"], ["large-file"])


def bent(data: bytes, name: str, by: int) -> bytes:
    """A zip of which a byte is another, so far from the end of a member's first name."""
    changed = bytearray(data)
    at = changed.index(name.encode()) + len(name) + by
    changed[at] ^= 0xFF
    return bytes(changed)


@pytest.mark.parametrize("by", [3, -1], ids=["its bytes", "its name"])
def test_a_member_that_is_damaged_is_told_and_the_others_are_read(by: int) -> None:
    data = bent(zipped(TWO, zipfile.ZIP_STORED), "a.xml", by)
    assert members(data) == (["a.zip/b.xml"], ["damaged-zip"])


def test_a_damaged_picture_beside_a_story_is_not_there() -> None:
    data = zipped({"p.png": b"\x89PNG and more", "x.xml": SHEET}, zipfile.ZIP_STORED)
    for whole, seen in ((data, b"\x89PNG and more"), (bent(data, "p.png", 3), None)):
        with ZipFiles(source_of(whole, "a.zip")) as files:
            (text,) = (one for one in files.members() if one_named(one, "x.xml"))
            assert isinstance(text, Source)
            assert text.beside("p.png") == seen


def one_named(found: Source | Finding, name: str) -> bool:
    return isinstance(found, Source) and found.name.endswith(name)


def test_a_picture_that_says_it_is_huge_is_not_read() -> None:
    data = bytearray(zipped({"p.png": b"\x89PNG", "x.xml": SHEET}))
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<II", data, at + 20, PICTURE.most + 1, PICTURE.most + 1)
    with ZipFiles(source_of(bytes(data), "a.zip")) as files:
        (text,) = (one for one in files.members() if one_named(one, "x.xml"))
        assert isinstance(text, Source) and text.beside("p.png") is None


def test_an_office_file_of_no_known_kind_is_one_that_is_damaged() -> None:
    data = zipped({"[Content_Types].xml": b"", "odd/a.xml": b""})
    assert seems(source_of(data, "a.docx")) is Seems.OFFICE
