"""What one rendering may do, counted; and what is open to templates."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pytest

from layout.sandbox.meter import Bounds, Fault, Meter
from layout.sandbox.opened import Granted, Room, fields_of, size_of

SMALL = Bounds(work=10, characters=20, longest=8, loads=2, deepest=2)


@pytest.mark.parametrize(
    ("do", "times", "said"),
    [
        (lambda meter: meter.spend(5), 2, "does too much"),
        (lambda meter: meter.write(7), 2, "writes too much"),
        (lambda meter: meter.load(), 2, "asks for too many templates"),
        (lambda meter: meter.enter(), 2, "goes too deep"),
    ],
)
def test_so_much_and_no_more(do, times, said):
    meter = Meter(bounds=SMALL)
    for _ in range(times):
        do(meter)
    with pytest.raises(Fault, match=said) as caught:
        do(meter)
    assert caught.value.hint and caught.value.message.startswith("the template ")


@pytest.mark.parametrize("ask", ["write", "room"])
def test_no_text_is_longer_than_it_may_be(ask):
    getattr(Meter(bounds=SMALL), ask)(8)
    with pytest.raises(Fault, match="too long a text"):
        getattr(Meter(bounds=SMALL), ask)(9)


def test_a_larger_story_may_take_more_and_its_size_is_asked_once():
    asked: list[int] = []

    def size() -> int:
        asked.append(1)
        return 3

    meter = Meter(size, SMALL)
    meter.spend(10)
    assert asked == []
    meter.spend(300)
    meter.write(8 + 3 * 12)
    assert asked == [1]
    with pytest.raises(Fault):
        meter.spend(1)


def test_who_comes_out_may_go_in_again():
    meter = Meter(bounds=SMALL)
    for _ in range(9):
        meter.enter()
        meter.leave()


@dataclass
class Box:
    """A thing with a field that is open, and one that is not."""

    name: str
    secret: str
    others: tuple


def test_the_size_of_facts_counts_what_templates_can_reach_once():
    opened = {Box: frozenset({"name", "others"})}
    inner = Box("four", "x" * 99, ())
    assert size_of({"a": "four"}, opened) == 4 + 1
    assert size_of([inner, inner], opened) == 1 + (1 + 4 + 1)
    assert size_of((1, None, datetime.date(2026, 1, 1)), {}) == 1 + 3
    assert size_of(inner, {}) == 1


def test_fields_are_named_by_the_type_they_are_of():
    assert fields_of(Box, "size", but=("secret",)) == {"name", "others", "size"}
    room = Room("web", {}, {})
    assert room.calls == frozenset() and Granted(len).function("abc") == 3
