"""What is no file, lies outside or may not be read: told by every command in the same words, and
waited for by none."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.processes.unprivileged import nobody

from layout.desk.command import main
from layout.site.manifest import NAME, read_manifest

Finding = dict[str, Any]
TEXT = "The ferry crossed the bay at seven with forty people, two goats and the post on board.\n\n"
FILES = {
    "newsgrid.toml": 'name = "The Gazette"\n[print]\nformat = "compact"\npages = 4\n',
    "slots.toml": "[page]\ndensity = '30%'\n",
    "creatives.toml": "",
    "ads.csv": "id,advertiser,size\nA1,Quay Bank,2x60mm\n",
    "modules/blue_box.md": "---\ntitle: Call us\n---\n\nDay and night.\n",
    "stories/ferry.md": f"# Ferry\n\n{TEXT * 6}",
    "stories/goats.md": f"# Goats\n\n{TEXT * 6}",
}
READ_BY = {
    "newsgrid.toml": ("print", "site", "simulate", "stack", "web"),
    "slots.toml": ("site", "web", "simulate"),
    "creatives.toml": ("print", "site", "web"),
    "ads.csv": ("print", "stack"),
    "modules/blue_box.md": ("print", "site", "simulate", "web"),
    "stories/goats.md": ("print", "site"),
}
"""The commands that read each file."""


def pipe(file: Path) -> None:
    os.mkfifo(file)


def folder(file: Path) -> None:
    file.mkdir()


def nowhere(file: Path) -> None:
    file.symlink_to("gone")


def loop(file: Path) -> None:
    file.symlink_to(file.name)


def out(file: Path) -> None:
    file.symlink_to("/etc/passwd")


def door(file: Path) -> None:
    os.chdir(file.parent)  # a socket's name may have 107 bytes
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(file.name)


KINDS: dict[Callable[[Path], None], str] = {
    pipe: "is a pipe, not a file",
    folder: "is a folder, not a file",
    nowhere: "is a link that leads nowhere",
    loop: "is a link that leads to itself",
    out: "lies outside the publication",
    door: "is a socket, not a file",
}


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        file = tmp_path / "paper" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path / "paper"


def arguments(command: str, paper: Path) -> list[str]:
    to = paper.parent
    return {
        "check": ["check", str(paper), "--no-stories"],
        "print": ["print", str(paper), "-o", str(to / "out.pdf")],
        "site": ["site", str(paper), "-o", str(to / "site"), "--jobs", "1"],
        "simulate": ["simulate", str(paper), "--jobs", "1"],
        "stack": ["stack", str(paper)],
        "web": ["web", str(paper / "stories" / "ferry.md"), "-o", str(to / "web")],
    }[command]


def told(command: str, paper: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, Finding]:
    capsys.readouterr()
    code = main([*arguments(command, paper), "--json"])
    return code, json.loads(capsys.readouterr().out)


def of(report: Finding, file: Path) -> list[Finding]:
    return [finding for finding in report["findings"] if finding["file"] == str(file)]


def put(file: Path, make: Callable[[Path], None]) -> None:
    file.unlink()
    make(file)


@pytest.mark.slow
@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("name", READ_BY)
def test_every_command_says_of_a_file_what_check_says(
    paper: Path, capsys: pytest.CaptureFixture[str], name: str, make: Callable[[Path], None]
) -> None:
    if make is folder and name == "stories/goats.md":
        pytest.skip("a folder in stories/ is searched, whatever it is called")
    file = paper / name
    put(file, make)
    code, report = told("check", paper, capsys)
    (finding,) = of(report, file)
    assert (code, finding["message"], finding["severity"]) == (1, KINDS[make], "error")
    assert finding["hint"]
    for command in READ_BY[name]:
        code, report = told(command, paper, capsys)
        assert code in (1, 2), command
        assert of(report, file) == [finding], command


@pytest.mark.parametrize("make", [pipe, folder, nowhere, loop, out, door])
@pytest.mark.parametrize("command", ["web", "print", "explain", "check"])
def test_a_story_that_is_none_is_told_where_it_is_named(
    paper: Path, capsys: pytest.CaptureFixture[str], command: str, make: Callable[[Path], None]
) -> None:
    if make is folder and command in ("print", "check"):
        pytest.skip("these take folders")
    story = paper / "stories" / "ferry.md"
    put(story, make)
    more = {"web": ["-o", "web"], "print": ["-o", "out.pdf"]}.get(command, [])
    code = main([command, str(story), *more, "--json"])
    report = json.loads(capsys.readouterr().out)
    assert code == (1 if command == "check" else 2)
    assert [finding["message"] for finding in of(report, story)] == [KINDS[make]]


def test_a_story_outside_any_publication_is_read_wherever_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "ferry.md").write_text(FILES["stories/ferry.md"])
    (tmp_path / "desk" / "link.md").symlink_to("../ferry.md")
    assert main(["explain", str(tmp_path / "desk" / "link.md"), "--edition", "web"]) == 0
    assert capsys.readouterr().err == ""


def test_a_folder_of_stories_that_is_no_publication_keeps_to_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "ferry.md").write_text(FILES["stories/ferry.md"])
    (tmp_path / "desk" / "goats.md").write_text(FILES["stories/goats.md"])
    (tmp_path / "desk" / "link.md").symlink_to("../ferry.md")
    for command in ("check", "site"):
        _, report = told(command, tmp_path / "desk", capsys)
        found = of(report, tmp_path / "desk" / "link.md")
        assert [finding["code"] for finding in found] == ["outside"]


@pytest.mark.slow
def test_links_to_stories_and_folders_inside_are_followed(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (paper / "copy").mkdir()
    for name in ("ferry.md", "goats.md"):
        (paper / "stories" / name).rename(paper / "copy" / name)
    (paper / "stories" / "ferry.md").symlink_to("../copy/ferry.md")
    (paper / "blue").mkdir()
    (paper / "modules" / "blue_box.md").rename(paper / "blue" / "blue_box.md")
    (paper / "modules").rmdir()
    (paper / "modules").symlink_to("blue")
    (paper.parent / "link").symlink_to(paper)
    for place in (paper, paper.parent / "link"):
        code, report = told("site", place, capsys)
        assert (code, report["stories"]) == (0, 1)


@pytest.mark.parametrize("command", ["check", "print", "site", "simulate"])
def test_stories_that_may_not_be_read_are_told(
    paper: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (paper / "stories").chmod(0)
    with nobody(paper):
        code, report = told(command, paper, capsys)
    (paper / "stories").chmod(0o755)
    assert code == (1 if command == "check" else 2)
    (finding,) = of(report, paper / "stories")
    assert (finding["code"], finding["message"]) == ("unreadable-folder", "permission denied")


@pytest.mark.parametrize("name", ["slots.toml", "modules/blue_box.md", "stories/goats.md"])
def test_a_file_that_may_not_be_read_is_told(
    paper: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (paper / name).chmod(0)
    for command in ("check", "site"):
        with nobody(paper):
            code, report = told(command, paper, capsys)
        assert code in (1, 2)
        assert [finding["message"] for finding in of(report, paper / name)] == ["permission denied"]


@pytest.mark.parametrize("name", ["stories", "modules"])
@pytest.mark.parametrize("make", [pipe, nowhere, loop, out])
def test_what_stands_in_the_place_of_a_folder_is_told(
    paper: Path, capsys: pytest.CaptureFixture[str], name: str, make: Callable[[Path], None]
) -> None:
    (paper / "ferry.md").write_text(FILES["stories/ferry.md"])
    (paper / name).rename(paper.parent / "away")
    make(paper / name)
    found = []
    for command in ("check", "print", "site"):
        code, report = told(command, paper, capsys)
        assert code == (1 if command == "check" else 2)
        found.append(of(report, paper / name))
    assert len(found[0]) == 1 and found[0] == found[1] == found[2]


@pytest.mark.slow
def test_a_link_to_a_folder_of_stories_is_told_and_stops_nothing(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (paper / "archive").mkdir()
    (paper / "archive" / "old.md").write_text("# Old\n\nText.\n")
    (paper / "stories" / "old").symlink_to("../archive")
    for command in ("check", "print", "site", "simulate"):
        code, report = told(command, paper, capsys)
        assert code in (0, 1)
        assert [finding["code"] for finding in of(report, paper / "stories" / "old")] == [
            "folder-link"
        ]


@pytest.mark.slow
@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_a_record_that_is_none_is_neither_read_nor_written(
    paper: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None]
) -> None:
    record = paper / "edition.plan.json"
    make(record)
    before = record.lstat().st_mode
    code, report = told("check", paper, capsys)
    (checked,) = of(report, record)
    assert checked["message"] == f"not read: {KINDS[make]}"
    code, report = told("print", paper, capsys)
    assert code == 0
    assert [(each["severity"], each["message"]) for each in of(report, record)] == [
        ("warning", f"not read: {KINDS[make]}"),
        ("warning", f"the record of this plan is not kept: {KINDS[make]}"),
    ]
    assert of(report, record)[0] == checked
    assert record.lstat().st_mode == before


@pytest.mark.parametrize("make", [pipe, loop, folder, door])
def test_what_stands_in_place_of_a_sites_manifest_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / NAME)
    assert read_manifest(tmp_path).outputs == {}


@pytest.mark.slow
@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_artwork_that_is_no_file_is_told(
    paper: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None]
) -> None:
    """Python's own `Path.resolve` raised on a link to itself, found by damaged publications."""
    (paper / "ads").mkdir(exist_ok=True)
    make(paper / "ads" / "quay.png")
    book = "id,advertiser,size,artwork\nA1,Quay Bank,2x60mm,ads/quay.png\n"
    (paper / "ads.csv").write_text(book)
    for command in ("check", "stack", "print"):
        code, report = told(command, paper, capsys)
        assert code == 1 or (code == 0 and command == "stack")
        (found,) = of(report, paper / "ads.csv")
        assert 'artwork "ads/quay.png"' in found["message"] and found["line"] == 2


@pytest.mark.slow
@pytest.mark.parametrize("command", ["print", "web", "site", "simulate"])
def test_a_link_to_itself_is_no_place_to_write_to(
    paper: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (paper / "ads.csv").write_text("id,advertiser,size\nA1,Quay Bank,2x60mm\n")
    place = paper.parent / {"web": "out", "site": "out", "simulate": "a.html"}.get(command, "a.pdf")
    loop(place)
    source = paper / "stories" / "ferry.md" if command == "web" else paper
    assert main([command, str(source), "-o", str(place), "--json"]) == 2
    report = json.loads(capsys.readouterr().out)
    (found,) = report["findings"]
    assert found["file"].startswith(str(place)) and found["hint"]
    assert place.is_symlink()
