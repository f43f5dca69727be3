"""Jinja2's immutable sandbox, made narrower: plain data, granted calls, everything counted."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from types import BuiltinMethodType, MethodType
from typing import Any, NoReturn, TypeAlias

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes, pass_context
from jinja2.environment import TemplateModule
from jinja2.runtime import (
    BlockReference,
    Context,
    LoopContext,
    Macro,
    TemplateReference,
    Undefined,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from layout.sandbox import guarded_values as guards
from layout.sandbox.filters import FILTERS, GLOBALS, GUARDS, TESTS, bounded
from layout.sandbox.forbidden_syntax import Flaw, Weaver, flaws_of, overlong, too_deep
from layout.sandbox.meter import Fault, Meter
from layout.sandbox.opened import Granted, Room
from layout.sandbox.whose_template import Shelves

_TEXTS = frozenset(
    "capitalize endswith isdigit lower lstrip removeprefix removesuffix rstrip startswith strip "
    "title upper".split()
)
"""Methods of texts that templates may call. No `format`: a format reads attributes."""

_TABLES = frozenset(("get", "items", "keys", "values"))
_DAYS = frozenset(("day", "isoformat", "isoweekday", "month", "weekday", "year"))
_WORDS = frozenset(("name", "value"))
_LOOPS = frozenset(
    "cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0".split()
)
_PLAIN_HINT = "templates see plain data only: docs/theme.md lists it"
_EXPENSIVE = 60
"""What a call of a function of ours counts, besides what it is given."""

_CALLED = (MethodType, BuiltinMethodType)

_Body: TypeAlias = Callable[..., Iterator[str]]


class Flawed(Exception):
    """A template that cannot stand: its file, and all that is wrong with it."""

    def __init__(self, file: str, flaws: tuple[Flaw, ...]) -> None:
        super().__init__(file)
        self.file, self.flaws = file, flaws


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of all templates of a room in a theme. `meter` counts what is rendered."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))
    intercepted_unops = frozenset(("+", "-"))

    def __init__(self, room: Room, shelves: Shelves) -> None:
        super().__init__(
            loader=shelves,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=room.lstrip,
            optimized=False,  # nothing is worked out while templates are read: it would not count
            finalize=_written,
        )
        self.shelves, self.meter = shelves, Meter()
        own = {name: bounded(function, True) for name, function in room.filters.items()}
        absent = {name: bounded(_absent(name)) for name in room.of_page}
        self._known = frozenset((*FILTERS, *own, *absent))
        self.filters = {**FILTERS, **own, **absent, **GUARDS}
        self.tests = dict(TESTS)
        self.globals = dict(GLOBALS)
        self._opened: dict[type, frozenset[str]] = {**room.opened, dict: _TABLES}
        self._calls = room.calls

    def page_filters(self, filters: Mapping[str, Callable[..., Any]]) -> dict[str, Any]:
        """All filters, with those of a page."""
        return {**self.filters, **{name: bounded(each, True) for name, each in filters.items()}}

    # --- reading ---------------------------------------------------------------------------

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        file = filename or ""
        foreign = self.shelves.is_own(filename)
        if foreign and (flaw := overlong(self.lexer, source, file)):
            raise Flawed(file, (flaw,))
        tree = super()._parse(source, name, filename)
        if deep := too_deep(tree):
            raise Flawed(file, (deep,))
        if flaws := flaws_of(tree, self._known, self.tests):
            raise Flawed(file, flaws)
        return Weaver(self, tree).woven()

    def compile(self, source: Any, name: Any = None, filename: Any = None, *more: Any) -> Any:
        """As Jinja2 does; what Python then reports of the code is reported of the template."""
        try:
            return super().compile(source, name, filename, *more)
        except TemplateSyntaxError as error:
            error.filename = error.filename or filename  # its lexer forgets it at times
            raise
        except Flawed:
            raise
        except (SyntaxError, RecursionError, MemoryError, ValueError, OverflowError):
            hint = "use fewer loops and branches in each other, and smaller numbers"
            flaw = Flaw(1, "this is nested too deeply, or holds what Python cannot read", hint)
            raise Flawed(filename or "", (flaw,)) from None

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Template:
        """A template by its name, counted."""
        self.meter.load()
        return super().get_template(name, parent, globals)

    def select_template(self, names: Any, parent: Any = None, globals: Any = None) -> Template:
        """The first of some that is there, counted."""
        self.meter.load()
        if not isinstance(names, list | tuple) or len(names) > 20:
            raise Fault("only a list of up to 20 templates can be tried", "name one")
        return super().select_template(names, parent, globals)

    # --- attributes and items --------------------------------------------------------------

    def getattr(self, obj: Any, attribute: str) -> Any:
        """obj.attribute: what is open of an object's type, or a part of a table."""
        opened = self._opened.get(type(obj))
        if opened is not None and attribute in opened:
            return getattr(obj, attribute)
        return self._other(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """obj[argument]: a part of a list, text or table, or as obj.argument."""
        guards.keyed(argument) if not isinstance(argument, Undefined) else str(argument)
        if isinstance(obj, dict):
            return obj[argument] if argument in obj else self._missing(obj, argument)
        if isinstance(argument, str):
            return self.getattr(obj, str(argument))
        if isinstance(obj, str | list | tuple | range) and isinstance(argument, int):
            inside = -len(obj) <= argument < len(obj)
            return obj[argument] if inside else self._missing(obj, argument)
        return self._missing(obj, argument)

    def _other(self, obj: Any, name: str) -> Any:
        """An attribute of something that is no data of ours."""
        if isinstance(obj, Undefined):
            obj._fail_with_undefined_error()
        if name.startswith("_"):
            raise Fault(f'"{name[:60]}" is not open to templates', _PLAIN_HINT)
        if isinstance(obj, dict):
            return obj[name] if name in obj else self._missing(obj, name)
        if isinstance(obj, TemplateModule):
            return self._exported(obj, name)
        if isinstance(obj, TemplateReference):
            return self._block(obj, name)
        for kind, names in _NARROW:
            if isinstance(obj, kind):
                return getattr(obj, name) if name in names else self._missing(obj, name)
        return self._missing(obj, name)

    def _exported(self, module: TemplateModule, name: str) -> Any:
        """A macro or name of an imported template."""
        if name in module.__dict__:
            return module.__dict__[name]
        source = str(module.__name__)
        found = next((str(file) for file in self.shelves.own(source) if file.is_file()), "")
        message = f'"{source}" has no macro or name "{name}", which other templates ask for'
        raise Fault(message, "take it over from newsgrid's own template of that name", found)

    def _block(self, self_: TemplateReference, name: str) -> Any:
        try:
            return self_[name]
        except KeyError:
            raise Fault(f'there is no block "{name}"', "name one of the template's") from None

    def _missing(self, obj: Any, name: Any) -> Undefined:
        """What a thing does not have, or does not show."""
        what = f'"{name}"' if isinstance(name, str) else str(name)
        hint = f"{guards.named(obj)} has nothing named {what[:60]} that is open to templates"
        return self.undefined(hint, obj=None, name=str(name))

    # --- calls and operators ---------------------------------------------------------------

    def call(self, context: Context, function: Any, /, *given: Any, **named: Any) -> Any:
        """function(...): a macro, a block, or what is granted. Raises Fault for all else."""
        if isinstance(function, Macro | BlockReference):
            self.meter.enter()
            try:
                return context.call(function, *given, **named)
            finally:
                self.meter.leave()
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        if isinstance(function, Undefined):
            function._fail_with_undefined_error()
        if isinstance(function, Granted):
            function = function.function
            self.meter.spend(_EXPENSIVE)
        elif isinstance(function, _CALLED):
            self._check_method(function)
        elif type(function) in self._calls:
            self.meter.spend(_EXPENSIVE)
        elif function is not GLOBALS["range"]:
            raise Fault(f"{guards.named(function)} cannot be called", _PLAIN_HINT)
        return self.looked_through(function, given, named)

    def _check_method(self, method: Any) -> None:
        """Raises Fault for a method that no attribute has given."""
        owner, name = method.__self__, method.__name__
        opened = self._opened.get(type(owner), frozenset())
        narrow = (names for kind, names in _NARROW if isinstance(owner, kind))
        if name not in opened and not any(name in names for names in narrow):
            raise Fault(f'"{name}" is not open to templates', _PLAIN_HINT)
        self.meter.spend(_EXPENSIVE if type(owner) in self._opened else 1)

    def looked_through(self, function: Callable[..., Any], given: Any, named: Any) -> Any:
        """What a function of ours gives, counted with all that it is given."""
        guards.deep([*given, *named.values()], self.meter)
        return guards.taken(function(*given, **named), self.meter)

    def counted(self, function: Callable[..., Any], given: Any, named: Any) -> Any:
        """What a function gives, counted with what it is given."""
        meter = self.meter
        meter.spend(1 + sum(map(guards.cost, given)) + sum(map(guards.cost, named.values())))
        return guards.taken(function(*given, **named), meter)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """left + right, and the others."""
        guards.operated(operator, left, right, self.meter)
        return self.binop_table[operator](left, right)

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """-arg and +arg."""
        if not isinstance(arg, int | float | Undefined):
            raise Fault(f"{guards.named(arg)} is no number", "write | float before")
        return self.unop_table[operator](arg)

    def concat(self, parts: Iterable[str]) -> str:
        """Parts of what is written as one text, none too long."""
        pieces, length = [], 0
        for part in parts:
            pieces.append(part)
            length += len(part)
            self.meter.room(length)
        self.meter.write(length)
        return "".join(pieces)

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Errors stay as they are: `templates` finds where they come from."""
        raise


_NARROW: tuple[tuple[type, frozenset[str]], ...] = (
    (Enum, _WORDS | _TEXTS),
    (str, _TEXTS),
    (datetime.date, _DAYS),
    (LoopContext, _LOOPS),
    (BlockReference, frozenset(("super",))),
)
"""What is open of things that are no data of ours."""


@pass_context
def _written(context: Context, value: Any) -> Any:
    """What stands between {{ and }}: plain, and counted."""
    if isinstance(value, str):
        meter: Meter = context.environment.meter  # type: ignore[attr-defined]
        meter.write(len(value))
        return value
    return guards.written(value)


def _absent(name: str) -> Callable[..., Any]:
    def absent(*_: Any, **__: Any) -> NoReturn:
        raise Fault(f"the filter {name} is for other pages", "docs/theme.md says for which")

    return absent


class _Counted(Template):
    """A template whose parts are counted while they are written."""

    _made_for: Meter | None = None

    @classmethod
    def _from_namespace(cls, environment: Any, namespace: Any, globals: Any) -> Template:
        made: Template = super()._from_namespace(environment, namespace, globals)
        made.root_render_func = _entered(environment, made.root_render_func)
        made.blocks = {name: _entered(environment, each) for name, each in made.blocks.items()}
        return made

    def _get_default_module(self, ctx: Any = None) -> TemplateModule:
        """What `import` gives: made once in a rendering, so that each counts the same."""
        meter = self.environment.meter  # type: ignore[attr-defined]
        if self._module is None or self._made_for is not meter:
            self._module, self._made_for = self.make_module(), meter
        return self._module


Sandbox.template_class = _Counted


def _entered(environment: Sandbox, body: _Body) -> _Body:
    def counted(context: Context, *given: Any, **named: Any) -> Iterator[str]:
        environment.meter.enter()
        try:
            yield from body(context, *given, **named)
        finally:
            environment.meter.leave()

    return counted
