"""Where house ads stand, as the print view lists them, and the facts of one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from layout.desk.preview.print.facts.house_ad import house_ad_facts, house_ad_places
from layout.makeup.edition.all_pages import EditionPlan
from layout.makeup.edition.assign.last_edition import LastEdition
from layout.makeup.edition.choose_settings import FinishedPage
from layout.makeup.edition.shapes.item import house_ad_id
from layout.makeup.edition.shapes.news_hole import AIR
from layout.makeup.edition.tiling.section_layout import Tile
from layout.story.decided import Decisions, HouseAdDecided
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlan

FIRST = 10
"""The row that stories begin in, of pages that have so much furniture."""


def newspaper() -> Any:
    """Page 4 with two holes, of "tip" and of "letters", and "tip" on page 5 by decision."""
    pages = [StackPage(n, "News", 6, 100, FIRST) for n in range(1, 9)]
    holes = (Tile(-1, 0, 20, 1, 20), Tile(-1, 2, 40, 3, 10))
    decided = SimpleNamespace(id=house_ad_id("tip"), tile=Tile(0, 4, FIRST - AIR, 2, 30))
    finished = (
        FinishedPage(4, (), holes, 0),
        FinishedPage(5, (decided,), (), 0),  # type: ignore[arg-type]
    )
    boxes = {"house-4-0": "tip", "house-4-1": "letters", "house-5-tip": "tip"}
    drawn = [SimpleNamespace(id=name, house_ad=kind) for name, kind in boxes.items()]
    document = SimpleNamespace(pages=[SimpleNamespace(boxes=drawn)])
    wanted = {"tip": HouseAdDecided(5), "space": HouseAdDecided(7)}
    return SimpleNamespace(
        stacked=SimpleNamespace(pages=pages, plan=AdPlan(())),
        plan=EditionPlan(finished, LastEdition({}), 0, 0, (), ()),
        document=document,
        copy=SimpleNamespace(decisions=Decisions(house_ads=wanted)),
    )


def test_house_ads_are_listed_as_pages_toml_would_say_them() -> None:
    found = [
        (one.name, one.page, one.column, one.row, one.columns, one.rows, one.decided)
        for one in house_ad_places(newspaper())
    ]
    top = FIRST - AIR
    assert found == [
        ("tip", 4, 1, 20 - top + 1, 1, 20, False),
        ("letters", 4, 3, 40 - top + 1, 3, 10, False),
        ("tip", 5, 5, 1, 2, 30, True),
    ]


def test_a_house_ad_is_told_by_its_holes_and_by_what_is_decided() -> None:
    tip = house_ad_facts(newspaper(), "tip")
    assert tip is not None and tip.title == "House ad: tip"
    assert tip.facts == (
        ("page 4", "1 column × 20 rows: column 1, rows 13 to 32"),
        ("page 5", "2 columns × 30 rows: columns 5 to 6, rows 1 to 30"),
    )
    hole, decided = tip.sentences
    assert hole.startswith("On page 4 it fills a hole of 1 column × 20 rows that neither")
    assert decided == "On page 5 it stands by decision."


def test_one_that_stands_nowhere_says_so_and_whether_it_was_decided() -> None:
    said = {name: house_ad_facts(newspaper(), name) for name in ("wrong", "space")}
    assert [one and one.sentences for one in said.values()] == [
        ("It stands nowhere.",),
        ("It stands nowhere, though it was decided.",),
    ]
    assert house_ad_facts(newspaper(), "nothing") is None
