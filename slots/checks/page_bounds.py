"""Mistakes in what holds for the page: order, spacing, density, promotion, and lengths of white."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from slots.finding import Severity
from slots.policy import (
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
"""Units that count copy, of which no white and no box is made."""


def check_page(rules: Rules) -> Iterator[Mistake]:
    """Every mistake in [page] and its breakpoints, and lengths that are none on a screen."""
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
    """Entries for the same number of ads, and such as ask for less after more ads."""
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
