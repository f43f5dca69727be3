"""The whole worker's bench: rules that are tried, on one story at once and on all in small parts.

    trial(tab, text, story)   the open story under the saved rules and the draft
    begin(tab, text, story)   a run over all stories: its number, and how many they are
    part(tab, number)         the next ones, as many as BUDGET allows; None: a newer run took over

Parts are short, so that a trial never waits long, and a newer run of the same tab starts at once.
The results of stories under one set of rules are summed up, one after another.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.desk.preview.rules.whole.story_compared import (
    Compared,
    Sides,
    Stories,
    digest_of,
    problems_data,
)
from layout.desk.preview.web.shared_by_stories import Base, Shared
from layout.desk.preview.web.side_by_side import points_data
from layout.desk.preview.workers.findings_as_data import below, findings_data, findings_of
from layout.publication.settings.newsgrid_toml import RULES
from layout.publication.traffic import Traffic, read_traffic
from slots.finding import BadInput, Finding
from slots.lint.all_warnings import linted
from slots.published_limits import better_ads_limit
from slots.rulebook.load import parse_rules
from slots.text.broken_toml import read_toml

if TYPE_CHECKING:
    from layout.simulation.results import Point


@dataclass(slots=True)
class _Sum:
    """One breakpoint so far."""

    screens: str
    width: int
    stories: int = 0
    requested: int = 0
    filled: int = 0
    value: int = 0
    income: int = 0
    objective: int = 0
    density: float = 0.0
    densest: float = 0.0
    over: int = 0
    slots: dict[str, list[int]] = field(default_factory=dict)


class _Sums:
    """Sums by breakpoint. A story is added once; nothing of it is kept."""

    def __init__(self) -> None:
        self._points: dict[str, _Sum] = {}

    def add(self, points: tuple[Point, ...], views: Callable[[str], int]) -> None:
        """Adds the result of a story, which was looked at so often at each breakpoint."""
        for point in points:
            held = self._points.setdefault(point.name, _Sum(point.screens, point.width))
            held.stories += 1
            held.requested += len(point.boxes)
            held.filled += sum(box.home is not None for box in point.boxes)
            held.value += point.value
            held.income += point.value * views(point.name)
            held.objective += point.objective
            held.density += point.density
            held.densest = max(held.densest, point.density)
            held.over += point.density > float(better_ads_limit(held.width))
            for box in point.boxes:
                count = held.slots.setdefault(box.slot, [0, 0])
                count[0] += 1
                count[1] += box.home is not None

    def data(self) -> dict[str, Any]:
        """The sums as JSON: breakpoints, and for each of them its slots."""
        return {"breakpoints": [_data(name, held) for name, held in self._points.items()]}


def _data(name: str, held: _Sum) -> dict[str, Any]:
    return {
        "name": name,
        "screens": held.screens,
        "stories": held.stories,
        "asked": held.requested,
        "filled": held.filled,
        "value": held.value,
        "income": held.income // 1000,
        "objective": held.objective,
        "density_mean": held.density / held.stories,
        "density_max": held.densest,
        "over": held.over,
        "slots": [
            {"slot": slot, "asked": requested, "filled": filled}
            for slot, (requested, filled) in sorted(held.slots.items())
        ],
    }


BUDGET = 0.06
"""Seconds of work in one part."""

_INSTEAD = (
    "What is saved cannot be used as it is. Compared with the last that could, or newsgrid's own."
)
"""What a comparison is with where the saved rules have errors."""

_TABS = 16
"""Tabs with a run that is remembered."""

_CHANGED = 4096
"""Stories remembered as those that changed, which come first the next time."""


@dataclass(slots=True, eq=False)
class _Run:
    """A run over all stories: those still to come, the last one first, and the sums so far."""

    number: int
    sides: Sides
    waiting: list[str]
    of: int
    traffic: Traffic
    a: _Sums = field(default_factory=_Sums)
    b: _Sums = field(default_factory=_Sums)
    changed: int = 0
    failed: int = 0
    viewed: int = 0


class WholeBench:
    """Rules tried on the stories of one folder."""

    def __init__(self, folder: str, alone: bool) -> None:
        self._folder, self._alone = Path(folder), alone
        self._shared = Shared(self._folder)
        self._stories = Stories(self._folder)
        self._runs: OrderedDict[str, _Run] = OrderedDict()
        self._moved: dict[str, None] = {}
        self._numbers = 0

    def warm(self, story: str) -> None:
        """Reads what trials need, before the first of them; never raises for what people wrote."""
        try:
            base = self._shared.base()
            name = story or (base.names[0] if base.names else "")
            if name in base.names:
                self._stories.compared(name, Sides(base, base, ""))
        except BadInput:
            return

    def trial(self, tab: str, text: str, story: str) -> dict[str, Any]:
        """The open story under the draft, beside the saved rules: see /api/rules/trial."""
        findings = linted(text, RULES)
        try:
            sides = self._sides(tab, text)
            if story not in sides.saved.names:
                return self._tried(True, findings, [])
            compared = self._stories.compared(story, sides)
        except BadInput as error:
            return self._tried(False, (*findings, *error.findings), [])
        rules = tuple(base.shelf.around.rules for base in (sides.saved, sides.draft))
        points = points_data(compared.saved, compared.draft, compared.changes, rules)
        result = self._tried(True, (*findings, *sides.saved.problems), points)
        return {**result, "note": _INSTEAD} if sides.saved.problems else result

    def begin(self, tab: str, text: str, story: str) -> dict[str, Any]:
        """A run over all stories, in place of the tab's earlier one. Raises BadInput where the
        rules cannot be used."""
        self._runs.pop(tab, None)
        sides = self._sides(tab, text)
        names = self._names(sides.saved, story)
        self._numbers += 1
        traffic = Traffic() if self._alone else read_traffic(self._folder)[0]
        self._runs[tab] = _Run(self._numbers, sides, names[::-1], len(names), traffic)
        while len(self._runs) > _TABS:
            self._runs.popitem(last=False)
        return {"number": self._numbers, "of": len(names)}

    def part(self, tab: str, number: int) -> dict[str, Any] | None:
        """The next stories of a run, and the sums so far; None where the run is not the tab's
        newest any more."""
        run = self._runs.get(tab)
        if run is None or run.number != number:
            return None
        changed: list[dict[str, Any]] = []
        failed: list[dict[str, Any]] = []
        end = time.monotonic() + BUDGET
        while run.waiting:
            self._next(run, changed, failed)
            if time.monotonic() > end:
                break
        if not run.waiting:
            del self._runs[tab]
        return {
            "done": run.of - len(run.waiting),
            "of": run.of,
            "changed": changed,
            "failed": failed,
            "changes": run.changed,
            "failures": run.failed,
            "a": run.a.data(),
            "b": run.b.data(),
            "viewed": run.viewed if run.traffic.known else None,
            **({} if run.waiting else {"final": True}),
        }

    def _next(self, run: _Run, changed: list[dict[str, Any]], failed: list[dict[str, Any]]) -> None:
        """One story of a run."""
        file = run.waiting.pop()
        try:
            compared = self._stories.compared(file, run.sides)
        except Exception as error:  # one story must not stop two thousand
            problems = findings_of(error)
        else:
            views = partial(run.traffic.of, file)
            run.a.add(compared.saved.points, views)
            run.b.add(compared.draft.points, views)
            run.viewed += run.traffic.has(file)
            self._note(compared)
            if compared.changes:
                run.changed += 1
                changes = [asdict(each) for each in compared.changes]
                headline = compared.saved.headline
                changed.append({"file": file, "headline": headline, "changes": changes})
            return
        run.failed += 1
        data = problems_data(below(self._folder, problems))
        failed.append({"file": file, "problems": data})

    def _note(self, compared: Compared) -> None:
        """Remembers whether a story changed."""
        self._moved.pop(compared.file, None)
        if compared.changes:
            self._moved[compared.file] = None
            if len(self._moved) > _CHANGED:
                del self._moved[next(iter(self._moved))]

    def _names(self, base: Base, story: str) -> list[str]:
        """All stories: the open one first, then those that changed the last time."""
        if self._alone:
            return [story] if story in base.names else list(base.names[:1])
        there = dict.fromkeys(base.names)
        first = [name for name in (story, *self._moved) if name in there]
        return list(dict.fromkeys((*first, *base.names)))

    def _sides(self, tab: str, text: str) -> Sides:
        """What stories share under the saved rules and under a draft. Raises BadInput where one of
        them cannot be used."""
        parse_rules(text, RULES)
        saved = self._shared.base()
        draft = self._shared.base(tab, text)
        wrong = set(draft.problems) - set(saved.problems)
        if wrong:
            raise BadInput(finding for finding in draft.problems if finding in wrong)
        return Sides(saved, draft, digest_of(read_toml(text, RULES)[0]))

    def _tried(
        self, ok: bool, findings: tuple[Finding, ...], points: list[dict[str, Any]]
    ) -> dict[str, Any]:
        data = findings_data(below(self._folder, findings))
        return {"ok": ok, "findings": data, "points": points}
