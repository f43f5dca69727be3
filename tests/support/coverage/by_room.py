"""Lines and branches that tests go through, by room: a table from coverage.py's JSON report.

room                            files   lines  branches
layout/typeset/breaks               7  99.2 %    97.5 %
layout/press/pictures              10  94.1 %    90.2 %  under 95 %: no reason named
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

LEAST = 95.0
"""Per cent of lines that a room has, or a reason why not."""

REASONS: Mapping[str, str] = {}
"""By room, why it has less."""


@dataclass(slots=True)
class Room:
    """What stands in a room, and how much of it tests go through."""

    files: int = 0
    lines: int = 0
    covered: int = 0
    branches: int = 0
    taken: int = 0

    def add(self, summary: Mapping[str, Any]) -> None:
        """Counts a file's summary, as coverage.py has it."""
        self.files += 1
        self.lines += summary["num_statements"]
        self.covered += summary["covered_lines"]
        self.branches += summary["num_branches"]
        self.taken += summary["covered_branches"]


def rooms_of(report: Mapping[str, Any]) -> dict[str, Room]:
    """The rooms of a report by their folder, in order; the whole house last, as "all"."""
    rooms: dict[str, Room] = defaultdict(Room)
    whole = Room()
    for file, found in report["files"].items():
        rooms[PurePath(file).parent.as_posix()].add(found["summary"])
        whole.add(found["summary"])
    return {**dict(sorted(rooms.items())), "all": whole}


def table_of(report: Mapping[str, Any], reasons: Mapping[str, str] = REASONS) -> Iterator[str]:
    """The table, line by line."""
    rooms = rooms_of(report)
    wide = max(map(len, rooms))
    yield f"{'room'.ljust(wide)}  files    lines  branches"
    for name, room in rooms.items():
        lines, branches = _share(room.covered, room.lines), _share(room.taken, room.branches)
        few = ""
        if lines < LEAST:
            few = f"  under {LEAST:.0f} %: {reasons.get(name, 'no reason named')}"
        yield f"{name.ljust(wide)}  {room.files:>5}  {lines:5.1f} %   {branches:5.1f} %{few}"


def _share(part: int, whole: int) -> float:
    """Per cent; all of nothing is 100."""
    return 100 * part / whole if whole else 100.0


if __name__ == "__main__":
    print("\n".join(table_of(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
