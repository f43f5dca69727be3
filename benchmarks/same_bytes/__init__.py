"""Whether every command still writes the bytes it wrote before: hashes of all output, kept as text.

    python -m benchmarks.same_bytes                    all cases, five minutes or so
    python -m benchmarks.same_bytes --only seed place  those whose names begin so
    python -m benchmarks.same_bytes --write            what comes out now is the expectation

What comes in: `cases.py`, the command lines, each on a publication of its own (`subjects.py`: the
seed article, all seeds, what `newsgrid new` writes, the sample weekly, ...). What comes out: a line
for each file and stream of each run, compared with `outputs.sha256` beside this file. Open
`runs.py` first: how a case is run (cold, warm, after an edit) and hashed; `settled.py` has what is
set to one value before, and why. `tests/unit/benchmarks/test_same_bytes.py` runs the quick cases.
"""
