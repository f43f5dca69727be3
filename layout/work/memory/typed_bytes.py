"""Values as bytes and back, by their types: msgspec writes dataclasses as MessagePack.

What a value only points to, because it belongs to the run (an opened face), is written once, by a
name: `Things` say how it is named and found again. Paths are written as their bytes.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Things:
    """Things of a `kind` that belong to a run: `name` gives the name of one, data of the type
    `named`, `find` gives the run's own of that name."""

    kind: type
    named: Any
    name: Callable[[Any], Any]
    find: Callable[[Any], Any]


NO_THINGS = Things(type(None), None, lambda thing: None, lambda name: None)


def as_bytes(value: Any, things: Things = NO_THINGS) -> bytes:
    """A value written down. Raises UnicodeEncodeError for text that no file could hold, and
    OverflowError for numbers of over 64 bits."""
    import msgspec

    numbers: dict[Any, int] = {}

    def encoded(one: Any) -> Any:
        if isinstance(one, Path):
            return os.fsencode(one)
        if isinstance(one, things.kind):
            return numbers.setdefault(one, len(numbers))
        raise NotImplementedError(f"{type(one).__name__} is no type that can be kept")

    body = msgspec.msgpack.encode(value, enc_hook=encoded)
    return msgspec.msgpack.encode(([things.name(one) for one in numbers], msgspec.Raw(body)))


def from_bytes(data: bytes, type_: Any, things: Things = NO_THINGS) -> Any:
    """The value of a type that `as_bytes` wrote down."""
    import msgspec

    kind: Any = tuple[list[things.named], msgspec.Raw]  # type: ignore[name-defined]
    names, body = msgspec.msgpack.decode(data, type=kind)
    found = [things.find(name) for name in names]

    def back(kind: type, encoded: Any) -> Any:
        return Path(os.fsdecode(encoded)) if issubclass(kind, Path) else found[encoded]

    collecting = gc.isenabled()
    gc.disable()  # a page is made of thousands of things, and none of them is garbage
    try:
        return msgspec.msgpack.decode(body, type=type_, dec_hook=back)
    finally:
        if collecting:
            gc.enable()
