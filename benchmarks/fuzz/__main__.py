"""`make fuzz`: so many cases over all readers, so many runs of the command line; then a table."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count, islice
from pathlib import Path

from rich.console import Console

from benchmarks.fuzz import readers
from benchmarks.fuzz.cell import Verdict, verdicts
from benchmarks.fuzz.finds import Tally

FOUND = Path("build") / "fuzz"
STEP = 500


def main() -> int:
    """Runs what was asked for; 1 where something was found."""
    asked = _arguments()
    console = Console()
    tally = Tally(asked.found, asked.seed)
    if asked.case is None and asked.run is None:
        shutil.rmtree(asked.found, ignore_errors=True)
    for name, verdict, made in _all(asked):
        if tally.add(name, verdict):
            tally.keep(name, made, verdict)
        if made.exists():
            shutil.rmtree(made, ignore_errors=True)
        done = sum(counted.total() for counted in tally.outcomes.values())
        if done % STEP == 0:
            print(f"{done:,} done, {tally.count} finds", file=sys.stderr, flush=True)
    tally.show(console)
    if asked.case is not None or asked.run is not None:
        console.print("\n\n".join(tally.words.values()), markup=False)
    if tally.count:
        console.print(f"{tally.count} finds: see {asked.found}", markup=False)
    return 1 if tally.count else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=100_000, help="cases over all readers")
    parser.add_argument("--runs", type=int, default=1000, help="runs of the command line")
    parser.add_argument("--case", type=int, help="this case alone, and what it raised")
    parser.add_argument("--run", type=int, help="this run alone, and what it said")
    parser.add_argument("--only", help="so many cases of this kind of reader alone")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--patience",
        type=float,
        default=1,
        help="times the 10 seconds that a case may take: for machines that have other things to do",
    )
    parser.add_argument("--found", type=Path, default=FOUND, help="where finds are kept")
    return parser.parse_args()


def _all(asked: argparse.Namespace) -> Iterator[tuple[str, Verdict, Path]]:
    """All cases, then all runs: name, how it came out, and where its files are."""
    from benchmarks.fuzz import commands

    if asked.run is None:
        numbers = [asked.case] if asked.case is not None else _numbers(asked)
        work = partial(_cases, asked.seed, asked.patience)
        yield from _shared("case", numbers, work, asked.jobs)
    if asked.case is None and (asked.run is not None or not asked.only):
        numbers = [asked.run] if asked.run is not None else range(asked.runs)
        if numbers:
            work = partial(commands.runs, asked.seed, asked.patience)
            yield from _shared("run", numbers, work, asked.jobs)


def _numbers(asked: argparse.Namespace) -> Sequence[int]:
    """The first so many cases; with --only, the first so many of that kind."""
    if not asked.only:
        return range(asked.cases)
    if asked.only not in {reader.kind for reader in readers.READERS}:
        raise SystemExit(f"no reader is called {asked.only}")
    alike = (n for n in count() if readers.case(asked.seed, n)[0].kind == asked.only)
    return list(islice(alike, asked.cases))


Job = Callable[[Sequence[int], Path], Iterator[tuple[int, Verdict]]]


def _shared(
    name: str, numbers: Sequence[int], work: Job, jobs: int
) -> Iterator[tuple[str, Verdict, Path]]:
    """Cases shared out to processes: every so-manieth to each."""
    fork = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory(prefix="newsgrid-fuzz-") as place:
        folder = Path(place)
        heard = fork.SimpleQueue()
        working = [
            fork.Process(target=_work, args=(numbers[each::jobs], work, folder, heard))
            for each in range(min(jobs, len(numbers)))
        ]
        for process in working:
            process.start()
        try:
            left = len(working)
            while left:
                said = heard.get()
                if said is None:
                    left -= 1
                    continue
                if isinstance(said, str):
                    raise SystemExit(f"a process of the fuzz ended before its cases did:\n{said}")
                number, verdict = said
                yield f"{name}-{number}", verdict, folder / str(number)
        finally:
            for process in working:
                process.kill()
                process.join()


def _work(numbers: Sequence[int], work: Job, folder: Path, heard: object) -> None:
    try:
        for number, verdict in work(numbers, folder):
            heard.put((number, verdict))  # type: ignore[attr-defined]
        heard.put(None)  # type: ignore[attr-defined]
    except BaseException:  # whatever it is, cases that were not tried have found nothing
        heard.put(traceback.format_exc())  # type: ignore[attr-defined]


def _cases(
    seed: int, patience: float, numbers: Sequence[int], folder: Path
) -> Iterator[tuple[int, Verdict]]:
    def work(number: int) -> tuple[str, Callable[[], object]]:
        reader, dice = readers.case(seed, number)
        file = reader.file(folder / str(number), dice)
        return reader.kind, partial(reader.read, file)

    readers.warm()
    yield from verdicts(numbers, work, readers.expected(), patience)


if __name__ == "__main__":
    sys.exit(main())
