"""Cases in processes of their own, which may hang, fall or eat all memory without harm.

parent ──fork──▶ child: case 1, case 2, ...      says each before and after, in a pipe
   │                                            address space, and seconds for each, limited
   └── one that says nothing in time is killed, and a new child goes on behind its case
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

MEMORY = 1_000_000_000
"""Bytes that a case may take above what its process had."""

SECONDS = 10.0
"""Seconds of computing that a case may take, and seconds that it may take in all, which a machine
with other things to do multiplies by its patience."""

GRACE = 5.0
"""More that a child is given, to say of itself that it took too long."""

BATCH = 250
"""Cases of one child: what they leave behind in its memory goes with it."""


class TimeUp(BaseException):
    """A case took too long: no Exception, so that no `except Exception` holds it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a case came out: `outcome` is value or refused, or a find: bug, noise, slow, memory or
    died; `seconds` are those of computing, `peak` is bytes above what the process had, `words` what
    was raised or said."""

    kind: str
    outcome: str
    seconds: float
    peak: int
    words: str = ""

    @property
    def find(self) -> bool:
        """Whether that must not happen."""
        return self.outcome not in ("value", "refused")


Work = Callable[[int], tuple[str, Callable[[], object]]]
"""The kind of a case, and what does it."""


def verdicts(
    numbers: Sequence[int], work: Work, allowed: tuple[type[Exception], ...], patience: float
) -> Iterator[tuple[int, Verdict]]:
    """Does cases one after the other, each child a batch of them."""
    at = 0
    while at < len(numbers):
        before = at
        for number, verdict in _child(numbers[at : at + BATCH], work, allowed, patience):
            at += 1
            yield number, verdict
        if at == before:
            raise RuntimeError(f"the process of case {numbers[at]} said nothing")


def _child(
    numbers: Sequence[int], work: Work, allowed: tuple[type[Exception], ...], patience: float
) -> Iterator[tuple[int, Verdict]]:
    """The cases of one child, up to the first that it does not survive."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            with os.fdopen(writing, "w", encoding="utf-8") as tell:
                _live(numbers, work, allowed, patience, tell)
        finally:
            os._exit(0)  # whatever it raises: what stands above is its parent's
    os.close(writing)
    try:
        yield from _heard(reading, patience)
    finally:
        os.close(reading)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _heard(reading: int, patience: float) -> Iterator[tuple[int, Verdict]]:
    begun: dict[str, object] | None = None
    rest, since = b"", time.monotonic()
    while True:
        left = SECONDS * patience + GRACE - (time.monotonic() - since)
        if not select.select([reading], [], [], max(left, 0))[0]:
            if begun:
                yield _lost(begun, "slow", time.monotonic() - since)
            return
        data = os.read(reading, 65_536)
        if not data:
            if begun:
                yield _lost(begun, "died", time.monotonic() - since)
            return
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            said = json.loads(line)
            since = time.monotonic()
            begun = said if "verdict" not in said else None
            if begun is None:
                yield said["number"], Verdict(**said["verdict"])


def _lost(begun: dict[str, object], outcome: str, seconds: float) -> tuple[int, Verdict]:
    number = begun["number"]
    assert isinstance(number, int)
    return number, Verdict(str(begun["kind"]), outcome, seconds, 0, "its process was lost")


def _live(
    numbers: Sequence[int],
    work: Work,
    allowed: tuple[type[Exception], ...],
    patience: float,
    tell: object,
) -> None:
    """The life of a child."""
    with tempfile.TemporaryFile() as heard:
        speak_into(heard.fileno())
        signal.signal(signal.SIGALRM, _time_up)
        signal.signal(signal.SIGPROF, _time_up)
        taken = _memory("VmSize")
        resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, resource.RLIM_INFINITY))
        for number in numbers:
            kind, do = _made(work, number)
            print(json.dumps({"number": number, "kind": kind}), file=tell, flush=True)  # type: ignore[call-overload]
            verdict = _judged(kind, do, allowed, patience)
            said = _said(heard.fileno())
            if said and not verdict.find:
                verdict = Verdict(kind, "noise", verdict.seconds, verdict.peak, said)
            whole = {"number": number, "verdict": asdict(verdict)}
            print(json.dumps(whole), file=tell, flush=True)  # type: ignore[call-overload]


def _made(work: Work, number: int) -> tuple[str, Callable[[], object]]:
    """A case; one that cannot be made is a case that raises why."""
    try:
        return work(number)
    except Exception as error:
        return "making", partial(_raise, RuntimeError(f"case {number}: {error!r}"))


def _raise(error: Exception) -> object:
    raise error


def speak_into(file: int) -> None:
    """From here on this process says into a file what it says to stdout and stderr."""
    for stream in (1, 2):
        os.dup2(file, stream)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - to the end
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


_UNDER_WAY: list[str] = []
"""The case whose time runs; none from the moment it is up. Both clocks may strike at once, and the
second must not raise in what tells of the first."""


def _time_up(*_: object) -> None:
    if _UNDER_WAY:
        _UNDER_WAY.clear()
        raise TimeUp


def _judged(
    kind: str, do: Callable[[], object], allowed: tuple[type[Exception], ...], patience: float
) -> Verdict:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # the peak is counted anew
    before, since, words = _memory("VmRSS"), time.process_time(), ""
    _UNDER_WAY.append(kind)
    signal.setitimer(signal.ITIMER_REAL, SECONDS * patience)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        do()
        outcome = "value"
    except TimeUp:
        outcome, words = "slow", traceback.format_exc(limit=-12)
    except allowed as error:
        outcome, words = "refused", str(error)
    except MemoryError:
        outcome, words = "memory", traceback.format_exc(limit=-12)
    except BaseException:
        outcome, words = "bug", traceback.format_exc(limit=-25)
    finally:
        _UNDER_WAY.clear()
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
    took, peak = time.process_time() - since, max(_memory("VmHWM") - before, 0)
    return Verdict(kind, outcome, took, peak, words[-6000:])


def _said(stream: int) -> str:
    """What a case wrote to stdout or stderr; the file is empty again."""
    for each in (sys.stdout, sys.stderr):
        each.flush()
    size = os.fstat(stream).st_size
    said = os.pread(stream, 4000, 0).decode("utf-8", "replace") if size else ""
    os.ftruncate(stream, 0)
    os.lseek(stream, 0, os.SEEK_SET)
    return said


def _memory(name: str) -> int:
    """A figure of this process's memory, in bytes, as the kernel has it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    return 0
