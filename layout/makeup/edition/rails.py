"""Which stories stand together under one head: a section's briefs in rails, its letters, each once.

A story is a brief that says so, or that nobody ranked and that is too short for any rank but that
of briefs; one with pictures, boxes or tables stands by itself. Briefs go by rank, then by date, the
newest first, and are dealt in that order, each into the rail that has least: so the last of every
rail, which are the first to be dropped, are those that matter least. Those that were printed before
keep to the rail of their page. Stories that some ad of the section must not stand near do not mix
with others.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.choose_settings import FinishedPage
from layout.makeup.edition.gathered_article import Gathered, gathered_article, member_blocks
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import rail_name
from layout.makeup.type.furniture_words import wording
from layout.page.grid import Grid
from layout.story.block import Picture, Table
from layout.story.decided import NOTHING_DECIDED, Decisions
from layout.story.kinds import BRIEF, BRIEF_RANK, LETTER, STORY
from layout.story.publication import section_among
from layout.typeset.galley import Galley
from slots.prices_of_taste import RailPrices


@dataclass(frozen=True, slots=True)
class Rooms:
    """Where stories are gathered: the pages of the edition, its grid, the page of each item in the
    last one, what rails should be like, and what is decided of stories: those that were given the
    same pages stand together, others by themselves."""

    pages: Sequence[SectionPage]
    grid: Grid
    before: Mapping[str, int]
    prices: RailPrices
    decisions: Decisions = NOTHING_DECIDED

    def section_of(self, article: Article) -> str:
        """The section in which a story is printed: its own, else the first."""
        return section_among(article.story.section, [page.section for page in self.pages])

    def count(self, section: str) -> int:
        """The pages of a section."""
        return sum(page.section == section for page in self.pages)

    def shy(self, article: Article) -> frozenset[str]:
        """The tags for which an ad of its section keeps away from a story."""
        section, tags = self.section_of(article), frozenset(article.story.tags)
        away = (page.away for page in self.pages if page.section == section)
        return tags & frozenset().union(*away)


@dataclass(frozen=True, slots=True)
class _Flock:
    """What stories must have in common to stand under one head."""

    kind: str
    section: str
    language: str
    shy: frozenset[str]
    pages: tuple[int, ...] = ()


def gathered(articles: Sequence[Article], rooms: Rooms) -> tuple[Article, ...]:
    """The stories, those that stand together as one article each time."""
    if not rooms.pages:
        return tuple(articles)
    flocks: dict[_Flock, list[Article]] = {}
    alone: list[Article] = []
    for article in articles:
        decided = rooms.decisions.of(article.story.slug)
        kind = "" if decided.alone else gathers_as(article)
        if kind:
            section, language = rooms.section_of(article), article.story.language
            pages = () if decided.rather else decided.pages
            flock = _Flock(kind, section, language, rooms.shy(article), pages)
            flocks.setdefault(flock, []).append(article)
        else:
            alone.append(article)
    for flock, members in flocks.items():
        few = len(members) < rooms.prices.least
        said = [one for one in members if one.story.kind]
        alone += [one for one in members if few and not one.story.kind]
        alone += _rails(flock, said if few else members, rooms)
    return tuple(alone)


def held_apart(
    held: Iterable[str], pages: Iterable[FinishedPage], articles: Iterable[Article]
) -> set[str]:
    """The slugs of all stories without a page: those of `held` articles, each member by itself, and
    those that were dropped where others of theirs stand."""
    rails = {one.story.slug: one for one in articles if isinstance(one, Gathered)}
    placed = [one for page in pages for one in page.placed if one.id in rails]
    slugs = {slug for name in held for slug in (rails[name].slugs if name in rails else (name,))}
    for one in placed:
        slugs |= set(rails[one.id].slugs) - set(one.slugs)
    return slugs


def gathers_as(article: Article) -> str:
    """Whether a story stands with others, as a brief or a letter; "" where it stands by itself."""
    story = article.story
    beside = (
        article.every
        or article.boxes
        or any(isinstance(block, Picture | Table) for block in story.body)
    )
    if beside or story.kind == STORY:
        return ""
    if story.kind:
        return story.kind if story.kind in (BRIEF, LETTER) else ""
    return BRIEF if story.rank >= BRIEF_RANK and not story.ranked else ""


def _rails(flock: _Flock, members: Iterable[Article], rooms: Rooms) -> list[Gathered]:
    """The stories of a flock in as many rails as suit their length and the pages there are."""
    ordered = sorted(members, key=_order)
    if not ordered:
        return []
    rows = [_rows(one, rooms.grid) for one in ordered]
    count = _count(sum(rows), rooms.count(flock.section), rooms.prices)
    count = min(count if flock.kind == BRIEF and not flock.pages else 1, len(ordered))
    words = wording(flock.language)
    title = words.briefs if flock.kind == BRIEF else words.letters
    names = [_name(flock, number) for number in range(count)]
    dealt = _dealt(ordered, rows, names, rooms.before)
    return [
        gathered_article(name, title, part, rooms.grid)
        for name, part in zip(names, dealt, strict=True)
        if part
    ]


def _name(flock: _Flock, number: int) -> str:
    """What a rail is called."""
    shy = "".join(f" {tag}" for tag in sorted(flock.shy))
    given = "".join(f" {page}" for page in flock.pages)
    return rail_name(flock.kind, f"{flock.section} {flock.language}{shy}{given}", number + 1)


def _order(article: Article) -> tuple[int, int, str]:
    story = article.story
    return story.rank, -(story.date or datetime.date.min).toordinal(), story.slug


def _rows(article: Article, grid: Grid) -> int:
    measure = min(width for _, width in grid.columns)
    return 1 + Galley(measure, member_blocks(article, measure)).rows


def _count(rows: int, pages: int, prices: RailPrices) -> int:
    """How many rails: one a page at most, as long as none is too long."""
    wanted = max(1, (rows + prices.rows // 2) // prices.rows)
    return wanted if wanted <= pages else max(pages, -(-rows // prices.longest))


def _dealt(
    members: Sequence[Article], rows: Sequence[int], names: Sequence[str], before: Mapping[str, int]
) -> list[list[Article]]:
    """The stories by rails, in their order."""
    taken = [0] * len(names)
    stood = {before[name]: number for number, name in enumerate(names) if name in before}
    rail: dict[int, int] = {}
    for at, member in enumerate(members):
        page = before.get(member.story.slug)
        if page in stood:
            rail[at] = stood[page]
            taken[rail[at]] += rows[at]
    for at in range(len(members)):
        if at not in rail:
            rail[at] = min(range(len(names)), key=lambda number: (taken[number], number))
            taken[rail[at]] += rows[at]
    return [
        [member for at, member in enumerate(members) if rail[at] == number]
        for number in range(len(names))
    ]
