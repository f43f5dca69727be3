"""A view of standings, for people and as data: each reason and each refusal is said once."""

from __future__ import annotations

from layout.desk.reports.explain.view import Standing, View, as_data, as_text
from slots.reasons.change import Change
from slots.reasons.outcome import Fate, How, Miss
from slots.rules.terms import Region
from slots.strip.refusal import Kind, Refusal, Rule
from slots.units import parse_length

TOP = Rule(Kind.FROM_TOP)


def refusal(slot: str, candidate: str | None = "p1", has: str = "1 paragraph") -> Refusal:
    return Refusal(candidate, slot, TOP, parse_length("2 paragraphs"), parse_length(has))


def nowhere(name: str, why: str = "it is too near the top", has: str = "1 paragraph") -> Standing:
    found = refusal(name, has=has)
    fate = Fate(name, Region.ARTICLE, None, (Miss(Region.ARTICLE, How.ALONE, (found,), (found,)),))
    change = Change(("slot", "ad", "from_top"), "1 paragraph")
    return Standing(name, "ad", "nowhere", why, {}, (found,), fate, (change,))


def standing(name: str, why: str = "worth 9") -> Standing:
    return Standing(name, "ad", "before p3", why, {"before": "p3"})


def view(*standings: Standing, **gaps: str) -> View:
    named = {None if gap == "end" else gap: text for gap, text in gaps.items()}
    return View("phone", "phone, 375 px", "No other is better.", {"objective": 9}, standings, named)


def test_a_story_that_asks_for_nothing_says_so() -> None:
    assert as_text(view()) == "phone, 375 px\n  the story asks for no ad and no box"
    assert as_data(view()) == {"name": "phone", "objective": 9, "gaps": [], "slots": []}


def test_text_has_what_stands_and_the_verdict() -> None:
    said = as_text(view(standing("a"), standing("b"))).split("\n")
    assert said[0] == "phone, 375 px" and said[-1] == "  No other is better."
    assert [line.split() for line in said[-3:-1]] == [
        ["a", "ad", "before", "p3", "worth", "9"],
        ["b", "ad", "before", "p3", "worth", "9"],
    ]


def test_a_reason_that_is_the_same_is_told_once() -> None:
    """Of what stands nowhere: the reason that a thing stands is short, and its own."""
    said = as_text(view(nowhere("a"), nowhere("b"), nowhere("c", "there is no rail")))
    assert said.count("it is too near the top") == 1 and "as a" in said
    assert "there is no rail" in said and "as b" not in said


def test_refusals_that_are_the_same_for_several_stand_under_all_their_names() -> None:
    made = view(nowhere("a"), nowhere("b"), nowhere("c", has="0 paragraphs"), p1="before The pier")
    said = as_text(made)
    assert "  a, b: 1 refusal each\n" in said and "  c: 1 refusal\n" in said
    row = [line for line in said.split("\n") if "before The pier" in line]
    assert len(row) == 2 and "from_top" in row[0] and "2 paragraphs" in row[0]


def test_a_gap_without_a_name_is_told_by_its_block_and_the_end_by_nothing() -> None:
    found = Standing("a", "ad", "nowhere", "x", {}, (refusal("a"), refusal("a", None)))
    lines = as_text(view(found)).split("\n")[-2:]
    assert lines[0].startswith("    p1 ") and lines[1].strip().startswith("from_top")
    named = as_text(view(found, end="at the end")).split("\n")[-1]
    assert named.startswith("    at the end")


def test_data_have_all_that_is_known_of_a_thing() -> None:
    data = as_data(view(nowhere("a"), standing("b"), p1="before it", end="at the end"))
    assert data["gaps"] == [
        {"candidate": "p1", "text": "before it"},
        {"candidate": None, "text": "at the end"},
    ]
    lost, stands = data["slots"]
    told = {
        "candidate": "p1",
        "rule": "from_top",
        "required": "2 paragraphs",
        "actual": "1 paragraph",
        "against": None,
    }
    assert lost == {
        "id": "a",
        "slot": "ad",
        "placed": False,
        "where": "nowhere",
        "why": "it is too near the top",
        "place": {},
        "bound": [{"region": "article", "how": "alone", "refusals": [told], "also": [told]}],
        "changes": [
            {"file": "slots.toml", "table": "slot.ad", "key": "from_top", "to": "1 paragraph"}
        ],
        "refusals": [told],
    }
    assert stands["placed"] is True and stands["place"] == {"before": "p3"}
    assert stands["bound"] == [] == stands["changes"]
