"""Dummies turned into decisions: each region of a page's dummy takes a story, which has its place
and form there.

A region takes the story that the editor gave it, else the best-ranked of the section that fits in
it, beside what stands in the regions before. The pages of a section have its best stories as their
leads, the first page the best, so that no page takes the lead of one before it. A story that is
decided on elsewhere takes no region; what is decided of a story itself goes before what a region
says. What cannot be kept of all that is refused as other decisions are (`refused`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.decisions.forms import keyed
from layout.makeup.edition.decisions.packages import with_sidebars_there
from layout.makeup.edition.decisions.page_wishes import PageWishes, Sheet
from layout.makeup.edition.decisions.refusal import PAGE, Wish
from layout.makeup.edition.gathered_article import Gathered
from layout.makeup.edition.shapes.article import Article
from layout.story.decided import (
    BRIEFS,
    INDEX,
    LEAD,
    NONE,
    PICTURE,
    Decided,
    Decisions,
    Dummy,
    DummyRegion,
    Form,
    PageDecided,
    Place,
)
from layout.story.publication import section_among

LEADING = 2
"""The lowest rank of a story that leads a page by decision."""

_MOST_TRIED = 6
"""Stories that are tried for a region: those of lower rank would hardly do what these cannot."""

_NO_STORY = "no story of its section that is free fits in it"


@dataclass(frozen=True, slots=True)
class Filled:
    """A page made after a dummy: the stories that take its regions, by the regions' names, and why
    others stay the engine's."""

    page: int
    dummy: str
    taken: Mapping[str, str]
    empty: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class FromDummies:
    """Stories and decisions with what dummies say, and how these were filled."""

    articles: tuple[Article, ...]
    decisions: Decisions
    filled: tuple[Filled, ...]


def from_dummies(articles: Sequence[Article], decisions: Decisions, sheet: Sheet) -> FromDummies:
    """What the dummies of pages decide of their stories, beside what is decided already."""
    if not any(page.dummy in decisions.dummies for page in decisions.pages.values()):
        return FromDummies(tuple(articles), decisions, ())
    table = _Table(articles, decisions, sheet)
    filled: list[Filled] = []
    done: set[int] = set()
    for page in sheet.pages:
        dummy = decisions.dummy_on(page.number)
        if dummy is None or page.number in done:
            continue
        left = decisions.spread_of(page.number)
        both = [one for one in sheet.pages if left and one.number in (left, left + 1)] or [page]
        done |= {one.number for one in both}
        filled += table.filled(both, dummy)
    named = tuple(table.articles[article.story.slug] for article in articles)
    made = replace(decisions, stories=table.decided, pages=table.pages)
    return FromDummies(named, made, tuple(filled))


class _Table:
    """The stories and what is decided of them, while dummies are filled page by page."""

    def __init__(self, articles: Sequence[Article], decisions: Decisions, sheet: Sheet) -> None:
        self.articles = {article.story.slug: article for article in articles}
        self.decided = with_sidebars_there(decisions.stories, self.articles)
        self.pages = dict(decisions.pages)
        self.sheet = sheet
        self.spread_of = decisions.spread_of

    def filled(self, pages: Sequence[SectionPage], dummy: Dummy) -> Iterator[Filled]:
        """Fills the dummy of a page, or of the two pages of a spread, whose regions choose their
        stories in the order of the drawing, whichever of the two they lie on."""
        wide = [page for page in pages if dummy.on(page.number).columns != self._columns]
        drawn = [] if wide else [(n, page) for n in dummy.regions for page in pages]
        regions = [
            (page, one)
            for each, page in drawn
            for one in dummy.on(page.number).regions
            if one.name == each.name and one.takes != NONE and one.name not in self._rests(page)
        ]
        stories = [(page, one) for page, one in regions if one.takes != INDEX]
        taken = {one.name: slug for page, one in stories if (slug := self._takes(page, one))}
        empty = {one.name: _NO_STORY for _, one in stories if one.name not in taken}
        for page in pages:
            self._ranked(page)
        for page, region in regions:  # the index has what stories leave
            if region.takes == INDEX and (why := self._index(page, region)):
                empty[region.name] = why
            elif region.takes == INDEX:
                taken[region.name] = INDEX
        for page in pages:
            rests = self._rests(page)
            every = dummy.on(page.number).regions
            here = [one.name for one in every if one.takes != NONE and one.name not in rests]
            why = self._of_another_grid(dummy) if wide else ""
            has = {name: taken[name] for name in here if name in taken}
            open_ = {name: why or empty[name] for name in here if name not in taken}
            yield Filled(page.number, dummy.name, has, open_)

    def _rests(self, page: SectionPage) -> frozenset[str]:
        """The regions in which stories end that begin elsewhere: nothing else takes them."""
        ends = (one for one in self.decided.values() if one.turns[-1:] == (page.number,))
        return frozenset(one.rest.area for one in ends if one.rest)

    @property
    def _columns(self) -> int:
        return len(self.sheet.grid.columns)

    def _of_another_grid(self, dummy: Dummy) -> str:
        why = f"the dummy is drawn for {dummy.columns} columns, "
        why += f"two pages have {2 * self._columns}" if dummy.gutter else ""
        why += f"the page has {self._columns}" if not dummy.gutter else ""
        if not dummy.gutter and dummy.columns == 2 * self._columns:
            why += f"; over two facing pages it needs its gutter: gutter = {self._columns}"
        return why

    def _takes(self, page: SectionPage, region: DummyRegion) -> str:
        """The story that takes a region, with all that this decides of it; "" where none does. A
        page has its lead, even where that cannot have all of its region."""
        given = self._page(page).regions.get(region.name, "")
        if given:
            if given in self.articles:
                self._put(given, page, region)
            return given if given in self.articles else ""
        tried = list(self._candidates(page, region))[:_MOST_TRIED]
        for whole in (True, False) if region.takes == LEAD else (True,):
            for slug in tried:
                before = {**self.articles}, {**self.decided}, {**self.pages}
                self._put(slug, page, region)
                if self._fits(page, slug, whole):
                    return slug
                self.articles, self.decided, self.pages = before
        return ""

    def _page(self, page: SectionPage) -> PageDecided:
        """What is decided of a page: of the right one of a spread it may be nothing so far."""
        return self.pages.get(page.number, PageDecided())

    def _fits(self, page: SectionPage, slug: str, whole: bool) -> bool:
        """Whether a story fits where it was put, beside all that is decided of the page, with its
        place and form or, if not `whole`, without."""
        here = [self.articles[name] for name in self._on(page.number)]
        wishes = PageWishes(here, self.decided, page, self.sheet, self.articles)
        return wishes.go_together(
            wish for wish in wishes.all if whole or wish == Wish(slug, PAGE) or wish.slug != slug
        )

    def _on(self, page: int) -> list[str]:
        """The stories that are to begin on a page."""
        return [
            name
            for name, one in self.decided.items()
            if one.pages == (page,) and not one.rather and name in self.articles
        ]

    def _lead(self, page: int) -> str:
        """The story that is to lead a page; "" where that is the engine's choice."""
        return next((slug for slug in self._on(page) if self.decided[slug].lead), "")

    def _candidates(self, page: SectionPage, region: DummyRegion) -> Iterator[str]:
        """The stories that may take a region, the best first: those that were given to the page,
        then those of its section of which no page is decided."""
        lead = self._lead(page.number)
        own = [slug for slug in self._on(page.number) if self._may_take(slug, page, region)]
        yield from (slug for slug in own if not lead or (slug == lead) is (region.takes == LEAD))
        if region.takes == LEAD and lead:
            return  # nobody else does
        section = [one.section for one in self.sheet.pages]
        others = [
            slug
            for slug, article in self.articles.items()
            if section_among(article.story.section, section) == page.section
            and not self.decided.get(slug, Decided()).pages
            and not self.decided.get(slug, Decided()).beside
            and self._may_take(slug, page, region)
        ]
        others.sort(key=self._rank)
        pages = [one.number for one in self.sheet.pages if one.section == page.section]
        spread = self.spread_of(page.number)  # as one page: it has one lead, wherever that is drawn
        facing = [n for n in pages if spread and self.spread_of(n) == spread]
        ahead = [n for n in pages if n not in (page.number, *facing) and not self._lead(n)]
        if region.takes == LEAD:
            yield from others[sum(n < page.number for n in ahead) :]
        elif region.takes == BRIEFS:
            yield from others
        else:
            yield from others[len(ahead) :]

    def _rank(self, slug: str) -> tuple[int, int, str]:
        """Better ranks first, then longer stories."""
        article = self.articles[slug]
        return article.story.rank, -article.bodies[0].rows, slug

    def _may_take(self, slug: str, page: SectionPage, region: DummyRegion) -> bool:
        """Whether a story, or a rail, is what a region takes."""
        article = self.articles[slug]
        rail = isinstance(article, Gathered)
        place = self.decided.get(slug, Decided()).place
        if (place and not place.anywhere) or not page.admits(frozenset(article.story.tags)):
            return False
        if region.takes == BRIEFS:
            return rail
        if region.takes == PICTURE and not article.pictures:
            return False
        return not rail and not article.story.kind

    def _put(self, slug: str, page: SectionPage, region: DummyRegion) -> None:
        """Decides that a story stands in a region."""
        article, one = self.articles[slug], self.decided.get(slug, Decided())
        form = one.form.over(region.form)
        if isinstance(article, Gathered):
            form = Form(form.columns, form.rows)
        lead, above = one.lead or region.takes == LEAD, self._lead(page.number)
        self.decided[slug] = replace(
            one,
            pages=(page.number,),
            rather=False,
            form=form,
            place=_at(region.place, one.place),
            lead=lead,
        )
        rank = article.story.rank
        if lead:
            rank = min(rank, LEADING)
        elif above:
            rank = max(rank, self.articles[above].story.rank + 1)
        formed = replace(article, form=form, story=replace(article.story, rank=rank))
        if (article.form, article.story.rank) != (form, rank):
            self.articles[slug] = keyed(formed, f"{form} {rank}")
        named = self._page(page)
        stories = tuple(dict.fromkeys((*named.stories, slug)))
        self.pages[page.number] = replace(named, stories=stories)

    def _index(self, page: SectionPage, region: DummyRegion) -> str:
        """The index takes a region; why it does not, if so."""
        index = self.sheet.index
        if index is None or page.number not in index.pages:
            return "page one alone has it, in an edition of several sections, where it is wanted"
        placed = replace(self.sheet, index=replace(index, place=region.place))
        here = [self.articles[name] for name in self._on(page.number)]
        wishes = PageWishes(here, self.decided, page, placed, self.articles)
        if not wishes.go_together(wishes.all):
            return "there is no room for the index beside what stands in the other regions"
        self.pages[page.number] = replace(self.pages[page.number], index_place=region.place)
        return ""

    def _ranked(self, page: SectionPage) -> None:
        """The stories of a page that is led by decision rank below its lead."""
        lead = self._lead(page.number)
        for slug in self._on(page.number) if lead else ():
            story, above = self.articles[slug].story, self.articles[lead].story.rank
            if slug != lead and story.rank <= above:
                lower = replace(self.articles[slug], story=replace(story, rank=above + 1))
                self.articles[slug] = keyed(lower, f"rank {above + 1}")


def _at(of_region: Place, own: Place | None) -> Place:
    """The place of a story in a region: one of its own goes first."""
    if own is None:
        return of_region
    return replace(of_region, order=own.order) if own.anywhere else own
