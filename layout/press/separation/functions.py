"""PDF functions, evaluated for many inputs at once: sampled, exponential, stitched and those
written in PostScript. Source: ISO 32000-1, 7.10.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, cast

import numpy as np
import pikepdf
from numpy.typing import NDArray

from layout.press.separation.postscript import calculator
from layout.press.separation.refused import Unpressable

_Values = NDArray[np.float64]
"""One row for each input, one column for each component."""

Function = Callable[[_Values], _Values]

_MOST_SAMPLES = 4_000_000
_DEEPEST = 16


def function_of(it: Any, depth: int = 0) -> Function:
    """The function of an object; of an array of functions, all their outputs side by side. Raises
    Unpressable where it is none."""
    if depth > _DEEPEST:
        raise Unpressable("a function goes round in a circle")
    if isinstance(it, pikepdf.Name) and str(it) == "/Identity":
        return lambda values: values
    if isinstance(it, pikepdf.Array) and len(it):
        parts = [function_of(part, depth + 1) for part in cast(Any, it)]
        return lambda values: np.concatenate([part(values) for part in parts], axis=1)
    if not isinstance(it, pikepdf.Dictionary | pikepdf.Stream):
        raise Unpressable("a function is missing")
    domain, found = pairs(it.get("/Domain")), it.get("/Range")
    return _Bounded(_raw(it, domain, depth), domain, None if found is None else pairs(found))


def _raw(it: Any, domain: _Values, depth: int) -> Function:
    """A function without its bounds."""
    kind = int(it.get("/FunctionType", -1))
    if kind == 0:
        return _sampled(cast(pikepdf.Stream, it), domain)
    if kind == 2:
        return _exponential(it)
    if kind == 3:
        return _stitched(it, domain, depth)
    if kind == 4:
        return calculator(cast(pikepdf.Stream, it).read_bytes(), len(pairs(it.get("/Range"))))
    raise Unpressable(f"a function of kind {kind} is unknown")


@dataclass(frozen=True, slots=True, eq=False)
class _Bounded:
    """A function whose inputs, and outputs, stay within bounds."""

    raw: Function
    domain: _Values
    bounds: _Values | None

    def __call__(self, values: _Values) -> _Values:
        """The outputs of inputs."""
        domain, bounds = self.domain, self.bounds
        if values.shape[1] != len(domain):
            raise Unpressable("a function takes other inputs than it is given")
        made = self.raw(np.clip(values, domain[:, 0], domain[:, 1]))
        if bounds is None:
            return made
        if made.shape[1] != len(bounds):
            raise Unpressable("a function gives other outputs than it says")
        return np.clip(made, bounds[:, 0], bounds[:, 1])


def pairs(it: Any) -> _Values:
    """An array of numbers in pairs. Raises Unpressable where it is none."""
    if not isinstance(it, pikepdf.Array) or not len(it) or len(it) % 2:
        raise Unpressable("a function or space does not say from what to what its values go")
    return np.array([float(number) for number in cast(Any, it)]).reshape(-1, 2)


def _numbers(it: Any, otherwise: Sequence[float]) -> _Values:
    if it is None:
        return np.array(otherwise, dtype=float)
    return np.array([float(number) for number in it])


def _exponential(it: Any) -> Function:
    low, high = _numbers(it.get("/C0"), (0.0,)), _numbers(it.get("/C1"), (1.0,))
    power = float(it.get("/N", 1))
    if low.shape != high.shape:
        raise Unpressable("a function has ends of different lengths")
    return lambda values: low + np.power(np.maximum(values[:, :1], 0), power) * (high - low)


def _stitched(it: Any, domain: _Values, depth: int) -> Function:
    parts = [function_of(part, depth + 1) for part in it.get("/Functions", ())]
    bounds, encode = _numbers(it.get("/Bounds"), ()), pairs(it.get("/Encode"))
    if not parts or len(bounds) != len(parts) - 1 or len(encode) != len(parts):
        raise Unpressable("a function is stitched of other parts than it says")
    edges = np.concatenate([domain[0, :1], bounds, domain[0, 1:]])

    def stitched(values: _Values) -> _Values:
        column = values[:, 0]
        which = np.searchsorted(bounds, column, side="right")
        made: _Values | None = None
        for at, part in enumerate(parts):
            chosen = which == at
            if not bool(chosen.any()):
                continue
            start, wide = edges[at], edges[at + 1] - edges[at]
            first, last = encode[at]
            inside = (column[chosen] - start) / wide if wide else np.zeros(int(chosen.sum()))
            got = part((first + inside * (last - first))[:, None])
            if made is None:
                made = np.zeros((len(column), got.shape[1]))
            made[chosen] = got
        assert made is not None, "each value is in one of the parts"
        return made

    return stitched


def _sampled(it: pikepdf.Stream, domain: _Values) -> Function:
    sizes = [int(size) for size in cast(Any, it.get("/Size", ()))]
    ranges = pairs(it.get("/Range"))
    bits = int(cast(Any, it.get("/BitsPerSample", 8)))
    count, outputs = int(np.prod(sizes)) if sizes else 0, len(ranges)
    if len(sizes) != len(domain) or not 0 < count * outputs <= _MOST_SAMPLES:
        raise Unpressable("a sampled function has no samples, or too many")
    flat = _unpacked(it.read_bytes(), count * outputs, bits) / (2.0**bits - 1)
    decode = pairs(it["/Decode"]) if "/Decode" in it else ranges
    table = decode[:, 0] + flat.reshape(*reversed(sizes), outputs) * (decode[:, 1] - decode[:, 0])
    tops = np.array(sizes, dtype=float) - 1
    encode = pairs(it["/Encode"]) if "/Encode" in it else np.stack([np.zeros_like(tops), tops], 1)
    wide = np.where(domain[:, 1] > domain[:, 0], domain[:, 1] - domain[:, 0], 1)

    def sampled(values: _Values) -> _Values:
        share = (values - domain[:, 0]) / wide
        at = np.clip(encode[:, 0] + share * (encode[:, 1] - encode[:, 0]), 0, tops)
        low = np.minimum(np.floor(at), np.maximum(tops - 1, 0)).astype(int)
        part = at - low
        made = np.zeros((len(values), outputs))
        for corner in product((0, 1), repeat=len(sizes)):
            step = np.array(corner)
            weight = np.prod(np.where(step, part, 1 - part), axis=1)
            index = np.minimum(low + step, tops.astype(int))
            made += weight[:, None] * table[tuple(index[:, ::-1].T)]
        return made

    return sampled


def _unpacked(data: bytes, count: int, bits: int) -> _Values:
    """So many whole numbers of so many bits each, one after the other; what is missing is 0."""
    if bits not in (1, 2, 4, 8, 12, 16, 24, 32):
        raise Unpressable(f"samples of {bits} bits are unknown")
    needed = -(-count * bits // 8)
    data = data[:needed].ljust(needed, b"\0")
    if bits == 8:
        return np.frombuffer(data, np.uint8)[:count].astype(np.float64)
    if bits in (16, 32):
        return np.frombuffer(data, f">u{bits // 8}")[:count].astype(np.float64)
    every = np.unpackbits(np.frombuffer(data, np.uint8))[: count * bits].reshape(count, bits)
    return every @ (2.0 ** np.arange(bits - 1, -1, -1))
