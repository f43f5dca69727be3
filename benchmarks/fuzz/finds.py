"""What was found: counted by kind, told apart by where it comes from, kept to be done again."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.fuzz.cell import Verdict

FRAME = re.compile(r'File "([^"]+)", line (\d+),? in (\S+)')
SAID = re.compile(r"\d+|'[^']*'|\"[^\"]*\"|0x[0-9a-f]+")
BUG = re.compile(r"a mistake in newsgrid, not yours: (.*)")
OURS = ("/layout/", "/slots/", "/templates/")
KEPT = 5
"""Cases kept of a find that came more often."""


@dataclass(slots=True)
class Tally:
    """All that came out of a run, under way."""

    folder: Path
    seed: int
    outcomes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    slowest: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    largest: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    finds: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, verdict: Verdict) -> bool:
        """Counts a case ("case-17", "run-3"); whether it is a find to keep."""
        self.outcomes[verdict.kind][verdict.outcome] += 1
        self.slowest[verdict.kind] = max(self.slowest[verdict.kind], verdict.seconds)
        self.largest[verdict.kind] = max(self.largest[verdict.kind], verdict.peak)
        if not verdict.find:
            return False
        alike = f"{verdict.outcome}: {verdict.kind}: {signature(verdict.words)}"
        self.finds[alike].append(name)
        self.words.setdefault(alike, verdict.words)
        return len(self.finds[alike]) <= KEPT

    def keep(self, name: str, made: Path, verdict: Verdict) -> None:
        """Keeps the files of a find, with what was said of it."""
        place = self.folder / f"{verdict.outcome}-{self.seed}-{name}"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        if made.exists():
            shutil.copytree(made, place / "files", symlinks=True, ignore=_special)
        option = name.replace("-", " ")
        again = f"python -m benchmarks.fuzz --seed {self.seed} --{option}\n\n"
        (place / "report.txt").write_text(
            f"{again}{verdict.kind}: {verdict.outcome}, {verdict.seconds:.1f} s, "
            f"{verdict.peak / 1e6:.0f} MB\n\n{verdict.words}\n",
            "utf-8",
            "backslashreplace",
        )

    @property
    def count(self) -> int:
        """How many cases were finds."""
        return sum(len(names) for names in self.finds.values())

    def show(self, console: Console) -> None:
        """The table of all kinds, then every find."""
        table = Table("kind", *("cases", "values", "refused", "finds", "slowest", "most memory"))
        for column in table.columns[1:]:
            column.justify = "right"
        for kind, counted in sorted(self.outcomes.items()):
            fine = counted["value"] + counted["refused"]
            every = counted.total()
            table.add_row(
                kind,
                f"{every:,}",
                f"{counted['value']:,}",
                f"{counted['refused']:,}",
                f"{every - fine:,}",
                f"{self.slowest[kind]:.1f} s",
                f"{self.largest[kind] / 1e6:,.0f} MB",
            )
        console.print(table)
        for alike, names in sorted(self.finds.items(), key=lambda item: -len(item[1])):
            again = " ".join(names[:KEPT])
            console.print(
                f"{len(names):5} x {alike}\n        {again}", markup=False, soft_wrap=True
            )


def _special(folder: str, names: list[str]) -> set[str]:
    """What cannot be copied: pipes, sockets."""
    return {
        name
        for name in names
        if not (file := Path(folder) / name).is_symlink()
        and not file.is_file()
        and not file.is_dir()
    }


def signature(words: str) -> str:
    """Where a find comes from: what was raised, and the last of our lines on the way."""
    frames = FRAME.findall(words)
    if "most recent call first" in words:
        frames.reverse()
    ours = [each for each in frames if any(part in each[0] for part in OURS)] or frames
    last = next((line for line in reversed(words.strip().splitlines()) if line.strip()), "")
    told = BUG.search(words)
    error = SAID.sub("*", told.group(1) if told else last)[:90]
    if not ours:
        return error
    file, line, name = ours[-1]
    place = re.split("/(?=layout/|slots/|templates/)|site-packages/", file)[-1]
    return f"{place}:{line} {name}: {error}"
