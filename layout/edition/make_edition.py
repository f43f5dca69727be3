"""A whole printed edition: ads stacked, stories made up around them, pages built.

stories ─> articles ─┐
ad book ─> stack ────┼─> plan (which story where) ─> pages ─> PDF
sections ─> pages ───┘
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from layout.edition.again.rectangles import rectangles_in
from layout.edition.decided.deadlines import unknown_deadlines
from layout.edition.decided.kept_in_edition import KeptTask, unkept, with_kept_decisions
from layout.edition.decided.try_preferences import (
    MadeUp,
    Preferred,
    as_wanted,
    with_preferences,
)
from layout.edition.decided.unmet import unmet_findings
from layout.edition.furniture_and_house_ads import (
    furniture_of,
    has_room,
    index_of,
    kept_rows,
    promos_in,
    promoted_in,
    with_markup,
    without_promos,
)
from layout.edition.held_over import held_findings
from layout.edition.last_plan import RECORD, Record, Stood, read_record
from layout.edition.publication_mistakes import whole_shelf
from layout.edition.set_stories import Copy, copy_of
from layout.edition.single.picture_markup import CODE
from layout.edition.stack_ads import AdBook, AdTask, read_ahead, told_of_decisions, with_copy
from layout.edition.stacked_ads import Stacked
from layout.edition.thin.too_thin import house_ad_findings
from layout.edition.unprintable_pictures import unprintable_pictures
from layout.edition.workshop import Workshop
from layout.makeup.edition.all_pages import (
    EditionPlan,
    EditionTask,
    closed_to,
    finisher_of,
    plan_edition,
    section_pages_of,
)
from layout.makeup.edition.assign.last_edition import NO_LAST_EDITION
from layout.makeup.edition.decisions.from_dummies import Filled
from layout.makeup.edition.decisions.refusal import Refused
from layout.makeup.edition.decisions.where_to_begin import in_their_sections, with_rails
from layout.makeup.edition.pages_from_plan import Setup, build_page, group_pages
from layout.makeup.edition.placed_ads import AdBoxes
from layout.makeup.edition.promo_findings import promo_findings, refused_promos
from layout.makeup.edition.promos import promotable
from layout.makeup.edition.rails import Rooms, gathered
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import turned_id
from layout.makeup.edition.shortened_stories import (
    Shortened,
    shortened_findings,
    shortened_in,
)
from layout.makeup.edition.skyline import Promo
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.index import IndexEntry
from layout.makeup.type.shortfalls import Printed, shortfalls
from layout.page.document import Document, Page
from layout.publication.ads.printed_pages import section_starts
from layout.publication.all_stories import Shelf
from layout.publication.closed_pages import (
    NONE_CLOSED,
    Closed,
    broken_promises,
    changed_since,
    check_fits,
    opened,
    read_closed,
    with_promises,
)
from layout.publication.decided_too_late import late_spreads, too_late, without_dummies
from layout.publication.settings.print_grid import AS_PUBLISHED, Choice, grid_for
from layout.story.as_written import Story
from layout.story.decided import Decisions
from layout.story.preferred import Wanted, as_preferred
from layout.typeset.set_text import compositor
from layout.work.processes.crew import cores
from layout.work.processes.fork import Asides
from layout.work.terminal.console import Console
from slots.finding import Finding
from slots.stacking.task.ad_page import StackPage

SAME = 75
"""Per cent of the stories that an edition has from the last one if it is the same edition."""


@dataclass(frozen=True, slots=True, eq=False)
class Newspaper:
    """A finished edition, with the plans it follows and all findings on the way. `before` has the
    page of each story, by its item's id, in the edition before; `shortened` are the stories that
    are printed without their ends, `promos` those that page one leads to; `preferred` is what was
    made up, with the editor's decisions that could be kept, and preferences; `closed` are the pages
    that are printed as they were, and are no pages of the document; `index` is what page one says
    of other sections."""

    document: Document
    plan: EditionPlan
    stacked: Stacked
    copy: Copy
    record: Record
    findings: tuple[Finding, ...]
    before: Mapping[str, int]
    shortened: tuple[Shortened, ...]
    promos: tuple[Promo, ...]
    preferred: Preferred
    closed: Closed = NONE_CLOSED
    index: tuple[IndexEntry, ...] = ()

    @property
    def kept(self) -> KeptTask:
        """What was made up, with the decisions that could be kept."""
        return self.preferred.made.kept

    @property
    def decided(self) -> Decisions:
        """All that was decided for it, with those preferences about stories that were."""
        return as_preferred(self.copy.decisions, self.preferred.decided)

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The editor's decisions that could not be kept."""
        return self.kept.refused

    @property
    def dummies(self) -> tuple[Filled, ...]:
        """How pages that are made after a dummy were filled."""
        return self.kept.filled

    @property
    def open_pages(self) -> tuple[StackPage, ...]:
        """The pages of the document as ads were stacked on them."""
        closed = self.closed.numbers
        return tuple(page for page in self.stacked.pages if page.number not in closed)


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What is wanted: the publication's folder, the sheet, and whether the edition is planned as
    if for the first time. `spoiled` are files of pictures and artwork that turned out to be
    damaged, with what is wrong. Pages to `open` are closed no more. What is `decided` is another
    text of pages.toml than that on disk, what is `booked` another one of the ad book, and `written`
    are other texts of stories, by their files; `follows` is the plan that is followed where it is
    not that of the last print."""

    folder: Path
    choice: Choice = AS_PUBLISHED
    fresh: bool = False
    spoiled: Mapping[Path, Finding] = field(default_factory=dict)
    open: frozenset[int] = frozenset()
    decided: str | None = None
    follows: Record | None = None
    booked: str | None = None
    written: Mapping[Path, str] = field(default_factory=dict)

    @property
    def usual(self) -> bool:
        """Whether it is the publication's own sheet: of a trial on another one no record is kept,
        and none is followed."""
        return self.choice == AS_PUBLISHED


def make_newspaper(order: Order, shop: Workshop) -> Newspaper:
    """The edition of a publication. Raises BadInput, with all that is wrong anywhere, where there
    is nothing to print, or nothing to print it on; else what is sound is made, and the findings
    have the rest."""
    before = _before(order)
    with Asides(cores()) as begin:  # ads are stacked while the stories are read
        with shop.stage("stories", "Reading and setting the stories"):
            shelf = whole_shelf(order.folder, order.decided, order.written)
            ads = _ads_to_stack(order, shelf, before)
            ahead = read_ahead.aside(begin, ads)
            copy = copy_of(shelf, ads.grid, order.spoiled)
        with shop.stage("stacking", "Stacking the ads"):
            book, stacked = _stacked(ads, ahead, copy)
    with shop.stage("make-up", f"Making up {len(stacked.pages)} pages"):
        preferred = _made_up(stacked, copy, before)
        plan = preferred.made.plan
        setup = _setup(plan, preferred.made.kept, stacked, book, ads, copy)
        pages = _built(plan, copy, setup, shop.console)
        document = _document(pages, stacked, copy, shelf, before.closed)
    record, cut = _recorded(stacked, plan, copy, before), tuple(shortened_in(plan))
    told = (*_found(preferred, stacked, copy, cut), *before.found(plan, stacked, copy))
    done = replace(document, findings=(*told, *_unplaced(document, copy, order)))
    seen = cut, promos_in(plan, stacked), preferred, before.closed, setup.index
    return Newspaper(done, plan, stacked, copy, record, done.findings, before.last.stories, *seen)


@dataclass(frozen=True, slots=True, eq=False)
class _Before:
    """What an edition follows: the record of the last one, with what is wrong with that, and the
    pages that are closed; what `stood` where by that record, even where it is not followed."""

    last: Record
    unread: tuple[Finding, ...]
    closed: Closed
    stood: Mapping[str, Stood]

    def found(self, plan: EditionPlan, stacked: Stacked, copy: Copy) -> tuple[Finding, ...]:
        """What is wrong with the record, what of closed pages changed since, what is decided too
        late, and what they say of others that is not so."""
        stories = (article.story for article in copy.articles)
        changed = changed_since(self.closed, stories, stacked.bookings)
        late = too_late(copy.decisions, self.closed, stacked.publication.date)
        return (*self.unread, *changed, *late, *broken_promises(self.closed, plan.page_of))


def _before(order: Order) -> _Before:
    """What an edition follows; of the record nothing where it is planned as if for the first time.
    Raises BadInput where what is kept of closed pages cannot be used."""
    record, unread = read_record(order.folder / RECORD) if order.usual else (Record(), ())
    last = order.follows or (Record() if order.fresh else record)
    return _Before(last, unread, _closed_in(order), (last if order.follows else record).stood)


def _found(
    preferred: Preferred,
    stacked: Stacked,
    copy: Copy,
    cut: Sequence[Shortened],
) -> tuple[Finding, ...]:
    """What is told of the copy and the ads, of decisions that are not kept, of stories that have no
    page, of house ads, and of type."""
    kept, plan = preferred.made.kept, preferred.made.plan
    decided = (*kept.findings, *unkept(plan, kept))
    decided = (*decided, *unmet_findings(preferred, stacked, copy.decisions))
    decided = (*decided, *unknown_deadlines(copy.decisions, stacked.pages))
    held = (*decided, *held_findings(plan, kept.task))
    house = house_ad_findings(plan, kept.task, stacked.house)
    return (*copy.findings, *stacked.findings, *held, *house, *_typeset(stacked, copy, plan, cut))


def _closed_in(order: Order) -> Closed:
    """The pages of an edition that are closed; none on another sheet than the publication's own.
    Raises BadInput where what is kept of them cannot be read, and where pages cannot be opened."""
    return opened(read_closed(order.folder), order.open) if order.usual else NONE_CLOSED


def _ads_to_stack(order: Order, shelf: Shelf, before: _Before) -> AdTask:
    """What the ads are stacked from."""
    house, grid = shelf.house, grid_for(shelf.house, order.choice)
    by = compositor(shelf.around.theme, shelf.foundry, house.publication.language)
    task = AdTask(house, order.folder, grid, before.last, order.spoiled, by, closed=before.closed)
    return replace(task, decisions=shelf.decisions, booked=order.booked)


def _stacked(ads: AdTask, ahead: Callable[[], AdBook], copy: Copy) -> tuple[AdBook, Stacked]:
    """The ad book, and its ads in their places. Page one keeps no room for promos where no story
    can have one, or where its ads leave too little. Raises BadInput as `with_copy` does, and where
    closed pages are none of its pages."""
    book, stack = with_copy(ads, ahead, copy)
    stacked = stack()
    told = told_of_decisions(ads, book, stacked)
    stacked = replace(stacked, findings=(*stacked.findings, *told))
    check_fits(ads.closed, {page.number: page.section for page in stacked.pages}, ads.grid)
    if kept_rows(stacked):
        able = promotable(copy.articles, stacked.pages) or stacked.decisions.front.promos
        return book, stacked if able and has_room(stacked) else without_promos(stacked)
    return book, stacked


def _typeset(
    stacked: Stacked, copy: Copy, plan: EditionPlan, cut: Sequence[Shortened]
) -> tuple[Finding, ...]:
    """What the type of an edition has to do without: ends of stories, signs that fonts lack,
    hyphens; and promos."""
    stories = tuple(material.story for material in copy.materials)
    continued = (story.slug for story in stories if turned_id(story.slug) in plan.page_of)
    by = stacked.publication, stacked.theme, stacked.foundry
    lacking = shortfalls(Printed(stories, *by, frozenset(continued)))
    promoted, decided = promoted_in(plan, stacked), stacked.decisions
    promised = promo_findings(promoted, stories)
    refused = refused_promos(promoted, stories, decided.places.key(("page", "1", "promos")))
    return (*shortened_findings(cut), *lacking, *promised, *refused)


def _unplaced(document: Document, copy: Copy, order: Order) -> tuple[Finding, ...]:
    """What is wrong with pictures that no page has room for, and that nobody paints."""
    told = {finding.where for finding in copy.findings if finding.code == CODE}
    seen = {image.file for page in document.pages for image in page.images} | order.spoiled.keys()
    found = (
        finding
        for article in copy.articles
        for finding in unprintable_pictures(article.story, seen)
    )
    return tuple(finding for finding in found if finding.where not in told)


def _recorded(stacked: Stacked, plan: EditionPlan, copy: Copy, before: _Before) -> Record:
    made = replace(plan.made, pages={**plan.made.pages, **before.closed.items})
    missing = len(held_in(plan, copy)) - len(copy.embargoed) + len(stacked.plan.conflicts)
    columns, stood = len(stacked.grid.columns), rectangles_in(plan, stacked.pages)
    kept = {name: one for name, one in before.stood.items() if name in before.closed.items}
    rectangles = {**kept, **stood}
    return Record(stacked.plan.places, made, len(stacked.pages), missing, "", rectangles, columns)


def held_in(plan: EditionPlan, copy: Copy) -> list[str]:
    """The slugs of the stories that have no page: they found none, or must not appear yet."""
    slugs = {article.story.slug for article in copy.articles}
    return sorted({*(slugs & set(plan.held)), *copy.unset})


def _task(stacked: Stacked, copy: Copy, before: _Before, decided: Decisions) -> EditionTask:
    """What is to be made up. Stories stay where they are in an edition that was printed before:
    with as many pages and, for the most part, the same stories."""
    record, closed = before.last, before.closed
    decisions = without_dummies(with_promises(decided, closed), late_spreads(decided, closed))
    sections = stacked.publication.print_plan.sections
    slugs = [article.story.slug for article in copy.articles]
    known = sum(slug in record.stories for slug in slugs)
    same = record.pages in (0, len(stacked.pages)) and known * 100 >= len(slugs) * SAME
    task = EditionTask(
        stacked.pages,
        stacked.plan,
        stacked.bookings,
        tuple(one for one in copy.articles if one.story.slug not in closed.slugs),
        stacked.grid,
        record.made if same else NO_LAST_EDITION,
        max(0, len(sections) - 1) if decided.front.index else 0,
        prices=stacked.theme.prices,
        decisions=decisions,
        closed=closed.numbers,
    )
    pages, stood = section_pages_of(task), task.last_edition.pages
    rooms = Rooms(pages, task.grid, stood, task.prices.rails, decisions)
    shut, others = list[Article](), list[Article]()
    for one in in_their_sections(task.articles, stacked.pages, decisions):
        # no rail of another section has a story of one that is closed
        (shut if closed_to(one, stacked.pages, closed.numbers) else others).append(one)
    articles = (*shut, *gathered(others, rooms))
    return replace(task, articles=articles, decisions=with_rails(decisions, articles))


def _made_up(stacked: Stacked, copy: Copy, before: _Before) -> Preferred:
    """What stands where, with as much of what the editor would rather have of stories as does not
    cost too much."""

    def make(some: frozenset[Wanted]) -> MadeUp:
        articles = as_wanted(copy.articles, copy.decisions, some)
        decided = as_preferred(copy.decisions, some)
        task = _task(stacked, replace(copy, articles=articles), before, decided)
        kept = with_kept_decisions(task)
        return MadeUp(kept, _planned(kept.task))

    return with_preferences(copy.decisions, stacked.theme.prices.stories.rather, make)


def _planned(task: EditionTask) -> EditionPlan:
    """Which story stands where."""
    with Asides(cores()) as begin:
        return plan_edition(task, begin)


def _built(plan: EditionPlan, copy: Copy, setup: Setup, console: Console) -> tuple[Page, ...]:
    """The pages of a plan: its stories as they were made up, without what was refused of them."""
    placed = (one.article for page in plan.pages for one in page.placed)
    articles = (*copy.articles, *filter(None, placed))
    finisher, type_ = finisher_of(articles, setup.by.theme.prices), dict[int, Page]()
    for section in plan.sections:
        for key, group in section.groups.items():
            console.progress("Setting pages", len(type_), len(plan.pages))
            set_ = group_pages(key, group, setup, finisher)
            type_.update((page.number, page) for page in set_)
    return tuple(build_page(page, type_[page.page], setup) for page in plan.pages)


def _document(
    pages: tuple[Page, ...], stacked: Stacked, copy: Copy, shelf: Shelf, closed: Closed
) -> Document:
    """The pages with markup in all their boxes."""
    house = stacked.publication
    stories = (article.story for article in copy.articles)
    languages = tuple(
        (story.slug, story.language) for story in stories if story.language != house.language
    )
    bare = Document(house.name, house.language, house.date, pages, languages=languages)
    return with_markup(bare, copy, stacked.bookings, shelf, closed)


def _closed_stories(copy: Copy, closed: Closed) -> Mapping[int, Sequence[Story]]:
    """The stories that begin on closed pages, by these."""
    stories = {article.story.slug: article.story for article in copy.articles}
    return {
        page.number: [stories[name] for name in page.items if name in stories]
        for page in closed.pages
    }


def _setup(
    plan: EditionPlan, kept: KeptTask, stacked: Stacked, book: AdBook, ads: AdTask, copy: Copy
) -> Setup:
    """What stands on pages beside their stories: furniture, ads, promos and the index."""
    house, grid, by = stacked.publication, stacked.grid, ads.by
    counts: dict[str, int] = {}
    for page in stacked.pages:
        counts[page.section] = counts.get(page.section, 0) + 1
    starts = section_starts(house.print_plan, counts)
    label, promos = wording(house.language).advertisement, promos_in(plan, stacked)
    wanted = stacked.decisions.front.index
    index = index_of(plan, starts, promos, _closed_stories(copy, ads.closed)) if wanted else ()
    return Setup(
        grid,
        furniture_of(stacked, starts, promos, by),
        {page.number: page.section for page in stacked.pages},
        AdBoxes(stacked.plan, stacked.bookings, book.artwork, grid, label),
        index,
        plan.page_of,
        by,
        frozenset(slug for slug, one in kept.task.decisions.stories.items() if one.beside),
    )
