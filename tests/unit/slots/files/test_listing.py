"""Looking for files: each in a fixed order, and nothing passed over without a word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.processes.unprivileged import nobody

from slots.files import listing
from slots.files.listing import Listing, files_below, files_in, folders_in
from slots.finding import Severity


def is_note(name: str) -> bool:
    return name.endswith(".md")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    folder = tmp_path / "paper"
    for name in ("b.md", "a/z.md", "a/b/c.md", "a-b/c.md", "picture.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Text.")
    return folder


def names(found: Listing, folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in found.files]


def told(found: Listing, folder: Path) -> list[tuple[str, str]]:
    assert all(finding.hint and finding.where.file for finding in found.findings)
    return [
        (finding.code, Path(str(finding.where.file)).relative_to(folder).as_posix())
        for finding in found.findings
    ]


def test_files_have_the_order_of_their_paths(paper: Path) -> None:
    found = files_below(paper, is_note, paper)
    assert names(found, paper) == ["a/b/c.md", "a/z.md", "a-b/c.md", "b.md"]
    assert found.findings == ()
    assert names(files_in(paper, is_note), paper) == ["b.md"]
    assert names(folders_in(paper), paper) == ["a", "a-b"]
    assert files_below(paper / "none", is_note, paper) == Listing()


def test_what_is_named_like_a_file_is_found_whatever_it_is(paper: Path) -> None:
    os.mkfifo(paper / "a" / "pipe.md")
    (paper / "a" / "loop.md").symlink_to("loop.md")
    (paper / "a" / "nowhere.md").symlink_to("gone.md")
    (paper / "a" / "out.md").symlink_to("/etc/passwd")
    (paper / "a" / "folder.md").mkdir()
    found = files_below(paper / "a", is_note, paper)
    odd = ["a/loop.md", "a/nowhere.md", "a/out.md", "a/pipe.md"]
    assert [name for name in names(found, paper) if name in odd] == odd
    assert found.findings == ()


def test_a_link_to_a_folder_is_not_followed_and_told_where_files_may_be_missed(
    paper: Path, tmp_path: Path
) -> None:
    (tmp_path / "away").mkdir()
    (paper / "bare").mkdir()
    (paper / "a" / "round").symlink_to(paper)
    (paper / "a" / "away").symlink_to(tmp_path / "away")
    (paper / "a" / "bare").symlink_to("../bare")
    (paper / "a" / "old").symlink_to("../a-b")
    (paper / "a" / "lost").symlink_to("nothing")
    found = files_below(paper / "a", is_note, paper)
    assert names(found, paper) == ["a/b/c.md", "a/z.md"]
    assert told(found, paper) == [
        ("outside", "a/away"),
        ("missing-folder", "a/lost"),
        ("folder-link", "a/old"),
        ("folder-link", "a/round"),
    ]
    assert found.errors == ()


def test_links_that_lead_in_circles_end(paper: Path) -> None:
    (paper / "a" / "one").symlink_to("two")
    (paper / "a" / "two").symlink_to("one")
    assert told(files_below(paper, is_note), paper) == [
        ("missing-folder", "a/one"),
        ("missing-folder", "a/two"),
    ]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (os.mkfifo, "no-folder"),
        (lambda path: path.write_text("x"), "no-folder"),
        (lambda path: path.symlink_to("stories"), "link-loop"),
        (lambda path: path.symlink_to("gone"), "missing-folder"),
        (lambda path: path.symlink_to("/etc"), "outside"),
        (lambda path: path.symlink_to(".."), "outside"),
    ],
    ids=["pipe", "file", "loop", "nowhere", "etc", "above"],
)
def test_what_stands_in_a_folders_place_is_an_error(paper: Path, make, code: str) -> None:
    make(paper / "stories")
    for look in (files_below, files_in):
        found = look(paper / "stories", is_note, paper)
        assert told(found, paper) == [(code, "stories")]
        assert found.errors == found.findings and found.files == ()


def test_a_link_in_a_folders_place_is_followed_inside(paper: Path) -> None:
    (paper / "stories").symlink_to("a")
    found = files_below(paper / "stories", is_note, paper)
    assert (names(found, paper), found.findings) == (["stories/b/c.md", "stories/z.md"], ())


@pytest.mark.parametrize("mode", [0o000, 0o311])
def test_a_folder_that_may_not_be_read_is_an_error(paper: Path, mode: int) -> None:
    (paper / "a" / "b").chmod(mode)
    with nobody(paper):
        found = files_below(paper, is_note, paper)
    (paper / "a" / "b").chmod(0o755)
    assert told(found, paper) == [("unreadable-folder", "a/b")]
    assert "permission denied" in found.findings[0].message
    assert names(found, paper) == ["a/z.md", "a-b/c.md", "b.md"]


def test_there_is_an_end_to_looking(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST", 4)
    found = files_below(paper, is_note)
    assert [finding.code for finding in found.findings] == ["too-many-files"]
    assert found.findings[0].severity is Severity.ERROR
