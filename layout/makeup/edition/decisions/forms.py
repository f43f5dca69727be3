"""Forms that a story cannot have by decision: the smallest set that does not go together, and what
each other form would cost.

Of the keys of a form the smallest set is named with which the story has no shape, and of what is so
without any decision that without which it would have one: its text in another length, another
headline, another rank, a deeper page. The price of a change is what the story costs then in its
cheapest shape, less what it costs in the cheapest of all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from itertools import combinations, islice, product

from layout.makeup.edition.assign.parts import LEAST_JUMPING
from layout.makeup.edition.decisions.refusal import (
    CUT,
    HEAD,
    LENGTH,
    MATTER,
    RANK,
    SHEET,
    TURN,
    Change,
    Fact,
    Refused,
    Wish,
    smallest,
)
from layout.makeup.edition.shapes.article import Article, Beside, article_of
from layout.makeup.edition.shapes.how_short import ways_to_end
from layout.makeup.edition.shapes.rectangles import opening_shapes, shapes_of
from layout.makeup.edition.shapes.setting import NEVER, Setting, Shapes
from layout.page.grid import Grid
from layout.story.decided import Decided, OnePicture, width_of_picture

LENGTHS = ("words", "cut_lines")
"""How long a story is to be, by the keys of its form."""

_TRIED = 12
"""Lengths that are tried in place of one that cannot be."""

_LINES = range(1, 7)
"""Lines that a headline is tried in where those that were decided cannot be."""

_NEAR = 4
"""Lengths that are told in place of one that cannot be."""

_MATTER = {
    "deck": "deck",
    "byline": "byline",
    "quote": "quote",
    "picture": "pictures",
    "pictures": "pictures",
    "dominant": "pictures",
    "keep": "pictures",
}
"""What a story must have for a key of its form."""

_LOWEST_RANK = 4
"""Of a story that may begin in a single column, whatever else is decided of it."""

_WIDENING = (CUT, "words", "cut_lines", "quote", "pictures", "keep")
"""What may give a story shapes that it has not without: tried first beside what is asked."""

_BESIDE = 5
"""Keys at most that are tried, so or otherwise, beside those that are asked."""

_ROOMY = 4
"""How many times as deep a page is taken to be, to see whether its depth is the reason."""

_ANY_LENGTH = (1, 1_000_000)
"""Words of a text that may have any length."""


@dataclass(frozen=True, slots=True, eq=False)
class InForm:
    """A story in as much of its form as it can have, and what is refused of it."""

    article: Article
    refused: tuple[Refused, ...]


_Cost = Callable[[Article, Grid], int]
"""What a story costs at least, on pages of that grid; NEVER where it has no shape."""


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A story in the form that is decided of it; how much of it may be cut is among the keys where
    that is decided, too, and never given up. A key that is given up may be so or otherwise: a story
    of which 200 words are printed has shapes that it has in no other length."""

    article: Article
    decided: Decided
    grid: Grid
    how: _Cost
    known: dict[frozenset[str], int] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The keys, in the order in which they are kept."""
        limit = () if self.decided.cut is None else (CUT,)
        return (*limit, *self.article.form.decided)

    def only(self, names: Collection[str]) -> Article:
        """The story with so much of it decided: with all of it itself, whose shapes are worked out
        once for this and for make-up."""
        if {*self.names} <= {*names}:
            return self.article
        free = self.decided.cut is not None and CUT not in names
        return only(uncut(self.article) if free else self.article, names)

    def cost(self, names: Collection[str]) -> int:
        """What the story costs at least with these keys decided, and each of the others or not."""
        return min(map(self._alone, self._with_others(names)))

    def stands(self, names: Collection[str]) -> bool:
        """Whether the story has a shape with these keys decided, and each of the others or not."""
        return any(self._alone(some) < NEVER for some in self._with_others(names))

    def _alone(self, names: frozenset[str]) -> int:
        if names not in self.known:
            self.known[names] = self.how(self.only(names), self.grid)
        return self.known[names]

    def _with_others(self, names: Collection[str]) -> Iterator[frozenset[str]]:
        others = [name for name in self.names if name not in names]
        others.sort(key=lambda name: name not in _WIDENING)
        for count in range(min(_BESIDE, len(others)) + 1):
            for some in combinations(others[:_BESIDE], count):
                yield frozenset((*names, *some))


def keyed(article: Article, what: str) -> Article:
    """An article that something else was made of than its key says."""
    return replace(article, key=sha256(f"{article.key} {what}".encode()).hexdigest()[:24])


def uncut(article: Article) -> Article:
    """A story of which as much may be cut as if nothing were said of that."""
    story = replace(article.story, cut=None)
    return keyed(replace(article, story=story, text=article.text.of(story)), "cut as it may")


def in_possible_form(article: Article, decided: Decided, grid: Grid) -> InForm:
    """A story in as much of its form as it can have. One that has no shape in any form stays in
    its own."""
    return _in_form(_Asked(article, decided, grid, _cheapest), _refusal)


def in_parted_form(article: Article, decided: Decided, grid: Grid) -> InForm:
    """A story that is to go on on another page, in as much of its form as its beginning can have.
    One that cannot be parted in any form stays in its own."""
    return _in_form(_Asked(article, decided, grid, _begins), _unparted)


def _in_form(asked: _Asked, refusal: Callable[[_Asked, Article, Sequence[str]], Refused]) -> InForm:
    """A story without what it cannot have of its form. Keys are kept one after the other, each
    beside those before it, so that none is given up for one that is given up too."""
    limit = [name for name in asked.names if name == CUT]
    formless = not asked.article.form.decided
    if formless or asked.stands(asked.names) or not asked.stands(limit):
        return InForm(asked.article, ())

    def bad(names: Sequence[str]) -> bool:
        return not asked.stands(names)

    kept: list[str] = []
    clashes: list[tuple[str, ...]] = []
    for name in asked.names:
        if bad((*kept, name)):
            clashes.append(smallest((*kept, name), bad))
        else:
            kept.append(name)
    left = asked.only(kept)
    return InForm(left, tuple(refusal(asked, left, names) for names in clashes))


def _unparted(asked: _Asked, left: Article, names: Sequence[str]) -> Refused:
    """What is refused of a story whose beginning cannot have some keys of its form together, since
    it is to go on elsewhere: the last of them, so that `left` is left of all."""
    grid, slug = asked.grid, left.story.slug
    whole = replace(asked, how=_cheapest, known={})
    freely, turn = whole.cost(()), Wish(slug, TURN)
    costs: dict[int, int] = {}
    for one in (one for group in _beginnings(left, grid) for one in group):
        if value := _value_in(one, names[-1]):
            costs[value] = min(one.cost, costs.get(value, NEVER))
    ways = (
        (turn, whole.cost(names), None),
        *((Wish(slug, name), asked.cost(rest), None) for name, rest in _less(names)),
        *((Wish(slug, names[-1]), cost, value) for value, cost in sorted(costs.items())),
    )
    changes = tuple(Change(w, cost - freely, value) for w, cost, value in ways if cost < NEVER)
    lower = _with_rank(asked.only(names), _LOWEST_RANK)
    rank = Fact(RANK, slug, numbers=(left.story.rank,))
    facts = (rank,) if _begins(lower, grid) < NEVER else ()
    together = (turn, *(Wish(slug, name) for name in names))
    return Refused(together[-1], together, 0, (), changes, tuple(sorted(costs)), facts)


def _less(names: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each of some keys, and the others."""
    for name in names:
        yield name, tuple(other for other in names if other != name)


def _beginnings(article: Article, grid: Grid) -> Iterable[tuple[Setting, ...]]:
    return opening_shapes(article, grid, grid.rows).settings.values()


def _begins(article: Article, grid: Grid) -> int:
    """What it costs at least that a story begins in its form and goes on elsewhere; NEVER where it
    cannot."""
    return min(opening_shapes(article, grid, grid.rows).costs.values(), default=NEVER)


def _refusal(asked: _Asked, left: Article, names: Sequence[str]) -> Refused:
    """What is refused of a story that cannot have some keys of its form together: the last of
    them, so that `left` is left of all."""
    grid, slug, lost = asked.grid, left.story.slug, names[-1]
    freely = asked.cost(())
    costs = _costs(asked.article, left, lost, grid)
    if lost in LENGTHS:
        costs = dict(sorted(islice(costs.items(), _NEAR)))
    without = ((name, asked.cost(rest)) for name, rest in _less(names))
    changes = (
        *(Change(Wish(slug, name), cost - freely) for name, cost in without),
        *(Change(Wish(slug, lost), cost - freely, value) for value, cost in costs.items()),
    )
    return Refused(
        Wish(slug, lost),
        tuple(Wish(slug, name) for name in names),
        changes=changes,
        others=tuple(costs),
        facts=_facts(asked.only(names), names, grid),
    )


def only(article: Article, names: Iterable[str]) -> Article:
    """A story of which only so much of its form is decided."""
    form = article.form.only(names)
    return keyed(replace(article, form=form), f"{form}")


def _cheapest(article: Article, grid: Grid) -> int:
    """What a story costs at least, in its form; NEVER where it has no shape."""
    every = (cost for each in _shapes(article, grid, grid.rows) for cost in each.costs.values())
    return min(every, default=NEVER)


def _shapes(article: Article, grid: Grid, most: int) -> Iterator[Shapes]:
    """The shapes of a story in so many rows, and of its beginning where it may jump."""
    yield shapes_of(article, grid, most)
    if article.story.jump and article.bodies[0].rows >= LEAST_JUMPING:
        yield opening_shapes(article, grid, most)


def _settings(article: Article, grid: Grid) -> Iterator[Setting]:
    """All ways to set a story, or its beginning where it may jump."""
    for each in _shapes(article, grid, grid.rows):
        yield from (one for group in each.settings.values() for one in group)


def _costs(article: Article, left: Article, name: str, grid: Grid) -> Mapping[int, int]:
    """The values that something of a story's form may have, and what the story then costs; lengths
    nearest first."""
    if name in LENGTHS:
        so_long = lengths_near(article, left, name)
        near = ((n, _cheapest(only(one, one.form.decided), grid)) for n, one in so_long)
        return dict(islice(((n, cost) for n, cost in near if cost < NEVER), _NEAR))
    if name in ("headline_lines", "breaks"):
        lines = [left.form.headline_lines] if left.form.headline_lines else _LINES
        tried = ((n, _cheapest(_in_lines(left, n), grid)) for n in lines)
        return {n: cost for n, cost in tried if cost < NEVER}
    if file := width_of_picture(name):
        widths = range(1, len(grid.columns) + 1)
        tried = ((n, _cheapest(_so_wide(left, file, n), grid)) for n in widths)
        return {n: cost for n, cost in tried if cost < NEVER}
    found: dict[int, int] = {}
    for one in _settings(left, grid):
        if value := _value_in(one, name):
            found[value] = min(one.cost, found.get(value, NEVER))
    return dict(sorted(found.items()))


def _value_in(setting: Setting, name: str) -> int:
    """What a setting has of something that is a number; 0 for none, and of all else."""
    if name == "picture":
        return setting.hung.columns
    if name == "headline":
        return setting.size
    return {"columns": setting.columns, "rows": setting.rows}.get(name, 0)


def _in_lines(article: Article, lines: int) -> Article:
    """A story with so many lines of headline, wherever they break."""
    form = replace(article.form, headline_lines=lines)
    return keyed(replace(article, form=form), f"{form}")


def _so_wide(article: Article, file: str, columns: int) -> Article:
    """A story with one of its pictures so many columns wide."""
    own = OnePicture(file, columns)
    each = tuple(one for one in article.form.each if one.file != file)
    form = replace(article.form, each=(*each, own))
    return keyed(replace(article, form=form), f"{form}")


def lengths_near(article: Article, left: Article, key: str) -> Iterator[tuple[int, Article]]:
    """The lengths that a story may have, those first that are nearest to what was decided of it:
    its words, or the lines that are cut; and the story so, with what is `left` of its form."""
    ways = ways_to_end(article.story, article.text.whole)
    words, lines = article.form.words, article.form.cut_lines
    wanted = words[-1] if key == "words" and words else lines or 0
    every = {way.words for way in ways}
    if key != "words":
        every = {ways[0].rows - way.rows for way in ways[1:]}
    for value in sorted(every, key=lambda one: (abs(one - wanted), one))[:_TRIED]:
        form = replace(left.form, cut_lines=value)
        if key == "words":
            form = replace(left.form, words=(value, value))
        yield value, replace(left, form=form)


# --- what is so without any decision --------------------------------------------------------------


def length_of(article: Article) -> Fact:
    """How long a story is: the words of its text, and its rows in one column."""
    words = ways_to_end(article.story, article.text.whole)[0].words
    return Fact(LENGTH, article.story.slug, numbers=(words, article.bodies[0].rows))


def _facts(asked: Article, names: Sequence[str], grid: Grid) -> tuple[Fact, ...]:
    """A smallest set of facts that keeps a story from having its form, which is some keys: none
    where the keys contradict each other."""
    story, form = asked.story, asked.form
    own = [name for name in names if name != CUT]
    pictures = [form.value(name) for name in names if name == "picture" or width_of_picture(name)]
    if pictures and "columns" in names and max(pictures) > form.value("columns"):
        return ()
    if len(own) == 1 and own[0] in LENGTHS:
        return (length_of(asked),)
    if own == ["breaks"]:
        return (Fact(HEAD, story.slug),)
    facts = [
        length_of(asked),
        Fact(HEAD, story.slug),
        Fact(RANK, story.slug, numbers=(story.rank,)),
        Fact(SHEET, numbers=(len(grid.columns), grid.rows)),
    ]
    missing = [Fact(MATTER, _MATTER[name], numbers=(_count(asked, name),)) for name in names
               if name in _MATTER]  # fmt: skip
    if len(own) == 1 and missing:
        return tuple(missing)
    found = smallest(facts, partial(_stands_in_no_way, asked, grid))
    return found or tuple(dict.fromkeys(missing))


def _count(article: Article, name: str) -> int:
    """How much a story has of what a key of its form needs."""
    within = {mug.shape.name for mug in article.mugs}
    story, spoken = article.story, article.text.spoken
    return {
        "deck": bool(story.deck),
        "byline": bool(story.byline),
        "quote": bool(spoken),
    }.get(name, sum(one.name not in within for one in article.every))


def _stands_in_no_way(article: Article, grid: Grid, facts: Sequence[Fact]) -> bool:
    """Whether a story has no shape though only these facts are so."""
    keys = {fact.key for fact in facts}
    most = grid.rows if SHEET in keys else grid.rows * _ROOMY
    lengths = [article] if LENGTH in keys else [article, *_in_any_length(article, grid)]
    heads = (1.0,) if HEAD in keys else (1.0, 0.5, 0.25, 2.0, 4.0)
    ranks = {article.story.rank} if RANK in keys else {article.story.rank, 1, 4}
    return not any(
        any(each.costs for each in _shapes(_with_head(_with_rank(one, rank), share), grid, most))
        for one, rank, share in product(lengths, sorted(ranks), heads)
    )


def _with_rank(article: Article, rank: int) -> Article:
    if rank == article.story.rank:
        return article
    return keyed(replace(article, story=replace(article.story, rank=rank)), f"rank {rank}")


def _with_head(article: Article, share: float) -> Article:
    """A story with a headline of the same words, so many times as long."""
    if share == 1:
        return article
    runs = article.story.headline
    if share > 1:
        head = runs * int(share)
    else:
        head = tuple(
            replace(run, text=run.text[: max(1, int(len(run.text) * share))]) for run in runs
        )
    return keyed(replace(article, story=replace(article.story, headline=head)), f"head {share}")


def _in_any_length(article: Article, grid: Grid) -> Iterator[Article]:
    """A story as if its text were as long as its form needs, or shorter; nothing where its length
    is decided."""
    if any(getattr(article.form, name) for name in LENGTHS):
        return
    form, story = article.form, article.story
    cells = (form.columns or len(grid.columns)) * (form.rows or grid.rows)
    times = 1 + cells // max(1, article.bodies[0].rows)
    longer = replace(story, body=story.body * times, cut=None)
    by, beside = article.by, Beside(article.every, article.boxes)
    made = article_of(longer, article.key, beside, grid, by)
    form = replace(form, words=_ANY_LENGTH)
    yield keyed(replace(made, form=form), f"{form} {times} times")
