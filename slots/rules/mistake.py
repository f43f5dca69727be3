"""Mistakes in a rule file, as sentences for people, with remedies."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast, overload

from pydantic import BaseModel

from slots.finding import Finding, Severity, Where
from slots.rules.conditions import When
from slots.rules.terms import (
    DEFAULT_BREAKPOINTS,
    Clearance,
    Defaults,
    Page,
    PageTerms,
    PrintSide,
    Rules,
    Slot,
    Step,
    Terms,
)
from slots.text.file_limits import LONGEST_NAME, TOO_MANY
from slots.text.source_map import Path, Positions

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


@dataclass(frozen=True, slots=True)
class Mistake:
    """A problem at a path of the file: at its key, or at its value. An error has a remedy; what was
    `meant` is to be written in place of the key or value, where that is sure."""

    code: str
    path: Path
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    key: bool = False
    meant: str | int | None = None

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, code: str, path: Path, message: str, hint: str, *, key: bool = False
        ) -> None: ...

        @overload
        def __init__(
            self,
            code: str,
            path: Path,
            message: str,
            hint: str,
            severity: Severity,
            key: bool = False,
        ) -> None: ...

        @overload
        def __init__(
            self,
            code: str,
            path: Path,
            message: str,
            hint: str | None = None,
            *,
            severity: Literal[Severity.INFO, Severity.WARNING],
            key: bool = False,
        ) -> None: ...

        def __init__(
            self,
            code: str,
            path: Path,
            message: str,
            hint: str | None = None,
            severity: Severity = Severity.ERROR,
            key: bool = False,
        ) -> None: ...

    @property
    def remedy(self) -> str:
        """The hint, "" where there is none; every error has one."""
        return self.hint or ""

    def meaning(self, meant: str | int | None) -> Mistake:
        """The same, with what was meant; "" and None where that is not known."""
        return replace(self, meant=None if meant == "" else meant)

    def finding(self, positions: Positions) -> Finding:
        """The same with file, line and column, and the edit that mends it where that is sure."""
        where = positions.key(self.path) if self.key else positions.value(self.path)
        edits = positions.edits(self.path, self.meant, key=self.key)
        return replace(finding_at(self, where), edits=edits)


def finding_at(mistake: Mistake, where: Where) -> Finding:
    """A mistake as a finding at a place."""
    hint = cast(str, mistake.hint)  # an error has one: its overload demands it
    return Finding(mistake.code, mistake.severity, mistake.message, where, hint)


def suggestion(word: str, known: Iterable[str]) -> str:
    """' (did you mean "..."?)', or nothing where no known word is near."""
    return suggested(nearest(word, known))


def suggested(near: str) -> str:
    """' (did you mean "..."?)' of a word that was meant; nothing of none."""
    return f' (did you mean "{near}"?)' if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like one that is not, "" where none is near."""
    if len(word) > LONGEST_NAME:
        return ""
    names = [name for name in dict.fromkeys(known) if len(name) <= LONGEST_NAME]
    folded = {name.lower().replace("-", "_"): name for name in names}
    near = difflib.get_close_matches(word.lower().replace("-", "_"), folded, 1, 0.6)
    return folded[near[0]] if near else ""


def table_name(path: Path) -> str:
    """A table as its header spells it: [slot.inline-ad.at.mobile]; "the file" for the top.

    >>> table_name(("slot", "a")), table_name(("slot", "a", "relax", 0))
    ('[slot.a]', 'step 1 of relax in [slot.a]')
    """
    for place, part in enumerate(path):
        if isinstance(part, int):
            what = "step" if path[place - 1] == "relax" else "entry"
            return f"{what} {part + 1} of {path[place - 1]} in {table_name(path[: place - 1])}"
    return f"[{'.'.join(str(part) for part in path)}]" if path else "the file"


def mistakes_in(
    errors: Sequence[ErrorDetails], known_in: Callable[[Path], Iterable[str]]
) -> Iterator[Mistake]:
    """What pydantic found, in sentences; of a key that is not known, with the keys that its table
    may have, by the path of that."""
    yield from rest_of(errors)
    for error in errors[:MOST_MISTAKES]:
        path: Path = tuple(error["loc"])
        if error["type"] != "extra_forbidden":
            yield as_mistake(error)
            continue
        known, word = [*known_in(path[:-1])], str(path[-1])
        near = nearest(word, known)
        message = f'unknown key "{word}" in {table_name(path[:-1])}{suggested(near)}'
        hint = f"known here: {', '.join(known)}"
        yield Mistake("unknown-key", path, message, hint, key=True).meaning(near)


def as_mistake(error: ErrorDetails) -> Mistake:
    """One of pydantic's errors as a mistake."""
    path: Path = tuple(error["loc"])
    kind, found = error["type"], shown(error["input"])
    if kind == "extra_forbidden":
        return _unknown(path)
    if kind == "missing":
        return _missing(path)
    if kind == "value_error":
        wrong = error["ctx"]["error"]
        return Mistake("bad-value", path, *parted(str(wrong))).meaning(meant_by(wrong))
    if kind in ("literal_error", "enum"):
        return _not_a_choice(path, str(error["ctx"]["expected"]), error["input"])
    if kind == "too_long" and error["ctx"]["max_length"] > _PAIR:
        return _too_many(path, error["ctx"])
    sentence, remedy = _EXPECTED.get(kind, ("expected another value", LOOK_UP))
    for name, value in error.get("ctx", {}).items():
        sentence = sentence.replace(f"<{name}>", str(value))
        remedy = remedy.replace(f"<{name}>", str(value))
    bound = error.get("ctx", {}).get(_BOUNDS.get(kind, ""))
    meant = bound if type(bound) is int and type(error["input"]) is int else None
    message = f"{_named(path)}: {sentence}, found {found}"
    return Mistake("bad-value", path, message, remedy).meaning(meant)


class NotThis(ValueError):
    """A value that cannot be, and the one that was surely `meant`, or is the nearest there can
    be."""

    def __init__(self, sentence: str, meant: str | int) -> None:
        super().__init__(sentence)
        self.meant = meant


def meant_by(error: object) -> str | int | None:
    """The value that was meant, as an error says; None where it does not."""
    return error.meant if isinstance(error, NotThis) else None


def parted(sentence: str) -> tuple[str, str]:
    """What a parser of values says, as message and remedy: first what is wrong, then, after a
    colon, what to write.

    >>> parted('"200" has no unit: write "200px"')
    ('"200" has no unit', 'write "200px"')
    """
    message, _, remedy = sentence.rpartition(": ")
    return (message, remedy) if message else (sentence, LOOK_UP)


_BOUNDS = {"greater_than_equal": "ge", "less_than_equal": "le"}
"""Where pydantic says the nearest number that there can be, by its name of the error."""

LOOK_UP = "newsgrid schema, and docs/, tell what may stand here"
_PAIR = 2


def _too_many(path: Path, lengths: Mapping[str, Any]) -> Mistake:
    """The mistake of a list with more entries than anybody writes."""
    found, most = lengths["actual_length"], lengths["max_length"]
    message = f"{_named(path)}: {found:,} entries: at most {most:,}"
    return Mistake("too-many", path, message, "take some out, or make a second slot")


def _named(path: Path) -> str:
    """The key a value stands under; for one of a list, the list's."""
    return next((part for part in reversed(path) if isinstance(part, str)), "rules")


_EXPECTED = {
    "string_type": ("expected text in quotes", 'write it as in "word"'),
    "int_type": ("expected a whole number without quotes", "write it as in 3"),
    "bool_type": ("expected true or false without quotes", "write one of the two"),
    "date_type": ("expected a day without quotes", "write it as in 2026-11-24"),
    "greater_than_equal": ("expected a number from <ge> up", "write <ge> or more"),
    "less_than_equal": ("expected a number up to <le>", "write <le> or less"),
    "model_type": ("expected a table of rules", "write its keys in braces, or below its header"),
    "dict_type": ("expected a table", "write its keys in braces, or below its header"),
    "tuple_type": ("expected a list in brackets", 'write it as in ["a", "b"]'),
    "too_short": ("expected a list with at least <min_length>", "add one, or leave the key out"),
    "too_long": ("expected a pair", 'write two, as in ["image", "paragraph"]'),
    "string_pattern_mismatch": (
        "expected a name in small letters",
        'write it as in "ad" or "blue_box"',
    ),
}
"""What is expected of a value, and how it is written, by pydantic's name of the error."""


def shown(value: Any) -> str:
    """A value as the file has it, short enough for a message."""
    if isinstance(value, str):
        return f'"{value[:40]}{"…" if len(value) > 40 else ""}"'
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    if isinstance(value, dict):
        return "a table"
    return str(value)[:40]


def _unknown(path: Path) -> Mistake:
    """A key nobody knows: the nearest one that is known there, or the table it belongs in."""
    table, word = path[:-1], str(path[-1])
    fields = _fields(table)
    near = nearest(word, fields)
    message = f'unknown rule "{word}" in {table_name(table)}{suggested(near)}'
    hint = f"known here: {', '.join(fields)}" if fields else "take it out"
    if word in DEFAULT_BREAKPOINTS and "at" in fields:
        hint = f"write {table_name((*table, 'at', word))}"
    elif word in PageTerms.model_fields:
        hint = f"{word} belongs in [page]"
    elif word in Terms.model_fields and not table:
        hint = f"{word} belongs in [defaults] or a slot"
    return Mistake("unknown-rule", path, message, hint, key=True).meaning(near)


_NEEDED = {
    "holds": 'holds = "ad"',
    "sizes": 'sizes = ["3x130mm"]',
    "rule": 'rule = "clearance.image"',
}


def _missing(path: Path) -> Mistake:
    table, word = path[:-1], path[-1]
    if isinstance(word, int):
        example = '["image", "paragraph"]'
        return Mistake("bad-value", table, f"expected a pair, such as {example}", "name two")
    example = _NEEDED.get(word, f"{word} = ...")
    message = f"{table_name(table)} needs {word}"
    return Mistake("missing-rule", table, message, f"add {example}", key=True)


def _not_a_choice(path: Path, expected: str, value: Any) -> Mistake:
    """A value that is none of a few words."""
    choices = [word.strip("' ") for word in expected.replace(" or ", ", ").split(", ")]
    listed = ", ".join(f'"{choice}"' for choice in choices[:-1]) + f' or "{choices[-1]}"'
    near = nearest(value, choices) if isinstance(value, str) else ""
    message = f"{path[-1]}: expected {listed}, found {shown(value)}{suggested(near)}"
    return Mistake("bad-value", path, message, "write one of these").meaning(near)


def _fields(table: Path) -> list[str]:
    """The keys known in a table."""
    return list(_model(table).model_fields)


def _model(table: Path) -> type[BaseModel]:
    """The rules a table holds, by its path."""
    fixed: dict[Path, type[BaseModel]] = {(): Rules, ("defaults",): Defaults, ("page",): Page}
    if table in fixed:
        return fixed[table]
    if len(table) == 2 and table[0] == "slot":
        return Slot
    if table[-1] in ("print", "when"):
        return PrintSide if table[-1] == "print" else When
    if table[0] == "category":
        return When
    if table[-2:-1] == ("relax",):
        return Step
    if table[-2:-1] == ("clearance",):
        return Clearance
    return PageTerms if table[0] == "page" else Terms


def details(errors: Sequence[ErrorDetails]) -> Iterator[Mistake]:
    """Pydantic's errors as mistakes, each once; beyond `MOST_MISTAKES` they are only counted."""
    seen: set[tuple[Path, str]] = set()
    for mistake in (*map(as_mistake, errors[:MOST_MISTAKES]), *rest_of(errors)):
        path = mistake.path
        # A plain clearance is read as one length for each direction: its mistake is one.
        if path[-1:] in (("above",), ("below",)) and mistake.code == "bad-value":
            path = path[:-1]
        if (path, mistake.message) not in seen:
            seen.add((path, mistake.message))
            yield mistake


def rest_of(errors: Sequence[ErrorDetails]) -> Iterator[Mistake]:
    """How many errors there are beyond the first `MOST_MISTAKES`, which alone are spelled out."""
    if len(errors) > MOST_MISTAKES:
        message = f"{len(errors) - MOST_MISTAKES:,} more mistakes from here on"
        path: Path = tuple(errors[MOST_MISTAKES]["loc"])
        yield Mistake(TOO_MANY, path, message, "mend those above first")


MOST_MISTAKES = 1_000
"""The most mistakes of one file that are spelled out: each takes a search for what may have been
meant."""
