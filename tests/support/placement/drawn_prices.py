"""Prices of taste as a theme might have them, for laws that hold at any."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import TypeVar

from hypothesis import strategies as st

from slots.prices_of_taste import OUR_PRICES, contradictions, price_tags

_Group = TypeVar("_Group")


def drawn_prices(ours: _Group, name: str) -> st.SearchStrategy[_Group]:
    """A group of prices in which some are as ours, some free and some dear."""
    tags = price_tags()[name]

    def choices(name: str) -> st.SearchStrategy[object]:
        price, tag = getattr(ours, name), tags[name]
        if tag.ranked:
            return st.sampled_from([price, tuple(min(tag.most, 3 * one) for one in price)])
        return st.sampled_from([price, tag.least, min(tag.most, 3 * price)])

    drawn = {one.name: choices(one.name) for one in fields(ours)}  # type: ignore[arg-type]
    found = st.builds(partial(replace, ours), **drawn)
    return found.filter(lambda one: not any(contradictions(replace(OUR_PRICES, **{name: one}))))
