"""A case run and hashed: cold, warm, after an edit.

Each case has a folder of its own: its publication and its output lie in `work`, what the command
keeps for this user in `home`. All it writes below `work` counts, beside exit code, stdout and
stderr. Names are relative, so no path of this machine is in any output.

Of the first run everything is listed. Of a later one only what differs from the run before it, so
that a hash stands once, and what comes out differently when warm is seen at a glance; its exit code
is always there.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.same_bytes.cases import Case, Run
from benchmarks.same_bytes.command import newsgrid
from benchmarks.same_bytes.record import GONE, Key
from benchmarks.same_bytes.settled import settled
from benchmarks.same_bytes.subjects import edit, lay

LENGTH = 24
"""Digits of a hash that are kept: enough to tell files apart that nobody forges."""

OUTPUT = "out"
EXIT, STDOUT, STDERR = "exit", "stdout", "stderr"

Hashes = dict[str, str]
"""What stands for each file and stream of a run, by its name."""


def hashes_of(case: Case, folder: Path) -> dict[Key, str]:
    """The lines of a case, which is run in an empty folder."""
    work = folder / "work"
    work.mkdir()
    lay(case.subject, work)
    sources = _files(work)
    lines: dict[Key, str] = {}
    before: Hashes = {}
    for run in case.runs:
        if run is Run.EDITED:
            story = edit(case.subject, work)
            sources[story] = _hash(story, (work / story).read_bytes())
        if not case.keeps:
            shutil.rmtree(work / OUTPUT, ignore_errors=True)
        now = _run(case, folder, sources)
        lines |= {Key(case.name, run, name): value for name, value in _news(before, now)}
        before = now
    return lines


def _run(case: Case, folder: Path, sources: Hashes) -> Hashes:
    """The command, and all it wrote: what is no source, or a source that is not as it was."""
    work = folder / "work"
    given = (work / case.stdin).read_bytes() if case.stdin else b""
    ran = newsgrid(case.arguments, work, folder / "home", given)
    files = _files(work)
    return {
        EXIT: str(ran.code),
        STDOUT: _hash(STDOUT, ran.stdout),
        STDERR: _hash(STDERR, ran.stderr),
        **{name: value for name, value in files.items() if sources.get(name) != value},
        **{name: GONE for name in sources if name not in files},
    }


def _news(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What differs from the run before, and the exit code."""
    for name in dict.fromkeys((*now, *before)):
        value = now.get(name, GONE)
        if name == EXIT or value != before.get(name):
            yield name, value


def _files(work: Path) -> Hashes:
    return {
        (name := file.relative_to(work).as_posix()): _hash(name, file.read_bytes())
        for file in sorted(work.rglob("*"))
        if file.is_file()
    }


def _hash(name: str, data: bytes) -> str:
    return hashlib.sha256(settled(name, data)).hexdigest()[:LENGTH]
