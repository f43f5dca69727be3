"""newsgrid idml PUBLICATION: makes the edition, writes it as IDML, alone or as a package."""

from __future__ import annotations

from pathlib import Path

from layout.desk.command_line.never_overwrite import refuse_sources
from layout.desk.reports.edition.print_publication import all_findings
from layout.edition.make_edition import Newspaper, Order
from layout.edition.print_edition import print_edition
from layout.edition.workshop import workshop_in
from layout.idml.make_idml import Idml, Wishes, idml_of
from layout.idml.written.package import zipped
from layout.work.terminal.console import STDOUT, Console
from layout.work.terminal.output import write_file, write_folder
from layout.work.terminal.report import REFUSED, Report, counted, refused
from slots.legible import shown

_IDML, _ZIP = ".idml", ".zip"
_EDITION = "edition"


def hand_on(order: Order, output: Path | None, wishes: Wishes, console: Console) -> Report:
    """The edition of a publication as IDML. Raises BadInput where it cannot be made or written. The
    plan of the edition is not kept: what is printed next follows the last one printed."""
    to = output or order.folder / (_EDITION + ("-package" if wishes.package else _IDML))
    refuse_sources((to,), order.folder)
    shop = workshop_in(order.folder, console)
    name = _EDITION if to is STDOUT else to.stem
    made, idml = print_edition(order, shop, lambda made: _idml(made, wishes, name, console))
    findings = (*all_findings(made), *idml.findings)
    nothing = refused(findings, console.strict)
    files = [] if nothing else _write(to, name, idml, wishes)
    shop.memory.save()
    data = {"files": files, **_figures(made, idml)}
    head = REFUSED if nothing else f"Wrote {shown(to)}"
    return Report(data, f"{head}\n{_text(data)}", findings, aside=to is STDOUT)


def _idml(made: Newspaper, wishes: Wishes, name: str, console: Console) -> Idml:
    console.step("Writing frames, threads and styles")
    return idml_of(made, wishes, name)


def _write(to: Path, name: str, idml: Idml, wishes: Wishes) -> list[str]:
    """Writes the file, the folder, or the zip of a package; gives what was written."""
    if not wishes.package:
        write_file(to, idml.data)
        return [str(to)]
    files = {f"{name}{_IDML}": idml.data, **idml.files}
    if to.suffix.lower() == _ZIP:
        write_file(to, zipped({f"{name}/{each}": data for each, data in files.items()}))
        return [str(to)]
    return [str(to / each) for each in write_folder(to, files)]


def _figures(made: Newspaper, idml: Idml) -> dict[str, object]:
    matter = idml.matter
    return {
        "pages": len(matter.pages),
        "threads": len(matter.threads),
        "frames": sum(len(thread.frames) for thread in matter.threads),
        "graphics": len(matter.graphics),
        "links": [link.name for link in matter.links],
        "masters": [f"{one.prefix}-{one.name}" for one in matter.mastered.masters],
        "styles": idml.styles,
        "fonts": [font.full for font in idml.fonts],
    }


def _text(data: dict[str, object]) -> str:
    """The figures in words."""

    def many(key: str, noun: str) -> str:
        found = data[key]
        return counted(found if isinstance(found, int) else len(found), noun)  # type: ignore[arg-type]

    threads = f"{many('threads', 'thread')} in {many('frames', 'frame')}"
    placed = f"{many('graphics', 'graphic')} from {many('links', 'link')}"
    looks = f"{many('styles', 'style')}, {many('masters', 'master')}, {many('fonts', 'font')}"
    return f"{many('pages', 'page')}: {threads}, {placed}, {looks}"
