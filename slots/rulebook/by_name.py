"""Rules as command lines name them: a file, a preset, or newsgrid's own; and with another strategy.

    preset:spacefinder               the Guardian's published distances, first fit
    preset:spacefinder-high-value    the same in the sections where ads are worth most
    preset:amp                       AMP auto ads: screens between ads that grow with their number
    preset:mediavine                 filled up to a density: 30 % mobile, 25 % desktop

Presets are rules of others, to compare one's own with. Each is a slots.toml of its own in
templates/presets/, which says where its figures come from.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from slots.files.door import there
from slots.files.nearby import did_you_mean
from slots.finding import Where, bad_input
from slots.rulebook.load import parse_rules, read_text
from slots.rules.mistake import suggestion
from slots.rules.terms import Rules, Strategy, everywhere

STRATEGIES = tuple(strategy.value for strategy in Strategy)

PREFIX = "preset:"
_FOLDER = "presets"


def source_text(source: str, also: tuple[str, ...] = ()) -> str:
    """The text of the rules a command line names: "preset:NAME", or the path of a file.

    BadInput where there are none, with what may have been meant: a preset, or one of the words in
    `also`, which the option takes besides.
    """
    if source.startswith(PREFIX):
        return preset_text(source.removeprefix(PREFIX))
    if there(Path(source)):
        return read_text(Path(source))
    presets = tuple(f"{PREFIX}{name}" for name in preset_names())
    known = (*presets, *also)
    near = suggestion(source, known) or did_you_mean(Path(source))
    near = near or suggestion(f"{PREFIX}{source}", known)
    what = "strategy, preset or file of rules" if also else "preset or file of rules"
    hint = f"write the path of a slots.toml, or one of {', '.join(known)}"
    raise bad_input("unreadable", f"no such {what}{near}", Where(source), hint)


def with_strategy(rules: Rules, strategy: str | None) -> Rules:
    """The same rules with another strategy at every breakpoint; with none, as they are."""
    if strategy is None:
        return rules
    return rules.model_copy(update={"page": everywhere(rules.page, strategy=Strategy(strategy))})


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
