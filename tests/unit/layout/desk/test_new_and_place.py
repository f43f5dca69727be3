"""`newsgrid new` and `newsgrid place`, in this process: what they write, report and refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from layout.desk.commands import new, place

POINTS = '[breakpoints]\nphone = "320px..500px"\n'
AD = '[slot.ad]\nholds = "ad"\nsizes = ["300x100"]\nauto = 1\nfrom_top = "2 paragraphs"\n'


def run(command: click.Command, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


def strip(words: bool = True) -> dict[str, Any]:
    items = [
        {"id": f"p{n}", "role": "paragraph", "top": n * 150, "bottom": n * 150 + 130}
        | ({"words": 40} if words else {})
        for n in range(6)
    ]
    return {"width": 343, "viewport": [375, 667], "height": 900, "items": items}


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A strip and its rules."""
    (tmp_path / "strip.json").write_text(json.dumps(strip()))
    (tmp_path / "slots.toml").write_text(POINTS + AD)
    return str(tmp_path / "strip.json"), str(tmp_path / "slots.toml")


# --- new ------------------------------------------------------------------------------------------


def test_a_publication_is_written_where_nothing_is(tmp_path: Path) -> None:
    folder = tmp_path / "gazette"
    done = run(new.COMMAND, str(folder), "--json")
    names = json.loads(done.stdout)["files"]
    assert done.exit_code == 0
    assert {"newsgrid.toml", "slots.toml", "stories/harbour-wall.md"} <= set(names)
    written = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert written == set(names)


def test_an_empty_folder_will_do_and_the_same_is_written(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        assert run(new.COMMAND, str(tmp_path / name)).exit_code == 0
    one, other = (
        {
            file.relative_to(tmp_path / name): file.read_bytes()
            for file in (tmp_path / name).rglob("*.*")
        }
        for name in ("a", "b")
    )
    assert one == other and one


def test_what_somebody_wrote_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name, said in (("full", "the folder is not empty"), ("file", "there is a file of that")):
        done = run(new.COMMAND, str(tmp_path / name))
        assert done.exit_code == 2 and said in done.stderr
    left = sorted(file.name for file in tmp_path.rglob("*"))
    assert left == ["file", "full", "note.txt"]


# --- place ----------------------------------------------------------------------------------------


def test_a_strip_is_placed_and_told_as_data_and_as_text(files: tuple[str, str]) -> None:
    where, rules = files
    data = json.loads(run(place.COMMAND, where, "--rules", rules, "--json").stdout)
    assert [box["slot"] for box in data["placements"]] == ["ad"] and data["breakpoint"] == "phone"
    text = run(place.COMMAND, where, "--rules", rules).stdout
    assert "1 of 1 placed" in text and "why not" not in text
    assert "why not" in run(place.COMMAND, where, "--rules", rules, "--verbose").stdout


def test_two_are_told_side_by_side(files: tuple[str, str]) -> None:
    where, rules = files
    asked = (where, "--rules", rules, "--compare", "greedy")
    data = json.loads(run(place.COMMAND, *asked, "--json").stdout)
    assert [side["strategy"] for side in data["compare"]["sides"]] == ["exact", "greedy"]
    alone = json.loads(run(place.COMMAND, where, "--rules", rules, "--json").stdout)
    assert "compare" not in alone
    assert "worth by the first rules" in run(place.COMMAND, *asked).stdout


def test_words_that_were_not_counted_are_noted(files: tuple[str, str]) -> None:
    where, rules = files

    def codes() -> list[str]:
        data = json.loads(run(place.COMMAND, where, "--rules", rules, "--json").stdout)
        return [finding["code"] for finding in data["findings"]]

    assert "words" not in codes()
    Path(where).write_text(json.dumps(strip(words=False)))
    assert "words" in codes()


def test_a_strip_that_is_none_is_refused(files: tuple[str, str]) -> None:
    where, rules = files
    Path(where).write_text('{"width": 343')
    done = run(place.COMMAND, where, "--rules", rules)
    assert done.exit_code == 2 and "strip.json" in done.stderr
