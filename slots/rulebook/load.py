"""slots.toml -> Rules: every problem of the file at once, each with line, column and remedy."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from slots.checks.all_mistakes import check
from slots.files.door import SETTINGS, Kind, Unopened, read_file, there
from slots.finding import BadInput, Finding, Severity, Where, bad_input, by_line
from slots.rules.mistake import Mistake, details
from slots.rules.terms import DEFAULT_BREAKPOINTS, Rules
from slots.text.broken_toml import read_toml
from slots.text.file_limits import PASSED, Limits
from slots.text.source_map import positions

_DEFAULT_FILE = "slots.toml"

LIMITS = Limits(
    named=MappingProxyType({("slot",): 300, ("breakpoints",): 24, ("category",): 300}),
)
"""Every slot is checked at every breakpoint: 300 slots at 24 breakpoints take some seconds."""


def load_rules(path: Path) -> Rules:
    """The rules of a file. BadInput with every problem, where it cannot be used."""
    return parse_rules(read_text(path), str(path))


def parse_rules(text: str, file: str) -> Rules:
    """The rules of a text; `file` is the name that findings give. BadInput as load_rules."""
    rules, findings = read_rules(text, file)
    if rules is None:
        raise BadInput(f for f in findings if f.severity is Severity.ERROR)
    return rules


def default_rules() -> Rules:
    """The rules that come with newsgrid, templates/slots.toml."""
    return parse_rules(default_text(), _DEFAULT_FILE)


def default_text() -> str:
    """The slots.toml that comes with newsgrid."""
    return (files("templates") / _DEFAULT_FILE).read_text("utf-8")


def read_rules(text: str, file: str) -> tuple[Rules | None, tuple[Finding, ...]]:
    """The rules of a text, None where it has errors, with all errors and warnings, by line."""
    data, mended, broken = read_toml(text, file, LIMITS)
    places = positions(mended, file)
    rules, wrong = validated(data)
    between: Iterable[Mistake] = ()
    # What passes a limit is left out of the data: its names would look unknown.
    if not any(finding.code in PASSED for finding in broken):
        between = check(rules, _names(data, "slot"), _names(data, "breakpoints") or _POINTS)
    found = (*broken, *(mistake.finding(places) for mistake in (*wrong, *between)))
    ordered = by_line(found)
    bad = any(finding.severity is Severity.ERROR for finding in ordered)
    return (None if bad else rules), ordered


def read_text(
    path: Path,
    hint: str = "give the path of a TOML file with rules",
    root: Path | None = None,
    kind: Kind = SETTINGS,
) -> str:
    """The text of a UTF-8 file of a kind, inside `root` where one is given. BadInput where it is
    none, with the place of the first byte that is not UTF-8; with `hint` where there is no such
    file."""
    where = Where(str(path))
    try:
        source = read_file(path, kind, root)
    except Unopened as error:
        lost = error.code == "missing-file" and not there(path)
        message = f"not read: {error.why}" if lost else error.why
        raise bad_input("unreadable", message, where, hint if lost else error.hint) from None
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source[: error.start]
        row, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        where = Where(str(path), row, column)
        raise bad_input("not-text", "this is not UTF-8 text", where, "save it as UTF-8") from error


_POINTS = tuple(DEFAULT_BREAKPOINTS)


def _names(data: dict[str, Any], table: str) -> tuple[str, ...]:
    """All names in a table of the file, however broken what they name."""
    found = data.get(table)
    return tuple(found) if isinstance(found, dict) else ()


def validated(data: dict[str, Any]) -> tuple[Rules, tuple[Mistake, ...]]:
    """The rules of what is right in the data, and the mistakes of what is not.

    What is wrong is taken out, so that rules can still be checked against each other.
    """
    found: tuple[Mistake, ...] = ()
    while True:
        try:
            return Rules.model_validate(data), found
        except ValidationError as error:
            errors = error.errors(include_url=False)
            found = found or tuple(details(errors))
            before = data
            missing = {each["loc"][:-1] for each in errors if each["type"] == "missing"}
            wrong = {each["loc"] for each in errors if each["type"] != "missing"}
            data = _without(data, missing | wrong)
            assert data != before, "a mistake is always somewhere"


def _without(data: dict[str, Any], paths: Collection[tuple[str | int, ...]]) -> dict[str, Any]:
    """Data without the values at some paths, or without what they are part of if that is no
    table."""
    below: dict[str, list[tuple[str | int, ...]]] = {}
    for path in paths:
        if not path:
            return {}
        below.setdefault(str(path[0]), []).append(path[1:])
    kept: dict[str, Any] = {}
    for name, inner in data.items():
        if name not in below:
            kept[name] = inner
        elif isinstance(inner, dict) and all(below[name]):
            kept[name] = _without(inner, below[name])
    return kept
