"""Profiles: which rules a file is held against, with what limits, and how much each weighs.

    title = "Our press"                      of a file of one's own
    base = "gwg-2022-newspaper"              all that this file does not say is as it is there

    [rules.R0026]
    percent = 220                            a limit
    [rules.R0014]
    severity = "off"                         error, warning, info, off

Those that come with newsgrid are in templates/preflight; rules.toml there says of each rule what it
asks, what helps, and which limits it has.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from slots.finding import BadInput, Severity, bad_input
from slots.rules.mistake import Mistake, suggestion
from slots.text.broken_toml import read_toml
from slots.text.source_map import positions

FOLDER = Path(__file__).parents[2] / "templates" / "preflight"
"""Where our own profiles lie."""

_RULES = "rules"
_OFF = "off"
_SEVERITIES = (*(severity.value for severity in Severity), _OFF)
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as a profile has it: what it asks in words, what helps, how much it weighs, and its
    limits."""

    id: str
    asks: str
    remedy: str
    severity: Severity
    limits: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """Rules by their ids, in the order in which they are reported."""

    name: str
    title: str
    rules: Mapping[str, Rule]

    @property
    def digest(self) -> str:
        """What tells whether two profiles ask the same."""
        said = [
            f"{rule.id} {rule.severity.value} {sorted(rule.limits.items())} {rule.remedy}"
            for rule in self.rules.values()
        ]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def profile_names() -> tuple[str, ...]:
    """The names of our own profiles."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml") if file.stem != _RULES))


def own_profile(name: str) -> Profile:
    """One of our own profiles, by its name. Raises KeyError for what is none."""
    if name not in profile_names():
        raise KeyError(name)
    return _made(name, *_chain(_ours(name)))


def profile_named(name: str, text: str | None = None, file: Path | None = None) -> Profile:
    """A profile by its name; of a file that somebody wrote, by its `text`. Raises BadInput with all
    that is wrong with it, and where."""
    if text is None or file is None:
        if name in profile_names():
            return own_profile(name)
        message = f'there is no profile "{name[:60]}"{suggestion(name, profile_names())}'
        hint = f"one of {', '.join(profile_names())}, or a file that ends in .toml"
        raise bad_input("unknown-profile", message, hint=hint)
    data, mended, broken = read_toml(text, str(file))
    places = positions(mended, str(file))
    mistakes = [mistake.finding(places) for mistake in _mistakes(data)]
    if broken or mistakes:
        raise BadInput((*broken, *mistakes))
    return _made(file.stem, *_chain(data))


def remedy_of(rule: str) -> str:
    """What helps where a rule is broken, by its id."""
    return str(_known()[rule]["remedy"])


@cache
def _known() -> Mapping[str, Any]:
    """What is known of each rule: its words, and its limits with their usual values."""
    rules: Mapping[str, Any] = _ours(_RULES)
    return rules


@cache
def _ours(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _chain(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """A profile and all that it rests on, the first of them first."""
    chain = [data]
    while "base" in chain[0]:
        chain.insert(0, _ours(chain[0]["base"]))
    return chain


def _made(name: str, *chain: Mapping[str, Any]) -> Profile:
    said: dict[str, dict[str, Any]] = {}
    for data in chain:
        for rule, keys in data.get("rules", {}).items():
            said[rule] = {**said.get(rule, {}), **keys}
    rules = {
        rule: _rule(rule, keys)
        for rule, keys in said.items()
        if keys.get("severity", "error") != _OFF
    }
    return Profile(name, str(chain[-1].get("title", name)), rules)


def _rule(name: str, keys: Mapping[str, Any]) -> Rule:
    known = _known()[name]
    limits = {**known.get("limits", {}), **{k: v for k, v in keys.items() if k != "severity"}}
    severity = Severity(keys.get("severity", known.get("severity", "error")))
    numbers = {key: float(value) for key, value in limits.items()}
    return Rule(name, known["asks"], known["remedy"], severity, numbers)


def _mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """What is wrong with a profile that somebody wrote."""
    for key in data:
        if key not in ("title", "base", "rules"):
            hint = "one of title, base and [rules.NAME]"
            yield Mistake("unknown-key", (key,), f'unknown key "{key[:60]}"', hint, key=True)
    if not isinstance(data.get("title", ""), str):
        yield Mistake("wrong-type", ("title",), "title: expected text", 'as in title = "Ours"')
    base = data.get("base")
    if base is not None and base not in profile_names():
        near = suggestion(base, profile_names()) if isinstance(base, str) else ""
        message = f"base: there is no such profile{near}"
        yield Mistake("unknown-profile", ("base",), message, f"one of {', '.join(profile_names())}")
    rules = data.get("rules", {})
    if not isinstance(rules, dict):
        yield Mistake("wrong-type", ("rules",), "rules: expected tables", "as in [rules.R0026]")
        return
    for name, keys in rules.items():
        yield from _rule_mistakes(name, keys)


def _rule_mistakes(name: str, keys: Any) -> Iterator[Mistake]:
    path = ("rules", name)
    known = _known().get(name)
    if known is None:
        message = f'there is no rule "{name[:60]}"{suggestion(name, _known())}'
        yield Mistake("unknown-rule", path, message, "see docs/preflight.md", key=True)
        return
    if not isinstance(keys, dict):
        yield Mistake("wrong-type", path, f"{name}: expected a table", f"as in [rules.{name}]")
        return
    limits = known.get("limits", {})
    for key, value in keys.items():
        if key == "severity":
            if value not in _SEVERITIES:
                message, hint = "severity: it is none", f"one of {', '.join(_SEVERITIES)}"
                yield Mistake("wrong-value", (*path, key), message, hint)
        elif key not in limits:
            has = f"it has {', '.join(limits)}" if limits else "it has none"
            message = f'{name} has no limit "{key[:60]}"{suggestion(key, limits)}'
            yield Mistake("unknown-key", (*path, key), message, has, key=True)
        elif isinstance(value, bool) or not isinstance(value, int | float):
            message = f"{key}: expected a number"
            yield Mistake("wrong-type", (*path, key), message, f"as in {key} = {limits[key]:g}")
        elif not 0 <= value <= _MOST:
            message = f"{key}: expected a number from 0 to {_MOST:,}"
            yield Mistake("wrong-value", (*path, key), message, f"as in {key} = {limits[key]:g}")
