"""Preferences about stories, tried: an edition is made up with them as decisions and without.

    all of them ──dearer──> those of each story ──dearer──> each by itself
        └───────────────── less dear than `rather`: decided from now on

What makes an edition dearer by less than one preference may cost is kept, of several together too.
Nothing is given up for it: neither a decision nor a preference that is kept. What is left out may
still be so by itself; what is not, is told with what it would cost.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from layout.edition.decided.heads_and_pictures import in_pages_toml
from layout.edition.decided.kept_in_edition import KeptTask, unkept
from layout.edition.decided.met_in_plan import MetInPlan
from layout.makeup.edition.all_pages import EditionPlan
from layout.makeup.edition.decisions.forms import keyed
from layout.makeup.edition.decisions.refusal import SIDEBAR, Refused
from layout.makeup.edition.shapes.article import Article
from layout.story.decided import Decided, Decisions
from layout.story.preferred import Wanted, as_preferred, wanted_in


@dataclass(frozen=True, slots=True, eq=False)
class MadeUp:
    """What was made up, and the plan of it."""

    kept: KeptTask
    plan: EditionPlan


@dataclass(frozen=True, slots=True)
class Missed:
    """A preference about a story that is not met: what it would `cost` in points, others that it
    would lose included (None: not known, or it cannot be so at all), and `why` it cannot, in words
    ("": it can)."""

    wanted: Wanted
    cost: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Preferred:
    """What was made up, with what of all preferences was `decided` for it, and those that it does
    not meet."""

    made: MadeUp
    decided: frozenset[Wanted] = frozenset()
    missed: tuple[Missed, ...] = ()


def as_wanted(
    articles: Sequence[Article], decisions: Decisions, kept: frozenset[Wanted]
) -> tuple[Article, ...]:
    """Stories that were set as if nothing was preferred of them, with what of that is `kept`."""
    slugs = {one.story for one in kept}
    given = as_preferred(decisions, kept)
    return tuple(
        _as_wanted(one, given.of(one.story.slug), kept) if one.story.slug in slugs else one
        for one in articles
    )


def _as_wanted(article: Article, decided: Decided, kept: frozenset[Wanted]) -> Article:
    slug, story = article.story.slug, article.story
    if Wanted(slug, "cut") in kept:
        story = replace(story, cut=decided.cut)
    if Wanted(slug, "jump") in kept:
        story = replace(story, jump=decided.jump is not False)
    text = article.text if story == article.story else article.text.of(story)
    given = replace(article, story=story, text=text, form=decided.form)
    return keyed(given, f"{decided.form} {story.cut} {story.jump}")


def with_preferences(
    decisions: Decisions, price: int, make: Callable[[frozenset[Wanted]], MadeUp]
) -> Preferred:
    """What is made up with as many preferences as cost less than their `price` each. `make` makes
    it up with some of them decided. Where nothing is preferred it is made up once."""
    free = make(frozenset())
    here = MetInPlan(free.plan, free.kept.task).stories()
    wanted = tuple(one for one in wanted_in(decisions) if one.story in here)
    if not wanted:
        return Preferred(free)
    trial = _Trial(decisions, price, make, wanted, free)
    trial.take(wanted)
    while untried := trial.lost(trial.best) - trial.missed.keys():  # so by itself, and no more
        if not price:
            break
        trial.take([next(one for one in wanted if one in untried)])
    lost = trial.lost(trial.best)
    missed = tuple(trial.missed.get(one, Missed(one)) for one in wanted if one in lost)
    return Preferred(trial.best, trial.kept, missed)


class _Trial:
    """The best that was made up so far, with the preferences that are `kept` in it."""

    def __init__(
        self,
        decisions: Decisions,
        price: int,
        make: Callable[[frozenset[Wanted]], MadeUp],
        wanted: Sequence[Wanted],
        free: MadeUp,
    ) -> None:
        self._decisions, self._price, self._make, self._wanted = decisions, price, make, wanted
        self.kept, self.best = frozenset[Wanted](), free
        self.missed: dict[Wanted, Missed] = {}

    def lost(self, made: MadeUp) -> frozenset[Wanted]:
        """The preferences that something made up does not meet."""
        return MetInPlan(made.plan, made.kept.task).lost(self._wanted, self._decisions.of)

    def take(self, some: Sequence[Wanted]) -> None:
        """Keeps some preferences, or as many of them as do not cost too much, one after the other.
        Where a preference may cost nothing, none is tried."""
        before = self.lost(self.best)
        if not self._price or before.isdisjoint(some):
            return
        made = self._make(self.kept | {*some})
        never = _impossible(made, some, self._decisions)
        if never:
            self.missed |= {one: Missed(one, None, why) for one, why in never.items()}
            self.take([one for one in some if one not in never])
            return
        after, why = self.lost(made), self._given_up(made)
        dearer = made.plan.cost - self.best.plan.cost
        gained = len(before) - len(after)
        kept = after.isdisjoint(some) and not why
        most = gained if len(some) == 1 else min(1, gained)  # of several each has to be worth it
        if kept and dearer < self._price * most:
            self.kept, self.best = self.kept | {*some}, made
        elif len(some) > 1:
            for part in _parts(some):
                self.take(part)
        else:
            cost = dearer - self._price * (gained - 1) if kept else None
            self.missed[some[0]] = Missed(some[0], cost, why)

    def _given_up(self, made: MadeUp) -> str:
        """Why something is given up in what was made up that is not in the best so far; "" where
        nothing is."""
        before = _given_up(self.best)
        return next((why for what, why in _given_up(made).items() if what not in before), "")


def _parts(some: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
    """Several preferences by their stories; those of one story each by itself."""
    of_stories = [tuple(group) for _, group in groupby(some, key=lambda one: one.story)]
    yield from of_stories if len(of_stories) > 1 else ((one,) for one in some)


def _impossible(made: MadeUp, some: Sequence[Wanted], decisions: Decisions) -> Mapping[Wanted, str]:
    """Which preferences a story cannot have, whatever else is decided of it, and why."""
    found = {
        Wanted(_owner(one, decisions), in_pages_toml(one.wish.key)): why
        for one, why in _refused(made)
        if len(one.together) == 1 and not one.page
    }
    return {one: why for one, why in found.items() if one in some}


def _owner(refused: Refused, decisions: Decisions) -> str:
    """The story that has decided what is refused: of a sidebar it is its main story."""
    slug = refused.wish.slug
    return decisions.of(slug).beside if refused.wish.key == SIDEBAR else slug


def _refused(made: MadeUp) -> Iterator[tuple[Refused, str]]:
    """What is refused in what was made up, each with the words for it."""
    told = [one.message for one in made.kept.findings if one.code == "refused-decision"]
    refused = made.kept.refused
    return zip(refused, told[len(told) - len(refused) :], strict=True)


def _given_up(made: MadeUp) -> Mapping[Hashable, str]:
    """What is not kept of decisions in what was made up, by what stands for it, and why."""
    found: dict[Hashable, str] = {one.wish: why for one, why in _refused(made)}
    return found | {one.where: one.message for one in unkept(made.plan, made.kept)}
