"""Web pages a second: stories of 1,000 words planned for all breakpoints, beside Chromium.

    cold      a fresh process that reads one story, opens the fonts and plans its page
    warm      one process plans story after story, each of them new to it. Fonts are open, and
              words that other stories had are measured already: the state of a run over a
              publication. Nothing of a story itself is known before
    measured  of that, the layout alone: from story to the height of every block at every width
    composed  plan and page: HTML, CSS, fonts cut to the page, pictures

CPU time of one process that uses one core; of several rounds, each over other stories, the best.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import in_turn

if TYPE_CHECKING:
    from layout.story.as_written import Story
    from layout.typeset.words.theme import Theme
    from layout.web.pages.compose import ComposedPage
    from slots.rules.terms import Rules

WARM_UP = 60
"""Stories planned before the clock starts."""

ROUND = 40
"""Stories in a round."""

COMPOSED = 8
"""Stories composed in a round: fonts take most of it."""

GOAL = 200
"""Stories a second, warm."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds a story of CPU time, and of wall time where the name says so.

    `chrome` has Chromium's (see `benchmarks.chrome_cost`), None where it was not asked.
    """

    screens: int
    cold: float
    cold_wall: float
    warm: float
    warm_wall: float
    measured: float
    measured_wall: float
    composed: float
    chrome: dict[str, float] | None = None


class Press:
    """All a run of stories shares: theme, rules and a foundry that remembers words."""

    def __init__(self) -> None:
        from layout.typeset.words.foundry import Foundry
        from layout.typeset.words.theme import load_theme
        from slots.rulebook.load import default_rules

        self.theme: Theme = load_theme()
        self.rules: Rules = default_rules()
        self.foundry = Foundry(self.theme.fallback)

    @property
    def screens(self) -> tuple[int, ...]:
        """Every width that a page is measured at."""
        from layout.web.plan.measured_breakpoint import sampled

        ranges = self.rules.breakpoints.values()
        return tuple(screen for widths in ranges for screen in sampled(widths))

    def plan(self, story: Story) -> None:
        """From a story to placements at every breakpoint."""
        from layout.web.pages.compose import plan_story

        plan_story(story, self.theme, self.foundry, self.rules)

    def measure(self, story: Story) -> None:
        """From a story to the height of every block at every width."""
        from layout.web.measure.blocks_to_forms import Shaper
        from layout.web.measure.column_and_rail_widths import sheet_of
        from layout.web.measure.picture_files import pictures_of
        from layout.web.measure.story_strips import shape_story, strips_of
        from layout.web.measure.text_width import Gauge

        sizes = {each.src: (each.width, each.height) for each in pictures_of(story)[0]}
        sheet = sheet_of(self.theme)
        gauge = Gauge(self.foundry, self.theme.fallback, story.language)
        strips_of(shape_story(story, Shaper(sheet, gauge, sizes)), self.screens, sheet)

    def compose(self, story: Story) -> ComposedPage:
        """From a story to the files of its page."""
        from layout.story.publication import Publication
        from layout.web.pages.compose import compose

        return compose(story, self.theme, self.foundry, self.rules, Publication(name="Bench"))


def plan_file(path: str) -> None:
    """What the cold process does: one story of a file, planned."""
    from layout.story.read.any_format import read_story
    from layout.story.read.module_library import fill_modules

    Press().plan(fill_modules(read_story(Path(path))[0], {})[0])


def figures(
    folder: Path,
    runs: int,
    say: Callable[[str], None],
    sizes: tuple[int, int, int] = (WARM_UP, ROUND, COMPOSED),
    chrome: bool = True,
) -> Figures:
    """All figures. `sizes` are stories to warm up with, in a round, and composed in a round."""
    from benchmarks.stories import stories

    warm_up, each, few = sizes
    made = stories(warm_up + runs * (2 * each + few), folder)
    start, rest = made[:warm_up], iter(made[warm_up:])

    def best(work: Callable[[Story], object], count: int) -> tuple[float, float]:
        rounds = [_timed(work, list(islice(rest, count))) for _ in range(runs)]
        say(f"{work.__name__}: {', '.join(f'{cpu:.2f}' for cpu, _ in rounds)} ms a story")
        return min(rounds)

    code = "import sys; from benchmarks.web import plan_file; plan_file(sys.argv[1])"
    file = str(folder / "story-000.md")
    cold = in_turn({"web, cold": [sys.executable, "-c", code, file]}, folder, runs, say)
    press = Press()
    _timed(press.plan, start)
    planned, measured = best(press.plan, each), best(press.measure, each)
    composed = best(press.compose, few)
    cost = cold["web, cold"]
    return Figures(
        len(press.screens),
        cost.cpu * 1000,
        cost.wall * 1000,
        *planned,
        *measured,
        composed[0],
        _chrome(press, start[:few], say) if chrome else None,
    )


def _timed(work: Callable[[Story], object], stories: Sequence[Story]) -> tuple[float, float]:
    """Milliseconds a story, CPU and wall."""
    cpu, wall = time.process_time(), time.perf_counter()
    for story in stories:
        work(story)
    spent = time.process_time() - cpu, time.perf_counter() - wall
    return spent[0] * 1000 / len(stories), spent[1] * 1000 / len(stories)


def _chrome(press: Press, stories: Iterable[Story], say: Callable[[str], None]) -> dict[str, float]:
    from benchmarks.chrome_cost import chrome_cost

    pages = [press.compose(story).files for story in stories]
    return asdict(chrome_cost(pages, press.screens, say))


HEADS = ("", "clock", "ms a story", "stories a s", "x measured", "x planned")
"""What `rows` are headed by: the last two, how often newsgrid does its part in that time."""

Row = tuple[str, str, str, str, str, str]


def rows(found: Figures) -> list[Row]:
    """The figures as the bench prints them."""
    ours = (
        ("cold process: read, fonts, plan", "CPU", found.cold),
        ("", "wall", found.cold_wall),
        ("planned, warm", "CPU", found.warm),
        ("", "wall", found.warm_wall),
        (f"measured, warm: {found.screens} widths", "CPU", found.measured),
        ("", "wall", found.measured_wall),
        ("planned and composed, warm", "CPU", found.composed),
    )
    told = [
        (name, clock, f"{cost:.2f}", f"{1000 / cost:.0f}", "", "") for name, clock, cost in ours
    ]
    return told + (_chrome_rows(found, found.chrome) if found.chrome else [])


def _chrome_rows(found: Figures, chrome: dict[str, float]) -> list[Row]:
    kinds = (
        ("Chromium: style and layout alone", "CPU", "layout"),
        ("  width set, height read", "wall", "set"),
        ("  opened once, asked at all widths", "CPU", "service"),
        ("  opened anew at each width", "CPU", "anew"),
    )
    return [
        (
            name,
            clock,
            f"{chrome[kind]:.2f}",
            f"{1000 / chrome[kind]:.1f}",
            f"{chrome[kind] / (found.measured if clock == 'CPU' else found.measured_wall):.0f}",
            f"{chrome[kind] / (found.warm if clock == 'CPU' else found.warm_wall):.0f}",
        )
        for name, clock, kind in kinds
    ]
