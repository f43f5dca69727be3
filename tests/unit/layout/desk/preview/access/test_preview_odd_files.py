"""What no text editor makes, and lies in a publication's folder all the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from layout.desk.preview.access.writable_files import located
from layout.desk.preview.lists.text_names import texts_below
from layout.desk.preview.web.changed_files import stories_among, walk
from slots.finding import BadInput


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """One story among a link to itself, one to nothing, a pipe, and a folder called like a text."""
    stories = tmp_path / "stories"
    (stories / "folder.md").mkdir(parents=True)
    (tmp_path / "newsgrid.toml").write_text('name = "Gazette"\n')
    (stories / "plain.md").write_text("# Plain\n\nWords.\n")
    (stories / "loop.md").symlink_to("loop.md")
    (stories / "nowhere.md").symlink_to("gone.md")
    os.mkfifo(stories / "pipe.md")
    return tmp_path


def test_the_web_view_has_the_story_alone(odd: Path) -> None:
    assert stories_among(walk(odd), odd) == ("stories/plain.md",)


def test_the_lists_have_the_texts_alone(odd: Path) -> None:
    assert texts_below(odd) == ["newsgrid.toml", "stories/plain.md"]


@pytest.mark.parametrize("name", ["pipe.md", "folder.md", "loop.md"])
def test_what_is_no_file_is_no_text_and_nobody_waits_for_it(odd: Path, name: str) -> None:
    with pytest.raises(BadInput):
        located(odd, f"stories/{name}")


def test_a_file_that_is_not_there_yet_has_a_place(odd: Path) -> None:
    assert located(odd, "stories/new.md") == odd.resolve() / "stories" / "new.md"
