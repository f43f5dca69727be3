"""A late ad from the desk: a line of ads.csv, or what is wrong with it and nothing written."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.newspapers.sample_newspaper import BOOK, newspaper
from support.processes.aside import aside

from layout.desk.preview.print.late_ad import LATE_AD_ROUTES
from slots.finding import BadInput

GIVEN = {"id": "A9", "advertiser": "Late Lamps", "category": "", "size": "1x40mm", "pages": "4"}


def book(folder: Path, told: set[str] | None = None, alone: bool = False, **more: str) -> Any:
    """Books an ad in the publication of a folder; `told` are the files that tabs are told of."""

    async def asked() -> Any:
        events = SimpleNamespace(files_changed=lambda files: told is None or told.update(files))
        place = SimpleNamespace(alone=alone)

        async def call(task: str) -> list[str]:
            assert task == "keep_plan"
            return ["edition.plan.json"]

        desk = SimpleNamespace(folder=folder, place=place, events=events)
        desk.writing, desk.print = asyncio.Lock(), SimpleNamespace(call=call)
        sent = json.dumps({**GIVEN, **more}).encode()

        async def body() -> bytes:
            return sent

        return await LATE_AD_ROUTES["POST /api/ads/late"](desk, SimpleNamespace(body=body))

    return aside(asked())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return newspaper(tmp_path / "paper")


def test_it_is_one_more_line_of_the_book(folder: Path) -> None:
    told: set[str] = set()
    after = f"{BOOK}A9,Late Lamps,,1x40mm,,4,,,,,,\n"
    wanted = {"file": "ads.csv", "line": 6, "before": BOOK, "after": after}
    assert book(folder, told) == wanted
    assert (folder / "ads.csv").read_text() == f"{BOOK}A9,Late Lamps,,1x40mm,,4,,,,,,\n"
    assert told == {"ads.csv", "edition.plan.json"}  # as it was never printed


def test_what_else_was_sold_stands_in_its_column(folder: Path) -> None:
    more = {"section": "Sport", "price": "120", "artwork": "art.png"}
    line = "A9,Late Lamps,,1x40mm,Sport,4,,,,120,,art.png\n"
    assert book(folder, **more)["after"] == f"{BOOK}{line}"
    (folder / "ads.csv").unlink()
    begun = "id,advertiser,category,size,pages,section,price,artwork\n"
    assert book(folder, **more)["after"] == f"{begun}A9,Late Lamps,,1x40mm,4,Sport,120,art.png\n"


def test_what_the_book_has_no_column_for_is_refused(folder: Path) -> None:
    with pytest.raises(BadInput) as refused:
        book(folder, colour="yes")
    assert [one.code for one in refused.value.findings] == ["missing-column"]
    assert (folder / "ads.csv").read_text() == BOOK


def test_without_a_book_one_is_begun(folder: Path) -> None:
    (folder / "ads.csv").unlink()
    booked = book(folder)
    head = "id,advertiser,category,size,pages\n"
    begun = f"{head}A9,Late Lamps,,1x40mm,4\n"
    assert (booked["line"], booked["before"]) == (2, head)
    assert (folder / "ads.csv").read_text() == begun


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"id": "A1"}, "A1 is already the ad of line 2"),
        ({"size": "9x40mm"}, "9 columns are wider than the page"),
        ({"pages": "four"}, "names no pages"),
        ({"id": ""}, "id: "),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(
    folder: Path, more: dict[str, str], message: str
) -> None:
    with pytest.raises(BadInput, match="6") as error:
        book(folder, **more)
    assert any(message in finding.message for finding in error.value.findings)
    assert (folder / "ads.csv").read_text() == BOOK


def test_what_was_wrong_before_hinders_nobody(folder: Path) -> None:
    (folder / "ads.csv").write_text(f"{BOOK}A7,Odd,,9x40mm,,,,,,,,\n")
    assert book(folder)["line"] == 7


def test_a_book_in_toml_and_a_lone_story_are_told(folder: Path) -> None:
    (folder / "ads.toml").write_text("")
    with pytest.raises(BadInput, match="not a table"):
        book(folder)
    with pytest.raises(BadInput, match="no publication"):
        book(folder, alone=True)
