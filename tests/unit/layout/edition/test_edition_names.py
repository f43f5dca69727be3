"""newsgrid check tells what an edition has against the names of stories, as newsgrid print does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import SETTINGS, newspaper, story, usual_stories

from layout.desk.command import main

NAMES = ("repeated-story", "unknown-section")


def told(capsys, command: str, folder: Path, *options: str) -> list[str]:
    """The findings about names, as a command tells them."""
    main([command, str(folder), "--json", *options])
    findings = json.loads(capsys.readouterr().out)["findings"]
    wanted = [finding for finding in findings if finding["code"] in NAMES]
    return [str(finding) for finding in wanted if finding["file"].endswith(".md")]


@pytest.fixture
def odd(tmp_path):
    """A newspaper with a story of an unknown section, and two stories of one name."""
    paper = newspaper(
        tmp_path / "paper", usual_stories() | {"news-4": story("news-4", "Sprot", 90, rank=4)}
    )
    (paper / "stories" / "more").mkdir()
    (paper / "stories" / "more" / "news-1.md").write_text(story("x", "News", 80))
    return paper


@pytest.mark.slow
def test_check_says_the_same_as_print(capsys, odd, tmp_path):
    checked = told(capsys, "check", odd, "--no-stories")
    printed = told(capsys, "print", odd, "-o", str(tmp_path / "out.pdf"))
    assert len(checked) == 2 and sorted(checked) == sorted(printed)
    assert any('did you mean "Sport"?' in said for said in checked)
    assert main(["check", str(odd), "--no-stories"]) == 1
    capsys.readouterr()


def test_a_story_that_is_checked_alone_has_its_section_checked(capsys, odd):
    assert len(told(capsys, "check", odd / "stories" / "news-4.md")) == 1
    assert told(capsys, "check", odd / "stories" / "news-3.md") == []


@pytest.mark.slow
def test_names_may_repeat_where_nothing_is_printed(capsys, odd):
    (odd / "newsgrid.toml").write_text(SETTINGS[: SETTINGS.index("[print]")])
    assert len(told(capsys, "check", odd, "--no-stories")) == 1
    (odd / "ads.csv").unlink()
    assert told(capsys, "check", odd, "--no-stories") == []


@pytest.mark.slow
def test_stories_and_settings_that_cannot_be_read_are_told_as_such(capsys, odd):
    (odd / "stories" / "more" / "news-1.md").write_text("---\nheadline: never closed\n")
    assert len(told(capsys, "check", odd, "--no-stories")) == 1
    (odd / "newsgrid.toml").write_text("name = [")
    assert told(capsys, "check", odd, "--no-stories") == []
