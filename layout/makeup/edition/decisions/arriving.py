"""Parts of stories that go on on a page by decision, as that page sees them before anything is made
up: how much of a story stands before it is not known yet, nor on which page it begins.

    pages before ─> how many rows of text may stand there, at least and at most
    story ────────> each shape that what is left then may have, at its lowest price

So no part is refused that could stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.decisions.forms import only
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.leg_depths import LEAST_PART
from layout.makeup.edition.shapes.rectangles import middle_shapes, opening_shapes, rest_shapes
from layout.makeup.edition.shapes.setting import NEVER, Shape, Shapes
from layout.page.grid import Grid

_TRIED = 150
"""Lengths of a rest that are tried at most; between two of them it is as deep as they are, or in
between."""


def arriving(
    article: Article, turns: Sequence[int], page: int, here: Mapping[int, SectionPage], grid: Grid
) -> Mapping[Shape, int]:
    """The rectangles that a story may take on a page, one of those on which it goes on (`turns`),
    and what each costs at least; `here` are the pages of its section, by number."""
    forms = (article, only(article, ()))  # in its form or not: that may be given up yet
    return cheapest(_arriving(each, turns, page, here, grid) for each in forms)


def cheapest(costs: Iterable[Mapping[Shape, int]]) -> Mapping[Shape, int]:
    """Each rectangle at the lowest of its costs."""
    found = dict[Shape, int]()
    for each in costs:
        for shape, cost in each.items():
            found[shape] = min(cost, found.get(shape, NEVER))
    return found


def _arriving(
    article: Article, turns: Sequence[int], page: int, here: Mapping[int, SectionPage], grid: Grid
) -> Mapping[Shape, int]:
    if page != turns[-1]:
        return middle_shapes(article, grid, grid.rows).costs
    earlier = [one for number, one in here.items() if number < turns[0]]
    begun = _rows_in(opening_shapes(article, grid, grid.rows), earlier)
    going_on = middle_shapes(article, grid, grid.rows) if len(turns) > 1 else None
    spans = [begun, *(_rows_in(going_on, [here[n]]) for n in turns[:-1] if going_on and n in here)]
    least, most = (sum(ends) for ends in zip(*spans, strict=True))
    most = min(most, article.bodies[0].rows - LEAST_PART)
    return rests_after(article, range(least, most + 1), grid, {})


def _rows_in(shapes: Shapes, pages: Iterable[SectionPage]) -> tuple[int, int]:
    """The fewest and the most rows of text of a part in a free rectangle of one of some pages; as
    many as there may be, where it has no room on any: that is told of another page."""
    holes = [page.hole.deepest for page in pages]
    every = [(shape, one.body) for shape, group in shapes.settings.items() for one in group]
    fit = [
        body
        for (columns, rows), body in every
        if any(columns <= len(hole) and rows <= hole[columns - 1] for hole in holes)
    ]
    rows = fit or [body for _, body in every] or [LEAST_PART]
    return min(rows), max(rows)


def rests_after(
    article: Article, gone: range, grid: Grid, known: dict[int, Mapping[Shape, int]]
) -> Mapping[Shape, int]:
    """The rectangles of a last part after any of so many rows of text, and what each costs at
    least; those after one number of rows are `known` from then on."""
    step = max(1, -(-len(gone) // _TRIED))
    tried = dict.fromkeys((*gone[::step], *gone[-1:]))
    for rows in tried:
        if rows not in known:
            known[rows] = rest_shapes(article, rows, grid, grid.rows).costs
    found = cheapest(known[rows] for rows in tried)
    return _between(found, step) if step > 1 else found


def _between(costs: Mapping[Shape, int], step: int) -> Mapping[Shape, int]:
    """The same, with the depths between two that are no more than a step apart."""
    found = dict(costs)
    for columns in dict.fromkeys(columns for columns, _ in costs):
        depths = sorted(rows for wide, rows in costs if wide == columns)
        for upper, lower in pairwise(depths):
            if lower - upper <= step:
                cost = min(costs[columns, upper], costs[columns, lower])
                found |= {(columns, rows): cost for rows in range(upper + 1, lower)}
    return found
