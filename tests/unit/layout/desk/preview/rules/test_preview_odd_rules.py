"""Rules that no form makes and no editor writes, and what the desk says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.desk.running_desk import Running, desk_on

pytestmark = pytest.mark.slow

HALF = '[page]\n# \ud83d\ndensity = "30%"\n'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("gazette")
    (folder / "stories").mkdir()
    (folder / "newsgrid.toml").write_text('name = "The Gazette"\n')
    (folder / "stories" / "flood.md").write_text("# Flood\n\nIt rained.\n")
    with desk_on(folder) as running:
        yield running


def test_half_a_character_is_named_with_its_place(desk: Running) -> None:
    read = desk.ask("POST", "/api/rules/read", {"text": HALF})
    (finding,) = read.json["findings"]
    assert (read.status, read.json["ok"]) == (200, False)
    assert (finding["code"], finding["line"], finding["column"]) == ("not-utf-8", 2, 3)


@pytest.mark.parametrize("way", ["trial", "whole"])
def test_half_a_character_is_not_tried(desk: Running, way: str) -> None:
    sent = {"tab": "t", "text": HALF, "story": "stories/flood.md"}
    answer = desk.ask("POST", f"/api/rules/{way}", sent)
    assert (answer.status, answer.json["findings"][0]["code"]) == (422, "not-utf-8")


@pytest.mark.parametrize("path", [[-1, "size"], ["page", -1], ["slot", -1, "sizes", -7]])
def test_an_edit_of_what_stands_before_the_first_is_refused(desk: Running, path: Any) -> None:
    sent = {"text": "", "edits": [{"path": path, "value": "x"}]}
    answer = desk.ask("POST", "/api/rules/edit", sent)
    assert (answer.status, answer.json["findings"][0]["code"]) == (422, "edit-refused")
