"""Why a story has no page in an edition, and what would give it one, in an editor's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from layout.edition.ad_words import ad_words
from layout.makeup.edition.all_pages import EditionPlan, EditionTask, section_pages_of
from layout.makeup.edition.assign.by_area import MOST_STORIES
from layout.makeup.edition.assign.parts import LEAST_JUMPING, MOST_PARTS
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.gathered_article import Gathered
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import INDEX, PageItem
from layout.makeup.edition.shapes.news_hole import Hole
from layout.makeup.edition.shapes.rectangles import likely_cells, shapes_of
from layout.makeup.edition.shapes.setting import NEVER
from layout.page.grid import Grid
from layout.story.as_written import Story
from layout.story.publication import section_among
from layout.story.reading_order import texts_of_block, words_of_blocks
from layout.work.terminal.report import counted, listed
from slots.book.booking import Booking
from slots.finding import Finding, Severity, Where

_LEAST_CHARACTER = 2_000
"""Millipoints: no text face has characters that are narrower than this on average."""

_LEAST_LEFT = 40
"""Per cent of a story that are left of it at least, whatever is cut."""

_PAGES = dict(enumerate(("a page", "two pages", "three pages", "four pages", "five pages"), 1))

_NAMED = 3
"""Ads named in a sentence, at most."""


@dataclass(frozen=True, slots=True)
class _Why:
    """A reason, and what to do about it."""

    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """A story that is held over, with the section it belongs to."""

    article: Article
    section: str
    pages: tuple[SectionPage, ...]
    fellows: tuple[Article, ...]
    task: EditionTask
    sizes: dict[str, tuple[int, int]]

    @property
    def story(self) -> Story:
        """The story."""
        return self.article.story

    @property
    def named(self) -> str:
        """The section in a sentence."""
        return self.section or "the edition"

    def cells(self, article: Article) -> tuple[int, int]:
        """About the fewest cells an article takes, and those it takes at its best; where it fits no
        page, about those it would. Worked out once for each."""
        slug = article.story.slug
        if slug not in self.sizes:
            grid = self.task.grid
            least, best, _ = shapes_of(article, grid, grid.rows).cells
            least = least if best < NEVER else likely_cells(article, grid)
            self.sizes[slug] = (least, best) if best < NEVER else (least, least)
        return self.sizes[slug]

    def stands(self, holes: Iterable[Hole]) -> bool:
        """Whether the story has a shape that a page has room for."""
        item = PageItem(shapes_of(self.article, self.task.grid, self.task.grid.rows))
        return any(item.most_in(hole) for hole in holes)


def held_findings(plan: EditionPlan, task: EditionTask) -> tuple[Finding, ...]:
    """An error for each story that found no page: as far as it is known why, and what helps."""
    articles = {article.story.slug: article for article in task.articles}
    section_pages = section_pages_of(task)
    held = (articles[slug] for slug in plan.held if slug in articles)
    sizes: dict[str, tuple[int, int]] = {}
    found = tuple(_held(_case(article, section_pages, task, sizes)) for article in held)
    found = (*found, *_dropped(plan, task))
    return (*found, _no_index()) if INDEX in plan.held else found


def _dropped(plan: EditionPlan, task: EditionTask) -> Iterator[Finding]:
    """An error for each brief and letter that finds no room where others of its section stand."""
    held = set(plan.held)
    sections: dict[tuple[str, str], list[Article]] = {}
    for one in task.articles:
        if isinstance(one, Gathered):
            fellows = sections.setdefault((one.story.section, one.story.kind), [])
            fellows.extend(one.members)
    for (section, kind), fellows in sections.items():
        here = sum(one.story.slug not in held for one in fellows)
        named, many = section or "the edition", counted(len(fellows), kind)
        reason = (
            f"{named} has room for {here:,} of its {many}; "
            "those of better rank go before others, and newer ones before older"
        )
        for one in (one for one in fellows if one.story.slug in held):
            message = f'"{one.story.slug}" is held over: {reason}'
            hint = f"give {named} more pages or fewer ads, or cut others"
            where = Where(one.story.source or None)
            yield Finding("held-over", Severity.ERROR, message, where, hint)


def _no_index() -> Finding:
    hint = "have fewer ads on it, or shorter stories of rank 1"
    return Finding("no-index", Severity.WARNING, "page 1 has no room for the index", hint=hint)


def _case(
    article: Article,
    pages: Sequence[SectionPage],
    task: EditionTask,
    sizes: dict[str, tuple[int, int]],
) -> _Case:
    sections = [each.section for each in task.pages]
    section = section_among(article.story.section, sections)
    here = tuple(each for each in pages if each.section == section)
    fellows = tuple(a for a in task.articles if section_among(a.story.section, sections) == section)
    return _Case(article, section, here, fellows, task, sizes)


def _held(case: _Case) -> Finding:
    why = (
        _closed(case) or _unwelcome(case) or _too_long(case) or _unshapely(case) or _overfull(case)
    )
    message = f'"{case.story.slug}" is held over: {why.reason}'
    where = Where(case.story.source or None)
    return Finding("held-over", Severity.ERROR, message, where, why.remedy)


def _closed(case: _Case) -> _Why | None:
    """Where all pages of its section are closed."""
    numbers = [page.number for page in case.task.pages if page.section == case.section]
    if case.pages or not numbers:
        return None
    named = ", ".join(map(str, numbers))
    reason = f"every page of {case.named} is closed ({named})"
    return _Why(reason, f"open one: newsgrid print . --open {numbers[-1]}; or move the story")


def _unwelcome(case: _Case) -> _Why | None:
    """Where ads keep a story like this off every page of its section."""
    if any(each.admits(case.story.tags) for each in case.pages):
        return None
    pages = {near for each in case.pages for near in (each.number, each.number ^ 1)}
    seen = {place.id for place in case.task.ads.places if place.page in pages}
    tags = set(case.story.tags)
    ads = [ad for ad in case.task.book if ad.id in seen and tags & set(ad.away_from)]
    named = ", ".join(f'"{tag}"' for tag in sorted(tags & {t for ad in ads for t in ad.away_from}))
    reason = f"{_ads(ads)} must not stand near {named}, which leaves no page of {case.named}"
    return _Why(reason, "move one of these ads to another section, or the story")


def _ads(ads: Sequence[Booking]) -> str:
    words = [ad_words(ad) for ad in ads[:_NAMED]]
    parts = [*words, *([f"{len(ads) - _NAMED} more"] if len(ads) > _NAMED else [])]
    return listed(parts)


def _too_long(case: _Case) -> _Why | None:
    """Where a story, cut as far as it may be, is longer than any page of its section, or than all
    the pages it may stand on in parts."""
    holes = [each.hole for each in case.pages if each.admits(case.story.tags)]
    parts = min(MOST_PARTS, len(holes)) if case.story.jump else 1
    most = sum(sorted(hole.rectangle for hole in holes)[-parts:])
    least, best = case.cells(case.article)
    if parts == 1 and least <= most and not case.stands(holes):
        least = max(best, most + 1)  # in none of its shapes
    if parts > 1:
        least = min(least, _shortest(case))
    if least <= most:
        return None
    words = words_of_blocks(case.story.body)
    fit = words * most // max(least, _uncut(case))
    reason = (
        f"{words:,} words are more than {_PAGES.get(parts, f'{parts} pages')} of {case.named} can "
        f"hold: about {fit:,} fit, {words - fit:,} are too many"
    )
    jump = "" if case.story.jump else "let it jump (jump: true), "
    return _Why(reason, f"{jump}cut it, split it into several stories, or have fewer ads there")


def _uncut(case: _Case) -> int:
    """About the cells that all of a story takes."""
    return likely_cells(case.article, case.task.grid)


def _shortest(case: _Case) -> int:
    """About the cells that a story takes, cut as far as it may be."""
    whole, least = case.article.bodies[0].rows, case.article.bodies[-1].rows
    return _uncut(case) * least // max(1, whole)


def _unshapely(case: _Case) -> _Why | None:
    """Where a story fills no rectangle of a page at all, for it is too short."""
    long = case.article.bodies[0].rows >= LEAST_JUMPING
    if long or shapes_of(case.article, case.task.grid, case.task.grid.rows).settings:
        return None
    words = words_of_blocks(case.story.body)
    reason = f"{counted(words, 'word')} {'is' if words == 1 else 'are'} too few for legs of text"
    return _Why(reason, "write a few lines more, or put it into another story")


def _crowded(case: _Case) -> _Why | None:
    """Where a section has more stories than its pages may have, however short they are."""
    count, most = len(case.fellows), MOST_STORIES * len(case.pages)
    if count <= most:
        return None
    pages = counted(len(case.pages), "page")
    reason = (
        f"{count} stories are more than {pages} of {case.named} can have: "
        f"at most {MOST_STORIES} stand on each"
    )
    return _Why(reason, "put short ones together into one story, or give it more pages")


def _kept_for_others(case: _Case) -> _Why | None:
    """Where pages of its section are kept for others by decision."""
    decided, own = case.task.decisions, case.task.decisions.of(case.story.slug).pages
    kept = [each.number for each in case.pages if decided.on(each.number).only]
    kept = [number for number in kept if number not in own]
    if not kept:
        return None
    named = "page" if len(kept) == 1 else "pages"
    pages = f"{named} {listed([*map(str, kept)])} of {case.named}"
    reason = f"{pages} {'is' if len(kept) == 1 else 'are'} kept for others, and it goes with the "
    reason += "other stories on none that is left"
    return _Why(reason, f"take only out of page {kept[0]}, or give it that page")


def _overfull(case: _Case) -> _Why:
    """Where the stories of a section are too many for it, or do not go together."""
    wanted = sum(case.cells(one)[0] for one in case.fellows)
    there = sum(each.hole.cells for each in case.pages)
    if wanted <= there:
        crowded = _crowded(case)
        if crowded:
            return crowded
        if kept := _kept_for_others(case):
            return kept
        reason = (
            f"it goes with the other stories on no page of {case.named}, however they are cut and "
            "parted"
        )
        return _Why(reason, "let more be cut ([print] trim), or change its length")
    rows = sum(one.bodies[0].rows for one in case.fellows)
    words = sum(words_of_blocks(one.story.body) for one in case.fellows)
    over = (wanted - there) * words // max(1, rows)
    reason = (
        f"{case.named} is overfull by {wanted - there:,} cells of {there:,}, about {over:,} words, "
        "however its stories are cut"
    )
    return _Why(reason, "cut or hold others over, or give it more pages or fewer ads")


def giant_finding(story: Story, grid: Grid) -> Finding | None:
    """An error for a story that no pages it may stand on could hold, however it is cut, so
    that it need not be set to know; None for any other."""
    width = sum(width for _, width in grid.columns)
    most = MOST_PARTS * grid.rows * width * 100 // (_LEAST_LEFT * _LEAST_CHARACTER)
    length = sum(len(text) for block in story.body for text in texts_of_block(block))
    if length <= most:
        return None
    words = words_of_blocks(story.body)
    fit = words * most // length
    message = (
        f'"{story.slug}" is held over: {words:,} words are more than two whole pages can hold: '
        f"fewer than {fit:,} fit, {words - fit:,} are too many"
    )
    where = Where(story.source or None)
    return Finding("held-over", Severity.ERROR, message, where, "split it into several stories")
