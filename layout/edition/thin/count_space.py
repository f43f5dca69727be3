"""Counts the cells of each section of a finished edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from layout.edition.thin.section_space import CopySpace, PageSpace, SectionSpace
from layout.makeup.edition.all_pages import EditionPlan, EditionTask
from layout.makeup.edition.assign.by_area import MOST_STORIES
from layout.makeup.edition.choose_settings import PlacedStory
from layout.makeup.edition.gathered_article import Gathered
from layout.makeup.edition.shapes.article import Article, length_with, lengths_of
from layout.makeup.edition.shapes.item import part_of
from layout.makeup.edition.shapes.news_hole import AIR, hole_of
from layout.story.publication import section_among
from layout.story.reading_order import words_of_blocks
from slots.book.booking import Apart, Booking
from slots.stacking.task.ad_page import StackPage


def section_spaces(plan: EditionPlan, task: EditionTask) -> tuple[SectionSpace, ...]:
    """The sections of an edition, in their order."""
    names = tuple(dict.fromkeys(page.section for page in task.pages))
    return tuple(_Section(name, names, plan, task).space() for name in names)


@dataclass(frozen=True, slots=True)
class _Section:
    """A section to count, among all `names` of sections."""

    name: str
    names: tuple[str, ...]
    plan: EditionPlan
    task: EditionTask

    def space(self) -> SectionSpace:
        """Its cells."""
        sheets = [page for page in self.task.pages if page.section == self.name]
        pages = tuple(map(_page_space, sheets))
        numbers = {page.number for page in sheets}
        made = [page for page in self.plan.pages if page.page in numbers]
        fillers = [filler for page in made for filler in page.fillers]
        filled = sum(filler.columns * filler.rows for filler in fillers)
        places = [place for place in self.task.ads.places if place.page in numbers]
        ads = sum(place.columns * place.rows for place in places)
        holes = (hole_of(page, self.task.ads.on(page.number)) for page in sheets)
        hole = sum(each.cells for each in holes)
        lost = sum(page.cells for page in pages) - ads - hole
        placed = [one for page in made for one in page.placed]
        stand = {place.id for place in places}
        booked = [booking for booking in self.task.book if booking.id in stand]
        least = max(_for_stories(placed), _for_ads(booked))
        copy = self._copy(hole - filled, placed)
        return SectionSpace(self.name, pages, copy, ads, lost, len(fillers), filled, least)

    def _copy(self, cells: int, placed: Iterable[PlacedStory]) -> CopySpace:
        own = [article for article in self.task.articles if self._has(article)]
        slugs = {each.story.slug for one in own for each in _members(one)}
        waiting = len(slugs & set(self.plan.held))
        whole = [article for article in own if not isinstance(article, Gathered)]
        rows = sum(lengths_of(article)[0].rows for article in whole)
        words = sum(words_of_blocks(article.story.body) for article in whole)
        return CopySpace(cells, sum(map(_cut, placed)), waiting, words, rows)

    def _has(self, article: Article) -> bool:
        """Whether an article is printed in it: those of no section are in the first."""
        return section_among(article.story.section, self.names) == self.name


def _page_space(page: StackPage) -> PageSpace:
    cells = page.columns * (page.depth + AIR)
    free = page.columns * (page.rows - max(page.first_row, page.reserved))
    return PageSpace(page.number, cells, min(free, page.columns * page.depth * page.most // 1000))


def _members(article: Article) -> tuple[Article, ...]:
    return (article, *article.members) if isinstance(article, Gathered) else (article,)


def _cut(one: PlacedStory) -> int:
    """The rows of a column that a story lost."""
    if not one.article or not one.setting.cut:
        return 0
    whole, left = lengths_of(one.article)[0], length_with(one.article, one.setting.cut)
    return max(0, whole.rows - left.rows)


def _for_stories(placed: Iterable[PlacedStory]) -> int:
    """The pages that stories need: one for each part, and for so many as stand on one."""
    ids = [one.id for one in placed]
    parts = max((part_of(name) + 1 for name in ids), default=1)
    return max(parts, -(-len(ids) // MOST_STORIES))


def _for_ads(booked: Iterable[Booking]) -> int:
    """The pages that ads need: those that stand alone, and competitors that stand apart."""
    ads = list(booked)
    alone = sum(ad.solus for ad in ads)
    rivals = Counter(ad.category for ad in ads if ad.category)
    apart = (rivals[ad.category] * _apart(ad) for ad in ads if rivals[ad.category] > 1)
    return max([1, alone + (alone < len(ads)), *apart])


def _apart(ad: Booking) -> int:
    """How many pages an ad keeps its rivals off, its own counted."""
    return ad.pages_apart or {Apart.NONE: 0, Apart.PAGE: 1, Apart.SPREAD: 2}[ad.apart]
