"""Things made by the hundred thousand: frozen for the type checker, plain at run time.

A frozen dataclass sets each field through `object.__setattr__`: a microsecond a thing, and a
twentieth of the time an edition of 50,000 words takes. Words and lines are as frozen as all else
here, but it is mypy that sees to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, eq_default=False)
def light(cls: type[_T]) -> type[_T]:
    """The class as a slotted dataclass, compared by identity, that nothing may assign to."""
    return dataclass(slots=True, eq=False)(cls)
