"""Decisions about ads: which of them can be kept, and of the others the smallest set that does not
go together.

A decision costs no other ad its place: those that have one without any decision have one with those
that are kept. Where that cannot be, a smallest set is searched of decisions, ads and rules that do
not go together: without any one of them the others do. Halves of what may be to blame are left out
as long as no plan is found without them (QuickXplain: Junker 2004); then each rule (the deletion
filter: Chinneck and Dravnieks 1991). Of the decisions of a set one is given up: a place before a
page, the ad worth least first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from slots.book.booking import Booking, Position
from slots.rules.size import Pages
from slots.stacking.prefer import with_preferences
from slots.stacking.refused_ad import (
    NO_ADS,
    AdChange,
    AdsDecided,
    AdWish,
    DecidedPlan,
    RefusedAd,
    RuleOf,
)
from slots.stacking.search.draft import Board, Draft
from slots.stacking.search.first_plan import fill
from slots.stacking.search.improve import improve
from slots.stacking.search.windows import ONE_PROGRAM, improve_by_windows
from slots.stacking.solve import stack_task
from slots.stacking.task.ad_decision import KEYS, AdDecision
from slots.stacking.task.ad_plan import AdPlace
from slots.stacking.task.ads_and_pages import Ad, StackingTask
from slots.stacking.task.allowed import rule_words

_PRICED = 6
"""Decisions and ads of a set whose changes are priced at most: a stack is made for each."""

_WORK = 0.5
"""The work for a plan of those that may not go together, in `Limits.work`'s unit: for most a first
plan will do, and for few the proof that there is none is short."""


def stack_decided(
    task: StackingTask, before: Sequence[AdPlace], decided: AdsDecided
) -> DecidedPlan:
    """The plan of a task with those decisions that can be kept."""
    wishes = _wishes_of(task, decided)
    table = _Table(task, decided)
    refused: list[RefusedAd] = []
    for name in dict.fromkeys(wish.id for wish in wishes if wish.id):
        own = [wish for wish in wishes if wish.id == name]
        gone = table.reduce(own, ())
        refused += gone
        wishes = _without(wishes, gone)
    soft = [wish for wish in wishes if wish.id in decided.rather]
    wishes = [wish for wish in wishes if wish not in soft]
    plan = stack_task(table.with_wishes(wishes), before)
    if plan.conflicts and wishes:
        placed = {place.id for place in plan.places}
        must = {place.id for place in stack_task(task, before).places}
        asked = {wish.id for wish in wishes if wish.id}
        if not must | asked <= placed:
            gone = table.reduce(wishes, tuple(ad.id for ad in task.ads if ad.id in must))
            refused += gone
            wishes = _without(wishes, gone)
            if gone:
                plan = stack_task(table.with_wishes(wishes), before)
    plan, preferences = with_preferences(
        table.with_wishes(wishes), plan, before, table.decisions(soft)
    )
    told = tuple(table.priced(one, wishes, before) for one in refused)
    return DecidedPlan(plan, told, preferences)


def _without(wishes: Sequence[AdWish], refused: Sequence[RefusedAd]) -> list[AdWish]:
    gone = {one.wish for one in refused}
    return [wish for wish in wishes if wish not in gone]


def _wishes_of(task: StackingTask, decided: AdsDecided) -> list[AdWish]:
    """All that is decided, what is kept longest first: pages without ads, then of ads by key and
    worth."""
    ads = {ad.id: ad for ad in task.ads}
    bare = [AdWish("", NO_ADS, page) for page in decided.bare if page in task.pages]
    order = sorted(
        (KEYS.index(key), -ads[name].value, name)
        for name, one in decided.ads.items()
        for key in one.keys
        if name in ads
    )
    return [*bare, *(AdWish(name, KEYS[key]) for key, _, name in order)]


@dataclass(frozen=True, slots=True)
class _Table:
    """What sets of decisions, ads and rules are tried with."""

    task: StackingTask
    decided: AdsDecided

    def with_wishes(self, wishes: Collection[AdWish]) -> StackingTask:
        """The task with these decisions."""
        decided = self.decisions(wishes)
        bare = {wish.page for wish in wishes if wish.key == NO_ADS}
        return replace(
            self.task,
            ads=tuple(
                replace(ad, decided=decided[ad.id]) if ad.id in decided else ad
                for ad in self.task.ads
            ),
            pages={
                number: replace(page, most=0) if number in bare else page
                for number, page in self.task.pages.items()
            },
        )

    def decisions(self, wishes: Collection[AdWish]) -> Mapping[str, AdDecision]:
        """What is decided of each ad with these decisions alone."""
        keys: dict[str, set[str]] = {}
        for wish in wishes:
            if wish.id:
                keys.setdefault(wish.id, set()).add(wish.key)
        return {name: self.decided.ads[name].only(said) for name, said in keys.items()}

    def reduce(self, wishes: Sequence[AdWish], ads: Sequence[str]) -> list[RefusedAd]:
        """Decisions to be given up, so that the others go together with these ads."""
        left, refused = [*wishes], list[RefusedAd]()
        while left and not self.go_together(left, ads):
            refused.append(self._refused(left, ads))
            left.remove(refused[-1].wish)
        return refused

    def priced(
        self, refused: RefusedAd, kept: Sequence[AdWish], before: Sequence[AdPlace]
    ) -> RefusedAd:
        """What is refused, with what each change costs: the stack made so, beside the one without
        any decision of the set, with all others that are kept."""
        if len(refused.together) + len(refused.ads) > _PRICED:
            return refused
        others = [wish for wish in kept if wish not in refused.together]

        def worth(wishes: Sequence[AdWish], without: str = "") -> int:
            task = self.with_wishes([*others, *wishes])
            ads = tuple(ad for ad in task.ads if ad.id != without)
            return stack_task(replace(task, ads=ads), before).objective

        free = worth(())
        given_up = [
            AdChange(one, free - worth([w for w in refused.together if w != one]))
            for one in refused.together
        ]
        gone = [
            AdChange(refused.wish, free - worth(refused.together, ad), ad) for ad in refused.ads
        ]
        return replace(refused, changes=(*given_up, *gone))

    def go_together(
        self, wishes: Collection[AdWish], ads: Collection[str], waived: Collection[str] = ()
    ) -> bool:
        """Whether a plan is found that has all of these ads, and those of the decisions where these
        say; some rules of the bookings waived."""
        task = self.with_wishes(wishes)
        bare = {wish.page for wish in wishes if wish.key == NO_ADS}
        names = {*ads, *(wish.id for wish in wishes)}
        wanted = tuple(_lenient(ad, waived) for ad in task.ads if ad.id in names)
        pages = {
            number: replace(page, most=1000) if "most" in waived and number not in bare else page
            for number, page in task.pages.items()
        }
        standing = () if _CLOSED in waived else task.standing
        task = replace(task, ads=wanted, pages=pages, standing=standing)
        return _all_placed(task)

    def _refused(self, wishes: Sequence[AdWish], ads: Sequence[str]) -> RefusedAd:
        core = self._core(wishes, ads)
        together = tuple(one for one in core if isinstance(one, AdWish))
        others = tuple(one for one in core if isinstance(one, str))
        waived: list[str] = []
        named = {*others, *(wish.id for wish in together)}
        concerned = [ad for ad in self.task.ads if ad.id in named]
        for rule in _WAIVED:
            if not self.go_together(together, others, [*waived, rule]):
                waived.append(rule)
        kept = [rule for rule in _WAIVED if rule not in waived]
        if _CLOSED in kept and "apart" in kept:
            kept.remove("apart")  # who is no competitor keeps off none on a closed page either
        own = {wish.id for wish in together}
        return RefusedAd(
            together[-1],
            together,
            tuple(name for name in others if name not in own),
            tuple(self._rules(kept, concerned)),
        )

    def _rules(self, rules: Sequence[str], ads: Sequence[Ad]) -> Iterator[RuleOf]:
        if "most" in rules:
            yield RuleOf("", "most", rule_words(ads[0], self.task)["most"])
        for ad in ads:
            words = rule_words(ad, self.task)
            for rule in rules:
                freed = "apart" if rule == _CLOSED else rule
                if _lenient(ad, [freed]) != ad:
                    yield RuleOf(ad.id, rule, words[rule])

    def _core(self, wishes: Sequence[AdWish], ads: Sequence[str]) -> list[AdWish | str]:
        """A smallest set found of decisions and ads that do not go together, in their order. Ads
        that can stand nowhere else come first: they are seldom not enough."""
        captive = self._captive(wishes, ads)
        if captive and not self.go_together(wishes, captive):
            ads = captive
        every: list[AdWish | str] = [*wishes, *ads]
        return self._least([], [], every)

    def _captive(self, wishes: Sequence[AdWish], ads: Sequence[str]) -> tuple[str, ...]:
        """Those of the ads that can stand on no other pages than those that something is decided
        of."""
        task = self.with_wishes(wishes)
        stands = Board(task).stands
        asked = {wish.id for wish in wishes}
        there = {wish.page for wish in wishes if wish.key == NO_ADS}
        for ad, at in zip(task.ads, stands, strict=True):
            if ad.id in asked:
                there |= {number for stand in at for number in ad.pages(stand)}
        free = Board(self.task).stands
        return tuple(
            ad.id
            for ad, at in zip(self.task.ads, free, strict=True)
            if ad.id in {*ads} and all(there.issuperset(ad.pages(stand)) for stand in at)
        )

    def _least(
        self,
        sure: list[AdWish | str],
        new: Sequence[AdWish | str],
        some: Sequence[AdWish | str],
    ) -> list[AdWish | str]:
        """Those of `some` that are needed beside `sure`, so that they do not go together; `new` is
        what came last to these."""
        if new and not self._go([*sure]):
            return []
        if len(some) == 1:
            return [*some]
        first, second = some[: len(some) // 2], some[len(some) // 2 :]
        of_second = self._least([*sure, *first], first, second)
        of_first = self._least([*sure, *of_second], of_second, first)
        return [*of_first, *of_second]

    def _go(self, some: Sequence[AdWish | str]) -> bool:
        wishes = [one for one in some if isinstance(one, AdWish)]
        return self.go_together(wishes, [one for one in some if isinstance(one, str)])


def _all_placed(task: StackingTask) -> bool:
    """Whether a plan with a place for every ad is found."""
    board = Board(task)
    if not all(board.stands):
        return False
    draft = Draft(board)
    fill(draft)
    count = len(task.ads)
    if len(draft.stands) == count:
        return True
    search = improve if board.choices <= ONE_PROGRAM else improve_by_windows
    return len(search(draft, _WORK)[0].stands) == count


_FREED: Mapping[str, Mapping[str, Any]] = {
    "section": {"section": ""},
    "pages": {"pages": Pages("any")},
    "side": {"side": "any"},
    "colour": {"colour": False},
    "far-forward": {"far_forward": False},
    "position": {"position": Position.ANY},
    "lock": {"lock": None},
    "solus": {"solus": False},
    "apart": {"category": ""},
    "coupon": {"coupon": False},
}
"""What a booking says where a rule of it is waived."""

_CLOSED = "closed-rivals"
_WAIVED = ("most", _CLOSED, *_FREED)
"""The rules that may be part of a set, those tried first that are seldom the reason."""


def _lenient(ad: Ad, waived: Collection[str]) -> Ad:
    """An ad whose booking asks for less."""
    booking = ad.booking
    for rule in waived:
        booking = _freed(booking, rule)
    return ad if booking == ad.booking else replace(ad, booking=booking)


def _freed(booking: Booking, rule: str) -> Booking:
    hard = rule != "position" or booking.position in (Position.FRONT_STRIP, Position.BACK_PAGE)
    return replace(booking, **_FREED[rule]) if rule in _FREED and hard else booking
