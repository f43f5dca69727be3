"""The stories of a printed edition: read, set, and measured with what stands beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from layout.edition.held_over import giant_finding
from layout.edition.single.picture_markup import unshown_pictures, with_files
from layout.edition.unprintable_pictures import pictures_for, width_of, with_portraits
from layout.makeup.edition.decisions.from_dummies import LEADING
from layout.makeup.edition.shapes.article import Article, Beside, BoxShape, article_of
from layout.makeup.edition.shapes.how_short import Trimming
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.lined_tables import lined_tables
from layout.page.grid import Grid
from layout.press.boxes.module_markup import module_html
from layout.press.boxes.printed_address import story_address
from layout.press.ink.metadata import UNDATED
from layout.publication.all_stories import Shelf, taken
from layout.publication.decisions.in_front_matter import with_own
from layout.publication.decisions.pages_toml import (
    held_by_decision,
    idle_preferences,
    unknown_stories,
)
from layout.publication.decisions.rest_regions import with_rests
from layout.publication.embargoes import why_held_back
from layout.publication.material import Material, attempt
from layout.publication.ranking import Ranked, candidate_of, rank_rules, ranks_of
from layout.publication.slugs_and_sections import repeated_story, unknown_section
from layout.story.as_written import Story, on_paper
from layout.story.decided import NOTHING_DECIDED, Decisions, Place
from layout.story.module import Module
from layout.story.pictures.paths import pictures_in
from layout.story.preferred import as_preferred
from layout.story.publication import BY_RULE
from layout.story.run import Emphasis, Run, Runs, plain
from layout.typeset.coverage import check_glyphs
from layout.typeset.set_text import Compositor, compositor
from layout.work.processes.crew import cores
from layout.work.processes.fork import Asides, Begin
from slots.finding import Finding
from slots.rules.story_overrides import NO_RULES

_LOWEST_HEAD = 4
"""The lowest rank that a story is given since it comes after others: lower ones have heads of the
same size."""

_NONE: Mapping[Path, Finding] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """The stories of an edition. `markup` gives the content of each box by its id and columns,
    `files` those of the pictures in it by its id; `held` is what is found of stories too long for
    any two pages, by their slugs; `embargoed` of those that may not appear yet. `ranks` are those
    that nobody gave, by slug; `decisions` are those of pages.toml and of the stories themselves."""

    articles: tuple[Article, ...]
    materials: tuple[Material, ...]
    markup: dict[tuple[str, int], str]
    findings: tuple[Finding, ...]
    held: Mapping[str, Finding] = field(default_factory=dict)
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    embargoed: Mapping[str, Finding] = field(default_factory=dict)
    ranks: Mapping[str, Ranked] = field(default_factory=dict)
    decisions: Decisions = NOTHING_DECIDED

    @property
    def unset(self) -> Mapping[str, Finding]:
        """What is found of all stories that were not set, by their slugs."""
        return {**self.held, **self.embargoed}


@dataclass(frozen=True, slots=True, eq=False)
class _Reader:
    """What all stories share. `look` is what all shapes depend on besides their stories."""

    shelf: Shelf
    grid: Grid
    spoiled: Mapping[Path, Finding]
    findings: list[Finding]
    look: str
    decisions: Decisions
    setters: dict[str, Compositor] = field(default_factory=dict)

    def compositor(self, language: str) -> Compositor:
        """The compositor of a language, made once."""
        if language not in self.setters:
            theme, foundry = self.shelf.around.theme, self.shelf.foundry
            self.setters[language] = compositor(theme, foundry, language)
        return self.setters[language]


def copy_of(shelf: Shelf, grid: Grid, spoiled: Mapping[Path, Finding] = _NONE) -> Copy:
    """All stories of a publication that can be read; what is wrong with others is found. Pictures
    whose files are `spoiled` are left out. Boxes are measured while type is set."""
    findings: list[Finding] = [*shelf.findings]
    everything = tuple(_materials(shelf, findings))
    decisions, wrong = with_own(shelf.decisions, (material.story for material in everything))
    decisions, misplaced = with_rests(decisions, len(grid.columns))
    decisions = _without_needless(decisions, everything)
    findings.extend((*wrong, *misplaced))
    findings.extend(unknown_stories(decisions, frozenset(m.story.slug for m in everything)))
    findings.extend(idle_preferences(decisions))
    materials, embargoed = _free(everything, decisions)
    findings.extend(embargoed.values())
    materials, ranks = _ranked(materials, shelf)
    free = as_preferred(decisions, ())  # what is preferred of stories is tried once all are set
    materials = _decided(materials, free)
    look = f"{grid}{replace(shelf.around.theme, folder=Path())}"  # wherever the theme lies
    reader = _Reader(shelf, grid, spoiled, findings, look, free)
    giants = {material.story.slug: giant_finding(material.story, grid) for material in materials}
    findings.extend(filter(None, giants.values()))
    materials = tuple(m for m in materials if not giants[m.story.slug])
    markup, modules = _markup(materials, reader)
    with Asides(cores()) as begin:
        measured = _measured(markup, modules, reader, begin)
        bare = [_set(material, reader) for material in materials]
        if begin.busy:
            for article in bare:
                article.text.set()
        depths = dict(zip(markup, measured(), strict=True))
    made = zip(materials, bare, strict=True)
    articles = tuple(_beside(article, material, depths, reader) for material, article in made)
    held = {slug: giant for slug, giant in giants.items() if giant}
    files = {name: each.files for name, each in modules.items()}
    found = tuple(dict.fromkeys(findings))
    return Copy(articles, materials, markup, found, held, files, embargoed, ranks, decisions)


def _materials(shelf: Shelf, findings: list[Finding]) -> Iterator[Material]:
    """Each story with its publication, as print has it, its problems noted; two of one name cannot
    both stand."""
    seen: dict[str, Path] = {}
    for file in shelf.stories:
        material = attempt(partial(taken, shelf, file), findings)
        if material is None:
            continue
        findings.extend(material.findings)
        slug = material.story.slug
        if slug in seen:
            findings.append(repeated_story(slug, file, seen[slug]))
            continue
        seen[slug] = file
        findings.extend(check_glyphs(material.story, material.theme, material.foundry))
        findings.extend(unknown_section(material.story, file, shelf.house.publication.print_plan))
        yield replace(material, story=on_paper(material.story))


def _without_needless(decisions: Decisions, materials: tuple[Material, ...]) -> Decisions:
    """Decisions, without those that stories must not jump which say so themselves: such a story
    stays on one page, whatever decision is given up."""
    stays = frozenset(material.story.slug for material in materials if not material.story.jump)
    needless = {
        slug: replace(one, jump=None)
        for slug, one in decisions.stories.items()
        if one.jump is False and slug in stays
    }
    return replace(decisions, stories={**decisions.stories, **needless}, whole=stays)


def _free(
    materials: tuple[Material, ...], decisions: Decisions
) -> tuple[tuple[Material, ...], Mapping[str, Finding]]:
    """The stories that may appear on the day of the edition, and that nobody holds over; what is
    told of the others."""
    free: list[Material] = []
    embargoed: dict[str, Finding] = {}
    for material in materials:
        day = material.house.publication.date
        told = why_held_back(material.story, day) or held_by_decision(
            material.story, decisions, day
        )
        if told is None:
            free.append(material)
        else:
            embargoed[material.story.slug] = told
    return tuple(free), embargoed


def _ranked(
    materials: tuple[Material, ...], shelf: Shelf
) -> tuple[tuple[Material, ...], Mapping[str, Ranked]]:
    """The stories, each with a rank, and the ranks that nobody gave, by slug."""
    rules = rank_rules(shelf.house.publication, shelf.around.theme.prices.ranks)
    found = ranks_of((candidate_of(material.story) for material in materials), rules)
    ranks = {m.story.slug: rank for m, rank in zip(materials, found, strict=True) if rank}
    return tuple(_with_rank(material, ranks) for material in materials), ranks


def _with_rank(material: Material, ranks: Mapping[str, Ranked]) -> Material:
    """A story with its rank in this edition."""
    story, own = material.story, ranks.get(material.story.slug)
    return replace(material, story=replace(story, rank=own.rank)) if own else material


def _decided(materials: tuple[Material, ...], decisions: Decisions) -> tuple[Material, ...]:
    """The stories as they were decided: those that lead pages, or would rather, with the rank of
    one that may, others that were given none but such pages below them; cut and parted no further
    than they may be."""
    ranks = {material.story.slug: material.story.rank for material in materials}
    after = _ranks_in_order(ranks, decisions)
    leads = {page: min(ranks[s], LEADING) for page, s in decisions.leads.items() if s in ranks}

    def as_decided(story: Story) -> Story:
        decided, rank = decisions.of(story.slug), story.rank
        if decided.lead:
            rank = min(rank, LEADING)
        elif decided.pages and leads.keys() >= {*decided.pages} and not decided.rather:
            rank = max(rank, *(leads[page] + 1 for page in decided.pages))
        rank = max(rank, after.get(story.slug, rank))
        cut = story.cut if decided.cut is None else decided.cut
        jump = story.jump if decided.jump is None else decided.jump
        return replace(story, rank=rank, cut=cut, jump=jump, decide=NO_RULES)

    return tuple(replace(material, story=as_decided(material.story)) for material in materials)


def _ranks_in_order(ranks: Mapping[str, int], decisions: Decisions) -> Mapping[str, int]:
    """The rank that each story of a page's order has at least: one below that of the story before
    it, as far as ranks have heads of their own."""
    found: dict[str, int] = {}
    for number, slug in decisions.leads.items():
        named = decisions.on(number).stories
        order = [name for name in named if (at := decisions.of(name).place) and at.order]
        order.sort(key=lambda name: (decisions.of(name).place or Place()).order or 0)
        above = min(ranks.get(slug, LEADING), LEADING)
        for name in order[1:]:
            above = max(ranks.get(name, 0), min(above + 1, _LOWEST_HEAD))
            found[name] = above
    return found


def _set(material: Material, reader: _Reader) -> Article:
    """A story with its pictures; its boxes are yet to be measured."""
    story, grid = material.story, reader.grid
    by = reader.compositor(story.language)
    pictures = pictures_for(story, grid, by, reader.spoiled, reader.findings)
    if reader.shelf.house.publication.print_plan.mugs == BY_RULE:
        pictures = with_portraits(pictures, story.rank)
    reader.findings.extend(lined_tables(story, grid.live.width, by, "a page"))
    return article_of(story, "", Beside(pictures), grid, by, _trimming(story, reader))


def _trimming(story: Story, reader: _Reader) -> Trimming:
    """How a story may be shortened, and what then says where all of it is: that needs an address of
    the publication."""
    publication = reader.shelf.house.publication
    line: Runs = ()
    if publication.site or publication.short_address:
        before, _, after = wording(story.language).read_on.partition("{address}")
        address = Run(story_address(publication, story.slug), Emphasis.BOLD)
        line = (*plain(before), address, *plain(after))
    return Trimming(publication.print_plan.trim, line)


def _beside(
    article: Article, material: Material, depths: dict[tuple[str, int], int], reader: _Reader
) -> Article:
    """A story with its boxes, and its key."""
    widths = range(1, len(reader.grid.columns) + 1)
    boxes = tuple(
        BoxShape(name, module.kind, {columns: depths[name, columns] for columns in widths})
        for name, module in _modules(material)
    )
    sizes = [(shape.across, shape.down, shape.pixels, shape.mug) for shape in article.every]
    story = replace(article.story, source="", promo=None)  # neither place nor promo shapes it
    form = reader.decisions.of(story.slug).form
    decided = (form,) if form.decided else ()
    depths_of = [box.depths for box in boxes]
    facts = (reader.look, story, sizes, depths_of, _trimming(story, reader), *decided)
    key = hashlib.sha256(repr(facts).encode()).hexdigest()[:24]
    return replace(article, boxes=boxes, key=key, form=form)


def _modules(material: Material) -> Iterator[tuple[str, Module]]:
    """The modules of a story, by ids that no other story's have."""
    for ask in material.story.asks:
        if isinstance(ask.content, Module):
            yield f"{material.story.slug}-{ask.content.id}", ask.content


@dataclass(frozen=True, slots=True)
class _Made:
    """What a module's markup is made for: its kind, and the files of its pictures."""

    kind: str
    files: tuple[str, ...]


def _markup(
    materials: Sequence[Material], reader: _Reader
) -> tuple[dict[tuple[str, int], str], dict[str, _Made]]:
    """The markup of all modules at every width, and what each is."""
    shelf, grid = reader.shelf, reader.grid
    house, theme = shelf.house.publication, shelf.around.theme
    markup, made = {}, {}
    for material in materials:
        story = material.story
        unshown = unshown_pictures(story, pictures_in(replace(story, body=())))
        reader.findings.extend(unshown.values())
        for name, written in _modules(material):
            module, files = with_files(written, Path(story.source), unshown)
            made[name] = _Made(module.kind, files)
            for columns in range(1, len(grid.columns) + 1):
                width = width_of(grid, columns)
                markup[name, columns] = module_html(module, width, house, theme, shelf.foundry)
    return markup, made


def _measured(
    markup: dict[tuple[str, int], str], made: dict[str, _Made], reader: _Reader, begin: Begin
) -> Callable[[], tuple[int, ...]]:
    """Begins to measure how deep each box is at each width: one rendering for all that were not
    measured before."""
    from layout.press.frames.cached_frames import FrameSetup, depths
    from layout.press.frames.skeleton import Frame

    shelf = reader.shelf
    house = shelf.house.publication
    frames = [
        Frame(made[name].kind, html, width_of(reader.grid, columns), files=made[name].files)
        for (name, columns), html in markup.items()
    ]
    date = house.date or UNDATED
    press = FrameSetup(shelf.around.theme, shelf.foundry, date, house.language)
    measured = depths.aside(begin, frames, press)
    return lambda: tuple(map(measured().__getitem__, frames))
