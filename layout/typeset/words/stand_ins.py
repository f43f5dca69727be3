"""Stand-ins: the cuts that lend a cut the letters it lacks.

A Russian headline in a display face without Cyrillic looks like a headline if what stands in is of
the same kind (a serif for a serif), at the same weight, slope and optical size:

    wanted        newsreader, 600, drawn for 72 pt
    fallback      libre_franklin, roboto_condensed, source_serif_4    as the theme lists them
    stand-ins     source_serif_4, libre_franklin, roboto_condensed    each at 600, for 72 pt
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from layout.typeset.words.face import facts_of_family
from layout.typeset.words.style import Cut


def stand_ins(cut: Cut, fallback: Iterable[Cut]) -> tuple[Cut, ...]:
    """The cuts of a theme's fallback families as they stand in for a cut, in the order in which
    they are tried: those of its own kind first, else as the theme lists them."""
    kind, _ = _kind_and_slopes(cut.family)
    found = tuple(_matched(each, cut) for each in fallback if each.family != cut.family)
    return tuple(sorted(found, key=lambda each: _kind_and_slopes(each.family)[0] != kind))


def _matched(fallback: Cut, cut: Cut) -> Cut:
    """A fallback at the weight, slope and optical size of a cut; upright where it has no italic."""
    _, slopes = _kind_and_slopes(fallback.family)
    italic = cut.italic and "italic" in slopes
    return replace(cut, family=fallback.family, italic=italic)


@cache  # what an installed package says does not change while it is used
def _kind_and_slopes(family: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """What a family is ("SERIF") and its slopes ("normal", "italic"). Raises BadInput where it is
    not installed."""
    facts = facts_of_family(family)
    return tuple(facts.get("category", ())), frozenset(file["style"] for file in facts["files"])
