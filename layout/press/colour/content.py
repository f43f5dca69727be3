"""Content brought into the inks of a press: only operators that choose colours, or show what must
be shown otherwise, are written anew; all others stand as they stood, byte for byte.

Black type under 12 pt overprints: a page on which black and colours are a hair out of register
would show white rims around it; so do black lines under 2 pt. Type in black of several inks is
black ink alone, at any size; in what is drawn by us, not by advertisers, so is type under 10 pt in
any dark colour of several inks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from layout.press.colour.operators import (
    Operation,
    names_in,
    numbers_in,
    operations,
    written_name,
)
from layout.press.colour.painting_state import (
    THIN,
    GraphicsState,
    Matrix,
    Mixed,
    Outside,
    Overprint,
    Paint,
    State,
    extent,
    multiplied,
    started,
)
from layout.press.separation.printer import Target
from layout.press.separation.refused import EMBED, Unpressable
from layout.press.separation.spaces import Patterned, Space, Spot

_OVERPRINTED = 12.0
"""Points under which black type overprints (exactly 12 does not): GWG 2022, R0009."""

_PATH = re.compile(rb"[\s\d.+\-mlcvyhreW*]*?\s([fBb]\*|[SsfFBbn])(?=[\s/\[(<%]|$)")
"""What is left of a path, and the operator that paints it."""

_FILLED = re.compile(rb"\s+[fF]\*?(?=[\s/\[(<%]|$)")
"""The operator that fills a path of which nothing more comes."""

_MOST_SAVED = 5_000
_BLACK, _BLACK_LINE = b"0 0 0 1 k", b"0 0 0 1 K"
_SHADED_TEXT = (0, 4)  # rendering modes that fill
_UNSEEN = 3
_DEVICES = {b"g": "/DeviceGray", b"rg": "/DeviceRGB", b"k": "/DeviceCMYK"}
_SIZES = {b"g": 1, b"rg": 3, b"k": 4}


class _Room(Protocol):
    """The resources that content refers to by names: each method brings what a name stands for into
    the inks of the press, and gives the name by which it goes from now on."""

    @property
    def target(self) -> Target:
        """What colours are made into."""
        ...

    def space(self, name: str) -> Space:
        """The colour space of a name."""
        ...

    def mixed(self, space: Space, values: tuple[float, ...]) -> Mixed:
        """A colour as operands."""
        ...

    def kept_space(self, name: str) -> None:
        """Keeps the space of a spot colour that the press runs."""
        ...

    def pattern(self, name: str) -> str:
        """A pattern."""
        ...

    def pattern_space(self) -> str:
        """The name of a space for patterns without colours of their own."""
        ...

    def shading(self, name: str) -> str:
        """A shading."""
        ...

    def drawn(self, name: str, outside: Outside) -> tuple[str, frozenset[str]]:
        """A form or picture, and what of the outside it depends on."""
        ...

    def inline(self, dictionary: bytes, data: bytes, outside: Outside) -> str | None:
        """A picture among the operators, as one of the resources; None where it may stay."""
        ...

    def state(self, name: str) -> tuple[str, GraphicsState]:
        """A graphics state dictionary, without what it says of overprinting; "" where nothing is
        left of it."""
        ...

    def font(self, name: str) -> str:
        """A font; why type cannot be shown in it, or "" where it can."""
        ...

    def overprint(self, wanted: Overprint) -> str:
        """The name of a graphics state dictionary that sets overprinting."""
        ...

    def mend(self, what: str) -> None:
        """Notes that something is mended."""
        ...


@dataclass(frozen=True, slots=True)
class _Translated:
    """Content in the inks of a press, None where it stands as it stood; `needs` is what it depends
    on of what is outside it."""

    content: bytes | None
    needs: frozenset[str]


def translated(content: bytes, room: _Room, outside: Outside) -> _Translated:
    """A content stream in the inks of a press. Raises Unpressable where that cannot be."""
    return _Translator(content, room, outside).all()


class _Translator:
    """Goes through one content stream."""

    def __init__(self, content: bytes, room: _Room, outside: Outside) -> None:
        self.content, self.room = content, room
        self.now: State = started(outside)
        self.saved: list[State] = []
        self.needs: set[str] = set()
        self.in_path = False

    def all(self) -> _Translated:
        """Each operator in turn."""
        parts: list[bytes] = []
        content, written = self.content, 0
        doings = _DOINGS
        for operation in operations(content):
            doing = doings.get(operation.name)
            if doing is None:
                continue
            made = doing(self, operation)
            if made is None:
                continue
            before, instead = made
            if not before and instead is None:
                continue
            parts.append(content[written : operation.start])
            parts += [b"\n", part, b"\n"] if (part := before + (instead or b"")) else [b"\n"]
            written = operation.start if instead is None else operation.end
        if not parts:
            return _Translated(None, frozenset(self.needs))
        parts.append(content[written:])
        return _Translated(b"".join(parts), frozenset(self.needs))

    def operands(self, operation: Operation) -> bytes:
        """What stands before an operator."""
        return self.content[operation.start : operation.at]

    # What saves, moves and sets

    def save(self, operation: Operation) -> _Made:
        if len(self.saved) > _MOST_SAVED:
            raise Unpressable("graphics states are nested too deeply")
        self.saved.append(self.now.copy())
        return None

    def restore(self, operation: Operation) -> _Made:
        if not self.saved:
            return b"", b""  # one too many: viewers pass over it, checkers do not
        text = self.now.text
        self.now = self.saved.pop()
        self.now.text = text
        return None

    def transform(self, operation: Operation) -> _Made:
        matrix = self._matrix(operation)
        if matrix:
            self.now.matrix = multiplied(matrix, self.now.matrix)
        return None

    def _matrix(self, operation: Operation) -> Matrix | None:
        numbers = numbers_in(self.operands(operation))
        if numbers is None or len(numbers) < 6:
            return None
        a, b, c, d = numbers[-6:-2]
        return a, b, c, d

    def begin_text(self, operation: Operation) -> _Made:
        self.now.text = (1, 0, 0, 1)
        return None

    def text_matrix(self, operation: Operation) -> _Made:
        self.now.text = self._matrix(operation) or self.now.text
        return None

    def set_font(self, operation: Operation) -> _Made:
        operands = self.operands(operation)
        for name in names_in(operands)[-1:]:
            self.now.unset = self.room.font(name)
        numbers = numbers_in(operands)
        if numbers:
            self.now.size = numbers[-1]
        return None

    def line_width(self, operation: Operation) -> _Made:
        numbers = numbers_in(self.operands(operation))
        self.now.width = numbers[-1] if numbers else self.now.width
        return None

    def text_mode(self, operation: Operation) -> _Made:
        numbers = numbers_in(self.operands(operation))
        self.now.mode = int(numbers[-1]) if numbers else 0
        return None

    def set_state(self, operation: Operation) -> _Made:
        for name in names_in(self.operands(operation))[-1:]:
            written, found = self.room.state(name)
            was, now = self.now.overprint, self.now
            areas = was.areas if found.areas is None else found.areas
            lines = was.lines if found.lines is None else found.lines
            mode = was.mode if found.mode is None else found.mode
            now.overprint = Overprint(areas, lines, mode)
            now.size = now.size if found.size is None else found.size
            now.width = now.width if found.width is None else found.width
            return b"", _operator(written, b"gs") if written else b""
        return b"", b""

    # What chooses colours

    def device(self, operation: Operation) -> _Made:
        kind = operation.name.lower()
        values = self._values(operation, _SIZES[kind])
        if values is None:
            return b"", b""
        space = self.room.space(_DEVICES[kind])
        return self._chosen(space, values, operation)

    def _values(self, operation: Operation, size: int) -> tuple[float, ...] | None:
        numbers = numbers_in(self.operands(operation))
        if numbers is None or len(numbers) < size:
            return None
        return tuple(numbers[len(numbers) - size :])

    def _chosen(self, space: Space, values: tuple[float, ...], operation: Operation) -> _Made:
        """A colour in the inks of the press; one that is in them already stays as it is spelled."""
        lines, native = operation.name.isupper(), operation.name in (b"k", b"K")
        mixed = self.room.mixed(space, values)
        one = mixed.operands.count(b" ") == 0
        operator = (b"G" if lines else b"g") if one else (b"K" if lines else b"k")
        written = mixed.operands + b" " + operator
        paint = Paint(space, written, mixed.black, mixed.rich, native)
        self._paint(replace(paint, white=mixed.white, manifold=mixed.manifold), lines)
        stays = native and _as_given(mixed.operands, values)
        return None if stays else (b"", written)

    def _paint(self, paint: Paint, lines: bool) -> None:
        if lines:
            self.now.line = paint
        else:
            self.now.fill, self.now.blackened = paint, False

    def choose_space(self, operation: Operation) -> _Made:
        names = names_in(self.operands(operation))
        if not names:
            return b"", b""
        lines, space = operation.name == b"CS", self.room.space(names[-1])
        if isinstance(space, Patterned):
            self._paint(Paint(space, b"", native=False), lines)
            return b"", b""
        if self._is_kept(space):
            self.room.kept_space(names[-1])
            written = _operator(names[-1], operation.name)
            self._paint(Paint(space, written), lines)
            return b"", written
        return self._chosen(space, space.first, operation)

    def _is_kept(self, space: Space) -> bool:
        return isinstance(space, Spot) and space.kept and self.room.target is Target.COLOUR

    def choose_colour(self, operation: Operation) -> _Made:
        lines = operation.name.isupper()
        paint = self.now.line if lines else self.now.fill
        if paint.inherited:
            self.needs.add("line" if lines else "fill")
        space = paint.space
        if isinstance(space, Patterned):
            return self._patterned(operation, space, lines)
        values = self._values(operation, space.size)
        if values is None:
            return b"", b""
        if self._is_kept(space):
            own = self.operands(operation).strip() + b" " + operation.name
            start = paint.written.split(b"\n")[0]
            written = start + b"\n" + own
            # Chosen anew where the outside, or type in black, may have changed the space.
            self._paint(replace(paint, written=written, inherited=False), lines)
            return b"", written
        return self._chosen(space, values, operation)

    def _patterned(self, operation: Operation, space: Patterned, lines: bool) -> _Made:
        operands = self.operands(operation)
        names, numbers = names_in(operands), numbers_in(operands)
        if not names or numbers is None:
            return b"", b""
        name = self.room.pattern(names[-1])
        start, colour = "/Pattern", b""
        if numbers and space.under is not None:
            values = tuple(numbers[: space.under.size])
            if len(values) < space.under.size:
                return b"", b""
            start = self.room.pattern_space()
            colour = self.room.mixed(space.under, values).operands + b" "
        ends = (b"CS", b"SCN") if lines else (b"cs", b"scn")
        chosen = _operator(start, ends[0]) + b" " + colour + _operator(name, ends[1])
        self._paint(Paint(space, chosen, native=False), lines)
        return b"", chosen

    # What paints

    def begin_path(self, operation: Operation) -> _Made:
        """The state must be as it should before a path begins: in it nothing can be set."""
        if self.in_path:
            return None
        self.in_path = True
        now = self.now
        if now.line.black and _strokes(self.content, operation.end):
            self.needs.add("size")
            self._used(False, True)
            return self._as_meant(now.drawn), None
        if now.fill.black and operation.name == b"re" and self._is_bar(operation):
            self.needs.add("size")
            self._used(True, False)
            return self._as_meant(Overprint(True, now.normal.lines, 1)), None
        return self._as_meant(), None

    def _is_bar(self, operation: Operation) -> bool:
        """Whether a rectangle that is filled by itself is a line: thinner than lines that
        overprint."""
        numbers = numbers_in(self.operands(operation))
        if numbers is None or len(numbers) < 4 or not _FILLED.match(self.content, operation.end):
            return False
        across, down = extent(self.now.matrix)
        return min(abs(numbers[-2]) * across, abs(numbers[-1]) * down) < THIN - 1e-6

    def paint_path(self, operation: Operation) -> _Made:
        self.in_path = False
        self._used(operation.name not in (b"S", b"s"), operation.name[:1] in b"SsBb")
        return None

    def end_path(self, operation: Operation) -> _Made:
        self.in_path = False
        return None

    def _used(self, fill: bool, line: bool) -> None:
        if self.now.hiding(fill, line):
            self.room.mend("white-overprint")
        if fill and self.now.fill.inherited:
            self.needs.add("fill")
        if line and self.now.line.inherited:
            self.needs.add("line")

    def show_text(self, operation: Operation) -> _Made:
        now = self.now
        if now.unset and now.mode != _UNSEEN:
            raise Unpressable(now.unset, EMBED)
        self._used(now.mode not in (1, 5), now.mode % 4 in (1, 2))
        if self.room.target is Target.MASK:
            return None
        fills, blacken = now.mode in _SHADED_TEXT, now.type_in_black
        self.needs |= {"size"} if now.fill.manifold else set()
        if not (fills and (now.fill.black or blacken)):
            return self._as_meant(), None
        if blacken and not now.fill.rich:
            self.room.mend("small-type")
        before = _BLACK + b"\n" if blacken and not now.blackened else b""
        now.blackened |= blacken
        self.needs.add("size")
        wanted = now.normal
        if 0 < now.type_size < _OVERPRINTED - 1e-6:
            wanted = Overprint(True, wanted.lines, 1)
        elif blacken:
            wanted = wanted._replace(mode=0).told
        return before + self._overprinting(wanted), None

    def _as_meant(self, wanted: Overprint | None = None) -> bytes:
        """Whatever was changed for type, as it was asked for; overprinting as `wanted`."""
        before = b""
        if self.now.blackened:
            self.now.blackened = False
            before = self.now.fill.written + b"\n"
        if self.room.target is Target.MASK:
            return before
        return before + self._overprinting(self.now.normal if wanted is None else wanted)

    def _overprinting(self, wanted: Overprint) -> bytes:
        if wanted == self.now.done:
            return b""
        self.now.done = wanted
        return _operator(self.room.overprint(wanted), b"gs") + b"\n"

    def shade(self, operation: Operation) -> _Made:
        for name in names_in(self.operands(operation))[-1:]:
            return self._as_meant(), _operator(self.room.shading(name), b"sh")
        return b"", b""

    def draw(self, operation: Operation) -> _Made:
        for name in names_in(self.operands(operation))[-1:]:
            before = self._as_meant()
            written, needs = self.room.drawn(name, self._outside())
            self._depend(needs)
            return before, _operator(written, b"Do")
        return b"", b""

    def _depend(self, needs: frozenset[str]) -> None:
        if "size" in needs:
            self.needs.add("size")
        self._used("fill" in needs, "line" in needs)

    def picture(self, operation: Operation) -> _Made:
        before = self._as_meant()
        self._used(True, False)
        self.needs.add("size")
        dictionary = self.operands(operation)
        name = self.room.inline(dictionary, operation.data, self._outside())
        return before, None if name is None else _operator(name, b"Do")

    def _outside(self) -> Outside:
        now = self.now
        return Outside(now.matrix, now.fill, now.line, now.overprint)


_Made = tuple[bytes, bytes | None] | None
"""What is to be written before an operator and its operands, and instead of them (None: themselves,
b"": nothing); None where all stays as it is."""


def _strokes(content: bytes, at: int) -> bool:
    """Whether the path that begins before this place is stroked in the end."""
    found = _PATH.match(content, at)
    return found is not None and found[1][:1] in b"SsBb"


def _operator(name: str, operator: bytes) -> bytes:
    return written_name(name) + b" " + operator


def _as_given(operands: bytes, values: tuple[float, ...]) -> bool:
    """Whether inks are those that were asked for, to the hundredth of a per cent."""
    made = operands.split()
    near = (abs(float(one) - value) < 1e-4 for one, value in zip(made, values, strict=False))
    return len(made) == len(values) and all(near)


def with_start(content: bytes, needs: frozenset[str], target: Target) -> bytes:
    """The content of a page or pattern, whose first colour is black ink where it chooses none: by
    itself that is DeviceGray."""
    if target is Target.MASK:
        return content
    start = b"".join(
        colour + b"\n"
        for aspect, colour in (("fill", _BLACK), ("line", _BLACK_LINE))
        if aspect in needs
    )
    return start + content


_DOINGS: dict[bytes, Callable[[_Translator, Operation], _Made]] = {
    b"q": _Translator.save,
    b"Q": _Translator.restore,
    b"cm": _Translator.transform,
    b"BT": _Translator.begin_text,
    b"Tm": _Translator.text_matrix,
    b"Tf": _Translator.set_font,
    b"Tr": _Translator.text_mode,
    b"w": _Translator.line_width,
    b"gs": _Translator.set_state,
    **dict.fromkeys((b"g", b"G", b"rg", b"RG", b"k", b"K"), _Translator.device),
    **dict.fromkeys((b"cs", b"CS"), _Translator.choose_space),
    **dict.fromkeys((b"sc", b"scn", b"SC", b"SCN"), _Translator.choose_colour),
    **dict.fromkeys((b"m", b"re"), _Translator.begin_path),
    **dict.fromkeys(
        (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s"), _Translator.paint_path
    ),
    b"n": _Translator.end_path,
    **dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), _Translator.show_text),
    b"sh": _Translator.shade,
    b"Do": _Translator.draw,
    b"BI": _Translator.picture,
}
