"""Placements of a strip as reports show them: figures, refusals gap by gap, two side by side."""

from __future__ import annotations

import json

import pytest

from layout.desk.reports.explain.on_strip import (
    Side,
    as_data,
    as_text,
    comparison,
    comparison_data,
    comparison_text,
    side_of,
)
from slots.interchange.place_strip import NamedRules, place_strip
from slots.interchange.strip_file import StripFile, read_strip
from slots.rulebook.load import parse_rules

POINTS = '[breakpoints]\nphone = "320px..500px"\n'
AD = '[slot.ad]\nholds = "ad"\nsizes = ["300x100"]\nauto = 1\n'
HIGH = 150


def strip(paragraphs: int = 6) -> StripFile:
    items = [
        {
            "id": f"p{n + 1}",
            "role": "paragraph",
            "top": n * HIGH,
            "bottom": (n + 1) * HIGH - 20,
            "words": 40,
        }
        for n in range(paragraphs)
    ]
    data = {"width": 343, "viewport": [375, 667], "height": paragraphs * HIGH, "items": items}
    return read_strip(json.dumps(data), "strip.json")


def side(rules: str, file: StripFile | None = None, name: str = "slots.toml") -> Side:
    file = file or strip()
    trial, _ = place_strip(file, parse_rules(POINTS + rules, "slots.toml"), "phone")
    return side_of(NamedRules(name, "phone", None), trial, file.strip)


THIRD = 'from_top = "2 paragraphs"\nfrom_end = "4 paragraphs"\n'
NEVER = 'from_top = "9 paragraphs"\n'


def test_data_have_the_placement_its_proof_and_its_stretches() -> None:
    data = as_data(side(AD + THIRD))
    (box,) = data["placements"]
    assert (box["slot"], box["before"], box["size"]) == ("ad", "p3", [300, 100])
    assert isinstance(box["size"][0], int)
    assert box["bottom"] - box["top"] >= 100 and data["objective"] == data["bound"] > 0
    assert data["unplaced"] == [] and data["breakpoint"] == "phone"
    assert data["gaps"]["count"] == 2
    assert data["gaps"]["longest"] == 4 * HIGH and data["gaps"]["shortest"] == 2 * HIGH
    assert data["density"] == pytest.approx(100 / (6 * HIGH + 100), abs=0.05)


def test_data_say_why_something_stands_nowhere_and_what_would_change_it() -> None:
    data = as_data(side(AD + NEVER))
    (lost,) = data["unplaced"]
    assert lost["slot"] == "ad" and len(lost["ids"]) == 1
    assert [(each["key"], each["to"]) for each in lost["changes"]] == [("from_top", "6 paragraphs")]
    assert {each["candidate"] for each in data["refusals"]} >= {"p1", "p6", None}
    assert {each["slot"] for each in data["refusals"]} == {"ad"}
    assert data["placements"] == []


def test_contents_of_a_slot_that_share_a_reason_are_told_together() -> None:
    (lost,) = as_data(side(AD.replace("auto = 1", "auto = 3") + NEVER))["unplaced"]
    assert len(lost["ids"]) == 3


def test_text_says_what_is_proven_and_how_dense_it_is() -> None:
    said = as_text(side(AD + THIRD), False)
    assert said.startswith("phone, exact placement by ")
    assert "1 of 1 placed, worth " in said and "no placement is worth more" in said
    assert "(no limit)" in said and "600px at the longest, 300px at the shortest" in said
    limited = as_text(side('[page]\ndensity = "30%"\n' + AD + THIRD), False)
    assert "(limit 30%)" in limited


def test_text_names_the_source_of_rules_without_its_breakpoint() -> None:
    made = side(AD + THIRD, name="my.toml")
    assert as_text(made, False).split("\n")[0] == "phone, exact placement by my.toml"


def test_nothing_placed_and_nothing_to_place_are_told_apart() -> None:
    assert "  nothing is placed" in as_text(side(AD + NEVER), False)
    none = as_text(side('[slot.b]\nholds = "blue_box"\nregion = "end"\n'), False)
    assert "  there is nothing to place" in none


def test_refusals_of_what_stands_are_told_when_asked_for() -> None:
    made = side(AD + THIRD)
    assert "why not" not in as_text(made, False)
    said = as_text(made, True)
    assert 'slot "ad"\n' in said and "(the end)" in said and "before" in said


def test_a_reason_that_is_the_same_in_every_gap_is_told_once() -> None:
    wide = side('[slot.ad]\nholds = "ad"\nsizes = ["400x100"]\nauto = 1\n')
    said = as_text(wide, False)
    assert said.count('slot "ad" has no place: ') == 1 and "why not" not in said
    gaps = as_text(side(AD + NEVER), False)
    lines = gaps[gaps.index("why not") :].split("\n")[1:]
    listed = [line.split()[0] for line in lines if line.strip()]
    assert listed[:7] == ["p1", "p2", "p3", "p4", "p5", "p6", "(the"]


def test_rules_that_gave_way_are_told() -> None:
    relaxed = 'min = 1\nrelax = [{ rule = "from_top", to = "1 paragraph" }]\n'
    made = side(AD + NEVER + relaxed)
    (step,) = as_data(made)["relaxed"]
    assert (step["slot"], step["step"], step["rule"]) == ("ad", 1, "from_top")
    assert (step["asked"], step["instead"]) == ("9 paragraphs", "1 paragraph")
    assert "gave way: " in as_text(made, False)


# --- two side by side -----------------------------------------------------------------------------


def compared(first: str, second: str, names: tuple[str, str] = ("a.toml", "b.toml")):
    file = strip()
    one, other = (
        side(rules, file, name) for rules, name in zip((first, second), names, strict=True)
    )
    return comparison(one, other, file.strip, file.about)


def test_the_second_is_measured_by_the_rules_of_the_first() -> None:
    """It stands where the first may not: that is told, with what it is worth by either."""
    made = compared(AD + "value = 9\n" + NEVER, AD + THIRD)
    data = comparison_data(made)
    first, second = data["sides"]
    assert data["comparable"] is True and data["why"] is None
    assert (first["name"], second["name"]) == ("a.toml", "b.toml")
    assert first["broken"] == [] and first["own_objective"] == first["objective"]
    assert second["own_objective"] > second["objective"] > 0
    (broken,) = second["broken"]
    assert (broken["rule"], broken["candidate"], broken["slot"]) == ("from_top", "p3", "ad")
    said = comparison_text(made)
    assert "what b.toml breaks of a.toml" in said and "from_top needs 9 paragraphs" in said


def test_a_placement_that_breaks_nothing_says_nothing_of_it() -> None:
    made = compared(AD + THIRD, AD + THIRD)
    assert "breaks" not in comparison_text(made)
    assert comparison_data(made)["sides"][1]["broken"] == []


def test_slots_that_the_first_does_not_know_cannot_be_compared() -> None:
    made = compared('[slot.b]\nholds = "blue_box"\nregion = "end"\n', AD + THIRD)
    data, said = comparison_data(made), comparison_text(made)
    assert data["comparable"] is False and data["why"]
    assert data["sides"][1]["objective"] is None and data["sides"][1]["own_objective"] > 0
    assert "not comparable" in said and f"by the first rules: {data['why']}" in said


def test_two_of_one_name_are_numbered() -> None:
    said = comparison_text(compared(AD + THIRD, AD + NEVER, ("a.toml", "a.toml")))
    head = said.split("\n")[0]
    assert "a.toml (1)" in head and "a.toml (2)" in head
