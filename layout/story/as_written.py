"""The story: everything that was written, typed, in order."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace

from layout.story.block import Block
from layout.story.kinds import STORY
from layout.story.module import Module
from layout.story.run import Runs
from slots.rules.story_overrides import NO_RULES, OwnRules


@dataclass(frozen=True, slots=True)
class SlotAsk:
    """A place for an ad that the source itself requests ("Google ad")."""

    id: str
    label: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """A module or slot as the source orders it: it came after `after` blocks of the body."""

    after: int
    content: Module | SlotAsk


@dataclass(frozen=True, slots=True)
class Embargo:
    """The embargo: the day from which a story may appear, and the time and zone on that day as
    written, "" where it is free with the day.

    >>> print(Embargo(datetime.date(2022, 12, 16), "18:00+01:00"))
    2022-12-16 18:00+01:00
    """

    day: datetime.date
    clock: str = ""

    def __str__(self) -> str:
        return f"{self.day} {self.clock}".strip()


@dataclass(frozen=True, slots=True)
class PromoAsk:
    """What a story says of its promo on page one: whether it wants one, and in which words ("": in
    those of its headline); `line` is where it says so."""

    wanted: bool
    words: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """One article.

    `date_text` is the date as written and `date` what it means (None where it means nothing),
    `updated` the day of its last change, which stands in metadata and is not printed;
    `rank` 1 is the lead; where its writer gave no rank (`ranked`), it is 1 until it stands with
    others (`layout.publication.ranking`). `language` is a BCP 47 tag; `source` the file it was read
    from. `ad_free` stories have no ads in any edition; `rules` are those it sets for itself.
    `block_tags` are pairs of a block's index in the body and a tag it has, in the order of the
    body. In a printed edition it may be continued on another page where `jump` says so, and lose
    the last `cut` paragraphs of its body (None: as many as the publication's policy lets go). It
    has `print_headline` on paper, where there is one; `promo` says whether page one should have a
    promo of it (None: as it falls). No edition of a day before its `embargo` may have it.
    `came_from` is the key of the item that it was imported from. Its `kind` is one of
    `layout.story.kinds`, "" where it says none. `decide` is what it decides of itself in print, as
    it is written: no part of what it says, so that it is in no digest of that.
    """

    slug: str
    headline: Runs
    body: tuple[Block, ...]
    asks: tuple[Ask, ...] = ()
    kicker: str = ""
    deck: Runs = ()
    byline: str = ""
    dateline: str = ""
    date_text: str = ""
    date: datetime.date | None = None
    updated: datetime.date | None = None
    comments: int | None = None
    section: str = ""
    tags: tuple[str, ...] = ()
    rank: int = 1
    ranked: bool = False
    language: str = "en"
    source: str = ""
    ad_free: bool = False
    rules: OwnRules = NO_RULES
    block_tags: tuple[tuple[int, str], ...] = ()
    jump: bool = True
    cut: int | None = None
    print_headline: Runs = ()
    embargo: Embargo | None = None
    came_from: str = ""
    kind: str = ""
    promo: PromoAsk | None = None
    decide: OwnRules = field(default=NO_RULES, repr=False)


def can_lead(story: Story) -> bool:
    """Whether a story may lead a page: an ordinary story with a headline may."""
    return story.kind in ("", STORY) and bool(story.headline)


def on_paper(story: Story) -> Story:
    """The story as print has it: under its headline for paper, where it has one."""
    if not story.print_headline:
        return story
    return replace(story, headline=story.print_headline, print_headline=())
