"""The lines printed over and under pull quotes, once their type has its place.

───────────────────      at the upper edge of the first line's rows
We watched the sea
come over the wall.
───────────────────      in the row of air below the last
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from layout.makeup.type.furniture import drawn
from layout.page.document import Fragment, Stroke
from layout.page.grid import Grid
from layout.typeset.set_text import Compositor

_ROLE = "pull_quote"
_BELOW = 0.45  # of a row, from the foot of the last line's rows to the line under it


def pull_quote_strokes(
    fragments: Iterable[Fragment], grid: Grid, by: Compositor
) -> tuple[Stroke, ...]:
    """The lines around the pull quotes of a page, from all its fragments in reading order.

    The paragraphs of a quote and its credit stand between two lines. One that is broken has a line
    where it begins on the page and one where it ends.
    """
    found: list[Stroke] = []
    for _, pieces in groupby(fragments, key=_quote):
        quote = list(pieces)
        if quote[0].role == _ROLE:
            found.extend(_around(quote, grid, by))
    return tuple(found)


def _quote(fragment: Fragment) -> tuple[str, str, int]:
    return (fragment.role, fragment.story, fragment.paragraph)


def _around(quote: list[Fragment], grid: Grid, by: Compositor) -> Iterator[Stroke]:
    below = round(_BELOW * grid.leading)
    # Paragraphs of a quote that part between two legs are closed in one and opened in the other.
    parted = [
        (piece, following)
        for piece, following in pairwise(quote)
        if piece.rect.x != following.rect.x and not piece.continues
    ]
    for piece in (quote[0], *(following for _, following in parted)):
        yield from drawn(piece.rect.x, piece.rect.right, piece.rect.y, _ROLE, by)
    for piece in (*(piece for piece, _ in parted), quote[-1]):
        if not piece.continues:
            yield from drawn(piece.rect.x, piece.rect.right, piece.rect.bottom + below, _ROLE, by)
