"""`python -m benchmarks.oracle_report`: how far the engine and the 72/39 formula are from browsers.

--count 200 --seed 1    how many stories the mill makes, beside samples and corpora
--corpora 400           how many stories of each corpus at most
--browser firefox       one browser instead of both
--scrollbars shown      scrollbars that take room, or hidden, instead of both
--json FILE             every figure, and every miss with its reason
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.browsers import NAMES, View, looking
from benchmarks.chrome import Stand, serving
from benchmarks.corpora import corpus_stories, imported_stories
from benchmarks.oracle import (
    SCREENS,
    TOLERANCE,
    Kit,
    Pair,
    Served,
    alone,
    asked,
    milled_stories,
    sample_stories,
    together,
)
from layout.story.as_written import Story
from layout.story.run import text_of
from layout.web.measure.column_and_rail_widths import step_of
from layout.web.measure.forms import StyledParagraph, TextForm
from layout.web.measure.ribbon import fold

BARS = ("hidden", "shown")
UNKNOWN = "other scripts"
LIMIT = 20
"""So many misses the table lists."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A block whose own height differs, and why; those it pushes off their tops are `below`."""

    pair: Pair
    below: int
    reason: str


def reason_of(pair: Pair, page: Served, stand: Stand, kit: Kit) -> str:
    """Why a height differs, as far as the lines tell. The page is open."""
    place = int(pair.block[1:]) - 1 if pair.block.startswith("b") and pair.top else None
    form = page.shaped.forms[place] if place is not None else None
    if not isinstance(form, TextForm) or pair.kind not in ("paragraph", "crosshead"):
        return "not looked into"
    paragraph, step = form.paragraphs[0], step_of(pair.screen)
    text = text_of(fold(page.shaped.blocks[place].runs))  # type: ignore[union-attr, index]
    starts = paragraph.lines(step.measure(pair.screen) * 64, kit.sheet, step)
    ours = [text[a:b] for a, b in zip(starts, (*starts[1:], len(text)), strict=True)]
    for number, (mine, theirs) in enumerate(zip(ours, stand.lines(pair.block, pair.screen)), 1):  # noqa: B905
        if mine.strip() != theirs.strip():
            over = _over(paragraph, starts[number - 1], pair.screen, kit)
            by = "" if over is None else f", {over:+.2f}/64 px"
            return f"line {number}{by}: {mine.strip()!r}, there {theirs.strip()!r}"
    return "the same lines"


def _over(stretch: StyledParagraph, start: int, screen: int, kit: Kit) -> float | None:
    """By how many 1/64 px the line that begins at an offset is wider than its measure.

    None where a word is broken between any two letters.
    """
    step = step_of(screen)
    ribbon = stretch.ribbon.at(kit.sheet.style(stretch.style, step).size)
    lines = (*stretch.lines(step.measure(screen) * 64, kit.sheet, step), None)
    following = lines[lines.index(start) + 1]
    if not {start, following} <= {*ribbon.places, None}:
        return None
    first = ribbon.places.index(start)
    last = len(ribbon.ends) if following is None else ribbon.places.index(following)
    return (ribbon.ends[last - 1] - ribbon.starts[first]) / 1024 - step.measure(screen) * 64


def surveyed(
    pages: Iterable[Served], stand: Stand, kit: Kit
) -> tuple[tuple[Pair, ...], tuple[Miss, ...]]:
    """All pairs of some pages, and the misses among them."""
    pairs: list[Pair] = []
    misses: list[Miss] = []
    for page in pages:
        found = asked(page, stand, kit)
        pairs += found
        for pair in found:
            if pair.itself:
                continue
            pushed = sum(each.screen == pair.screen and not each.agrees for each in found) - 1
            misses.append(Miss(pair, pushed, reason_of(pair, page, stand, kit)))
    return tuple(pairs), tuple(misses)


def errors(pairs: Iterable[tuple[float, float]]) -> dict[str, float]:
    """Mean, median, 95th percentile and greatest of how far predictions are off, in px."""
    off = sorted(abs(predicted - seen) for predicted, seen in pairs)
    return {
        "mean": statistics.fmean(off),
        "median": statistics.median(off),
        "95 %": off[int(len(off) * 0.95)],
        "most": off[-1],
        "within 1 px": sum(each <= TOLERANCE for each in off) / len(off),
    }


def side_by_side(pairs: Sequence[Pair]) -> dict[str, dict[str, float]]:
    """Errors of the engine and of the formula: heights of paragraphs, and all of a story's.

    Scripts that the theme's fonts have not are left out: there neither can know anything.
    """
    texts = [pair for pair in pairs if pair.guess is not None and pair.group != UNKNOWN]
    found = {
        "engine": errors(pair.height for pair in texts),
        "formula": errors((pair.guess or 0, pair.height[1]) for pair in texts),
        "formula, our leading": errors((pair.guess_here or 0, pair.height[1]) for pair in texts),
    }
    for name, pick in (
        ("engine, whole copy", lambda pair: pair.height[0]),
        ("formula, whole copy", lambda pair: pair.guess),
        ("formula, our leading, whole copy", lambda pair: pair.guess_here),
    ):
        sums: dict[tuple[str, int], list[float]] = {}
        for pair in texts:
            both = sums.setdefault((pair.story, pair.screen), [0, 0])
            both[0] += pick(pair)
            both[1] += pair.height[1]
        found[name] = errors((a, b) for a, b in sums.values())
    return found


def shares(pairs: Iterable[Pair]) -> list[tuple[str, list[str]]]:
    """By group: pages, blocks and boxes, and the share that agrees, at each width and in all."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(pair.group, []).append(pair)
    rows = []
    for group, members in groups.items():
        total, right = Counter(), Counter()
        for pair in members:
            total[pair.screen] += 1
            right[pair.screen] += pair.agrees
        cells = [f"{right[screen] / total[screen]:.2%}" for screen in SCREENS]
        pages = len({pair.story for pair in members})
        whole = f"{right.total() / total.total():.3%}"
        rows.append((group, [str(pages), f"{total.total():,}", *cells, whole]))
    return rows


def report(view: View, pairs: Sequence[Pair], misses: Sequence[Miss], console: Console) -> None:
    """The tables of docs/web.md, as one browser has it."""
    console.rule(str(view))
    table = Table("", "pages", "blocks x widths", *map(str, SCREENS), "all", title="within 1 px")
    for group, cells in shares(pairs):
        table.add_row(group, *cells)
    console.print(table)
    table = Table(
        "px", "mean", "median", "95 %", "most", "within 1 px", title="paragraphs' heights"
    )
    for name, row in side_by_side(pairs).items():
        *lengths, share = row.values()
        table.add_row(name, *(f"{each:,.1f}" for each in lengths), f"{share:.2%}")
    console.print(table)
    listed = [miss for miss in misses if miss.pair.group != UNKNOWN]
    console.print(f"{len(listed)} blocks of another height", highlight=False)
    for miss in sorted(listed, key=lambda miss: -miss.below)[:LIMIT]:
        pair = miss.pair
        heights = f"{pair.height[0]:g}, there {pair.height[1]:g}"
        console.print(
            f"  {pair.story} {pair.block} ({pair.kind}) at {pair.screen}: {heights}; "
            f"{miss.below} blocks below; {miss.reason}",
            highlight=False,
            markup=False,
        )


def survey(
    views: Iterable[View], stories: Callable[[Path], Iterable[tuple[str, Story]]]
) -> Iterator[tuple[View, tuple[Pair, ...], tuple[Miss, ...]]]:
    """Samples and other stories, made once and looked at in each browser."""
    kit = Kit()
    with serving() as server, tempfile.TemporaryDirectory() as folder:
        pages = [
            *alone(sample_stories(), kit, server),
            *together(stories(Path(folder)), kit, server),
        ]
        for view in views:
            with looking(view) as page:
                yield view, *surveyed(pages, Stand(page, server), kit)


def everything(folder: Path, count: int, seed: int, most: int) -> Iterator[tuple[str, Story]]:
    """Milled stories, drawn into a folder, and of each corpus the first."""
    yield from milled_stories(count, seed, folder)
    seen: Counter[str] = Counter()
    for group, story in chain(corpus_stories(), imported_stories()):
        seen[group] += 1
        if seen[group] <= most:
            yield group, story


def main() -> None:
    """Asks the browsers and prints what they say."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.oracle_report")
    parser.add_argument("--count", type=int, default=200, help="stories the mill makes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpora", type=int, default=1000, help="most stories of each corpus")
    parser.add_argument("--browser", choices=NAMES, action="append")
    parser.add_argument("--scrollbars", choices=BARS, action="append")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    wanted = parser.parse_args()
    start = time.monotonic()
    views = [
        View(name, bars == "shown")
        for name in wanted.browser or NAMES
        for bars in wanted.scrollbars or BARS
    ]
    figures: dict[str, Any] = {}
    stories = partial(everything, count=wanted.count, seed=wanted.seed, most=wanted.corpora)
    for view, pairs, misses in survey(views, stories):
        report(view, pairs, misses, Console(width=170))
        figures[str(view)] = {
            "within 1 px": dict(shares(pairs)),
            "paragraphs": side_by_side(pairs),
            "misses": [asdict(miss) for miss in misses],
        }
    print(f"{time.monotonic() - start:.0f} s")
    if wanted.json:
        wanted.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
