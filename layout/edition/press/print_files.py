"""An edition as the files that its printer takes, named as the printer wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout.edition.make_edition import Newspaper
from layout.edition.press.at_press import AtPress, press_digest
from layout.edition.print_edition import edition_pdf, page_pdf
from layout.edition.workshop import Workshop
from layout.press.separation.refused import Refusal
from layout.press.standard.file_names import Named, file_name
from layout.press.standard.press_settings import ONE_FILE, WHOLE, PressSettings
from layout.press.standard.pressed import Pressed, Sheets
from layout.story.publication import Publication
from slots.finding import BadInput, Finding

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, eq=False)
class PrintFiles:
    """The files of an edition by their names, what keeps pages out of them, and which are kept
    out."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...] = ()
    kept_out: frozenset[int] = frozenset()


def name_of_one(settings: PressSettings, publication: Publication) -> str:
    """The name of an edition's one file."""
    named = Named(settings.code, publication.date, publication.number)
    return file_name(settings.name, named)


def print_files(
    made: Newspaper, shop: Workshop, settings: PressSettings, pages: Sequence[int] = ()
) -> PrintFiles:
    """The files of an edition, or of some `pages` of it. Pages that cannot go to the press are told
    with what stands in the way, and are in no file; where all pages are in one, there is none then:
    raises BadInput, as where a closed page went to another press before."""
    work = _Work(made, shop, settings)
    wanted = tuple(dict.fromkeys(pages)) or tuple(page.number for page in made.stacked.pages)
    made.closed.check_press(wanted, press_digest(settings, made.stacked.house.folder))
    if settings.files == ONE_FILE:
        data = edition_pdf(made, shop, None, wanted if pages else ())
        done = work.pressed(data, wanted)
        if done.refused:
            raise BadInput(work.press.findings(done.refused))
        publication = made.stacked.house.publication
        return PrintFiles({name_of_one(settings, publication): done.data}, work.press.told(done))
    files: dict[str, bytes] = {}
    refused: list[Refusal] = []
    told: list[Finding] = []
    kept_out: set[int] = set()
    for numbers in work.sheets(wanted).each():
        done = work.pressed(work.painted(numbers), numbers)
        refused += done.refused
        if done.refused:
            kept_out.update(numbers)
        else:
            files[work.name(numbers[0])] = done.data
            told += work.press.told(done)
    findings = tuple(work.press.findings(refused))
    if not files:
        raise BadInput(findings)
    return PrintFiles(files, (*findings, *told), frozenset(kept_out))


class _Work:
    """What all files of an edition share: the press, and which pages go to it how."""

    def __init__(self, made: Newspaper, shop: Workshop, settings: PressSettings) -> None:
        self.made, self.shop, self.settings = made, shop, settings
        self.press = AtPress(made.document, settings, made.stacked.house.folder)
        colour = made.stacked.house.publication.print_plan.colour
        every = {page.number for page in made.stacked.pages}
        self.black = frozenset(every - set(colour)) if colour else frozenset[int]()
        trucks = {one.id for one in made.stacked.bookings if one.double_truck}
        halves = [place.page for place in made.stacked.plan.places if place.id in trucks]
        whole = settings.trucks == WHOLE
        self.joined = frozenset(page for page in halves if whole and page + 1 in halves)

    def sheets(self, numbers: tuple[int, ...]) -> Sheets:
        """These pages as sheets: one page, or the two of a double truck that is printed whole."""
        return Sheets(numbers, self.black, self.joined)

    def painted(self, numbers: tuple[int, ...]) -> bytes:
        """The PDF of these pages."""
        if len(numbers) > 1:
            return edition_pdf(self.made, self.shop, None, numbers)
        with self.shop.memory.in_use():
            return page_pdf(self.made, numbers[0])

    def pressed(self, data: bytes, numbers: tuple[int, ...]) -> Pressed:
        """A PDF of these pages as a print file."""
        sheets = self.sheets(numbers)
        with self.shop.memory.in_use(), self.shop.stage("press", "Bringing colours to the press"):
            return self.press.pressed(data, sheets)

    def name(self, number: int) -> str:
        """The name of a page's file."""
        publication = self.made.stacked.house.publication
        pages = self.made.stacked.pages
        section = next(page.section for page in pages if page.number == number)
        sections = list(dict.fromkeys(page.section for page in pages))
        at = sections.index(section)
        letter = _LETTERS[at] if at < len(_LETTERS) else f"Z{at}"
        named = Named(
            self.settings.code, publication.date, publication.number, letter, section, number
        )
        return file_name(self.settings.name, named)
