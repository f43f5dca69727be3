"""Editions with too little copy say so and offer pages that do; others say nothing; and each house
ad that stands where none should is told, with the reason."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.newspapers.printed_newspaper import codes, of_code, printer, remedied
from support.newspapers.sample_newspaper import (
    SETTINGS,
    book_of,
    newspaper,
    story,
    usual_stories,
)

pytestmark = pytest.mark.slow

LOCKED = "A1,Quay Bank,bank,2x60mm,Sport,7,,,,300,page 7,art.png"


def settings(news: int, sport: int) -> str:
    """The usual settings with other pages."""
    text = SETTINGS.replace("pages = 4\n", f"pages = {news + sport}\n", 1)
    text = text.replace('"News"\npages = 2', f'"News"\npages = {news}')
    return text.replace('"Sport"\npages = 2', f'"Sport"\npages = {sport}')


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Prints a newspaper; gives its report."""
    make = functools.partial(newspaper, tmp_path / "paper")

    def printed(**parts: Any) -> Any:
        make(**parts)
        return printer(tmp_path, capsys)("--fresh")[1]

    return printed


def test_a_thin_edition_says_so_and_what_it_offers_holds_all(run, tmp_path, capsys):
    report = run(settings=settings(4, 4))
    (told,) = of_code(report, "thin-edition")
    assert told["severity"] == "warning" and told["file"].endswith("newsgrid.toml")
    assert f"{report['fillers']} house ads fill" in told["message"] and remedied(report)
    assert "too thin for 8 pages" in told["message"] and "4 would hold" in told["message"]
    assert re.findall(r"pages = \d", told["hint"]) == ["pages = 4", "pages = 2", "pages = 2"]
    (tmp_path / "paper" / "newsgrid.toml").write_text(settings(2, 2))
    less = printer(tmp_path, capsys)("--fresh")[1]
    assert less["pages"] == 4 and less["held"] == [] == less["unplaced"] == less["shortened"]
    assert "thin-edition" not in codes(less)


def test_an_ad_that_is_locked_to_a_page_keeps_the_sheet(run):
    report = run(settings=settings(4, 4), book=book_of(LOCKED))
    assert not report["unplaced"]
    notes = of_code(report, "thin-edition")
    assert [note["severity"] for note in notes] == ["info", "info"]
    assert "News is too thin for 4 pages" in notes[0]["message"]


def test_pages_to_spare_go_to_a_section_that_is_short_of_room(run):
    more = {f"sport-{n}": story(f"sport-{n}", "Sport", 500, rank=1 + n % 4) for n in range(9)}
    report = run(settings=settings(6, 2), stories=usual_stories() | more)
    (note,) = of_code(report, "thin-edition")
    assert report["held"] and note["severity"] == "info"
    match = re.search(r'pages = (\d) in the section "News" and pages = (\d) in', note["hint"])
    assert match and int(match[1]) + int(match[2]) == 8 and int(match[1]) < 6


def test_house_ads_where_none_should_stand_are_told_with_the_reason(run):
    copy = {name: text for name, text in usual_stories().items() if not name.startswith("sport")}
    report = run(stories=copy)
    notes = of_code(report, "house-ad-place")
    sport = [note for note in notes if "Sport" in note["message"]]
    assert any("on page 3, the first of Sport" in note["message"] for note in sport)
    assert all(re.search(r"short of copy by \d[\d,]* rows", note["message"]) for note in sport)
    assert all(note["severity"] == "info" and note["hint"] for note in notes)
