"""Light dataclasses for things made by the thousand: frozen for the type checker, plain at run
time.

A frozen dataclass sets each field through `object.__setattr__`. That costs a microsecond a thing:
much where a story is measured at dozens of widths, and a twentieth of the time that an edition of
50,000 words takes. Light ones are as frozen as all else here, but it is mypy that sees to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True)
def light(cls: type[_T]) -> type[_T]:
    """The class as a slotted dataclass, compared by its fields, that nothing may assign to."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


@dataclass_transform(frozen_default=True, eq_default=False)
def light_by_identity(cls: type[_T]) -> type[_T]:
    """The same, compared by identity: words and lines, of which there are hundreds of thousands."""
    return dataclass(slots=True, eq=False)(cls)
