"""Rules that never hold on a publication's own stories: every story is planned, and counted.

    never-filled    a slot that stories ask for, and that finds a place in the copy of none
    never-met       conditions that no story meets
    min-never-met   a `min` that no story reaches
    relax-always    a step of relaxation that every story needs
    relax-unused    a step that none needs

Stories with rules of their own, or without ads, say nothing about the rules of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from layout.story.about import about_of
from slots.finding import BadInput, Finding, Severity
from slots.lint.per_breakpoint import AtPoint, at_points
from slots.problem.conditions_met import Tally as Extent
from slots.problem.conditions_met import unmet
from slots.rulebook.load import read_text
from slots.rules.conditions import When
from slots.rules.mistake import Mistake
from slots.rules.reach import writer
from slots.strip.measured_flow import Role
from slots.strip.refusal import Kind, Refusal, Rule
from slots.text.broken_toml import read_toml
from slots.text.source_map import positions
from slots.units import Length

if TYPE_CHECKING:
    from layout.checking.one_file import Home
    from layout.publication.all_stories import Shelf
    from layout.publication.material import Material
    from layout.web.plan.page_plan import BreakpointPlan, WebPlan
    from slots.rules.terms import Rules

_ENOUGH = 3
"""From so many stories on, what none of them does is a warning; before, a note."""

_Spot = tuple[str, str]


@dataclass(slots=True)
class Tally:
    """What stories came to for a slot at a breakpoint: how many offered it contents, had one in the
    copy, and had its `min`; and the first refusal of each in its nearest gap, by its rule."""

    offered: int = 0
    filled: int = 0
    reached: int = 0
    most: int = 0
    refused: Counter[Rule] = field(default_factory=Counter)
    nearest: dict[Rule, Refusal] = field(default_factory=dict)
    steps: Counter[int] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Takes in the stories of another tally, as if they had been counted after these."""
        self.offered += other.offered
        self.filled += other.filled
        self.reached += other.reached
        self.most = max(self.most, other.most)
        self.refused.update(other.refused)
        for rule, found in other.nearest.items():
            known = self.nearest.setdefault(rule, found)
            if _amount(found) > _amount(known):
                self.nearest[rule] = found
        self.steps.update(other.steps)


@dataclass(slots=True)
class Census:
    """All stories counted: the tally of each slot at each breakpoint, and of each condition, by
    its slot or category and breakpoint, how many stories meet it and what the others lack."""

    stories: int = 0
    tallies: dict[_Spot, Tally] = field(default_factory=dict)
    met: Counter[_Spot] = field(default_factory=Counter)
    unmet: dict[_Spot, Counter[str]] = field(default_factory=dict)

    def tally(self, spot: _Spot) -> Tally:
        """The tally of a slot at a breakpoint."""
        return self.tallies.setdefault(spot, Tally())

    def add(self, other: Census) -> None:
        """Takes in the stories of another census, as if they had been counted after these."""
        self.stories += other.stories
        for spot, tally in other.tallies.items():
            self.tally(spot).add(tally)
        self.met.update(other.met)
        for spot, why in other.unmet.items():
            self.unmet.setdefault(spot, Counter()).update(why)


def ruled_shelf(folder: Path, home: Home) -> Shelf | None:
    """A publication whose rules can be counted on its stories; None where it has none of its own,
    or where something of it cannot be used, which `inspect` reports. No stories stand on it."""
    from layout.publication.all_stories import Shelf
    from layout.publication.material import with_creatives

    if home.problems or not (home.house and home.around and home.house.rules):
        return None
    house = with_creatives(home.house, home.around)
    return Shelf(folder, house, home.around, (), home.foundry)


def census_of(shelf: Shelf, story: Path) -> Census:
    """One story of a shelf counted; nothing where it cannot be read or has rules of its own."""
    from layout.publication.all_stories import taken

    try:
        material = taken(shelf, story)
    except BadInput:
        return Census()
    return counted(material, shelf.around.rules)


def counted(material: Material, rules: Rules | None) -> Census:
    """One story counted under the rules of its publication; nothing where it has rules of its own.
    Raises BadInput where it cannot be planned."""
    from layout.web.pages.compose import plan_story
    from slots.problem.why_closed import Trace

    census, story = Census(), material.story
    if rules is None or story.rules or story.ad_free:
        return census
    today, foundry = material.house.publication.date, material.foundry
    plan = plan_story(story, material.theme, foundry, rules, today, Trace.ALL)
    _count(census, material, plan, rules)
    return census


def lints_of(shelf: Shelf, census: Census) -> tuple[Finding, ...]:
    """What a count of all stories of a shelf says of its slots.toml. Raises BadInput or OSError
    where that cannot be read any more."""
    file, rules = shelf.house.rules, shelf.around.rules
    if file is None or rules is None:
        return ()
    text = read_text(file, root=shelf.house.folder)
    places = positions(read_toml(text, str(file))[1], str(file))
    return tuple(mistake.finding(places) for mistake in _mistakes(census, rules))


def _count(census: Census, material: Material, plan: WebPlan, rules: Rules) -> None:
    """Takes in one story."""
    census.stories += 1
    for point in plan.breakpoints:
        _count_conditions(census, material, point, rules)
        homes = dict(point.homes)
        for slot in dict.fromkeys(content.slot for content in point.contents):
            terms = rules.terms(slot, point.name)
            names = [content.id for content in point.contents if content.slot == slot]
            inside = sum(homes.get(name) is terms.region for name in names)
            tally = census.tally((slot, point.name))
            tally.offered += 1
            tally.filled += inside > 0
            tally.reached += inside >= terms.min
            tally.most = max(tally.most, inside)
            _count_refusals(tally, point, [name for name in names if not homes.get(name)] or names)
            tally.steps.update(each.step for each in point.decision.relaxed if each.slot == slot)


def _count_refusals(tally: Tally, point: BreakpointPlan, names: list[str]) -> None:
    """The rule that was broken in the gap where a content came nearest."""
    for name in names:
        found = _nearest(point.decision.refusals, name)
        if found:
            tally.refused[found.rule] += 1
            known = tally.nearest.setdefault(found.rule, found)
            if _amount(found) > _amount(known):
                tally.nearest[found.rule] = found


def _count_conditions(
    census: Census, material: Material, point: BreakpointPlan, rules: Rules
) -> None:
    """Which conditions a story meets, whether or not it asks for the slot."""
    about = about_of(material.story, material.house.publication.date)
    tally = _length(point)
    whens = {slot: rules.terms(slot, point.name).when for slot in rules.slot}
    whens |= {f"#{name}": when for name, when in rules.category.items()}
    for name, when in whens.items():
        if when == When():
            continue
        spot = name, point.name
        lacking = tuple(unmet(when, about, tally, point.name))
        census.met[spot] += not lacking
        why = census.unmet.setdefault(spot, Counter())
        why.update(
            f"{each.rule} asks for {each.refusal(None, name, ()).required}" for each in lacking
        )


def _length(point: BreakpointPlan) -> Extent:
    """How long a story is, as conditions count."""
    items = point.strips[0].items
    paragraphs = sum(item.role is Role.PARAGRAPH for item in items)
    return Extent(sum(item.words for item in items), paragraphs, len(items))


def _mistakes(census: Census, rules: Rules) -> Iterator[Mistake]:
    """What the count says of the rules, at the places they are written."""
    found = (
        AtPoint(spot[1], mistake)
        for spot, tally in census.tallies.items()
        for mistake in _of_slot(census, spot, tally, rules)
    )
    yield from at_points(found, rules)
    yield from at_points(_of_conditions(census, rules), rules)


def _of_slot(census: Census, spot: _Spot, tally: Tally, rules: Rules) -> Iterator[Mistake]:
    from slots.problem.build import PLACED

    slot, terms = spot[0], rules.terms(*spot)
    if terms.region not in PLACED:
        return
    stories, severity = _stories_of(tally.offered), _severity(tally.offered)
    if spot in census.unmet and not census.met[spot]:
        return  # it is reported that nobody meets the conditions of these
    if not tally.filled:
        message = f'slot "{slot}" finds no place in the copy of {stories}: {_why(tally)}'
        hint = "see newsgrid explain of a story; ask for less, or let the rule give way with relax"
        yield Mistake("never-filled", ("slot", slot), message, hint, severity, key=True)
    elif terms.min and not tally.reached:
        message = f"min = {terms.min} is reached in none of {stories}: at most {tally.most} stand"
        path = writer(rules, spot, ("min",))
        hint = f"let min be {tally.most}, or let rules give way with relax"
        yield Mistake("min-never-met", path, f"{message}; {_why(tally)}", hint, severity)
    for number, step in enumerate(terms.relax, 1):
        path = (*writer(rules, spot, ("relax",)), number - 1)
        if tally.steps[number] == tally.offered:
            message = f'relax: step {number} ({step.rule}) of slot "{slot}" is needed by {stories}'
            hint = f"ask for less in {step.rule} from the start"
            yield Mistake("relax-always", path, message, hint, severity)
        elif not tally.steps[number] and tally.offered >= _ENOUGH:
            message = f'relax: step {number} ({step.rule}) of slot "{slot}" is needed by no story'
            message = f"{message} of {tally.offered}"
            yield Mistake("relax-unused", path, message, "take the step out", _NOTE)


_NOTE = Severity.INFO


def _of_conditions(census: Census, rules: Rules) -> Iterator[AtPoint]:
    for spot, why in census.unmet.items():
        name, point = spot
        when = rules.category[name[1:]] if name[:1] == "#" else rules.terms(*spot).when
        if census.met[spot] or not why or (when.devices and point not in when.devices):
            continue
        what = f'category "{name[1:]}"' if name[:1] == "#" else f'slot "{name}"'
        message = f"{_stories_of(census.stories)}: none meets the conditions of {what}"
        path = ("category", name[1:]) if name[:1] == "#" else writer(rules, spot, ("when",))
        detailed = f"{message}; most often {why.most_common(1)[0][0]}"
        hint = "ask for less, or take a condition out"
        severity = _severity(census.stories)
        yield AtPoint(point, Mistake("never-met", path, detailed, hint, severity, key=True))


def _severity(stories: int) -> Severity:
    return Severity.WARNING if stories >= _ENOUGH else Severity.INFO


def _stories_of(count: int) -> str:
    """ "the one story there is", "14 stories" """
    return "the one story there is" if count == 1 else f"{count} stories"


def _why(tally: Tally) -> str:
    """The rule that most often kept it out where it came nearest, with an example."""
    if not tally.refused:
        return "nothing refuses it"
    rule, times = tally.refused.most_common(1)[0]
    often = "once" if times == 1 else f"{times} times"
    return f"most often ({often}), where it comes nearest, {tally.nearest[rule]}"


def _nearest(refusals: Iterable[Refusal], content: str) -> Refusal | None:
    """The first refusal of the gap in which the fewest rules bar a content; of several such gaps
    the one where least is lacking. None where no gap refuses it."""
    gaps: dict[str | None, list[Refusal]] = {}
    for refusal in refusals:
        if refusal.slot == content:
            gaps.setdefault(refusal.candidate, []).append(refusal)
    if not gaps:
        return None
    return min(gaps.values(), key=lambda found: (len(found), -_amount(found[0])))[0]


def _amount(refusal: Refusal) -> float:
    """The number of what there is ("62px"), 0 where a refusal has none."""
    has = refusal.has
    if refusal.rule.kind is Kind.WORTH:
        return 0.0
    return float(has.value) if isinstance(has, Length) else has if isinstance(has, int) else 0.0
