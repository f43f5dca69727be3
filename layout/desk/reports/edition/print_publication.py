"""newsgrid print PUBLICATION: makes the edition, writes its PDF and its record, and reports the
result."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from layout.desk.command_line.never_overwrite import refuse_sources
from layout.desk.reports.ads.page_by_page import conflict_findings
from layout.desk.reports.edition.press_files import Painted, files_for_press, press_of
from layout.desk.reports.edition.production_summary import summary_text
from layout.desk.reports.edition.target import Target, write_painted
from layout.edition.closed.closing import Closing, closing_of
from layout.edition.closed.kept_open import kept_open
from layout.edition.closed.pages_to_close import pages_to_close
from layout.edition.closed.release import Release, release_findings, release_of
from layout.edition.counted.as_data import counted_as_data
from layout.edition.counted.count import count
from layout.edition.in_numbers import figures_of
from layout.edition.leg_fill import leg_figures
from layout.edition.make_edition import Newspaper, Order
from layout.edition.print_edition import edition_pdf, keep_edition, page_pdf, print_edition
from layout.edition.workshop import Workshop, workshop_in
from layout.press.proof_marks import Proof
from layout.publication.closed_pages import keep_closed, take_away
from layout.work.terminal.console import STDOUT, Console
from layout.work.terminal.report import REFUSED, Report, refused
from slots.finding import Finding, Where, bad_input
from slots.legible import shown

_EDITION = "edition.pdf"


def print_newspaper(order: Order, target: Target, console: Console) -> Report:
    """The edition of a publication on disk. Raises BadInput where it cannot be made or written.

    What was kept for the next run is written after the edition, and only with it.
    """
    press = press_of(order) if target.press else None
    output = press.output(target) if press else _output(target, order)
    refuse_sources((output,), order.folder)
    shop = workshop_in(order.folder, console)
    made, done = print_edition(order, shop, lambda made: _done(made, target, shop))
    target, release, painted = done.target, done.release, done.painted.files
    findings, files, old = (*all_findings(made), *done.painted.told), [], None
    if release:
        findings = (*findings, *release_findings(release, made.copy.decisions))
    if painted is not None and not target.trial:
        target, stay, told = _to_close(made, target, done.painted.kept_out)
        findings = (*findings, *told)
        release = release.without(stay) if release else None
        closing = _closing(made, target, order)
        with shop.stage("writing", "Writing"):
            files = write_painted(output, painted, order.folder) if painted else []
            old, unkept = keep_edition(order, made, shop)
            findings = (*findings, *unkept)
            files += _closed(closing, order) if closing else []
    figures = {**figures_of(made), **leg_figures(made.document.pages)}
    figures["counted"] = counted_as_data(count(made))
    if release:
        figures["due"] = release.as_data()
    data = {"files": files, **figures, "old_plan": old and str(old), "stages": shop.watch.report()}
    head = _headline(output, painted) + (press.words if press and painted else "")
    if release and painted is not None:
        head = f"{head}\n{release.words}" if painted else release.words
    text = summary_text(replace(made, findings=findings), data, head, console.verbose)
    return Report(data, text, findings, aside=target.output is STDOUT)


@dataclass(frozen=True, slots=True, eq=False)
class _Done:
    """An edition as it was painted; at a time of day what is due then, and the target has the pages
    that close."""

    target: Target
    release: Release | None
    painted: Painted


def _done(made: Newspaper, target: Target, shop: Workshop) -> _Done:
    """What becomes of an edition: at a time of day of the pages that are due then, which close."""
    release = release_of(made, target.due, target.trial) if target.due else None
    if release and not target.trial:
        target = replace(target, pages=release.closing, close=bool(release.closing))
    if target.named:
        target = replace(target, pages=pages_to_close(made, target.named))
    return _Done(target, release, _painted(made, target, shop))


def _to_close(
    made: Newspaper, target: Target, kept_out: frozenset[int]
) -> tuple[Target, frozenset[int], tuple[Finding, ...]]:
    """A target whose pages close, without those that stay open since the press cannot take them:
    these, and what is said of each."""
    if not (target.close and kept_out):
        return target, frozenset(), ()
    wanted = target.pages or tuple(page.number for page in made.stacked.pages)
    stay, told = kept_open(made, wanted, kept_out)
    pages = tuple(number for number in wanted if number not in stay)
    return replace(target, pages=pages, close=bool(pages)), stay, told


def _closing(made: Newspaper, target: Target, order: Order) -> Closing | None:
    """What is closed from now on, where that is otherwise than before. Raises BadInput where a page
    cannot be closed: nothing is written then."""
    if not target.close:
        return Closing(made.closed, {}) if order.open else None
    numbers = target.pages or tuple(page.number for page in made.stacked.pages)
    closing = closing_of(made, numbers, lambda number: page_pdf(made, number))
    closed = closing.closed.taken(numbers)
    settings = made.stacked.house.press
    if target.press and settings:
        from layout.edition.press.at_press import press_digest

        closed = closed.pressed(numbers, press_digest(settings, made.stacked.house.folder))
    return replace(closing, closed=closed)


def _closed(closing: Closing, order: Order) -> list[str]:
    """Keeps what is closed; gives the files that were written."""
    files = keep_closed(order.folder, closing.closed, closing.pdfs)
    take_away(order.folder, order.open - closing.closed.numbers)
    return [str(file) for file in files]


def all_findings(made: Newspaper) -> tuple[Finding, ...]:
    """What was found on the way to an edition, with a finding for each ad that has no place."""
    return (*made.findings, *conflict_findings(made.stacked))


def _painted(made: Newspaper, target: Target, shop: Workshop) -> Painted:
    """An edition painted, or refused; nothing where no page is due, or on trial."""
    if refused(all_findings(made), target.strict):
        return Painted(None)
    if target.due and not target.pages:
        return Painted({})
    if target.press:
        return files_for_press(made, target, shop)
    with shop.stage("painting", "Painting"):
        if not target.html:
            proof = Proof() if target.proof else None
            return Painted(edition_pdf(made, shop, proof, target.pages))
        from layout.press.html import write_html

        _check_open(made)
        stacked = made.stacked
        return Painted(write_html(made.document, stacked.theme, stacked.foundry))


def _check_open(made: Newspaper) -> None:
    """Raises BadInput where pages are closed, of which there is no HTML."""
    if made.closed.pages:
        named = ", ".join(map(str, sorted(made.closed.numbers)))
        message = f"closed pages ({named}) are PDFs: there is no HTML of them"
        hint = "print the PDF, or open what is closed with --open"
        raise bad_input("options", message, Where("--html"), hint)


def _output(target: Target, order: Order) -> Path:
    own = order.folder / _EDITION
    return target.output or (own.with_suffix("") if target.html else own)


def _headline(output: Path, painted: bytes | dict[str, bytes] | None) -> str:
    """What was written, and where."""
    if painted is None:
        return REFUSED
    if isinstance(painted, bytes):
        return f"Wrote {shown(output)} ({len(painted) / 1000:,.0f} kB)"
    return f"Wrote {shown(output)} ({len(painted)} files)"
