"""`python -m benchmarks.same_bytes`: runs the cases and tells each line that differs, with exit
code 1 then; --write makes what came out the expectation."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.same_bytes.cases import CASES, Case
from benchmarks.same_bytes.record import FILE, Key, differences, read, write
from benchmarks.same_bytes.runs import hashes_of


def main() -> int:
    """Runs all cases, or those named; 0 where all is as it was, or was written."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.same_bytes")
    parser.add_argument("file", nargs="?", type=Path, default=FILE, help="the hashes")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="cases whose names begin so")
    parser.add_argument("--write", action="store_true", help="make this run the expectation")
    given = parser.parse_args()
    cases = [case for case in CASES if not given.only or case.name.startswith(tuple(given.only))]
    if not cases:
        parser.error(f"no case begins with {' or '.join(given.only)}")
    expected, now = read(given.file), _made(cases)
    names = {case.name for case in cases}
    if given.write:
        others = {key: value for key, value in expected.items() if key.case not in names}
        order = [case.name for case in CASES]
        kept = {key: value for key, value in others.items() if key.case in order}
        write({**kept, **now}, order, given.file)
    # lines of cases that are no more are told where all are run
    concerned = {
        key: value for key, value in expected.items() if not given.only or key.case in names
    }
    found = list(differences(concerned, now))
    for line in found if expected else ():  # the first time all is new
        print(line)
    written = f"; written to {given.file}" if given.write else ""
    print(f"{len(cases)} cases, {len(now)} lines: {len(found) or 'none'} not as before{written}")
    return 1 if found and not given.write else 0


def _made(cases: Iterable[Case]) -> dict[Key, str]:
    """The lines of cases, with the seconds of each on stderr."""
    lines: dict[Key, str] = {}
    for case in cases:
        start = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="same-bytes-") as folder:
            lines |= hashes_of(case, Path(folder))
        print(f"{time.perf_counter() - start:6.1f} s  {case}", file=sys.stderr, flush=True)
    return lines


if __name__ == "__main__":
    sys.exit(main())
