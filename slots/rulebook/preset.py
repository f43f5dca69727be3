"""Presets: rules of others, by name, to compare one's own with.

    preset:spacefinder               the Guardian's published distances, first that fits
    preset:spacefinder-high-value    the same in the sections where ads are worth most
    preset:amp                       AMP auto ads: screens between ads that grow with their number
    preset:mediavine                 filled up to a density: 30 % mobile, 25 % desktop

Each is a slots.toml of its own in templates/presets/, which says where its figures come from.
"""

from __future__ import annotations

from importlib.resources import files

from slots.finding import bad_input
from slots.rulebook.load import parse_rules
from slots.rules.mistake import suggestion
from slots.rules.terms import Rules

PREFIX = "preset:"
_FOLDER = "presets"


def preset_names() -> tuple[str, ...]:
    """The names of all presets, in order of the alphabet."""
    folder = files("templates") / _FOLDER
    found = (each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in found))


def load_preset(name: str) -> Rules:
    """The rules of a preset. BadInput, with the names there are, where there is none."""
    return parse_rules(preset_text(name), f"{PREFIX}{name}")


def preset_text(name: str) -> str:
    """The slots.toml of a preset. BadInput as `load_preset`."""
    known = preset_names()
    if name not in known:
        message = f'no preset "{name}"{suggestion(name, known)}'
        raise bad_input("unknown-preset", message, hint=f"presets: {', '.join(known)}")
    return (files("templates") / _FOLDER / f"{name}.toml").read_text("utf-8")
