"""How a stage says that its results may be remembered: one line over its `def`, and a key.

    @remembered(_hole_and_shapes, form=Tiling)
    def tiled(page: SectionPage, items: tuple[PageItem, ...]) -> Tiling: ...

The stage itself is a pure function and knows nothing of it. Without a memory at hand it is simply
called; with one it is called for what is not known. The key is a function of its arguments: all
that the result depends on besides the code; None where nobody can say. With a `form`, the type of
the results, they are kept between runs: then the key must read the same in every process. A digest
of the code that values come from is part of it: what another version worked out is not found.

As memo in Typst's comemo, and as rules in a build system.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cache, partial, update_wrapper
from importlib.resources import files
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar

from layout.work.memory.memory import Form, Memory, Value, at_hand, noted
from layout.work.memory.typed_bytes import NO_THINGS, Things
from layout.work.processes.fork import Begin, at_once

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Item = TypeVar("_Item", bound=Hashable)

_PACKAGES = (
    *("layout.edition", "layout.press", "layout.makeup", "layout.page", "layout.preflight"),
    *("layout.typeset", "layout.story", "layout.work.memory", "slots"),
)
"""Where the stages are whose values are kept, and all that they call."""

_LIBRARIES = (
    *("babel", "fonttools", "msgspec", "ortools", "pillow", "pydyf", "pyphen", "tinycss2"),
    *("numpy", "pikepdf", "pypdfium2", "uharfbuzz", "weasyprint"),
)
"""What sets, solves, renders and writes for them."""


@dataclass(frozen=True, slots=True)
class _Border:
    """What is known of a stage. `things` gives, from its arguments, what its results point to;
    `holds`, from a result and the arguments, whether what was read beside these is as it was;
    `also` the key of another call with the same result."""

    stage: str
    key: Callable[..., Any]
    form: Any = None
    things: Callable[..., Things] | None = None
    holds: Callable[..., bool] | None = None
    also: Callable[..., Any] | None = None

    def name(self, key: Any) -> Hashable:
        """What a result goes by, None where it cannot be remembered."""
        if key is None:
            return None
        if self.form is None:
            return self.stage, key
        return hashlib.sha256(f"{own_code()} {self.stage} {key!r}".encode()).hexdigest()[:40]

    def written(self, *args: Any) -> Form | None:
        """How a result is written, None where it is not."""
        if self.form is None:
            return None
        return Form(self.form, self.things(*args) if self.things else NO_THINGS)

    def recalled(self, memory: Memory, name: Hashable, *args: Any) -> Value | None:
        """What is remembered of a call, where it still holds."""
        found = memory.recall(name, self.written(*args)) if name is not None else None
        return found if found and (not self.holds or self.holds(found.value, *args)) else None


class Stage(Generic[_P, _T]):
    """A stage whose results are remembered. It is called as ever."""

    def __init__(self, make: Callable[_P, _T], border: _Border) -> None:
        update_wrapper(self, make)
        self._make, self._border = make, border

    def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """The stage's result."""
        return self.aside(at_once, *args, **kwargs)()

    def known(self, *args: _P.args, **kwargs: _P.kwargs) -> bool:
        """Whether a result is there already."""
        memory, border = at_hand(), self._border
        if memory is None:
            return False
        return border.recalled(memory, border.name(border.key(*args)), *args) is not None

    def aside(self, begin: Begin, *args: _P.args, **kwargs: _P.kwargs) -> Callable[[], _T]:
        """What gives the result: begun as `begin` says, where it is not there already."""
        memory, border = at_hand(), self._border
        making = partial(self._make, *args, **kwargs)
        name = None if memory is None else border.name(border.key(*args))
        if memory is None or name is None:
            return begin(making)
        found = border.recalled(memory, name, *args)
        if found is not None:
            return partial(getattr, found, "value")
        begun = memory.begun(begin, making)

        def ended() -> _T:
            with noted() as used:
                value = begun()
            names = [name]
            if border.also is not None:
                names.append(border.name(border.also(value, *args)))
            for each in names:
                memory.remember(each, Value(value, frozenset(used)), border.written(*args))
            return value

        return ended


class StageOfEach(Generic[_Item, _T]):
    """A stage that works on many items at once, and whose result for each is remembered."""

    def __init__(self, make: Callable[..., Sequence[_T]], border: _Border) -> None:
        update_wrapper(self, make)
        self._make, self._border = make, border

    def __call__(self, items: Sequence[_Item], *shared: Any) -> dict[_Item, _T]:
        """The result for each item."""
        return self.aside(at_once, items, *shared)()

    def aside(
        self, begin: Begin, items: Sequence[_Item], *shared: Any
    ) -> Callable[[], dict[_Item, _T]]:
        """What gives the results: begun as `begin` says for all items whose results are not there
        already, each once."""
        memory, border = at_hand(), self._border
        names: dict[_Item, Hashable] = dict.fromkeys(items)
        there: dict[_Item, Value] = {}
        if memory is not None:
            for item in names:
                names[item] = border.name(border.key(item, *shared))
                found = border.recalled(memory, names[item], item, *shared)
                if found is not None:
                    there[item] = found
        missing = tuple(item for item in names if item not in there)
        begun = begin(lambda: tuple(self._make(missing, *shared))) if missing else tuple[_T, ...]

        def ended() -> dict[_Item, _T]:
            made = dict(zip(missing, begun(), strict=True))
            for item, value in made.items():
                if memory is not None and names[item] is not None:
                    found = Value(value, frozenset())
                    memory.remember(names[item], found, border.written(item, *shared))
            return {item: made[item] if item in made else there[item].value for item in names}

        return ended


def remembered(
    key: Callable[..., Any],
    *,
    form: Any = None,
    things: Callable[..., Things] | None = None,
    holds: Callable[..., bool] | None = None,
    also: Callable[..., Any] | None = None,
) -> Callable[[Callable[_P, _T]], Stage[_P, _T]]:
    """A stage whose results are remembered: see above, and `_Border`."""

    def bordered(make: Callable[_P, _T]) -> Stage[_P, _T]:
        return Stage(make, _Border(_name(make), key, form, things, holds, also))

    return bordered


def remembered_each(
    key: Callable[..., Any], *, form: Any
) -> Callable[[Callable[..., Sequence[_T]]], StageOfEach[Any, _T]]:
    """A stage that gives a result for each of its items: the key is one's of an item, and of all
    else that it is called with."""

    def bordered(make: Callable[..., Sequence[_T]]) -> StageOfEach[Any, _T]:
        return StageOfEach(make, _Border(_name(make), key, form))

    return bordered


def _name(make: Callable[..., Any]) -> str:
    return f"{make.__module__}.{make.__qualname__}"


@cache
def own_code() -> str:
    """The digest, worked out once in a process."""
    from importlib.metadata import version  # slow to import

    digest = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in _LIBRARIES).encode())
    for package in _PACKAGES:
        for folder, below, names in os.walk(str(files(package))):
            below.sort()
            for name in sorted(names):
                if name.endswith(".py"):
                    digest.update(Path(folder, name).read_bytes())
    return digest.hexdigest()
