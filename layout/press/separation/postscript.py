"""Functions written in PostScript (type 4), run for many inputs at once. Source: ISO 32000-1,
7.10.5.

The stack holds columns: one value for each input. Where inputs take different ways through an `if`,
both ways are run, and each input takes what its own gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from layout.press.separation.refused import Unpressable

_Column = NDArray[np.float64]
_Stack = list[_Column]
_TOKEN = re.compile(rb"%[^\r\n]*|[{}]|[^\s{}%]+")
_DEEPEST = 32
_MOST_STACK = 200


def calculator(text: bytes, outputs: int) -> Callable[[Any], Any]:
    """The function of a program. Raises Unpressable where it cannot be read or run."""
    tokens = [token for token in _TOKEN.findall(text) if not token.startswith(b"%")]
    program, rest = _block(tokens, 0, 0)
    if rest != len(tokens):
        raise Unpressable("a PostScript function does not end where it should")

    def run(values: NDArray[np.float64]) -> NDArray[np.float64]:
        stack: _Stack = [values[:, at].copy() for at in range(values.shape[1])]
        with np.errstate(all="ignore"):
            _run(program, stack)
        if len(stack) < outputs:
            raise Unpressable("a PostScript function gives too few values")
        return np.nan_to_num(np.stack(stack[-outputs:], axis=1))

    return run


def _block(tokens: list[bytes], at: int, depth: int) -> tuple[list[Any], int]:
    """The program between braces, and the place after it."""
    if at >= len(tokens) or tokens[at] != b"{" or depth > _DEEPEST:
        raise Unpressable("a PostScript function does not begin with a brace")
    program: list[Any] = []
    at += 1
    while at < len(tokens) and tokens[at] != b"}":
        if tokens[at] == b"{":
            inner, at = _block(tokens, at, depth + 1)
            program.append(inner)
            continue
        program.append(_word(tokens[at]))
        at += 1
    return program, at + 1


def _word(token: bytes) -> float | str:
    try:
        return float(token)
    except ValueError:
        word = token.decode("latin-1")
    if word not in _ALL:
        raise Unpressable(f'a PostScript function says "{word[:20]}", which is unknown')
    return word


def _run(program: list[Any], stack: _Stack) -> None:
    like = stack[0] if stack else np.zeros(1)
    for at, word in enumerate(program):
        if isinstance(word, list):
            continue
        if isinstance(word, float):
            stack.append(np.full_like(like, word))
        elif word in ("if", "ifelse"):
            _branch(program[max(at - 2, 0) : at], word, stack)
        else:
            _operate(word, stack)
        if len(stack) > _MOST_STACK:
            raise Unpressable("a PostScript function keeps too many values")


def _branch(blocks: list[Any], word: str, stack: _Stack) -> None:
    wanted = blocks[-1:] if word == "if" else blocks[-2:]
    if len(wanted) != (1 if word == "if" else 2) or not all(isinstance(b, list) for b in wanted):
        raise Unpressable(f"a PostScript function has {word} without its braces")
    test = _pop(stack) != 0
    yes, no = list(stack), list(stack)
    _run(wanted[0], yes)
    if word == "ifelse":
        _run(wanted[1], no)
    if bool(test.all()):
        stack[:] = yes
    elif not bool(test.any()):
        stack[:] = no
    elif len(yes) != len(no):
        raise Unpressable("a PostScript function gives now more, now fewer values")
    else:
        stack[:] = [np.where(test, one, other) for one, other in zip(yes, no, strict=True)]


def _pop(stack: _Stack) -> _Column:
    if not stack:
        raise Unpressable("a PostScript function takes more values than there are")
    return stack.pop()


def _operate(word: str, stack: _Stack) -> None:
    if word in _ONE:
        stack.append(np.asarray(_ONE[word](_pop(stack)), dtype=float))
    elif word in _TWO:
        right, left = _pop(stack), _pop(stack)
        stack.append(np.asarray(_TWO[word](left, right), dtype=float))
    elif word in ("true", "false"):
        like = stack[0] if stack else np.zeros(1)
        stack.append(np.full_like(like, float(word == "true")))
    else:
        _move(word, stack)


def _move(word: str, stack: _Stack) -> None:
    if word == "pop":
        _pop(stack)
    elif word == "dup":
        stack.append(_top(stack, 1)[0])
    elif word == "exch":
        stack[-2:] = _top(stack, 2)[::-1]
    elif word == "copy":
        stack += _top(stack, _count(stack))
    elif word == "index":
        stack.append(_top(stack, _count(stack) + 1)[0])
    else:
        steps, many = _count(stack, True), _count(stack)
        if many:
            top = _top(stack, many)
            steps %= many
            stack[-many:] = top[many - steps :] + top[: many - steps]


def _top(stack: _Stack, many: int) -> _Stack:
    if many > len(stack) or many < 0:
        raise Unpressable("a PostScript function takes more values than there are")
    return stack[len(stack) - many :]


def _count(stack: _Stack, negative: bool = False) -> int:
    # What is popped first for "roll" is the steps, then how many.
    column = _pop(stack)
    number = float(column[0]) if len(column) else 0
    if bool((column != number).any()) or (number < 0 and not negative):
        raise Unpressable("a PostScript function moves values by a number that is none")
    return int(number)


def _whole(logic: Callable[..., Any]) -> Callable[[_Column, _Column], Any]:
    return lambda left, right: logic(left.astype(np.int64), right.astype(np.int64))


_ONE: dict[str, Callable[[_Column], Any]] = {
    "abs": np.abs,
    "neg": np.negative,
    "ceiling": np.ceil,
    "floor": np.floor,
    "round": lambda x: np.floor(x + 0.5),
    "truncate": np.trunc,
    "cvi": np.trunc,
    "cvr": lambda x: x,
    "sqrt": lambda x: np.sqrt(np.maximum(x, 0)),
    "sin": lambda x: np.sin(np.radians(x)),
    "cos": lambda x: np.cos(np.radians(x)),
    "ln": np.log,
    "log": np.log10,
    "not": lambda x: np.where(np.isin(x, (0, 1)), 1 - x, ~x.astype(np.int64)),
}
_TWO: dict[str, Callable[[_Column, _Column], Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "idiv": lambda x, y: np.trunc(np.divide(x, y)),
    "mod": np.fmod,
    "exp": np.power,
    "atan": lambda x, y: np.degrees(np.arctan2(x, y)) % 360,
    "eq": np.equal,
    "ne": np.not_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
    "lt": np.less,
    "le": np.less_equal,
    "and": _whole(np.bitwise_and),
    "or": _whole(np.bitwise_or),
    "xor": _whole(np.bitwise_xor),
    "bitshift": lambda x, y: np.trunc(x * 2.0**y),
}
_ALL = {
    *_ONE,
    *_TWO,
    *("true", "false", "pop", "dup", "exch", "copy", "index", "roll", "if", "ifelse"),
}
