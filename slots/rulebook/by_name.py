"""Rules as command lines name them: a file, a preset, or newsgrid's own; and placed otherwise."""

from __future__ import annotations

from pathlib import Path

from slots.files.door import there
from slots.files.nearby import did_you_mean
from slots.finding import Where, bad_input
from slots.rulebook.load import read_text
from slots.rulebook.preset import PREFIX, preset_names, preset_text
from slots.rules.mistake import suggestion
from slots.rules.terms import Rules, Strategy, everywhere

STRATEGIES = tuple(strategy.value for strategy in Strategy)


def source_text(source: str, also: tuple[str, ...] = ()) -> str:
    """The text of the rules a command line names: "preset:NAME", or the path of a file.

    BadInput where there are none, with what may have been meant: a preset, or one of the words
    that the option takes `also`.
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
