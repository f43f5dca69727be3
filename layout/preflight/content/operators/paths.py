"""Operators that draw paths, and fill, stroke or clip with them."""

from __future__ import annotations

from layout.preflight.content.events import Path
from layout.preflight.content.operators.patterns import with_patterns
from layout.preflight.content.operators.run import Act, Operands, Run
from layout.preflight.content.state import Outline
from layout.preflight.geometry import around
from layout.preflight.opened.numbers import real, reals


def _move(run: Run, operands: Operands) -> None:
    run.outline.move(real(operands[0]), real(operands[1]), run.state.ctm.at)


def _line_to(run: Run, operands: Operands) -> None:
    run.outline.line(real(operands[0]), real(operands[1]), run.state.ctm.at)


def _curve(run: Run, operands: Operands) -> None:
    outline, at = run.outline, reals(operands)
    outline.curved = True
    for x, y in zip(at[::2], at[1::2], strict=False):
        outline.line(x, y, run.state.ctm.at)


def _rectangle(run: Run, operands: Operands) -> None:
    x, y, width, height = reals(operands[:4])
    corners = ((x + width, y), (x + width, y + height), (x, y + height))
    run.outline.move(x, y, run.state.ctm.at)
    for corner in corners:
        run.outline.line(*corner, run.state.ctm.at)
    run.outline.close()


def _close(run: Run, _: Operands) -> None:
    run.outline.close()


def _clip(run: Run, _: Operands) -> None:
    run.outline.clips = True


def _painted(run: Run, filled: bool, stroked: bool) -> None:
    outline, state = run.outline, run.state
    bounds = around(outline.points)
    if (filled or stroked) and outline.points and not run.hidden:
        thin = round(state.line_width * state.ctm.thinnest, 4)
        wide = state.line_width * max(state.ctm.across, state.ctm.down)
        seen = (bounds.grown(wide / 2) if stroked else bounds).cut(state.clip)
        if not seen.empty:
            event = Path(
                seen,
                state.look,
                filled,
                stroked,
                thin if stroked else 0.0,
                outline.is_rectangle,
                held=run.held,
            )
            run.walker.keep(event)
            with_patterns(run, seen, filled, stroked)
    if outline.clips:
        state.clip = state.clip.cut(bounds)
    run.outline = Outline()


def _painting(filled: bool, stroked: bool, closed: bool = False) -> Act:
    def act(run: Run, operands: Operands) -> None:
        if closed:
            _close(run, operands)
        _painted(run, filled, stroked)

    return act


OPERATORS: dict[str, tuple[Act, int]] = {
    "m": (_move, 2),
    "l": (_line_to, 2),
    "c": (_curve, 6),
    "v": (_curve, 4),
    "y": (_curve, 4),
    "h": (_close, 0),
    "re": (_rectangle, 4),
    "W": (_clip, 0),
    "W*": (_clip, 0),
    "n": (_painting(False, False), 0),
    "S": (_painting(False, True), 0),
    "s": (_painting(False, True, True), 0),
    "f": (_painting(True, False), 0),
    "F": (_painting(True, False), 0),
    "f*": (_painting(True, False), 0),
    "B": (_painting(True, True), 0),
    "B*": (_painting(True, True), 0),
    "b": (_painting(True, True, True), 0),
    "b*": (_painting(True, True, True), 0),
}
