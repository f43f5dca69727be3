"""`newsgrid explain` and `newsgrid web` on a story of a few lines, in this process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from layout.desk.commands import explain, web

pytestmark = pytest.mark.slow
RULES = """\
[breakpoints]
phone = "375px..375px"
desk = "1200px..1200px"

[slot.inline]
holds = "ad"
takes = ["google-ad"]
sizes = ["200x50"]
label = "Advertisement"
from_top = "9 paragraphs"
"""
TEXT = "The ferry crossed the bay at seven with forty people on board.\n\n"


@pytest.fixture
def story(tmp_path: Path) -> str:
    (tmp_path / "newsgrid.toml").write_text('name = "The Gazette"\n')
    (tmp_path / "slots.toml").write_text(RULES)
    file = tmp_path / "ferry.md"
    file.write_text(f"---\nheadline: The ferry\n---\n\n{TEXT}::: slot google-ad\n\n{TEXT * 4}")
    return str(file)


def run(command: click.Command, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


def data(command: click.Command, *arguments: str) -> Any:
    return json.loads(run(command, *arguments, "--json").stdout)


def test_each_breakpoint_is_a_view_and_a_width_is_of_one(story: str) -> None:
    whole = data(explain.COMMAND, story, "--edition", "web")
    assert whole["story"] and [view["name"] for view in whole["views"]] == ["phone", "desk"]
    one = data(explain.COMMAND, story, "--width", "375")
    assert [view["name"] for view in one["views"]] == ["phone"], "and none of print"
    (thing,) = one["views"][0]["slots"]
    assert (thing["placed"], thing["slot"]) == (False, "inline")
    assert {each["rule"] for each in thing["refusals"]} == {"from_top"}


def test_a_width_of_print_is_refused(story: str) -> None:
    done = run(explain.COMMAND, story, "--edition", "print", "--width", "375")
    assert done.exit_code == 2 and "--width is for the web edition, not for print" in done.stderr


def test_a_page_is_written_whole_with_its_figures(story: str, tmp_path: Path) -> None:
    output = tmp_path / "public"
    told = data(web.COMMAND, story, "-o", str(output))
    files = [Path(name) for name in told["files"]]
    assert {file for file in output.rglob("*") if file.is_file()} == set(files)
    assert output / "index.html" in files
    assert told["bytes"] == sum(file.stat().st_size for file in files)
    phone = told["breakpoints"]["phone"]
    assert list(told["breakpoints"]) == ["phone", "desk"] and phone["widths"] == [375, 375]
    assert (phone["asked"], phone["placed"]) == (1, 0) and phone["objective"] == phone["bound"]


def test_text_has_a_line_for_each_breakpoint(story: str, tmp_path: Path) -> None:
    said = run(web.COMMAND, story, "-o", str(tmp_path / "public")).stdout
    assert "index.html (" in said.split("\n")[0]
    for name in ("phone", "desk"):
        (line,) = (line for line in said.split("\n") if line.startswith(name))
        assert "0 of 1 box, 0 in the copy" in line and line.rstrip().endswith("optimal")


def test_a_page_never_takes_the_place_of_its_story(story: str, tmp_path: Path) -> None:
    before = Path(story).read_text()
    page = tmp_path / "index.html"
    page.write_text(before)
    done = run(web.COMMAND, str(page), "-o", str(tmp_path))
    assert done.exit_code == 2 and page.read_text() == before
    assert run(web.COMMAND, story, "-o", "-").exit_code == 2
