"""The bench of whole editions: what it prints is a publication that newsgrid reads without a word
of complaint, and it grows with its pages."""

from __future__ import annotations

import json
from fnmatch import fnmatch
from pathlib import Path

import pytest

from benchmarks.weekly import LEFT, sample, shares
from benchmarks.weekly_make import WORDS_A_PAGE, sections_of, touch, write
from layout.desk.command import main
from layout.edition.last_plan import RECORD


@pytest.mark.parametrize("pages", [4, 8, 24, 48, 96])
def test_sections_have_all_pages(pages: int) -> None:
    counts = sections_of(pages)
    assert sum(counts.values()) == pages
    assert all(counts.values())


@pytest.mark.slow
def test_a_publication_of_four_pages_is_read_and_stacked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = write(tmp_path / "first", 4)
    again = write(tmp_path / "again", 4)
    assert made == again
    files = [file for file in sorted((tmp_path / "first").rglob("*")) if file.is_file()]
    for file in files:
        twin = tmp_path / "again" / file.relative_to(tmp_path / "first")
        assert file.read_bytes() == twin.read_bytes()
    assert made.words >= 4 * WORDS_A_PAGE
    assert made.stories >= 4 and made.pictures >= 2 and made.ads >= 8
    assert main(["check", str(tmp_path / "first"), "--json"]) == 0
    capsys.readouterr()
    assert main(["stack", str(tmp_path / "first"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


@pytest.mark.slow
def test_an_edit_changes_one_word_of_one_story(tmp_path: Path) -> None:
    write(tmp_path / "p", 4)
    before = {file: file.read_text() for file in (tmp_path / "p" / "stories").glob("*.md")}
    changed = touch(tmp_path / "p")
    for file, text in before.items():
        added = len(file.read_text().split()) - len(text.split())
        assert added == (1 if file == changed else 0)


def test_the_sample_is_counted() -> None:
    made = sample()
    assert made.pages == 24
    assert made.stories >= 55 and made.ads >= 70 and made.words > 15_000


@pytest.mark.parametrize("name", [RECORD, f"{RECORD}.old"])
def test_a_cold_run_finds_nothing_of_an_edition_printed_before(name: str) -> None:
    assert any(fnmatch(name, pattern) for pattern in LEFT)
    assert not any(fnmatch("newsgrid.toml", pattern) for pattern in LEFT)


def test_shares_add_up() -> None:
    assert shares({"reading": 1.0, "painting": 3.0}) == "painting 75%, reading 25%"
    assert shares({}) == ""
