"""Facts of a story in an edition: where it stands and why, and what was done to make it fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from layout.desk.preview.print.facts.known import Facts
from layout.edition.ad_words import ad_words
from layout.edition.single.print_story import words_in
from layout.makeup.edition.shapes.item import is_rail, turned_id
from layout.story.run import text_of
from layout.work.terminal.report import counted

if TYPE_CHECKING:
    from layout.edition.make_edition import Newspaper
    from layout.makeup.edition.choose_settings import PlacedStory
    from layout.makeup.edition.shapes.article import Article
    from layout.story.as_written import Story
    from slots.finding import Finding

NOWHERE = "none: it is held over"
"""The page of a story that has none."""

NAMED = 3
"""Ads that are named in a sentence at most."""

_NUMBERED = ("first", "second", "third", "fourth", "fifth", "sixth")
"""The parts of a story in words."""


class _Part(NamedTuple):
    """A part of a story: its page, and how it stands there."""

    page: int
    stood: PlacedStory


def story_facts(newspaper: Newspaper, slug: str) -> Facts | None:
    """The facts of a story by its slug; None where the edition has no such story."""
    article = next((one for one in newspaper.copy.articles if one.story.slug == slug), None)
    if article is None:
        return _unset(newspaper, slug) if slug in newspaper.copy.unset else None
    story = article.story
    parts = _parts(newspaper, slug)
    on = [str(page) for page, _ in parts] or _closed(newspaper, slug)
    pages = " and ".join(on) or NOWHERE
    facts = (
        ("page", pages),
        ("section", story.section),
        ("rank", _rank(story, newspaper)),
        ("words", f"{words_in(story):,}"),
        (
            "takes",
            " and ".join(
                f"{counted(one.setting.columns, 'column')} × {counted(one.setting.rows, 'row')}"
                for _, one in parts
            ),
        ),
        ("headline", _size(parts)),
        ("legs", _legs(newspaper, slug)),
        ("pictures", _pictures(article, parts)),
        ("tags", ", ".join(story.tags)),
    )
    sentences = _sentences(newspaper, slug, article, parts)
    return Facts(text_of(story.headline) or slug, facts, tuple(sentences), story.source or None)


def _closed(newspaper: Newspaper, slug: str) -> list[str]:
    """The closed pages that have a story."""
    pages = newspaper.closed.pages
    return [str(page.number) for page in pages if slug in {one.slug for one in page.stories}]


def _rank(story: Story, newspaper: Newspaper) -> str:
    """A story's rank, and why it is that where nobody gave it one."""
    lead = ", the lead" if story.rank == 1 else ""
    ranked = newspaper.copy.ranks.get(story.slug)
    return f"{story.rank}{lead}" + (f" (nobody gave one: {ranked.why})" if ranked else "")


def _unset(newspaper: Newspaper, slug: str) -> Facts:
    """The facts of a story that was never set: it is longer than any pages, or embargoed."""
    found = newspaper.copy.unset[slug]
    return Facts(slug, (("page", NOWHERE),), tuple(_held(found)), found.where.file)


def _parts(newspaper: Newspaper, slug: str) -> tuple[_Part, ...]:
    found = [
        _Part(page.page, one)
        for page in newspaper.plan.pages
        for one in page.placed
        if slug in one.slugs
    ]
    return tuple(sorted(found, key=lambda part: part.stood.turned))


def _size(parts: tuple[_Part, ...]) -> str:
    sizes = [one.setting.size for _, one in parts if not one.turned and one.setting.size]
    return f"{sizes[0] / 1000:g} pt" if sizes else ""


def _legs(newspaper: Newspaper, slug: str) -> str:
    legs = [leg for page in newspaper.document.pages for leg in page.legs if leg.story == slug]
    return ", ".join(f"{leg.filled}/{leg.rows}" for leg in legs if leg.rows)


def _pictures(article: Article, parts: tuple[_Part, ...]) -> str:
    """How many of its pictures are printed: mug shots, and those that hang from its head."""
    every = len(article.every)
    hung = sum(len(one.setting.hung.rows) for _, one in parts)
    shown = hung + (len(article.mugs) if parts else 0)
    return f"{shown} of {every}" if every else ""


def _sentences(
    newspaper: Newspaper, slug: str, article: Article, parts: tuple[_Part, ...]
) -> Iterator[str]:
    if not parts and (closed := _closed(newspaper, slug)):
        yield f"It stands as it was closed on page {' and '.join(closed)}."
        return
    if not parts:
        here = article.story.source or None
        yield from (
            text
            for one in newspaper.findings
            if one.code == "held-over" and one.where.file == here
            for text in _held(one)
        )
        return
    yield from _place(newspaper, slug, parts)
    if slug in {promo.slug for promo in newspaper.promos}:
        yield "Page 1 promotes it."
    yield from _jump(article, parts)
    for one in newspaper.shortened:
        if one.id == slug:
            yield f"It is printed without {one.what}: {one.why}."
    for _, stood in parts:
        yield from _levers(article, stood)
    footed = sum(len(stood.setting.footed.rows) for _, stood in parts)
    without = len(article.tables) + len(article.boxes) - footed
    if without > 0:
        yield f"{counted(without, 'box')} {_are(without)} left out."
    yield from _neighbours(newspaper, article, parts)


def _held(finding: Finding) -> Iterator[str]:
    """Why it has no page, and what would give it one."""
    yield f"{finding.message[:1].upper()}{finding.message[1:]}."
    yield f"What helps: {finding.hint}." if finding.hint else ""


def _place(newspaper: Newspaper, slug: str, parts: tuple[_Part, ...]) -> Iterator[str]:
    """Its page, and whether it was there before."""
    first, others = parts[0][0], _fellows(newspaper, slug, parts[0][0])
    beside = f"with {counted(others, 'other story')}" if others else "alone"
    yield f"It stands on page {first} {beside}."
    before = newspaper.before
    if not before:
        yield "No edition was printed before: its page was chosen for it."
    for number, (page, _) in enumerate(parts):
        name, what = turned_id(slug, number), f"Its {_NUMBERED[number]} part" if number else "It"
        if before and name not in before:
            yield f"{what} is new." if number else "It is new in this edition."
        elif before and before[name] != page:
            yield f"{what} stood on page {before[name]} the last time, and moved to page {page}."
        elif before and name == slug:
            yield "It stays on the page where it was printed the last time."


def _fellows(newspaper: Newspaper, slug: str, page: int) -> int:
    """How many other stories stand on a page."""
    stood = next(one for one in newspaper.plan.pages if one.page == page).placed
    return len({other for one in stood for other in one.slugs} - {slug})


def _jump(article: Article, parts: tuple[_Part, ...]) -> Iterator[str]:
    if len(parts) > 1:
        (first, opening), *middle, (then, rest) = parts
        rows = f"{counted(opening.setting.body, 'row')} of text on page {first}"
        more = "".join(f", {one.setting.body} on page {page}" for page, one in middle)
        yield f"It jumps: {rows}{more}, the other {rest.setting.body} on page {then}."
    elif not article.story.jump:
        yield "It says that it must not jump."


def _levers(article: Article, one: PlacedStory) -> Iterator[str]:
    """What was done to make it fit its tile."""
    setting, part = one.setting, "second part" if one.turned else "text"
    if is_rail(one.id):
        others = counted(len(one.slugs) - 1, "other story")
        yield f"It stands with {others} under one head, {counted(setting.columns, 'column')} wide."
        return
    if setting.lines:
        how = "longer" if setting.lines > 0 else "shorter"
        by = counted(abs(setting.lines), "line")
        yield f"Its {part} is set {by} {how} than it falls, so that its legs end level."
    if setting.hung.insets:
        quotes = counted(len(setting.hung.insets), "pull quote")
        yield f"{quotes} {'stands' if len(setting.hung.insets) == 1 else 'stand'} in it."
    left = len(one.left_out)
    if left:
        names = ", ".join(shape.picture.src for shape in one.left_out)
        yield f"{counted(left, 'picture')} {_are(left)} left out: {names}."
    if one.turned:
        return
    if article.story.deck and not setting.deck:
        yield "Its deck is left out."
    if setting.hung.quote:
        yield "A pull quote stands in it."
    boxes = len(setting.footed.rows) - len(article.tables)
    if boxes:
        yield f"{counted(boxes, 'box')} {'stands' if boxes == 1 else 'stand'} at its foot."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _neighbours(newspaper: Newspaper, article: Article, parts: tuple[_Part, ...]) -> Iterator[str]:
    """The ads on its pages that ask for stories like it, and those that must not see it: which are
    neither on its pages nor on those that face them."""
    tags, stacked = set(article.story.tags), newspaper.stacked
    pages = {page for page, _ in parts}
    for booking in stacked.bookings:
        on = {place.page for place in stacked.plan.places if place.id == booking.id}
        wanted = ", ".join(sorted(tags & set(booking.near)))
        if wanted and on & pages:
            yield f"{ad_words(booking)} wants to be near {wanted}, and is."
    away = [ad_words(booking) for booking in stacked.bookings if tags & set(booking.away_from)]
    if away:
        more = len(away) - NAMED
        named = ", ".join(away[:NAMED]) + (f" and {more} more" if more > 0 else "")
        yield f"Ads that must not be seen with it: {named}. None is on its page or facing it."
