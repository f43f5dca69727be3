"""Lengths of a story: how short it may run, and what each row costs that is cut.

A story is cut from its end, after blocks it may end with (`which_paragraphs_go`), to a length that
is not below a floor. Its own `cut` goes before the publication's policy: it says how many
paragraphs may go, however much that is. A length that is decided goes before both floor and price:
of the ways to end it leaves one, or some (`DecidedLength`). The price of a row grows with the share
that is gone: a convex price, so that what has to go is lost by many stories, and none loses over
half while another is whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layout.makeup.edition.shapes.which_paragraphs_go import ends_of, is_counted, is_text
from layout.story.as_written import Story
from layout.story.decided import Form
from layout.story.kinds import LETTERS, NOTICES
from layout.story.publication import BY_RANK, Trim
from layout.story.reading_order import words_of_blocks
from layout.story.run import Runs
from layout.typeset.galley import Galley
from slots.prices_of_taste import TrimPrices, by_rank


@dataclass(frozen=True, slots=True)
class Trimming:
    """How stories may be shortened: the publication's policy, and the line that a shortened story
    ends with, which says where all of it is (nothing: no line)."""

    policy: Trim = BY_RANK
    read_on: Runs = ()


AS_USUAL = Trimming()
"""Where a publication says nothing."""


@dataclass(frozen=True, slots=True)
class TrimTerms:
    """What holds for one story: the price of the first row cut, by how many per cent of it that of
    the last one would be higher, what trimming costs besides, of all that so many per cent; the
    rows that are left at least, and the paragraphs that may go at most (None: any number)."""

    row: int
    steeper: int
    trimmed: int
    charged: int = 100
    least: int = 1
    most: int | None = None

    def cost(self, rows: int, gone: int) -> int:
        """What it costs that of so many rows `gone` are cut.

        >>> [TrimTerms(6, 400, 20).cost(100, gone) for gone in (0, 10, 20, 30, 60)]
        [0, 92, 188, 308, 812]
        """
        if gone <= 0:
            return 0
        rising = self.row * gone * gone * self.steeper // (200 * rows)
        return (self.trimmed + self.row * gone + rising) * self.charged // 100


def terms_of(story: Story, rows: int, policy: Trim, prices: TrimPrices) -> TrimTerms | None:
    """What holds for a story of so many rows; None where nothing of it may go: of letters and
    notices nothing that they do not say themselves."""
    alike = TrimTerms(prices.row_alike, prices.steeper, prices.trimmed)
    if story.cut is not None:
        allowed = replace(alike, charged=prices.allowed, most=story.cut)
        return allowed if story.cut else None
    if policy.by == "off" or story.kind in (LETTERS, NOTICES):
        return None
    share, least = 100 - policy.most, by_rank(prices.least_rows, story.rank)
    if policy.by == "share":
        return replace(alike, least=max(least, _share(rows, share)))
    share = max(share, by_rank(prices.least_share, story.rank))
    row = by_rank(prices.row, story.rank)
    return replace(alike, row=row, least=max(least, _share(rows, share)))


def _share(rows: int, per_cent: int) -> int:
    return -(-rows * per_cent // 100)


@dataclass(frozen=True, slots=True)
class Ending:
    """A way to shorten a body: after `stop` blocks, with the last `blocks` of its text cut, of
    which so many count as `paragraphs`."""

    stop: int
    blocks: int
    paragraphs: int


def endings_of(story: Story, most: int | None) -> Iterator[Ending]:
    """The ways to shorten a story, the longest first, by so many paragraphs at most."""
    body = story.body
    for stop in ends_of(body, story.kind == LETTERS):
        gone = [block for block in body[stop:] if is_text(block)]
        paragraphs = sum(map(is_counted, gone))
        if most is not None and paragraphs > most:
            return
        if gone:
            yield Ending(stop, len(gone), paragraphs)


@dataclass(frozen=True, slots=True)
class DecidedLength:
    """How long a story is to be printed by decision: `words` are the most of its text, or the
    fewest and the most, `lines` those of a column that are cut (as in `Form`)."""

    words: tuple[int, ...] | None = None
    lines: int | None = None

    @classmethod
    def of(cls, form: Form) -> DecidedLength | None:
        """That of a form; None where none is decided."""
        return cls(form.words, form.cut_lines) if form.length else None

    def allowed(self, ways: Sequence[WayToEnd]) -> tuple[WayToEnd, ...]:
        """Those of the ways to end a story, of which the first is all of it, that are so long: one
        way for a number, with as many words, or as few lines cut, as can be; all between two.

        >>> ways = [WayToEnd(Ending(9 - n, n, n), 500 - 90 * n, 80 - 15 * n) for n in range(5)]
        >>> [way.words for way in DecidedLength((400,)).allowed(ways)]
        [320]
        >>> [way.words for way in DecidedLength((300, 450)).allowed(ways)]
        [410, 320]
        >>> [way.words for way in DecidedLength(lines=20).allowed(ways)]
        [320]
        """
        least, most = self._bounds(ways[0])
        found = tuple(
            way
            for way in ways
            if least <= way.words <= most and ways[0].rows - way.rows >= (self.lines or 0)
        )
        return found if self.words and len(self.words) > 1 else found[:1]

    def _bounds(self, whole: WayToEnd) -> tuple[int, int]:
        """The fewest and the most words: of a single number half of it at least, or all of a
        shorter story."""
        if self.words is None:
            return 0, whole.words
        first, last = self.words[0], self.words[-1]
        return (first if len(self.words) > 1 else min(whole.words, -(-last // 2))), last


@dataclass(frozen=True, slots=True)
class WayToEnd:
    """A way to end a story, the words of its text that are printed then, and their rows."""

    ending: Ending
    words: int
    rows: int


def words_before(story: Story, stop: int) -> int:
    """The words of a story's text before a block: what is under pictures is none of it.

    A decided length counts them, and reports do."""
    return words_of_blocks(block for block in story.body[:stop] if is_text(block))


def ways_to_end(story: Story, galley: Galley) -> tuple[WayToEnd, ...]:
    """All ways in which a story may end, whatever that costs, its whole galley first: it says
    itself how many of its paragraphs may go."""
    whole = Ending(len(story.body), 0, 0)
    endings = (whole, *(() if story.cut == 0 else endings_of(story, story.cut)))
    return tuple(
        WayToEnd(ending, words_before(story, ending.stop), left.rows)
        for ending in endings
        if (left := ended(galley, ending.stop)).blocks
    )


def ended(galley: Galley, stop: int) -> Galley:
    """A galley that ends before a block of its story."""
    blocks = tuple(block for block in galley.blocks if block.index < stop)
    return replace(galley, blocks=blocks)
