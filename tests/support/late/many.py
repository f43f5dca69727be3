"""Many sequences of late changes, by number: `python -m support.late.many COUNT [FIRST]`.

    --large      the larger publication: stories three times as long, on A4
    --painted    the whole edition is painted after each change of each sequence

The publication has four A5 pages, two sections, some ten stories and four ads, an index, and in
every other sequence a story that jumps from page one to two. In one of twenty-one it has eight A4
pages with promos over the name on page one, and stories with pictures.

A sequence is pages of it that are closed, and up to six changes: an ad, an ad gone or of another
size, a correction, a text of another length, a picture, a kill, a new story, another section or
rank, what is decided of a story, a page, an ad or the furniture of pages, the stories of a page
moved, two pages or two ads swapped, a decision taken back, a page closed or opened. After each
change the edition is made anew, and `still_so` looks at it: the closed pages' PDFs, in the folder
and as they go to the press, by their hash; no word lost, nothing printed twice, nothing on another,
ads of competitors apart, decisions kept or refused, and all
promos, entries of the index and jumps, on closed pages as well, to pages where that is.

What makes it quick, and what that leaves out:

- Each set of pages is closed once, and copied for its sequences. A page that a sequence closes is
  painted, and written, there and then.
- One memory is shared by all sequences, and the theme is read once: so what the engine remembers
  is told from what is new by what it is worked out from, as in a desk that runs for long. That
  memory on disk gives the same is for `--painted`, where each edition has a new one of its folder.
- The whole edition, with the closed pages in it, is painted after the last change of each ninth
  sequence only; jumps of other editions are read from the lines that would be painted.

It uses the cores that it may: `taskset -c 0` keeps it to one. Prints how many were run and what was
wrong; exits 1 where something was.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from unittest.mock import patch

from support.late.late_paper import (
    CHANGES,
    CLOSINGS,
    JUMPING,
    LARGE,
    PROMOTING,
    SMALL,
    Change,
    LatePaper,
    late_paper,
)
from support.late.still_so import wrongs

from layout.publication import material
from layout.work.memory.memory import Memory
from slots.finding import BadInput

MOST = 6
"""Changes of a sequence."""
TOLD = 100
"""After so many sequences it is told how many were run."""
PAINTED = 9
"""Of so many sequences one ends with the whole edition painted."""
USUAL = (*(SMALL, JUMPING) * 10, PROMOTING)
"""The sizes of publications, in turn: the last takes ten times as long as others."""
FULL = 20_000
"""Values after which the shared memory is emptied."""


class LastingMemory(Memory):
    """A memory of this process that forgets nothing that a sequence after many others can want."""

    @contextmanager
    def making(self) -> Iterator[None]:
        """As that of others, but for what was of no use for long."""
        if len(self.values) > FULL:
            self.values.clear()
        with self.in_use():
            yield


def drawn(number: int) -> tuple[tuple[int, ...], list[Change]]:
    """What is closed, and what happens then, in the sequence of a number."""
    dice = random.Random(number)
    kinds = tuple(CHANGES)
    changes = [
        Change(dice.choice(kinds), dice.randrange(100), dice.randrange(100))
        for _ in range(dice.randint(1, MOST))
    ]
    return dice.choice(CLOSINGS), changes


@dataclass(slots=True)
class Closer:
    """A publication with pages closed, once for each set of them."""

    paper: LatePaper
    closed: dict[tuple[int, ...], LatePaper] = field(default_factory=dict)

    def copy(self, numbers: tuple[int, ...], folder: Path) -> LatePaper:
        """A copy, in a folder that is made, with these pages closed; with others that share
        stories with them, where they do."""
        if numbers not in self.closed:
            place = self.paper.folder.with_name(f"closed-{len(self.closed)}")
            paper = self.paper.copied(place)
            if not paper.close(numbers):
                assert paper.close((1, 2)) or paper.close((1, 2, 3, 4))
            self.closed[numbers] = paper
        return self.closed[numbers].copied(folder)


def ran(
    paper: LatePaper, changes: Sequence[Change], painted: bool = True, last: bool = False
) -> Iterator[str]:
    """What is wrong in a sequence, after closing and after each of its changes. The whole edition
    is painted each time, or after the `last` change, or never."""
    yield from _looked(paper, "closing", painted)
    for number, change in enumerate(changes, 1):
        paper.change(change)
        yield from _looked(paper, str(change), painted or (last and number == len(changes)))


def _looked(paper: LatePaper, after: str, painted: bool) -> Iterator[str]:
    try:
        made, pdf = paper.printed() if painted else (paper.made_up(), None)
    except BadInput as error:
        yield f"after {after}: not printed: {error}"
        return
    for wrong in wrongs(paper, made, pdf):
        yield f"after {after}: {wrong}"


def main(arguments: Sequence[str]) -> int:
    """Runs so many sequences, from a number on."""
    parser = argparse.ArgumentParser(prog="many", description="many sequences of late changes")
    parser.add_argument("count", type=int)
    parser.add_argument("first", type=int, nargs="?", default=0)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--painted", action="store_true")
    wanted = parser.parse_args(arguments)
    began, bad = time.monotonic(), 0
    sizes = (LARGE,) if wanted.large else USUAL
    memory = None if wanted.painted else LastingMemory()
    one_theme = patch.object(material, "load_theme", cache(material.load_theme))
    with tempfile.TemporaryDirectory() as name, one_theme:
        made = {
            size: Closer(late_paper(Path(name) / f"size-{at}" / "pattern", size, memory))
            for at, size in enumerate(dict.fromkeys(sizes))
        }
        closers = [made[size] for size in sizes]
        for number in range(wanted.first, wanted.first + wanted.count):
            closed, changes = drawn(number)
            paper = closers[number % len(closers)].copy(closed, Path(name) / "paper")
            found = list(ran(paper, changes, wanted.painted, number % PAINTED == 0))
            shutil.rmtree(paper.folder)
            bad += bool(found)
            for one in found[:3]:
                print(f"{number}: {one}", flush=True)
            done = number - wanted.first + 1
            if done % TOLD == 0 and done < wanted.count:
                print(f"{done} of {wanted.count}, {bad} with something wrong", flush=True)
    took = time.monotonic() - began
    print(f"{wanted.count} sequences, {bad} with something wrong, in {took:.0f} s")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
