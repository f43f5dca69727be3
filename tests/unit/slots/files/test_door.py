"""The one door for files: regular ones, inside, of a size that their kind may have."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from slots.files.decoding import Undecodable, decoding
from slots.files.door import SETTINGS, Kind, Unopened, inside, listed, open_file, read_file, shown

SMALL = Kind("a note", 10)


def code_of(path: Path, root: Path | None = None) -> str:
    with pytest.raises(Unopened) as caught:
        read_file(path, SMALL, root)
    return caught.value.code


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "paper" / "stories").mkdir(parents=True)
    (tmp_path / "paper" / "stories" / "a.md").write_text("inside")
    (tmp_path / "secret").write_text("outside")
    return tmp_path / "paper"


def test_a_file_inside_comes_in(paper: Path) -> None:
    assert read_file(paper / "stories" / "a.md", SMALL, paper) == b"inside"
    assert read_file(paper / "stories" / ".." / "stories" / "a.md", SMALL, paper) == b"inside"


def test_a_link_to_another_file_inside_comes_in(paper: Path) -> None:
    (paper / "b.md").symlink_to("stories/a.md")
    assert read_file(paper / "b.md", SMALL, paper) == b"inside"


@pytest.mark.parametrize("lead", ["../secret", "/etc/passwd"])
def test_a_link_that_leads_out_does_not(paper: Path, lead: str) -> None:
    (paper / "out.md").symlink_to(lead)
    assert code_of(paper / "out.md", paper) == "outside"
    assert inside(paper / "out.md", paper) is None


def test_dots_that_lead_out_do_not(paper: Path) -> None:
    assert code_of(paper / ".." / "secret", paper) == "outside"


def test_a_folder_that_is_swapped_for_a_link_leads_nowhere(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one who swaps between the look and the opening: what was looked up is then a link."""
    away = paper.parent / "away"
    away.mkdir()
    (away / "a.md").write_text("outside")
    real = os.path.realpath(paper / "stories" / "a.md")
    (paper / "stories").rename(paper / "old")
    (paper / "stories").symlink_to(away)
    monkeypatch.setattr("slots.files.door.inside", lambda path, root: Path(real))
    assert code_of(paper / "stories" / "a.md", paper) == "outside"


def test_what_is_no_regular_file_is_told_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert code_of(tmp_path / "pipe") == "no-file"
    assert code_of(tmp_path) == "folder"
    assert code_of(tmp_path, tmp_path) == "folder"
    assert code_of(Path("/dev/zero")) == "no-file"


def test_a_loop_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert code_of(tmp_path / "loop") == "link-loop"
    assert code_of(tmp_path / "loop", tmp_path) in ("link-loop", "outside")


def test_a_file_over_its_limit_is_told_with_both_sizes(tmp_path: Path) -> None:
    (tmp_path / "long").write_bytes(b"x" * 1200)
    with pytest.raises(Unopened, match=r"has 1,200 bytes: a note may have 10"):
        read_file(tmp_path / "long", SMALL)


def test_names_that_no_file_has(tmp_path: Path) -> None:
    assert code_of(tmp_path / "a\0b") == "missing-file"
    assert code_of(tmp_path / ("n" * 300)) == "missing-file"
    assert code_of(tmp_path / "none") == "missing-file"


def test_descriptors_are_closed(paper: Path) -> None:
    before = sum(1 for _ in Path("/proc/self/fd").iterdir())
    os.close(open_file(paper / "stories" / "a.md", paper))
    os.mkfifo(paper / "pipe")
    for name in ("none", "stories", "pipe", "none/none"):
        with pytest.raises(Unopened):
            read_file(paper / name, SETTINGS, paper)
    assert sum(1 for _ in Path("/proc/self/fd").iterdir()) == before


def test_a_folder_that_cannot_be_listed_is_told(paper: Path) -> None:
    assert [entry.name for entry in listed(paper)] == ["stories"]
    assert list(listed(paper / "none")) == []
    with pytest.raises(Unopened):
        list(listed(paper / "stories" / "a.md"))


def test_names_are_told_safely() -> None:
    odd = os.fsdecode(b"caf\xe9\n\x1b[2J.md")
    assert shown(odd) == r"caf\xe9\n\x1b[2J.md"
    assert shown("año.md") == "año.md"


@pytest.mark.parametrize(
    "error", [IndexError("x"), MemoryError(), RecursionError(), KeyError("/Kids"), OverflowError()]
)
def test_whatever_a_decoder_raises_is_said_of_its_file(error: Exception) -> None:
    with pytest.raises(Undecodable) as caught, decoding():
        raise error
    assert str(caught.value) and "\n" not in str(caught.value)


def test_our_own_words_pass_a_decoder() -> None:
    with pytest.raises(LookupError), decoding(LookupError):
        raise LookupError("ours")
