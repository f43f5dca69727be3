"""Release by schedule: the pages whose deadline has passed at a time of day that the caller gives,
and which of them can close then.

A page's own deadline goes before that of its section. An evening runs from noon to noon: 00:30 is
later than 23:45. Pages that share a story, or an ad, close together or not at all; so a page that
is due stays open while another one of these is not due, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from layout.edition.closed.closing import together
from layout.edition.decided.deadlines import deadline_of
from layout.edition.make_edition import Newspaper
from layout.story.decided import Decisions
from layout.work.terminal.report import listed
from slots.finding import Finding, Severity, Where

_State = Literal["closed", "closing", "waiting", "refused", "later", "none"]
"""Of a page: it was closed before; it is due and closes; it is due and waits for others; it is due,
and it, or one that it closes together with, cannot go to the press; it is not due yet; it has no
deadline."""

_DAY, _NOON = 24 * 60, 12 * 60


@dataclass(frozen=True, slots=True)
class _DuePage:
    """A page with its section and its deadline ("" for none), and what becomes of it; `waits` are
    the pages that keep it open, `shared` what it has in common with them."""

    number: int
    section: str
    deadline: str
    state: _State
    waits: tuple[int, ...] = ()
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """All pages of an edition at a time of day, by their numbers. On `trial` it is only told what
    would close."""

    at: str
    pages: tuple[_DuePage, ...]
    trial: bool = False

    @property
    def closing(self) -> tuple[int, ...]:
        """The pages that close."""
        return tuple(page.number for page in self.pages if page.state == "closing")

    @property
    def words(self) -> str:
        """What is due, and what comes next, for people."""
        states = ("closing", "closed", "waiting", "refused")
        done = {name: _named(self._of(name)) for name in states}
        closing, none = (
            ("to close", "no page is due") if self.trial else ("closed", "no page closes")
        )
        parts = [f"{closing}: {done['closing']}"] if done["closing"] else [none]
        parts += [f"open for others: {done['waiting']}"] if done["waiting"] else []
        parts += [f"closed before: {done['closed']}"] if done["closed"] else []
        parts += [f"open for the press: {done['refused']}"] if done["refused"] else []
        later = sorted(
            self._of("later"), key=lambda page: (_since_noon(page.deadline), page.number)
        )
        following = [page for page in later if page.deadline == later[0].deadline]
        parts += [f"next: {_named(following)} at {following[0].deadline}"] if later else []
        return f"Due at {self.at}: {'; '.join(parts)}"

    def _of(self, state: str) -> list[_DuePage]:
        return [page for page in self.pages if page.state == state]

    def without(self, numbers: Iterable[int]) -> Release:
        """The same, where these pages stay open for what the press cannot take."""
        kept = frozenset(numbers)
        pages = [
            replace(page, state="refused") if page.number in kept else page for page in self.pages
        ]
        return replace(self, pages=tuple(pages))

    def as_data(self) -> list[dict[str, Any]]:
        """The pages as reports have them."""
        return [
            {
                "page": page.number,
                "section": page.section,
                "deadline": page.deadline or None,
                "state": page.state,
                "waits": list(page.waits),
            }
            for page in self.pages
        ]


def release_of(made: Newspaper, at: str, trial: bool = False) -> Release:
    """What is due in an edition at a time of day, "21:30"."""
    decisions, closed = made.copy.decisions, made.closed.numbers
    deadlines = {page.number: deadline_of(page, decisions) for page in made.stacked.pages}
    due = {n for n, said in deadlines.items() if said and _since_noon(said) <= _since_noon(at)}
    groups = together(made)
    pages = []
    for page in made.stacked.pages:
        number, said = page.number, deadlines[page.number]
        others, shared = groups.get(number, (frozenset[int](), ""))
        waits = tuple(sorted(others - due - closed))
        state: _State = "later" if said else "none"
        if number in closed:
            state, waits = "closed", ()
        elif number in due:
            state = "waiting" if waits else "closing"
        waiting = state == "waiting"
        kept = (waits, shared) if waiting else ((), "")
        pages.append(_DuePage(number, page.section, said, state, *kept))
    return Release(at, tuple(pages), trial)


def release_findings(release: Release, decisions: Decisions) -> Iterator[Finding]:
    """A warning for each page that is due and stays open."""
    times = {page.number: page.deadline for page in release.pages}
    for page in release.pages:
        if page.state != "waiting":
            continue
        when = [f"page {other}, {_due_words(times[other])}" for other in page.waits]
        message = f"page {page.number} is due and stays open: {page.shared} keeps it with "
        message += listed(when)
        numbers = ",".join(map(str, sorted((page.number, *page.waits))))
        hint = f"give them one deadline, or close them: newsgrid print . --pages {numbers} --close"
        yield Finding("not-released", Severity.WARNING, message, _where(page, decisions), hint)


def _due_words(deadline: str) -> str:
    return f"which is due at {deadline}" if deadline else "which has no deadline"


def _where(page: _DuePage, decisions: Decisions) -> Where:
    of_page = ("page", str(page.number), "deadline")
    known = page.number in decisions.deadlines
    return decisions.places.value(of_page if known else ("section", page.section, "deadline"))


def _since_noon(clock: str) -> int:
    """Minutes from noon to a time of day.

    >>> _since_noon("12:00"), _since_noon("00:30")
    (0, 750)
    """
    hours, minutes = clock.split(":")
    return (int(hours) * 60 + int(minutes) - _NOON) % _DAY


def _named(pages: list[_DuePage]) -> str:
    if not pages:
        return ""
    numbers = listed([str(page.number) for page in pages])
    return f"{'page' if len(pages) == 1 else 'pages'} {numbers}"
