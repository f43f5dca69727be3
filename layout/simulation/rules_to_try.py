"""The rules a simulation is asked for by name: a file, a preset, or the publication's own."""

from __future__ import annotations

from pathlib import Path

from layout.publication.material import attempt
from layout.publication.settings.newsgrid_toml import FILE, house_of
from layout.simulation.plan_stories import Errand, Rulebook, rules_for
from slots.finding import BadInput, Finding, bad_input
from slots.rulebook.by_name import source_text
from slots.rulebook.load import default_text, parse_rules, read_text
from slots.rules.mistake import suggestion

_OURS = "newsgrid's slots.toml"


def errand_of(
    folder: Path,
    names: tuple[str | None, str | None],
    strategies: tuple[str | None, str | None],
    breakpoints: tuple[str, ...],
) -> Errand:
    """The simulation of a folder under rules by these names (None: its own; no others).

    Raises BadInput with the problems of both sets of rules.
    """
    problems: list[Finding] = []
    if strategies[1] and names[1] is None:
        hint = "name the other rules with --against"
        problems += bad_input("options", "--against-strategy needs --against", hint=hint).findings
    a = attempt(lambda: _book(names[0], folder, strategies[0]), problems)
    b = None
    if names[1] is not None:
        b = attempt(lambda: _book(names[1], folder, strategies[1]), problems)
    problems += _unknown([book for book in (a, b) if book], breakpoints)
    if problems or a is None:
        raise BadInput(dict.fromkeys(problems))
    return Errand(str(folder.absolute()), a, b, breakpoints)


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
