"""The prices of a theme: read over ours, complained of where they are wrong, and then ours."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from layout.typeset.words.prices_table import read_prices
from slots.prices_of_taste import OUR_PRICES, contradictions, price_tags

TAGS = price_tags()


def read(entries):
    wrong = []

    def complain(path, message, hint, key=False):
        assert hint
        wrong.append((path, message, hint, key))

    def near(word, words):
        return f"known: {len(words)}"

    return read_prices(entries, complain, near), wrong


def test_a_theme_without_prices_has_ours():
    assert read({}) == (OUR_PRICES, [])
    assert read({"heads": {}}) == (OUR_PRICES, [])


def test_a_theme_changes_what_it_names_and_nothing_else():
    prices, wrong = read({"jumps": {"jump": 41}, "heads": {"smaller": [9, 8]}})
    assert wrong == []
    assert prices == replace(
        OUR_PRICES,
        jumps=replace(OUR_PRICES.jumps, jump=41),
        heads=replace(OUR_PRICES.heads, smaller=(9, 8)),
    )


@pytest.mark.parametrize("group", TAGS)
def test_each_price_of_ours_may_be_written_as_it_is(group):
    ours = getattr(OUR_PRICES, group)
    entry = {one.name: getattr(ours, one.name) for one in fields(ours)}
    entry = {name: list(v) if isinstance(v, tuple) else v for name, v in entry.items()}
    assert read({group: entry}) == (OUR_PRICES, [])


@pytest.mark.parametrize(
    ("entries", "path", "said", "remedy", "key"),
    [
        ({"jmps": {}}, ("jmps",), 'unknown group "jmps"', "known: ", True),
        ({"jump": 40}, ("jump",), 'unknown group "jump"', "write it under [prices.jumps]", True),
        (
            {"jumps": 40},
            ("jumps",),
            "prices.jumps: expected a table",
            "write [prices.jumps]",
            False,
        ),
        ({"jumps": {"jmp": 1}}, ("jumps", "jmp"), 'unknown price "jmp"', "known: ", True),
        (
            {"jumps": {"jump": 1.5}},
            *(("jumps", "jump"), "must be a whole number from ", "write jump = ", False),
        ),
        ({"jumps": {"jump": True}}, ("jumps", "jump"), "is True", "write jump = ", False),
        ({"jumps": {"jump": -1}}, ("jumps", "jump"), "is -1", "which is ours, or another", False),
        (
            {"heads": {"smaller": 3}},
            *(("heads", "smaller"), "must be a list of whole numbers", "write smaller = [", False),
        ),
        ({"heads": {"smaller": []}}, ("heads", "smaller"), "at most 9, is []", "write sm", False),
        ({"heads": {"smaller": [1] * 10}}, ("heads", "smaller"), "at most 9", "write sm", False),
    ],
)
def test_what_is_no_price_is_told_at_its_place_and_ours_holds(entries, path, said, remedy, key):
    prices, ((where, message, hint, at_key),) = read(entries)
    assert prices == OUR_PRICES
    assert (where, at_key) == (("prices", *path), key)
    assert said in message and remedy in hint


def test_one_wrong_price_does_not_lose_the_others():
    prices, wrong = read({"jumps": {"jump": 41, "jmp": 3}, "x": {}})
    assert prices.jumps.jump == 41
    assert len(wrong) == 2


def test_the_least_and_the_most_of_a_price_are_prices():
    for group, tags in TAGS.items():
        for name, tag in tags.items():
            for number in (tag.least - 1, tag.least, tag.most, tag.most + 1):
                _, wrong = read({group: {name: [number] if tag.ranked else number}})
                refused = [m for _, m, *_ in wrong if " (" + tag.unit in m and "whole num" in m]
                assert bool(refused) is not (tag.least <= number <= tag.most), (group, name, number)


def test_prices_that_contradict_each_other_are_told_at_the_one_that_the_theme_has():
    """A wish that is worth more than staying would move ads for nothing."""
    prices, wrong = read({"ads": {"stay_page": 0}})
    clashes = [clash for clash in contradictions(prices) if clash.group == "ads"]
    assert clashes
    assert [path for path, *_ in wrong] == [
        ("prices", "ads", clash.name) if clash.name == "stay_page" else ("prices", "ads")
        for clash in clashes
    ]
