"""The grammar of templates: Jinja2's, without what reaches further, and with all of it counted.

A template is looked at as a tree before any of it is carried out. What it must not hold is
reported, all of it at once, with its line; what it may hold is woven through with counters:

    {% for x in xs %}     xs is counted, times what stands in the loop
    macros, branches      what stands in them is counted when they are entered
    a < b, a in b         only plain values are compared: lists in lists in lists take for ever
    a ~ b, a[1:], {k: v}  go the way that functions go, with the same guards
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes
from jinja2.lexer import TOKEN_BLOCK_BEGIN, TOKEN_OPERATOR, TOKEN_VARIABLE_BEGIN, Lexer
from jinja2.visitor import NodeTransformer

_DEEPEST = 64
"""Nodes in each other: with more, Jinja2 and Python give up here or there."""

_BRACKETS, _LONGEST = 24, 1_200
"""Brackets in each other, and words and characters of one tag, for the same reason."""

_SMALL = 12
"""Nodes of a branch up to which it counts with what it stands in."""

STEPS, WORK, COMPARED, SEARCHED = "(steps)", "(work)", "(compared)", "(searched)"
JOINED, SLICED, KEYED = "(joined)", "(sliced)", "(keyed)"
"""Names of guards among the filters: none that a template could write."""

_FORBIDDEN: dict[type[nodes.Node], tuple[str, str]] = {
    nodes.ScopedEvalContextModifier: (
        "{% autoescape %} is not open to templates",
        "take it away: text is always escaped",
    ),
    nodes.EvalContextModifier: ("{% autoescape %} is not open to templates", "take it away"),
    nodes.NSRef: ("nothing can be changed, only named anew", "write {% set name = ... %}"),
}
_OPEN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Macro),
    *(nodes.CallBlock, nodes.FilterBlock, nodes.With, nodes.Block, nodes.Extends, nodes.Include),
    *(nodes.Import, nodes.FromImport, nodes.Assign, nodes.AssignBlock, nodes.Name, nodes.Const),
    *(nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair, nodes.Keyword, nodes.CondExpr),
    *(nodes.Filter, nodes.Test, nodes.Call, nodes.Getitem, nodes.Getattr, nodes.Slice),
    *(nodes.Concat, nodes.Compare, nodes.Operand, nodes.Mul, nodes.Div, nodes.FloorDiv),
    *(nodes.Add, nodes.Sub, nodes.Mod, nodes.Pow, nodes.And, nodes.Or, nodes.Not),
    *(nodes.Neg, nodes.Pos, nodes.Scope),
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a template that cannot stand: its line, why, and what would help."""

    line: int
    message: str
    hint: str


def overlong(lexer: Lexer, source: str, file: str) -> Flaw | None:
    """The first tag that is too long, or has too many brackets in each other, for Jinja2 to read
    it. Raises TemplateSyntaxError as the lexer does."""
    depth = length = 0
    for line, kind, text in lexer.tokeniter(source, None, file):
        if kind in (TOKEN_BLOCK_BEGIN, TOKEN_VARIABLE_BEGIN):
            depth = length = 0
        length += kind != "whitespace"
        if kind == TOKEN_OPERATOR:
            depth += (text in ("(", "[", "{")) - (text in (")", "]", "}"))
        if depth > _BRACKETS or (length > _LONGEST and kind != "data"):
            return Flaw(line, "this tag is too long, or too deep", "name its parts with {% set %}")
        if kind in ("variable_end", "block_end"):
            depth = length = 0
    return None


def too_deep(tree: nodes.Node) -> Flaw | None:
    """Where nodes stand too deep in each other, if they do."""
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEEPEST:
            return Flaw(node.lineno, "this is nested too deeply", "name its parts, or use macros")
        waiting.extend((each, depth + 1) for each in node.iter_child_nodes())
    return None


def flaws_of(tree: nodes.Node, filters: Iterable[str], tests: Iterable[str]) -> tuple[Flaw, ...]:
    """All that a template must not hold, by line."""
    known = frozenset(filters), frozenset(tests)
    found: list[Flaw] = []
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        found.extend(_flaws(node, *known))
        waiting.extend(node.iter_child_nodes())
    return tuple(sorted(dict.fromkeys(found), key=lambda flaw: (flaw.line, flaw.message)))


def _flaws(node: nodes.Node, filters: frozenset[str], tests: frozenset[str]) -> Iterable[Flaw]:
    if type(node) not in _OPEN:
        usual = (f"{type(node).__name__} is not open to templates", "see docs/theme.md")
        yield Flaw(node.lineno, *_FORBIDDEN.get(type(node), usual))
    elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        yield _closed_name(node.lineno, node.attr)
    elif isinstance(node, nodes.For) and node.recursive:
        yield Flaw(node.lineno, "loops are not recursive here", "write a macro that calls itself")
    elif isinstance(node, nodes.Const):
        if isinstance(node.value, int | float) and not abs(node.value) <= _LARGEST:
            yield Flaw(node.lineno, "this number is too large", f"at most {_LARGEST:.0e}")
    elif isinstance(node, nodes.Filter | nodes.Test | nodes.Call):
        yield from _call_flaws(node, filters, tests)


def _call_flaws(
    node: nodes.Filter | nodes.Test | nodes.Call, filters: frozenset[str], tests: frozenset[str]
) -> Iterable[Flaw]:
    if isinstance(node, nodes.Filter) and node.name not in filters:
        yield _unknown(node.lineno, "filter", node.name, filters)
    if isinstance(node, nodes.Test) and node.name not in tests:
        yield _unknown(node.lineno, "test", node.name, tests)
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        hint = "write each of them, with commas between"
        yield Flaw(node.lineno, "arguments cannot be unpacked with * or **", hint)
    for each in node.kwargs:
        name = str(each.key)
        if name.startswith("_"):
            yield _closed_name(node.lineno, name)


_LARGEST = 10**15
"""No number that is written in a template is larger."""


def _closed_name(line: int, name: str) -> Flaw:
    """The flaw of a name that begins with an underline."""
    hint = "templates see plain data only: docs/theme.md lists it"
    return Flaw(line, f'"{name[:60]}" is not open to templates', hint)


_SAFE = "take | safe away: text is always escaped, and what comes as HTML is marked so already"


def _unknown(line: int, what: str, name: str, known: frozenset[str]) -> Flaw:
    if (what, name) == ("filter", "safe"):
        return Flaw(line, "the filter safe is not open to templates", _SAFE)
    near = get_close_matches(name, sorted(known), 1)
    hint = f'did you mean "{near[0]}"?' if near else "docs/theme.md lists those that there are"
    return Flaw(line, f'no {what} is named "{name[:60]}" here', hint)


class Weaver(NodeTransformer):
    """Weaves the counters and guards into a template without flaws."""

    def __init__(self, environment: Any, tree: nodes.Template) -> None:
        self._environment, self._tree = environment, tree
        self._known = _weights(tree)

    def woven(self) -> nodes.Template:
        """The same template, counted."""
        whole = self._weight(self._tree.body)
        self.generic_visit(self._tree)
        self._tree.body = self._charged(self._tree.body, whole)
        self._tree.set_environment(self._environment)
        return self._tree

    def visit_For(self, node: nodes.For) -> nodes.For:
        """A loop: its steps are counted before it begins."""
        once = 1 + self._weight(node.body) + (self._weight([node.test]) if node.test else 0)
        self.generic_visit(node)
        node.iter = self._guarded(node.iter, STEPS, nodes.Const(once))
        return node

    def visit_If(self, node: nodes.If) -> nodes.If:
        """Branches: large ones count where they are entered."""
        body, other = self._weight(node.body), self._weight(node.else_)
        self.generic_visit(node)
        if body > _SMALL:
            node.body = self._charged(node.body, body)
        if other > _SMALL:
            node.else_ = self._charged(node.else_, other)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        """What stands in a macro counts whenever it is called."""
        return self._entered(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:
        """As of a macro."""
        return self._entered(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:
        """As of a macro."""
        return self._entered(node)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:
        """Only plain values are compared, and looked for in flat lists."""
        self.generic_visit(node)
        node.expr = self._plain(node.expr, COMPARED)
        for each in node.ops:
            guard = SEARCHED if each.op in ("in", "notin") else COMPARED
            each.expr = self._plain(each.expr, guard)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:
        """a ~ b."""
        self.generic_visit(node)
        return self._guarded(nodes.List(node.nodes, lineno=node.lineno), JOINED)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:
        """a[1:2]; a[b] goes through the environment anyway."""
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        ends = (node.arg.start, node.arg.stop, node.arg.step)
        return self._guarded(node.node, SLICED, *(end or nodes.Const(None) for end in ends))

    def visit_Pair(self, node: nodes.Pair) -> nodes.Pair:
        """{key: value}."""
        self.generic_visit(node)
        node.key = self._plain(node.key, KEYED)
        return node

    def _entered(self, node: nodes.Macro | nodes.CallBlock | nodes.Block) -> nodes.Node:
        amount = self._weight(node.body)
        self.generic_visit(node)
        node.body = self._charged(node.body, amount)
        return node

    def _plain(self, node: nodes.Expr, guard: str) -> nodes.Expr:
        """An expression with its guard; what is written out in the template needs none."""
        return node if _written_out(node) else self._guarded(node, guard)

    def _guarded(self, node: Any, guard: str, *more: nodes.Expr) -> nodes.Filter:
        return nodes.Filter(node, guard, list(more), [], None, None, lineno=node.lineno)

    def _charged(self, body: list[nodes.Node], amount: int) -> list[nodes.Node]:
        if not body:
            return body
        line = body[0].lineno
        count = nodes.ExprStmt(self._guarded(nodes.Const(amount, lineno=line), WORK), lineno=line)
        return [count, *body]

    def _weight(self, parts: Sequence[nodes.Node]) -> int:
        return sum(self._known[id(part)] for part in parts)


def _written_out(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Const):
        return True
    return isinstance(node, nodes.Tuple | nodes.List) and all(
        isinstance(each, nodes.Const) for each in node.items
    )


def _weights(tree: nodes.Node) -> dict[int, int]:
    """Of each node, how many are carried out with it: without those that are counted where they
    are entered. Children come first, so that each is looked at once."""
    order: list[nodes.Node] = [tree]
    for node in order:  # it grows: parents before children
        order.extend(node.iter_child_nodes())
    known: dict[int, int] = {}
    for node in reversed(order):
        if isinstance(node, nodes.If):
            known[id(node)] = _branching(node, known)
        else:
            known[id(node)] = 1 + sum(known[id(part)] for part in _counted(node))
    return known


def _branching(node: nodes.If, known: dict[int, int]) -> int:
    """Of branches: their tests, and what stands in small ones."""
    branches = [sum(known[id(part)] for part in body) for body in (node.body, node.else_)]
    tests = known[id(node.test)] + sum(known[id(each)] for each in node.elif_)
    return 1 + tests + sum(branch for branch in branches if branch <= _SMALL)


def _counted(node: nodes.Node) -> Iterable[nodes.Node]:
    """The children that are carried out whenever a node is."""
    if isinstance(node, nodes.For):
        return (node.iter, *node.else_)
    if isinstance(node, nodes.Macro | nodes.Block):
        return ()
    if isinstance(node, nodes.CallBlock):
        return (node.call,)
    return node.iter_child_nodes()
