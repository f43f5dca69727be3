"""`make bench`: every comparison, as tables; --json FILE keeps the figures."""

from __future__ import annotations

import argparse
import json
import platform
import tempfile
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import article, edition
from benchmarks.measure import Cost, in_turn


def main() -> None:
    """Runs all, or those named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command (median)")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    asked = parser.parse_args()
    console = Console()
    log = Console(stderr=True)
    console.print(
        f"{platform.machine()}, Python {platform.python_version()}, CPU seconds are medians"
    )
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        costs = in_turn(edition.prepare(folder), folder, asked.runs, log.print)
        console.print(_edition_table(costs))
        figures["edition"] = {tool: asdict(cost) for tool, cost in costs.items()}
        cold = in_turn(article.prepare(folder), folder, asked.runs, log.print)
        warm = article.warm(folder)
        console.print(_article_table(cold, warm))
        figures["article"] = {kind: cost.cpu for kind, cost in cold.items()} | warm
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps(figures, indent=2) + "\n")


def _edition_table(costs: dict[str, Cost]) -> Table:
    title = f"{edition.WORDS:,} words, 5 columns, 280 x 400 mm, to PDF; cold process"
    table = Table("", "CPU s", "wall s", "peak MB", "CPU, newsgrid = 1", title=title)
    ours = costs["newsgrid"].cpu
    for tool, cost in costs.items():
        figures = (f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.memory:.0f}")
        table.add_row(tool, *figures, f"{cost.cpu / ours:.2f}")
    return table


def _article_table(cold: dict[str, Cost], warm: dict[str, float]) -> Table:
    table = Table("", "CPU s", title="the seed article")
    for kind, cpu in {**{kind: cost.cpu for kind, cost in cold.items()}, **warm}.items():
        table.add_row(kind, f"{cpu:.3f}")
    return table


if __name__ == "__main__":
    main()
