"""newsgrid preflight: whether PDF files can be printed, by the rules of a profile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from layout.desk.command_line.options import INPUT, OUTPUT, reports
from layout.work.terminal.console import STDOUT, Console, check_stdout
from layout.work.terminal.report import Report, counted
from slots.finding import Where, bad_input
from slots.legible import on_a_line, shown

if TYPE_CHECKING:
    from layout.preflight.profile import Profile
    from layout.preflight.run import Broken, Verdict

_EPILOG = """\b
Examples:
  newsgrid preflight ad.pdf                              by GWG 2022 for newspaper ads
  newsgrid preflight ads/*.pdf --json                    the same for programs
  newsgrid preflight edition.pdf --profile pdf-x-4       whether it is PDF/X-4
  newsgrid preflight edition.pdf --profile pdf-ua-1      whether it is PDF/UA-1
  newsgrid preflight ad.pdf --profile ours.toml          by limits of one's own
  newsgrid preflight ad.pdf --proof proof.pdf            inks, resolution and boxes drawn over it

\b
Profiles: gwg-2022-newspaper, gwg-2022-newspaper-rgb, gwg-2022-newspaper-pages,
gwg-2022-newspaper-pages-rgb, pdf-x-4, pdf-x-1a, pdf-ua-1; docs/preflight.md has every rule.

Exit code 1: a file is refused, for it breaks a rule whose breach is an error.
"""


class _Held(NamedTuple):
    """A file, its bytes where a proof is drawn of them, and what the profile made of it."""

    file: Path
    data: bytes
    verdict: Verdict


@click.command(epilog=_EPILOG)
@click.argument("files", metavar="FILE.pdf...", type=INPUT, nargs=-1, required=True)
@click.option(
    "--profile",
    "named",
    metavar="NAME|FILE.toml",
    default="gwg-2022-newspaper",
    show_default=True,
    help="The rules to hold it against.",
)
@click.option("--proof", type=OUTPUT, help="A PDF with what was found drawn over all pages.")
@click.option("--jobs", type=click.IntRange(1, 1024), help="Processes; if not given, all cores.")
@reports
def preflight(
    console: Console, files: tuple[Path, ...], named: str, proof: Path | None, jobs: int | None
) -> Report:
    """Say whether PDF files can be printed: each is accepted, or refused with rule, page, place in
    mm and remedy. Any PDF will do; what cannot be read is refused in words.
    """
    from layout.preflight.findings import findings_of

    check_stdout(proof, console, "a PDF")
    profile = _profile(named)
    if proof and proof is not STDOUT and any(_same(proof, file) for file in files):
        hint = "name another file with --proof: this one would be lost"
        raise bad_input("own-source", "is one of the files to look at", Where(str(proof)), hint)
    verdicts = _all_held(files, partial(_held, profile, bool(proof)), jobs, console)
    findings = tuple(
        finding for file, _, verdict in verdicts for finding in findings_of(verdict, _at(file))
    )
    if proof:
        console.step("Drawing the proof")
        _draw(proof, verdicts, profile)
    data = {
        "profile": profile.name,
        "title": profile.title,
        "files": [_as_data(file, verdict) for file, _, verdict in verdicts],
        "proof": str(proof) if proof else None,
    }
    text = _text(verdicts, profile)
    if proof and proof is not STDOUT:
        text += f"\n\nWrote {shown(proof)}"
    return Report(data, text, findings, shown=True, aside=proof is STDOUT)


def _all_held(
    files: tuple[Path, ...], hold: Callable[[Path], _Held], jobs: int | None, console: Console
) -> list[_Held]:
    """All files held against a profile, by several processes at a time, in their order. Raises
    BadInput."""
    from layout.work.processes.crew import cores, shared_out

    console.step(f"Looking at {counted(len(files), 'file')}")
    done: dict[int, _Held] = {}
    with shared_out(hold, files, jobs or cores()) as results:
        for index, held in results:
            console.progress("Looking at files", len(done), len(files))
            done[index] = held
    return [done[index] for index in range(len(files))]


def _held(profile: Profile, kept: bool, file: Path) -> _Held:
    """A file held against a profile; its bytes are `kept`, or not."""
    from layout.preflight.run import preflight as held_against

    content = _read(file)
    return _Held(file, content if kept else b"", held_against(content, profile))


def _profile(named: str) -> Profile:
    """The profile of a name, or of a file. Raises BadInput."""
    from layout.preflight.profile import profile_named
    from slots.rulebook.load import read_text

    if not named.endswith(".toml"):
        return profile_named(named)
    file = Path(named)
    return profile_named(named, read_text(file, "give the path of a profile"), file)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _at(file: Path) -> Where:
    return Where(str(file))


def _read(file: Path) -> bytes:
    """The bytes of a file. Raises BadInput."""
    from slots.files.door import ARTWORK, Unopened, read_file

    try:
        return read_file(file, ARTWORK)
    except Unopened as error:
        raise error.at(_at(file)) from None


def _draw(proof: Path, verdicts: list[_Held], profile: Profile) -> None:
    from layout.preflight.proof.draw import InkLimit, Proofed, proof_of
    from layout.work.terminal.output import write_file

    files = [Proofed(shown(file.name), data, verdict) for file, data, verdict in verdicts]
    ink = profile.rules.get("R0026")
    write_file(proof, proof_of(files, InkLimit(**ink.limits) if ink else InkLimit()))


def _as_data(file: Path, verdict: Verdict) -> dict[str, Any]:
    return {
        "file": str(file),
        "pages": verdict.pages,
        "accepted": verdict.accepted,
        "broken": [_broken_data(broken) for broken in verdict.broken],
    }


def _broken_data(broken: Broken) -> dict[str, Any]:
    return {
        "rule": broken.rule,
        "severity": broken.severity.value,
        "found": broken.found,
        "page": broken.page,
        "places": [
            {"x_mm": one.x, "y_mm": one.y, "width_mm": one.width, "depth_mm": one.depth}
            for one in broken.places
        ],
        "times": broken.times,
        "remedy": broken.remedy,
    }


def _text(verdicts: list[_Held], profile: Profile) -> str:
    """Each file with what it breaks, then how many are accepted."""
    parts = [_file_text(file, verdict) for file, _, verdict in verdicts]
    good = sum(each.verdict.accepted for each in verdicts)
    ended = f"{counted(len(verdicts), 'file')} held against {profile.title}: {good} accepted"
    return "\n\n".join((*parts, ended))


def _file_text(file: Path, verdict: Verdict) -> str:
    from layout.preflight.findings import in_words, place_in_words
    from layout.work.terminal.text_tables import table

    said = f"{shown(file)}: {'accepted' if verdict.accepted else 'refused'}"
    if not verdict.broken:
        return said
    rows = []
    for broken in verdict.broken:
        rows.append((place_in_words(broken), broken.severity.value, on_a_line(in_words(broken))))
        rows.append(("", "", f"  hint: {on_a_line(broken.remedy)}"))
    return f"{said}\n{table(('where', 'severity', 'what'), rows)}"


COMMAND = preflight
