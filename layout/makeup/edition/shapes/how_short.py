"""Lengths of a story: how short it may run, and what each row costs that is cut.

A story is cut from its end, after blocks it may end with (`which_paragraphs_go`), to a length that
is not below a floor. Its own `cut` goes before the publication's policy: it says how many
paragraphs may go, however much that is. The price of a row grows with the share that is gone: a
convex price, so that what has to go is lost by many stories, and none loses over half while another
is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from layout.makeup.edition.shapes.which_paragraphs_go import ends_of, is_counted, is_text
from layout.story.as_written import Story
from layout.story.kinds import LETTERS, NOTICES
from layout.story.publication import BY_RANK, Trim
from layout.story.run import Runs
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
