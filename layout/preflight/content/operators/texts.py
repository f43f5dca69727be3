"""Operators that show text, and the glyphs of fonts that draw them as pages do (Type 3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pikepdf

from layout.preflight.content.events import Text
from layout.preflight.content.operators.patterns import with_patterns
from layout.preflight.content.operators.run import Act, Operands, Run, Scope
from layout.preflight.content.text_line import Shown, TextLine
from layout.preflight.geometry import Matrix
from layout.preflight.opened.numbers import matrix, real, reals


def _begin_text(run: Run, _: Operands) -> None:
    run.line = TextLine()


def _font(run: Run, operands: Operands) -> None:
    found = run.scope.listed("/Font", operands[0])
    run.state.font = run.walker.readers.fonts.of(found)
    run.state.size = real(operands[1])


def _next_line(run: Run, operands: Operands) -> None:
    x, y = reals(operands[:2])
    run.line.move(x, y)


def _next_leading(run: Run, operands: Operands) -> None:
    run.state.leading = -real(operands[1])
    _next_line(run, operands)


def _text_matrix(run: Run, operands: Operands) -> None:
    run.line = TextLine(matrix(operands[:6]))


def _new_line(run: Run, _: Operands) -> None:
    run.line.move(0, -run.state.leading)


def _show(run: Run, operands: Operands) -> None:
    _shown(run, [operands[-1]])


def _show_spaced(run: Run, operands: Operands) -> None:
    parts = operands[0]
    _shown(run, list(parts) if isinstance(parts, pikepdf.Array) else [parts])


def _show_next(run: Run, operands: Operands) -> None:
    _new_line(run, [])
    _show(run, operands)


def _show_spaced_next(run: Run, operands: Operands) -> None:
    run.state.word_space, run.state.letter_space = reals(operands[:2])
    _show_next(run, operands)


def _shown(run: Run, parts: list[Any]) -> None:
    shown = run.line.show(parts, run.state)
    if shown.codes and not run.hidden:
        _keep_text(run, shown)
        _glyphs(run, shown)


def _keep_text(run: Run, shown: Shown) -> None:
    state = run.state
    seen = shown.box.cut(state.clip)
    if seen.empty:
        return
    height = round(abs(state.size) * shown.placed.depth, 3)  # what is less is rounding
    thin = round(state.line_width * state.ctm.thinnest, 4)
    text = Text(seen, state.look, state.font, height, state.mode, shown.codes, thin, held=run.held)
    run.walker.keep(text)
    if text.seen:
        with_patterns(run, seen, text.filled, text.stroked)


def _glyphs(run: Run, shown: Shown) -> None:
    """The glyphs of a Type 3 font, which paint as pages do."""
    state = run.state
    if not state.font.glyphs or state.mode == 3:
        return
    own = state.font.resources
    resources = run.scope.resources if own is None else own
    for code, at in shown.glyphs:
        glyph = state.font.glyphs.get(code)
        if glyph is None:
            continue
        below = state.saved()
        size = Matrix(state.size * state.stretch, 0, 0, state.size, at, 0)
        below.ctm = state.font.matrix.then(size).then(shown.placed)
        held = replace(run.held, depth=run.held.depth + 1)
        run.walker.within(glyph, below, Scope(resources, below.ctm, held))


def _drawn_plain(run: Run, _: Operands) -> None:
    """d1: a glyph that takes the colour of its text."""
    run.colourless = True


OPERATORS: dict[str, tuple[Act, int]] = {
    "BT": (_begin_text, 0),
    "Tf": (_font, 2),
    "Td": (_next_line, 2),
    "TD": (_next_leading, 2),
    "Tm": (_text_matrix, 6),
    "T*": (_new_line, 0),
    "Tj": (_show, 1),
    "TJ": (_show_spaced, 1),
    "'": (_show_next, 1),
    '"': (_show_spaced_next, 3),
    "d1": (_drawn_plain, 0),
}
