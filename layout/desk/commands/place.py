"""newsgrid place: where slots go in a measured strip, without any story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.desk.command_line.options import INPUT, STRATEGY, reports
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report
from slots.finding import Finding, Severity, Where

if TYPE_CHECKING:
    from slots.interchange.strip_file import StripFile

_EPILOG = """\b
Examples:
  newsgrid place strip.json                                   by the rules that come with newsgrid
  newsgrid place strip.json --rules slots.toml --json
  newsgrid place - --rules slots.toml --json < strip.json     a strip from stdin
  newsgrid place strip.json --rules slots.toml --breakpoint mobile --verbose
  newsgrid place strip.json --rules slots.toml --compare preset:spacefinder
  newsgrid place strip.json --rules preset:spacefinder --compare exact

\b
A strip is a story's flow at one screen width, all in px (docs/place.md):
  {"width": 343, "viewport": [375, 667], "height": 1200, "items": [
    {"id": "p1", "role": "paragraph", "top": 0, "bottom": 96, "words": 48}, ...]}

Presets: spacefinder, spacefinder-high-value, amp, mediavine.
"""


@click.command(epilog=_EPILOG)
@click.argument("strip", type=INPUT, metavar="STRIP.json")
@click.option("--rules", "source", metavar="FILE|preset:NAME", help="A slots.toml, or a preset.")
@click.option("--breakpoint", metavar="NAME", help="If not given: that of the strip's viewport.")
@click.option("--strategy", type=STRATEGY, help="If not given: that of the rules.")
@click.option(
    "--compare",
    metavar="STRATEGY|FILE|preset:NAME",
    help="Show another strategy, or the placement of other rules, side by side.",
)
@reports
def place(
    console: Console,
    strip: Path,
    source: str | None,
    breakpoint: str | None,
    strategy: str | None,
    compare: str | None,
) -> Report:
    """Place the slots of a rule file in a measured strip, and say why not for every other gap.

    The placement is worth most of all that keep the rules, and shows it: no other is worth more
    than the bound. STRIP.json has the flow of a story at one screen width.
    """
    from layout.desk.reports.explain.on_strip import (
        as_data,
        as_text,
        comparison,
        comparison_data,
        comparison_text,
        side_of,
    )
    from slots.interchange.place_strip import NamedRules, place_strip, read_all

    console.step("Reading the strip and the rules")
    file, reads = read_all(strip, NamedRules(source, breakpoint, strategy), compare)
    findings = [*_estimated(file, strip)]
    sides = []
    for read in reads:
        console.step(f"Placing by {read.named.name}")
        trial, trial_findings = place_strip(file, read.rules, read.breakpoint)
        findings += trial_findings
        sides.append(side_of(read.named, trial, file.strip))
    data, text = as_data(sides[0]), as_text(sides[0], console.verbose)
    if compare:
        compared = comparison(sides[0], sides[1], file.strip, file.about)
        data["compare"] = comparison_data(compared)
        text = f"{text}\n\n{comparison_text(compared)}"
    return Report(data, text, tuple(findings))


def _estimated(file: StripFile, path: Path) -> Iterator[Finding]:
    """Notes on items whose words were estimated and not counted, since rules may count words."""
    if file.estimated:
        message = "no item has words: they are told by the area of the text"
        yield Finding("words", Severity.INFO, message, Where(str(path)), 'give items "words"')


COMMAND = place
