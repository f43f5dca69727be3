"""The filters and tests that every template has: Jinja2's harmless ones, bounded; no others.

Those that hand out attributes (`attr`, `groupby`), what Python looks like (`pprint`, `tojson`),
chance (`random`), HTML out of text (`safe`, `xmlattr`, `urlize`) or as much white space as anybody
asks for (`center`, `indent`, `wordwrap`) are not among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, TypeAlias
from urllib.parse import quote

from jinja2 import pass_environment
from jinja2.runtime import Undefined
from jinja2.tests import TESTS as JINJA_TESTS
from markupsafe import Markup, escape

from layout.sandbox import guarded_values as guards
from layout.sandbox.forbidden_syntax import (
    COMPARED,
    JOINED,
    KEYED,
    SEARCHED,
    SLICED,
    STEPS,
    WORK,
)
from layout.sandbox.meter import Fault

_Filter: TypeAlias = Callable[..., Any]
_Metered: TypeAlias = Any
"""The environment, of which these functions know the meter, and how it reads attributes."""

_DIRECTIVE = re.compile(r"%(?:%|[-+ 0#]{0,5}(\d{0,3})(?:\.(\d{0,2}))?[sdfgeixX])")


def bounded(function: _Filter, deep: bool = False) -> _Filter:
    """A filter or test, counted: what it is given, with `deep` all that stands in that, and what it
    gives."""

    @pass_environment
    @wraps(function)
    def called(environment: _Metered, /, *given: Any, **named: Any) -> Any:
        count = environment.looked_through if deep else environment.counted
        return count(function, given, named)

    return called


def _guards() -> Iterator[tuple[str, _Filter]]:
    """What `grammar.Weaver` weaves in."""

    @pass_environment
    def work(environment: _Metered, amount: int) -> None:
        environment.meter.spend(amount)

    @pass_environment
    def steps(environment: _Metered, value: Any, once: int) -> Any:
        return guards.steps(value, once, environment.meter)

    @pass_environment
    def compared(environment: _Metered, value: Any) -> Any:
        return guards.compared(value, environment.meter)

    @pass_environment
    def searched(environment: _Metered, value: Any) -> Any:
        return guards.searched(value, environment.meter)

    @pass_environment
    def joined(environment: _Metered, parts: list[Any]) -> str:
        return guards.joined(parts, "", environment.meter)

    @pass_environment
    def sliced(environment: _Metered, value: Any, *ends: Any) -> Any:
        return guards.sliced(value, (ends[0], ends[1], ends[2]), environment.meter)

    yield from ((WORK, work), (STEPS, steps), (COMPARED, compared), (SEARCHED, searched))
    yield from ((JOINED, joined), (SLICED, sliced), (KEYED, lambda value: guards.keyed(value)))


def _text(value: Any) -> str:
    """A value as text, escaped already or not. Raises Fault where it cannot be written."""
    return guards.soft(guards.written(value))


def _list(value: Iterable[Any]) -> list[Any]:
    if isinstance(value, Undefined):
        return list(value)  # says what is undefined
    if not isinstance(value, guards.SIZED):
        raise Fault(f"{guards.named(value)} is no list", "give it a list")
    return list(value)


@pass_environment
def _join(environment: _Metered, value: Any, between: Any = "", attribute: Any = None) -> str:
    parts = _mapped(environment, _list(value), attribute)
    return guards.joined(parts, between, environment.meter)


def _mapped(environment: _Metered, parts: list[Any], attribute: Any) -> list[Any]:
    """Parts, or what each has under an attribute or number ("card.title")."""
    environment.meter.spend(len(parts))
    if attribute is None:
        return parts
    return [_read(environment, part, attribute) for part in parts]


def _read(environment: _Metered, thing: Any, attribute: Any) -> Any:
    names = str(attribute).split(".") if isinstance(attribute, str) else [attribute]
    environment.meter.spend(len(names))
    for name in names:
        whole = isinstance(name, str) and re.fullmatch("[0-9]{1,9}", name)
        thing = environment.getitem(thing, int(name) if whole else name)
    return thing


@pass_environment
def _map(environment: _Metered, value: Any, *names: Any, **more: Any) -> list[Any]:
    parts = _list(value)
    if "attribute" in more:
        found = _mapped(environment, parts, more["attribute"])
        if "default" in more:
            found = [more["default"] if isinstance(each, Undefined) else each for each in found]
        return found
    if not names or not isinstance(names[0], str) or names[0].startswith("("):
        raise Fault("map needs a filter or an attribute", 'write map(attribute="name")')
    return [environment.call_filter(names[0], part, names[1:], more) for part in parts]


def _chosen(wanted: bool, by_attribute: bool) -> _Filter:
    """select, reject, selectattr, rejectattr."""

    @pass_environment
    def choose(environment: _Metered, value: Any, *names: Any) -> list[Any]:
        parts = _list(value)
        attribute = names[0] if by_attribute and names else None
        test, given = (names[1:] if by_attribute else names)[:1], names[1 + by_attribute :]
        seen = _mapped(environment, parts, attribute)
        held = [environment.call_test(test[0], each, given) if test else each for each in seen]
        return [part for part, holds in zip(parts, held, strict=True) if bool(holds) is wanted]

    return choose


@pass_environment
def _sort(
    environment: _Metered,
    value: Any,
    reverse: bool = False,
    case_sensitive: bool = False,
    attribute: Any = None,
) -> list[Any]:
    parts = _list(value)
    keys = _keys(environment, parts, attribute, case_sensitive)
    environment.meter.spend(len(parts) * len(parts).bit_length())
    order = sorted(range(len(parts)), key=keys.__getitem__, reverse=bool(reverse))
    return [parts[place] for place in order]


def _keys(environment: _Metered, parts: list[Any], attribute: Any, cased: bool) -> list[Any]:
    """What parts are ordered or told apart by: plain values, small letters as capitals."""
    found = []
    for each in _mapped(environment, parts, attribute):
        key = guards.keyed(each)
        environment.meter.spend(guards.cost(key))
        found.append(key.lower() if isinstance(key, str) and not cased else key)
    return found


@pass_environment
def _unique(
    environment: _Metered, value: Any, case_sensitive: bool = False, attribute: Any = None
) -> list[Any]:
    parts = _list(value)
    keys = _keys(environment, parts, attribute, case_sensitive)
    first: dict[Any, Any] = {}
    for key, part in zip(keys, parts, strict=True):
        first.setdefault(key, part)
    return list(first.values())


def _extreme(choose: Callable[..., Any]) -> _Filter:
    """min, max."""

    @pass_environment
    def found(
        environment: _Metered, value: Any, case_sensitive: bool = False, attribute: Any = None
    ) -> Any:
        parts = _list(value)
        if not parts:
            raise Fault("an empty list has no least and no largest part", "ask if it is empty")
        keys = _keys(environment, parts, attribute, case_sensitive)
        return parts[choose(range(len(parts)), key=keys.__getitem__)]

    return found


@pass_environment
def _sum(environment: _Metered, value: Any, attribute: Any = None, start: Any = 0) -> Any:
    parts = _mapped(environment, _list(value), attribute)
    if isinstance(start, list | tuple):
        whole = list(start)
        for part in parts:
            environment.meter.spend(1 + guards.cost(part))
            whole.extend(_list(part))
        return whole
    for part in parts:
        guards.operated("+", start, part, environment.meter)
        start = start + part
    return start


@pass_environment
def _replace(environment: _Metered, value: Any, old: Any, new: Any, count: Any = -1) -> str:
    text, old, new = _text(value), _text(old), _text(new)
    if isinstance(old, Markup) or (isinstance(new, Markup) and not isinstance(text, Markup)):
        text = escape(text)
    times = text.count(old) if old else len(text) + 1
    environment.meter.write(len(text) + times * len(new) * 5)
    return text.replace(old, new, -1 if count is None else count)


@pass_environment
def _format(environment: _Metered, value: Any, *given: Any) -> str:
    pattern = _text(value)
    found = list(_DIRECTIVE.finditer(pattern))
    if pattern.count("%") != sum(each[0].count("%") for each in found):
        hint = 'write as in "%.1f" | format(number), with at most three figures of width'
        raise Fault(f'"{pattern[:40]}" is no format', hint)
    wide = sum(int(each[1] or 0) + int(each[2] or 0) for each in found)
    plain = tuple(guards.written(each) for each in given)
    environment.meter.room(len(pattern) + wide + 400 * len(plain) + sum(map(guards.cost, plain)))
    return pattern % plain


def _default(value: Any, instead: Any = "", boolean: bool = False) -> Any:
    return instead if isinstance(value, Undefined) or (boolean and not value) else value


def _batch(value: Any, many: int, fill: Any = None) -> list[list[Any]]:
    parts, many = _list(value), _whole(many)
    rows = [parts[at : at + many] for at in range(0, len(parts), many)]
    if fill is not None and rows:
        rows[-1] += [fill] * _few(many - len(rows[-1]))
    return rows


def _slice(value: Any, many: int, fill: Any = None) -> list[list[Any]]:
    parts, many = _list(value), _few(_whole(many))
    size, longer = divmod(len(parts), many)
    rows, at = [], 0
    for number in range(many):
        end = at + size + (number < longer)
        rows.append(parts[at:end])
        at = end
    if fill is not None and longer:
        rows = [row + [fill] * (number >= longer) for number, row in enumerate(rows)]
    return rows


def _whole(number: Any) -> int:
    if not isinstance(number, int) or number < 1:
        raise Fault("this needs a whole number above 0", "write as in batch(3)")
    return number


def _few(number: int) -> int:
    if number > _MOST_ROWS:
        raise Fault(f"{number} are too many", f"at most {_MOST_ROWS}")
    return number


_MOST_ROWS = 10_000
_RANGE = 100_000


def _range(*ends: Any) -> range:
    """The global `range`, of so many numbers at most."""
    found = range(*ends)
    if max(map(abs, ends)) > 10**12 or len(found) > _RANGE:
        raise Fault(f"range is too long: {_RANGE:,} numbers at most", "make it shorter")
    return found


def _first(value: Any) -> Any:
    for part in value if isinstance(value, str | dict) else _list(value):
        return part
    raise Fault("an empty list has no first part", "ask if it is empty")


def _last(value: Any) -> Any:
    parts = value if isinstance(value, str) else _list(value)
    if not parts:
        raise Fault("an empty list has no last part", "ask if it is empty")
    return parts[-1]


def _reverse(value: Any) -> Any:
    return value[::-1] if isinstance(value, str) else _list(value)[::-1]


def _items(value: Any) -> Any:
    if not isinstance(value, dict):
        raise Fault(f"{guards.named(value)} is no table", "give it a table")
    return value.items()


def _dictsort(value: Any) -> list[tuple[Any, Any]]:
    return sorted(_items(value), key=lambda pair: str(guards.keyed(pair[0])).lower())


def _length(value: Any) -> int:
    if isinstance(value, Undefined):
        return len(value)  # says what is undefined
    if not isinstance(value, guards.SIZED):
        raise Fault(f"{guards.named(value)} has no length", "count lists and letters")
    return len(value)


def _int(value: Any, default: int = 0) -> int:
    if isinstance(value, str) and len(value) > 30:
        return default
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return _int_of_float(value, default)


def _int_of_float(value: Any, default: int) -> int:
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        return default


def _float(value: Any, default: float = 0.0) -> float:
    try:
        return float(value if not isinstance(value, str) else value[:60])
    except (TypeError, ValueError, OverflowError):
        return default


def _abs(value: Any) -> Any:
    return abs(_number(value))


def _round(value: Any, digits: int = 0, method: str = "common") -> float:
    import math

    if method not in ("common", "ceil", "floor") or not -9 <= digits <= 9:
        raise Fault("round knows common, ceil and floor, and up to 9 digits", "write round(1)")
    if method == "common":
        return float(round(_number(value), digits))
    turned = getattr(math, method)(_number(value) * 10**digits)
    return float(turned / 10**digits)


def _number(value: Any) -> Any:
    if not isinstance(value, int | float):
        raise Fault(f"{guards.named(value)} is no number", "write | float before")
    return value


def _truncate(value: Any, length: int = 255, killwords: bool = False, end: str = "…") -> str:
    text, end = _text(value), _text(end)
    if len(text) <= length:
        return text
    short = text[: max(length - len(end), 0)]
    return (short if killwords else short.rsplit(" ", 1)[0]) + end


def _urlencode(value: Any) -> str:
    return quote(str(_text(value)), safe="/")


def _string(name: str) -> _Filter:
    """A method of texts as a filter."""
    return lambda value: getattr(_text(value), name)()


def _title(value: Any) -> str:
    return "".join(
        part[:1].upper() + part[1:].lower()
        for part in re.split(r"([-\s({\[<]+)", str(_text(value)))
    )


def _trim(value: Any, signs: Any = None) -> str:
    return _text(value).strip(signs)


_PLAIN: dict[str, _Filter] = {
    "abs": _abs,
    "batch": _batch,
    "capitalize": _string("capitalize"),
    "count": _length,
    "d": _default,
    "default": _default,
    "dictsort": _dictsort,
    "e": lambda value: escape(guards.written(value)),
    "escape": lambda value: escape(guards.written(value)),
    "first": _first,
    "float": _float,
    "int": _int,
    "items": _items,
    "last": _last,
    "length": _length,
    "list": _list,
    "lower": _string("lower"),
    "reverse": _reverse,
    "round": _round,
    "slice": _slice,
    "string": _text,
    "title": _title,
    "trim": _trim,
    "truncate": _truncate,
    "upper": _string("upper"),
    "urlencode": _urlencode,
    "wordcount": lambda value: len(_text(value).split()),
}
FILTERS: dict[str, _Filter] = {
    **{name: bounded(function) for name, function in _PLAIN.items()},
    "format": _format,
    "join": _join,
    "map": _map,
    "max": _extreme(max),
    "min": _extreme(min),
    "reject": _chosen(False, False),
    "rejectattr": _chosen(False, True),
    "replace": _replace,
    "select": _chosen(True, False),
    "selectattr": _chosen(True, True),
    "sort": _sort,
    "sum": _sum,
    "unique": _unique,
}
GUARDS: dict[str, _Filter] = dict(_guards())


def _jinjas(name: str) -> Any:
    """A test as Jinja2 has it."""
    return JINJA_TESTS[name]


def _comparing(function: _Filter) -> _Filter:
    @pass_environment
    def compare(environment: _Metered, left: Any, right: Any) -> bool:
        meter = environment.meter
        return bool(function(guards.compared(left, meter), guards.compared(right, meter)))

    return compare


@pass_environment
def _in(environment: _Metered, value: Any, among: Any) -> bool:
    meter = environment.meter
    return guards.compared(value, meter) in guards.searched(among, meter)


_COMPARING = (
    *("==", "eq", "equalto", "!=", "ne", ">", "gt", "greaterthan", "ge", ">=", "<", "lt"),
    *("lessthan", "<=", "le"),
)
_PLAIN_TESTS = (
    *("boolean", "defined", "false", "float", "integer", "mapping", "none", "number", "string"),
    *("true", "undefined"),
)
TESTS: dict[str, _Filter] = {
    **{name: bounded(_jinjas(name)) for name in _PLAIN_TESTS},
    "divisibleby": bounded(lambda value, by: _number(value) % _number(by) == 0),
    "even": bounded(lambda value: _number(value) % 2 == 0),
    "iterable": bounded(lambda value: isinstance(value, guards.SIZED)),
    "lower": bounded(lambda value: _text(value).islower()),
    "odd": bounded(lambda value: _number(value) % 2 == 1),
    "sequence": bounded(lambda value: isinstance(value, str | list | tuple | range)),
    "upper": bounded(lambda value: _text(value).isupper()),
    **{name: _comparing(_jinjas(name)) for name in _COMPARING},
    "in": _in,
}
GLOBALS: dict[str, _Filter] = {"range": _range}
