"""The resources of content, each brought into the inks of a press when content first names it. What
no content names is left out: colour spaces that nobody uses are no colours of the file.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol, cast

import numpy as np
import pikepdf

from layout.press.colour.inline_pictures import picture_stream
from layout.press.colour.notes import Kept
from layout.press.colour.painting_state import (
    GraphicsState,
    Mixed,
    Outside,
    Overprint,
    extent,
)
from layout.press.ink.pdf_operators import number
from layout.press.separation.ink_limit import Shares, grey_of_inks
from layout.press.separation.printer import Printer, Target
from layout.press.separation.refused import Unpressable
from layout.press.separation.spaces import (
    DEVICE,
    Inks,
    Space,
    SpaceReader,
    Spot,
    foreign_to_the_press,
)

_DEFAULTS = {
    "/DeviceGray": "/DefaultGray",
    "/DeviceRGB": "/DefaultRGB",
    "/DeviceCMYK": "/DefaultCMYK",
}
_OVERPRINTING = ("/OP", "/op", "/OPM")
_OF_OTHER_PRESSES = ("/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2")
"""What a graphics state says of screens and curves of ink: those are this press's own."""

_DARK = 0.5
"""The lightness under which small type of ours in several inks becomes black: what is lighter may
stand on dark ground, and stays as it is."""

_RICH_BLACK, _RICH_SUM = 0.85, 2.2
"""From which share of black, and from which sum of inks, black is rich: GWG 2022, R0015."""


class _Painters(Protocol):
    """What is shared by all of a file: turns its parts into others, each once."""

    printer: Printer
    spaces: SpaceReader
    pdf: pikepdf.Pdf
    hides_white: bool
    blackens_small: bool

    def mend(self, what: str) -> None:
        """Notes that something is mended."""
        ...

    def adds_up(self, what: str) -> None:
        """Notes that ink may be added to what lies there."""
        ...

    def form(self, it: Any, room: Resources, outside: Outside) -> tuple[Any, frozenset[str]]:
        """A form XObject, and what it depends on."""
        ...

    def picture(self, it: Any, room: Resources, size: tuple[float, float]) -> Any:
        """A picture, printed so large, in points."""
        ...

    def pattern(self, it: Any, room: Resources) -> Any:
        """A pattern."""
        ...

    def shading(self, it: Any, room: Resources) -> Any:
        """A shading."""
        ...

    def soft_mask(self, it: Any, room: Resources) -> Any:
        """The soft mask of a graphics state."""
        ...

    def font(self, it: Any, room: Resources) -> Any:
        """A font."""
        ...

    def see_through(self, what: str) -> None:
        """Notes that something lets others be seen through it."""
        ...

    def layered(self) -> None:
        """Notes that something belongs to a layer."""
        ...

    def keeping(self) -> AbstractContextManager[Kept]:
        """A context that keeps what is noted in it."""
        ...

    def again(self, kept: Kept) -> None:
        """Notes the same again."""
        ...

    def drawing(self) -> None:
        """Notes that something is drawn."""
        ...

    def at(self, name: str) -> Any:
        """A context in which what is refused is said to lie in something of this name."""
        ...


class Resources:
    """The resources of one piece of content, for one target. `own` is their dictionary from now
    on; `layered` whether the content may have parts that belong to a layer; `ours` whether it is of
    our own design, and no artwork."""

    def __init__(self, given: Any, painters: _Painters, target: Target, ours: bool = False) -> None:
        self.target, self._ours, self.printer = target, ours, painters.printer
        self._given = given if isinstance(given, pikepdf.Dictionary) else pikepdf.Dictionary()
        self._painters = painters
        self.own = painters.pdf.make_indirect(pikepdf.Dictionary())
        self.layered = False
        if "/Properties" in self._given:
            self.own["/Properties"] = properties = self._given["/Properties"]
            self.layered = any(_is_layer(it) for it in properties.values())
        self._spaces: dict[str, Space] = {}
        self._mixed: dict[tuple[int, tuple[float, ...]], Mixed] = {}
        self._names: dict[tuple[str, str, Any], str] = {}
        self._states: dict[str, tuple[str, GraphicsState, Kept]] = {}
        self._fonts: dict[str, str] = {}

    def _found(self, kind: str, name: str) -> Any:
        table = self._given.get(kind)
        return table.get(name) if isinstance(table, pikepdf.Dictionary) else None

    def _put(self, kind: str, name: str, it: Any) -> str:
        """Puts something among the resources under its name, or, where another thing has that,
        under one made of it."""
        if kind not in self.own:
            self.own[kind] = pikepdf.Dictionary()
        table = self.own[kind]
        known = self._given.get(kind)
        taken = set(known.keys()) if isinstance(known, pikepdf.Dictionary) else set[str]()
        wanted, nth = name, 1
        while wanted in table and not _same(table[wanted], it):
            nth += 1
            wanted = f"{name}.{nth}"
            while wanted in taken:
                wanted += "_"
        table[wanted] = it
        return wanted

    def space(self, name: str) -> Space:
        """The colour space of a name."""
        found = self._spaces.get(name)
        if found is None:
            found = self._spaces[name] = self.read(pikepdf.Name(name))
        return found

    def read(self, it: Any) -> Space:
        """The colour space of an object in the light of these resources."""
        return self._painters.spaces.space(it, self._named)

    def _named(self, name: str) -> Any:
        if name in _DEFAULTS:
            return self._found("/ColorSpace", _DEFAULTS[name])
        return None if name in DEVICE else self._found("/ColorSpace", name)

    def mixed(self, space: Space, values: tuple[float, ...]) -> Mixed:
        """A colour as operands."""
        self.told(space)
        key = (id(space), values)
        found = self._mixed.get(key)
        if found is None:
            found = self._mixed[key] = self._mix(space, values)
        return found

    def told(self, space: Space) -> None:
        """Notes what must be done to a space that something is painted in; what is only the
        lightness of a mask is no colour."""
        if self.target is Target.MASK:
            return
        foreign = foreign_to_the_press(space, self.printer.profile)
        if foreign:
            self._painters.mend(foreign)

    def mend(self, what: str) -> None:
        """Notes that something is mended."""
        self._painters.mend(what)

    def _mix(self, space: Space, values: tuple[float, ...]) -> Mixed:
        row = np.array([values], dtype=float)
        inks = space.printed(row, self.printer, self.target)[0]
        operands = " ".join(number(float(ink), 4) for ink in inks).encode("ascii")
        black = operands == b"0 0 0 1"
        every = isinstance(space, Spot) and space.names == ("/All",) and values[0] >= _RICH_BLACK
        rich = isinstance(space, Inks) and values[3] >= _RICH_BLACK and sum(values) > _RICH_SUM
        white = self._painters.hides_white and operands == b"0 0 0 0"
        small = self._ours or self._painters.blackens_small
        several = small and self.target is Target.COLOUR and np.count_nonzero(inks) > 1
        manifold = bool(several) and float(grey_of_inks(inks)) < _DARK
        return Mixed(operands, black, (rich or every) and not black, white, manifold)

    def kept_space(self, name: str) -> None:
        """Keeps the space of a spot colour that the press runs."""
        if ("/ColorSpace", name, 0) in self._names:
            return
        it = self._found("/ColorSpace", name)
        self._names["/ColorSpace", name, 0] = name
        self._put("/ColorSpace", name, self.spot_space(it, self.space(name)))

    def spot_space(self, it: Any, space: Space) -> Any:
        """A spot colour with DeviceCMYK as what stands in for it."""
        assert isinstance(space, Spot)
        return pikepdf.Array([it[0], it[1], pikepdf.Name.DeviceCMYK, self._tint(space)])

    def _tint(self, space: Spot) -> Any:
        """The inks that stand in for a spot colour, sampled."""
        steps = 33 if space.size == 1 else 9 if space.size <= 3 else 3
        grid = np.stack(
            np.meshgrid(*[np.linspace(0, 1, steps)] * space.size, indexing="ij"), axis=-1
        )
        flat = grid.transpose(*range(space.size - 1, -1, -1), space.size).reshape(-1, space.size)
        inks = space.printed(flat, self.printer, self.target)
        return self.sampled(inks, [steps] * space.size, [0, 1] * space.size)

    def sampled(self, values: Shares, sizes: list[int], domain: list[float]) -> Any:
        """A function of samples, which lie from 0 to 1, the first input running fastest."""
        data = np.rint(values * 65535).astype(">u2").tobytes()
        return self._painters.pdf.make_stream(
            data,
            FunctionType=0,
            Domain=pikepdf.Array(domain),
            Range=pikepdf.Array([0, 1] * values.shape[1]),
            Size=pikepdf.Array(sizes),
            BitsPerSample=16,
        )

    def pattern_space(self) -> str:
        """The name of a space for patterns without colours of their own."""
        under = "/DeviceGray" if self.target is Target.MASK else "/DeviceCMYK"
        it = pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name(under)])
        return self._put("/ColorSpace", "/PressPattern", it)

    def pattern(self, name: str) -> str:
        """A pattern."""
        return self._once("/Pattern", name, self._painters.pattern)

    def shading(self, name: str) -> str:
        """A shading."""
        return self._once("/Shading", name, self._painters.shading)

    def _once(self, kind: str, name: str, painted: Callable[[Any, Resources], Any]) -> str:
        """What looks the same wherever it is named: brought into inks when it first is."""
        key = (kind, name, None)
        if key not in self._names:
            it = self._found(kind, name)
            if not isinstance(it, pikepdf.Dictionary | pikepdf.Stream):
                raise Unpressable(f'there is no {kind[1:].lower()} "{name[1:]}"')
            with self._painters.at(name):
                self._names[key] = self._put(kind, name, painted(it, self))
        return self._names[key]

    def drawn(self, name: str, outside: Outside) -> tuple[str, frozenset[str]]:
        """A form or picture, and what of the outside it depends on."""
        self._painters.drawing()
        it = self._found("/XObject", name)
        if not isinstance(it, pikepdf.Stream):
            return self._nothing(name)
        kind = str(it.get("/Subtype"))
        with self._painters.at(name):
            if _is_layer(it.get("/OC")):
                self._painters.layered()
            if kind == "/Form":
                made, needs = self._painters.form(it, self, outside)
                return self._put("/XObject", name, made), needs
            if kind != "/Image":
                return self._nothing(name)
            made = self._painters.picture(it, self, extent(outside.matrix))
            return self._put("/XObject", name, made), frozenset(("size", "fill"))

    def _nothing(self, name: str) -> tuple[str, frozenset[str]]:
        """Viewers paint nothing for a name of nothing (PostScript, of old): a form without content
        does so too, and every checker can read it."""
        empty = self._painters.pdf.make_stream(
            b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 0, 0]
        )
        return self._put("/XObject", name, empty), frozenset()

    def inline(self, dictionary: bytes, data: bytes, outside: Outside) -> str | None:
        """A picture among the operators, as one of the resources; None where it may stay."""
        it = picture_stream(self._painters.pdf, dictionary, data, self.space)
        if it is None:
            return None
        with self._painters.at("inline picture"):
            made = self._painters.picture(it, self, extent(outside.matrix))
        return self._put("/XObject", "/PressInline", made)

    def state(self, name: str) -> tuple[str, GraphicsState]:
        """A graphics state dictionary, without what it says of overprinting; "" where nothing is
        left of it."""
        found = self._states.get(name)
        if found is None:
            with self._painters.keeping() as noted:
                written, state = self._state(name)
            self._states[name] = written, state, noted
            return written, state
        self._painters.again(found[2])
        return found[:2]

    def _state(self, name: str) -> tuple[str, GraphicsState]:
        it = self._found("/ExtGState", name)
        if not isinstance(it, pikepdf.Dictionary):
            return "", GraphicsState()
        kept: Any = pikepdf.Dictionary()
        for key, value in it.items():
            if key in _OVERPRINTING or key in _OF_OTHER_PRESSES or key == "/Type":
                continue
            kept[key] = value
        with self._painters.at(name):
            self._see(kept)
            mask = kept.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary):
                kept["/SMask"] = self._painters.soft_mask(mask, self)
        size = None
        if isinstance(kept.get("/Font"), pikepdf.Array) and len(kept["/Font"]) == 2:
            size = float(kept["/Font"][1])
        lines = bool(it["/OP"]) if "/OP" in it else None
        areas = bool(it["/op"]) if "/op" in it else lines
        mode = int(it["/OPM"]) if "/OPM" in it else None
        if areas or lines:
            self._painters.adds_up("overprint")
        written = self._put("/ExtGState", name, kept) if len(kept.keys()) else ""
        width = float(it["/LW"]) if "/LW" in it else None
        return written, GraphicsState(areas, lines, mode, size, width)

    def _see(self, it: Any) -> None:
        """Notes what of a graphics state makes others be seen through."""
        for key, what in (("/ca", "areas"), ("/CA", "lines")):
            if key in it and float(it[key]) < 1:
                self._painters.see_through(f"{what} are {float(it[key]):g} opaque")
        mode = it.get("/BM")
        modes = (
            [str(one) for one in cast(Any, mode)]
            if isinstance(mode, pikepdf.Array)
            else [str(mode or "/Normal")]
        )
        if modes[:1] and modes[0] not in ("/Normal", "/Compatible"):
            self._painters.see_through(f"the blend mode is {modes[0][1:]}")
            self._painters.adds_up(modes[0][1:])
        if isinstance(it.get("/SMask"), pikepdf.Dictionary):
            self._painters.see_through("there is a soft mask")

    def font(self, name: str) -> str:
        """A font; why type cannot be shown in it, or "" where it can."""
        found = self._fonts.get(name)
        if found is None:
            it = self._found("/Font", name)
            if not isinstance(it, pikepdf.Dictionary):
                found = f'there is no font "{name[1:]}"'
            else:
                with self._painters.at(name):
                    self._put("/Font", name, self._painters.font(it, self))
                found = _not_embedded(it)
            self._fonts[name] = found
        return found

    def overprint(self, wanted: Overprint) -> str:
        """The name of a graphics state dictionary that sets overprinting."""
        it = pikepdf.Dictionary(
            Type=pikepdf.Name.ExtGState, OP=wanted.lines, op=wanted.areas, OPM=wanted.mode
        )
        name = f"/PressOver{wanted.areas:d}{wanted.lines:d}{wanted.mode}"
        key = ("/ExtGState", name, wanted)
        if key not in self._names:
            self._names[key] = self._put("/ExtGState", name, it)
        return self._names[key]


def _is_layer(it: Any) -> bool:
    """Whether a property list, or what something belongs to, is a layer or a set of them."""
    return isinstance(it, pikepdf.Dictionary) and str(it.get("/Type")) in ("/OCG", "/OCMD")


def _not_embedded(font: Any) -> str:
    """What is missing of a font; "" where the file has it."""
    if str(font.get("/Subtype")) == "/Type3":
        return ""
    inner = font.get("/DescendantFonts")
    holder = inner[0] if isinstance(inner, pikepdf.Array) and len(inner) else font
    about = holder.get("/FontDescriptor") if isinstance(holder, pikepdf.Dictionary) else None
    files = ("/FontFile", "/FontFile2", "/FontFile3")
    if isinstance(about, pikepdf.Dictionary) and any(key in about for key in files):
        return ""
    called = str(font.get("/BaseFont", "/"))[1:]
    return f"its font {called or 'without a name'} is not embedded"


def _same(one: Any, other: Any) -> bool:
    if one.is_indirect or other.is_indirect:
        return bool(one.objgen == other.objgen)
    return bool(one.unparse() == other.unparse())
