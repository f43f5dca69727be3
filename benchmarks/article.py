"""The seed article, print and web: a cold process each, and warm in one process."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

SEED = Path(__file__).parents[1] / "seeds" / "000_c245132f38cc56cf.txt"
WARM_RUNS = 5


def prepare(folder: Path) -> dict[str, Sequence[str]]:
    """The cold command of each edition."""
    python = [sys.executable, "-m", "layout.desk.command"]
    return {
        "print, cold": [*python, "print", str(SEED), "-o", str(folder / "article.pdf")],
        "web, cold": [*python, "web", str(SEED), "-o", str(folder / "web")],
    }


def warm(folder: Path) -> dict[str, float]:
    """CPU seconds of an edition in a process that has made one before: the least of some runs."""
    from layout.desk.print_story import print_story
    from layout.desk.web_story import web_story

    def timed(work: Callable[[], object]) -> float:
        work()
        costs = []
        for _ in range(WARM_RUNS):
            start = time.process_time()
            work()
            costs.append(time.process_time() - start)
        return min(costs)

    return {
        "print, warm": timed(lambda: print_story(SEED)),
        "web, warm": timed(lambda: web_story(SEED)),
    }
