"""Things made by the thousand: frozen for the type checker, plain at run time.

A frozen dataclass sets each field through `object.__setattr__`: a microsecond a thing, and a story
is measured at dozens of widths. They are as frozen as all else here, but it is mypy that sees to
it. (`layout.typeset.words.frozen_type` is the same for things that are compared by identity.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True)
def light(cls: type[_T]) -> type[_T]:
    """The class as a slotted dataclass, compared by its fields, that nothing may assign to."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
