"""Operators of the graphics state: saved and given back, matrices, widths, dictionaries."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pikepdf

from layout.preflight.content.operators.forms import paint_form
from layout.preflight.content.operators.run import Act, Operands, Run
from layout.preflight.content.state import look_changes
from layout.preflight.opened.numbers import matrix, name, real, table
from layout.preflight.opened.unpacked import TooMuch

_MOST_SAVED = 10_000
"""States that may be saved one in another."""


def _save(run: Run, _: Operands) -> None:
    if len(run.saved) >= _MOST_SAVED:
        raise TooMuch("it saves more graphics states than it gives back")
    run.saved.append(run.state.saved())


def _restore(run: Run, _: Operands) -> None:
    if run.saved:
        run.state = run.saved.pop()


def _concat(run: Run, operands: Operands) -> None:
    run.state.ctm = matrix(operands[:6]).then(run.state.ctm)


def _set_width(run: Run, operands: Operands) -> None:
    run.state.line_width = abs(real(operands[0]))


def _set_state(run: Run, operands: Operands) -> None:
    found = table(run.scope.listed("/ExtGState", operands[0]))
    state = run.state
    if "/LW" in found:
        state.line_width = abs(real(found.get("/LW")))
    font = found.get("/Font")
    if isinstance(font, pikepdf.Array) and len(font) == 2:
        state.font, state.size = run.walker.readers.fonts.of(font[0]), real(font[1])
    _soft_mask(run, found.get("/SMask"))
    state.paint(**look_changes(found))


def _soft_mask(run: Run, mask: Any) -> None:
    """The content of a soft mask, whose colours are no ink."""
    form = mask.get("/G") if isinstance(mask, pikepdf.Dictionary) else None
    if not isinstance(form, pikepdf.Stream):
        return
    use = "luminosity" if name(mask.get("/S")) == "Luminosity" else "alpha"
    held = replace(run.held, masking=True)
    paint_form(run, form, use, held)


def _setting(field_: str, scale: float = 1.0) -> Act:
    def act(run: Run, operands: Operands) -> None:
        setattr(run.state, field_, real(operands[0]) * scale)

    return act


def _set_mode(run: Run, operands: Operands) -> None:
    run.state.mode = int(real(operands[0]))


OPERATORS: dict[str, tuple[Act, int]] = {
    "q": (_save, 0),
    "Q": (_restore, 0),
    "cm": (_concat, 6),
    "w": (_set_width, 1),
    "gs": (_set_state, 1),
    "Tc": (_setting("letter_space"), 1),
    "Tw": (_setting("word_space"), 1),
    "Tz": (_setting("stretch", 0.01), 1),
    "TL": (_setting("leading"), 1),
    "Ts": (_setting("rise"), 1),
    "Tr": (_set_mode, 1),
}
