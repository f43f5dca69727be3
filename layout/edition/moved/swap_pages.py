"""Two pages of an edition swapped: what stands on one is decided to stand on the other.

    pages.toml ─> its tables under the other numbers ─┐
    what stands there undecided ─> a page each ───────┼─> pages.toml, or why it cannot be
    left is right, where they are mirrored ───────────┘

Stories and ads that nobody decided anything of are given the page, since the engine would leave
them where they are; the rests of stories that go on there, and house ads by turns, are the
engine's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from layout.edition.ad_words import ad_words
from layout.edition.make_edition import Newspaper
from layout.edition.moved.mirror_pages import Mirroring, mirroring_of
from layout.publication.decisions.pages_swapped import (
    Change,
    changes_between,
    mistakes_since,
    with_pages_swapped,
)
from layout.publication.decisions.pages_toml import named_under
from layout.publication.decisions.write_decisions import Edit
from slots.finding import NOWHERE, BadInput, Finding, Severity, Where
from slots.stacking.task.ad_page import side_of
from slots.stacking.task.ads_and_pages import Limits, StackingTask, task_of
from slots.stacking.task.allowed import broken, fits, rule_words

_CODE = "not-swapped"
_OF_OTHERS = frozenset({"decided", "closed-rivals"})
"""Rules that are no matter of the booking alone: the stack heeds them, and tells what it cannot."""


@dataclass(frozen=True, slots=True)
class _Swapped:
    """Two pages, the text of pages.toml in which they are swapped, and what that changes; whether
    they were mirrored, one of them being a left-hand page and the other a right-hand one."""

    pages: tuple[int, int]
    text: str
    changes: tuple[Change, ...]
    mirrored: bool = False


def swap_of(made: Newspaper, text: str, one: int, other: int, *, mirror: bool = False) -> _Swapped:
    """Two pages of an edition swapped, in the text of its pages.toml; to `mirror` them is to have
    what stands outside outside, where one is a left-hand page and the other a right-hand one.

    Raises BadInput with all that is in the way: page one, closed pages, pages that there are not;
    ads whose bookings forbid the other page, that are locked or go over the spine; stories that
    could not go on any more; what cannot be mirrored. So it does where the text cannot be changed
    with certainty, or contradicts itself then."""
    pages = {one: other, other: one}
    ill = _Swap(made, text, pages, None)
    if problems := [*ill.ill_pages()]:
        raise BadInput(problems)
    mirroring = mirroring_of(made, pages) if mirror else None
    work = replace(ill, mirroring=mirroring)
    problems = [*work.stories_in_the_way(), *work.ads_in_the_way()]
    if problems := [*problems, *(mirroring.problems if mirroring else ())]:
        raise BadInput(problems)
    edits = [*work.edits(), *(mirroring.edits if mirroring else ())]
    swapped = with_pages_swapped(text, one, other, edits, mirroring.mirror if mirroring else None)
    if wrong := mistakes_since(text, swapped):
        raise BadInput([*wrong])
    changes = changes_between(text, swapped)
    return _Swapped((one, other), swapped, changes, mirroring is not None)


@dataclass(frozen=True, slots=True, eq=False)
class _Swap:
    """An edition, the text of what is decided in it, the page that each of two becomes, and how
    they are mirrored (None: not at all)."""

    made: Newspaper
    text: str
    pages: Mapping[int, int]
    mirroring: Mirroring | None

    def ill_pages(self) -> Iterator[Finding]:
        """Pages that cannot change places."""
        count, closed = len(self.made.stacked.pages), self.made.closed.numbers
        if len(self.pages) < 2:
            yield _problem("a page cannot be swapped with itself", "name two pages")
        for number in self.pages:
            if not 1 <= number <= count:
                yield _problem(f"the edition has no page {number}", f"name pages up to {count}")
            elif number == 1:
                message = "page 1 cannot be swapped: masthead, promos and index stand on it alone"
                yield _problem(message, "give its stories other pages, one by one")
            elif number in closed:
                message = f"page {number} is closed: it is printed as it is"
                yield _problem(message, f"open it: newsgrid print . --open {number}")
            elif self._over_a_spread(number):
                message = f"page {number} is made after a dummy over the two pages of a spread"
                yield _problem(message, "give these pages dummies of their own, or none")

    def _over_a_spread(self, number: int) -> bool:
        """Whether a page has half of a dummy, which its left-hand page is given."""
        decisions = self.made.copy.decisions
        dummy = decisions.dummies.get(decisions.on(number - number % 2).dummy)
        return dummy is not None and dummy.gutter > 0

    def stories_in_the_way(self) -> Iterator[Finding]:
        """Stories that page one promises where they are, and those that are to go on on a page
        which would not be behind them in their section any more."""
        for promise in self.made.closed.promises:
            if promise.page in self.pages:
                message = f'page 1 is closed and says that "{promise.slug}" is on page '
                message += str(promise.page)
                yield _problem(message, "open page 1: newsgrid print . --open 1")
        sections = {page.number: page.section for page in self.made.stacked.pages}
        decisions, begin = self.made.copy.decisions, self._begin()
        for slug, decided in decisions.stories.items():
            turns, first = decided.turns, next(iter(decided.pages), begin.get(slug))
            if not turns or first is None or not {*turns, first} & self.pages.keys():
                continue
            on = [self.pages.get(page, page) for page in (first, *turns)]
            for to, onward in pairwise(on):
                if onward > to and sections.get(onward) == sections.get(to):
                    continue
                begins = "begin" if to == on[0] else "stand"
                message = f'"{slug}" would {begins} on page {to} and go on on page {onward}, '
                message += "which is none of its section behind that"
                hint = "take out jump, or give it another page to go on on"
                yield _problem(message, hint, decisions.where(slug, "jump"))

    def ads_in_the_way(self) -> Iterator[Finding]:
        """Ads that cannot stand on the other page."""
        made, task = self.made, self._task()
        ads = {ad.id: ad for ad in task.ads}
        for name in self._ads():
            ad, on = ads[name], made.stacked.pages_of(name)
            stand = self.pages[next(page for page in on if page in self.pages)]
            called = f"ad {ad_words(ad.booking)}"
            decided = made.copy.decisions.ads.get(name)
            if decided and decided.lock:
                hint = "take out lock"
                where = made.copy.decisions.where_ad(name, "lock")
                yield _problem(f"{called} is to stay where it is", hint, where)
            elif len(on) > 1:
                if self.pages.keys() != {*on}:
                    both = " and ".join(map(str, on))
                    message = f"{called} goes over pages {both}, and one of them would leave it"
                    yield _problem(message, "give it other pages first")
            elif not fits(ad, stand, task):
                message = f"{called} has no room on page {stand}"
                yield _problem(message, "give it another page first")
            elif rules := sorted(broken(ad, stand, task) - _OF_OTHERS):
                words = rule_words(ad, task)
                why = "; ".join(words[rule] for rule in rules)
                message = f"{called} cannot stand on page {stand}: {why}"
                yield _problem(message, "give it another page first, or change its booking")

    def edits(self) -> Iterator[Edit]:
        """What is decided beside what the text says of these pages: of what stands there undecided,
        or by decision of a story itself."""
        named, decisions = self._named(), self.made.copy.decisions
        for slug, page in self._begin().items():
            own = decisions.of(slug)
            if page in self.pages and not own.pages and not own.beside:
                yield Edit("story", slug, "page", self.pages[page])
        for slug, decided in decisions.stories.items():
            if slug not in named["story"] and self.pages.keys() & {*decided.pages}:
                every = [self.pages.get(page, page) for page in decided.pages]
                yield Edit("story", slug, "page", every if len(every) > 1 else every[0])
            onward = [self.pages.get(page, page) for page in decided.turns]
            if self.pages.keys() & {*decided.turns} and "jump" in decisions.own(slug):
                yield Edit("story", slug, "jump", onward if len(onward) > 1 else onward[0])
        for name in self._ads():
            page = next(n for n in self.made.stacked.pages_of(name) if n in self.pages)
            if len(self.made.stacked.pages_of(name)) > 1:
                continue  # it lies on both
            if name not in named["ad"]:
                yield Edit("ad", name, "page", self.pages[page])
            one = decisions.ads.get(name)
            every = [self.pages.get(number, number) for number in (one.pages if one else ())]
            if (
                one
                and one.side
                and self.mirroring is None
                and all(side_of(n) != one.side for n in every or [self.pages[page]])
            ):
                yield Edit("ad", name, "side", None)

    def _begin(self) -> dict[str, int]:
        """The page on which each story begins."""
        placed = ((one, page.page) for page in self.made.plan.pages for one in page.placed)
        return {slug: number for one, number in placed if not one.turned for slug in one.slugs}

    def _ads(self) -> list[str]:
        """The ads on these pages."""
        on = (place.id for place in self.made.stacked.plan.places if place.page in self.pages)
        return sorted(dict.fromkeys(on))

    def _named(self) -> dict[str, set[str]]:
        """The stories and ads to which the text itself gives pages."""
        data = tomllib.loads(self.text)
        own = {
            table: {name for name, keys in data.get(table, {}).items() if "page" in keys}
            for table in ("story", "ad")
        }
        for page in data.get("page", {}).values():
            own["story"] |= {*named_under(page)}
        return own

    def _task(self) -> StackingTask:
        """The ads and the pages, for what bookings allow."""
        stacked = self.made.stacked
        book, prices = stacked.bookings, stacked.theme.prices.ads
        return task_of(book, stacked.pages, stacked.grid.leading, (), Limits(), prices)


def _problem(message: str, hint: str, where: Where = NOWHERE) -> Finding:
    return Finding(_CODE, Severity.ERROR, message, where, hint)
