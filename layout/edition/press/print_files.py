"""An edition as the files that its printer takes, named as the printer wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from layout.edition.make_edition import Newspaper
from layout.edition.print_edition import edition_pdf, page_pdf
from layout.edition.workshop import Workshop
from layout.page.document import Page
from layout.press.colour.notes import Seen
from layout.press.separation.printer import Printer
from layout.press.separation.refused import Refusal, Unpressable
from layout.press.standard.declared import Facts
from layout.press.standard.file_names import Named, file_name
from layout.press.standard.press_settings import ONE_FILE, WHOLE, PressSettings
from layout.press.standard.pressed import Pressed, Sheets, pressed
from layout.story.publication import Publication
from slots.files.door import PROFILE, Unopened, read_file
from slots.finding import BadInput, Finding, Severity, Where, bad_input

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, eq=False)
class PrintFiles:
    """The files of an edition by their names, and what keeps pages out of them."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...] = ()


def name_of_one(settings: PressSettings, publication: Publication) -> str:
    """The name of an edition's one file."""
    named = Named(settings.code, publication.date, publication.number)
    return file_name(settings.name, named)


def print_files(
    made: Newspaper, shop: Workshop, settings: PressSettings, pages: Sequence[int] = ()
) -> PrintFiles:
    """The files of an edition, or of some `pages` of it. Pages that cannot go to the press are told
    with what stands in the way, and are in no file; where all pages are in one, there is none then:
    raises BadInput."""
    work = _Work(made, shop, settings)
    wanted = tuple(dict.fromkeys(pages)) or tuple(page.number for page in made.stacked.pages)
    if settings.files == ONE_FILE:
        data = edition_pdf(made, shop, None, wanted if pages else ())
        done = work.pressed(data, wanted)
        if done.refused:
            raise BadInput(work.findings(done.refused))
        publication = made.stacked.house.publication
        return PrintFiles({name_of_one(settings, publication): done.data}, work.told(done.coarse))
    files: dict[str, bytes] = {}
    refused: list[Refusal] = []
    coarse: list[Seen] = []
    for numbers in work.sheets(wanted).each():
        done = work.pressed(work.painted(numbers), numbers)
        refused += done.refused
        coarse += done.coarse
        if not done.refused:
            files[work.name(numbers[0])] = done.data
    findings = tuple(work.findings(refused))
    if not files:
        raise BadInput(findings)
    return PrintFiles(files, (*findings, *work.told(coarse)))


class _Work:
    """What all files of an edition share: the press, its profile and limit."""

    def __init__(self, made: Newspaper, shop: Workshop, settings: PressSettings) -> None:
        self.made, self.shop, self.settings = made, shop, settings
        profile = _profile(settings, made.stacked.house.folder)
        try:
            self.printer = Printer(profile, settings.ink)
        except Unpressable as error:
            where = Where(str(settings.profile))
            hint = "name the file that the printer has given under [press]"
            raise bad_input("wrong-profile", str(error), where, hint) from None
        document = made.document
        self.facts = Facts(
            document.title,
            document.language,
            document.date,
            settings.standard,
            settings.condition,
            profile,
        )
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
            return pressed(data, sheets, self.settings, self.printer, self.facts)

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

    def findings(self, refused: Sequence[Refusal]) -> Iterator[Finding]:
        """What keeps pages from the press, with the ad or picture that it lies in."""
        pages = {page.number: page for page in self.made.document.pages}
        for one in refused:
            what, file = _drawn(pages.get(one.page), one.nth)
            path = f" ({one.path})" if one.path else ""
            message = f"page {one.page}{what} cannot go to the press: {one.message}{path}"
            where = Where(str(file) if file else None)
            yield Finding("not-for-press", Severity.ERROR, message, where, one.remedy)

    def told(self, coarse: Sequence[Seen]) -> tuple[Finding, ...]:
        """Pictures of pages that are coarser than the screen of the press."""
        pages = {page.number: page for page in self.made.document.pages}
        found = []
        for one in coarse:
            what, file = _drawn(pages.get(one.page), one.nth)
            message = f"page {one.page}{what}: a picture is printed with {one.what} ({one.path})"
            hint = f"ask for it with {self.settings.dpi} dpi: it will look coarse"
            where = Where(str(file) if file else None)
            found.append(Finding("coarse-picture", Severity.INFO, message, where, hint))
        return tuple(found)


def _drawn(page: Page | None, nth: int) -> tuple[str, Path | None]:
    """What a page draws as the nth thing, and its file: pictures and artwork come first, then the
    boxes, as the painter has them."""
    if page is None or not nth:
        return "", None
    if nth <= len(page.images):
        image = page.images[nth - 1]
        return f", {image.role} {image.id}", image.file
    at = nth - len(page.images) - 1
    return (f", box {page.boxes[at].id}", None) if at < len(page.boxes) else ("", None)


def _profile(settings: PressSettings, folder: Path | None) -> bytes:
    """The profile of the press. Raises BadInput where it cannot be read any more."""
    assert settings.profile is not None, "settings without one are refused when they are read"
    try:
        return read_file(settings.profile, PROFILE, folder)
    except Unopened as error:
        raise error.at(Where(str(settings.profile))) from None
