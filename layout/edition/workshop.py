"""What an edition is made with: who hears how far it is, the stopwatch, and the memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time

from layout.work.memory.memory import Memory
from layout.work.terminal.console import QUIET, Console


class _Stopwatch:
    """Seconds by stage, in the order they were first entered: on the wall and of the processor."""

    def __init__(self) -> None:
        self.stages: dict[str, tuple[float, float]] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Count what happens inside towards a stage."""
        wall, work = perf_counter(), process_time()
        try:
            yield
        finally:
            before = self.stages.get(stage, (0.0, 0.0))
            self.stages[stage] = (
                before[0] + perf_counter() - wall,
                before[1] + process_time() - work,
            )

    def report(self) -> dict[str, dict[str, float]]:
        """The stages as JSON has them, in seconds to the millisecond."""
        return {
            stage: {"wall": round(wall, 3), "cpu": round(work, 3)}
            for stage, (wall, work) in self.stages.items()
        }


@dataclass(frozen=True, slots=True, eq=False)
class Workshop:
    """What one run is made with: none of it changes a byte of what is made. The memory is at hand
    while an edition is printed (`print_edition`); no stage is handed it."""

    memory: Memory = field(default_factory=Memory)
    console: Console = QUIET
    watch: _Stopwatch = field(default_factory=_Stopwatch)

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
