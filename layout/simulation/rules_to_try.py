"""The rules a simulation is asked for by name: a file, a preset, or the publication's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from layout.publication.material import attempt
from layout.publication.settings.newsgrid_toml import FILE, house_of
from layout.simulation.plan_stories import Errand, Rulebook, rules_for
from slots.finding import BadInput, Finding, bad_input
from slots.rulebook.by_name import source_text
from slots.rulebook.load import default_text, parse_rules, read_text
from slots.rules.mistake import suggestion

_OURS = "newsgrid's slots.toml"


@dataclass(frozen=True, slots=True)
class RulesToTry:
    """The rules of a simulation: `rules` are a file's, "preset:NAME", or None for the publication's
    own, `against` others to compare with (None: none); each placed by its own strategy if none is
    named, at these `breakpoints` (none: all)."""

    rules: str | None = None
    against: str | None = None
    strategy: str | None = None
    against_strategy: str | None = None
    breakpoints: tuple[str, ...] = ()


def errand_of(folder: Path, tried: RulesToTry) -> Errand:
    """The simulation of a folder under rules by these names.

    Raises BadInput with the problems of both sets of rules.
    """
    problems: list[Finding] = []
    if tried.against_strategy and tried.against is None:
        hint = "name the other rules with --against"
        problems += bad_input("options", "--against-strategy needs --against", hint=hint).findings
    a = attempt(lambda: _book(tried.rules, folder, tried.strategy), problems)
    b = None
    if tried.against is not None:
        b = attempt(lambda: _book(tried.against, folder, tried.against_strategy), problems)
    problems += _unknown([book for book in (a, b) if book], tried.breakpoints)
    if problems or a is None:
        raise BadInput(dict.fromkeys(problems))
    return Errand(str(folder.absolute()), a, b, tried.breakpoints)


def _book(name: str | None, folder: Path, strategy: str | None) -> Rulebook:
    """Rules by their name, read and checked."""
    if name is None:
        house = house_of(folder / FILE)
        own = house.rules
        name, text = _OURS, default_text()
        if own:
            name, text = str(own), read_text(own, root=house.folder)
    else:
        text = source_text(name)
    parse_rules(text, name)
    return Rulebook(name, text, strategy)


def _unknown(books: list[Rulebook], breakpoints: tuple[str, ...]) -> list[Finding]:
    """Breakpoints that are looked for and in none of the rules."""
    known = dict.fromkeys(name for book in books for name in rules_for(book, ()).breakpoints)
    found: list[Finding] = []
    for name in breakpoints if books else ():
        if name not in known:
            message = f'no breakpoint "{name}" in the rules{suggestion(name, known)}'
            found += bad_input("options", message, hint=f"one of {', '.join(known)}").findings
    return found
