"""Colour spaces of PDF, each of which turns its colours into the inks of a press.

A space takes colours as rows of numbers, as operators give them, and gives rows of four inks from 0
to 1; of one number, the lightness, where they are for a soft mask. Source: ISO 32000-1, 8.6.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

import numpy as np
import pikepdf

from layout.press.separation.functions import Function, function_of
from layout.press.separation.icc_kind import profile_kind
from layout.press.separation.ink_limit import Shares
from layout.press.separation.printer import Printer, Target, encoded, opened_profile
from layout.press.separation.refused import Unpressable

_DEEPEST = 8
_D50 = np.array([0.9642, 1.0, 0.8249])
_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)
_PROCESS = {"/Cyan": 0, "/Magenta": 1, "/Yellow": 2, "/Black": 3}
_WITH_INNER = {"/Pattern": 2, "/Indexed": 4, "/I": 4, "/Separation": 4, "/DeviceN": 4}
"""The spaces that are made of another one, and how long their arrays are at least."""

_DEVICE_OF = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


class Space(Protocol):
    """A colour space: what all below give."""

    @property
    def size(self) -> int:
        """How many numbers a colour has."""
        ...

    @property
    def first(self) -> tuple[float, ...]:
        """The colour that counts until one is chosen."""
        ...

    def ranges(self, bits: int) -> Shares:
        """What samples of pictures of so many bits are spread over: a row for each component."""
        ...

    def printed(self, values: Shares, printer: Printer, target: Target) -> Shares:
        """Colours, one a row, as inks."""
        ...


def _unit(size: int) -> Shares:
    return np.array([[0.0, 1.0]] * size)


@dataclass(frozen=True, slots=True)
class Grey:
    """DeviceGray, CalGray and ICC profiles of grey: black ink. A profile's curve of printed tones
    is that of the ink itself; CalGray's gamma is undone."""

    gamma: float | None = None
    size: int = 1
    first: tuple[float, ...] = (0.0,)

    def ranges(self, bits: int) -> Shares:
        """As of every space."""
        return _unit(1)

    def printed(self, values: Shares, printer: Printer, target: Target) -> Shares:
        """As of every space."""
        grey = np.clip(values[:, 0], 0, 1)
        return printer.grey(grey if self.gamma is None else encoded(grey**self.gamma), target)


@dataclass(frozen=True, slots=True)
class Light:
    """DeviceRGB, which is taken for sRGB, and ICC profiles of RGB."""

    profile: bytes = b""
    size: int = 3
    first: tuple[float, ...] = (0.0, 0.0, 0.0)

    def ranges(self, bits: int) -> Shares:
        """As of every space."""
        return _unit(3)

    def printed(self, values: Shares, printer: Printer, target: Target) -> Shares:
        """As of every space."""
        return printer.light(np.clip(values, 0, 1), target, self.profile)


@dataclass(frozen=True, slots=True)
class Inks:
    """DeviceCMYK, and ICC profiles of CMYK."""

    profile: bytes = b""
    size: int = 4
    first: tuple[float, ...] = (0.0, 0.0, 0.0, 1.0)

    def ranges(self, bits: int) -> Shares:
        """As of every space."""
        return _unit(4)

    def printed(self, values: Shares, printer: Printer, target: Target) -> Shares:
        """As of every space."""
        return printer.inks(np.clip(values, 0, 1), target, self.profile)


@dataclass(frozen=True, slots=True)
class Lab:
    """Lab, and ICC profiles of Lab."""

    a: tuple[float, float] = (-100.0, 100.0)
    b: tuple[float, float] = (-100.0, 100.0)
    size: int = 3
    first: tuple[float, ...] = (0.0, 0.0, 0.0)

    def ranges(self, bits: int) -> Shares:
        """As of every space."""
        return np.array([(0.0, 100.0), self.a, self.b])

    def printed(self, values: Shares, printer: Printer, target: Target) -> Shares:
        """As of every space."""
        edges = self.ranges(8)
        return printer.lab(np.clip(values, edges[:, 0], edges[:, 1]), target)


@dataclass(frozen=True, slots=True, eq=False)
class _Calibrated:
    """CalRGB: gamma and matrix to XYZ, adapted from its white to that of ICC (Bradford)."""

    gamma: Shares
    matrix: Shares
    white: Shares
    size: int = 3
    first: tuple[float, ...] = (0.0, 0.0, 0.0)

    def ranges(self, bits: int) -> Shares:
        """As of every space."""
        return _unit(3)

    def printed(self, values: Shares, printer: Printer, target: Target) -> Shares:
        """As of every space."""
        values = np.clip(values, 0, 1)
        xyz = (values**self.gamma) @ self.matrix
        cones = (_BRADFORD @ _D50) / (_BRADFORD @ self.white)
        xyz = (xyz @ _BRADFORD.T * cones) @ np.linalg.inv(_BRADFORD).T
        share = np.maximum(xyz / _D50, 0)
        f = np.where(share > 0.008856, np.cbrt(share), share * 7.787 + 16 / 116)
        light = 116 * f[:, 1] - 16
        lab = np.stack([light, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1)
        made = printer.lab(lab, target)
        if target is not Target.COLOUR:
            return made
        even = (values.max(axis=1) == np.min(values, axis=1))[:, None]
        lab[:, 1:] = 0
        return np.where(even, printer.lab(lab, target), made)


@dataclass(frozen=True, slots=True, eq=False)
class Indexed:
    """A table of colours of another space."""

    base: Space
    table: Shares
    size: int = 1
    first: tuple[float, ...] = (0.0,)

    def ranges(self, bits: int) -> Shares:
        """As of every space."""
        return np.array([[0.0, 2.0**bits - 1]])

    def printed(self, values: Shares, printer: Printer, target: Target) -> Shares:
        """As of every space."""
        rows = np.clip(np.rint(values[:, 0]), 0, len(self.table) - 1).astype(int)
        return np.asarray(self.base.printed(self.table, printer, target)[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """Separation and DeviceN: inks by their names. Those of the four process inks are these; others
    are made of them as the space says. `kept` is whether the press runs them as plates."""

    names: tuple[str, ...]
    alternate: Space
    tint: Function
    kept: bool = False

    @property
    def size(self) -> int:
        """As of every space."""
        return len(self.names)

    @property
    def first(self) -> tuple[float, ...]:
        """As of every space."""
        return (1.0,) * len(self.names)

    def ranges(self, bits: int) -> Shares:
        """As of every space."""
        return _unit(self.size)

    def printed(self, values: Shares, printer: Printer, target: Target) -> Shares:
        """As of every space."""
        values = np.clip(values, 0, 1)
        if all(name in _PROCESS or name == "/None" for name in self.names):
            inks = np.zeros((len(values), 4))
            for at, name in enumerate(self.names):
                if name in _PROCESS:
                    inks[:, _PROCESS[name]] += values[:, at]
            return printer.inks(np.clip(inks, 0, 1), target)
        if self.names == ("/All",):
            return printer.inks(np.repeat(values, 4, axis=1), target)
        return self.alternate.printed(self.tint(values), printer, target)


@dataclass(frozen=True, slots=True, eq=False)
class Patterned:
    """Pattern: what is painted is a pattern; one without colours of its own has them of `under`."""

    under: Space | None = None
    size: int = 0
    first: tuple[float, ...] = ()

    def ranges(self, bits: int) -> Shares:
        """As of every space."""
        raise Unpressable("a picture has patterns for colours")

    def printed(self, values: Shares, printer: Printer, target: Target) -> Shares:
        """As of every space."""
        raise Unpressable("a pattern is used as a colour")


GREY, _LIGHT, _INKS = Grey(), Light(), Inks()
DEVICE: dict[str, Space] = {
    **dict.fromkeys(("/DeviceGray", "/G", "/CalGray"), GREY),
    **dict.fromkeys(("/DeviceRGB", "/RGB", "/CalRGB"), _LIGHT),
    **dict.fromkeys(("/DeviceCMYK", "/CMYK", "/CalCMYK"), _INKS),
    "/Pattern": Patterned(),
}


@dataclass(slots=True)
class SpaceReader:
    """Reads the colour spaces of one file, each once. `named` finds what a name of the resources
    stands for, `spots` are the names of spot colours that the press runs."""

    spots: frozenset[str] = frozenset()
    _known: dict[tuple[int, int], Space] = field(default_factory=dict)

    def space(self, it: Any, named: Callable[[str], Any], depth: int = 0) -> Space:
        """The space of an object or a name. Raises Unpressable where it is none."""
        if depth > _DEEPEST:
            raise Unpressable("a colour space goes round in a circle")
        if isinstance(it, pikepdf.Name):
            return self._named(str(it), named, depth)
        if not isinstance(it, pikepdf.Array) or not len(it):
            raise Unpressable("a colour space is missing")
        key = it.objgen
        if key != (0, 0) and key in self._known:
            return self._known[key]
        made = self._made(cast(Any, it), named, depth)
        if key != (0, 0):
            self._known[key] = made
        return made

    def _named(self, name: str, named: Callable[[str], Any], depth: int) -> Space:
        found = named(name)
        if found is not None and not (isinstance(found, pikepdf.Name) and str(found) == name):
            return self.space(found, named, depth + 1)
        if name in DEVICE:
            return DEVICE[name]
        raise Unpressable(f'there is no colour space "{name[1:]}"')

    def _made(self, it: Any, named: Callable[[str], Any], depth: int) -> Space:
        kind = str(it[0])
        if len(it) == 1:
            return self._named(kind, named, depth)
        if kind in ("/CalRGB", "/CalGray", "/Lab"):
            return _calibrated(kind, it[1])
        if kind == "/ICCBased":
            return self._profiled(it[1], named, depth)
        if kind not in _WITH_INNER or len(it) < _WITH_INNER[kind]:
            raise Unpressable(f'a colour space "{kind[1:]}" is unknown')
        inner = self.space(it[1 if kind in ("/Indexed", "/I", "/Pattern") else 2], named, depth + 1)
        if kind == "/Pattern":
            return Patterned(inner)
        if kind in ("/Indexed", "/I"):
            return Indexed(inner, _table(it, inner))
        names = (str(it[1]),) if kind == "/Separation" else tuple(str(name) for name in it[1])
        kept = all(name in _PROCESS or name[1:] in self.spots for name in names)
        spot = any(name not in _PROCESS for name in names)
        return Spot(names, inner, function_of(it[3]), kept and spot)

    def _profiled(self, it: Any, named: Callable[[str], Any], depth: int) -> Space:
        """The space of a profile, which many arrays may refer to."""
        key = it.objgen
        if key not in self._known:
            self._known[key] = self._of_profile(it, named, depth)
        return self._known[key]

    def _of_profile(self, it: Any, named: Callable[[str], Any], depth: int) -> Space:
        size = int(it.get("/N", 0))
        profile = it.read_bytes()
        kind = profile_kind(profile)
        if {"L": 1, "RGB": 3, "LAB": 3, "CMYK": 4}.get(kind) != size or not _usable(profile):
            if "/Alternate" in it:
                return self.space(it["/Alternate"], named, depth + 1)
            if size not in _DEVICE_OF:
                raise Unpressable(f"an ICC profile of {size} colours is of no use")
            return DEVICE[_DEVICE_OF[size]]
        if kind == "LAB":
            return Lab((-128.0, 127.0), (-128.0, 127.0))
        if kind == "L":
            return GREY
        return Light(profile) if kind == "RGB" else Inks(profile)


def foreign_to_the_press(space: Space, own: bytes) -> str:
    """What must be done to a space before it can be printed by a press with its `own` profile:
    "rgb" where colours are told as light, or by the profile of another press, "spots" where they
    are inks that it does not run, "" where it has them, or grey."""
    if isinstance(space, Indexed):
        return foreign_to_the_press(space.base, own)
    if isinstance(space, Patterned):
        return foreign_to_the_press(space.under, own) if space.under else ""
    if isinstance(space, Light | Lab | _Calibrated):
        return "rgb"
    if isinstance(space, Inks):
        return "rgb" if space.profile and space.profile != own else ""
    if not isinstance(space, Spot) or space.kept:
        return ""
    return "" if {*_PROCESS, "/None", "/All"}.issuperset(space.names) else "spots"


def _usable(profile: bytes) -> bool:
    try:
        opened_profile(profile)
    except Unpressable:
        return False
    return True


def _calibrated(kind: str, it: Any) -> Space:
    def numbers(key: str, otherwise: tuple[float, ...]) -> Shares:
        found = it.get(key)
        made = np.array([float(one) for one in found] if found is not None else otherwise)
        if len(made) != len(otherwise):
            raise Unpressable(f"a colour space {kind[1:]} has a wrong {key[1:]}")
        return made

    if kind == "/CalGray":
        return Grey(float(it.get("/Gamma", 1)))
    if kind == "/Lab":
        a, b, c, d = (float(one) for one in numbers("/Range", (-100, 100, -100, 100)))
        return Lab((a, b), (c, d))
    matrix = numbers("/Matrix", (1, 0, 0, 0, 1, 0, 0, 0, 1)).reshape(3, 3)
    white = numbers("/WhitePoint", (0.9505, 1.0, 1.089))
    if bool((white <= 0).any()):
        raise Unpressable("a colour space CalRGB has no white")
    return _Calibrated(numbers("/Gamma", (1, 1, 1)), matrix, white)


def _table(it: Any, base: Space) -> Shares:
    """The colours of an indexed space, one a row."""
    data = it[3].read_bytes() if isinstance(it[3], pikepdf.Stream) else bytes(it[3])
    count = min(max(int(it[2]), 0), 255) + 1
    size = base.size
    if not size:
        raise Unpressable("a table of colours is of patterns")
    raw = np.frombuffer(data[: count * size].ljust(count * size, b"\0"), np.uint8)
    edges = base.ranges(8)
    share = raw.reshape(count, size) / 255
    return np.asarray(edges[:, 0] + share * (edges[:, 1] - edges[:, 0]))
