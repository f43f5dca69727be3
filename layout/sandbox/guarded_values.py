"""Guards: what values may be compared, looked for, cut, joined and written, and at what cost."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from jinja2.runtime import Undefined
from markupsafe import Markup, escape

from layout.sandbox.meter import Fault, Meter
from layout.sandbox.opened import PLAIN

_LISTS: Any = (
    list,
    tuple,
    dict,
    range,
    frozenset,
    type({}.keys()),
    type({}.values()),
    type({}.items()),
)
"""What can be gone through, besides texts."""

SIZED: Any = (str, *_LISTS)
"""What can be gone through."""

_SIMPLE = frozenset({int, float, bool, type(None)})
_FLAT = 1_000
"""Parts of a list up to which it is compared."""

_BITS = 512
"""Of the largest whole number that is reckoned with."""

_HINT = "name a field of it: docs/theme.md lists what templates see"


def cost(value: object) -> int:
    """What it costs to look at a value once."""
    if isinstance(value, str):
        return len(value) >> 5
    return len(value) if isinstance(value, _LISTS) else 0


def deep(value: object, meter: Meter) -> None:
    """Counts all that stands in a value, as often as it stands there: functions of ours may look at
    all of it, and lists of one list in a list of one list may come to more than there is time."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            meter.spend(len(part) >> 3)
        elif isinstance(part, _LISTS):
            meter.spend(1 + len(part))
            waiting.extend([*part, *part.values()] if isinstance(part, dict) else part)


def taken(value: Any, meter: Meter) -> Any:
    """What a function gave: counted, and whole where it would come bit by bit."""
    kind = type(value)
    if kind in _SIMPLE:
        return value
    if isinstance(value, str):
        meter.write(len(value))
    elif isinstance(value, _LISTS):
        meter.spend(len(value))
    elif hasattr(value, "__next__"):
        return _listed(value, meter)
    return value


def _listed(parts: Iterable[Any], meter: Meter) -> list[Any]:
    """A list of what comes one by one."""
    found = []
    for part in parts:
        meter.spend(1)
        found.append(part)
    return found


def steps(value: Any, once: int, meter: Meter) -> Any:
    """What a loop goes through, counted with what stands in it. Raises Fault."""
    if isinstance(value, Undefined):
        return iter(value)  # says what is undefined
    if not isinstance(value, SIZED):
        raise Fault(f"a loop cannot go through {named(value)}", "give it a list")
    meter.spend(len(value) * once)
    return value


def compared(value: Any, meter: Meter) -> Any:
    """A value that may be compared: plain, or a flat and short list of what is. Raises Fault."""
    if type(value) in _SIMPLE or isinstance(value, Undefined):
        return value
    if isinstance(value, str):
        meter.spend(len(value) >> 5)
    elif not isinstance(value, PLAIN):
        _flat(value, meter)
    return value


def _flat(value: Any, meter: Meter) -> None:
    if not isinstance(value, _LISTS) or len(value) > _FLAT:
        raise Fault(f"{named(value)} cannot be compared", "compare texts, numbers and days")
    parts = [*value, *value.values()] if isinstance(value, dict) else value
    meter.spend(len(value))
    for part in parts:
        if not isinstance(part, PLAIN):
            raise Fault("lists of lists cannot be compared", "compare texts, numbers and days")
        meter.spend(cost(part))


def searched(value: Any, meter: Meter) -> Any:
    """What something is looked for in. Raises Fault."""
    if not isinstance(value, (str, Undefined, *_LISTS)):
        raise Fault(f"nothing can be looked for in {named(value)}", "give a list or a text")
    meter.spend(cost(value) if not isinstance(value, Undefined) else 1)
    return value


def keyed(value: Any) -> Any:
    """A key: plain. Raises Fault."""
    if not isinstance(value, PLAIN):
        raise Fault(f"{named(value)} cannot be a key", "use a text or a number")
    return value


def sliced(value: Any, ends: tuple[Any, Any, Any], meter: Meter) -> Any:
    """A part of a text or list. Raises Fault."""
    if isinstance(value, Undefined):
        return value[:]  # says what is undefined
    if not isinstance(value, str | list | tuple | range):
        raise Fault(f"{named(value)} has no parts by number", "cut texts and lists only")
    meter.spend(cost(value))
    found = value[slice(*ends)]
    if isinstance(found, str):
        meter.write(len(found))
    return found


def written(value: Any) -> Any:
    """A value that can be written: plain. Raises Fault for all others, whose Python names and
    addresses are nobody's business."""
    if isinstance(value, (*PLAIN, Undefined)):
        return value
    raise Fault(f"{named(value)} cannot be written", _HINT)


def joined(parts: Iterable[Any], between: Any, meter: Meter) -> str:
    """Parts as one text, escaped where one of them is HTML. Raises Fault."""
    every = [soft(written(part)) for part in parts]
    glue = soft(written(between))
    if any(isinstance(part, Markup) for part in (*every, glue)):
        every, glue = [escape(part) for part in every], escape(glue)
    meter.write(sum(map(len, every)) + len(glue) * max(len(every) - 1, 0))
    return glue.join(every)


def soft(value: Any) -> str:
    """A value as text; HTML stays HTML."""
    return value if isinstance(value, Markup) else str(value)


def operated(operator: str, left: Any, right: Any, meter: Meter) -> None:
    """Looks at both sides before they are reckoned with. Raises Fault where it would take too
    much, or where they are nothing to reckon with."""
    if isinstance(left, Undefined) or isinstance(right, Undefined):
        return  # says what is undefined
    if isinstance(left, int | float) and isinstance(right, int | float):
        _numbers(operator, left, right)
    elif operator == "+" and isinstance(left, str) and isinstance(right, str):
        meter.write(len(left) + len(right))
    elif operator == "+" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
        meter.spend(len(left) + len(right))
    elif operator == "*" and (times := _times(left, right)):
        text, count = times
        meter.room(len(text) * count)
        meter.spend(len(text) * count if not isinstance(text, str) else 1)
        meter.write(len(text) * count if isinstance(text, str) else 0)
    elif operator == "%" and isinstance(left, str):
        raise Fault("a text cannot be formatted with %", 'write "%.1f" | format(number)')
    else:
        what = f"{named(left)} {operator} {named(right)}"
        raise Fault(f"{what} cannot be reckoned", "reckon with numbers, join with ~")


def _times(left: Any, right: Any) -> tuple[str | list[Any] | tuple[Any, ...], int] | None:
    """A text or list, and how often it is wanted."""
    for thing, count in ((left, right), (right, left)):
        if isinstance(thing, str | list | tuple) and isinstance(count, int):
            return thing, max(count, 0)
    return None


def _numbers(operator: str, left: float, right: float) -> None:
    size = _bits(left) + _bits(right)
    if operator == "**":
        size = _bits(left) * max(int(min(abs(right), 10_000)), 1)
    if operator in ("*", "**") and size > _BITS:
        raise Fault("this number would be too large", "reckon with smaller ones")


def _bits(number: float) -> int:
    return number.bit_length() if isinstance(number, int) else 1


def named(value: object) -> str:
    """What a value is, for people, never what its Python looks like."""
    words: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (str, "a text"),
        ((bool, int, float), "a number"),
        (datetime.date, "a day"),
        (dict, "a table"),
        ((list, tuple), "a list"),
        (type(None), "none"),
    )
    for kinds, name in words:
        if isinstance(value, kinds):
            return name
    return f"a {type(value).__name__}"
