"""What an edition is made with: who hears how far it is, the stopwatch, and what earlier runs found
out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from layout.work.store.folder import NAME, CacheFolder
from layout.work.terminal.console import QUIET, Console
from layout.work.terminal.stopwatch import Stopwatch


@dataclass(frozen=True, slots=True, eq=False)
class Workshop:
    """What all stages of one run share: none of it changes a byte of what is made."""

    cache: CacheFolder
    console: Console = QUIET
    watch: Stopwatch = field(default_factory=Stopwatch)

    @contextmanager
    def stage(self, name: str, doing: str) -> Iterator[None]:
        """A stage of the work: says what is `doing`, and counts the time towards its name."""
        self.console.step(doing)
        with self.watch(name):
            yield


def workshop_in(folder: Path, console: Console = QUIET) -> Workshop:
    """A workshop that keeps in a publication's folder what the next run need not work out again;
    nothing is written there before `cache.save()`."""
    return Workshop(CacheFolder(folder / NAME), console)
