"""What an edition is made with: who hears how far it is, the stopwatch, and the memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from layout.work.memory.memory import Memory
from layout.work.terminal.console import QUIET, Console
from layout.work.terminal.stopwatch import Stopwatch


@dataclass(frozen=True, slots=True, eq=False)
class Workshop:
    """What one run is made with: none of it changes a byte of what is made. The memory is at hand
    while an edition is printed (`print_edition`); no stage is handed it."""

    memory: Memory = field(default_factory=Memory)
    console: Console = QUIET
    watch: Stopwatch = field(default_factory=Stopwatch)

    @contextmanager
    def stage(self, name: str, doing: str) -> Iterator[None]:
        """A stage of the work: says what is `doing`, and counts the time towards its name."""
        self.console.step(doing)
        with self.watch(name):
            yield


def workshop_in(folder: Path, console: Console = QUIET) -> Workshop:
    """A workshop with the memory of a publication: what the next run need not work out again.
    Nothing is written there before `memory.save()`."""
    return Workshop(Memory(folder), console)
