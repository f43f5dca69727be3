"""Values of other PDF files as Python has them, whatever stands where they should be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf

from layout.preflight.geometry import Box, Matrix

_LARGEST = 1e15
"""Numbers are kept within this, so that sums and products of a few stay finite."""


def is_number(value: Any) -> bool:
    """Whether it is a number, which true and false are not."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def real(value: Any, otherwise: float = 0.0) -> float:
    """A number; `otherwise` where there is none."""
    if not is_number(value):
        return otherwise
    if -_LARGEST <= value <= _LARGEST:  # of whole numbers no more can be had as floats for sure
        return float(value)
    return _LARGEST if value > 0 else -_LARGEST


def reals(values: Any) -> tuple[float, ...]:
    """The numbers of an array; what is no number in it counts as 0; none of what is no array."""
    if not isinstance(values, pikepdf.Array | list | tuple):
        return ()
    return tuple(map(real, values))


def whole(value: Any) -> int:
    """A whole number above 0, or 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def name(value: Any) -> str:
    """A name without its slash, "" for what is none."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def text(value: Any) -> str:
    """A string, "" for what is none."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def table(value: Any) -> Any:
    """A dictionary, or that of a stream; an empty one for what is neither."""
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return value
    return pikepdf.Dictionary()


def entries(value: Any) -> Iterator[tuple[str, Any]]:
    """The entries of a dictionary, by their names without a slash."""
    for key, entry in table(value).items():
        yield key[1:], entry


def box(value: Any) -> Box | None:
    """A rectangle with its edges in order, None where there is none."""
    edges = reals(value)
    if len(edges) != 4:
        return None
    left, right = sorted(edges[::2])
    foot, top = sorted(edges[1::2])
    return Box(left, foot, right, top)


def matrix(value: Any) -> Matrix:
    """A matrix; that which changes nothing where there is none."""
    terms = reals(value)
    return Matrix(*terms) if len(terms) == 6 else Matrix()


def same(one: Any) -> tuple[int, int] | None:
    """What an object goes by in its file, None for one that stands in another."""
    if isinstance(one, pikepdf.Object) and one.is_indirect:
        return one.objgen
    return None
