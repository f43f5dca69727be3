"""Operators that choose colours for fills and strokes."""

from __future__ import annotations

from typing import Any

import pikepdf

from layout.preflight.content.colour import CMYK, GRAY, PATTERN, RGB, Colour, Space
from layout.preflight.content.operators.run import Act, Operands, Run
from layout.preflight.opened.numbers import reals


def _choose_space(run: Run, operands: Operands, stroke: bool) -> None:
    if not run.colourless:
        space = run.walker.readers.spaces.of(operands[0], run.scope.resources)
        _colour(run, Colour(space, space.first), stroke, None)


def _device(run: Run, operands: Operands, space: Space, stroke: bool) -> None:
    if not run.colourless:
        instead = run.devices.get(space.family)
        if instead is None:
            word = pikepdf.Name(f"/{space.family}")
            instead = run.walker.readers.spaces.of(word, run.scope.resources)
            run.devices[space.family] = instead
        _colour(run, Colour(instead, reals(operands[: space.components])), stroke, None)


def _components(run: Run, operands: Operands, stroke: bool) -> None:
    if run.colourless:
        return
    look = run.state.look
    space = (look.stroke if stroke else look.fill).space
    values = reals([each for each in operands if not isinstance(each, pikepdf.Name)])
    last = operands[-1] if operands else None
    if isinstance(last, pikepdf.Name):
        pattern = run.scope.listed("/Pattern", last)
        held = space if space.family == "Pattern" else PATTERN
        _colour(run, Colour(held, values, pattern=True), stroke, pattern)
    else:
        _colour(run, Colour(space, values[: space.components or 4]), stroke, None)


def _colour(run: Run, colour: Colour, stroke: bool, pattern: Any) -> None:
    if stroke:
        run.state.paint(stroke=colour)
        run.state.stroke_pattern = pattern
    else:
        run.state.paint(fill=colour)
        run.state.fill_pattern = pattern


def _colouring(stroke: bool, space: Space | None = None) -> Act:
    def act(run: Run, operands: Operands) -> None:
        if space:
            _device(run, operands, space, stroke)
        else:
            _components(run, operands, stroke)

    return act


def _choosing(stroke: bool) -> Act:
    return lambda run, operands: _choose_space(run, operands, stroke)


OPERATORS: dict[str, tuple[Act, int]] = {
    "CS": (_choosing(True), 1),
    "cs": (_choosing(False), 1),
    "SC": (_colouring(True), 1),
    "SCN": (_colouring(True), 1),
    "sc": (_colouring(False), 1),
    "scn": (_colouring(False), 1),
    "G": (_colouring(True, GRAY), 1),
    "g": (_colouring(False, GRAY), 1),
    "RG": (_colouring(True, RGB), 3),
    "rg": (_colouring(False, RGB), 3),
    "K": (_colouring(True, CMYK), 4),
    "k": (_colouring(False, CMYK), 4),
}
