"""Relief of turns: what stands out from the text of a part that is turned to, so that it is no grey
desert.

A turn should have something that stands out for so many rows of its text (`jumps.relief`). What the
story has itself there counts first: crossheads, dividers, tables, and in its last part a mug shot
that can stand there. What is still missing may be pull quotes, each out of the text of that very
part, as far as rows tell before it is poured; a turn that could have one and has none costs
something (`jumps.bare`).

      gone            gone + rows
    ──┼───────────────┼──────     the galley of the whole story, in rows
          ▪      “  ”             a crosshead, and words that may be pulled: both stand in this turn
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.mug_shots import rows_of_mugs
from layout.makeup.edition.shapes.which_pictures_hang import LEAST_BESIDE, Hung, Inset
from layout.typeset.galley import Galley, RowSpan, row_spans
from layout.typeset.long_text import RUNNING

_MOST = 2
"""Pull quotes of a turn at most: more would say what the text says."""

_DEEP = 2 * LEAST_BESIDE + 8
"""Rows of a leg that a quote can part: with shorter ones a turn is a band, and no desert."""


@dataclass(frozen=True, slots=True)
class TurnText:
    """The rows of text of a turn: how many are gone before it, how many it has, and the block of
    the story that it ends before; whether it is the `last` of the story."""

    gone: int
    rows: int
    stop: int
    last: bool = False


class Relief:
    """What can stand out in the turns of a story."""

    def __init__(self, article: Article) -> None:
        prices = article.by.theme.prices
        self._each, self._bare = prices.jumps.relief, prices.jumps.bare
        self._cost = prices.pictures.quote
        self._quotes = article.for_turns
        spans = _spans(article.bodies[0].galley)
        self._own = sorted(
            spans[block.index].first
            for block in article.bodies[0].galley.blocks
            if block.role not in RUNNING
        )
        first = article.bodies[0].cut
        galleys = article.galleys(first) if article.mugs and article.pictures else ()
        self._mugs = tuple(map(rows_of_mugs, galleys))
        self._said = [spans[quote.index] for quote in self._quotes]

    @property
    def can_quote(self) -> bool:
        """Whether there is anything to be pulled."""
        return bool(self._quotes)

    def ways(self, columns: int, text: TurnText) -> Iterator[Hung]:
        """The ways a turn of so many columns may be relieved: not at all, with one quote, with more
        where its text is long enough. Not at all costs nothing where nothing is missing, its legs
        are short, or nobody says anything there."""
        said = self._spoken_in(text)
        deep = text.rows >= columns * _DEEP
        missing = min(self._missing(text), len(said), _MOST, columns - 1) if deep else 0
        yield Hung(cost=self._bare * max(0, missing))
        for count in range(1, missing + 1):
            cost = self._bare * (missing - count) + self._cost * count
            yield Hung(cost=cost, insets=self._insets(columns, text, said, count))

    def _missing(self, text: TurnText) -> int:
        """The things that should stand out in a turn and that its story has not itself."""
        stop = text.gone + text.rows
        own = sum(text.gone < row < stop for row in self._own)
        if text.last:
            within = (sum(text.gone < row < stop for row in rows) for rows in self._mugs)
            own += max(within, default=0)
        return text.rows // self._each - own if self._each else 0

    def _spoken_in(self, text: TurnText) -> list[int]:
        """The numbers of the quotes whose words are in the text of a turn."""
        stop = text.gone + text.rows
        return [
            number
            for number, span in enumerate(self._said)
            if span.within(text.gone, stop) and self._quotes[number].index < text.stop
        ]

    def _insets(
        self, columns: int, text: TurnText, said: list[int], count: int
    ) -> tuple[Inset, ...]:
        """So many quotes, evenly over the columns and falling from left to right, each the nearest
        to its place in the text."""
        found: list[Inset] = []
        left = said
        for number in range(count):
            column = (2 * number + 1) * columns // (2 * count)
            above = 200 * (number + 1) // (2 * count + 3)
            wanted = text.gone + text.rows * (100 * column + above) // (100 * columns)
            later = count - number - 1
            best = min(left[: len(left) - later], key=lambda one: self._off(one, wanted))
            left = left[left.index(best) + 1 :]
            found.append(Inset(column, self._quotes[best].rows, best, above))
        return tuple(found)

    def _off(self, number: int, wanted: int) -> tuple[int, int]:
        """How far the words of a quote are from a row of the text."""
        span = self._said[number]
        return abs(span.first + span.stop - 2 * wanted), number


def relief_of(article: Article) -> Relief:
    """What can stand out in the turns of an article, found out once."""
    return article.text.once(("relief", article.form.length), lambda: Relief(article))


def _spans(galley: Galley) -> dict[int, RowSpan]:
    """The rows that each block of a story takes in its galley, by its number."""
    spans: dict[int, RowSpan] = {}
    for block, span in zip(galley.blocks, row_spans(galley.blocks), strict=True):
        known = spans.get(block.index, span)
        spans[block.index] = RowSpan(known.first, span.stop)
    return spans
