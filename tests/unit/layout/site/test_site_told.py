"""newsgrid site tells what is new; of stories that did not change a line says how much there is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import layout.publication.digests as site_context
from layout.desk.command import main

pytestmark = pytest.mark.slow

STORY = "---\nheadline: Pier {n}\n---\n\nThe sign reads 漢 on pier {n}.\n"
WARNED = "---\nheadline: Pier {n}\n---\n\nThe sign\u202e reads 漢 on pier {n}.\n"
WRONG = "---\nheadline: Pier {n}\n---\n\n![Pier](nowhere.jpg)\n\nThe sign reads 漢 on pier {n}.\n"


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody mends newsgrid itself while a test runs."""
    monkeypatch.setattr(site_context, "_program", lambda: iter(("newsgrid",)))


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Six stories with a note each, the last with a warning as well."""
    folder = tmp_path / "paper"
    (folder / "stories").mkdir(parents=True)
    (folder / "newsgrid.toml").write_text('name = "P"\nsite = "https://p.example"\n')
    for number in range(6):
        written(folder, number, WARNED if number == 5 else STORY)
    return folder


def written(folder: Path, number: int, text: str = STORY) -> Path:
    file = folder / "stories" / f"pier-{number}.md"
    file.write_text(text.format(n=number), encoding="utf-8")
    return file


def site(capsys, paper: Path, *options: str) -> tuple[int, str, list[str]]:
    """Exit code, report, and what stderr says of stories' findings."""
    code = main(["site", str(paper), "-o", str(paper.parent / "out"), "--jobs", "1", *options])
    said = capsys.readouterr()
    return code, said.out, [line for line in said.err.splitlines() if "pier-" in line]


def test_after_one_edit_one_story_is_told(capsys, paper):
    _, out, err = site(capsys, paper)
    assert "not told again" not in out and any("warning" in line for line in err)
    file = written(paper, 2, STORY + "\nOne line more.\n")
    code, out, err = site(capsys, paper)
    assert code == 0 and err and all(line.startswith(f"{file}:") for line in err)
    last = out.splitlines()[-1]
    assert last == (
        "not told again: 1 warning and 5 notes on 5 stories that did not change "
        "(--verbose tells them)"
    )
    assert "1 warning and 6 notes" in out


def test_where_nothing_changed_all_is_a_line(capsys, paper):
    site(capsys, paper)
    _, out, err = site(capsys, paper)
    assert err == [] and "1 warning and 6 notes on 6 stories" in out.splitlines()[-1]


def test_verbose_and_a_clean_run_tell_all(capsys, paper):
    _, _, all_ = site(capsys, paper, "--verbose")
    _, out, err = site(capsys, paper, "--verbose")
    assert err == all_ and "not told again" not in out
    _, out, err = site(capsys, paper, "--verbose", "--clean")
    assert err == all_ and "not told again" not in out


def test_json_has_all_of_them(capsys, paper):
    first = json.loads(site(capsys, paper, "--json")[1])["findings"]
    code, out, err = site(capsys, paper, "--json")
    assert code == 0 and json.loads(out)["findings"] == first and err == []
    assert len(first) == 7


def test_an_error_and_with_strict_a_warning_is_told_every_time(capsys, paper):
    file = written(paper, 1, WRONG)
    assert site(capsys, paper)[0] == 1
    code, out, err = site(capsys, paper)
    assert code == 1 and len(err) == 1 and err[0].startswith(f"{file}:")
    assert "not told again: 2 warnings and 6 notes on 6 stories" in out
    code, _, err = site(capsys, paper, "--strict")
    assert code == 1 and len(err) == 3 and sum("warning" in line for line in err) == 2


def test_pages_that_are_lost_or_of_other_rules_are_told_as_new(capsys, paper):
    site(capsys, paper)
    shutil.rmtree(paper.parent / "out" / "news")
    assert "not told again" not in site(capsys, paper)[1]
    (paper / "slots.toml").write_text('[slot.x]\nholds = "ad"\nregion = "rail"\n')
    assert "not told again" not in site(capsys, paper)[1]
