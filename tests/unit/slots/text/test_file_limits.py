"""How much a file of settings may say: what passes a limit is left out whole, and told."""

from __future__ import annotations

import pytest

from slots.finding import Finding, Severity, Where
from slots.text.file_limits import (
    LARGEST,
    LONGEST_NAME,
    MEND_FIRST,
    MOST_REPORTED,
    TOO_DEEP,
    TOO_LONG,
    TOO_MANY,
    Limits,
    counted_out,
    within,
)
from slots.text.source_map import Path

SMALL = Limits(entries=3, text=5, depth=2, values=20, named={("wide",): 5})


class Places:
    """Where keys and values stand: the length of their path is their line."""

    def key(self, path: Path) -> Where:
        return Where("a.toml", len(path), 1)

    def value(self, path: Path) -> Where:
        return Where("a.toml", len(path), 9)


def told(data: dict, limits: Limits = SMALL) -> tuple[dict, list[tuple[str, str]]]:
    kept, found = within(data, limits, Places)
    return kept, [(each.code, each.message) for each in found]


def test_what_keeps_within_is_given_as_it_is():
    data = {"a": -LARGEST, "b": ["one", "two", "three"], "c": {"d": True}}
    kept, found = within(data, SMALL, Places)
    assert kept is not None and kept == {**data} and found == ()


@pytest.mark.parametrize(
    ("data", "left", "code", "message"),
    [
        ({"a": "123456"}, {}, TOO_LONG, "a: a text of 6 characters: at most 5"),
        ({"a": [1, 2, 3, 4]}, {}, TOO_MANY, "a: 4 entries: at most 3"),
        ({"a": {"b": {"c": {"d": 1}}}}, {"a": {"b": {}}}, TOO_DEEP, "over 2 in each other"),
        ({"a": ["x", "123456"]}, {}, TOO_LONG, "a: a text of 6 characters: at most 5"),
        ({"a": 10**30}, {}, TOO_LONG, "a: a number of 31 digits: at most 19"),
        ({"a": 10**20_000}, {}, TOO_LONG, "digits: at most 19"),
        ({"n" * 101: 1}, {}, TOO_LONG, "has 101 characters: at most 100"),
    ],
)
def test_what_passes_a_limit_is_left_out_whole(data, left, code, message):
    kept, ((found, said),) = told(data)
    assert (kept, found) == (left, code) and message in said


def test_a_table_may_have_a_limit_of_its_own():
    assert told({"wide": [1, 2, 3, 4, 5]}) == ({"wide": [1, 2, 3, 4, 5]}, [])
    assert told({"wide": [1] * 6})[1] == [(TOO_MANY, "wide: 6 entries: at most 5")]


def test_all_values_together_have_one_too():
    data = {str(n): [1, 2, 3] for n in range(3)}
    kept, found = told(data | {"x": {str(n): [1, 2, 3] for n in range(3)}}, Limits(values=20))
    assert kept == {} and found == [(TOO_MANY, "the file: 26 values: at most 20")]


def test_a_name_is_as_long_as_may_be():
    name = "n" * LONGEST_NAME
    assert told({name: 1}) == ({name: 1}, [])


def test_findings_name_their_place():
    (found,) = within({"a": {"b": "123456"}}, SMALL, Places)[1]
    assert (found.where.line, found.where.column) == (2, 9)
    (found,) = within({"a": {"b": [1] * 4}}, SMALL, Places)[1]
    assert (found.where.line, found.where.column) == (2, 1)


def test_of_many_findings_the_others_are_counted():
    one = Finding("x", Severity.ERROR, "m", hint="h")
    assert counted_out((one,) * MOST_REPORTED) == (one,) * MOST_REPORTED
    *first, last = counted_out((one,) * 1_350)
    assert first == [one] * MOST_REPORTED
    assert (last.code, last.message, last.hint) == (
        "x",
        "1,250 more of the kind from here on",
        MEND_FIRST,
    )
