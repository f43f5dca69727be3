"""`make bench`: every comparison, as tables; --json FILE keeps the figures.

`python -m benchmarks foreign` is a bench of its own, with its own options: twenty editions of copy
that nobody here wrote (benchmarks/foreign), which take some ten minutes.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import article, edition, novel, preflight, preview, web, weekly
from benchmarks.measure import in_turn
from benchmarks.packing import beside_rectpack


def main() -> None:
    """Runs all, or those named."""
    if sys.argv[1:2] == ["foreign"]:
        from benchmarks.foreign.command import main as foreign

        return foreign(sys.argv[2:])
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("only", nargs="*", help=f"which of {', '.join(BENCHES)}; else all")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command (median)")
    parser.add_argument("--full", action="store_true", help="packing: all 500 instances")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    asked = parser.parse_args()
    unknown = [name for name in asked.only if name not in BENCHES]
    if unknown:
        parser.error(f"no bench {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    console = Console()
    log = Console(stderr=True)
    console.print(
        f"{platform.machine()}, Python {platform.python_version()}, CPU seconds are medians"
    )
    figures: dict[str, object] = {}
    for name in asked.only or BENCHES:
        with tempfile.TemporaryDirectory() as folder:
            bench = FULL.get(name, BENCHES[name]) if asked.full else BENCHES[name]
            table, figures[name] = bench(Path(folder), asked.runs, log.print)
        console.print(table)
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps(figures, indent=2) + "\n")


def _edition(folder: Path, runs: int, say: Callable[[str], None]) -> tuple[Table, object]:
    costs = in_turn(edition.prepare(folder), folder, runs, say)
    title = f"{edition.WORDS:,} words, 5 columns, 280 x 400 mm, to PDF; cold process"
    table = Table("", "CPU s", "wall s", "peak MB", "CPU, newsgrid = 1", title=title)
    ours = costs["newsgrid"].cpu
    for tool, cost in costs.items():
        figures = (f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.memory:.0f}")
        table.add_row(tool, *figures, f"{cost.cpu / ours:.2f}")
    return table, {tool: asdict(cost) for tool, cost in costs.items()}


def _article(folder: Path, runs: int, say: Callable[[str], None]) -> tuple[Table, object]:
    cold = in_turn(article.prepare(folder), folder, runs, say)
    found = {kind: cost.cpu for kind, cost in cold.items()} | article.warm(folder)
    table = Table("", "CPU s", title="the seed article")
    for kind, cpu in found.items():
        table.add_row(kind, f"{cpu:.3f}")
    return table, found


def _web(folder: Path, runs: int, say: Callable[[str], None]) -> tuple[Table, object]:
    found = web.figures(folder, runs, say)
    title = f"web pages of 1,000 words, one core; goal: {web.GOAL} a second planned, 100 x Chromium"
    table = Table(*web.HEADS, title=title)
    for row in web.rows(found):
        table.add_row(*row)
    return table, asdict(found)


def _novel(folder: Path, runs: int, say: Callable[[str], None]) -> tuple[Table, object]:
    found = novel.figures(folder, runs, say)
    words = f"{novel.WORDS:,} words"
    title = f"a novel of {words} in {novel.ROWS}-line columns, feet as pdftotext sees them"
    table = Table(*novel.HEADS, title=title)
    for row in novel.rows(found):
        table.add_row(*row)
    return table, {tool: asdict(feet) | asdict(cost) for tool, (feet, cost) in found.items()}


def _weekly(folder: Path, runs: int, say: Callable[[str], None]) -> tuple[Table, object]:
    found = weekly.figures(folder, runs, say)
    title = "whole editions with ads and pictures, compact of 5 columns, from a folder to PDF"
    table = Table(*weekly.HEADS, title=title, caption=weekly.stages(found))
    for row in weekly.rows(found):
        table.add_row(*row)
    return table, [asdict(each) for each in found]


def _packing(
    folder: Path, runs: int, say: Callable[[str], None], full: bool = False
) -> tuple[Table, object]:
    found = beside_rectpack.figures(full, say)
    title = "rectangles into bins, none turned: bins of ours and of rectpack (best of 532, plain)"
    table = Table(*beside_rectpack.HEADS, title=title)
    for row in beside_rectpack.rows(found):
        table.add_row(*row)
    return table, [asdict(row) for row in found]


def _preview(folder: Path, runs: int, say: Callable[[str], None]) -> tuple[Table, object]:
    found = preview.figures(folder, runs, say)
    title = "the preview desk on the sample weekly, milliseconds by the browser's clock"
    table = Table(*preview.HEADS, title=title)
    for row in preview.rows(found):
        table.add_row(*row)
    return table, [asdict(each) for each in found]


def _preflight(folder: Path, runs: int, say: Callable[[str], None]) -> tuple[Table, object]:
    found = preflight.figures(folder, runs, say)
    told = {
        name: {tool: asdict(cost) for tool, cost in costs.items()} for name, costs in found.items()
    }
    return preflight.table(found), told


BENCHES = {
    "edition": _edition,
    "weekly": _weekly,
    "novel": _novel,
    "article": _article,
    "web": _web,
    "packing": _packing,
    "preview": _preview,
    "preflight": _preflight,
}
FULL = {"packing": partial(_packing, full=True)}


if __name__ == "__main__":
    main()
