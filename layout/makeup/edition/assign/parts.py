"""Stories as a section sees them: whole, or in parts on several pages, in every shape of each.

Of shapes no more is worked out at first than what assignment and tiling need, and that is
remembered from run to run: their settings, for which the text must be set, when a page is finished.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256

from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import turned_id
from layout.makeup.edition.shapes.leg_depths import LEAST_PART
from layout.makeup.edition.shapes.package import package_of
from layout.makeup.edition.shapes.rectangles import (
    TURNED_RANK,
    middle_shapes,
    opening_shapes,
    rest_shapes,
    shapes_of,
)
from layout.makeup.edition.shapes.relief_of_turns import relief_of
from layout.makeup.edition.shapes.setting import (
    MAY_STAY_SHORT,
    NEVER,
    EachSetting,
    LazySettings,
    Setting,
    Shape,
    Shapes,
    shapes_at,
    struck,
)
from layout.makeup.type.pour import Pourer
from layout.page.grid import Grid
from layout.typeset.set_text import fonts_of
from layout.work.memory.remembered import remembered
from slots.prices_of_taste import JumpPrices

USUAL_PARTS, MOST_PARTS = 3, 6
"""Parts of a story, its first among them: more than usual where all of it takes more pages."""

LEAST_JUMPING = 100
"""Rows of text that a story has which may jump: both its parts are worth turning a page for."""


def least_rows(turns: int) -> int:
    """The rows of text that a story has which is to go on on so many pages: each of its parts is
    worth turning a page for.

    >>> least_rows(1), least_rows(2), least_rows(5)
    (100, 100, 144)
    """
    return max(LEAST_JUMPING, LEAST_PART * (turns + 1))


@dataclass(frozen=True, slots=True)
class PartFacts:
    """The shapes of a part that may have any number of rows of text: for each rectangle the cost
    of each of its settings, and the rows of text it has. `key` stands for all of it."""

    key: str
    groups: tuple[tuple[Shape, tuple[tuple[int, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """A story in numbers: the rows of text of each of its lengths, and the fewest these can be set
    to, and what it costs that it is so short; the key and the costs of the shapes in which it
    stands whole, and the fewest cells of these with nothing cut; its first part and its middle one,
    none where it must not jump, or is too short to; whether anything can be pulled from it for its
    turns."""

    lengths: tuple[int, ...]
    tightest: tuple[int, ...]
    cuts: tuple[int, ...]
    key: str
    costs: tuple[tuple[Shape, int], ...]
    uncut: int
    opening: PartFacts | None
    middle: PartFacts | None
    quotable: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class LongStory:
    """A story that may stand in parts: its slug, rank, tags, the rows of text of each of its
    lengths, the fewest these can be set to and what it costs that it is so short, its first and
    middle parts in all their shapes, and whether anything can be pulled from it for its turns."""

    id: str
    rank: int
    tags: frozenset[str]
    lengths: tuple[int, ...]
    tightest: tuple[int, ...]
    cuts: tuple[int, ...]
    opening: PartFacts
    middle: PartFacts
    quotable: bool = False


def _made_from(article: Article, grid: Grid, most: int) -> tuple[object, ...]:
    return article.key, most, fonts_of(article.by)  # the key stands for the grid, too


@remembered(_made_from, form=StoryFacts)
def _facts(article: Article, grid: Grid, most: int) -> StoryFacts:
    """The facts of an article that assignment and tiling need, without its settings."""
    shapes, lengths = shapes_of(article, grid, most), tuple(b.rows for b in article.bodies)
    tightest = tuple(body.rows - body.shorter for body in article.bodies)
    cuts = tuple(body.cost for body in article.bodies)
    known = lengths, tightest, cuts, shapes.key, tuple(shapes.costs.items()), shapes.uncut
    if not article.story.jump or lengths[0] < LEAST_JUMPING:
        return StoryFacts(*known, None, None)
    opening, middle = opening_shapes(article, grid, most), middle_shapes(article, grid, most)
    parts = _part_facts(opening), _part_facts(middle)
    return StoryFacts(*known, *parts, relief_of(article).can_quote)


def _part_facts(shapes: Shapes) -> PartFacts:
    groups = (
        (shape, tuple((one.cost, one.body) for one in group))
        for shape, group in shapes.settings.items()
    )
    return PartFacts(shapes.key, tuple(groups))


def _rest_from(article: Article, gone: int, grid: Grid, most: int) -> tuple[object, ...]:
    return article.key, gone, most, fonts_of(article.by)


@dataclass(frozen=True, slots=True)
class _Priced:
    """The key of shapes, what each costs, and the fewest cells with nothing cut."""

    key: str
    costs: tuple[tuple[Shape, int], ...]
    uncut: int


@remembered(_rest_from, form=_Priced)
def _rest(article: Article, gone: int, grid: Grid, most: int) -> _Priced:
    shapes = rest_shapes(article, gone, grid, most)
    return _Priced(shapes.key, tuple(shapes.costs.items()), shapes.uncut)


@remembered(_rest_from, form=PartFacts)
def _middle(article: Article, gone: int, grid: Grid, most: int) -> PartFacts:
    """The facts of a middle part in which quotes of its text may stand."""
    return _part_facts(middle_shapes(article, grid, most, gone))


def _legs_from(article: Article, legs: tuple[int, ...], parts: StoryParts) -> tuple[object, ...]:
    return article.key, legs, parts.fonts


@remembered(_legs_from)
def _pours(article: Article, legs: tuple[int, ...], parts: StoryParts) -> bool:
    """Whether the beginning of a story leaves none of these legs more than a line short."""
    whole = [*legs, article.bodies[0].rows]
    poured = parts.pourer(article).into(whole)
    return not poured.overset and max(poured.white(whole)[:-1]) <= MAY_STAY_SHORT


@dataclass(frozen=True, slots=True, eq=False)
class StoryParts:
    """The shapes of stories and of their parts on pages of at most `most` rows, each worked out
    once. Those that have `sidebars` are one thing with these where they begin."""

    articles: Sequence[Article]
    grid: Grid
    most: int
    prices: JumpPrices
    sidebars: Mapping[str, Sequence[str]] = field(default_factory=dict)
    fonts: str = field(init=False, default="")
    _named: dict[str, Article] = field(default_factory=dict)
    _known: dict[object, Shapes] = field(default_factory=dict)
    _without: dict[str, dict[object, Shapes]] = field(default_factory=dict)
    _tables: dict[str, _PartTable] = field(default_factory=dict)
    _pourers: dict[str, Pourer] = field(default_factory=dict)
    _gone: dict[str, frozenset[Shape]] = field(default_factory=dict)
    _more: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._named.update((article.story.slug, article) for article in self.articles)
        for article in self.articles[:1]:  # all are set from the same fonts
            object.__setattr__(self, "fonts", fonts_of(article.by))

    def strike(self, name: str, shape: Shape) -> None:
        """An item of this name no longer stands in a rectangle: its legs do not hold it."""
        self._gone[name] = self._gone.get(name, frozenset()) | {shape}
        self._without.pop(name, None)

    def lengthen(self, name: str, rows: int) -> None:
        """The last part of this name has so many rows more than those before it were counted on to
        leave: lists and crossheads stay together at the end of legs, which hold less for it."""
        self._more[name] = self._more.get(name, 0) + rows

    def _left(self, shapes: Shapes) -> Shapes:
        """Shapes without those rectangles that are struck."""
        gone = self._gone.get(shapes.id)
        if not gone:
            return shapes
        known = self._without.setdefault(shapes.id, {})
        if shapes.key not in known:
            known[shapes.key] = struck(shapes, gone)
        return known[shapes.key]

    def whole(self, slug: str) -> Shapes:
        """The shapes of a whole story, in all its lengths, with its sidebars."""
        return self._left(self._packed(self._alone(slug)))

    def _alone(self, slug: str) -> Shapes:
        """The shapes of a whole story without any other."""
        article = self._named[slug]
        facts = _facts(article, self.grid, self.most)
        settings = LazySettings(lambda: shapes_of(article, self.grid, self.most).settings)
        rank, costs = article.story.rank, dict(facts.costs)
        return shapes_at(slug, facts.key, rank, settings, costs, facts.uncut)

    def _packed(self, shapes: Shapes) -> Shapes:
        """The shapes of a story, or of its beginning, with its sidebars, if it has some."""
        names = self.sidebars.get(shapes.id, ())
        if not names:
            return shapes
        key = "package", shapes.key
        if key not in self._known:
            others = [self._alone(name) for name in names]
            columns = len(self.grid.columns)
            self._known[key] = package_of(shapes, others, columns, self.most)
        return self._known[key]

    def long(self, slug: str) -> LongStory | None:
        """A story as it may stand in parts; None for one that stands whole."""
        article = self._named[slug]
        facts, story = _facts(article, self.grid, self.most), article.story
        if facts.opening is None or facts.middle is None or not facts.opening.groups:
            return None
        known = facts.lengths, facts.tightest, facts.cuts, facts.opening, facts.middle
        return LongStory(slug, story.rank, frozenset(story.tags), *known, facts.quotable)

    def begun(self, story: LongStory, body: int) -> Shapes:
        """The shapes of a first part that should have `body` rows of text."""
        article = self._named[story.id]
        full = partial(opening_shapes, article, self.grid, self.most)
        shapes = self._aimed(story.id, story.rank, story.opening, body, full)
        return self._left(self._packed(shapes))

    def between(self, story: LongStory, number: int, body: int, gone: int) -> Shapes:
        """The shapes of a middle part, the story's part of this number, that should have `body`
        rows of text after `gone`."""
        article, grid, most = self._named[story.id], self.grid, self.most
        full, facts = partial(middle_shapes, article, grid, most), story.middle
        if story.quotable:
            full = partial(middle_shapes, article, grid, most, gone)
            facts = _middle(article, gone, grid, most)
        return self._left(self._aimed(turned_id(story.id, number), TURNED_RANK, facts, body, full))

    def rest(self, slug: str, number: int, gone: int) -> Shapes:
        """The shapes of a last part, the story's part of this number, after `gone` rows."""
        gone -= self._more.get(turned_id(slug, number), 0)
        key = slug, number, gone
        if key not in self._known:
            article = self._named[slug]
            priced = _rest(article, gone, self.grid, self.most)
            settings = LazySettings(
                lambda: rest_shapes(article, gone, self.grid, self.most).settings
            )
            name = turned_id(slug, number)
            shapes = shapes_at(
                name, priced.key, TURNED_RANK, settings, dict(priced.costs), priced.uncut
            )
            self._known[key] = shapes
        return self._left(self._known[key])

    def pours(self, slug: str, legs: tuple[int, ...]) -> bool:
        """Whether the beginning of a story fills these legs, all but a line of each."""
        return _pours(self._named[slug], legs, self)

    def pourer(self, article: Article) -> Pourer:
        """Who pours the beginnings of an article."""
        slug = article.story.slug
        if slug not in self._pourers:
            self._pourers[slug] = Pourer(article.bodies[0].galley, article.variants)
        return self._pourers[slug]

    def _aimed(
        self, name: str, rank: int, facts: PartFacts, body: int, full: Callable[[], Shapes]
    ) -> Shapes:
        key = name, facts.key, body
        if key not in self._known:
            aimed = self._table(facts).aimed(body, self.prices)
            costs, bodies = aimed.costs, aimed.bodies
            digest = sha256(repr((rank, costs, bodies)).encode()).hexdigest()[:16]
            settings = EachSetting(costs, partial(_chosen, full, costs, aimed.numbers))
            found = f"{facts.key} of {body} {digest}"
            uncut = min((columns * rows for columns, rows in costs), default=NEVER)
            shapes = shapes_at(name, found, rank, settings, costs, uncut)
            self._known[key] = replace(shapes, bodies=bodies)
        return self._known[key]

    def _table(self, facts: PartFacts) -> _PartTable:
        if facts.key not in self._tables:
            self._tables[facts.key] = _PartTable(facts)
        return self._tables[facts.key]


@dataclass(frozen=True, slots=True)
class _Aimed:
    """Of each rectangle the setting that is cheapest where so many rows of text are aimed at, the
    first of several: what it costs then, its rows of text, its number."""

    costs: dict[Shape, int]
    bodies: dict[Shape, int]
    numbers: dict[Shape, int]


class _PartTable:
    """The settings of a part one after the other: their costs and rows of text, and where those of
    each rectangle begin."""

    def __init__(self, facts: PartFacts) -> None:
        import numpy as np  # slow to import

        settings = [one for _, group in facts.groups for one in group]
        sizes = [len(group) for _, group in facts.groups]
        self._shapes = [shape for shape, _ in facts.groups]
        self._costs, self._rows = np.array(settings, dtype=np.int64).reshape(-1, 2).T
        self._of = np.repeat(np.arange(len(sizes)), sizes)
        self._first = np.cumsum([0, *sizes])[:-1]

    def aimed(self, aim: int, prices: JumpPrices) -> _Aimed:
        """The settings to choose where so many rows of text are aimed at."""
        import numpy as np

        if not self._shapes:
            return _Aimed({}, {}, {})
        missed = np.minimum(prices.off_aim_most, prices.off_aim * np.abs(self._rows - aim))
        costs = self._costs + missed
        least = np.minimum.reduceat(costs, self._first)
        (cheapest,) = np.nonzero(costs == least[self._of])
        _, first = np.unique(self._of[cheapest], return_index=True)
        chosen = cheapest[first]
        each = least, self._rows[chosen], chosen - self._first
        return _Aimed(*(dict(zip(self._shapes, one.tolist(), strict=True)) for one in each))


def _chosen(
    full: Callable[[], Shapes],
    costs: Mapping[Shape, int],
    numbers: Mapping[Shape, int],
    shape: Shape,
) -> tuple[Setting, ...]:
    """One setting in a rectangle: that of its number, at its cost."""
    return (replace(full().settings[shape][numbers[shape]], cost=costs[shape]),)
