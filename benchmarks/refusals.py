"""Refusals taken at their word: what a remedy names is changed, and the page planned again.

    python -m benchmarks.refusals --count 200 --seed 12

Refusals are drawn at random from stories that nobody here wrote (../shared/corpora, where it is
there) and from the samples, under four sets of rules: of one gap, or of what stands elsewhere or
nowhere. After the change it stands there, or somewhere; or the next reason is told; or another took
the room that the change made. Told again as it was, the remedy was wrong.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.corpora import CORPORA, corpus_stories, imported_stories
from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.read.any_format import read_story
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.pages.compose import plan_story
from layout.web.plan.page_outcomes import scene_of
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.problem.why_closed import Trace
from slots.reasons.change import Change, change_of
from slots.reasons.outcome import NO_RULES, Fate, How, family
from slots.reasons.scene import Scene
from slots.reasons.why_it_stands_or_not import changes, reason
from slots.reasons.why_not_in_a_gap import explanation
from slots.rulebook.by_name import preset_text
from slots.rulebook.load import default_text, validated
from slots.rules.terms import Region, Rules
from slots.strip.refusal import Kind, Refusal, Rule

SAMPLES = Path(__file__).parents[1] / "seeds" / "stories"
ASKS = ("google-ad-1", "google-ad-2", "google-ad-3", "other-1")

MANY = """
[breakpoints]
mobile = "320px..479px"
tablet = "480px..979px"
desktop = "980px..1600px"
[page]
max_per_screen = 2
density = "30%"
spacing = ["1 screen", "2 screens after 2 ads"]
[defaults]
margin = "24px"
from_top = "2 paragraphs"
from_end = "1 paragraph"
adjacent = "12 words"
never_after = ["heading"]
never_inside = ["list", "quote"]
never_between = [["paragraph", "list"]]
[defaults.clearance]
heading = {above = "100px", below = "0px"}
image = "60px"
list = {above = "40px", below = "0px"}
[defaults.distance]
any = "150px"
[slot.google]
holds = "ad"
takes = ["google-ad"]
sizes = ["300x250", "250x250"]
fallback = "end"
distance = {ad = "500px"}
[slot.filler]
holds = "ad"
auto = 5
max = 4
value = 50
sizes = ["300x250", "250x250"]
distance = {ad = "750px"}
[slot.side]
holds = "ad"
region = "rail"
auto = 3
sizes = ["300x600", "300x250", "250x250"]
sticky = true
min_run = "1 screen"
[slot.by]
holds = "ad"
region = "beside"
auto = 2
fallback = "end"
sizes = ["300x250", "250x250"]
min_run = "200px"
sticky = true
[slot.other]
holds = "ad"
sizes = ["300x250", "250x250"]
fallback = "rail"
max = 1
[slot.blue-box]
holds = "module"
"""

ODD = """
[breakpoints]
mobile = "320px..599px"
desktop = "980px..1600px"
[page]
max_ads = 3
density = "50%"
sticky_video = true
order = ["google", "other"]
never_together = [["other", "third"]]
source_order = 400
[category.airline]
without_sections = [""]
[slot.google]
holds = "ad"
takes = ["google-ad"]
sizes = ["970x250", "300x250"]
max = 2
positions = ["after paragraph 3", "50% of text", "before paragraph -1"]
value = 30
[slot.google.at.mobile]
sizes = ["336x280"]
[slot.other]
holds = "ad"
takes = ["other"]
sizes = ["300x100"]
only_before = ["heading", "list"]
never_before = ["heading"]
[slot.third]
holds = "ad"
auto = 3
sizes = ["300x50"]
from_top = "25% of text"
from_end = "300 characters"
min = 2
relax = [{rule = "from_top", to = "10% of text"}]
[slot.third.distance]
same = "20 lines"
[slot.long]
holds = "ad"
auto = 1
sizes = ["300x50"]
region = "end"
when = {min_words = 900, sections = ["Town"]}
[slot.few]
holds = "ad"
auto = 1
sizes = ["300x50"]
categories = ["airline"]
[slot.wide]
holds = "ad"
auto = 1
region = "end"
sizes = ["728x90"]
"""


def rule_sets() -> dict[str, str]:
    """The sets of rules refusals are drawn under, as text."""
    return {
        "default": default_text(),
        "spacefinder": preset_text("spacefinder"),
        "many": MANY,
        "odd": ODD,
    }


def pool(corpora: Path = CORPORA) -> tuple[Story, ...]:
    """The stories: foreign ones with ads to ask for, and the samples."""
    found = [read_story(path)[0] for path in sorted(SAMPLES.glob("*.md"))]
    foreign = [story for group, story in _foreign(corpora) if group != "other scripts"]
    asks = tuple(Ask(place, SlotAsk(name, name)) for place, name in enumerate(ASKS, 1))
    return tuple(found + [replace(story, asks=asks) for story in foreign])


def _foreign(corpora: Path) -> Iterator[tuple[str, Story]]:
    if corpora.is_dir():
        yield from imported_stories(corpora)
        yield from (each for at, each in enumerate(corpus_stories(corpora)) if at % 4 == 0)


def is_foreign(story: Story) -> bool:
    """Whether a story comes from the corpora."""
    return not story.source


# --- planning, and planning again -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Press:
    """What plans pages: the theme and its fonts."""

    foundry: Foundry
    theme: Any

    def plan(self, story: Story, rules: Rules) -> WebPlan:
        """A story's plan with all refusals told."""
        return plan_story(story, self.theme, self.foundry, rules, None, Trace.ALL)


@lru_cache(1)
def press() -> Press:
    """The default theme's."""
    return Press(Foundry(), load_theme())


def read(data: dict[str, Any]) -> Rules:
    """Rules of their data."""
    rules, mistakes = validated(data)
    assert not mistakes, mistakes
    return rules


def with_change(data: dict[str, Any], change: Change) -> dict[str, Any]:
    """Rules with one key changed as a person would: a plain clearance becomes a table first."""
    new = copy.deepcopy(data)
    table: Any = new
    for name in change.path[:-1]:
        below = table.get(name, {})
        if isinstance(below, str):
            below = {"above": below, "below": below}
        table[name] = below
        table = below
    if change.to is None:
        table.pop(change.path[-1], None)
    else:
        table[change.path[-1]] = _listed(change.to)
    return new


def _listed(value: Any) -> Any:
    return [_listed(each) for each in value] if isinstance(value, tuple) else value


def without(case: Case, name: str) -> tuple[Story, dict[str, Any]]:
    """A case with one content taken out: of what the story asks for, or of the ads of a slot."""
    asks = tuple(ask for ask in case.story.asks if ask.content.id != name)
    if len(asks) < len(case.story.asks):
        return replace(case.story, asks=asks), case.data
    slot = {c.id: c.slot for c in case.point.contents}[name]
    keys = case.scene.keys
    auto = keys.terms(slot).auto
    return case.story, with_change(case.data, Change(keys.slot_path(slot, "auto"), auto - 1))


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A refusal that was drawn, with where it was told; a fate where it is one of those."""

    story: Story
    rules: str
    data: dict[str, Any]
    point: BreakpointPlan
    scene: Scene
    refusal: Refusal
    fate: Fate | None = None

    def __str__(self) -> str:
        where = f"{self.story.slug}, {self.rules} rules, {self.point.name}"
        if self.fate:
            return f"{where}, {self.fate.content}: {reason(self.fate, self.scene)}"
        place = self.scene.gap(self.refusal.candidate)
        return f"{where}, {self.refusal.slot} {place}: {explanation(self.refusal, self.scene)}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a change: how it is called, and whether the remedy was right."""

    name: str
    right: bool
    now: str = ""


STANDS, SOMEWHERE, NEXT, FREE = "stands there", "stands", "the next reason is told", "may stand"
OTHERS, AGAIN = "others took the room", "told again"


def drawn(count: int, seed: int, stories: tuple[Story, ...], foreign: int = 9) -> Iterator[Case]:
    """Cases at random, of kinds of rules as many as of others; `foreign` of ten from the corpora,
    where they are there."""
    chance = random.Random(seed)
    sets = {name: tomllib.loads(text) for name, text in rule_sets().items()}
    abroad = [story for story in stories if is_foreign(story)]
    home = [story for story in stories if not is_foreign(story)]
    made = 0
    while made < count:
        story = chance.choice(abroad if abroad and chance.randrange(10) < foreign else home)
        name = chance.choice(sorted(sets))
        rules = read(sets[name])
        point = chance.choice(press().plan(story, rules).breakpoints)
        scene = scene_of(point, story, rules)
        case = _case(
            chance, Case(story, name, sets[name], point, scene, Refusal(None, "", Rule(Kind.GAP)))
        )
        if case:
            made += 1
            yield case


def _case(chance: random.Random, case: Case) -> Case | None:
    """One refusal of a plan: every second time what became of something as a whole."""
    fates = [fate for fate in case.point.fates if _has_remedy(fate, case.scene)]
    if fates and chance.random() < 0.5:
        fate = chance.choice(fates)
        assert fate.lead
        return replace(case, fate=fate, refusal=fate.lead.refusals[0])
    kinds: dict[str, list[Refusal]] = {}
    for refusal in case.point.decision.refusals:
        if refusal.rule.kind is not Kind.GAP and change_of(refusal, case.scene):
            kinds.setdefault(refusal.rule.kind, []).append(refusal)
    if not kinds:
        return None
    return replace(case, refusal=chance.choice(kinds[chance.choice(sorted(kinds))]))


def _has_remedy(fate: Fate, scene: Scene) -> bool:
    lead = fate.lead
    if lead is None:
        return False
    own = scene.slots[fate.content]
    taken = [each for each in lead.refusals if each.rule.kind is Kind.GAP]
    twins = any(scene.slots[each.against or ""] == own for each in taken)
    return not twins and bool(changes(fate, scene) or lead.how is How.TAKEN)


# --- judging --------------------------------------------------------------------------------------


def tried(case: Case, more: int = 3) -> Outcome:
    """What comes of changing what the remedy names; so often at most it is followed once more."""
    story, data = case.story, case.data
    if case.fate:
        assert case.fate.lead
        for refusal in case.fate.lead.refusals:
            if refusal.rule.kind is Kind.GAP and refusal.against:
                story, data = without(replace(case, story=story, data=data), refusal.against)
        named = changes(case.fate, case.scene)
    else:
        made = change_of(case.refusal, case.scene)
        assert made
        named = (made,)
    for change in named:
        data = with_change(data, change)
    rules = read(data)
    plan = press().plan(story, rules)
    point = next(each for each in plan.breakpoints if each.name == case.point.name)
    scene = scene_of(point, story, rules)
    outcome = (_fate_judged if case.fate else _gap_judged)(case, point, scene)
    again = replace(case, story=story, data=data, point=point, scene=scene)
    worse = _told_worse(again) if outcome.name == AGAIN and more else None
    return tried(worse, more - 1) if worse else outcome


def _told_worse(case: Case) -> Case | None:
    """The same refusal with less of what was asked, where it is told again: that is how much there
    is at a width between those of the first plan, which a page is planned on once it matters."""
    if case.fate:
        fate = next(each for each in case.point.fates if each.content == case.fate.content)
        new = None if fate.lead is None else fate.lead.refusals[0]
        return replace(case, fate=fate, refusal=new) if new and _worse(case, new) else None
    here = (
        each
        for each in case.point.decision.refusals
        if (each.slot, each.candidate) == (case.refusal.slot, case.refusal.candidate)
    )
    new = next((each for each in here if each.rule == case.refusal.rule), None)
    return replace(case, refusal=new) if new and _worse(case, new) else None


def _worse(case: Case, new: Refusal) -> bool:
    return new.actual != case.refusal.actual and new.required != case.refusal.required


def _fate_judged(case: Case, point: BreakpointPlan, scene: Scene) -> Outcome:
    fate = case.fate
    assert fate and fate.lead
    region, home = fate.lead.region, dict(point.homes).get(fate.content)
    if home is not None and (home is region or (home is Region.RAIL and fate.beyond_rail)):
        return Outcome(STANDS, True)
    if _standing(point, scene, fate) > _standing(case.point, case.scene, fate):
        return Outcome(SOMEWHERE, True)
    now = next((each for each in point.fates if each.content == fate.content), None)
    if now is None or now.lead is None:
        return Outcome(STANDS, True) if home is not None else Outcome("not told", False)
    before = {family(each, case.scene) for each in fate.lead.refusals}
    after = {family(each, scene) for each in now.lead.refusals}
    said = reason(now, scene)
    if after != before and not before & after:
        return Outcome(NEXT, True, said)
    if _others(case.point, fate.content) != _others(point, fate.content):
        return Outcome(OTHERS, True, said)
    return Outcome(NEXT if after != before else AGAIN, after != before, said)


def _standing(point: BreakpointPlan, scene: Scene, fate: Fate) -> int:
    """How many of a slot stand in the region that a content missed, or in a better one."""
    assert fate.lead
    order = (Region.ARTICLE, Region.BESIDE, Region.RAIL, Region.END)
    last = order.index(fate.lead.region)
    slot = {c.id: c.slot for c in point.contents}
    own = {c.id: c.slot for c in point.contents if c.slot == scene.slots.get(fate.content)}
    return sum(
        home is not None and order.index(home) <= last
        for name, home in point.homes
        if slot[name] in own.values()
    )


def _others(point: BreakpointPlan, name: str) -> tuple[object, ...]:
    """Where all else stands, and how high."""
    placed = (
        (each.slot, each.before, each.size)
        for each in point.decision.placements
        if each.slot != name
    )
    return (*placed, *(home for home in point.homes if home[0] != name))


def _gap_judged(case: Case, point: BreakpointPlan, scene: Scene) -> Outcome:
    refusal, name = case.refusal, case.refusal.slot
    homes = dict(point.homes)
    if name not in homes:
        return Outcome(OTHERS, True, "its slot offers it no more")
    here = [
        each
        for each in point.decision.refusals
        if (each.slot, each.candidate) == (name, refusal.candidate)
    ]
    if dict(case.point.homes)[name] is None and homes[name] is not None:
        return Outcome(SOMEWHERE, True)
    placed = next((each for each in point.decision.placements if each.slot == name), None)
    if (placed and placed.before == refusal.candidate) or _outside(refusal, homes[name], here):
        return Outcome(STANDS, True)
    same = [each for each in here if family(each, scene) == family(refusal, case.scene)]
    if not same:
        reasons = [each for each in here if each.rule.kind not in NO_RULES]
        if reasons:
            return Outcome(NEXT, True, str(reasons[0]))
        now = next((each for each in point.fates if each.content == name), None)
        if homes[name] is None and now and now.lead:
            return Outcome(NEXT, True, reason(now, scene))
        return Outcome(FREE if homes[name] else "not told", homes[name] is not None)
    if (
        _others(case.point, name) != _others(point, name)
        or dict(case.point.homes)[name] != (homes[name])
    ):
        return Outcome(OTHERS, True, str(same[0]))
    changed = all((each.rule, each.against) != (refusal.rule, refusal.against) for each in same)
    return Outcome(NEXT if changed else AGAIN, changed, str(same[0]))


def _outside(refusal: Refusal, home: Region | None, here: list[Refusal]) -> bool:
    """Whether it stands in the rail or at the end now, in the size that was refused."""
    if home is None or home.value != refusal.candidate:
        return False
    return all(each.against != refusal.against for each in here)


def main(arguments: list[str] | None = None) -> int:
    """Draws, tries, and prints what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--seed", type=int, default=12)
    options.add_argument("--verbose", action="store_true")
    asked = options.parse_args(arguments)
    tally: Counter[tuple[str, str]] = Counter()
    kinds: Counter[str] = Counter()
    wrong = abroad = 0
    for case in drawn(asked.count, asked.seed, pool()):
        outcome = tried(case)
        what = f"fate, {case.fate.lead.how}" if case.fate and case.fate.lead else "gap"
        tally[what, outcome.name] += 1
        kinds[case.refusal.rule.kind] += 1
        abroad += is_foreign(case.story)
        wrong += not outcome.right
        if asked.verbose or not outcome.right:
            sys.stdout.write(f"{outcome.name}: {case}\n    now: {outcome.now}\n")
    for (what, name), number in sorted(tally.items()):
        sys.stdout.write(f"{number:5}  {what}: {name}\n")
    rules = ", ".join(f"{kind} {number}" for kind, number in kinds.most_common())
    sys.stdout.write(
        f"{asked.count} refusals, {abroad} of foreign stories, {wrong} wrong\n{rules}\n"
    )
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
