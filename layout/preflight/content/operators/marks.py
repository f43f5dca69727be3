"""Operators that mark content: for its structure, and for layers that may be hidden."""

from __future__ import annotations

from dataclasses import replace

import pikepdf

from layout.preflight.content.events import Mark
from layout.preflight.content.operators.run import Act, Operands, Run
from layout.preflight.opened.numbers import name, table
from layout.preflight.opened.pdf import is_hidden

_DEEP_MARKS = 50
"""Levels of marked content that are told of an event."""


def _mark(run: Run, operands: Operands) -> None:
    found = operands[1] if len(operands) > 1 else None
    if isinstance(found, pikepdf.Name):
        found = run.scope.listed("/Properties", found)
    number = table(found).get("/MCID")
    mark = Mark(name(operands[0]), number if isinstance(number, int) else None)
    hidden = mark.tag == "OC" and is_hidden(found, run.walker.readers.hidden)
    run.marks.append((mark, hidden))
    run.hidden += hidden
    run.held = replace(run.held, marks=(*run.held.marks, mark)[-_DEEP_MARKS:])


def _end_mark(run: Run, _: Operands) -> None:
    if run.marks:
        run.hidden -= run.marks.pop()[1]
        run.held = replace(run.held, marks=run.held.marks[:-1])


OPERATORS: dict[str, tuple[Act, int]] = {
    "BMC": (_mark, 1),
    "BDC": (_mark, 2),
    "EMC": (_end_mark, 0),
}
