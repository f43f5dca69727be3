"""Preferences for where ads stand: each is met if that costs the plan less than its price.

One preference after the other, that of the ad worth most first, is tried as if it were decided. It
is met where all ads that have a place keep one, and where the plan loses less than the price
`rather`; that the ad itself leaves its place in the last plan is no loss. So a preference moves no
other ad that stood somewhere already, unless people price it so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from slots.stacking.refused_ad import Preference
from slots.stacking.solve import points_of_staying, stack_task
from slots.stacking.task.ad_decision import AdDecision
from slots.stacking.task.ad_plan import AdPlace, AdPlan
from slots.stacking.task.ads_and_pages import StackingTask


def with_preferences(
    task: StackingTask,
    plan: AdPlan,
    before: Sequence[AdPlace],
    wanted: Mapping[str, AdDecision],
) -> tuple[AdPlan, tuple[Preference, ...]]:
    """A plan with those preferences met that it can afford, and what became of each."""
    found: list[Preference] = []
    for ad in sorted(task.ads, key=lambda ad: (-ad.value, ad.id)):
        if ad.id not in wanted:
            continue
        decision = wanted[ad.id]
        asked = _asked(task, ad.id, decision)
        if _met(plan, ad.id, decision, task):
            task = asked
            found.append(Preference(ad.id, True, 0))
            continue
        other = stack_task(asked, before)
        lost = {place.id for place in plan.places} - {place.id for place in other.places}
        there = any(place.id == ad.id for place in other.places)
        cost = _worth(plan, ad.id, before, task) - _worth(other, ad.id, before, task)
        known = there and not lost
        met = known and cost < task.prices.rather
        if met:
            task, plan = asked, other
        found.append(Preference(ad.id, met, max(0, cost) if known else None, tuple(sorted(lost))))
    return plan, tuple(found)


def _asked(task: StackingTask, name: str, decision: AdDecision) -> StackingTask:
    """The task with a preference as if it were decided."""
    ads = (replace(ad, decided=decision) if ad.id == name else ad for ad in task.ads)
    return replace(task, ads=tuple(ads))


def _met(plan: AdPlan, name: str, decision: AdDecision, task: StackingTask) -> bool:
    """Whether an ad stands as it rather should, whatever was done for that."""
    places = [place for place in plan.places if place.id == name]
    first = min(places, key=lambda place: place.page, default=None)
    return first is not None and decision.met(first, task.pages[first.page])


def _worth(plan: AdPlan, name: str, before: Sequence[AdPlace], task: StackingTask) -> int:
    """The points of a plan, without those for an ad that stays where it was."""
    stood = [place for place in before if place.id == name]
    stands = [place for place in plan.places if place.id == name]
    return plan.objective - points_of_staying(stood, stands, task.prices)
