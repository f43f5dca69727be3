"""PostScript calculator functions (type 4), which tell most spot colours in process inks.

    {dup 0.84 mul exch 0.44 mul}         a tint to magenta and yellow

What cannot be read or run gives an empty stack. Source: ISO 32000-1, 7.10.5.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

_TOKEN = re.compile(rb"[{}]|[^\s{}]+")
_MOST_STEPS = 10_000
"""Steps of one run: there are no loops, but blocks nest."""

_MOST_STACK = 100

_Stack = list[float]


class _Broken(Exception):
    """A program that cannot be read or run."""


def calculator(source: bytes) -> Callable[[Sequence[float]], _Stack]:
    """What runs a program on operands, and gives its stack."""
    try:
        tokens = iter(_TOKEN.findall(source))
        if next(tokens, b"") != b"{":
            raise _Broken
        program = _block(tokens, 0)
    except _Broken:
        return lambda values: []

    def run(values: Sequence[float]) -> _Stack:
        stack = list(values)
        try:
            _run(program, stack, [0])
        except (_Broken, ArithmeticError, ValueError, IndexError, TypeError):
            return []
        return stack

    return run


def _block(tokens: Any, depth: int) -> list[Any]:
    if depth > 30:
        raise _Broken
    program: list[Any] = []
    for token in tokens:
        if token == b"{":
            program.append(_block(tokens, depth + 1))
        elif token == b"}":
            return program
        else:
            program.append(_step(token))
    raise _Broken


def _step(token: bytes) -> Any:
    word = token.decode("latin-1")
    if word in _OPERATORS or word in ("if", "ifelse"):
        return word
    if word in ("true", "false"):
        return 1.0 if word == "true" else 0.0
    try:
        return float(word)
    except ValueError:
        raise _Broken from None


def _run(program: list[Any], stack: _Stack, steps: list[int]) -> None:
    blocks: list[list[Any]] = []
    for step in program:
        steps[0] += 1
        if steps[0] > _MOST_STEPS or len(stack) > _MOST_STACK:
            raise _Broken
        if isinstance(step, list):
            blocks.append(step)
        elif step == "if":
            chosen = blocks.pop()
            if stack.pop():
                _run(chosen, stack, steps)
        elif step == "ifelse":
            no, yes = blocks.pop(), blocks.pop()
            _run(yes if stack.pop() else no, stack, steps)
        elif isinstance(step, str):
            _OPERATORS[step](stack)
        else:
            stack.append(step)


def _one(operation: Callable[[float], float]) -> Callable[[_Stack], None]:
    return lambda stack: stack.append(float(operation(stack.pop())))


def _two(operation: Callable[[float, float], float]) -> Callable[[_Stack], None]:
    def act(stack: _Stack) -> None:
        second, first = stack.pop(), stack.pop()
        stack.append(float(operation(first, second)))

    return act


def _copy(stack: _Stack) -> None:
    count = int(stack.pop())
    if not 0 <= count <= len(stack):
        raise _Broken
    stack += stack[len(stack) - count :]


def _index(stack: _Stack) -> None:
    back = int(stack.pop())
    if not 0 <= back < len(stack):
        raise _Broken
    stack.append(stack[-1 - back])


def _roll(stack: _Stack) -> None:
    turns, count = int(stack.pop()), int(stack.pop())
    if not 0 <= count <= len(stack):
        raise _Broken
    if count:
        part = stack[-count:]
        turns %= count
        stack[-count:] = part[count - turns :] + part[: count - turns]


def _drop(stack: _Stack) -> None:
    stack.pop()


def _exchange(stack: _Stack) -> None:
    stack[-1], stack[-2] = stack[-2], stack[-1]


def _shift(value: float, by: float) -> float:
    steps = max(-31, min(31, int(by)))
    return int(value) << steps if steps >= 0 else int(value) >> -steps


_OPERATORS: dict[str, Callable[[_Stack], None]] = {
    "abs": _one(abs),
    "ceiling": _one(math.ceil),
    "cos": _one(lambda angle: math.cos(math.radians(angle))),
    "cvi": _one(math.trunc),
    "cvr": _one(float),
    "floor": _one(math.floor),
    "ln": _one(math.log),
    "log": _one(math.log10),
    "neg": _one(lambda value: -value),
    "round": _one(lambda value: math.floor(value + 0.5)),
    "sin": _one(lambda angle: math.sin(math.radians(angle))),
    "sqrt": _one(math.sqrt),
    "truncate": _one(math.trunc),
    "not": _one(lambda value: 0.0 if value else 1.0),
    "add": _two(lambda a, b: a + b),
    "sub": _two(lambda a, b: a - b),
    "mul": _two(lambda a, b: a * b),
    "div": _two(lambda a, b: a / b),
    "idiv": _two(lambda a, b: math.trunc(int(a) / int(b))),
    "mod": _two(lambda a, b: math.fmod(int(a), int(b))),
    "exp": _two(lambda a, b: float(a**b)),
    "atan": _two(lambda a, b: math.degrees(math.atan2(a, b)) % 360),
    "and": _two(lambda a, b: int(a) & int(b)),
    "or": _two(lambda a, b: int(a) | int(b)),
    "xor": _two(lambda a, b: int(a) ^ int(b)),
    "bitshift": _two(_shift),
    "eq": _two(lambda a, b: a == b),
    "ne": _two(lambda a, b: a != b),
    "gt": _two(lambda a, b: a > b),
    "ge": _two(lambda a, b: a >= b),
    "lt": _two(lambda a, b: a < b),
    "le": _two(lambda a, b: a <= b),
    "pop": _drop,
    "exch": _exchange,
    "dup": lambda stack: stack.append(stack[-1]),
    "copy": _copy,
    "index": _index,
    "roll": _roll,
}
