"""Packages of an edition: stories as sidebars, and those that no page has room for as a package.

A sidebar ranks below its main story, and never jumps. Where the page of the main story is decided,
its wishes (`PageWishes`) have the sidebars among them; where it is not, one page has to have room
for the package alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.decisions.forms import keyed
from layout.makeup.edition.decisions.page_wishes import PageWishes, Sheet
from layout.makeup.edition.decisions.refusal import (
    PAGE,
    SECTION,
    Change,
    Fact,
    Refused,
    Wish,
    smallest,
)
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.setting import NEVER
from layout.story.decided import Decided

_DEEP = 2
"""How many times as deep pages are taken to be, to see whether their room is the reason."""


def with_sidebars_there(
    decided: Mapping[str, Decided], named: Mapping[str, Article]
) -> dict[str, Decided]:
    """Decisions in which packages have those stories alone that the edition has: a sidebar without
    its main story is a story like any other."""
    found = dict(decided)
    for slug, one in decided.items():
        names = tuple(n for n in one.sidebar if n in named and slug in named)
        beside = one.beside if one.beside in named else ""
        if (names, beside) != (one.sidebar, one.beside):
            found[slug] = replace(one, sidebar=names, beside=beside)
    return found


def as_sidebar(article: Article, main: Article) -> Article:
    """A story as the sidebar of another."""
    story = article.story
    rank = max(story.rank, main.story.rank + 1)
    if (rank, False) == (story.rank, story.jump):
        return article
    return keyed(replace(article, story=replace(story, rank=rank, jump=False)), f"sidebar {rank}")


def no_sidebar(article: Article, before: Article) -> Article:
    """A story that is no sidebar after all, with the rank that it had `before`, and as free to
    jump."""
    rank, jump = before.story.rank, before.story.jump
    if (rank, jump) == (article.story.rank, article.story.jump):
        return article
    return keyed(replace(article, story=replace(article.story, rank=rank, jump=jump)), "no sidebar")


@dataclass(frozen=True, slots=True, eq=False)
class _AnyPage:
    """The wishes of a package, of whose main story no page is decided, on each page that it may
    begin on: kept where they go together on one of them."""

    slug: str
    pages: Sequence[PageWishes]

    def cost(self, wishes: Sequence[Wish]) -> int:
        """What the package costs at least on any of the pages; NEVER where none has room."""
        whole = (Wish(self.slug, PAGE), *wishes)
        return min((page.cost(whole) for page in self.pages), default=NEVER)

    def _excludes(self, wish: Wish, others: Sequence[Wish]) -> bool:
        """Whether others cannot all be kept with a wish."""
        return self.cost([*others, wish]) >= NEVER

    def clashes(self) -> Iterator[tuple[Wish, ...]]:
        """The smallest sets of wishes that do not go together, the one that is given up last."""
        if not self.pages or self.cost(()) >= NEVER:
            return  # that the story itself has no room is told elsewhere
        kept: list[Wish] = []
        for wish in self.pages[0].all[1:]:
            if self.pages[0].waits_for(wish) not in (None, Wish(self.slug, PAGE), *kept):
                continue
            if self.cost([*kept, wish]) < NEVER:
                kept.append(wish)
                continue
            together = smallest(kept, partial(self._excludes, wish))
            yield *together, wish


def no_package(
    slug: str, decided: Mapping[str, Decided], named: Mapping[str, Article], sheet: Sheet
) -> Iterator[Refused]:
    """What is refused of a package, of whose main story no page is decided for sure: what no page
    of its section has room for, or none of those it was given."""
    one, article = decided[slug], named[slug]
    pages = [
        page
        for page in sheet.of_section(article.story.section).values()
        if page.admits(article.story.tags)
        and (one.rather or not one.pages or page.number in one.pages)
    ]

    def on(pages: Sequence[SectionPage]) -> _AnyPage:
        return _AnyPage(
            slug, [PageWishes([article], decided, page, sheet, named) for page in pages]
        )

    here = on(pages)
    for together in here.clashes():
        deep = [replace(p, hole=replace(p.hole, floors=_deeper(p, sheet))) for p in pages]
        numbers = tuple(page.number for page in pages)
        room = on(deep).cost(together) < NEVER
        facts = (Fact(SECTION, article.story.section, numbers=numbers),) if room else ()
        costs = {wish: here.cost([w for w in together if w != wish]) for wish in together}
        changes = tuple(Change(wish, cost) for wish, cost in costs.items() if cost < NEVER)
        yield Refused(together[-1], together, changes=changes, facts=facts)


def _deeper(page: SectionPage, sheet: Sheet) -> tuple[int, ...]:
    return (sheet.grid.rows * _DEEP,) * page.hole.columns
