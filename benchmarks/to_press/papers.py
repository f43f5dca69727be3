"""The publications that go to the press: the sample weekly, foreign editions, the seed.

Each is printed plain and for the press, with nothing remembered: a copy of its own, a cache of its
own.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.foreign.cold_run import compile_code
from benchmarks.foreign.command import Bench
from benchmarks.foreign.editions import EDITIONS
from benchmarks.foreign.publication import DEALT
from benchmarks.measure import Cost, run_apart
from benchmarks.weekly import FINE, LEFT, report_in

_HOME = Path(__file__).parents[2]
_SEEDS = _HOME / "seeds"
_PROFILE = "IFRA26S_2004_newsprint.icc"
_PRESS = f'\n[press]\nprofile = "{_PROFILE}"\nname = "{{code}}.pdf"\n'
_PRESS += 'mend = ["rgb", "spots", "boxes", "white-overprint", "small-type"]\n'
_STORY = "000_c245132f38cc56cf.txt"
FOREIGN = (
    "web-16-100-pictures",
    "briefs-8",
    "languages-8-100",
    "mixed-24-100-pictures",
    "wikinews-24-110-pictures",
)
WEEKLY, STORY, STORIES = "weekly", "seed", "seed/stories"
NAMES = (WEEKLY, *FOREIGN, STORY, STORIES)
"""What can be asked for: `seed` is a lone story, `seed/stories` the edition of all of them."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A publication printed twice: the PDFs, what each cost, the report of the second."""

    plain: Path
    press: Path
    cost: Cost
    press_cost: Cost
    report: Mapping[str, Any]


def print_both(name: str, publications: Path, corpora: Path, work: Path) -> Printed:
    """Prints a publication plain and for the press, into `work`."""
    folder, story = _source(name, publications, corpora)
    skipped = shutil.ignore_patterns(DEALT, *LEFT, "press")
    compile_code()
    costs: list[Cost] = []
    for way in ("plain", "press"):
        paper = work / way
        shutil.copytree(folder, paper, ignore=skipped)
        if name in (STORY, STORIES):
            shutil.rmtree(paper / "weekly")
        shutil.copyfile(corpora / "icc" / _PROFILE, paper / _PROFILE)
        settings = paper / "newsgrid.toml"
        settings.write_text(settings.read_text("utf-8") + _PRESS, "utf-8")
        command = ["env", f"PYTHONPATH={_HOME}", f"XDG_CACHE_HOME={work / way / '.cache'}"]
        command += ["NEWSGRID_PROGRESS=0", str(Path(sys.executable).with_name("newsgrid"))]
        command += ["print", str(paper / story), "-o", str(work / f"{way}.pdf"), "--json"]
        costs.append(run_apart(command + ["--press"] * (way == "press"), work, FINE))
    report = report_in((work / "log.txt").read_text(errors="replace"))
    return Printed(work / "plain.pdf", work / "press.pdf", costs[0], costs[1], report)


def _source(name: str, publications: Path, corpora: Path) -> tuple[Path, str]:
    """The folder of a publication, and the story in it that is printed alone, if one is."""
    if name == WEEKLY:
        return _SEEDS / "weekly", ""
    if name in (STORY, STORIES):
        return _SEEDS, _STORY if name == STORY else ""
    bench = Bench(corpora, publications, None)
    return bench.publication(next(one for one in EDITIONS if one.name == name)), ""
