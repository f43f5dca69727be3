"""Where stories may begin, by decision: on the pages they were given, and on none that is kept for
others or led by one that they would stand above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.gathered_article import Gathered
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import NOWHERE, PageItem
from layout.makeup.edition.shapes.setting import Shapes
from layout.story.decided import Company, Decided, Decisions
from slots.stacking.task.ad_page import StackPage


@dataclass(frozen=True, slots=True, eq=False)
class SectionDecisions:
    """What is decided of the pages and stories of one section."""

    pages: Sequence[SectionPage]
    articles: Sequence[Article]
    decisions: Decisions

    @property
    def _numbers(self) -> frozenset[int]:
        return frozenset(page.number for page in self.pages)

    def item(self, article: Article, shapes: Shapes) -> PageItem:
        """A story as pages see it, bound to those on which it may begin."""
        bound, rather = self._bound(article)
        given = self._is_given(article)
        decided = self.decisions.of(article.story.slug)
        tags, turns = frozenset(article.story.tags), self._turns(article)
        where = decided.place, decided.rest if decided.turns else None
        return PageItem(shapes, tags, bound, rather, given or bool(turns), turns, *where)

    @property
    def company(self) -> tuple[Company, ...]:
        """The stories of the section that go together, and those that keep apart."""
        here = {article.story.slug for article in self.articles}
        return tuple(c for c in self.decisions.company if {c.one, c.other} <= here)

    @property
    def bindings(self) -> tuple[str, ...]:
        """What stands for the pages of each story that was given or is left some, or would rather
        have some."""
        found = ((one.story.slug, *self._bound(one), self._is_given(one)) for one in self.articles)
        bound = (
            f"{slug} {sorted(pages)} {sorted(rather)} {given}"
            for slug, pages, rather, given in found
            if pages or rather or given
        )
        turns = ((one.story.slug, self._turns(one)) for one in self.articles)
        going_on = (f"{slug} > {sorted(pages)}" for slug, pages in turns if pages)
        decided = [(one.story.slug, self.decisions.of(one.story.slug)) for one in self.articles]
        placed = (f"{slug} {one.place}" for slug, one in decided if one.place)
        rests = (f"{slug} rest {one.rest}" for slug, one in decided if one.rest)
        packages = (f"{slug} with {' '.join(one.sidebar)}" for slug, one in decided if one.sidebar)
        return *bound, *going_on, *placed, *rests, *packages

    def _turns(self, article: Article) -> frozenset[int]:
        """The pages on which a story is to go on, where that was decided."""
        return frozenset(self.decisions.of(article.story.slug).turns)

    def _is_given(self, article: Article) -> bool:
        """Whether its pages were given to it, some of these among them."""
        decided = self.decisions.of(article.story.slug)
        return not decided.rather and not self._numbers.isdisjoint(decided.pages)

    def _bound(self, article: Article) -> tuple[frozenset[int], frozenset[int]]:
        """The pages a story is bound to, and those on which it would rather be."""
        decided, may = self.decisions.of(article.story.slug), self.may_begin(article)
        bound = frozenset[int]() if may == self._numbers else may or NOWHERE
        named = self._numbers & frozenset(decided.pages)
        return bound, named if decided.rather else frozenset()

    def may_begin(self, article: Article) -> frozenset[int]:
        """The pages on which a story may begin: those it was given, or all that are not kept for
        others or led by one that it would stand above."""
        decided = self.decisions.of(article.story.slug)
        named = self._numbers & frozenset(decided.pages)
        may = named if decided.pages and not decided.rather else self._numbers
        may -= {n for n, page in self.decisions.pages.items() if page.only and n not in named}
        return may - self._led_by_lesser(article)

    def _led_by_lesser(self, article: Article) -> frozenset[int]:
        """The pages that are to be led by a story which this one would stand above."""
        own, leads = article.story, self.decisions.leads
        if not leads:
            return frozenset()
        ranks = {one.story.slug: one.story.rank for one in self.articles}
        return frozenset(
            number
            for number, lead in leads.items()
            if lead != own.slug and own.rank <= ranks.get(lead, 0)
        )


def with_rails(decisions: Decisions, articles: Sequence[Article]) -> Decisions:
    """Decisions, with those of rails: they begin where their stories were told to."""
    rails = [one for one in articles if isinstance(one, Gathered)]
    given = {
        rail.story.slug: Decided(pages=found.pages)
        for rail in rails
        if (found := decisions.of(rail.slugs[0])).pages and not found.rather
    }
    return replace(decisions, stories={**decisions.stories, **given})


def in_their_sections(
    articles: Sequence[Article], pages: Sequence[StackPage], decisions: Decisions
) -> tuple[Article, ...]:
    """The stories, those that were given a page in the section of that page."""
    sections = {page.number: page.section for page in pages}
    given = [_in_section(article, sections, decisions) for article in articles]
    sections_of = {article.story.slug: article.story.section for article in given}
    return tuple(_with_others(article, sections_of, decisions) for article in given)


def _with_others(article: Article, sections: dict[str, str], decisions: Decisions) -> Article:
    """A story in the section of the first of those it goes together with, unless it has a page; a
    sidebar in that of its main story."""
    decided = decisions.of(article.story.slug)
    others = (decided.beside,) if decided.beside else decided.together
    there = [] if decided.pages else [sections[n] for n in others if n in sections]
    if not there or article.story.section == there[0]:
        return article
    return replace(article, story=replace(article.story, section=there[0]))


def _in_section(article: Article, sections: dict[int, str], decisions: Decisions) -> Article:
    there = [sections[n] for n in decisions.of(article.story.slug).pages if n in sections]
    if not there or article.story.section in there:
        return article
    return replace(article, story=replace(article.story, section=there[0]))
