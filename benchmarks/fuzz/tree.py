"""Settings whose syntax is right and whose values are not: a key renamed, a number for a table."""

from __future__ import annotations

import copy
import datetime
import json
import random
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from benchmarks.fuzz import odd

Place = tuple[Any, Any]
"""A table or list, and the key or index of something in it."""


def harmed_tree(kind: str, every: Sequence[str], dice: random.Random) -> str | None:
    """A sample of a kind (its texts are JSON or TOML) with some values exchanged; None where the
    sample drawn does not parse, or cannot be written any more."""
    is_json = kind in ("strip", "plan")
    data = _parsed(is_json, dice.choice(every))
    if not isinstance(data, dict) or not data:
        return None
    data = copy.deepcopy(data)
    for _ in range(dice.choice((1, 1, 2, 4))):
        places = [*_places(data)]
        if places:
            dice.choice(WAYS)(dice.choice(places), places, dice)
    try:
        return json.dumps(data, ensure_ascii=False, default=str) if is_json else _toml(data)
    except (RecursionError, ValueError):  # it was put into itself too often
        return None


@cache
def _parsed(is_json: bool, text: str) -> Any:
    try:
        return json.loads(text) if is_json else tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _places(data: Any) -> Iterator[Place]:
    keys = [*data] if isinstance(data, dict) else range(len(data))
    for key in keys:
        yield data, key
        if isinstance(data[key], dict | list):
            yield from _places(data[key])


def _value(dice: random.Random) -> Any:
    return dice.choice(
        (
            dice.choice((0, -1, 2**31, 2**63, 10**30, -(10**18), 1e308, 0.1, -0.0)),
            dice.choice((float("nan"), float("inf"), float("-inf"))),
            dice.choice(odd.TEXTS),
            dice.choice(odd.NUMBERS) + dice.choice(odd.UNITS),
            dice.choice((True, False)),
            dice.choice(([], {}, [[]], [{}], [0, "a", []], {"a": {"b": {}}}, [None][:0])),
            dice.choice((datetime.date(1, 1, 1), datetime.date(9999, 12, 31), datetime.time(3))),
            ["a"] * dice.choice((1, 50, 3000)),
        )
    )


def _exchange(place: Place, _: Sequence[Place], dice: random.Random) -> None:
    place[0][place[1]] = _value(dice)


def _swap(place: Place, places: Sequence[Place], dice: random.Random) -> None:
    other, key = dice.choice(places)
    place[0][place[1]] = copy.deepcopy(other[key])


def _drop(place: Place, _: Sequence[Place], __: random.Random) -> None:
    del place[0][place[1]]


def _rename(place: Place, places: Sequence[Place], dice: random.Random) -> None:
    inside, key = place
    if isinstance(inside, dict):
        names = [other for _, other in places if isinstance(other, str)] + [odd.text(dice)]
        inside[dice.choice(names)] = inside.pop(key)


def _wrap(place: Place, _: Sequence[Place], dice: random.Random) -> None:
    value = place[0][place[1]]
    for _ in range(dice.choice((1, 1, 30, 300))):
        value = dice.choice(([value], {"a": value}))
    place[0][place[1]] = value


def _crowd(place: Place, _: Sequence[Place], dice: random.Random) -> None:
    value, many = place[0][place[1]], dice.choice((2, 40, 1500))
    if isinstance(value, dict):
        for number in range(many):
            value[f"k{number}"] = dice.choice((1, "a", {}))
    elif isinstance(place[0], list):
        place[0].extend([value] * many)
    else:
        place[0][place[1]] = [value] * many


WAYS = (_exchange, _exchange, _exchange, _exchange, _swap, _swap, _drop, _rename, _wrap, _crowd)


def _toml(data: dict[str, Any]) -> str:
    return "".join(f"{_key(name)} = {_in_toml(value)}\n" for name, value in data.items())


def _key(name: str) -> str:
    return json.dumps(str(name), ensure_ascii=True)


def _in_toml(value: Any) -> str:
    """A value in TOML's own words; tables inline, so that any may stand anywhere."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)} = {_in_toml(each)}" for k, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_in_toml(each) for each in value) + "]"
    if isinstance(value, str | bool):
        return json.dumps(value, ensure_ascii=True)
    if isinstance(value, float):
        return {"nan": "nan", "inf": "inf", "-inf": "-inf"}.get(str(value), repr(value))
    return str(value) if isinstance(value, int) else value.isoformat()
