"""What a print command writes, and where: a PDF, its proof, HTML in a folder, or print files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from layout.desk.command_line.never_overwrite import refuse_sources
from layout.work.terminal.output import write_file, write_folder


@dataclass(frozen=True, slots=True)
class Target:
    """What to write, and how: a PDF, its proof, or HTML in a folder; None: beside what is printed
    (edition.pdf in a publication's own folder). With `strict` no edition is written where anything
    was found. Of an edition it may be some `pages` alone, in their order; what is printed is closed
    from then on where it says `close`; `named` has the pages and sections that are to close, as the
    command line names them: these alone are printed then. `press` has it made into what the printer
    takes. At a time of day, `due`, the pages whose deadline has passed are printed and closed; on
    `trial` these are only told, and nothing is written."""

    output: Path | None = None
    proof: bool = False
    html: bool = False
    strict: bool = False
    pages: tuple[int, ...] = ()
    close: bool = False
    press: bool = False
    due: str = ""
    trial: bool = False
    named: str = ""


def write_painted(output: Path, painted: bytes | Mapping[str, bytes], source: Path) -> list[str]:
    """Writes a PDF, or the files of HTML pages into a folder, and gives their paths. Raises
    BadInput where that would overwrite what is printed (`source`)."""
    if isinstance(painted, bytes):
        write_file(output, painted)
        return [str(output)]
    refuse_sources((output / name for name in painted), source)
    return [str(output / name) for name in write_folder(output, painted)]
