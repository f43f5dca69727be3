"""Preferences that are not met: which these are, by name, with their price and what they would
cost, in the report and as notes."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.newspapers.printed_newspaper import of_code, printer
from support.newspapers.sample_newspaper import SETTINGS, newspaper

from layout.edition.decided.unmet import unmet_as_data, unmet_findings
from layout.publication.decisions.pages_toml import read_decisions
from slots.finding import Severity
from slots.stacking.refused_ad import Preference
from slots.stacking.task.ad_plan import AdPlace

TEXT = """\
[story.flood]
page = [2, 3]
rather = true

[story.tide]
page = 4
lead = true
rather = true

[story.met]
page = 2
rather = true

[story.must]
page = 2

[story.far]
page = 9
rather = true

[story.gone]
page = 2
rather = true

[ad.A1]
page = 2
side = "left"
rather = true

[ad.A2]
place = "foot"
rather = true
"""


def surroundings(*preferences: Preference) -> tuple[Any, Any, Any]:
    decisions, findings = read_decisions(TEXT, Path("pages.toml"))
    assert findings == ()
    prices = SimpleNamespace(
        stories=SimpleNamespace(elsewhere=120, rather=80), ads=SimpleNamespace(rather=15_000)
    )
    stacked = SimpleNamespace(
        pages=[SimpleNamespace(number=n) for n in range(1, 5)],
        theme=SimpleNamespace(prices=prices),
        preferences=preferences,
        decisions=decisions,
        plan=SimpleNamespace(places=[AdPlace("A1", 3, 0, 0, 1, 9)]),
    )
    page_of = {"flood": 1, "met": 2, "must": 3, "far": 1}
    plan = SimpleNamespace(page_of=page_of, held=("tide",))
    made = SimpleNamespace(plan=plan)
    return SimpleNamespace(made=made, missed=()), stacked, decisions


def test_stories_and_ads_that_stand_elsewhere_are_told_with_their_prices() -> None:
    about = surroundings(
        Preference("A1", False, 23_000), Preference("A2", False, None, ("A1",))
    )  # fmt: skip
    story = {"ad": None, "cost": None, "lost": [], "price": 120}
    ad = {"story": None, "price": 15_000}
    assert unmet_as_data(*about) == [
        {**story, "story": "flood", "keys": ["page"], "pages": [2, 3], "on": [1]},
        {**story, "story": "tide", "keys": ["page", "lead"], "pages": [4], "on": []},
        {**ad, "ad": "A1", "keys": ["page", "side"], "pages": [2], "on": [3], "cost": 23_000}
        | {"lost": []},
        {**ad, "ad": "A2", "keys": ["place"], "pages": [], "on": [], "cost": None, "lost": ["A1"]},
    ]
    assert unmet_as_data(*surroundings(Preference("A1", True, 10)))[2:] == []


def test_a_note_tells_each_story_at_its_line() -> None:
    first, second = unmet_findings(*surroundings())
    assert (first.severity, first.where.line, second.where.line) == (Severity.INFO, 3, 8)
    assert first.message == (
        '"flood" does not begin on page 2 or page 3, as it rather should: no plan was found in '
        "which that costs less than 120 points"
    )


@pytest.mark.slow
def test_what_is_not_met_is_in_the_report(tmp_path: Path, capsys: Any) -> None:
    settings = SETTINGS.replace("language", 'theme = "look"\nlanguage', 1)
    paper = newspaper(tmp_path / "paper", settings=settings)
    (paper / "look").mkdir()
    prices = "[prices.ads]\nrather = 0\n\n[prices.stories]\nelsewhere = 0\n"
    (paper / "look" / "theme.toml").write_text(f'name = "look"\n\n{prices}')
    printed = printer(tmp_path, capsys)
    _, report, _ = printed()
    assert report["unmet"] == []
    text = '[ad.A4]\nplace = "inside"\nrather = true\n\n[story.news-0]\npage = 2\nrather = true\n'
    (paper / "pages.toml").write_text(text)
    _, report, _ = printed()
    story, ad = report["unmet"]
    assert (story["story"], story["pages"], story["on"], story["price"]) == ("news-0", [2], [1], 0)
    assert (ad["ad"], ad["keys"], ad["price"]) == ("A4", ["place"], 0) and ad["cost"] > 0
    assert len(of_code(report, "unmet-preference")) == 2
