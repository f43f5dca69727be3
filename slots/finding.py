"""Findings: diagnostics about content for the user, and the one error for bad input."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, overload

from slots.legible import shown


class Severity(StrEnum):
    """What a finding weighs: an error makes a command exit 1, a warning only with --strict."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an input file; line and column count from 1, None where unknown.

    `file` is the name as the system has it, by which the file is found; `str` escapes it.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [None if self.file is None else shown(self.file), self.line, self.column]
        return ":".join(str(part) for part in parts if part is not None)


NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page: mm from the left and the top of its trim; None where the whole page is
    meant."""

    page: int
    x_mm: float | None = None
    y_mm: float | None = None

    def __str__(self) -> str:
        if self.x_mm is None or self.y_mm is None:
            return f"page {self.page}"
        return f"page {self.page}, {self.x_mm:g} mm from the left, {self.y_mm:g} mm from the top"


@dataclass(frozen=True, slots=True)
class AdSpot:
    """Where something is on an ad: its id, the place on its artwork (None: in the file as a whole),
    and the place on the page of the newspaper where that is printed (None: nowhere, as far as is
    known)."""

    ad: str
    artwork: Spot | None = None
    printed: Spot | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A remedy that is sure, in the file that a finding is about: at a line and column, from 1,
    stands `written`, over several lines where it holds ends of lines; write `instead`. `called`
    says what that does where it is more than one word in place of another: "Take ours".

    >>> Edit(3, 1, "heading", "headline").named
    'Change to "headline"'
    """

    line: int
    column: int
    written: str
    instead: str
    called: str = ""

    @property
    def named(self) -> str:
        """What a button that does it is called."""
        return self.called or f'Change to "{self.instead.strip(_QUOTES)}"'


_QUOTES = "\"'"


def edit_on_line(line: str, number: int, written: str, instead: str) -> tuple[Edit, ...]:
    """The edit of a word of a line, by the line's number; none where it stands there more than
    once, or not at all, or nothing is to be written.

    >>> edit_on_line("::: bluebx Tides", 12, "bluebx", "blue_box")[0].column
    5
    """
    sure = instead and written and line.count(written) == 1
    return (Edit(number, line.index(written) + 1, written, instead),) if sure else ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic: a message about content, with its severity, its place and its remedy.

    Every error has a remedy, its `hint`: mypy takes none without. `spot` says more of what is on an
    ad, and `edits` are remedies of which one is to be chosen: `dataclasses.replace` adds them.

    >>> print(Finding("empty-cutline", Severity.WARNING, "cutline: expected text, found nothing",
    ...               Where("stories/flood.md", 12), "write one or drop the key"))
    stories/flood.md:12: cutline: expected text, found nothing (hint: write one or drop the key)
    """

    code: str
    severity: Severity
    message: str
    where: Where = NOWHERE
    hint: str | None = None
    spot: AdSpot | None = None
    edits: tuple[Edit, ...] = ()

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            code: str,
            severity: Literal[Severity.INFO, Severity.WARNING],
            message: str,
            where: Where = NOWHERE,
            hint: str | None = None,
        ) -> None: ...

        @overload
        def __init__(
            self, code: str, severity: Severity, message: str, where: Where, hint: str
        ) -> None: ...

        @overload
        def __init__(self, code: str, severity: Severity, message: str, *, hint: str) -> None: ...

        def __init__(
            self,
            code: str,
            severity: Severity,
            message: str,
            where: Where = NOWHERE,
            hint: str | None = None,
        ) -> None: ...

    @property
    def remedy(self) -> str:
        """The hint, "" where there is none; every error has one."""
        return self.hint or ""

    def __str__(self) -> str:
        place = f"{self.where}: " if str(self.where) else ""
        hint = f" (hint: {self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint}"


def by_line(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of one file in the order of their places."""
    return tuple(sorted(findings, key=lambda one: (one.where.line or 0, one.where.column or 0)))


class BadInput(Exception):
    """Input that cannot be used. Carries every problem found, never only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        assert self.findings, "BadInput needs at least one finding"
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[BadInput], tuple[tuple[Finding, ...]]]:
        """For pickle: an error that comes from another process keeps its findings."""
        return type(self), (self.findings,)


def new_since(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """The findings of a text that it did not have before a change, wherever they stood then."""
    known = {(one.code, one.message) for one in before}
    return [one for one in after if (one.code, one.message) not in known]


@overload
def bad_input(code: str, message: str, where: Where, hint: str) -> BadInput: ...
@overload
def bad_input(code: str, message: str, *, hint: str) -> BadInput: ...
def bad_input(code: str, message: str, where: Where = NOWHERE, hint: str = "") -> BadInput:
    """The error for input with a single problem, and its remedy."""
    return BadInput([Finding(code, Severity.ERROR, message, where, hint)])
