"""Anything of an earlier edition again: plans by date, and what of them is decided once more."""

from __future__ import annotations

import datetime
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from support.newspapers.sample_newspaper import newspaper

from layout.desk.command import main
from layout.desk.commands.deciding.again import COMMAND
from layout.edition.again.again import Wanted, again_of, named_in
from layout.edition.again.earlier import earlier_plan, keep_earlier, kept_editions
from layout.edition.last_plan import Record, keep_record
from layout.edition.make_edition import Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.makeup.edition.assign.last_edition import LastEdition
from layout.makeup.edition.shapes.item import rail_name, turned_id
from slots.finding import BadInput
from slots.stacking.task.ad_plan import AdPlace

DECIDED = """\
[story.chess]
page = 21
columns = 2
headline = "24pt"
hold = 2026-12-03
apart = ["bridge"]

[page.5]
lead = "surge"
house_ads = ["tip"]
deadline = "21:30"

[page.6]
lead = "drains"
"""
STOOD = LastEdition(
    {"chess": 21, "surge": 5, turned_id("surge"): 6, rail_name("briefs", "News", 1): 5}, {}, {}
)
PLACES = (
    AdPlace("N05", 5, 1, 40, 2, 30),
    AdPlace("T1", 8, 0, 40, 5, 50),
    AdPlace("T1", 9, 0, 40, 5, 50),
)
PLAN = Record(PLACES, STOOD, 24, 0, DECIDED)


def test_each_of_it_is_decided_as_it_stood() -> None:
    text = "# This week\n[story.chess]\npage = 20  # new\ndeck = false\n"
    again = again_of(PLAN, text, Wanted(("chess",), ("N05", "T1"), (5,)))
    data = tomllib.loads(again.text)
    assert data["story"] == {"chess": {"page": 21, "deck": False, "columns": 2, "headline": "24pt"}}
    assert data["ad"] == {"N05": {"page": 5, "place": "column 2, row 41"}, "T1": {"page": 8}}
    assert data["page"] == {"5": {"house_ads": ["tip"], "deadline": "21:30"}}
    assert again.text.startswith("# This week\n[story.chess]\npage = 21")
    assert "[story.chess] page: 20 → 21" in [one.words for one in again.changes]
    assert not again_of(PLAN, again.text, Wanted(("chess",), ("N05",), (5,))).changes


def test_what_was_not_there_is_named_all_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        again_of(PLAN, "", Wanted(("ches", turned_id("surge")), ("N06",), (6,)))
    said = [one.message for one in caught.value.findings]
    assert len(said) == 4 and 'did you mean "chess"?' in said[0] and 'mean "N05"?' in said[2]
    assert "but for stories" in said[3] and caught.value.findings[0].remedy


def test_what_contradicts_itself_then_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        again_of(PLAN, "[ad.N05]\nlock = true\n", Wanted(ads=("N05",)))
    assert caught.value.findings[0].code == "contradiction"


def test_what_stood_there_is_listed() -> None:
    assert named_in(PLAN) == (
        "story surge: page 5",
        "story chess: page 21",
        "ad N05: page 5, column 2, row 41",
        "ad T1: page 8, column 1, row 41",
        "ad T1: page 9, column 1, row 41",
        "page 5: house_ads, deadline",
    )


def test_eight_editions_are_kept_by_their_dates(tmp_path: Path) -> None:
    keep_record(tmp_path, PLAN, fresh=False)
    keep_earlier(tmp_path, None)
    assert kept_editions(tmp_path) == ()
    days = [datetime.date(2026, 9, 30) + datetime.timedelta(7 * week) for week in range(10)]
    for day in days:
        keep_earlier(tmp_path, day)
    (tmp_path / "editions" / "notes.txt").write_text("ours")
    assert kept_editions(tmp_path) == tuple(day.isoformat() for day in days[:1:-1])
    assert earlier_plan(tmp_path, "2026-12-02").ads == PLACES
    with pytest.raises(BadInput) as caught:
        earlier_plan(tmp_path, "2026-09-30")
    assert "2026-12-02" in caught.value.findings[0].remedy


@pytest.mark.slow
def test_an_ad_and_a_story_stand_where_they_stood(tmp_path: Path, capsys: Any) -> None:
    def ran(*arguments: str) -> dict[str, Any]:
        assert main([*arguments, "--json"]) in (0, 1)
        report: dict[str, Any] = json.loads(capsys.readouterr().out)
        return report

    paper = newspaper(tmp_path / "paper")
    assert COMMAND.name == "again"
    assert ran("again", str(paper), "--list")["editions"] == []
    ran("print", str(paper), "-o", str(tmp_path / "x.pdf"))
    assert ran("again", str(paper), "--list")["editions"] == ["2026-11-26"]
    before = earlier_plan(paper, "2026-11-26")
    place = next(one for one in before.ads if one.id == "A3")
    (paper / "edition.plan.json").unlink()
    of = ("again", str(paper), "--edition", "2026-11-26")
    assert "story news-1: page" in str(ran(*of, "--list")["stood"])
    trial = ran(*of, "--ad", "A3", "--story", "news-1", "--dry-run")
    assert trial["files"] == [] and not (paper / "pages.toml").exists()
    report = ran(*of, "--ad", "A3", "--story", "news-1")
    assert report["changes"] == trial["changes"] and len(report["files"]) == 1
    made = make_newspaper(Order(paper), Workshop())
    assert not made.refused and not made.stacked.refused
    assert place in made.stacked.plan.places
    assert made.plan.page_of["news-1"] == before.stories["news-1"]
    for wrong in (("again", str(paper)), of, (*of, "--story", "nobody")):
        assert main([*wrong, "--json"]) == 2
        assert json.loads(capsys.readouterr().out)["findings"][0]["hint"]
