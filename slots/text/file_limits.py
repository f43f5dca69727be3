"""Limits on the size of a file of settings, and the findings where one exceeds them.

A file is data that anybody may have written. The time and memory that it costs grow with the
entries of its lists and tables, the length of its texts and the depth of its nesting. So each of
these has a limit that nobody meets who writes by hand, and whatever keeps within them is read in
seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from slots.finding import Finding, Severity
from slots.text.source_map import Path, Positions

TOO_MANY, TOO_LONG, TOO_DEEP = "too-many", "too-long", "too-deep"
PASSED = frozenset((TOO_MANY, TOO_LONG, TOO_DEEP))
"""Codes of findings on what exceeds a limit."""

LONGEST_NAME = 100
"""The most characters of a key."""

LARGEST = 2**63 - 1
"""The largest whole number of TOML (version 1.0.0, Integer); it has 19 digits."""

MOST_REPORTED = 100
"""Findings of a kind in one file after which the others are only counted."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most entries of a list or table, characters of a text, levels of nesting, and values in
    all.

    `named` has the limits of entries of single lists and tables, by their path.
    """

    entries: int = 1_000
    text: int = 10_000
    depth: int = 12
    values: int = 50_000
    named: Mapping[Path, int] = field(default_factory=lambda: MappingProxyType({}))


USUAL = Limits()


def within(
    data: dict[str, Any], limits: Limits, places: Callable[[], Positions]
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """The data that keeps within limits, and a finding for each part of it that does not.

    A list or table with too many entries, and a text that is too long, is left out whole: what
    would be left of it is not what was meant. So is a list that holds such a thing.
    """
    keeping = _Keeping(limits)
    kept = keeping.kept(data, ())
    if keeping.values > limits.values:
        message = f"the file: {keeping.values:,} values: at most {limits.values:,}"
        keeping.passed.append(_Passed(TOO_MANY, (), message, "take some out, or split it"))
        kept = {}
    if not keeping.passed:
        return data, ()
    where = places()
    found = tuple(each.finding(where) for each in keeping.passed)
    return kept if isinstance(kept, dict) else {}, counted_out(found)


MEND_FIRST = "mend those above first"
"""The remedy where there are more mistakes than are reported."""


def counted_out(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The first of many findings, and one that says how many more there are."""
    if len(findings) <= MOST_REPORTED:
        return findings
    more, last = len(findings) - MOST_REPORTED, findings[MOST_REPORTED]
    message = f"{more:,} more of the kind from here on"
    rest = Finding(last.code, last.severity, message, last.where, MEND_FIRST)
    return (*findings[:MOST_REPORTED], rest)


_OUT = object()
"""Stands for what is left out."""


@dataclass(frozen=True, slots=True)
class _Passed:
    """A part of a file that passes a limit: by how much, and what would help."""

    code: str
    path: Path
    message: str
    hint: str = "make it shorter"
    key: bool = False

    def finding(self, places: Positions) -> Finding:
        """The finding at its place."""
        where = places.key(self.path) if self.key else places.value(self.path)
        return Finding(self.code, Severity.ERROR, self.message, where, self.hint)


@dataclass(slots=True)
class _Keeping:
    """One file under way: what passes a limit is noted. Lives as long as one call."""

    limits: Limits
    passed: list[_Passed] = field(default_factory=list)
    values: int = 0

    def kept(self, value: Any, path: Path) -> Any:
        """A value with everything in it that keeps within limits; _OUT where the value itself does
        not."""
        self.values += 1
        wrong = self.wrong(value, path)
        if wrong is not None:
            self.passed.append(wrong)
            return _OUT
        if isinstance(value, list):
            entries = [self.kept(each, (*path, index)) for index, each in enumerate(value)]
            return _OUT if any(each is _OUT for each in entries) else entries
        if isinstance(value, dict):
            named = ((key, self.named(key, each, path)) for key, each in value.items())
            return {key: each for key, each in named if each is not _OUT}
        return value

    def named(self, key: str, value: Any, path: Path) -> Any:
        """The value of a key; _OUT where the key itself is too long."""
        if len(key) <= LONGEST_NAME:
            return self.kept(value, (*path, key))
        message = f'the name "{key[:40]}…" has {len(key):,} characters: at most {LONGEST_NAME}'
        self.passed.append(_Passed(TOO_LONG, (*path, key), message, key=True))
        return _OUT

    def wrong(self, value: Any, path: Path) -> _Passed | None:
        """What is too much about a value, apart from what is in it."""
        if isinstance(value, str) and len(value) > self.limits.text:
            message = f"a text of {len(value):,} characters: at most {self.limits.text:,}"
            return _Passed(TOO_LONG, path, f"{_at(path)}{message}")
        if isinstance(value, int) and abs(value) > LARGEST:
            message = f"{_at(path)}a number of {_digits(value):,} digits: at most 19"
            return _Passed(TOO_LONG, path, message, "write a smaller number")
        if isinstance(value, dict | list):
            return self.crowded(value, path)
        return None

    def crowded(self, value: dict[str, Any] | list[Any], path: Path) -> _Passed | None:
        """What is too much about a table or list: how deep it stands, how many entries it has."""
        if len(path) > self.limits.depth:
            message = (
                f"lists or tables are nested too deeply: over {self.limits.depth} in each other"
            )
            return _Passed(TOO_DEEP, path, f"{_at(path)}{message}", "take a few levels out", True)
        most = self.limits.named.get(path, self.limits.entries)
        if len(value) <= most:
            return None
        message = f"{_at(path)}{len(value):,} entries: at most {most:,}"
        return _Passed(TOO_MANY, path, message, "take some out, or split it", True)


def _at(path: Path) -> str:
    """How a message about a path begins: with its name."""
    return next((f"{part}: " for part in reversed(path) if isinstance(part, str)), "the file: ")


def _digits(value: int) -> int:
    """How many digits a number has; estimated for a very long one, as writing it out takes long."""
    bits = abs(value).bit_length()
    return len(str(abs(value))) if bits < 10_000 else int(bits * 0.30103) + 1
