"""Ranks that nobody gave: what a publication ranks its stories by where their writers did not.

Section by section the stories are ordered by points: news and long stories and those with pictures
stand high (`slots.prices_of_taste`, group `ranks`). The first is the lead (1), one in so many is a
second (2), the others are thirds (3), and what is too short for any of it, or no ordinary story
with a headline, is a brief (4).

    given by hand      1   -   -   3   -   -   -
    points                90  75      60  40   -   (- has fewer words than a brief)
    ranked             1   2   3   3   3   3   4   no second lead where an editor named one

Which story leads a page is worked out from these ranks: `layout.makeup.edition.assign.by_area`.

Ranks that were given are kept, and count among those of their section. The points of a story say
nothing of others, so that one story more changes the rank of two others at most, all in its own
section.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from layout.story.as_written import Story, can_lead
from layout.story.block import Picture
from layout.story.publication import Publication, section_among
from layout.story.reading_order import words_of
from layout.work.terminal.report import counted
from slots.prices_of_taste import RankPrices

_LEAD, _SECOND, _THIRD, _BRIEF = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a story is ranked by: its `rank` is None where nobody gave it one, its `section` ""
    where it names none; `leads` says that it can lead at all: an ordinary story with a headline."""

    slug: str
    section: str
    rank: int | None
    words: int
    leads: bool
    pictured: bool
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A rank that nobody gave, and why it is that: "312 words, 2 days old, no picture; number 4 of
    9 stories in Town"."""

    rank: int
    why: str


@dataclass(frozen=True, slots=True)
class RankRules:
    """What ranks depend on beside the stories: the day of the edition (None: that of the newest
    story), the names of its sections (stories of others stand in the first), the prices of taste.
    """

    day: datetime.date | None
    sections: tuple[str, ...]
    prices: RankPrices


def rank_rules(publication: Publication, prices: RankPrices) -> RankRules:
    """What a publication ranks its stories by, in print and on its fronts."""
    sections = tuple(section.name for section in publication.print_plan.sections)
    return RankRules(publication.date, sections, prices)


def candidate_of(story: Story) -> Candidate:
    """What a story is ranked by."""
    return Candidate(
        story.slug,
        story.section,
        story.rank if story.ranked else None,
        words_of(story),
        can_lead(story),
        any(isinstance(block, Picture) for block in story.body),
        story.date,
    )


def ranks_of(candidates: Iterable[Candidate], rules: RankRules) -> tuple[Ranked | None, ...]:
    """The rank of each candidate, in their order; None for those that have one."""
    every = tuple(candidates)
    newest = max((one.date for one in every if one.date), default=None)
    rules = replace(rules, day=rules.day or newest)
    sections: dict[str, list[int]] = {}
    for at, one in enumerate(every):
        sections.setdefault(section_among(one.section, rules.sections), []).append(at)
    found: dict[int, Ranked] = {}
    for section, places in sections.items():
        places.sort(key=lambda at: (-_points(every[at], rules), every[at].slug))
        ranked = _of_section(section, [every[at] for at in places], rules)
        found.update((at, rank) for at, rank in zip(places, ranked, strict=True) if rank)
    return tuple(map(found.get, range(len(every))))


def _of_section(
    section: str, ordered: Sequence[Candidate], rules: RankRules
) -> Iterator[Ranked | None]:
    """The ranks of a section's stories, the best first."""
    where = f"of {counted(len(ordered), 'story')}" + (f" in {section}" if section else "")
    free = _free_ranks(ordered, rules.prices)
    for number, one in enumerate(ordered, 1):
        if one.rank is not None:
            yield None
            continue
        rank = _BRIEF if _is_brief(one, rules.prices) else next(free)
        yield Ranked(rank, f"{_facts(one, rules.day)}; number {number} {where}")


def _free_ranks(candidates: Sequence[Candidate], prices: RankPrices) -> Iterator[int]:
    """The ranks of stories without one, best first: what is left of a section's spread once the
    ranks that were given are taken out of it."""
    given = [one.rank for one in candidates if one.rank is not None]
    leads, seconds = given.count(_LEAD), given.count(_SECOND)
    if not leads:
        yield _LEAD
    count = sum(not _is_brief(one, prices) for one in candidates)
    wanted = -(-(count - 1) // prices.each_second)
    yield from [_SECOND] * (wanted - seconds - max(0, leads - 1))
    yield from repeat(_THIRD)


def _is_brief(candidate: Candidate, prices: RankPrices) -> bool:
    """Whether a story is one: by its rank, else by its words."""
    if candidate.rank is not None:
        return candidate.rank >= _BRIEF
    return candidate.words < prices.brief_below or not candidate.leads


def _points(candidate: Candidate, rules: RankRules) -> int:
    """How high a story stands. One without a date is as good as news."""
    prices = rules.prices
    age = min(_age(candidate, rules.day) or 0, prices.oldest)
    length = prices.hundred_words * min(candidate.words, prices.long_from) // 100
    return length + (prices.picture if candidate.pictured else 0) - prices.day_older * age


def _age(candidate: Candidate, day: datetime.date | None) -> int | None:
    """Days since a story's date; None where it has none."""
    return max(0, (day - candidate.date).days) if day and candidate.date else None


def _facts(candidate: Candidate, day: datetime.date | None) -> str:
    """What speaks for a story and against it."""
    old = {None: "no date", 0: "of the day", 1: "a day old"}
    age = _age(candidate, day)
    picture = "with a picture" if candidate.pictured else "no picture"
    title = "" if candidate.leads else ", no headline or no ordinary story"
    return (
        f"{counted(candidate.words, 'word')}{title}, {old.get(age, f'{age} days old')}, {picture}"
    )
