"""Density and gaps of milled stories under several rules, measured again at every screen width.

    python -m benchmarks.density_report --count 200 --json density.json

For each set of rules and each breakpoint: how many ads stand, what they are worth, how many stories
are over Better Ads' limit at some width, the mean and highest density, how far readers go without
an ad, and the rules that are broken at widths that were sampled and at those between.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from fractions import Fraction
from functools import lru_cache, partial
from pathlib import Path
from statistics import mean

from benchmarks.every_width import Planned, planned, seen
from benchmarks.story_mill import stories
from layout.web.measure.column_and_rail_widths import step_of
from layout.web.plan.page_plan import BreakpointPlan
from layout.work.terminal.text_tables import table
from slots.published_limits import BETTER_ADS_DESKTOP_STICKY_VIDEO, better_ads_limit
from slots.rulebook.load import parse_rules
from slots.rules.terms import AD, Region, Rules
from slots.strip.stretches import stretches
from slots.units import PX

TEMPLATES = Path(__file__).parents[1] / "templates"
FILLER = """
[slot.filler]
holds = "ad"
auto = 12
label = "Advertisement"
sizes = ["300x250", "250x250"]
value = 50
decay = "4%"
distance = { ad = "400px" }
"""
LIMITS = 'strategy = "exact"\nevenness = 20\n' + "".join(
    f'[page.at.{name}]\ndensity = "{share}%"\n'
    for name, share in (("mobile", 30), ("tablet", 30), ("desktop", 50))
)


def books() -> dict[str, str]:
    """The rules compared, by name: those that come with newsgrid, alone and with many ads asked of
    every story; presets; and Spacefinder's distances with density kept and the best placement."""
    ours = (TEMPLATES / "slots.toml").read_text("utf-8")
    preset = {path.stem: path.read_text("utf-8") for path in (TEMPLATES / "presets").glob("*.toml")}
    filled = ours + FILLER
    return {
        "default": ours,
        "default, 12 ads": filled,
        "default, 12 ads, sticky ad": filled.replace("[page]\n", '[page]\nsticky_ad = "50px"\n', 1),
        "default, 12 ads, sticky video": filled.replace(
            "[page]\n", "[page]\nsticky_video = true\n", 1
        ),
        "mediavine": preset["mediavine"],
        "spacefinder's distances, exact": preset["spacefinder"].replace(
            'strategy = "greedy"\n', LIMITS, 1
        ),
        "spacefinder": preset["spacefinder"],
    }


@dataclass(frozen=True, slots=True)
class Figures:
    """One story at one breakpoint: ads, whether any stands in the column of the copy, their value,
    the longest stretch of copy without one in px on the narrowest screen, the density at the worst
    of all widths and of the sampled ones, and the widths at which a rule is broken, sampled and
    between, with the first such."""

    point: str
    limit: float
    ads: int
    inside: bool
    value: int
    longest: int
    density: float
    sampled: float
    broken: int
    between: int
    first: str


def figures(made: Planned, audited: bool = True) -> Iterator[Figures]:
    """What a planned story comes to at each breakpoint."""
    for point in made.plan.breakpoints:
        yield _figures(made, point, audited)


def _figures(made: Planned, point: BreakpointPlan, audited: bool) -> Figures:
    slots = {each.id: each.slot for each in point.contents}
    holds = made.rules.slot
    ads = [name for name, home in point.homes if home and holds[slots[name]].holds == AD]
    copy = [name for name, home in point.homes if home in (Region.ARTICLE, Region.BESIDE)]
    inside = [each.before for each in point.decision.placements if each.slot in {*copy} & {*ads}]
    every = tuple(seen(made, point, audited))
    broken = [each for each in every if each.broken]
    first = f"{broken[0].screen}px: {broken[0].broken[0]}" if broken else ""
    return Figures(
        point.name,
        float(_limit(made.rules, point)),
        len(ads),
        in_column(made.rules, point),
        sum(made.rules.terms(slots[name], point.name).value for name in ads),
        stretches(point.strips[0], inside).longest // PX,
        max(each.density for each in every),
        max(each.density for each in every if each.sampled),
        sum(each.sampled for each in broken),
        sum(not each.sampled for each in broken),
        first,
    )


def in_column(rules: Rules, point: BreakpointPlan) -> bool:
    """Whether an ad stands in, beside or after the copy, and not in the stack of the rail alone."""
    slots = {each.id: each.slot for each in point.contents}
    railed = step_of(point.widths.first).rail
    homes = (Region.ARTICLE, Region.BESIDE, Region.END, *(() if railed else (Region.RAIL,)))
    return any(h in homes and rules.slot[slots[name]].holds == AD for name, h in point.homes)


def _limit(rules: Rules, point: BreakpointPlan) -> Fraction:
    """Better Ads' limit on these screens."""
    video = rules.page_terms(point.name).sticky_video
    return BETTER_ADS_DESKTOP_STICKY_VIDEO if video else better_ads_limit(point.widths.first)


@lru_cache(maxsize=1)
def _rules() -> tuple[Rules, ...]:
    return tuple(parse_rules(text, name) for name, text in books().items())


def worked(number: int, seed: int, audited: int) -> tuple[tuple[Figures, ...], ...]:
    """The figures of one story of the mill under each book; so many are `audited`."""
    story = _milled(number + 1, seed)[number]
    return tuple(tuple(figures(made, number < audited)) for made in planned(story, *_rules()))


@lru_cache(maxsize=2)
def _all(count: int, seed: int) -> tuple:
    return stories(count, seed)


def _milled(count: int, seed: int) -> tuple:
    """The stories of the mill up to one: made by hundreds, for each depends on its number alone."""
    return _all((count + 99) // 100 * 100, seed)


HEAD = (
    *("rules", "breakpoint", "ads", "value", "over limit", "density mean", "max", "most between"),
    *("longest stretch", "mean", "broken at samples", "between"),
)


def rows(results: list[tuple[tuple[Figures, ...], ...]]) -> Iterator[tuple[str, ...]]:
    """The table: one line for each book and breakpoint."""
    for at, name in enumerate(books()):
        for place, first in enumerate(results[0][at]):
            every = [each[at][place] for each in results]
            yield (
                name,
                first.point,
                f"{sum(each.ads for each in every):,}",
                f"{sum(each.value for each in every):,}",
                f"{_over(every)} ({first.limit:.0%})",
                f"{mean(each.density for each in every):.1%}",
                f"{max(each.density for each in every):.2%}",
                f"{max(each.density - each.sampled for each in every):+.2%}",
                f"{max(each.longest for each in every):,} px",
                f"{mean(each.longest for each in every):,.0f} px",
                _widths([each.broken for each in every]),
                _widths([each.between for each in every]),
            )


def _over(every: list[Figures]) -> int:
    return sum(each.inside and each.density > each.limit for each in every)


def _widths(broken: list[int]) -> str:
    found = sum(map(bool, broken))
    return f"{sum(broken)} in {found} stories" if found else "0"


def main() -> None:
    """Prints the table; `--json` writes all figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.density_report")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--audited", type=int, default=30, help="stories whose rules are checked")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        work = partial(worked, seed=asked.seed, audited=asked.audited)
        results = list(pool.map(work, range(asked.count), chunksize=5))
    print(f"{asked.count} stories, every width of each breakpoint; {asked.audited} audited\n")
    print(table(HEAD, list(rows(results))))
    if asked.json:
        told = [
            {name: [asdict(f) for f in found] for name, found in zip(books(), each, strict=True)}
            for each in results
        ]
        asked.json.write_text(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
