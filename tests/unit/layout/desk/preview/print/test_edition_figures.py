"""The figures of an edition that the print view lists, each with a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from layout.desk.preview.print.edition_list import _newspaper_figures, _story_figures

TYPE = {"legs": 40, "short": 3, "widows": 0, "orphans": 1}


def edition(gap: float) -> dict[str, Any]:
    makeup, stacking = {"cost": 6_621, "bound": 1_317}, {"gap": gap}
    counts = {"words": 1, "jumps": 2, "fillers": 0, "white": 0.0017}
    return {**counts, **TYPE, "makeup": makeup, "stacking": stacking}


def by_name(figures: dict[str, Any]) -> dict[str, tuple[int | str, str]]:
    return {one.name: (one.value, one.said) for one in _newspaper_figures(figures)}


def test_an_edition_is_told_in_words_and_costs_with_what_is_proven() -> None:
    told = by_name(edition(0.0))
    assert told["words"][0] == 1
    assert told["jumps"][0] == 2 and told["orphans"][0] == 1
    assert told["make-up cost"] == (6_621, "None can cost less than 1,317.")
    assert told["stacking gap"] == ("0.00%", "The ads' stack is proven to be the best.")


@pytest.mark.parametrize(("gap", "shown"), [(0.000_01, "0.01%"), (0.1234, "12.34%")])
def test_a_gap_that_is_left_is_never_shown_as_none(gap: float, shown: str) -> None:
    value, said = by_name(edition(gap))["stacking gap"]
    assert value == shown and "proven" not in said


def test_a_story_alone_has_the_cost_of_its_own_plan() -> None:
    alone = {"words": 445, "lines": 73, "boxes": 4, "white": 0.717, "bound": 212, "objective": 212}
    told = {one.name: one for one in _story_figures({**alone, **TYPE})}
    assert told["cost"].value == 212 and "212" in told["cost"].said
    assert "house ads" not in told and str(told["white"].value).startswith("71.7")
