"""What patterns and shadings paint: the cell of a pattern is walked once, whatever it fills."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pikepdf

from layout.preflight.content.colour import GRAY, Colour
from layout.preflight.content.events import Look, Shading
from layout.preflight.content.operators.run import Act, Operands, Run, Scope
from layout.preflight.content.state import State
from layout.preflight.geometry import NOTHING, Box, Matrix
from layout.preflight.opened.numbers import box, matrix, real


def with_patterns(run: Run, seen: Box, filled: bool, stroked: bool) -> None:
    """What the patterns paint that something is painted with."""
    state = run.state
    chosen = (
        (filled, state.fill_pattern, state.look.fill),
        (stroked, state.stroke_pattern, state.look.stroke),
    )
    for painted, pattern, colour in chosen:
        if painted and isinstance(pattern, pikepdf.Stream):
            _fill_with_cells(run, pattern, colour, seen)
        elif painted and isinstance(pattern, pikepdf.Dictionary):
            _shade(run, pattern.get("/Shading"), seen)


def _fill_with_cells(run: Run, pattern: pikepdf.Stream, colour: Colour, seen: Box) -> None:
    coloured = pattern.get("/PaintType") != 2
    run.walker.tiles += _cells_of(pattern, run.scope.base, seen)
    if not run.walker.first_cell(pattern, None if coloured else colour):
        return
    below = State(matrix(pattern.get("/Matrix")).then(run.scope.base), seen)
    if not coloured:
        plain = Colour(colour.space.base or GRAY, colour.values)
        below.look = Look(plain, plain)
    held = replace(run.held, depth=run.held.depth + 1, pattern=True)
    below.clip = NOTHING if seen.empty else Box(*seen)
    own = pattern.get("/Resources")
    resources = run.scope.resources if own is None else own
    cell = below.ctm.box(box(pattern.get("/BBox")) or NOTHING)
    below.clip = cell  # one cell stands for all
    run.walker.within(pattern, below, Scope(resources, below.ctm, held, not coloured))


def _shade(run: Run, shading: Any, seen: Box) -> None:
    """A shading over what is seen, unless it is hidden."""
    if isinstance(shading, pikepdf.Dictionary | pikepdf.Stream) and not run.hidden:
        space = run.walker.readers.spaces.of(shading.get("/ColorSpace"), run.scope.resources)
        kind = int(real(shading.get("/ShadingType")))
        run.walker.keep(Shading(seen, run.state.look, space, kind, held=run.held))


def _shading(run: Run, operands: Operands) -> None:
    if not run.state.clip.empty:
        _shade(run, run.scope.listed("/Shading", operands[0]), run.state.clip)


def _cells_of(pattern: pikepdf.Stream, base: Matrix, seen: Box) -> float:
    """How many cells of a pattern something is filled with."""
    steps = abs(real(pattern.get("/XStep")) * real(pattern.get("/YStep")))
    shape = matrix(pattern.get("/Matrix")).then(base)
    cell = steps * shape.across * shape.depth
    return seen.width * seen.height / max(cell, 1e-6)


OPERATORS: dict[str, tuple[Act, int]] = {
    "sh": (_shading, 1),
}
