"""Many sequences of late changes, by number: `python -m support.late.many COUNT [FIRST]`.

Prints how many were run and what was wrong; exits 1 where something was.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from support.late.late_paper import CHANGES, CLOSINGS, Change, LatePaper, late_paper
from support.late.still_so import wrongs

from slots.finding import BadInput

MOST = 6
"""Changes of a sequence."""
TOLD = 100
"""After so many sequences it is told how many were run."""


def drawn(number: int) -> tuple[tuple[int, ...], list[Change]]:
    """What is closed, and what happens then, in the sequence of a number."""
    dice = random.Random(number)
    kinds = tuple(CHANGES)
    changes = [
        Change(dice.choice(kinds), dice.randrange(100), dice.randrange(100))
        for _ in range(dice.randint(1, MOST))
    ]
    return dice.choice(CLOSINGS), changes


def ran(
    pattern: Path, folder: Path, closed: Sequence[int], changes: Sequence[Change]
) -> Iterator[str]:
    """What is wrong in a sequence, after each of its changes."""
    paper = late_paper(folder, pattern)
    if not paper.close(tuple(closed)):
        assert paper.close((1, 2)) or paper.close((1, 2, 3, 4))
    yield from _looked(paper, "closing")
    for change in changes:
        paper.change(change)
        yield from _looked(paper, str(change))


def _looked(paper: LatePaper, after: str) -> Iterator[str]:
    try:
        made, pdf = paper.printed()
    except BadInput as error:
        yield f"after {after}: not printed: {error}"
        return
    for wrong in wrongs(paper, made, pdf):
        yield f"after {after}: {wrong}"


def main(arguments: Sequence[str]) -> int:
    """Runs so many sequences, from a number on."""
    count, first = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 0
    began, bad = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as name:
        pattern = late_paper(Path(name) / "pattern").folder
        for number in range(first, first + count):
            folder = Path(name) / "paper"
            found = list(ran(pattern, folder, *drawn(number)))
            shutil.rmtree(folder)
            bad += bool(found)
            for one in found[:3]:
                print(f"{number}: {one}", flush=True)
            done = number - first + 1
            if done % TOLD == 0 and done < count:
                print(f"{done} of {count}, {bad} with something wrong", flush=True)
    took = time.monotonic() - began
    print(f"{count} sequences, {bad} with something wrong, in {took:.0f} s")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
