"""Colours as pages have them: a colour space with its components, and the inks they come to.

Inks are known of process and spot colours. Of RGB and Lab they are the press's decision: here only
whether they leave the paper white. Source: ISO 32000-1, 8.6.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from layout.preflight.opened.icc import Profile

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
"""The names that the inks of process colour have as colorants."""

ALL, NONE = "All", "None"
_LEAST = 1e-4
"""Ink below this is none: it is what is left of rounding."""

_COUNTS = {
    **dict.fromkeys(("DeviceGray", "CalGray", "Separation", "Indexed"), 1),
    **dict.fromkeys(("DeviceRGB", "CalRGB", "Lab"), 3),
    **{"DeviceCMYK": 4, "Pattern": 0},
}

_KINDS = {
    **{"DeviceGray": "gray", "CalGray": "gray", "DeviceRGB": "rgb", "CalRGB": "rgb"},
    **{"DeviceCMYK": "cmyk", "Lab": "lab", "Indexed": "indexed", "Pattern": "pattern"},
    **{"Separation": "spot", "DeviceN": "spot"},
}
_BY_COUNT = {1: "gray", 3: "rgb", 4: "cmyk"}

Values = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space. `names` are the colorants of Separation and DeviceN; `base` what they are
    shown in where they are no inks, what Indexed chooses from, or what colours a Pattern without
    colours of its own; `profile` is that of ICCBased. `tint` turns colorants into values of `base`,
    `lookup` has the values of Indexed; `tint_key` tells whether two tints are the same."""

    family: str
    components: int
    names: tuple[str, ...] = ()
    base: Space | None = None
    profile: Profile | None = None
    lookup: bytes = b""
    tint: Callable[[Values], Values] | None = field(default=None, compare=False)
    tint_key: str = ""

    @property
    def kind(self) -> str:
        """gray, rgb, cmyk, lab, spot, indexed or pattern: what its components are."""
        if self.family == "ICCBased":
            lab = self.profile is not None and self.profile.space == "Lab "
            return "lab" if lab else _BY_COUNT.get(self.components, "rgb")
        return _KINDS.get(self.family, "rgb")

    @property
    def first(self) -> Values:
        """The colour that a space begins with: black, or all of an ink."""
        if self.kind == "cmyk":
            return (0.0, 0.0, 0.0, 1.0)
        return ((1.0,) if self.kind == "spot" else (0.0,)) * self.components


def device(family: str) -> Space:
    """A space that is known by its name alone."""
    return Space(family, _COUNTS.get(family, 1))


GRAY, RGB, CMYK = device("DeviceGray"), device("DeviceRGB"), device("DeviceCMYK")
PATTERN = device("Pattern")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour: its space and its components. `pattern` says that something is painted with a
    pattern, whose own colours are events of their own."""

    space: Space
    values: Values
    pattern: bool = False

    @property
    def inks(self) -> tuple[tuple[str, float], ...] | None:
        """The inks it needs, from 0 to 1 and above nothing, by name; None where nobody knows."""
        return _inks(self.space, self.values)

    @property
    def white(self) -> bool:
        """Whether it leaves the paper white."""
        if self.pattern:
            return False
        inks = self.inks
        if inks is not None:
            return not inks
        if self.space.kind == "lab":
            return bool(self.values) and self.values[0] >= 100 - 100 * _LEAST
        return bool(self.values) and min(self.values) >= 1 - _LEAST

    @property
    def total(self) -> float:
        """The sum of its inks, 1 for one that is solid; 0 where nobody knows."""
        return sum(amount for _, amount in self.inks or ())

    @property
    def black_only(self) -> bool:
        """Whether it is solid black, and no other ink."""
        inks = self.inks
        return inks is not None and len(inks) == 1 and inks[0] == ("Black", 1.0)

    def amount(self, ink: str) -> float:
        """How much it has of an ink."""
        return dict(self.inks or ()).get(ink, 0.0)


BLACK = Colour(GRAY, (0.0,))


def _inks(space: Space, values: Values) -> tuple[tuple[str, float], ...] | None:
    if space.kind == "gray":
        return _some(("Black",), (1 - (values[0] if values else 0.0),))
    if space.kind == "cmyk":
        return _some(PROCESS, values)
    if space.kind == "spot":
        return _spot(space, values)
    if space.kind == "indexed" and space.base:
        return _inks(space.base, looked_up(space, values[0] if values else 0.0))
    return None


def _spot(space: Space, values: Values) -> tuple[tuple[str, float], ...]:
    if ALL in space.names:
        amount = values[0] if values else 0.0
        return _some(PROCESS, (amount,) * len(PROCESS))
    return _some(space.names, values)


def _some(names: Sequence[str], amounts: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """Inks of which there is something, at most all."""
    return tuple(
        (name, min(1.0, amount))
        for name, amount in zip(names, amounts, strict=False)
        if amount > _LEAST and name != NONE
    )


def looked_up(space: Space, index: float) -> Values:
    """The values in its base that an index of an Indexed space stands for."""
    base = space.base or GRAY
    at = max(0, int(index)) * base.components
    found = space.lookup[at : at + base.components]
    if len(found) < base.components:
        return base.first
    if base.kind == "lab":
        return (found[0] / 2.55, found[1] - 128.0, found[2] - 128.0)
    return tuple(byte / 255 for byte in found)


def as_process(space: Space, values: Values) -> Values:
    """Cyan, magenta, yellow and black that a colour comes to, each from 0 to 1.

    Spots are mixed as their own tint says. RGB and Lab go by the complement with all grey taken
    into black: the least a press can do.
    """
    if space.kind == "cmyk":
        return (*values[:4], *(0.0,) * (4 - len(values[:4])))
    if space.kind == "gray":
        return (0.0, 0.0, 0.0, 1 - (values[0] if values else 0.0))
    if space.kind == "indexed":
        return as_process(space.base or GRAY, looked_up(space, values[0] if values else 0.0))
    if space.kind == "spot":
        return _mixed(space, values)
    light = _as_rgb(space, values)
    black = 1 - max(light)
    white = 1 - black
    if white <= 0:
        return (0.0, 0.0, 0.0, 1.0)
    cyan, magenta, yellow = ((white - part) for part in light)
    return (cyan, magenta, yellow, black)


def _mixed(space: Space, values: Values) -> Values:
    if ALL in space.names:
        return ((values[0] if values else 0.0),) * 4
    if space.names and all(name in (*PROCESS, NONE) for name in space.names):
        inks = dict(zip(space.names, values, strict=False))
        return tuple(inks.get(name, 0.0) for name in PROCESS)
    if set(space.names) <= {NONE}:
        return (0.0,) * 4
    mixed = space.tint(values) if space.tint else ()
    base = space.base or GRAY
    return as_process(base, mixed if len(mixed) >= base.components else base.first)


def _as_rgb(space: Space, values: Values) -> Values:
    padded = (*values, 0.0, 0.0, 0.0)[:3]
    if space.kind != "lab":
        return tuple(max(0.0, min(1.0, value)) for value in padded)
    light, a, b = padded
    y = (light + 16) / 116
    x, z = y + a / 500, y - b / 200
    lx, ly, lz = (p**3 if p > 6 / 29 else 3 * (6 / 29) ** 2 * (p - 4 / 29) for p in (x, y, z))
    lx, lz = 0.9505 * lx, 1.089 * lz
    linear = (
        3.2406 * lx - 1.5372 * ly - 0.4986 * lz,
        -0.9689 * lx + 1.8758 * ly + 0.0415 * lz,
        0.0557 * lx - 0.2040 * ly + 1.0570 * lz,
    )
    return tuple(max(0.0, min(1.0, part)) ** (1 / 2.2) for part in linear)
