"""A story without its head: every depth at which its text fills its legs to the last line.

Nothing of it depends on the head, so that it is worked out once for all heads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from layout.makeup.edition.article import Article, CutGalley
from layout.makeup.edition.beside import NONE, Hung, Standing, leg_depths, quote_column
from layout.makeup.pour import Pourer

LEAST_LEG = 5  # rows of text in a leg
LEAST_PART = 12  # rows of a story on each side of a jump
JUMP_ROWS = 1  # of the line at the foot of the first part
LONGEST_LEG, SHORTEST_LEG = 56, 11  # rows: longer and shorter ones cost
LINE, SHORT, CUT = 2, 6, 70
"""Points for a line more or less than the text has as it falls, for a leg a line short, and for a
paragraph cut."""
KEPT = 3  # ways that are kept for each depth
TALL = 5  # rows: with something taller that cannot be broken, text is poured to see whether it fits


@dataclass(frozen=True, slots=True)
class Fitting:
    """Text in legs, `rows` deep below the head. `lines` says by how many lines the text must be set
    longer (shorter where negative), `body` how many rows of text the legs hold."""

    rows: int
    cost: int
    hung: Hung
    standing: Standing = NONE
    lines: int = 0
    cut: int = 0
    body: int = 0


def fittings(
    article: Article, columns: int, ways: Iterable[tuple[Hung, Standing]], most: int
) -> list[Fitting]:
    """The best ways to fit a whole story at a width, some for each depth up to `most`."""
    found = (
        fitting
        for hung, standing in ways
        for cut, body in enumerate(article.bodies)
        # a cut is the last lever: it need not be tried with every crop
        if not (cut and hung.columns and hung.cost)
        for fitting in fitted(body, columns, hung, standing, most, cut)
    )
    if article.bodies[0].tallest <= TALL:
        return _best(found, KEPT)
    pourer = Pourer(article.bodies[0].galley, article.variants)
    pours = (f for f in _best(found, 2 * KEPT) if f.cut or _pours(f, columns, pourer))
    return _best(pours, KEPT)


def _pours(fitting: Fitting, columns: int, pourer: Pourer) -> bool:
    """Whether the text really fills its legs: something tall in it may leave a leg short."""
    depths = leg_depths(columns, fitting.rows, fitting.hung, fitting.standing)
    legs = [depth for depth in depths if depth > 0]
    poured = pourer.into(legs, full=True)
    return not poured.overset and poured.short <= len(legs)


def fitted(
    body: CutGalley, columns: int, hung: Hung, standing: Standing, most: int, cut: int = 0
) -> Iterator[Fitting]:
    """The depths that a body fills at a width, some paragraphs a line longer or shorter."""
    beside = hung.cells + standing.cells
    least = body.rows - body.shorter
    deepest = body.rows + body.longer
    first = -(-(least + beside) // columns)
    last = min((deepest + beside + columns - 1) // columns, most)
    for rows in range(first, last + 1):
        room = columns * rows - beside
        cost = leg_cost(columns, rows, hung, standing, body.tallest)
        if cost is not None and least <= room:
            lines = room - body.rows
            cost += hung.cost + LINE * abs(lines) + SHORT * max(0, lines - body.longer) + CUT * cut
            yield Fitting(rows, cost, hung, standing, lines, cut, room)


def opening_fittings(
    article: Article, columns: int, hanging: Iterable[Hung], most: int
) -> list[Fitting]:
    """The best ways to fit the first part of a story that jumps, some for each depth."""
    return _best(_openings(article.bodies[0], columns, hanging, most), KEPT)


def _openings(
    body: CutGalley, columns: int, hanging: Iterable[Hung], most: int
) -> Iterator[Fitting]:
    for hung in hanging:
        for rows in range(LEAST_LEG, most + 1):
            room = columns * rows - hung.cells - JUMP_ROWS
            if LEAST_PART <= room <= body.rows - LEAST_PART:
                cost = leg_cost(columns, rows, hung, NONE, body.tallest)
                if cost is not None:
                    yield Fitting(rows, cost + hung.cost, hung, body=room)


def leg_cost(
    columns: int, rows: int, hung: Hung, standing: Standing, tallest: int = 0
) -> int | None:
    """What legs of such depths cost; None where one is too short to be one, or none is deep enough
    for the `tallest` thing that cannot be broken.

    There is a leg under every picture and quote: none stands on an ad. Beside a box as deep as the
    text there is none.
    """
    depths = leg_depths(columns, rows, hung, standing)
    hanging = depths[columns - hung.columns :] if hung.columns else []
    if hung.quote:
        hanging.append(depths[quote_column(columns, hung.columns)])
    if any(depth < LEAST_LEG for depth in hanging):
        return None
    if any(depth < LEAST_LEG and depth for depth in depths) or not any(depths):
        return None
    deepest, least = max(depths), min(depth for depth in depths if depth)
    if deepest < tallest:
        return None
    return max(0, deepest - LONGEST_LEG) + 4 * max(0, SHORTEST_LEG - least)


def _best(found: Iterable[Fitting], count: int) -> list[Fitting]:
    """The cheapest of each depth, so many of them."""
    groups: dict[int, list[Fitting]] = {}
    for fitting in found:
        groups.setdefault(fitting.rows, []).append(fitting)
    return [
        fitting
        for _, group in sorted(groups.items())
        for fitting in sorted(group, key=_order)[:count]
    ]


def _order(fitting: Fitting) -> tuple[int, int, tuple[int, ...], int]:
    return fitting.cost, fitting.lines, fitting.hung.rows, fitting.hung.columns
