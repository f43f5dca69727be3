"""Closing pages: which may be closed, and what is kept of them.

Pages that share a story close together, for one says where the other has it; so do those of an ad
over two pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from layout.edition.closed.standing import standing
from layout.edition.make_edition import Newspaper
from layout.makeup.edition.decisions.refusal import FORM, NO_JUMP, PLACE, TURN
from layout.makeup.edition.shapes.item import is_rail, story_of
from layout.publication.closed_pages import (
    Closed,
    ClosedAd,
    ClosedPage,
    ClosedStory,
    Promise,
    ad_digest,
    digest_of,
    grid_digest,
    story_digest,
)
from slots.finding import BadInput, Finding, Severity, Where


@dataclass(frozen=True, slots=True, eq=False)
class Closing:
    """The closed pages of a publication after some were closed, and the PDFs of these."""

    closed: Closed
    pdfs: dict[int, bytes]


def closing_of(made: Newspaper, numbers: Iterable[int], paint: Callable[[int], bytes]) -> Closing:
    """The pages of these numbers closed as they are in an edition, beside those that are closed
    already. Raises BadInput where one is none of its pages, or goes on on a page that would stay
    open."""
    wanted = frozenset(numbers)
    new = wanted - made.closed.numbers
    problems = [*_unknown(made, new), *_parted(made, wanted | made.closed.numbers)]
    if problems:
        raise BadInput(problems)
    pdfs = {number: paint(number) for number in sorted(new)}
    pages = (_page(made, number, pdf) for number, pdf in pdfs.items())
    every = sorted((*made.closed.pages, *pages), key=lambda page: page.number)
    return Closing(Closed(tuple(every)), pdfs)


def _unknown(made: Newspaper, numbers: Iterable[int]) -> Iterator[Finding]:
    count = len(made.stacked.pages)
    for number in sorted(numbers):
        if not 1 <= number <= count:
            message = f"page {number} is none of the edition's {count}"
            yield Finding("closed-page", Severity.ERROR, message, Where("--close"), "name others")


def _parted(made: Newspaper, closed: frozenset[int]) -> Iterator[Finding]:
    """Stories and ads of which a part would stay open."""
    for name, on in _pages_in_common(made):
        left = on - closed
        if left and on & closed:
            both = ", ".join(map(str, sorted(on)))
            message = f"{name} stands on pages {both}, which close together or not at all"
            every = ",".join(map(str, sorted(on | closed)))
            hint = f"close {both}, with --pages {every}, or keep it on one page"
            yield Finding("closed-page", Severity.ERROR, message, Where("--close"), hint)


def _pages_in_common(made: Newspaper) -> list[tuple[str, set[int]]]:
    """Each story and each ad that stands on several pages, as it is called, and these: they close
    together. By their names."""
    on: dict[str, set[int]] = {}
    for page in made.plan.pages:
        for one in page.placed:
            on.setdefault(f'"{story_of(one.id)}"', set()).add(page.page)
    for place in made.stacked.plan.places:
        on.setdefault(f"ad {place.id}", set()).add(place.page)
    return sorted((name, pages) for name, pages in on.items() if len(pages) > 1)


def together(made: Newspaper) -> Mapping[int, tuple[frozenset[int], str]]:
    """The pages that each page closes together with, and what it has in common with one of them:
    over stories, and over ads, from page to page."""
    groups: dict[int, frozenset[int]] = {}
    shared: dict[int, str] = {}
    for name, pages in _pages_in_common(made):
        whole = frozenset(pages).union(*(groups.get(number, frozenset()) for number in pages))
        groups.update(dict.fromkeys(whole, whole))
        for number in pages:
            shared.setdefault(number, name)
    return {number: (group, shared[number]) for number, group in groups.items()}


def _page(made: Newspaper, number: int, pdf: bytes) -> ClosedPage:
    """What is kept of a page."""
    page = next(one for one in made.plan.pages if one.page == number)
    stories = {article.story.slug: article.story for article in made.copy.articles}
    slugs = dict.fromkeys(slug for one in page.placed for slug in one.slugs)
    section = next(one.section for one in made.stacked.pages if one.number == number)
    painted = next(one for one in made.document.pages if one.number == number)
    ads, booked = made.stacked.plan.on(number), {one.id: one for one in made.stacked.bookings}
    items = (one.id for one in page.placed if not is_rail(one.id))
    return ClosedPage(
        number,
        section,
        digest_of(pdf),
        grid_digest(made.stacked.grid),
        tuple(
            ClosedStory(slug, story_digest(stories[slug]), _kept(made, slug))
            for slug in slugs
            if slug in stories
        ),
        tuple(dict.fromkeys((*items, *slugs))),
        ads,
        tuple(ClosedAd(ad.id, ad_digest(booked[ad.id])) for ad in ads),
        sum(bool(box.house_ad) for box in painted.boxes),
        tuple(_promises(made)) if number == 1 else (),
        decided=made.decided.looks_of(number),
        stands=standing(made, painted),
    )


def _kept(made: Newspaper, slug: str) -> tuple[str, ...]:
    """What was decided of how a story stands, without what was refused of it."""
    decided = made.decided.of(slug)
    lost = {one.wish.key for one in made.refused if one.wish.slug == slug}
    lost |= set(decided.form.decided) if FORM in lost else set()
    lost |= {NO_JUMP} if TURN in lost else set()
    lost |= {key for key, _ in decided.place.said} if decided.place and PLACE in lost else set()
    return tuple(one for one in decided.looks if one.split(" ")[0] not in lost)


def _promises(made: Newspaper) -> Iterator[Promise]:
    """The stories that page one says are on other pages."""
    for promo in made.promos:
        yield Promise(promo.slug, promo.page)
    for entry in made.index:
        if entry.slug:
            yield Promise(entry.slug, entry.page)
