"""An independent look at a printed edition: every rule it breaks, in words, and its figures.

It reads the PDF with other programs (poppler, pdfium, qpdf) and shares nothing with the engine but
the types of the contract. `check_edition` says what is wrong, the gravest first; `figures` counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from support.editions.ad_pairs import adjacency_problems
from support.editions.checked_ads import ad_problems, printed_ads
from support.editions.checked_heads import head_problems, headlines, picture_problems, tombstones
from support.editions.checked_index import index_problems
from support.editions.checked_jumps import jump_problems, jumped
from support.editions.checked_legs import LADDER, leg_problems, lone_lines, measured
from support.editions.checked_lines import Reading, reading_of
from support.editions.checked_space import space_problems
from support.editions.checked_text import text_problems, told, words
from support.editions.checked_white import filler_problems, white_problems, whites
from support.editions.pdf_file import file_problems
from support.editions.reader import read_sheets

from layout.page.document import Document
from layout.story.as_written import Story
from slots.book.booking import Booking
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlan


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition with all it was made from, and how it was read."""

    pdf: Path
    document: Document
    stories: Sequence[Story]
    book: Sequence[Booking]
    pages: Sequence[StackPage]
    plan: AdPlan
    reading: Reading


@dataclass(frozen=True, slots=True)
class Figures:
    """What can be counted of an edition.

    `white` is the share of the news hole's cells outside the design that is open,
    `house` that which house ads fill; `legs_short` are
    those one row short, `legs_shorter` those that lack more, both where their story goes on;
    `ends_short` those a story ends in with rows to spare. `words` are those of the stories without
    what the writer lets go (`words_left_out`: cut paragraphs,
    decks, pull quotes), `words_found` those read from
    the PDF. `stories` are counted by the page their head is on.
    """

    white: float
    house: float
    white_by_page: tuple[tuple[int, float], ...]
    legs: int
    legs_short: int
    legs_shorter: int
    ends_short: int
    words: int
    words_found: int
    words_left_out: int
    jumps: int
    stories: tuple[tuple[int, int], ...]
    stories_missing: tuple[str, ...]
    widows: int
    orphans: int
    ladders: int
    tombstones: int

    def __str__(self) -> str:
        return "\n".join(f"{field.name}: {getattr(self, field.name)}" for field in fields(self))


def check_edition(
    pdf: Path,
    document: Document,
    stories: Sequence[Story],
    book: Sequence[Booking],
    pages: Sequence[StackPage],
    plan: AdPlan,
) -> tuple[str, ...]:
    """All that is wrong with an edition, in words, the gravest first; nothing where it is clean."""
    edition = read_edition(pdf, document, stories, book, pages, plan)
    return tuple(dict.fromkeys(_problems(edition)))


def read_edition(
    pdf: Path,
    document: Document,
    stories: Sequence[Story],
    book: Sequence[Booking],
    pages: Sequence[StackPage],
    plan: AdPlan,
) -> Edition:
    """An edition, read once for all that ask for it."""
    reading = reading_of(document, read_sheets(pdf))
    return Edition(pdf, document, stories, book, pages, plan, reading)


def _problems(edition: Edition) -> Iterator[str]:
    document, reading, stories = edition.document, edition.reading, edition.stories
    pages, plan = edition.pages, edition.plan
    yield from file_problems(edition.pdf, document, reading.sheets)
    yield from text_problems(document, reading, stories)
    yield from jump_problems(document, reading, stories)
    yield from space_problems(document, reading)
    yield from ad_problems(document, reading, edition.book, pages, plan)
    ads = [(ad.booking, ad.page, ad.rect) for ad in printed_ads(document, edition.book, pages)]
    yield from adjacency_problems(document, ads, stories)
    yield from index_problems(document, reading, stories, pages)
    yield from leg_problems(document, reading)
    yield from white_problems(document, reading, pages, plan)
    yield from filler_problems(document, reading, plan)
    yield from head_problems(document, reading, stories, pages)
    yield from picture_problems(document, reading)


def problems_of(edition: Edition) -> tuple[str, ...]:
    """As `check_edition`, of an edition that is read already."""
    return tuple(dict.fromkeys(_problems(edition)))


def figures(edition: Edition) -> Figures:
    """What can be counted of an edition."""
    document, reading, stories = edition.document, edition.reading, edition.stories
    white = tuple(whites(document, reading, edition.pages, edition.plan))
    hole = sum(page.hole for page in white)
    legs = measured(document, reading)
    going_on = [leg for leg in legs if not leg.ends]
    standing = [story for story in stories if reading.of(story.slug)]
    read = [(story, told(document, reading, story)) for story in standing]
    lone = Counter(what for what, _ in lone_lines(reading))
    heads = headlines(reading, stories)
    return Figures(
        white=sum(len(page.open) for page in white) / hole if hole else 0.0,
        house=sum(page.house for page in white) / hole if hole else 0.0,
        white_by_page=tuple((w.page, round(len(w.open) / max(1, w.hole), 4)) for w in white),
        legs=len(legs),
        legs_short=sum(leg.short == 1 for leg in going_on),
        legs_shorter=sum(leg.short > 1 for leg in going_on),
        ends_short=sum(leg.short > 0 for leg in legs if leg.ends),
        words=sum(len(words(story, found.cut, found.way, found.pulled)) for story, found in read),
        words_found=sum(len(found.words) for _, found in read),
        words_left_out=sum(
            len(words(s)) - len(words(s, found.cut, found.way % 2, found.pulled))
            for s, found in read
        ),
        jumps=sum(len(jumped(document, story.slug)) > 1 for story in standing),
        stories=tuple(sorted(Counter(heading.page for heading in heads).items())),
        stories_missing=tuple(s.slug for s in stories if s not in standing),
        widows=lone["widow"],
        orphans=lone["orphan"],
        ladders=sum(leg.ladder > LADDER for leg in legs),
        tombstones=sum(
            len(list(tombstones([h for h in heads if h.page == p.number], p.grid.gutter)))
            for p in document.pages
        ),
    )
