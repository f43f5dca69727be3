"""A whole printed edition: ads stacked, stories made up around them, pages built.

stories ─> articles ─┐
ad book ─> stack ────┼─> plan (which story where) ─> pages ─> PDF
sections ─> pages ───┘
"""

from __future__ import annotations

from collections.abc import Mapping
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
from layout.edition.stack_ads import AdTask, known_stack, read_ahead, with_copy
from layout.edition.stacked_ads import Stacked
from layout.makeup.edition.all_pages import EditionPlan, EditionTask, plan_edition
from layout.makeup.edition.assign.last_edition import NEVER_MADE
from layout.makeup.edition.pages_from_plan import Setup, build_page, story_page
from layout.makeup.edition.placed_ads import AdBoxes
from layout.makeup.edition.shapes.item import turned_id
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.shortfalls import Printed, shortfalls
from layout.page.document import Document, Page
from layout.publication.ads.printed_pages import section_starts
from layout.publication.settings.print_grid import Choice, grid_for
from layout.work.processes.crew import cores
from layout.work.processes.fork import Asides, at_once
from layout.work.store.folder import CacheFolder
from layout.work.terminal.console import Console
from layout.work.terminal.stopwatch import Stopwatch
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
    choice: Choice
    fresh: bool = False
    spoiled: Mapping[Path, Finding] = field(default_factory=dict)

    @property
    def usual(self) -> bool:
        """Whether it is the publication's own sheet: of a trial on another one no record is kept,
        and none is followed."""
        return self.choice == Choice()


def make_newspaper(
    order: Order, console: Console, watch: Stopwatch, cache: CacheFolder
) -> Newspaper:
    """The edition of a publication. Raises BadInput, with all that is wrong anywhere, where there
    is nothing to print, or nothing to print it on; else the rest is made, and all is found."""
    record, broken = read_record(order.folder / RECORD) if order.usual else (Record(), ())
    if order.fresh:
        record = Record()
    with Asides(cores()) as begin:  # ads are stacked while the stories are read
        console.step("Reading and setting the stories")
        with watch("stories"):
            shelf = whole_shelf(order.folder)
            shelf = replace(shelf, foundry=foundry_again(shelf.around.theme, cache))
            grid = grid_for(shelf.house, order.choice)
            house = shelf.house.publication
            by = compositor_again(shelf.around.theme, shelf.foundry, house.language, cache)
            known = cache.recall(_STACK)
            ads = AdTask(shelf.house, order.folder, grid, record, order.spoiled, by, known)
            ahead = (at_once if known else begin)(partial(read_ahead, ads))
            copy = copy_of(shelf, grid, cache, order.spoiled)
        console.step("Stacking the ads")
        with watch("stacking"):
            book, stack = with_copy(ads, ahead, copy)
            stacked = stack()
            cache.remember(_STACK, known_stack(ads, book, stacked))
    console.step(f"Making up {len(stacked.pages)} pages")
    with watch("make-up"):
        task = _task(stacked, copy, record)
        groups = KeptGroups(cache, made_by(), grid, shelf.foundry)
        facts, lore = known_facts(cache, groups.code), lore_again(cache)
        task = replace(task, kept=groups, facts=facts, lore=lore)
        before = KeptSections(cache, task, groups)
        before.find()
        plan = _planned(replace(task, laid=before.laid), cache, groups.code)
        document = _built(ads, stacked, plan, book.artwork, before, console)
        document = with_markup(document, copy, stacked.bookings, shelf)
    held = held_findings(plan, task)
    unplaced = _unplaced(document, copy, order, cache)
    told = (*stacked.findings, *broken, *held, *unplaced, *_typeset(stacked, copy, plan))
    findings = (*copy.findings, *told)
    return Newspaper(
        replace(document, findings=findings),
        plan,
        stacked,
        copy,
        _recorded(stacked, plan, copy),
        findings,
        record.stories,
    )


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
    )


def _planned(task: EditionTask, cache: CacheFolder, code: str) -> EditionPlan:
    """Which story stands where; what was found out in earlier runs is not worked out again."""
    tilings = Tilings(cache)
    with Asides(cores()) as begin:
        plan = plan_edition(task, tilings, begin)
    tilings.save()
    keep_facts(cache, code, plan.sections, task.facts)
    return plan


def _built(
    task: AdTask,
    stacked: Stacked,
    plan: EditionPlan,
    artwork: Mapping[str, Path],
    before: KeptSections,
    console: Console,
) -> Document:
    """The pages of a plan; the type of their stories that is there from before is used again."""
    house, grid, by = task.house.publication, stacked.grid, task.by
    words = wording(house.language)
    counts: dict[str, int] = {}
    for page in stacked.pages:
        counts[page.section] = counts.get(page.section, 0) + 1
    starts = section_starts(house.print_plan, counts)
    setup = Setup(
        grid,
        furniture_of(house, stacked.pages, starts, grid, by),
        {page.number: page.section for page in stacked.pages},
        AdBoxes(stacked.plan, stacked.bookings, artwork, grid, words.advertisement),
        index_of(plan, starts),
        plan.standing,
        by,
    )
    there = before.type_of(plan)
    told = _told(plan, there, setup, console)
    before.keep(plan, told)
    pages = tuple(build_page(page, told[page.page], setup) for page in plan.pages)
    return Document(house.name, house.language, house.date, pages)


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
