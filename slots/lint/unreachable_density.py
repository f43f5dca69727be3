"""Densities that cannot be met: how long a story must be for the ads that `min` requires.

With n ads of height h and a sticky one of height s, copy of height c keeps a density d where

    (n h + s) / (c + n h) <= d     so     c >= (n h + s) / d - n h

The smallest size of a slot counts, so that a lint holds for whatever is served.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from slots.finding import Severity
from slots.lint.per_breakpoint import IN_COPY
from slots.problem.choices import density_limit
from slots.rules.mistake import Mistake
from slots.rules.reach import Spot, page_writer, spots, writer
from slots.rules.terms import AD, PageTerms, Region, Rules, Terms
from slots.units import PX, Length, Unit

_LINE_PX, _NARROW_CHARACTERS, _WIDE_CHARACTERS = Fraction(119, 5), 39, 72
"""The Guardian's estimate of text without a browser: 23.8 px a line of 39 or 72 characters."""

_CHARACTERS_A_WORD = 6
_NARROW = 600
_GENEROUS = 2
"""A story of many short paragraphs is at most this many times as high as the estimate."""


@dataclass(frozen=True, slots=True)
class _Need:
    """What a slot's `min` takes at a breakpoint: `ads` ads of `height` px each, and at least `copy`
    px of copy, or `words` words."""

    spot: Spot
    ads: int
    height: int
    copy: int
    words: int


def density_lints(rules: Rules) -> Iterator[Mistake]:
    """Densities that no story can keep, or only stories longer than the rules say."""
    for spot in spots(rules):
        terms, page = rules.terms(*spot), rules.page_terms(spot[1])
        limit = density_limit(page)
        if rules.slot[spot[0]].holds != AD or terms.region not in IN_COPY or limit is None:
            continue
        if not limit:
            yield _no_ads(rules, spot)
        elif terms.min and terms.sizes and terms.region is not Region.FRONT:
            yield from _warning(rules, _need(rules, spot, terms, page), terms)


def _no_ads(rules: Rules, spot: Spot) -> Mistake:
    slot, point = spot
    message = f'density 0% at {point} lets no ad in, and slot "{slot}" wants a place in the copy'
    hint = f'give the slot region = "end" at {point}, or set max_ads = 0 and drop the density'
    path = page_writer(rules, point, "density")
    return Mistake("density-unreachable", path, message, hint)


def _need(rules: Rules, spot: Spot, terms: Terms, page: PageTerms) -> _Need:
    """The least copy for the `min` of a slot alone, at its smallest size."""
    limit = density_limit(page)
    assert limit
    height = min(size.height for size in terms.sizes)
    sticky = page.sticky_ad.mpt // PX if page.sticky_ad and page.sticky_ad.physical else 0
    ads = terms.min * height
    copy = max(0, ceil((ads + sticky) / limit - ads))
    wide = rules.breakpoints[spot[1]].first >= _NARROW
    characters = _WIDE_CHARACTERS if wide else _NARROW_CHARACTERS
    words = ceil(copy / _LINE_PX * characters / _CHARACTERS_A_WORD)
    return _Need(spot, terms.min, height, copy, words)


def _warning(rules: Rules, need: _Need, terms: Terms) -> Iterator[Mistake]:
    slot, point = need.spot
    share = density_limit(rules.page_terms(point))
    limit = f"{float(share * 100):g}%" if share else "0%"
    ads = "1 ad" if need.ads == 1 else f"{need.ads} ads"
    long = f"{need.copy}px of copy (about {need.words} words)"
    statement = (
        f'density {limit} at {point} lets {ads} of slot "{slot}" ({need.height}px) in from {long}'
    )
    path = writer(rules, need.spot, ("min",))
    most = terms.when.max_words
    if most is not None and most * _GENEROUS < need.words:
        message = f"{statement}, and when.max_words is {most}"
        hint = "ask for fewer, for a smaller size, or raise the limits"
        yield Mistake("density-unreachable", path, message, hint)
        return
    least, shown = _least(terms, need)
    hint = f'set min_from = "{_rounded(need)}", or add a smaller size'
    if least is None:
        yield Mistake("density-unreachable", path, statement, hint, Severity.INFO)
    elif least < shown:
        message = (
            f"{statement}, and min counts from {terms.min_from or f'{terms.when.min_words} words'}"
        )
        yield Mistake("density-unreachable", path, message, hint, Severity.WARNING)


def _least(terms: Terms, need: _Need) -> tuple[int | None, int]:
    """The length from which on `min` counts, None where neither `min_from` nor a condition says;
    and the length that density needs, in the same unit (px or words)."""
    start: Length | None = terms.min_from
    if start is not None and start.physical:
        return start.mpt // PX, need.copy
    if start is not None and start.unit is Unit.WORD:
        return int(start.value) * _GENEROUS, need.words
    if start is not None:
        return need.words, need.words
    if terms.when.min_words is not None:
        return terms.when.min_words * _GENEROUS, need.words
    return None, need.words


def _rounded(need: _Need) -> str:
    """The words a story should have, rounded up to what people write."""
    return f"{-(-need.words // 50) * 50} words"
