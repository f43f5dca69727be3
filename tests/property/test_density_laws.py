"""Density and all other rules at every width of a breakpoint, not only where a page was planned.

`python -m benchmarks.density_report` asks this of 200 stories and more rules.
"""

from __future__ import annotations

from functools import lru_cache

import pytest

from benchmarks.density_report import books, in_column
from benchmarks.every_width import Planned, planned, seen
from benchmarks.story_mill import SHAPES, stories
from slots.problem.choices import density_limit
from slots.rulebook.load import parse_rules

RULES = ("default", "default, 12 ads", "default, 12 ads, sticky ad")


@lru_cache(maxsize=1)
def pages() -> tuple[tuple[Planned, ...], ...]:
    """One story of each shape under each of the rules."""
    rules = tuple(parse_rules(books()[name], name) for name in RULES)
    return tuple(planned(story, *rules) for story in stories(len(SHAPES), seed=3))


@pytest.mark.slow
@pytest.mark.parametrize("at", range(len(RULES)), ids=RULES)
def test_no_rule_is_broken_and_no_page_too_dense_at_any_width(at: int):
    ads = 0
    for made in (each[at] for each in pages()):
        for point in made.plan.breakpoints:
            limit = density_limit(made.rules.page_terms(point.name))
            standing = in_column(made.rules, point)
            every = tuple(seen(made, point))
            assert len(every) == point.widths.last - point.widths.first + 1
            assert [each for each in every if each.broken] == []
            if standing and limit is not None:
                ads += 1
                assert max(each.density for each in every) <= limit
                measured = max(each.density for each in every if each.sampled)
                assert measured == pytest.approx(point.density, abs=1e-3)
    assert ads > len(SHAPES)
