"""What to read next, of all stories of a site: others on the subject of one, more of its section,
and some of other sections.

Of any list those stand first that are as old as the story or older, the nearest by date, and only
where these are too few the younger ones: so a new story changes few pages.

    row     four stories below the copy: by the tags they share, then of the section, then any
    rail    five of other sections beside it, from as many sections as there are
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from layout.web.cards.addresses import Placed

_ROW = 4
"""Stories below the copy at most: as many as a wide screen has columns."""

_RAIL = 5
"""Stories of other sections at most."""


@dataclass(frozen=True, slots=True)
class NextToRead:
    """What a story's page leads on to: the stories below its copy, of which the first `related` are
    on its subject and `own` in all are of its section or subject, and those beside it."""

    row: tuple[Placed, ...] = ()
    related: int = 0
    own: int = 0
    rail: tuple[Placed, ...] = ()


class SiteStories:
    """The stories of a site, in all and by section and tag, each list from the youngest on."""

    def __init__(self, stories: Iterable[Placed]) -> None:
        self._all = sorted(stories, key=_youngest_first)
        self._sections: dict[str, list[Placed]] = {}
        self._tags: dict[str, list[Placed]] = {}
        for one in self._all:
            self._sections.setdefault(one.section.folder, []).append(one)
            for tag in _tags(one):
                self._tags.setdefault(tag, []).append(one)

    def after(self, story: Placed) -> NextToRead:
        """What to read after a story, which need not be among them."""
        related = self._related(story)
        near = _nearest(self._sections.get(story.section.folder, ()), story)
        own = _without(related, near, _ROW)
        rest = _without(own, _nearest(self._all, story), _ROW) if len(own) < _ROW else own
        return NextToRead(rest, len(related), len(own), self._elsewhere(story, rest))

    def _related(self, story: Placed) -> tuple[Placed, ...]:
        """Other stories that share tags with it, those that share most first."""
        shared: dict[str, int] = {}
        found: dict[str, Placed] = {}
        for tag in _tags(story):
            for one in islice(_nearest(self._tags.get(tag, ()), story), _ROW):
                shared[one.path] = shared.get(one.path, 0) + 1
                found[one.path] = one
        return tuple(sorted(found.values(), key=lambda one: -shared[one.path])[:_ROW])

    def _elsewhere(self, story: Placed, named: Sequence[Placed]) -> tuple[Placed, ...]:
        """Stories of other sections: one of each, then a second, until there are enough."""
        paths = {one.path for one in named}
        rounds = (
            (at, _distance(one, story), one)
            for folder, every in self._sections.items()
            if folder != story.section.folder
            for at, one in enumerate(
                islice((one for one in _nearest(every, story) if one.path not in paths), _RAIL)
            )
        )
        best = nsmallest(_RAIL, rounds, key=lambda each: (each[0], each[1], each[2].path))
        return tuple(one for _, _, one in best)


def _without(first: tuple[Placed, ...], others: Iterable[Placed], most: int) -> tuple[Placed, ...]:
    """Stories, and others that are not among them, so many at most."""
    named = {one.path for one in first}
    free = (one for one in others if one.path not in named)
    return (*first, *islice(free, most - len(first)))


def _day(one: Placed) -> int:
    return (one.card.date or datetime.date.min).toordinal()


def _youngest_first(one: Placed) -> tuple[int, int, str]:
    return -_day(one), one.card.rank, one.path


def _distance(one: Placed, story: Placed) -> tuple[bool, int, int]:
    """Whether a story is younger than another, by how many days they differ, and its rank."""
    apart = _day(story) - _day(one)
    return apart < 0, abs(apart), one.card.rank


def _tags(one: Placed) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.casefold() for tag in one.card.tags))


def _nearest(every: Sequence[Placed], story: Placed) -> Iterator[Placed]:
    """The stories as old as one or older, the nearest first, then the younger ones likewise; never
    itself."""
    first = bisect_left(every, -_day(story), key=lambda one: -_day(one))
    older = (one for one in islice(every, first, None) if one.path != story.path)
    yield from older
    yield from reversed(every[:first])
