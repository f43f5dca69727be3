"""The walker: runs the content of a page as a viewer would, and gives what it paints as events.

    page ── q Q cm gs ──▶ state        forms, cells of patterns, glyphs that are drawn (Type 3)
      │                                and soft masks are content in content: walked each time
      └── S f Tj Do sh ──▶ events      they are painted, with the state that stands there

Anything may stand in a file: what is no operator, or lacks its operands, is passed over, as viewers
do. A part that paints itself is painted no second time. What takes too much ends the walk, and the
page says so. Nothing is painted twice over: the cell of a pattern is walked once a page, whatever
it fills. Source: ISO 32000-1, 8 and 9.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from layout.preflight.content.colour import CMYK, GRAY, PATTERN, RGB, Colour, Space
from layout.preflight.content.events import Event, Group, Held, Look, Mark, Path, Shading, Text
from layout.preflight.content.fonts import Fonts
from layout.preflight.content.images import image_of, inline_image, is_image
from layout.preflight.content.read_space import Spaces
from layout.preflight.content.state import (
    DEEPEST,
    MOST_OPERATIONS,
    Budget,
    Outline,
    State,
    look_changes,
)
from layout.preflight.content.text_line import Shown, TextLine
from layout.preflight.geometry import NOTHING, Box, Matrix, around
from layout.preflight.opened.numbers import box, matrix, name, real, reals, same, table
from layout.preflight.opened.pdf import is_hidden
from layout.preflight.opened.unpacked import TooMuch, unpacked
from slots.files.decoding import Undecodable, decoding

_WORD = re.compile(rb"(?<![A-Za-z*'\"/])[A-Za-z'\"]")
_KEPT = 200_000
"""Operators of forms that are kept parsed, so that one that is painted again need not be again."""

_MOST_SAVED = 10_000
"""States that may be saved one in another."""

_Operands = list[Any]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where content stands: its resources, the matrix that patterns start from, what it is in."""

    resources: Any
    base: Matrix
    held: Held
    colourless: bool = False

    def listed(self, kind: str, key: Any) -> Any:
        """A resource by its kind and name, None where there is none."""
        if not isinstance(key, pikepdf.Name):
            return None
        return table(table(self.resources).get(kind)).get(str(key))


@dataclass(slots=True)
class Readers:
    """What is read of a file once, for all its pages; `hidden` are layers that are not painted."""

    spaces: Spaces = field(default_factory=Spaces)
    fonts: Fonts = field(default_factory=Fonts)
    hidden: frozenset[tuple[int, int]] = frozenset()
    scratch: pikepdf.Pdf = field(default_factory=pikepdf.new)


class Walker:
    """Walks the content of one page. `events` has what it paints, `odd` what is wrong with it, in
    words; `stopped` why it was not walked to its end; `tiles` how many cells of patterns it has."""

    def __init__(self, readers: Readers, budget: Budget | None = None) -> None:
        self.events: list[Event] = []
        self.odd: list[str] = []
        self.stopped = ""
        self.tiles = 0.0
        self._readers, self._budget = readers, budget or Budget()
        self._open: list[tuple[int, int]] = []
        self._parsed: dict[tuple[int, int], list[Any]] = {}
        self._kept = 0
        self._cells: set[tuple[tuple[int, int], Colour | None]] = set()

    def page(self, content: list[Any], resources: Any, clip: Box) -> None:
        """Walk the streams of a page, which are one content, within its sheet."""
        try:
            parts = [self._data(part) for part in content]
            scope = _Scope(resources, Matrix(), Held())
            state = State(clip=clip)
            self._run(self._instructions(b"\n".join(parts)), state, scope)
        except TooMuch as error:
            self.stopped = str(error)
        except Undecodable as error:
            self.stopped = f"its content cannot be read: {error}"

    def _data(self, stream: Any) -> bytes:
        if not isinstance(stream, pikepdf.Stream):
            return b""
        try:
            return unpacked(stream, self._budget.content)
        except Undecodable as error:
            self._strange(f"a part of its content cannot be unpacked: {error}")
            return b""

    def _instructions(self, data: bytes) -> list[Any]:
        """The operators of some content. Raises TooMuch before there are too many of them."""
        self._budget.read(len(data))
        if len(data) > MOST_OPERATIONS and len(_WORD.findall(data)) > 2 * MOST_OPERATIONS:
            raise TooMuch(f"painting a page takes more than {MOST_OPERATIONS:,} operations")
        with decoding(TooMuch):
            stream = self._readers.scratch.make_stream(data)
            return list(pikepdf.parse_content_stream(stream))

    def _of(self, stream: pikepdf.Stream) -> list[Any]:
        """The operators of a form, parsed once where they are not too many."""
        key = same(stream)
        if key is not None and key in self._parsed:
            return self._parsed[key]
        parsed = self._instructions(self._data(stream))
        if key is not None and self._kept + len(parsed) <= _KEPT:
            self._kept += len(parsed)
            self._parsed[key] = parsed
        return parsed

    def _strange(self, why: str) -> None:
        if why not in self.odd and len(self.odd) < 20:
            self.odd.append(why)

    def _run(self, instructions: list[Any], state: State, scope: _Scope) -> None:
        _Run(self, state, scope).all(instructions)

    def keep(self, event: Event) -> None:
        """One more event."""
        self._budget.happen()
        self.events.append(event)

    def operate(self) -> None:
        """One more operator."""
        self._budget.operate()

    @property
    def readers(self) -> Readers:
        """What is read of the file."""
        return self._readers

    def within(self, stream: pikepdf.Stream, state: State, scope: _Scope) -> None:
        """Walk a form, a cell, a glyph or a mask, unless it is being walked already."""
        key = same(stream)
        if key is not None and key in self._open:
            self._strange("a part of it paints itself")
            return
        if scope.held.depth > DEEPEST:
            raise TooMuch(f"forms stand in forms more than {DEEPEST} deep")
        self._open.append(key or (0, 0))
        try:
            self._run(self._of(stream), state, scope)
        finally:
            self._open.pop()

    def first_cell(self, pattern: pikepdf.Stream, colour: Colour | None) -> bool:
        """Whether the cell of a pattern was not walked yet, in a colour."""
        key = same(pattern)
        if key is None:
            return True
        if (key, colour) in self._cells:
            return False
        self._cells.add((key, colour))
        return True


class _Run:
    """The run of one content stream."""

    def __init__(self, walker: Walker, state: State, scope: _Scope) -> None:
        self._walker, self._state, self._scope = walker, state, scope
        self._saved: list[State] = []
        self._outline = Outline()
        self._line = TextLine()
        self._marks: list[tuple[Mark, bool]] = []
        self._hidden = 0
        self._held = scope.held
        self._colourless = scope.colourless
        self._devices: dict[str, Space] = {}

    def all(self, instructions: list[Any]) -> None:
        """Run all operators."""
        for instruction in instructions:
            self._walker.operate()
            operator = str(instruction.operator)
            if operator == "INLINE IMAGE":
                self._inline(instruction)
                continue
            act = _ACTS.get(operator)
            if act is not None:
                operands = list(instruction.operands)
                if len(operands) >= act[1]:
                    act[0](self, operands)

    # state

    def _save(self, _: _Operands) -> None:
        if len(self._saved) >= _MOST_SAVED:
            raise TooMuch("it saves more graphics states than it gives back")
        self._saved.append(self._state.saved())

    def _restore(self, _: _Operands) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _concat(self, operands: _Operands) -> None:
        self._state.ctm = matrix(operands[:6]).then(self._state.ctm)

    def _width(self, operands: _Operands) -> None:
        self._state.line_width = abs(real(operands[0]))

    def _set_state(self, operands: _Operands) -> None:
        found = table(self._scope.listed("/ExtGState", operands[0]))
        state = self._state
        if "/LW" in found:
            state.line_width = abs(real(found.get("/LW")))
        font = found.get("/Font")
        if isinstance(font, pikepdf.Array) and len(font) == 2:
            state.font, state.size = self._walker.readers.fonts.of(font[0]), real(font[1])
        self._mask(found.get("/SMask"))
        state.paint(**look_changes(found))

    def _mask(self, mask: Any) -> None:
        """The content of a soft mask, whose colours are no ink."""
        form = mask.get("/G") if isinstance(mask, pikepdf.Dictionary) else None
        if not isinstance(form, pikepdf.Stream):
            return
        use = "luminosity" if name(mask.get("/S")) == "Luminosity" else "alpha"
        held = replace(self._held, masking=True)
        self._form(form, use, held)

    # paths

    def _move(self, operands: _Operands) -> None:
        self._outline.move(real(operands[0]), real(operands[1]), self._state.ctm.at)

    def _line_to(self, operands: _Operands) -> None:
        self._outline.line(real(operands[0]), real(operands[1]), self._state.ctm.at)

    def _curve(self, operands: _Operands) -> None:
        outline, at = self._outline, reals(operands)
        outline.curved = True
        for x, y in zip(at[::2], at[1::2], strict=False):
            outline.line(x, y, self._state.ctm.at)

    def _rectangle(self, operands: _Operands) -> None:
        x, y, width, height = reals(operands[:4])
        corners = ((x + width, y), (x + width, y + height), (x, y + height))
        self._outline.move(x, y, self._state.ctm.at)
        for corner in corners:
            self._outline.line(*corner, self._state.ctm.at)
        self._outline.close()

    def _close(self, _: _Operands) -> None:
        self._outline.close()

    def _clip(self, _: _Operands) -> None:
        self._outline.clips = True

    def _painted(self, filled: bool, stroked: bool) -> None:
        outline, state = self._outline, self._state
        bounds = around(outline.points)
        if (filled or stroked) and outline.points and not self._hidden:
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
                    held=self._held,
                )
                self._walker.keep(event)
                self._with_patterns(seen, filled, stroked)
        if outline.clips:
            state.clip = state.clip.cut(bounds)
        self._outline = Outline()

    # colours

    def _space(self, operands: _Operands, stroke: bool) -> None:
        if not self._colourless:
            space = self._walker.readers.spaces.of(operands[0], self._scope.resources)
            self._colour(Colour(space, space.first), stroke, None)

    def _device(self, operands: _Operands, space: Space, stroke: bool) -> None:
        if not self._colourless:
            instead = self._devices.get(space.family)
            if instead is None:
                word = pikepdf.Name(f"/{space.family}")
                instead = self._walker.readers.spaces.of(word, self._scope.resources)
                self._devices[space.family] = instead
            self._colour(Colour(instead, reals(operands[: space.components])), stroke, None)

    def _components(self, operands: _Operands, stroke: bool) -> None:
        if self._colourless:
            return
        look = self._state.look
        space = (look.stroke if stroke else look.fill).space
        values = reals([each for each in operands if not isinstance(each, pikepdf.Name)])
        last = operands[-1] if operands else None
        if isinstance(last, pikepdf.Name):
            pattern = self._scope.listed("/Pattern", last)
            held = space if space.family == "Pattern" else PATTERN
            self._colour(Colour(held, values, pattern=True), stroke, pattern)
        else:
            self._colour(Colour(space, values[: space.components or 4]), stroke, None)

    def _colour(self, colour: Colour, stroke: bool, pattern: Any) -> None:
        if stroke:
            self._state.paint(stroke=colour)
            self._state.stroke_pattern = pattern
        else:
            self._state.paint(fill=colour)
            self._state.fill_pattern = pattern

    def _with_patterns(self, seen: Box, filled: bool, stroked: bool) -> None:
        """What the patterns paint that something is painted with."""
        state = self._state
        chosen = (
            (filled, state.fill_pattern, state.look.fill),
            (stroked, state.stroke_pattern, state.look.stroke),
        )
        for painted, pattern, colour in chosen:
            if painted and isinstance(pattern, pikepdf.Stream):
                self._tiles(pattern, colour, seen)
            elif painted and isinstance(pattern, pikepdf.Dictionary):
                self._shade(pattern.get("/Shading"), seen)

    def _tiles(self, pattern: pikepdf.Stream, colour: Colour, seen: Box) -> None:
        coloured = pattern.get("/PaintType") != 2
        self._walker.tiles += _tiles(pattern, self._scope.base, seen)
        if not self._walker.first_cell(pattern, None if coloured else colour):
            return
        below = State(matrix(pattern.get("/Matrix")).then(self._scope.base), seen)
        if not coloured:
            plain = Colour(colour.space.base or GRAY, colour.values)
            below.look = Look(plain, plain)
        held = replace(self._held, depth=self._held.depth + 1, pattern=True)
        below.clip = NOTHING if seen.empty else Box(*seen)
        own = pattern.get("/Resources")
        resources = self._scope.resources if own is None else own
        cell = below.ctm.box(box(pattern.get("/BBox")) or NOTHING)
        below.clip = cell  # one cell stands for all
        self._walker.within(pattern, below, _Scope(resources, below.ctm, held, not coloured))

    def _shade(self, shading: Any, seen: Box) -> None:
        if isinstance(shading, pikepdf.Dictionary | pikepdf.Stream) and not self._hidden:
            space = self._walker.readers.spaces.of(
                shading.get("/ColorSpace"), self._scope.resources
            )
            kind = int(real(shading.get("/ShadingType")))
            self._walker.keep(Shading(seen, self._state.look, space, kind, held=self._held))

    def _shading(self, operands: _Operands) -> None:
        if not self._state.clip.empty:
            self._shade(self._scope.listed("/Shading", operands[0]), self._state.clip)

    # images and forms

    def _do(self, operands: _Operands) -> None:
        found = self._scope.listed("/XObject", operands[0])
        if not isinstance(found, pikepdf.Stream) or self._hidden:
            return
        if is_hidden(found.get("/OC"), self._walker.readers.hidden):
            return
        if is_image(found):
            spaces = self._walker.readers.spaces
            image = image_of(found, self._state, spaces, self._scope.resources, self._held)
            if image:
                self._walker.keep(image)
                self._with_patterns(image.box, image.stencil, False)
        elif name(found.get("/Subtype")) == "Form":
            self._form(found, "form", self._held)

    def _inline(self, instruction: Any) -> None:
        if self._hidden:
            return
        spaces = self._walker.readers.spaces
        image = inline_image(instruction, self._state, spaces, self._scope.resources, self._held)
        if image:
            self._walker.keep(image)

    def _form(self, form: pikepdf.Stream, use: str, held: Held) -> None:
        state = self._state.saved()
        state.ctm = matrix(form.get("/Matrix")).then(state.ctm)
        bounds = box(form.get("/BBox"))
        state.clip = state.clip.cut(state.ctm.box(bounds)) if bounds else state.clip
        if state.clip.empty:
            return
        group = form.get("/Group")
        held = replace(held, depth=held.depth + 1)
        if name(table(group).get("/S")) == "Transparency":
            spaces = self._walker.readers.spaces
            self._walker.keep(group_of(group, use, state, spaces, self._scope.resources, held))
        if use != "form":
            state.look = Look()
        own = form.get("/Resources")
        resources = self._scope.resources if own is None else own
        self._walker.within(form, state, _Scope(resources, state.ctm, held, self._colourless))

    # text

    def _begin_text(self, _: _Operands) -> None:
        self._line = TextLine()

    def _font(self, operands: _Operands) -> None:
        found = self._scope.listed("/Font", operands[0])
        self._state.font = self._walker.readers.fonts.of(found)
        self._state.size = real(operands[1])

    def _next(self, operands: _Operands) -> None:
        x, y = reals(operands[:2])
        self._line.move(x, y)

    def _next_leading(self, operands: _Operands) -> None:
        self._state.leading = -real(operands[1])
        self._next(operands)

    def _text_matrix(self, operands: _Operands) -> None:
        self._line = TextLine(matrix(operands[:6]))

    def _new_line(self, _: _Operands) -> None:
        self._line.move(0, -self._state.leading)

    def _show(self, operands: _Operands) -> None:
        self._shown([operands[-1]])

    def _show_spaced(self, operands: _Operands) -> None:
        parts = operands[0]
        self._shown(list(parts) if isinstance(parts, pikepdf.Array) else [parts])

    def _show_next(self, operands: _Operands) -> None:
        self._new_line([])
        self._show(operands)

    def _show_spaced_next(self, operands: _Operands) -> None:
        self._state.word_space, self._state.letter_space = reals(operands[:2])
        self._show_next(operands)

    def _shown(self, parts: list[Any]) -> None:
        shown = self._line.show(parts, self._state)
        if shown.codes and not self._hidden:
            self._keep_text(shown)
            self._glyphs(shown)

    def _keep_text(self, shown: Shown) -> None:
        state = self._state
        seen = shown.box.cut(state.clip)
        if seen.empty:
            return
        height = round(abs(state.size) * shown.placed.depth, 3)  # what is less is rounding
        thin = round(state.line_width * state.ctm.thinnest, 4)
        text = Text(
            seen, state.look, state.font, height, state.mode, shown.codes, thin, held=self._held
        )
        self._walker.keep(text)
        if text.seen:
            self._with_patterns(seen, text.filled, text.stroked)

    def _glyphs(self, shown: Shown) -> None:
        """The glyphs of a Type 3 font, which paint as pages do."""
        state = self._state
        if not state.font.glyphs or state.mode == 3:
            return
        own = state.font.resources
        resources = self._scope.resources if own is None else own
        for code, at in shown.glyphs:
            glyph = state.font.glyphs.get(code)
            if glyph is None:
                continue
            below = state.saved()
            size = Matrix(state.size * state.stretch, 0, 0, state.size, at, 0)
            below.ctm = state.font.matrix.then(size).then(shown.placed)
            held = replace(self._held, depth=self._held.depth + 1)
            self._walker.within(glyph, below, _Scope(resources, below.ctm, held))

    def _drawn_plain(self, _: _Operands) -> None:
        """d1: a glyph that takes the colour of its text."""
        self._colourless = True

    # marked content

    def _mark(self, operands: _Operands) -> None:
        found = operands[1] if len(operands) > 1 else None
        if isinstance(found, pikepdf.Name):
            found = self._scope.listed("/Properties", found)
        number = table(found).get("/MCID")
        mark = Mark(name(operands[0]), number if isinstance(number, int) else None)
        hidden = mark.tag == "OC" and is_hidden(found, self._walker.readers.hidden)
        self._marks.append((mark, hidden))
        self._hidden += hidden
        self._held = replace(self._held, marks=(*self._held.marks, mark)[-_DEEP_MARKS:])

    def _end_mark(self, _: _Operands) -> None:
        if self._marks:
            self._hidden -= self._marks.pop()[1]
            self._held = replace(self._held, marks=self._held.marks[:-1])


_DEEP_MARKS = 50
"""Levels of marked content that are told of an event."""


def group_of(
    group: Any, use: str, state: State, spaces: Spaces, resources: Any, held: Held
) -> Group:
    """The event of a transparency group that is begun."""
    found = table(group).get("/CS")
    space = spaces.of(found, resources) if found is not None else None
    isolated, knockout = (table(group).get(key) is True for key in ("/I", "/K"))
    return Group(state.clip, state.look, space, use, isolated, knockout, held=held)


def _tiles(pattern: pikepdf.Stream, base: Matrix, seen: Box) -> float:
    """How many cells of a pattern something is filled with."""
    steps = abs(real(pattern.get("/XStep")) * real(pattern.get("/YStep")))
    shape = matrix(pattern.get("/Matrix")).then(base)
    cell = steps * shape.across * shape.depth
    return seen.width * seen.height / max(cell, 1e-6)


_Act = Callable[[_Run, _Operands], None]


def _set(field_: str, scale: float = 1.0) -> _Act:
    def act(run: _Run, operands: _Operands) -> None:
        setattr(run._state, field_, real(operands[0]) * scale)

    return act


def _set_mode(run: _Run, operands: _Operands) -> None:
    run._state.mode = int(real(operands[0]))


def _paint(filled: bool, stroked: bool, close: bool = False) -> _Act:
    def act(run: _Run, operands: _Operands) -> None:
        if close:
            run._close(operands)
        run._painted(filled, stroked)

    return act


def _colouring(stroke: bool, space: Space | None = None) -> _Act:
    def act(run: _Run, operands: _Operands) -> None:
        if space:
            run._device(operands, space, stroke)
        else:
            run._components(operands, stroke)

    return act


def _choosing(stroke: bool) -> _Act:
    return lambda run, operands: run._space(operands, stroke)


_ACTS: dict[str, tuple[_Act, int]] = {
    "q": (_Run._save, 0),
    "Q": (_Run._restore, 0),
    "cm": (_Run._concat, 6),
    "w": (_Run._width, 1),
    "gs": (_Run._set_state, 1),
    "m": (_Run._move, 2),
    "l": (_Run._line_to, 2),
    "c": (_Run._curve, 6),
    "v": (_Run._curve, 4),
    "y": (_Run._curve, 4),
    "h": (_Run._close, 0),
    "re": (_Run._rectangle, 4),
    "W": (_Run._clip, 0),
    "W*": (_Run._clip, 0),
    "n": (_paint(False, False), 0),
    "S": (_paint(False, True), 0),
    "s": (_paint(False, True, True), 0),
    "f": (_paint(True, False), 0),
    "F": (_paint(True, False), 0),
    "f*": (_paint(True, False), 0),
    "B": (_paint(True, True), 0),
    "B*": (_paint(True, True), 0),
    "b": (_paint(True, True, True), 0),
    "b*": (_paint(True, True, True), 0),
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
    "sh": (_Run._shading, 1),
    "Do": (_Run._do, 1),
    "BT": (_Run._begin_text, 0),
    "Tc": (_set("letter_space"), 1),
    "Tw": (_set("word_space"), 1),
    "Tz": (_set("stretch", 0.01), 1),
    "TL": (_set("leading"), 1),
    "Ts": (_set("rise"), 1),
    "Tr": (_set_mode, 1),
    "Tf": (_Run._font, 2),
    "Td": (_Run._next, 2),
    "TD": (_Run._next_leading, 2),
    "Tm": (_Run._text_matrix, 6),
    "T*": (_Run._new_line, 0),
    "Tj": (_Run._show, 1),
    "TJ": (_Run._show_spaced, 1),
    "'": (_Run._show_next, 1),
    '"': (_Run._show_spaced_next, 3),
    "BMC": (_Run._mark, 1),
    "BDC": (_Run._mark, 2),
    "EMC": (_Run._end_mark, 0),
    "d1": (_Run._drawn_plain, 0),
}
"""What each operator does, and how many operands it takes at least."""
