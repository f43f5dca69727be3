"""The table [prices] of a theme.toml: where the theme differs from `slots.prices_of_taste`.

[prices.jumps]
jump = 400
[prices.heads]
smaller = [60, 48, 28]      by rank, the last one for all lower ranks
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from slots.prices_of_taste import OUR_PRICES, Clash, Prices, PriceTag, contradictions, price_tags
from slots.text.source_map import Path as KeyPath

_TABLE = "prices"
_MOST_RANKS = 9


class _Complain(Protocol):
    """Notes what is wrong with the value (or `key`) at a path of the theme.toml."""

    def __call__(self, path: KeyPath, message: str, hint: str, key: bool = False) -> None:
        """A problem in words, and what to do about it."""


class _Near(Protocol):
    """Which of the known words was meant, or what they are."""

    def __call__(self, word: str, words: Mapping[str, Any]) -> str:
        """A remedy in words."""


def read_prices(entries: Mapping[str, Any], complain: _Complain, near: _Near) -> Prices:
    """Our prices with those of a theme in their places; what is wrong with any is complained of,
    and then ours are kept."""
    tags, groups = price_tags(), {}
    for name, entry in entries.items():
        if name not in tags:
            message, hint = f'prices: unknown group "{name}"', _group_of(name, tags, near)
            complain((_TABLE, name), message, hint, key=True)
        elif not isinstance(entry, dict):
            hint = f"write [prices.{name}]"
            complain((_TABLE, name), f"prices.{name}: expected a table", hint)
        else:
            groups[name] = _Group(name, tags[name], complain, near).read(entry)
    prices = OUR_PRICES
    for name, own in groups.items():
        prices = replace(prices, **{name: replace(getattr(prices, name), **own)})
    for clash in contradictions(prices):
        _complain_of(clash, clash.name in groups.get(clash.group, {}), complain)
    return prices


def _complain_of(clash: Clash, named: bool, complain: _Complain) -> None:
    """A clash at the price to change where the theme has that, else at the head of its group."""
    path = (_TABLE, clash.group, clash.name) if named else (_TABLE, clash.group)
    complain(path, f"prices.{clash.group}: {clash.message}", clash.remedy, key=not named)


def _group_of(name: str, tags: Mapping[str, Mapping[str, PriceTag]], near: _Near) -> str:
    """What was meant by a group that there is not: it may be a price without its group."""
    homes = [group for group, found in tags.items() if name in found]
    if homes:
        return " or ".join(f"write it under [prices.{home}]" for home in homes)
    return near(name, tags)


class _Group:
    """The prices of one group as they are read."""

    def __init__(
        self, name: str, tags: Mapping[str, PriceTag], complain: _Complain, near: _Near
    ) -> None:
        self._name, self._tags, self._complain, self._near = name, tags, complain, near

    def read(self, entry: Mapping[str, Any]) -> dict[str, int | tuple[int, ...]]:
        """The prices of it that are right."""
        found: dict[str, int | tuple[int, ...]] = {}
        for name, value in entry.items():
            tag = self._tags.get(name)
            path = (_TABLE, self._name, name)
            if tag is None:
                message = f'prices.{self._name}: unknown price "{name}"'
                self._complain(path, message, self._near(name, self._tags), key=True)
            elif _is_price(value, tag):
                found[name] = tuple(value) if tag.ranked else value
            else:
                message = f"prices.{self._name}.{name}: must be {_allowed(tag)}, is {value!r:.40}"
                self._complain(path, message, _example(self._name, name, tag))
        return found


def _is_price(value: Any, tag: PriceTag) -> bool:
    if not tag.ranked:
        return _is_whole(value, tag)
    if not isinstance(value, list) or not 0 < len(value) <= _MOST_RANKS:
        return False
    return all(_is_whole(one, tag) for one in value)


def _is_whole(value: Any, tag: PriceTag) -> bool:
    return type(value) is int and tag.least <= value <= tag.most


def _allowed(tag: PriceTag) -> str:
    numbers = f"from {tag.least:,} to {tag.most:,} ({tag.unit})"
    if tag.ranked:
        return f"a list of whole numbers {numbers}, the lead's first, at most {_MOST_RANKS}"
    return f"a whole number {numbers}"


def _example(group: str, name: str, tag: PriceTag) -> str:
    ours = getattr(getattr(OUR_PRICES, group), name)
    return f"write {name} = {list(ours) if tag.ranked else ours}, which is ours, or another"
