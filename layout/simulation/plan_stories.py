"""What one worker does in a simulation: stories in, results out, one process or many.

An errand names files and carries rules as text, so that it can be sent anywhere; what stories share
is read once a process. A story that cannot be used is a result too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from layout.publication.all_stories import Shelf, shelf_of, taken
from layout.publication.material import Material, ruled_for
from layout.simulation.planned_point import StripPicture, point_of, strip_picture
from layout.simulation.results import BY_ID, Change, Point, Problem, StoryResult, changes_between
from layout.story.about import about_of
from layout.story.run import text_of
from layout.web.measure.blocks_to_forms import Shaper
from layout.web.measure.column_and_rail_widths import sheet_of
from layout.web.measure.lead_picture import picture_first
from layout.web.measure.picture_files import pictures_of, sizes_of
from layout.web.measure.story_strips import Shaped, shape_story
from layout.web.measure.text_width import Gauge
from layout.web.plan.all_breakpoints import plan_page
from layout.work.terminal.error_boundary import circumstance
from slots.finding import BadInput, Finding, Severity
from slots.rulebook.by_name import with_strategy
from slots.rulebook.load import parse_rules
from slots.rules.frozen_table import Table

if TYPE_CHECKING:
    from layout.web.plan.page_plan import WebPlan
    from slots.rules.terms import Rules


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules to simulate: what reports call them, their text, and a strategy instead of theirs."""

    name: str
    text: str
    strategy: str | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """A simulation: a folder of stories, one set of rules or two, and the breakpoints looked at
    (none: all). `context` is the digest of what the stories share: a process that knows it under
    another reads it again."""

    folder: str
    a: Rulebook
    b: Rulebook | None = None
    breakpoints: tuple[str, ...] = ()
    context: str = ""

    @property
    def books(self) -> tuple[Rulebook, ...]:
        """Its rules, one or two."""
        return (self.a,) if self.b is None else (self.a, self.b)


@dataclass(frozen=True, slots=True)
class Worked:
    """A story's result, with pictures of what changed: for each breakpoint, both strips."""

    result: StoryResult
    pictures: tuple[tuple[StripPicture, StripPicture], ...] = ()


def work(errand: Errand, files: tuple[str, ...]) -> tuple[Worked, ...]:
    """Some stories of an errand's folder, by their paths, in this order."""
    return tuple(_worked(errand, Path(file)) for file in files)


def rules_for(book: Rulebook, breakpoints: tuple[str, ...]) -> Rules:
    """The rules of a book, cut down to some of its breakpoints. Raises BadInput."""
    rules = parse_rules(book.text, book.name)
    if breakpoints:
        kept = {name: w for name, w in rules.breakpoints.items() if name in breakpoints}
        rules = rules.model_copy(update={"breakpoints": Table(kept)})
    return with_strategy(rules, book.strategy)


def shelf_without_rules(folder: Path) -> Shelf:
    """The stories of a folder and all they share but rules: a simulation brings its own."""
    return shelf_of(folder, ruled=False)


@lru_cache(maxsize=1)
def _bench(errand: Errand) -> tuple[Shelf, tuple[Rules, ...]]:
    """What all stories of an errand need, read once by a process that goes on it."""
    rules = tuple(rules_for(book, errand.breakpoints) for book in errand.books)
    shelf = shelf_without_rules(Path(errand.folder))
    return replace(shelf, around=replace(shelf.around, rules=rules[0])), rules


def _worked(errand: Errand, file: Path) -> Worked:
    shelf, rules = _bench(errand)
    name = file.relative_to(shelf.folder).as_posix()
    try:
        return _simulated(name, file, shelf, rules)
    except BadInput as error:
        problems = error.findings
    except Exception as error:  # one story must not stop ten thousand
        problems = (circumstance(error) or _bug(error),)
    found = tuple(_problem(finding) for finding in problems)
    return Worked(StoryResult(name, "", 0, False, (), (), (), found))


def _simulated(name: str, file: Path, shelf: Shelf, books: tuple[Rules, ...]) -> Worked:
    measured = measured_story(taken(shelf, file))
    material, words = measured.material, measured.words
    story, publication = material.story, material.house.publication
    rules = (material.rules, *(ruled_for(story, book, publication) for book in books[1:]))
    plans = [planned(measured, book) for book in rules]
    sides = [points_of(measured, plan, book) for plan, book in zip(plans, rules, strict=True)]
    a, b = sides[0], sides[1] if len(sides) > 1 else ()
    changes = changes_of(a, b)
    problems = tuple(_problem(f) for f in _own_findings(measured, plans[0], shelf))
    result = StoryResult(name, text_of(story.headline), words, True, a, b, changes, problems)
    return Worked(result, tuple(_pictures(plans, rules, {each.breakpoint for each in changes})))


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A story with its text shaped once, for planning under one set of rules after another."""

    material: Material
    shaper: Shaper
    shaped: Shaped

    @property
    def words(self) -> int:
        """The words of its copy."""
        return sum(self.shaped.words)


def measured_story(material: Material) -> Measured:
    """A story's text, shaped."""
    theme, sizes = material.theme, sizes_of(pictures_of(material.story)[0])
    story = picture_first(material.story, sizes)
    gauge = Gauge(material.foundry, theme.fallback, story.language)
    shaper = Shaper(sheet_of(theme), gauge, sizes)
    return Measured(replace(material, story=story), shaper, shape_story(story, shaper))


def planned(measured: Measured, rules: Rules) -> WebPlan:
    """The plan of a story's page under rules that are its own already."""
    material = measured.material
    today = material.house.publication.date
    return plan_page(material.story, measured.shaped, measured.shaper, rules, today)


def points_of(
    measured: Measured, plan: WebPlan, rules: Rules, audited: bool = True
) -> tuple[Point, ...]:
    """The result of a story at each breakpoint; unless `audited`, without its broken rules."""
    material = measured.material
    about = about_of(material.story, material.house.publication.date, measured.words)
    return tuple(point_of(about, point, rules, audited) for point in plan.breakpoints)


def changes_of(
    a: tuple[Point, ...], b: tuple[Point, ...], named: Mapping[str, str] = BY_ID
) -> tuple[Change, ...]:
    """What stands elsewhere at the breakpoints that both sides have."""
    others = {point.name: point for point in b}
    both = ((point, others[point.name]) for point in a if point.name in others)
    return tuple(change for one, other in both for change in changes_between(one, other, named))


def _own_findings(measured: Measured, plan: WebPlan, shelf: Shelf) -> Iterator[Finding]:
    """What is wrong with a story alone."""
    shared = set(shelf.around.findings)
    every = dict.fromkeys((*measured.material.findings, *plan.findings))
    return (f for f in every if f not in shared and f.severity is not Severity.INFO)


def _pictures(
    plans: list[WebPlan], rules: tuple[Rules, ...], changed: set[str]
) -> Iterator[tuple[StripPicture, StripPicture]]:
    """Both strips of each breakpoint at which something changed."""
    if not changed:
        return
    others = {point.name: point for point in plans[1].breakpoints}
    for point in plans[0].breakpoints:
        if point.name in changed:
            yield strip_picture(point, rules[0]), strip_picture(others[point.name], rules[1])


def _problem(finding: Finding) -> Problem:
    where, severity = finding.where, finding.severity.value
    return Problem(severity, finding.code, finding.message, where.line, finding.hint)


def _bug(error: Exception) -> Finding:
    message = f"this is a mistake in newsgrid, not yours: {type(error).__name__}: {error}"
    return Finding("bug", Severity.ERROR, message, hint="please report it with the story")
