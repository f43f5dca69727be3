"""Runs of the command line over damaged publications, each in a process of its own."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.fuzz.aftermath import States, states_of, wrong_after
from benchmarks.fuzz.cell import MEMORY, SECONDS, Verdict, speak_into
from benchmarks.fuzz.publications import damaged, good

ROOM = 4 * MEMORY
"""Address space of a run above its start: it maps far more than it uses, and its use is judged."""

SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER: whoever loses its parent becomes our child, and is seen."""

OUR_BUG = 70
CORES = 2
"""That compute for a run; each has the seconds of a case."""
STORIES = ("ferry.md", "lagoon.md", "council-minutes.md", "encebollado.md", "visit.txt")
FLAGS = ("--json", "--strict", "--verbose")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit code (below 0: the signal that ended it), the seconds of computing
    and the memory that it took, what it said, whether it had to be ended, what it left running."""

    code: int
    seconds: float
    peak: int
    words: str
    late: bool
    orphans: tuple[str, ...]


def runs(
    seed: int, patience: float, numbers: Sequence[int], folder: Path
) -> Iterator[tuple[int, Verdict]]:
    """Runs of the command line, one after the other."""
    from benchmarks.fuzz.readers import warm

    warm()
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="newsgrid-fuzz-base-") as base:
        sound = good(Path(base) / "courier")
        os.environ["XDG_CACHE_HOME"] = str(Path(base) / "cache")
        for number in numbers:
            dice = random.Random(f"{seed} run {number}")
            place = folder / str(number) / "courier"
            shutil.copytree(sound, place, symlinks=True)
            damaged(place, dice)
            arguments = command(dice)
            yield number, _verdict(arguments, place, patience)


def command(dice: random.Random) -> list[str]:
    """A command line, for a publication in the folder it is called in."""
    story = f"stories/{dice.choice(STORIES)}"
    name, *rest = dice.choice(
        (
            ["print", ".", "-o", "out/edition.pdf"],
            ["print", "."],
            ["print", ".", "--proof", "-o", "out.pdf"],
            ["print", story, "-o", "out/story.pdf"],
            ["print", story, "--proof"],
            ["print", story, "--html", "-o", "out"],
            ["web", story, "-o", "out"],
            ["web", story, "-o", "out"],
            ["site", ".", "-o", "out", "--jobs", "1"],
            ["site", ".", "-o", "out", "--jobs", "2"],
            ["check", "."],
            ["check", "--no-stories"],
            ["check", story],
            ["stack", "."],
            ["stack", ".", "--proof", dice.choice(("out.svg", "out.png", "out.pdf"))],
            ["explain", story],
            ["explain", story, "--width", "375"],
            ["simulate", ".", "--jobs", "2", "-o", "out.html"],
            ["simulate", ".", "--jobs", "1", "--against", "preset:spacefinder"],
            ["place", "strip.json", "--rules", "slots.toml"],
            ["place", "strip.json"],
        )
    )
    return [name, *rest, *(flag for flag in FLAGS if dice.random() < 0.2)]


def _verdict(arguments: list[str], place: Path, patience: float) -> Verdict:
    before = states_of(place)
    ended = run(arguments, place, SECONDS * patience)
    outcome, words = _judged(ended, before, place)
    if ended.code == OUR_BUG and "--verbose" not in arguments:  # once more, to hear where
        ended = replace(ended, words=run([*arguments, "--verbose"], place, SECONDS).words)
    said = f"newsgrid {' '.join(arguments)}\n\n{ended.words[-4000:]}\n{words}"
    return Verdict(arguments[0], outcome, ended.seconds, ended.peak, said)


def _judged(ended: Ended, before: States, place: Path) -> tuple[str, str]:
    """The outcome of a run, and what is wrong."""
    if ended.late or ended.seconds > CORES * SECONDS:
        return (
            "slow",
            f"{'not ' if ended.late else ''}done, after {ended.seconds:.0f} s of computing",
        )
    if ended.code < 0:
        return "died", f"signal {-ended.code}"
    if ended.code not in (0, 1, 2):
        return "bug", f"exit code {ended.code}"
    if "Traceback (most recent call last)" in ended.words:
        return "bug", "a traceback"
    if ended.orphans:
        return "orphans", f"left running: {'; '.join(ended.orphans)}"
    if ended.peak > MEMORY:
        return "memory", f"{ended.peak / 1e6:,.0f} MB"
    wrong = wrong_after(before, place)
    if wrong:
        return "torn", "; ".join(wrong)
    return ("refused" if ended.code else "value"), ""


def run(arguments: list[str], place: Path, seconds: float) -> Ended:
    """`newsgrid ARGUMENTS` in a folder, in a forked child with a session of its own."""
    since = time.monotonic()
    start = _resident()
    others = frozenset(_children())  # whoever calls may have some of its own
    with tempfile.TemporaryFile() as heard:
        child = os.fork()
        if child == 0:
            _become(arguments, place, heard.fileno(), seconds)
        late = not _over(child, since + seconds)
        if late:
            os.killpg(child, signal.SIGKILL)
        _, status, usage = os.wait4(child, 0)
        took = usage.ru_utime + usage.ru_stime
        orphans = () if late else tuple(_orphans(others))
        _end_children(others)
        size = os.fstat(heard.fileno()).st_size
        words = os.pread(heard.fileno(), 8000, max(size - 8000, 0)).decode("utf-8", "replace")
    peak = max(usage.ru_maxrss * 1024 - start, 0)
    return Ended(os.waitstatus_to_exitcode(status), took, peak, words, late, orphans)


def _become(arguments: list[str], place: Path, heard: int, seconds: float) -> None:
    """The child becomes the command; never comes back."""
    code = 99
    try:
        os.setsid()
        os.chdir(place)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        speak_into(heard)
        room = _memory_mapped() + ROOM
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
        faulthandler.dump_traceback_later(seconds * 0.9, file=2)
        from layout.desk.command import main

        code = main(arguments)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except BaseException:
        import traceback

        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _over(child: int, until: float) -> bool:
    """Waits for the end of a child, and gives whether it came in time; it is not reaped yet."""
    while time.monotonic() < until:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return True
        time.sleep(0.01)
    return False


def _children(others: frozenset[int] = frozenset()) -> Iterator[int]:
    """Our children, but for others that were there before."""
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):
            yield from set(map(int, (task / "children").read_text().split())) - others


def _orphans(others: frozenset[int]) -> Iterator[str]:
    """Processes of a run that are still there a second after its end."""
    until = time.monotonic() + 1
    while time.monotonic() < until and any(_runs(child) for child in _children(others)):
        time.sleep(0.02)
    for child in _children(others):
        if _runs(child):
            yield Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")[:120]


def _runs(child: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def _end_children(others: frozenset[int]) -> None:
    for _ in range(3):  # the children of those that are ended come to us
        for child in [*_children(others)]:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def _memory_mapped() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
