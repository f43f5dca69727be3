"""newsgrid print STORY: makes up one story, writes its PDF or its pages, and reports the result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from layout.desk.command_line.never_overwrite import refuse_sources
from layout.desk.reports.edition.press_files import press_of_story
from layout.desk.reports.edition.target import Target, write_painted
from layout.edition.single.print_story import PrintEdition, figures_alone, make_print_edition
from layout.publication.material import Material, gather
from layout.publication.settings.print_grid import Choice
from layout.story.pictures.paths import pictures_of
from layout.work.terminal.console import STDOUT, Console
from layout.work.terminal.report import Report, count_findings, counted
from slots.finding import Finding
from slots.legible import shown


def print_lone_story(story: Path, sheet: Choice, target: Target, console: Console) -> Report:
    """A story on disk, on as many pages as it takes. Raises BadInput where it cannot be printed or
    written."""
    press = press_of_story(story) if target.press else None
    beside = target.output or story.with_suffix("" if target.html else ".pdf")
    output = press.output_of_story(target, story) if press else beside
    refuse_sources((output,), story)
    material = gather(story, console, placing=False)
    refuse_sources((output,), story, *pictures_of(material.story, story))
    edition = make_print_edition(material, sheet, console)
    console.step("Painting")
    painted = _painted(edition, material, target)
    findings = edition.findings
    if press and isinstance(painted, bytes):
        from layout.edition.press.at_press import AtPress

        console.step("Bringing colours to the press")
        painted, told = AtPress(edition.document, press.settings, press.folder).whole(painted)
        findings = (*findings, *told)
    console.step("Writing")
    files = write_painted(output, painted, story)
    figures = figures_alone(edition)
    head = _headline(output, painted) + (press.words if press else "")
    text = f"{head}\n{_summary(figures, findings)}"
    return Report({"files": files, **figures}, text, findings, aside=output is STDOUT)


def _painted(edition: PrintEdition, material: Material, target: Target) -> bytes | dict[str, bytes]:
    """The bytes of its PDF, or the files of its pages as HTML."""
    if target.html:
        from layout.press.html import write_html

        return write_html(edition.document, material.theme, material.foundry)
    from layout.press.pdf import write_pdf

    if not target.proof:
        return write_pdf(edition.document, material.theme, material.foundry)
    from layout.desk.reports.explain.on_paper import proof_of

    marks = proof_of(material, edition)
    return write_pdf(edition.document, material.theme, material.foundry, marks)


def _headline(output: Path, painted: bytes | dict[str, bytes]) -> str:
    if isinstance(painted, bytes):
        return f"Wrote {shown(output)} ({len(painted) / 1000:.0f} kB)"
    return f"Wrote {shown(output)} ({counted(len(painted), 'file')})"


def _summary(figures: dict[str, Any], findings: tuple[Finding, ...]) -> str:
    objective, bound = figures["objective"], figures["bound"]
    proven = (
        "the best there is" if objective == bound else f"at most {objective - bound} off the best"
    )
    return (
        f"{counted(figures['pages'], 'page')}, {counted(figures['words'], 'word')} in "
        f"{counted(figures['lines'], 'line')} of body text, {counted(figures['boxes'], 'box')}\n"
        f"{counted(figures['legs'], 'leg')}: {figures['short']} short, "
        f"{counted(figures['widows'], 'widow')}, {counted(figures['orphans'], 'orphan')}\n"
        f"plan: cost {objective}, bound {bound}: {proven}; {figures['white']:.1%} left white; "
        f"{count_findings(findings)}"
    )
