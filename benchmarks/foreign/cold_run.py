"""One edition printed as its publisher does, cold: what it costs, what is told, what is counted.

    copy of the publication ─ newsgrid print ─▶ PDF, report, cost ─ counted ─▶ figures
                               beside it Typst sets the same words

Each run has a place and a cache of its own, so nothing of another is remembered.
"""

from __future__ import annotations

import compileall
import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.foreign.publication import DEALT
from benchmarks.measure import Cost, run, run_apart
from benchmarks.weekly import FINE, LEFT, report_in, typst_of
from layout.edition.last_plan import RECORD

_PDF = "edition.pdf"
_HOME = Path(__file__).parents[2]
"""The code that is measured: that beside this bench, whatever else is installed."""


@dataclass(frozen=True, slots=True)
class Run:
    """An edition that was printed: its PDF, the report of the command, what was counted on its
    pages, whether the edition that was counted came out as the one that was printed, and what it
    cost; what the same words cost Typst, where that is at hand."""

    pdf: Path
    report: Mapping[str, Any]
    counted: Mapping[str, Any]
    same: bool
    cost: Cost
    typst: Cost | None


def print_cold(publication: Path, work: Path) -> Run:
    """Prints a publication in a new folder, as if for the first time. Exits where the command
    fails. Typst has the words of what was dealt; a publication of other origin is not set beside
    it."""
    compile_code()
    shutil.copytree(publication, work / "paper", ignore=shutil.ignore_patterns(DEALT, *LEFT))
    mine = ["env", f"PYTHONPATH={_HOME}", f"XDG_CACHE_HOME={work / 'cache'}", "NEWSGRID_PROGRESS=0"]
    newsgrid = str(Path(sys.executable).with_name("newsgrid"))
    cost = run_apart([*mine, newsgrid, "print", "paper", "-o", _PDF, "--json"], work, FINE)
    report = report_in((work / "log.txt").read_text(errors="replace"))
    (work / "paper" / RECORD).unlink(missing_ok=True)  # counted is the first edition, no second one
    count = [sys.executable, "-m", "benchmarks.foreign.counted", "paper", "counted.json"]
    run([*mine, *count], work)
    found = json.loads((work / "counted.json").read_text())
    typst = _beside(publication / DEALT, work) if _typst_is_here() else None
    same = _alike(found["figures"], report)
    return Run(work / _PDF, report, found["counted"], same, cost, typst)


@cache
def compile_code() -> None:
    """Compiles the code, as whatever installs it does: where PYTHONDONTWRITEBYTECODE is set, every
    run would do it again."""
    for package in ("layout", "slots"):
        compileall.compile_dir(_HOME / package, quiet=1)


def _alike(figures: Mapping[str, Any], report: Mapping[str, Any]) -> bool:
    """Whether two makings of an edition have the same stories and words, house ads and cost."""
    names = ("stories", "held", "words", "pictures", "house_ads", "makeup")
    return all(figures.get(name) == report.get(name) for name in names)


def _beside(dealt: Path, work: Path) -> Cost | None:
    """What Typst takes to set the words of an edition that was dealt."""
    if not dealt.exists():
        return None
    return run_apart(typst_of(work, json.loads(dealt.read_text())["copy"]), work)


def _typst_is_here() -> bool:
    from importlib.util import find_spec

    return find_spec("typst") is not None
