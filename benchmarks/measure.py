"""CPU time of a whole process, as the operating system counts it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU (user + system) and wall time, and the peak of memory in MB."""

    cpu: float
    wall: float
    memory: float


def run(command: Sequence[str], folder: Path, fine: Sequence[int] = (0,)) -> Cost:
    """What one run of a command costs; its children's CPU included. Exits if it fails: if its exit
    code is not among those that are `fine`."""
    import time

    log = folder / "log.txt"
    with log.open("wb") as out:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=out, stdin=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in fine:
        sys.exit(f"{' '.join(command)} failed:\n{log.read_text(errors='replace')[-3000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def run_apart(command: Sequence[str], folder: Path, fine: Sequence[int] = (0,)) -> Cost:
    """As `run`, from a small process of its own: the peak of memory that Linux tells of a process
    is never less than its parent had when it was started, which a large bench would be."""
    ask = [
        sys.executable,
        "-m",
        "benchmarks.measure",
        str(folder),
        json.dumps(list(fine)),
        *command,
    ]
    home = str(Path(__file__).parents[1])
    told = subprocess.run(ask, cwd=home, stdout=subprocess.PIPE, text=True)
    if told.returncode:
        sys.exit(told.returncode)
    return Cost(**json.loads(told.stdout))


def in_turn(
    commands: dict[str, Sequence[str]], folder: Path, runs: int, say: Callable[[str], None]
) -> dict[str, Cost]:
    """Median cost of each command, run A B C, A B C, ... so that a drifting machine is fair."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(runs):
        for name, command in commands.items():
            costs[name].append(run(command, folder))
            say(f"run {turn + 1}/{runs} {name}: {costs[name][-1].cpu:.2f} CPU s")
    return {
        name: Cost(
            statistics.median(cost.cpu for cost in found),
            statistics.median(cost.wall for cost in found),
            statistics.median(cost.memory for cost in found),
        )
        for name, found in costs.items()
    }


if __name__ == "__main__":
    cost = run(sys.argv[3:], Path(sys.argv[1]), json.loads(sys.argv[2]))
    print(json.dumps(asdict(cost)))
