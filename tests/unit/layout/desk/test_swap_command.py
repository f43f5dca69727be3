"""newsgrid swap, the command: what it decides is written as if typed, and told key by key."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.desk.command import main
from layout.desk.commands.deciding.swap import COMMAND
from layout.desk.reports.edition.decided_anew import decided_report, decided_text
from layout.edition.last_plan import RECORD, Record
from layout.publication.decisions.pages_swapped import Change


def test_it_takes_two_pages(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert COMMAND.name == "swap"
    assert main(["swap", str(tmp_path), "4"]) == 2
    assert main(["swap", str(tmp_path), "4", "none"]) == 2
    assert main(["swap", str(tmp_path / "gazette"), "4", "5"]) == 2
    assert "no such folder" in capsys.readouterr().err


@pytest.mark.parametrize("trial", [True, False])
def test_what_is_decided_is_written_and_the_first_plan_kept(trial: bool, tmp_path: Path) -> None:
    text, change = "[page.4]\nonly = true\n", Change("page", "4", "only", None, True)
    report = decided_report(Record(pages=4), tmp_path, text, (change,), trial)
    assert "[page.4] only: - → True" in report.text and "1 change in" in report.text
    assert (decided_text(tmp_path), (tmp_path / RECORD).exists()) == (
        ("", False) if trial else (text, True)
    )
    files = [] if trial else [str(tmp_path / "pages.toml"), str(tmp_path / RECORD)]
    assert report.data["files"] == files
    again = decided_report(Record(pages=8), tmp_path, text, (), trial)
    assert again.data == {"files": [], "changes": []}
