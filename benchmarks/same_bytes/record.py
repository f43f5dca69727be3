"""The file of hashes, and what differs from it.

    be5f0a9d2b1c77de40a1c3f2  seed/print/cold  out/page.pdf
    0                         seed/print/warm  exit

A line has the hash of a file or stream (or the exit code), the case and its run, the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("outputs.sha256")
GONE = "gone"
"""Stands for a file of the run before, or a source, that is not there any more."""

HEAD = """\
# What every command of newsgrid writes: python -m benchmarks.same_bytes [--write]
# SHA-256, shortened, or exit code; case and run; file or stream. Of warm and edited runs only what
# differs from the run before.
"""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a line is about."""

    case: str
    run: str
    name: str

    def __str__(self) -> str:
        return f"{self.case}/{self.run}  {self.name}"


Lines = Mapping[Key, str]


def read(file: Path = FILE) -> dict[Key, str]:
    """The lines of a file of hashes; none where there is no such file."""
    if not file.exists():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(_line(line) for line in lines if line and not line.startswith("#"))


def write(lines: Lines, order: Iterable[str], file: Path = FILE) -> None:
    """Write a file of hashes, its cases in an order, the runs of each as they were made."""
    of_case: dict[str, list[str]] = {case: [] for case in order}
    for key, value in lines.items():
        of_case[key.case].append(f"{value:<24}  {key}\n")
    text = "".join(line for each in of_case.values() for line in each)
    file.write_text(f"{HEAD}{text}", encoding="utf-8")


def differences(expected: Lines, now: Lines) -> Iterator[str]:
    """A line for each that differs, is missing, or is new."""
    for key in dict.fromkeys((*expected, *now)):
        before, after = expected.get(key), now.get(key)
        if before == after:
            continue
        if after is None:
            yield f"missing: {key}"
        elif before is None:
            yield f"new: {key}" if after != GONE else f"gone: {key}"
        else:
            yield f"differs: {key} ({before} before, {after} now)"


def _line(line: str) -> tuple[Key, str]:
    value, run, name = line.split(maxsplit=2)
    case, _, last = run.rpartition("/")
    return Key(case, last, name), value
