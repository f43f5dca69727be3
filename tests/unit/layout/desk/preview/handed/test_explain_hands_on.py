"""`newsgrid explain STORY -o FILE.html`: the page as the desk hands it on; what goes together."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from support.desk.running_desk import ROOT

from layout.desk.command import main

pytestmark = [pytest.mark.slow, pytest.mark.speaks]

WALL = "stories/harbour-wall.md"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "templates" / "publication", tmp_path / "gazette"))


def test_a_story_of_a_publication_is_handed_on_with_its_pictures(paper: Path, tmp_path: Path):
    file = tmp_path / "wall.html"
    assert main(["explain", str(paper / WALL), "-o", str(file), "--width", "375"]) == 0
    text = file.read_text()
    assert "<title>Harbour wall to be raised" in text
    data = json.loads(text.split('id="data">')[1].split("</script>")[0])
    assert [screen["width"] for screen in data["screens"]] == [375]
    assert "data:image/jpeg;base64," in data["page"]
    assert "data:font/woff2;base64," in data["page"]
    before = file.read_bytes()
    assert main(["explain", str(paper / WALL), "-o", str(file), "--width", "375"]) == 0
    assert file.read_bytes() == before


def test_a_story_without_a_publication_is_handed_on_too(tmp_path: Path):
    story, file = tmp_path / "ferry.md", tmp_path / "ferry.html"
    story.write_text("---\nheadline: Ferry to sail\n---\n\nIt sails.\n")
    assert main(["explain", str(story), "-o", str(file)]) == 0
    assert "Ferry to sail" in file.read_text()


@pytest.mark.parametrize("more", [["--edition", "print"], ["--date", "2026-01-09"]])
def test_options_that_do_not_go_together_are_refused(tmp_path: Path, more, capsys):
    story, file = tmp_path / "ferry.md", tmp_path / "ferry.html"
    story.write_text("---\nheadline: Ferry to sail\n---\n\nIt sails.\n")
    assert main(["explain", str(story), "-o", str(file), *more]) == 2
    assert not file.exists()
