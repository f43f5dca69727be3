"""Which stories page one promotes, and on which page each of them begins.

An editor's own promos come first; then the best story with a picture of each other section, and
the second best where that would leave one promo alone. Nothing that stands on page one is promoted,
neither a story nor a picture, and no story that an ad on page one must not be seen with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from layout.makeup.edition.all_pages import EditionPlan
from layout.makeup.edition.gathered_article import Gathered
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.picture_depth import PictureShape
from layout.makeup.edition.skyline import Promo
from layout.story.as_written import Story, can_lead
from layout.story.publication import section_among
from layout.story.run import text_of
from slots.stacking.task.ad_page import StackPage

_FEWEST, _USUAL = 2, 3
"""Promos where a publication does not say how many: one for each other section, of at most so many;
two at least, where there are the stories for it."""


@dataclass(frozen=True, slots=True, eq=False)
class Inside:
    """What promos are chosen from: a plan, its pages, how many there should be (None: as many as
    suit), and the tags of stories that an ad on page one must not be seen with. Where it is
    `decided` which stories they are, by their slugs, there are no others."""

    plan: EditionPlan
    pages: Sequence[StackPage]
    wanted: int | None
    away: frozenset[str] = frozenset()
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """A story that begins inside the edition, with its page, its section, and a picture of it that
    page one does not have."""

    article: Article
    page: StackPage
    picture: PictureShape | None

    @property
    def story(self) -> Story:
        """Its story."""
        return self.article.story

    @property
    def asked(self) -> bool:
        """Whether it asks for a promo."""
        return self.story.promo is not None and self.story.promo.wanted

    @property
    def best(self) -> tuple[int, int, str]:
        """What orders candidates, the best first."""
        return self.story.rank, self.page.number, self.story.slug


def promotable(articles: Iterable[Article], pages: Sequence[StackPage]) -> bool:
    """Whether stories have what promos are made of, wherever they will stand: pictures in other
    sections than that of page one, or words of an editor."""
    names = [page.section for page in pages]
    return any(
        _asks(article.story)
        or (
            _may(article.story)
            and can_lead(article.story)
            and bool(article.every)
            and section_among(article.story.section, names) != names[0]
        )
        for article in articles
    )


def promos_of(inside: Inside) -> tuple[Promo, ...]:
    """The promos of page one, those that were asked for first, then by page. Never none, where the
    edition has another section than that of page one: at worst they name sections alone."""
    columns = inside.pages[0].columns
    every = list(_candidates(inside))
    if decided := _decided(inside, every):
        return decided
    home = inside.pages[0].section
    asked = sorted((one for one in every if one.asked), key=lambda one: one.best)
    others = [one for one in every if not one.asked and can_lead(one.story)]
    others = [one for one in others if one.page.section != home]
    pictured = [one for one in others if one.picture]
    most = min(_count(inside, pictured, asked), columns)
    chosen = _distinct([*asked, *_in_turn(pictured, asked)], most)
    if not chosen:
        chosen = _distinct(list(_in_turn(others, ())), most)
    own = [one for one in chosen if one.asked]
    rest = sorted((one for one in chosen if not one.asked), key=lambda one: one.page.number)
    return tuple(_promo(one) for one in (*own, *rest)) or tuple(_sections(inside, most))


def _decided(inside: Inside, candidates: Sequence[_Candidate]) -> tuple[Promo, ...]:
    """The promos that are decided, from the left, as far as page one can have them."""
    by_slug = {one.story.slug: one for one in candidates}
    named = [by_slug[slug] for slug in inside.decided if slug in by_slug]
    chosen, files = list[Promo](), set[object]()
    for one in named[: inside.pages[0].columns]:
        file = one.picture.file if one.picture else None
        chosen.append(_promo(replace(one, picture=None) if file in files else one))
        files.add(file)
    return tuple(chosen)


def _count(inside: Inside, pictured: Sequence[_Candidate], asked: Sequence[_Candidate]) -> int:
    """How many promos there should be."""
    if inside.wanted is not None:
        return inside.wanted
    sections = {one.page.section for one in (*pictured, *asked)}
    return min(max(len(sections), _FEWEST), _USUAL, (inside.pages[0].columns + 1) // 2)


def _candidates(inside: Inside) -> Iterator[_Candidate]:
    """The stories that begin after page one, with a picture that page one does not have."""
    pages = {page.number: page for page in inside.pages}
    front = frozenset(_on_front(inside.plan))
    for page in inside.plan.pages:
        for one in page.placed if page.page > 1 else ():
            if one.article is None or one.turned:
                continue
            standing = set(one.slugs)
            members = one.article.members if isinstance(one.article, Gathered) else (one.article,)
            for article in members:
                story = article.story
                may = _may(story) or story.slug in inside.decided
                if story.slug in standing and may and not inside.away & {*story.tags}:
                    free = (p for p in article.every if p.file and p.file not in front)
                    yield _Candidate(article, pages[page.page], next(free, None))


def _on_front(plan: EditionPlan) -> Iterator[object]:
    """The files of the pictures on page one."""
    for page in plan.pages:
        for one in page.placed if page.page == 1 else ():
            if one.article and not one.turned:
                shown = one.article.pictures[: len(one.setting.hung.rows)]
                within = (mug.shape for mug in one.article.mugs)
                yield from (shape.file for shape in (*shown, *within))


def _in_turn(
    candidates: Sequence[_Candidate], before: Sequence[_Candidate]
) -> Iterator[_Candidate]:
    """Candidates, one of each section that has none `before`, then one more of each, and so on."""
    counts: dict[str, int] = {}
    for one in before:
        counts[one.page.section] = counts.get(one.page.section, 0) + 1
    turns: list[tuple[int, tuple[int, int, str], _Candidate]] = []
    for one in sorted(candidates, key=lambda one: one.best):
        turn = counts[one.page.section] = counts.get(one.page.section, 0) + 1
        turns.append((turn, one.best, one))
    yield from (one for *_, one in sorted(turns, key=lambda turn: turn[:2]))


def _distinct(candidates: Sequence[_Candidate], most: int) -> list[_Candidate]:
    """The first of those, none with the picture of another: one that was asked for does without."""
    chosen: list[_Candidate] = []
    files: set[object] = set()
    for one in candidates:
        file = one.picture.file if one.picture else None
        again = file is not None and file in files
        if len(chosen) < most and (one.asked or not again):
            chosen.append(replace(one, picture=None) if again else one)
            files.add(file)
    return chosen


def _promo(one: _Candidate) -> Promo:
    """The promo of a story, in its own words, else those of its headline."""
    story = one.story
    words = (story.promo.words if story.promo else "") or text_of(story.headline)
    return Promo(one.page.section, words, one.page.number, one.picture, story.slug)


def _sections(inside: Inside, most: int) -> Iterator[Promo]:
    """The first pages of the other sections, where none of them has a story."""
    starts: dict[str, int] = {}
    for page in inside.pages:
        starts.setdefault(page.section, page.number)
    others = [name for name in starts if name != inside.pages[0].section]
    for name in others[:most]:
        yield Promo("", name, starts[name])


def _asks(story: Story) -> bool:
    return story.promo is not None and story.promo.wanted


def _may(story: Story) -> bool:
    """Whether a story lets itself be promoted."""
    return story.promo is None or story.promo.wanted
