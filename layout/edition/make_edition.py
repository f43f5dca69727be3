"""A whole printed edition: ads stacked, stories made up around them, pages built.

stories ─> articles ─┐
ad book ─> stack ────┼─> plan (which story where) ─> pages ─> PDF
sections ─> pages ───┘
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from layout.edition.furniture_and_house_ads import furniture_of, index_of, with_markup
from layout.edition.held_over import held_findings
from layout.edition.last_plan import RECORD, Record, read_record
from layout.edition.memory.pages_made import KeptGroups
from layout.edition.memory.sections_made import KeptSections
from layout.edition.memory.shapes_found import keep_facts, known_facts
from layout.edition.memory.stories_set import compositor_again, foundry_again, lore_again
from layout.edition.memory.tilings_found import Tilings, made_by
from layout.edition.printable_pictures import unprintable_pictures
from layout.edition.publication_mistakes import whole_shelf
from layout.edition.set_stories import Copy, copy_of
from layout.edition.single.picture_markup import CODE
from layout.edition.stack_ads import AdBook, AdTask, known_stack, read_ahead, with_copy
from layout.edition.stacked_ads import Stacked
from layout.edition.workshop import Workshop
from layout.makeup.edition.all_pages import EditionPlan, EditionTask, plan_edition
from layout.makeup.edition.assign.last_edition import NEVER_MADE
from layout.makeup.edition.pages_from_plan import Setup, build_page, story_page
from layout.makeup.edition.placed_ads import AdBoxes
from layout.makeup.edition.shapes.item import turned_id
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.shortfalls import Printed, shortfalls
from layout.page.document import Document, Page
from layout.publication.ads.printed_pages import section_starts
from layout.publication.all_stories import Shelf
from layout.publication.settings.print_grid import AS_PUBLISHED, Choice, grid_for
from layout.typeset.set_text import Compositor
from layout.work.processes.crew import cores
from layout.work.processes.fork import Asides, Begin, at_once
from layout.work.store.folder import CacheFolder
from layout.work.terminal.console import Console
from slots.finding import Finding

_STACK = "stack"
"""What the ads' stack is remembered under."""

SAME = 75
"""Per cent of the stories that an edition has from the last one if it is the same edition."""


@dataclass(frozen=True, slots=True, eq=False)
class Newspaper:
    """A finished edition, with the plans it follows and all findings on the way. `before` has the
    page of each story, by its lot's id, in the edition before."""

    document: Document
    plan: EditionPlan
    stacked: Stacked
    copy: Copy
    record: Record
    findings: tuple[Finding, ...]
    before: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What is wanted: the publication's folder, the sheet, and whether the edition is planned as
    if for the first time. `spoiled` are files of pictures and artwork that turned out to be
    damaged, with what is wrong."""

    folder: Path
    choice: Choice = AS_PUBLISHED
    fresh: bool = False
    spoiled: Mapping[Path, Finding] = field(default_factory=dict)

    @property
    def usual(self) -> bool:
        """Whether it is the publication's own sheet: of a trial on another one no record is kept,
        and none is followed."""
        return self.choice == AS_PUBLISHED


def make_newspaper(order: Order, shop: Workshop) -> Newspaper:
    """The edition of a publication. Raises BadInput, with all that is wrong anywhere, where there
    is nothing to print, or nothing to print it on; else the rest is made, and all is found."""
    last, unread = _last_edition(order)
    with Asides(cores()) as begin:  # ads are stacked while the stories are read
        with shop.stage("stories", "Reading and setting the stories"):
            shelf = _shelf(order, shop.cache)
            ads = _ads_to_stack(order, shelf, last, shop.cache)
            ahead = _stacking_ahead(ads, begin)
            copy = copy_of(shelf, ads.grid, shop.cache, order.spoiled)
        with shop.stage("stacking", "Stacking the ads"):
            book, stacked = _stacked(ads, ahead, copy, shop.cache)
    with shop.stage("make-up", f"Making up {len(stacked.pages)} pages"):
        sections = _sections(stacked, copy, last, shop.cache)
        plan = _planned(sections, shop.cache)
        pages = _built(plan, sections, _setup(plan, stacked, book, ads.by), shop.console)
        document = _document(pages, stacked, copy, shelf)
    lost = (*held_findings(plan, sections.task), *_unplaced(document, copy, order, shop.cache))
    told = (*copy.findings, *stacked.findings, *unread, *lost, *_typeset(stacked, copy, plan))
    document, record = replace(document, findings=told), _recorded(stacked, plan, copy)
    return Newspaper(document, plan, stacked, copy, record, told, last.stories)


def _last_edition(order: Order) -> tuple[Record, tuple[Finding, ...]]:
    """The record of the last edition, empty where none is followed; and what is wrong with it."""
    record, unread = read_record(order.folder / RECORD) if order.usual else (Record(), ())
    return (Record() if order.fresh else record), unread


def _shelf(order: Order, cache: CacheFolder) -> Shelf:
    """The publication with its stories, and a foundry that may know their words already."""
    shelf = whole_shelf(order.folder)
    return replace(shelf, foundry=foundry_again(shelf.around.theme, cache))


def _ads_to_stack(order: Order, shelf: Shelf, last: Record, cache: CacheFolder) -> AdTask:
    """What the ads are stacked from."""
    house, grid = shelf.house, grid_for(shelf.house, order.choice)
    language = house.publication.language
    by = compositor_again(shelf.around.theme, shelf.foundry, language, cache)
    return AdTask(house, order.folder, grid, last, order.spoiled, by, cache.recall(_STACK))


def _stacking_ahead(ads: AdTask, begin: Begin) -> Callable[[], AdBook]:
    """Begins to read the ad book, and to stack it where that can be done without stories."""
    return (at_once if ads.known else begin)(partial(read_ahead, ads))


def _stacked(
    ads: AdTask, ahead: Callable[[], AdBook], copy: Copy, cache: CacheFolder
) -> tuple[AdBook, Stacked]:
    """The ad book, and its ads in their places. Raises BadInput as `with_copy` does."""
    book, stack = with_copy(ads, ahead, copy)
    stacked = stack()
    cache.remember(_STACK, known_stack(ads, book, stacked))
    return book, stacked


def _sections(stacked: Stacked, copy: Copy, last: Record, cache: CacheFolder) -> KeptSections:
    """What is to be made up, and the sections of it that were made up so before."""
    task = _task(stacked, copy, last)
    groups = KeptGroups(cache, made_by(), stacked.grid, stacked.foundry)
    facts, lore = known_facts(cache, groups.code), lore_again(cache)
    sections = KeptSections(cache, replace(task, kept=groups, facts=facts, lore=lore), groups)
    sections.find()
    return sections


def _typeset(stacked: Stacked, copy: Copy, plan: EditionPlan) -> tuple[Finding, ...]:
    """What the type of an edition has to do without."""
    stories = tuple(material.story for material in copy.materials)
    continued = (story.slug for story in stories if turned_id(story.slug) in plan.standing)
    by = stacked.publication, stacked.theme, stacked.foundry
    return shortfalls(Printed(stories, *by, frozenset(continued)))


def _unplaced(
    document: Document, copy: Copy, order: Order, cache: CacheFolder
) -> tuple[Finding, ...]:
    """What is wrong with pictures that no page has room for, and that nobody paints."""
    told = {finding.where for finding in copy.findings if finding.code == CODE}
    seen = {image.file for page in document.pages for image in page.images} | order.spoiled.keys()
    found = (
        finding
        for article in copy.articles
        for finding in unprintable_pictures(article.story, seen, cache)
    )
    return tuple(finding for finding in found if finding.where not in told)


def _recorded(stacked: Stacked, plan: EditionPlan, copy: Copy) -> Record:
    missing = len(held_in(plan, copy)) + len(stacked.plan.conflicts)
    return Record(stacked.plan.places, plan.made, len(stacked.pages), missing)


def held_in(plan: EditionPlan, copy: Copy) -> list[str]:
    """The slugs of the stories that found no page."""
    slugs = {article.story.slug for article in copy.articles}
    return sorted({*(slugs & set(plan.held)), *copy.held})


def _task(stacked: Stacked, copy: Copy, record: Record) -> EditionTask:
    """What is to be made up. Stories stay where they are in an edition that was printed before:
    with as many pages and, for the most part, the same stories."""
    sections = stacked.publication.print_plan.sections
    slugs = [article.story.slug for article in copy.articles]
    known = sum(slug in record.stories for slug in slugs)
    same = record.pages in (0, len(stacked.pages)) and known * 100 >= len(slugs) * SAME
    return EditionTask(
        stacked.pages,
        stacked.plan,
        stacked.bookings,
        copy.articles,
        stacked.grid,
        record.made if same else NEVER_MADE,
        max(0, len(sections) - 1),
        prices=stacked.theme.prices,
    )


def _planned(sections: KeptSections, cache: CacheFolder) -> EditionPlan:
    """Which story stands where; what was found out in earlier runs is not worked out again."""
    task, tilings = replace(sections.task, laid=sections.laid), Tilings(cache)
    with Asides(cores()) as begin:
        plan = plan_edition(task, tilings, begin)
    tilings.save()
    keep_facts(cache, sections.groups.code, plan.sections, task.facts)
    return plan


def _built(
    plan: EditionPlan, sections: KeptSections, setup: Setup, console: Console
) -> tuple[Page, ...]:
    """The pages of a plan; the type of their stories that is there from before is used again."""
    told = _told(plan, sections.type_of(plan), setup, console)
    sections.keep(plan, told)
    return tuple(build_page(page, told[page.page], setup) for page in plan.pages)


def _document(pages: tuple[Page, ...], stacked: Stacked, copy: Copy, shelf: Shelf) -> Document:
    """The pages with markup in all their boxes."""
    house = stacked.publication
    bare = Document(house.name, house.language, house.date, pages)
    return with_markup(bare, copy, stacked.bookings, shelf)


def _setup(plan: EditionPlan, stacked: Stacked, book: AdBook, by: Compositor) -> Setup:
    """What stands on pages beside their stories: furniture, ads, and the index."""
    house, grid = stacked.publication, stacked.grid
    counts: dict[str, int] = {}
    for page in stacked.pages:
        counts[page.section] = counts.get(page.section, 0) + 1
    starts = section_starts(house.print_plan, counts)
    label = wording(house.language).advertisement
    return Setup(
        grid,
        furniture_of(house, stacked.pages, starts, grid, by),
        {page.number: page.section for page in stacked.pages},
        AdBoxes(stacked.plan, stacked.bookings, book.artwork, grid, label),
        index_of(plan, starts),
        plan.standing,
        by,
    )


def _told(
    plan: EditionPlan, there: Mapping[int, Page], setup: Setup, console: Console
) -> dict[int, Page]:
    """The type of the stories of each page; what is there already is not set again."""
    new = [page for page in plan.pages if page.page not in there]
    told = dict(there)
    for done, page in enumerate(new):
        console.progress("Setting pages", done, len(new))
        told[page.page] = story_page(page, setup)
    return told
