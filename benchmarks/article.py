"""The seed article, print and web: a cold process each, and warm in one process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

SEED = Path(__file__).parents[1] / "seeds" / "000_c245132f38cc56cf.txt"
WARM_RUNS = 5


def prepare(folder: Path) -> dict[str, Sequence[str]]:
    """The cold command of each edition."""
    newsgrid = str(Path(sys.executable).with_name("newsgrid"))
    return {
        "print, cold": [newsgrid, "print", str(SEED), "-o", str(folder / "article.pdf")],
        "web, cold": [newsgrid, "web", str(SEED), "-o", str(folder / "web")],
    }


def warm(folder: Path) -> dict[str, float]:
    """CPU seconds of an edition in a process that has made one before: the least of some runs."""
    from layout.desk.command import main

    def timed(work: Callable[[], object]) -> float:
        work()
        costs = []
        for _ in range(WARM_RUNS):
            start = time.process_time()
            work()
            costs.append(time.process_time() - start)
        return min(costs)

    quiet = ["--json"]
    pdf, web = str(folder / "warm.pdf"), str(folder / "warm")
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        return {
            "print, warm": timed(lambda: main(["print", str(SEED), "-o", pdf, *quiet])),
            "web, warm": timed(lambda: main(["web", str(SEED), "-o", web, *quiet])),
        }
