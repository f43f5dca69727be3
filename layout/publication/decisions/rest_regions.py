"""Rests of stories in regions of dummies: where a region that is named lies on its page.

rest = { region = "second" }  +  the dummy of the page on which the story ends
                              =  its column, its edge or row, its columns
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from layout.story.decided import INDEX, REGIONS, Decided, Decisions, DummyRegion, Place, Rest
from slots.finding import Finding, Severity

_OR_AN_EDGE = f'or an edge of the page, as in region = "{REGIONS[4]}"'


def with_rests(decisions: Decisions, columns: int) -> tuple[Decisions, tuple[Finding, ...]]:
    """Decisions whose rests stand where the regions lie that they name, on pages of so many
    columns, and a warning for each that names none of its page, or one that something else has: it
    has no place then."""
    stories, told = dict(decisions.stories), list[Finding]()
    has = {
        (n, region): slug
        for n, page in decisions.pages.items()
        for region, slug in page.regions.items()
    }
    for slug, one in decisions.stories.items():
        if one.rest is None or not one.rest.area or not one.turns:
            continue
        key = one.turns[-1], one.rest.area
        found = _region(decisions, columns, *key)
        if isinstance(found, DummyRegion) and key not in has:
            has[key] = slug
            stories[slug] = replace(one, rest=_there(one.rest, found))
            continue
        stories[slug] = replace(one, rest=None)
        told.append(_told(slug, one, decisions, found, has.get(key, "")))
    return replace(decisions, stories=stories), tuple(told)


def _region(decisions: Decisions, columns: int, page: int, name: str) -> DummyRegion | str:
    """A region of a page's dummy, by its name, in which the rest of a story may stand; else why it
    may not."""
    dummy = decisions.dummy_on(page)
    if dummy is None:
        return f"page {page} is made after no dummy"
    half = dummy.on(page)
    if half.columns != columns:
        return f'its dummy "{dummy.name}" is drawn for another grid'
    found = next((one for one in half.regions if one.name == name), None)
    if found is None:
        return f'its dummy "{dummy.name}" has no such region'
    return "the index stands there" if found.takes == INDEX else found


def _there(rest: Rest, region: DummyRegion) -> Rest:
    """A rest in a region: what is said of it itself goes first."""
    own, there = rest.place, region.place
    edge = "" if own.row is not None else there.region
    row = own.row if own.row is not None else there.row
    column = own.column if own.column is not None else there.column
    wide = rest.columns if rest.columns is not None else region.form.columns
    return Rest(Place(column, row, edge), wide, rest.area)


def _told(
    slug: str, one: Decided, decisions: Decisions, found: DummyRegion | str, other: str
) -> Finding:
    """That a rest has no place in the region that it names."""
    page, name = one.turns[-1], one.rest.area if one.rest else ""
    message = f'the rest of "{slug}" cannot stand in the region "{name}" of page {page}: '
    where = decisions.where(slug, "rest")
    if isinstance(found, str):
        dummy = decisions.dummy_on(page)
        names = (
            [each.name for each in dummy.on(page).regions if each.takes != INDEX] if dummy else []
        )
        hint = f"its regions are {', '.join(names)}" if names else f"give page {page} a dummy"
        hint = f"{hint}, {_OR_AN_EDGE}"
        return Finding("unknown-region", Severity.WARNING, f"{message}{found}", where, hint)
    rest = "the rest of " if other not in decisions.on(page).regions.values() else ""
    message += f'{rest}"{other}" has it'
    hint = f"give one of the two another region, {_OR_AN_EDGE}"
    return Finding("refused-decision", Severity.WARNING, message, where, hint)


def rests_in(decisions: Decisions, page: int) -> Iterator[tuple[str, str]]:
    """The regions of a page's dummy in which the rest of a story stands, each with the story."""
    for slug, one in decisions.stories.items():
        if one.rest and one.rest.area and one.turns[-1:] == (page,):
            yield one.rest.area, slug
