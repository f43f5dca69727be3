"""Pictures without alt text: each is told, and its cutline said instead by an edit where that is
sure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.checking.one_file import inspect, unseen_pictures
from layout.story.pictures.paths import pictures_in
from layout.story.read.any_format import read_story
from slots.finding import Finding

HEAD = "---\nheadline: Ferry\n---\n\n"
TEXT = "The ferry crossed the bay at seven with forty people.\n"


def found(text: str, folder: Path) -> tuple[Path, list[Finding]]:
    file = folder / "ferry.md"
    file.write_text(f"{HEAD}{text}\n\n{TEXT}")
    (folder / "a.jpg").write_bytes(b"")
    return file, [*unseen_pictures(read_story(file)[0], file, None)]


def mended(file: Path, finding: Finding) -> str:
    """The alt text after the edit."""
    (edit,) = finding.edits
    lines = file.read_text().split("\n")
    line, at = lines[edit.line - 1], edit.column - 1
    assert line[at : at + len(edit.written)] == edit.written
    lines[edit.line - 1] = line[:at] + edit.instead + line[at + len(edit.written) :]
    file.write_text("\n".join(lines))
    story = read_story(file)[0]
    assert [*unseen_pictures(story, file, None)] == []
    return next(pictures_in(story)).alt


@pytest.mark.parametrize(
    "picture",
    ['![](a.jpg "The boat. Photo: A. Reed")', "![](a.jpg)\n\n*The boat.*", "![ ](a.jpg)", ""],
)
def test_a_picture_that_says_nothing_is_told(picture: str, tmp_path: Path) -> None:
    file, told = found(picture, tmp_path)
    assert len(told) == bool(picture)
    for one in told:
        assert one.code == "no-alt-text" and one.where.line == 5 and "a.jpg" in one.message
        if "The boat." in picture:
            assert mended(file, one) == "The boat."
        else:
            assert one.edits == ()


def test_the_check_of_a_file_tells_it(tmp_path: Path) -> None:
    (tmp_path / "newsgrid.toml").write_text('name = "The Bay"\n')
    file, told = found("![](a.jpg)", tmp_path)
    assert [one.message for one in told] == [
        one.message for one in inspect(file) if one.code == "no-alt-text"
    ]
    file, _ = found("![The boat](a.jpg)", tmp_path)
    assert all(one.code != "no-alt-text" for one in inspect(file))


def test_in_a_box_it_is_told_too(tmp_path: Path) -> None:
    _, told = found("::: blue_box Tides\n\n![](a.jpg)\n\nHigh at noon.\n\n:::", tmp_path)
    assert [one.where.line for one in told] == [7]


@given(said=st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=30))
def test_the_edit_says_the_cutline_as_it_is_read_or_there_is_none(
    said: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file, told = found(f"![](a.jpg)\n\n*{said}*", tmp_path_factory.mktemp("said"))
    for one in told:
        if one.edits:
            cutline = "".join(run.text for run in next(pictures_in(read_story(file)[0])).cutline)
            assert mended(file, one) == cutline.strip()
