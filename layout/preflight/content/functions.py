"""The functions of PDF: sampled, exponential, stitched, and those of a calculator.

They turn the tint of a spot colour into process inks, and the way along a shading into colours.
Whatever is wrong with one gives zeros. Source: ISO 32000-1, 7.10.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import pikepdf

from layout.preflight.content.calculator import calculator
from layout.preflight.opened.numbers import real, reals, whole
from layout.preflight.opened.unpacked import TooMuch, unpacked
from slots.files.decoding import Undecodable

_Values = tuple[float, ...]
_Function = Callable[[_Values], _Values]

_DEEPEST = 6
"""Levels of stitched functions in stitched functions."""

_MOST_SAMPLES = 1 << 22
"""Bytes of a table of samples."""

_MOST_INPUTS = 6
"""Inputs of a sampled function: between two to their power samples a value is interpolated."""


def function_of(found: Any, depth: int = 0) -> _Function:
    """The function of a PDF object; an array of functions gives the values of all."""
    if isinstance(found, pikepdf.Array):
        parts = [function_of(each, depth) for each in list(found)[:32]]
        return lambda values: tuple(one for part in parts for one in part(values))
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream) or depth > _DEEPEST:
        return lambda values: ()
    domain, limits = _pairs(found.get("/Domain")), _pairs(found.get("/Range"))
    kind = int(real(found.get("/FunctionType"), -1.0))
    make = {0: _sampled, 2: _exponential, 3: _stitched, 4: _calculated}.get(kind)
    core = make(found, domain, limits, depth) if make else lambda values: ()

    def function(values: _Values) -> _Values:
        given = core(_clipped(values, domain))
        return _clipped(given, limits) if limits else given

    return function


_Pairs = tuple[tuple[float, float], ...]


def _pairs(found: Any) -> _Pairs:
    ends = reals(found)
    return tuple(zip(ends[::2], ends[1::2], strict=False))


def _clipped(values: Sequence[float], limits: _Pairs) -> _Values:
    pairs = zip(values, limits, strict=False)
    return tuple(max(low, min(high, value)) for value, (low, high) in pairs)


def _exponential(found: Any, domain: _Pairs, limits: _Pairs, depth: int) -> _Function:
    low = reals(found.get("/C0")) or (0.0,)
    high = reals(found.get("/C1")) or (1.0,)
    power = real(found.get("/N"), 1.0)

    def function(values: _Values) -> _Values:
        at = values[0] if values else 0.0
        try:
            part = float(at**power) if at > 0 or power > 0 else 0.0
        except (OverflowError, ValueError, ZeroDivisionError, TypeError):
            part = 0.0
        return tuple(a + part * (b - a) for a, b in zip(low, high, strict=False))

    return function


def _stitched(found: Any, domain: _Pairs, limits: _Pairs, depth: int) -> _Function:
    below = found.get("/Functions")
    parts = list(below)[:256] if isinstance(below, pikepdf.Array) else []
    functions = [function_of(part, depth + 1) for part in parts]
    low, high = domain[0] if domain else (0.0, 1.0)
    bounds = [low, *reals(found.get("/Bounds")), high]
    encode = _pairs(found.get("/Encode"))

    def function(values: _Values) -> _Values:
        at = values[0] if values else 0.0
        for number, part in enumerate(functions):
            last = number == len(functions) - 1
            if number + 1 >= len(bounds) or number >= len(encode):
                break
            if at < bounds[number + 1] or last:
                span = bounds[number + 1] - bounds[number]
                share = (at - bounds[number]) / span if span else 0.0
                first, end = encode[number]
                return part((first + share * (end - first),))
        return ()

    return function


@dataclass(frozen=True, slots=True)
class _Table:
    """Samples of a function: how many along each input, and the values at each, from 0 to 1."""

    sizes: tuple[int, ...]
    outputs: int
    samples: tuple[float, ...] | memoryview
    scale: float

    def at(self, corner: Sequence[int], output: int) -> float:
        index, step = 0, 1
        for place, size in zip(corner, self.sizes, strict=True):
            index += min(place, size - 1) * step
            step *= size
        place = index * self.outputs + output
        return self.samples[place] / self.scale if place < len(self.samples) else 0.0


def _sampled(found: Any, domain: _Pairs, limits: _Pairs, depth: int) -> _Function:
    table = _table(found, len(domain), len(limits))
    if table is None:
        return lambda values: ()
    ends = tuple((0.0, size - 1.0) for size in table.sizes)
    encode = _pairs(found.get("/Encode")) or ends
    decode = _pairs(found.get("/Decode")) or limits

    def function(values: _Values) -> _Values:
        if len(values) != len(domain) or len(encode) != len(domain):
            return ()
        places = [
            max(0.0, min(size - 1.0, first + _share(value, low, high) * (last - first)))
            for value, (low, high), (first, last), size in zip(
                values, domain, encode, table.sizes, strict=True
            )
        ]
        return tuple(
            low + _between(table, places, output) * (high - low)
            for output, (low, high) in zip(range(table.outputs), decode, strict=False)
        )

    return function


def _share(value: float, low: float, high: float) -> float:
    return (value - low) / (high - low) if high != low else 0.0


def _between(table: _Table, places: list[float], output: int) -> float:
    """A value between the samples around a place, linear along each input."""
    total = 0.0
    lows = [math.floor(place) for place in places]
    for corner in product((0, 1), repeat=len(places)):
        weight = 1.0
        for place, low, step in zip(places, lows, corner, strict=True):
            weight *= (place - low) if step else 1 - (place - low)
        if weight:
            at = [low + step for low, step in zip(lows, corner, strict=True)]
            total += weight * table.at(at, output)
    return total


def _table(found: Any, inputs: int, outputs: int) -> _Table | None:
    if not isinstance(found, pikepdf.Stream):
        return None
    given = found.get("/Size")
    sizes = tuple(whole(size) for size in given) if isinstance(given, pikepdf.Array) else ()
    bits = whole(found.get("/BitsPerSample"))
    sound = len(sizes) == inputs and 0 < inputs <= _MOST_INPUTS and outputs and all(sizes)
    if not sound or bits not in (1, 2, 4, 8, 12, 16, 24, 32):
        return None
    if math.prod(sizes) * outputs * bits > 8 * _MOST_SAMPLES:
        return None
    try:
        data = unpacked(found, _MOST_SAMPLES)
    except (Undecodable, TooMuch):
        return None
    scale = float((1 << bits) - 1)
    return _Table(sizes, outputs, _samples(data, bits, math.prod(sizes) * outputs), scale)


def _samples(data: bytes, bits: int, count: int) -> tuple[float, ...] | memoryview:
    if bits == 8:
        return memoryview(data)
    if bits >= 8 and bits % 8 == 0:
        step = bits // 8
        within = range(0, min(len(data), count * step) - step + 1, step)
        return tuple(float(int.from_bytes(data[at : at + step], "big")) for at in within)
    every = min(count, len(data) * 8 // bits)
    return tuple(float(_bits(data, number * bits, bits)) for number in range(every))


def _bits(data: bytes, at: int, bits: int) -> int:
    first, last = at // 8, (at + bits + 7) // 8
    held = int.from_bytes(data[first:last], "big")
    return held >> (last * 8 - at - bits) & (1 << bits) - 1


def _calculated(found: Any, domain: _Pairs, limits: _Pairs, depth: int) -> _Function:
    if not isinstance(found, pikepdf.Stream):
        return lambda values: ()
    try:
        run = calculator(unpacked(found, 1 << 16))
    except (Undecodable, TooMuch):
        return lambda values: ()

    def function(values: _Values) -> _Values:
        stack = run(values)
        return tuple(stack[-len(limits) :]) if len(stack) >= len(limits) else (0.0,) * len(limits)

    return function
