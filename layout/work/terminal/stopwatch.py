"""How long each stage of a command took: for people who wait, and for the bench."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, process_time


class Stopwatch:
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
