"""Anything of an earlier edition again: plans by date, and what of them is decided once more."""

from __future__ import annotations

import datetime
import json
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.newspapers.sample_newspaper import newspaper

from layout.desk.command import main
from layout.desk.commands.deciding.again import COMMAND
from layout.edition.again.again import Wanted, again_of, all_of, named_in
from layout.edition.again.earlier import earlier_plan, keep_earlier, kept_editions
from layout.edition.again.rectangles import pages_with_shapes
from layout.edition.last_plan import RECORD, Record, Stood, keep_record, read_record
from layout.edition.make_edition import Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.makeup.edition.assign.last_edition import LastEdition
from layout.makeup.edition.shapes.item import rail_name, turned_id
from layout.publication.decisions.pages_toml import read_decisions
from layout.story.decided import Form, Place
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
SHAPE = """\
[page.6]
dummy = "page-6-again"  # on Fridays

[dummy.page-6-again]
about = "page 6 of an earlier edition again"
columns = 5

[dummy.page-6-again.region.lead]
takes = "lead"
columns = [1, 3]
at = "top"
rows = 31

[dummy.page-6-again.region.picture]
takes = "picture"
columns = [4, 5]
at = "top"
rows = 31
picture = 1

[dummy.page-6-again.region.story]
takes = "story"
columns = [1, 2]
row = 32
rows = 20

[dummy.page-6-again.region.picture-2]
takes = "picture"
columns = [4, 5]
row = 32
rows = 20
picture = 2

[dummy.page-6-again.region.rest]
takes = "none"
columns = 3
row = 32
rows = 20
"""
PLAN = Record(PLACES, STOOD, 24, 0, DECIDED)
STANDING = {
    "surge": Stood(1, 1, 3, 40, 1, 2),
    rail_name("briefs", "News", 1): Stood(4, 1, 2, 40, 5),
    "drains": Stood(1, 1, 3, 31, 2),
    "tides": Stood(4, 1, 2, 31, 3, 1),
    "knots": Stood(1, 32, 2, 20, 3),
    "eels": Stood(4, 32, 2, 20, 4, 2),
    turned_id("surge"): Stood(3, 32, 1, 20, 1),
}
ON_SIX = dict.fromkeys(("drains", "tides", "knots", "eels"), 6)
SHAPED = replace(
    PLAN, made=replace(STOOD, pages={**STOOD.pages, **ON_SIX}), stood=STANDING, columns=5
)


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


def test_a_page_has_its_shape_again() -> None:
    text = '[page.6]\ndummy = "front"  # on Fridays\nregions = { lead = "surge" }\n'
    again = again_of(SHAPED, text, Wanted(shapes=(6,)))
    assert again.text == SHAPE
    decisions, found = read_decisions(again.text, Path("pages.toml"))
    assert decisions and not found and decisions.pages[6].dummy == "page-6-again"
    regions = {one.name: one for one in decisions.drawn["page-6-again"].regions}
    assert regions["picture"].place == Place(4, None, "top")
    assert regions["story"].form == Form(2, 20) and regions["rest"].takes == "none"
    assert not again_of(SHAPED, again.text, Wanted(shapes=(6,))).changes
    words = [one.words for one in again.changes]
    assert "[page.6] dummy: front → page-6-again" in words
    assert any(one.endswith("region: - → lead, picture, story, picture-2, rest") for one in words)
    rail = tomllib.loads(again_of(SHAPED, "", Wanted(shapes=(5,))).text)["dummy"]["page-5-again"]
    assert rail["region"]["briefs"] == {"takes": "briefs", "columns": [4, 5], "at": "top"} | {
        "rows": 40
    }
    assert [one for one in named_in(SHAPED) if one.startswith("shape")] == [
        "shape of page 5: lead, briefs",
        "shape of page 6: lead, picture, story, picture-2, rest",
    ]


def test_a_page_without_a_shape_is_told() -> None:
    for plan, number, why in (
        (PLAN, 5, "was not kept with its plan"),
        (SHAPED, 9, "no story stood on page 9"),
    ):
        with pytest.raises(BadInput, match=why) as caught:
            again_of(plan, "", Wanted(shapes=(number,)))
        assert [one.code for one in caught.value.findings] == ["not-there-then"]


def test_rectangles_are_kept_with_the_plan(tmp_path: Path) -> None:
    keep_record(tmp_path, SHAPED, fresh=False)
    record, found = read_record(tmp_path / RECORD)
    assert (record.stood, record.columns, found) == (STANDING, 5, ())
    assert [*record.stood] == [*STANDING]
    text = (tmp_path / RECORD).read_text()
    (tmp_path / RECORD).write_text(text.replace("[1, 32, 2, 20, 3, 0]", "[1, 0, 2, 20, 3, 0]"))
    assert read_record(tmp_path / RECORD)[0].stood.keys() == STANDING.keys() - {"knots"}


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
    shaped = ran(*of, "--shape", "2", "--dry-run")["changes"]
    assert {(one["table"], one["name"]) for one in shaped} == {
        ("page", "2"),
        ("dummy", "page-2-again"),
    }
    for wrong in (("again", str(paper)), of, (*of, "--story", "nobody")):
        assert main([*wrong, "--json"]) == 2
        assert json.loads(capsys.readouterr().out)["findings"][0]["hint"]


@pytest.mark.slow
def test_pages_have_their_shapes_again(tmp_path: Path, capsys: Any) -> None:
    """The shape of a page, asked for with the stories that it had: each stands in its rectangle,
    though no plan is followed. With stories of its own choice a region has its rectangle, or is
    open, and it is said why."""
    paper = newspaper(tmp_path / "paper")
    assert main(["print", str(paper), "-o", str(tmp_path / "x.pdf"), "--json"]) in (0, 1)
    assert capsys.readouterr().out
    before = earlier_plan(paper, "2026-11-26")
    pages = all_of(before).shapes
    assert pages == pages_with_shapes(before) == (1, 2, 3, 4)
    for number in pages:
        own = [name for name in before.stood if before.stories[name] == number]
        for named in (own, []):
            text = f"[page.{number}]\nstories = {json.dumps(own)}\n" if named else ""
            text = again_of(before, text, Wanted(shapes=(number,))).text
            made = make_newspaper(Order(paper, fresh=True, decided=text), Workshop())
            (filled,) = made.dummies
            stood, regions = made.record.stood, made.copy.decisions.drawn[filled.dummy].regions
            if named:
                assert not filled.empty and not made.refused
                assert {name: stood[name] for name in own} == {n: before.stood[n] for n in own}
            assert len(filled.taken) + len(filled.empty) == len(regions)
            refused = {one.slug for one in made.refused}
            for region in (one for one in regions if filled.taken.get(one.name, "") not in refused):
                if region.name in filled.taken:
                    one = stood[filled.taken[region.name]]
                    assert (one.column, one.columns) == (region.place.column, region.form.columns)
                    assert (one.row, one.rows) == (region.place.row or 1, region.form.rows)
