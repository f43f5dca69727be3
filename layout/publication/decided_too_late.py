"""Decisions that come too late: what would change a page that is closed is refused, each by name.

A decision that was there when its page closed, and was kept then, is none of them: `ClosedPage` and
`ClosedStory` keep what was decided.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

from layout.publication.closed_pages import Closed, ClosedPage
from layout.story.decided import SPREAD, Decided, Decisions
from layout.work.terminal.report import listed
from slots.finding import Finding, Severity, Where


def too_late(decisions: Decisions, closed: Closed, day: date | None) -> Iterator[Finding]:
    """A warning for each decision that would change a closed page of the edition of a day (None:
    not known); of its ads `AdsAsked` tells."""
    standing = {story.slug: page.number for page in closed.pages for story in page.stories}
    kept = {story.slug: story.decided for page in closed.pages for story in page.stories}
    for slug, decided in decisions.stories.items():
        on, wanted = standing.get(slug, 0), decided.pages
        held = decided.hold is not None and decided.hold.holds(day)
        if on and (held or (wanted and on not in wanted)):
            what = "be held over" if held else "begin elsewhere"
            message = f'"{slug}" cannot {what}: page {on} is closed and has it'
            key = "hold" if held else "page"
            yield late(message, on, decisions.where(slug, key))
        elif not on and wanted and closed.numbers.issuperset(wanted):
            message = f'"{slug}" cannot begin on page {wanted[0]}, which is closed'
            yield late(message, wanted[0], decisions.where(slug, "page"))
        new = [one.split(" ")[0] for one in decided.looks if on and one not in kept[slug]]
        if new and not held:
            message = (
                f'"{slug}" cannot have {listed(new)} as decided: page {on} is closed and has it'
            )
            yield late(message, on, decisions.where(slug, new[0]))
        if not on:
            yield from _gone_on(slug, decided, decisions, closed)
    yield from _company(decisions, standing)
    yield from _packages(decisions, standing)
    for page in closed.pages:
        yield from _of_page(page, decisions)


def _gone_on(
    slug: str, decided: Decided, decisions: Decisions, closed: Closed
) -> Iterator[Finding]:
    """That a story is to go on on a closed page, the first of them."""
    for page in [page for page in decided.turns if page in closed.numbers][:1]:
        message = f'"{slug}" cannot go on on page {page}, which is closed'
        yield late(message, page, decisions.where(slug, "jump"))


def late_spreads(decisions: Decisions, closed: Closed) -> frozenset[int]:
    """The left-hand pages of spreads whose dummy comes too late for one of their pages: it was
    closed without it. The other one is then made without it, too."""
    return frozenset(
        left
        for page in closed.pages
        if (left := decisions.spread_of(page.number)) and not _made_after(page, decisions, left)
    )


def _made_after(page: ClosedPage, decisions: Decisions, left: int) -> bool:
    """Whether a page was closed with its half of a dummy."""
    what = "dummy" if page.number == left else SPREAD
    return f"{what} {decisions.on(left).dummy}" in page.decided


def without_dummies(decisions: Decisions, pages: Collection[int]) -> Decisions:
    """Decisions in which some pages have no dummy."""
    left = {n: replace(p, dummy="") if n in pages else p for n, p in decisions.pages.items()}
    return replace(decisions, pages=left)


def _company(decisions: Decisions, standing: Mapping[str, int]) -> Iterator[Finding]:
    """That stories are to stand together, or apart, and closed pages have them otherwise."""
    for company in decisions.company:
        pages = {name: standing.get(name, 0) for name in (company.one, company.other)}
        shut = next((page for page in pages.values() if page), 0)
        if not shut or company.together == (len({*pages.values()}) == 1):
            continue
        if not company.together and not all(pages.values()):
            continue  # nothing new comes to a closed page
        how = "together" if company.together else "apart"
        there = [f'"{name}"' for name, page in pages.items() if page == shut]
        has = there[0] if len(there) == 1 else "both"
        message = (
            f'"{company.one}" and "{company.other}" cannot be {how}: page {shut} is closed and has '
            f"{has}"
        )
        yield late(message, shut, _where_company(decisions, company.one, company.other, how))


def _packages(decisions: Decisions, standing: Mapping[str, int]) -> Iterator[Finding]:
    """That a story on a closed page is to be the sidebar of one that is not there."""
    for slug, decided in decisions.stories.items():
        shut, main = standing.get(slug, 0), decided.beside
        if main and shut and standing.get(main, 0) != shut:
            message = f'"{slug}" cannot be the sidebar of "{main}": page {shut} is closed and has '
            yield late(f'{message}"{slug}"', shut, decisions.where(main, "sidebar"))


def _where_company(decisions: Decisions, one: str, other: str, key: str) -> Where:
    """Where it is said of two stories that they go together, or apart: under one of them."""
    said = one if other in getattr(decisions.of(one), key) else other
    return decisions.where(said, key)


def _of_page(page: ClosedPage, decisions: Decisions) -> Iterator[Finding]:
    """What was decided of the page itself since it closed; of its ads that is told with them."""
    number, here = page.number, {story.slug for story in page.stories}
    for one in decisions.looks_of(number):
        key, _, value = one.partition(" ")
        already = {
            "ads": True,
            "house_ads": not page.house_ads,
            "only": here <= {*decisions.on(number).stories},
            "lead": value not in here,  # that it cannot begin there is told
        }
        if one not in page.decided and not already.get(key, False):
            what = f"cannot have {key} as decided"
            what = "cannot be kept for its stories" if key == "only" else what
            what = f'cannot be led by "{value}"' if key == "lead" else what
            named = value.split(" ")[0] if key == "house_ad" else ""
            what = f'cannot have house ad "{named}"' if named else what
            what = f'cannot have its half of the dummy "{value}"' if key == SPREAD else what
            where = _where_page(decisions, number, key, named)
            yield late(f"page {number} {what}: it is closed", number, where)


def _where_page(decisions: Decisions, number: int, key: str, house_ad: str) -> Where:
    """Where something of a page is decided: of its lead it may be under a story's name."""
    path = ("page", str(number), key)
    if key == SPREAD:
        path = ("page", str(decisions.spread_of(number)), "dummy")
    if house_ad:
        return decisions.places.key(("house_ad", house_ad, "page"))
    if key == "lead" and path not in decisions.places.keys:
        return decisions.where(decisions.leads[number], key)
    return decisions.places.key(path)


def late(message: str, page: int, where: Where) -> Finding:
    """The refusal of what comes too late."""
    hint = f"take the decision back, or open the page: newsgrid print . --open {page}"
    return Finding("refused-decision", Severity.WARNING, message, where, hint)
