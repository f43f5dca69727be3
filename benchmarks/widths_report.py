"""Every rule at every width: 300 stories, three sets of rules, all 1,281 screens from 320 to 1600.

    python -m benchmarks.widths_report --stories 300 --workers 2

Half the stories are those nobody here wrote, as far as there are any (../shared/corpora), with
pictures put between their paragraphs and ads asked for; the others are the mill's. What is told is
each rule that a finished page breaks, with the story, the rules and the widths at which it does:
measured by `benchmarks.every_width`, which shares no code with what placed the page.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.corpora import CORPORA, imported_stories
from benchmarks.density_report import FILLER
from benchmarks.every_width import planned, seen
from benchmarks.story_blocks import SEEDS
from benchmarks.story_mill import stories as milled
from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Block, Paragraph, Picture
from slots.rulebook.load import parse_rules
from slots.rules.terms import Rules

OURS = (Path(__file__).parents[1] / "templates" / "slots.toml").read_text("utf-8")
FAR = """
[breakpoints]
mobile  = "320px..479px"
tablet  = "480px..979px"
desktop = "980px..1600px"

[page]
max_per_screen = 1
spacing = ["420px", "1.2 screens after 2 ads"]
promotion = "50%"

[page.at.desktop]
max_per_screen = 3

[defaults]
margin   = "24px"
from_top = "300px"
from_end = "200px"

[defaults.clearance]
heading = { above = "100px", below = "0px" }
image   = "200px"
list    = { above = "40px", below = "0px" }

[slot.inline-ad]
holds    = "ad"
auto     = 6
label    = "Advertisement"
sizes    = ["300x250", "336x280", "250x250"]
fallback = "end"
distance = { ad = "750px", any = "400px" }

[slot.inline-ad.at.desktop]
region   = "beside"
sizes    = ["300x600", "300x250"]
sticky   = true
min_run  = "200px"

[slot.second-ad]
holds    = "ad"
takes    = ["google-ad"]
max      = 3
label    = "Advertisement"
sizes    = ["300x250"]
value    = 80
fallback = "end"
distance = { ad = "750px" }

[slot.second-ad.at.mobile]
min   = 2
relax = [{ rule = "distance.ad", to = "500px" }, { rule = "clearance.image", to = "80px" }]

[slot.blue-box]
holds    = "blue_box"
distance = { ad = "750px" }

[slot.module]
holds  = "module"
region = "end"
"""
"""Long distances, many of them: what breaks where a picture between two ads shrinks."""
STICKY = OURS.replace(
    '[slot.inline-ad.at.desktop]\nregion = "rail"',
    '[slot.inline-ad.at.desktop]\nregion = "rail"\nmin_run = "300px"',
)


def books() -> dict[str, str]:
    """The three sets of rules: what comes with newsgrid, with sticky ads in the rail; with many ads
    asked of every story; and long distances, with ads beside the copy."""
    return {"default, sticky rail": STICKY, "default, 12 ads": OURS + FILLER, "far apart": FAR}


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a story's page breaks: under which rules, at which widths, of which how many
    were looked at when the page was planned."""

    story: str
    book: str
    rule: str
    widths: tuple[int, ...]
    sampled: int

    def __str__(self) -> str:
        first, last = self.widths[0], self.widths[-1]
        where = f"{first}px" if first == last else f"{len(self.widths)} of {first} to {last}px"
        known = f", {self.sampled} of them planned for" if self.sampled else ""
        return f"{self.story}, {self.book}: {self.rule} ({where}{known})"


@lru_cache(maxsize=1)
def every_story(count: int, corpora: Path = CORPORA) -> tuple[Story, ...]:
    """So many stories: those of other sites, but never more than half, then the mill's."""
    found = imported_stories(corpora) if corpora.is_dir() else iter(())
    others = [_dressed(story, at) for at, (group, story) in enumerate(found) if group == "imports"]
    others = others[: count // 2]
    return (*others, *milled(count - len(others), seed=5))


def _dressed(story: Story, number: int) -> Story:
    """A story with a picture after each few paragraphs, and up to four ads asked for."""
    pictures = sorted(path.name for path in (SEEDS / "media").glob("*.png"))
    body: list[Block] = []
    since = number % 5
    for block in story.body:
        body.append(block)
        since += isinstance(block, Paragraph)
        if since >= 6 and isinstance(block, Paragraph):
            body.append(Picture(f"media/{pictures[len(body) % len(pictures)]}", ()))
            since = 0
    asks = tuple(
        Ask(len(body), SlotAsk(f"google-ad-{at + 1}", "google-ad")) for at in range(number % 5)
    )
    source = str(SEEDS / f"{story.slug}.md")
    return replace(story, body=tuple(body), asks=asks, source=source)


@lru_cache(maxsize=1)
def _rules() -> tuple[Rules, ...]:
    return tuple(parse_rules(text, name) for name, text in books().items())


def breaks(story: Story, rules: tuple[Rules, ...], names: tuple[str, ...]) -> Iterator[Broken]:
    """Every rule that a story's page breaks at any width, under each of some rules."""
    for made, book in zip(planned(story, *rules), names, strict=True):
        for point in made.plan.breakpoints:
            found: dict[str, list[tuple[int, bool]]] = {}
            for each in seen(made, point):
                for rule in each.broken:
                    key = f"{point.name}: {_rule(rule)}"
                    found.setdefault(key, []).append((each.screen, each.sampled))
            for rule, at in found.items():
                widths = tuple(screen for screen, _ in at)
                yield Broken(story.slug, book, rule, widths, sum(known for _, known in at))


def _rule(told: str) -> str:
    """A breach without its figures, which are others on each screen."""
    return told.split(", has ")[0].split(" by ")[0].split(" ends ")[0]


def worked(number: int, count: int) -> tuple[Broken, ...]:
    """What one of so many stories breaks."""
    return tuple(breaks(every_story(count)[number], _rules(), tuple(books())))


def main() -> int:
    """Prints what is broken, and how often; 1 where anything is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.widths_report")
    parser.add_argument("--stories", type=int, default=300)
    parser.add_argument("--first", type=int, default=0, help="begin with this story")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    numbers = range(asked.first, asked.stories)
    broken: list[Broken] = []
    with ProcessPoolExecutor(asked.workers, get_context("spawn")) as pool:
        work = partial(worked, count=asked.stories)
        for done, found in enumerate(pool.map(work, numbers, chunksize=2), 1):
            broken += found
            for each in found:
                print(each, flush=True)
            if done % 50 == 0:
                print(f"{done} of {len(numbers)} stories", file=sys.stderr, flush=True)
    widths = len({*range(320, 1601)})
    told = f"{len(numbers)} stories, {len(books())} sets of rules, {widths:,} widths"
    where = len({each.story for each in broken})
    print(f"{told}: {len(broken)} rules broken in {where} stories")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
