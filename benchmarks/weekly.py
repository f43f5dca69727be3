"""A whole edition from a folder to PDF: cold, and again after one story's edit, beside Typst.

Editions of 4 to 96 pages (benchmarks.weekly_make) and the sample weekly. Cold is the first run in
a fresh folder, with stacking and make-up; warm the next one after a word of a story was changed.
Typst sets the same words of the stories, without ads and pictures, in the same columns.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import weekly_make
from benchmarks.edition import TYPST, instance_of
from benchmarks.measure import Cost, run

PAGES = (4, 8, 24, 48, 96)
SAMPLE = Path(__file__).parents[1] / "seeds" / "weekly"
LEFT = ("edition.plan.json*",)
"""What printing leaves in a publication: a cold run starts without it. What is remembered goes by
the place of the publication: so each cold run has one of its own."""
FINE = (0, 1)
"""Exit codes: of a made edition a story may be held over."""
HEADS = (
    *("edition", "words", "ads", "cold s", "CPU s", "a page", "MB", "warm s", "CPU s"),
    *("Typst", "times"),
)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition's size, its costs, and the seconds of each stage of a cold run."""

    name: str
    pages: int
    words: int
    ads: int
    cold: Cost
    warm: Cost
    typst: Cost
    stages: dict[str, float]


def figures(
    folder: Path, runs: int, say: Callable[[str], None], pages: tuple[int, ...] = PAGES
) -> list[Edition]:
    """Every edition's costs: medians of so many runs, each cold one in a fresh folder."""
    return [_measured(source, folder, runs, say) for source in _sources(folder, pages)]


@dataclass(frozen=True, slots=True)
class _Source:
    """A publication's folder, and the figures of what is in it."""

    folder: Path
    made: weekly_make.Made


def _sources(folder: Path, pages: tuple[int, ...]) -> Iterator[_Source]:
    for count in pages:
        source = folder / f"made-{count}"
        yield _Source(source, weekly_make.write(source, count))
    if SAMPLE.is_dir():
        yield _Source(SAMPLE, sample())


def sample() -> weekly_make.Made:
    """The figures of the sample weekly, its number of pages as it stands in newsgrid.toml."""
    import tomllib

    from layout.story.markdown.read_markdown import parse_markdown
    from layout.story.reading_order import texts_of_block

    files = sorted((SAMPLE / "stories").glob("*.md"))
    read = [parse_markdown(file.read_text(), str(file))[0] for file in files]
    texts = [text for story in read for block in story.body for text in texts_of_block(block)]
    copy = "\n\n".join(text for text in texts if text)
    pictures = sum(type(block).__name__ == "Picture" for story in read for block in story.body)
    ads = len((SAMPLE / "ads.csv").read_text().splitlines()) - 1
    pages = tomllib.loads((SAMPLE / "newsgrid.toml").read_text())["print"]["pages"]
    return weekly_make.Made(pages, len(read), len(copy.split()), pictures, ads, copy)


def _measured(source: _Source, folder: Path, runs: int, say: Callable[[str], None]) -> Edition:
    newsgrid = str(Path(sys.executable).with_name("newsgrid"))
    typst = typst_of(folder, source.made.copy)
    cold, warm, beside = [], [], []
    stages: dict[str, float] = {}
    for turn in range(runs):
        work = folder / f"work-{source.folder.name}-{turn}"
        shutil.copytree(source.folder, work / "weekly", ignore=shutil.ignore_patterns(*LEFT))
        command = [newsgrid, "print", "weekly", "-o", "edition.pdf", "--json"]
        cold.append(run(command, work, FINE))
        stages = stages or _stages(report_in((work / "log.txt").read_text(errors="replace")))
        weekly_make.touch(work / "weekly")
        warm.append(run(command, work, FINE))
        beside.append(run(typst, folder))
        shutil.rmtree(work)
        name = source.folder.name
        say(f"run {turn + 1}/{runs} {name}: {cold[-1].wall:.2f} s cold, {warm[-1].wall:.2f} warm")
    made = source.made
    costs = (_median(cold), _median(warm), _median(beside))
    return Edition(source.folder.name, made.pages, made.words, made.ads, *costs, stages)


def typst_of(folder: Path, copy: str) -> list[str]:
    """Writes the words for Typst; its command."""
    family, size, leading, _ = instance_of(folder)
    text = copy
    for sign in "\\#*_$@<`=[]":
        text = text.replace(sign, f"\\{sign}")
    gap = round(leading - 0.7 * size, 3)
    (folder / "words.typ").write_text(TYPST.format(family=family, size=size, gap=gap, text=text))
    code = "import typst; typst.compile('words.typ', output='typst.pdf', font_paths=['.'])"
    return [sys.executable, "-c", code]


def report_in(log: str) -> dict[str, Any]:
    """The report as JSON in what a command said."""
    report, _ = json.JSONDecoder().raw_decode(log[log.index("{") :])
    return dict(report)


def _stages(report: Mapping[str, Any]) -> dict[str, float]:
    """The seconds of each stage on the wall, as the report of a run says."""
    stages = report.get("stages", {})
    return {str(name): float(spent["wall"]) for name, spent in stages.items()}


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.memory for cost in costs),
    )


def rows(found: list[Edition]) -> list[tuple[str, ...]]:
    """The lines of the table."""
    return [
        (
            *(f"{each.name}", f"{each.words:,}", f"{each.ads}", f"{each.cold.wall:.2f}"),
            *(f"{each.cold.cpu:.2f}", f"{each.cold.cpu / each.pages:.3f}"),
            *(f"{each.cold.memory:.0f}", f"{each.warm.wall:.2f}", f"{each.warm.cpu:.2f}"),
            *(f"{each.typst.cpu:.2f}", f"{each.cold.cpu / each.typst.cpu:.1f}"),
        )
        for each in found
    ]


def stages(found: list[Edition]) -> str:
    """The shares of the stages of each cold run, a line each."""
    return "\n".join(f"{each.name}: {shares(each.stages)}" for each in found)


def shares(stages: dict[str, float]) -> str:
    """The share of each stage, the longest first: "painting 41 %, stacking 30 %"."""
    total = sum(stages.values())
    longest = sorted(stages.items(), key=lambda stage: (-stage[1], stage[0]))
    return ", ".join(f"{name} {seconds / total:.0%}" for name, seconds in longest if total)
