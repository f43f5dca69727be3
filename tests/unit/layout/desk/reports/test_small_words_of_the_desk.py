"""Lettering of drawings, names of fronts, what gave way, command lines nobody can follow."""

from __future__ import annotations

import json
from types import SimpleNamespace

import click
import pytest

from layout.desk.preview.web.front_names import fronts_of_site, is_front
from layout.desk.reports.ads.drawing import Letters
from layout.desk.reports.explain.on_screens import sentences
from layout.desk.usage import is_json_requested, usage_text
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.cards.addresses import Section
from slots.strip.decision import Decision, Relaxation


@pytest.fixture(scope="module")
def letters() -> Letters:
    theme = load_theme()
    return Letters(theme, Foundry(theme.fallback))


def test_words_are_measured_with_the_spaces_between_them(letters):
    one, two = letters.width("Quay", 8_000), letters.width("Bank", 8_000)
    assert letters.width("Quay Bank", 8_000) > one + two > one > 0
    assert letters.width("", 8_000) == 0
    assert letters.width("Quay", 16_000) == pytest.approx(2 * one, abs=2)
    assert letters.width("Quay", 8_000, bold=True) != one


def test_what_does_not_fit_is_cut_with_an_ellipsis(letters):
    wide = letters.width("Quay Bank", 8_000)
    assert letters.fitted("Quay Bank", wide, 8_000) == "Quay Bank"
    short = letters.fitted("Quay Bank", wide - 1, 8_000)
    assert short.endswith("…") and letters.width(short, 8_000) < wide
    assert letters.fitted("Quay Bank", 10, 8_000) == ""


def test_lines_are_no_wider_than_their_room_where_words_allow_it(letters):
    text = "A bank for all who live by the tide"
    room = letters.width("A bank for all", 8_000)
    lines = list(letters.lines(text, room, 8_000))
    assert " ".join(lines) == text and len(lines) > 2
    assert all(letters.width(line, 8_000) <= room for line in lines)
    assert list(letters.lines("Bank", 1, 8_000)) == ["Bank"]


def test_fronts_have_names_that_no_story_has():
    spots = SimpleNamespace(sections=(Section("Town", "town"), Section("Sport", "sport")))
    fronts = fronts_of_site(spots)
    assert fronts == {
        "front:home": "index.html",
        "front:town": "town/index.html",
        "front:sport": "sport/index.html",
    }
    assert all(map(is_front, fronts)) and not is_front("town")


def test_each_step_that_gave_way_is_a_sentence():
    steps = (Relaxation("a", 1, "from_top", "900px", "200px", ("a-1", "a-2")),)
    assert list(sentences(Decision((), (), 0, 0, 0.0, steps))) == [
        "to reach its min, slot a asked 200px instead of 900px for from_top of a-1, a-2 (step 1)"
    ]
    assert list(sentences(Decision((), (), 0, 0, 0.0))) == []


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [(["print", "--json"], True), (["print", "--", "--json"], False), (["print"], False)],
)
def test_json_is_asked_for_by_an_option_alone(arguments, asked):
    assert is_json_requested(arguments) is asked


@pytest.mark.parametrize(
    ("arguments", "command"), [(["print", "-x"], "print"), (["prnt"], "newsgrid")]
)
def test_a_command_line_nobody_can_follow_is_a_finding(arguments, command):
    told = json.loads(usage_text(click.UsageError("No such option: -x."), arguments))
    (found,) = told["findings"]
    assert (found["code"], found["message"]) == ("usage", "no such option: -x")
    assert f"{command} --help" in found["hint"] and told["command"] == command
