"""Completion in the preview desk's rules: what may stand at the cursor (|)."""

from __future__ import annotations

from typing import Any

import pytest

from layout.desk.preview.rules.complete import completed

SLOTS = '\n[slot.mine]\nholds = "ad"\n[slot.other]\nholds = "ad"\n'


def _at(text: str) -> dict[str, Any]:
    before, _, after = text.partition("|")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return completed(before + after, line, column)


def _inserts(text: str) -> dict[str, str]:
    return {item["value"]: item["insert"] for item in _at(text)["items"]}


@pytest.mark.parametrize(
    ("text", "value", "insert"),
    [
        ("[sl|" + SLOTS, "slot.mine.at.tablet", "slot.mine.at.tablet]"),
        ("[pa|]", "page.at.mobile", "page.at.mobile"),
        ("|" + SLOTS, "[breakpoints]", "[breakpoints]"),
        ("[page]\nmax|", "max_ads", "max_ads = "),
        ("[page]\nden| = 3", "density", "density"),
        ("[slot.a]\nlab|", "label", 'label = ""'),
        ("[slot.a]\nregion = |", "rail", '"rail"'),
        ('[slot.a]\nregion = "ra|', "rail", 'rail"'),
        ('[slot.a]\nregion = "ra|"', "rail", "rail"),
        ("[slot.a]\nsticky = |", "true", "true"),
        ("[slot.a]\nmargin = 20|", "20px", '"20px"'),
        ('[slot.a]\nmargin = "1.5|"', "1.5 screens", "1.5 screens"),
        ('[slot.a]\nclearance = { image = "10px", he|', "heading", 'heading = ""'),
        ("[slot.a.clearance.image]\n|", "above", 'above = ""'),
        ("[slot.a.distance]\n|" + SLOTS, "mine", 'mine = ""'),
        ("[slot.a]\nnever_inside = [\n  'li|", "list", "list'"),
        ('[page]\norder = ["|"]' + SLOTS, "other", "other"),
        ("[slot.a.when]\ndevices = |", '["tablet"]', '["tablet"]'),
        ('[slot.a]\nrelax = [{ rule = "|" }]', "clearance.image", "clearance.image"),
        ("[slot.a]\nrelax = [{ |", "to", 'to = ""'),
        ("[slot.a]\nbroken = [1,\n[page]\nstra|", "strategy", 'strategy = ""'),
        ("[slot.a]\nhalf = \"x\n[page]\nstrategy = '|", "greedy", "greedy'"),
    ],
)
def test_what_may_stand_here_is_offered(text: str, value: str, insert: str) -> None:
    assert _inserts(text).get(value) == insert


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[page]\nmax_ads = 3\n|", "max_ads"),
        ("[page]\n|", "margin"),
        ("[slot.a]\n|", "at"),
        ("[slot.a.when]\ndevices = |", "tablet"),
        ("[page] # |", "max_ads"),
        ("[page]\nmax_ads = 3 # |", "0"),
        ("[nobody]\n|", "max_ads"),
    ],
)
def test_what_may_not_stand_here_is_not_offered(text: str, value: str) -> None:
    assert value not in _inserts(text)


def test_the_word_at_the_cursor_is_replaced_whole() -> None:
    answer = _at('[page]\nstrategy = "gre|edy"  # quick')
    assert (answer["from"], answer["to"]) == ([2, 13], [2, 19])


def test_an_empty_file_can_begin_with_a_preset() -> None:
    found = {item["value"]: item for item in _at("|")["items"]}
    assert "[slot.content-ad]" in found["preset:mediavine"]["insert"]
    assert found["preset:mediavine"]["meta"] == "preset"
    assert "preset:mediavine" not in _inserts("[page]\n|")


def test_keys_come_with_what_they_mean() -> None:
    found = {item["value"]: item for item in _at("[slot.a]\n|")["items"]}
    assert found["from_top"]["meta"] == "length"
    assert found["from_top"]["doc"] == "from the top of the article"
