"""Shadings in the inks of a press. Source: ISO 32000-1, 8.7.4.5.

Those along a function get a sampled one, of inks; of meshes without a function each corner's colour
is written anew. Between two samples or corners inks are mixed, where before it was light: with 256
samples nobody sees it, and of meshes the corners are right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pikepdf
from numpy.typing import NDArray

from layout.press.separation.functions import function_of, pairs
from layout.press.separation.printer import Printer, Target
from layout.press.separation.refused import Unpressable

if TYPE_CHECKING:
    from layout.press.colour.resources import Resources
    from layout.press.separation.spaces import Space

_STEPS = 256
_SQUARE = 33
_MOST_CORNERS = 2_000_000
_FLAGGED = {4: 1, 6: 12, 7: 16}
"""Of meshes whose parts begin with a flag: how many points a part of its own has."""


class _How(NamedTuple):
    """The space that a shading's colours are in, and whose inks they are to be, for what."""

    space: Space
    printer: Printer
    target: Target


def printed_shading(it: Any, room: Resources, printer: Printer, pdf: pikepdf.Pdf) -> Any:
    """A shading as a new object. Raises Unpressable where it cannot be read."""
    kind = int(it.get("/ShadingType", 0))
    space = room.read(it.get("/ColorSpace"))
    target = room.target
    stream = isinstance(it, pikepdf.Stream)
    if not 1 <= kind <= 7 or (kind >= 4) != stream:
        raise Unpressable(f"a shading of kind {kind} is unknown")
    entries = {
        key: value
        for key, value in it.items()
        if key
        not in ("/ColorSpace", "/Background", "/Function", "/Length", "/Filter", "/DecodeParms")
    }
    data = it.read_bytes() if stream else b""
    function = it.get("/Function")
    if function is not None:
        entries["/Function"] = _function(it, kind, room, _How(space, printer, target))
    elif kind < 4:
        raise Unpressable("a shading has no function")
    else:
        data, entries["/Decode"] = _mesh(it, kind, data, _How(space, printer, target))
    device = pikepdf.Name.DeviceGray if target is Target.MASK else pikepdf.Name.DeviceCMYK
    made: Any = pdf.make_stream(data) if stream else pikepdf.Dictionary()
    for key, value in entries.items():
        made[key] = value
    made["/ColorSpace"] = device
    if "/Background" in it:
        values = np.array([[float(one) for one in it["/Background"]]])
        if values.shape[1] != space.size:
            raise Unpressable("a shading has a ground of another colour space")
        made["/Background"] = pikepdf.Array(
            [round(float(ink), 4) for ink in space.printed(values, printer, target)[0]]
        )
    return made if stream else pdf.make_indirect(made)


def _function(it: Any, kind: int, room: Resources, how: _How) -> Any:
    """The function of a shading, sampled in inks."""
    function = function_of(it["/Function"])
    found = it.get("/Domain")
    if kind == 1:
        domain = pairs(found) if found is not None else np.array([[0.0, 1.0], [0.0, 1.0]])
        steps = [np.linspace(low, high, _SQUARE) for low, high in domain]
        second, first = np.meshgrid(steps[1], steps[0], indexing="ij")
        values = np.stack([first.reshape(-1), second.reshape(-1)], axis=1)
        sizes = [_SQUARE, _SQUARE]
    else:
        if kind >= 4:
            decode = pairs(it.get("/Decode"))
            domain = decode[-1:]
        else:
            domain = pairs(found) if found is not None else np.array([[0.0, 1.0]])
        values = np.linspace(domain[0, 0], domain[0, 1], _STEPS)[:, None]
        sizes = [_STEPS]
    inks = _inks(function(values), how)
    return room.sampled(inks, sizes, [float(edge) for edge in domain.reshape(-1)])


def _inks(values: NDArray[np.float64], how: _How) -> NDArray[np.float64]:
    if values.shape[1] != how.space.size:
        raise Unpressable("a shading's function gives colours of another space")
    return how.space.printed(values, how.printer, how.target)


def _mesh(
    it: Any,
    kind: int,
    data: bytes,
    how: _How,
) -> tuple[bytes, Any]:
    """The data of a mesh with inks of eight bits, and its /Decode. Points keep their bits."""
    decode = pairs(it.get("/Decode"))
    place, bits, flag = (
        int(it.get(key, 8)) for key in ("/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag")
    )
    size = how.space.size
    if len(decode) != 2 + size or not 0 < place <= 32 or not 0 < bits <= 16:
        raise Unpressable("a mesh contradicts itself")
    reader = _Bits(data)
    parts: list[tuple[str, int]] = []
    colours: list[list[int]] = []
    flag = flag if kind in _FLAGGED else 0
    while reader.left >= flag + 2 * place + size * bits:
        turn = reader.take(flag) if flag else 0
        points, corners = _part(kind, turn & 3)
        needed = points * 2 * place + corners * size * bits
        if reader.left < needed:
            break
        start = f"{turn:0{flag}b}" if flag else ""
        coordinates = "".join(f"{reader.take(place):0{place}b}" for _ in range(2 * points))
        parts.append((start + coordinates, corners))
        colours += [[reader.take(bits) for _ in range(size)] for _ in range(corners)]
        reader.align()  # each part begins with a byte of its own
        if len(colours) > _MOST_CORNERS:
            raise Unpressable("a mesh has too many corners")
    if not colours:
        return b"", _decode_of(decode, how)
    share = np.array(colours, dtype=float) / (2.0**bits - 1)
    edges = decode[2:]
    inks = _inks(edges[:, 0] + share * (edges[:, 1] - edges[:, 0]), how)
    spelled = iter(["".join(f"{int(float(ink) * 255 + 1e-6):08b}" for ink in row) for row in inks])
    made = bytearray()
    for text, corners in parts:
        whole = text + "".join(next(spelled) for _ in range(corners))
        whole += "0" * (-len(whole) % 8)
        made += int(whole, 2).to_bytes(len(whole) // 8, "big")
    return bytes(made), _decode_of(decode, how)


def _decode_of(decode: NDArray[np.float64], how: _How) -> Any:
    """The /Decode of a mesh: that of its points, and inks from 0 to 1."""
    inks = 1 if how.target is Target.MASK else 4
    points = [float(edge) for edge in decode[:2].reshape(-1)]
    return pikepdf.Array([*points, *[0, 1] * inks])


def _part(kind: int, flag: int) -> tuple[int, int]:
    """How many points, and how many corners with colours, a part of a mesh has."""
    if kind in (4, 5):
        return 1, 1
    whole = _FLAGGED[kind]
    return (whole, 4) if not flag else (whole - 4, 2)


class _Bits:
    """Reads whole numbers of some bits, one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def left(self) -> int:
        """How many bits are left."""
        return len(self._data) * 8 - self._at

    def take(self, bits: int) -> int:
        """The next number."""
        first, last = self._at // 8, (self._at + bits + 7) // 8
        whole = int.from_bytes(self._data[first:last], "big")
        self._at += bits
        return whole >> (last * 8 - self._at) & ((1 << bits) - 1)

    def align(self) -> None:
        """Goes on to the next whole byte."""
        self._at = -(-self._at // 8) * 8
