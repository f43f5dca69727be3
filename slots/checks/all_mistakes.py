"""Mistakes that only show between rules: unknown names, contradictions, what can never fit.

What holds for the whole page is checked here: its breakpoints, order, spacing, density, promotion
and lengths of white space.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from slots.checks.relaxation_steps import check_relax
from slots.checks.slot_bounds import check_slots, check_when
from slots.checks.unknown_names import check_names
from slots.finding import Severity
from slots.published_limits import (
    BETTER_ADS_DESKTOP_STICKY_VIDEO,
    GOOGLE_MOST_PROMOTION,
    better_ads_limit,
)
from slots.rules.mistake import Mistake
from slots.rules.reach import page_tables, page_writer, term_tables
from slots.rules.spacing import Spacing
from slots.rules.terms import PageTerms, Rules
from slots.text.source_map import Path
from slots.units import Length, Unit, compared

_COUNTED = (Unit.WORD, Unit.PARAGRAPH, Unit.CHARACTER, Unit.TEXT_SHARE, Unit.PARAGRAPH_SHARE)
"""Units that count copy: they give no height, so white space and boxes cannot be written in
them."""


def check(rules: Rules, slots: tuple[str, ...], breakpoints: tuple[str, ...]) -> Iterator[Mistake]:
    """Every mistake between rules.

    `slots` and `breakpoints` are all names that the file has, also those of parts too broken to be
    in `rules`, so that one mistake does not make others. What may be meant, but does nothing or
    cannot be met, is reported by `slots.lint.all_warnings`.
    """
    yield from _breakpoints(rules)
    yield from check_names(rules, slots, breakpoints)
    yield from check_slots(rules)
    yield from check_when(rules)
    yield from check_relax(rules)
    yield from _check_page(rules)


def _breakpoints(rules: Rules) -> Iterator[Mistake]:
    """Ranges that overlap, and widths between them that belong to none."""
    ranges = sorted(rules.breakpoints.items(), key=lambda item: (item[1].first, item[1].last))
    for (lower, below), (upper, above) in pairwise(ranges):
        path: Path = ("breakpoints", upper)
        if above.first <= below.last:
            message = f"breakpoints {lower} ({below}) and {upper} ({above}) overlap"
            hint = f"let {upper} begin at {below.last + 1}px"
            yield Mistake("breakpoint-overlap", path, message, hint)
        elif above.first > below.last + 1:
            hole = f"{below.last + 1}px to {above.first - 1}px"
            message = f"no breakpoint covers screens of {hole}"
            hint = f"let {upper} begin at {below.last + 1}px"
            yield Mistake("breakpoint-gap", path, message, hint, Severity.WARNING)


def _check_page(rules: Rules) -> Iterator[Mistake]:
    """Every mistake in [page] and its breakpoints, and white space in units that count copy."""
    for path, page in page_tables(rules):
        yield from _order(path, page)
        yield from _spacing(path, page.spacing)
        yield from _no_white(path, page, "sticky_ad")
    for path, terms in term_tables(rules):
        yield from _no_white(path, terms, "margin")
        yield from _no_white(path, terms, "min_run")
    for point, widths in rules.breakpoints.items():
        yield from _density(rules, point, better_ads_limit(widths.first))
        yield from _promotion(rules, point)


def _order(path: Path, page: PageTerms) -> Iterator[Mistake]:
    for index, name in enumerate(page.order):
        if name in page.order[:index]:
            message = f'order: "{name}" stands above itself'
            place: Path = (*path, "order", index)
            yield Mistake("order-cycle", place, message, "name each slot once")


def _spacing(path: Path, spacing: tuple[Spacing, ...]) -> Iterator[Mistake]:
    """Entries for the same number of ads, and entries that require less after more ads."""
    for index, each in enumerate(spacing):
        place: Path = (*path, "spacing", index)
        before = [other for other in spacing[:index] if other.ads == each.ads]
        if before:
            message = f'spacing: "{each}" and "{before[0]}" both begin after {_ads(each.ads)}'
            yield Mistake("spacing-repeated", place, message, "keep one of them")
            continue
        for other in spacing[:index]:
            fewer, more = sorted((each, other), key=lambda one: one.ads)
            if (compared(more.length, fewer.length) or 0) < 0:
                message = f'spacing: "{more}" asks for less than "{fewer}"'
                hint = "spacing grows with the ads above: ask for more after more ads"
                yield Mistake("spacing-shrinks", place, message, hint, Severity.WARNING)
                break


def _ads(count: int) -> str:
    return f"{count} ad{'' if count == 1 else 's'}"


def _no_white(path: Path, table: object, key: str) -> Iterator[Mistake]:
    length = getattr(table, key)
    if isinstance(length, Length) and length.unit in _COUNTED:
        message = f'{key}: "{length}" is no length of white'
        yield Mistake("bad-value", (*path, key), message, "use px, lines or another length")


def _density(rules: Rules, point: str, standard: Fraction) -> Iterator[Mistake]:
    """Densities above what the Better Ads Standards let browsers tolerate."""
    page = rules.page_terms(point)
    path = page_writer(rules, point, "density")
    path = path if path[-1] == "density" else (*path, "density")
    limit = f"{int(standard * 100)}%"
    if page.density is None or page.density.value / 100 > standard:
        message = f"ad density at {point} may exceed the Better Ads limit of {limit}"
        hint = f'set density = "{limit}" in [page.at.{point}]'
        yield Mistake("density", path, message, hint, Severity.WARNING)
    elif page.sticky_video and page.density.value / 100 > BETTER_ADS_DESKTOP_STICKY_VIDEO:
        most = f"{int(BETTER_ADS_DESKTOP_STICKY_VIDEO * 100)}%"
        message = f"density {page.density} at {point} counts as {most}: the page has a sticky video"
        hint = f'write density = "{most}", or drop sticky_video'
        yield Mistake("density", path, message, hint, Severity.WARNING)


def _promotion(rules: Rules, point: str) -> Iterator[Mistake]:
    share = rules.page_terms(point).promotion
    if share is not None and share.value / 100 > GOOGLE_MOST_PROMOTION:
        limit = f"{int(GOOGLE_MOST_PROMOTION * 100)}%"
        path = page_writer(rules, point, "promotion")
        message = f"promotion {share} at {point}: Google wants no more promotion than content"
        yield Mistake("promotion", path, message, f'set promotion = "{limit}"', Severity.WARNING)
