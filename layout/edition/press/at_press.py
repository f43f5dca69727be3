"""A document at its press: its PDF made into a print file, and what is said of its pages then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from layout.edition.press.mends import mend_findings, mends_of, refusals, without_trim
from layout.page.document import Document, Page
from layout.press.separation.printer import Printer
from layout.press.separation.refused import Refusal, Unpressable
from layout.press.standard.declared import Facts
from layout.press.standard.press_settings import PressSettings
from layout.press.standard.pressed import Overlap, Pressed, Sheets, pressed
from slots.files.door import PROFILE, Unopened, read_file
from slots.finding import BadInput, Finding, Severity, Where, bad_input


class AtPress:
    """A document, the press with its profile and limit, and what its files say of themselves."""

    def __init__(self, document: Document, settings: PressSettings, folder: Path | None) -> None:
        """Raises BadInput where the profile, a file of the folder, is of no use."""
        self.document, self.settings = document, settings
        profile = _profile(settings, folder)
        try:
            self.printer = Printer(profile, settings.ink)
        except Unpressable as error:
            where = Where(str(settings.profile))
            hint = "name the file that the printer has given under [press]"
            raise bad_input("wrong-profile", str(error), where, hint) from None
        self.facts = Facts(
            document.title,
            document.language,
            document.date,
            settings.standard,
            settings.condition,
            profile,
        )

    def pressed(self, data: bytes, sheets: Sheets) -> Pressed:
        """The PDF of these sheets as a print file; refused where an ad needs to be mended in a way
        that the settings do not list."""
        first = {page.number: len(page.images) for page in self.document.pages}
        sheets = replace(sheets, pictures=first)
        done = pressed(data, sheets, self.settings, self.printer, self.facts)
        pages = [page for page in self.document.pages if page.number in sheets.numbers]
        mended = (*mends_of(pages, done.mended), *without_trim(pages))
        unasked = tuple(refusals(mended, self.settings))
        if done.refused or unasked:
            return Pressed(b"", (*done.refused, *unasked))
        return replace(done, mended=mended)

    def whole(self, data: bytes) -> tuple[bytes, tuple[Finding, ...]]:
        """The PDF of the whole document as a print file, all of it in colour, and what is told of
        it. Raises BadInput with what keeps any page from the press."""
        numbers = tuple(page.number for page in self.document.pages)
        done = self.pressed(data, Sheets(numbers))
        if done.refused:
            raise BadInput(tuple(self.findings(done.refused)))
        return done.data, self.told(done)

    def findings(self, refused: Sequence[Refusal]) -> Iterator[Finding]:
        """What keeps pages from the press, with the ad or picture that it lies in."""
        pages = {page.number: page for page in self.document.pages}
        for one in refused:
            what, file = _drawn(pages.get(one.page), one.nth)
            path = f" ({one.path})" if one.path else ""
            message = f"page {one.page}{what} cannot go to the press: {one.message}{path}"
            where = Where(str(file) if file else None)
            yield Finding("not-for-press", Severity.ERROR, message, where, one.remedy)

    def _lowered(self, one: Overlap) -> Finding:
        """A page on which inks that lie over each other came over the limit."""
        pages = {page.number: page for page in self.document.pages}
        drawn = [_drawn(pages.get(one.page), nth) for nth in one.nths]
        what, file = "".join(dict.fromkeys(name for name, _ in drawn)), drawn[0][1]
        percent, place = one.before.percent, one.before.place
        message = f"page {one.page}{what}, {place}: inks that lie over each other came to "
        message += f"{percent:.0f} % in 15 mm, and were brought down"
        hint = "ask for it without blending and overprinting there, or flattened"
        where = Where(str(file) if file else None)
        if one.left is None:
            return Finding("less-ink", Severity.INFO, message, where, hint)
        message += f" to {one.left.percent:.0f} %, over the limit of {self.settings.ink} %"
        return Finding("too-much-ink", Severity.WARNING, message, where, hint)

    def told(self, done: Pressed) -> tuple[Finding, ...]:
        """What was mended in ads, and pictures that are coarser than the screen of the press."""
        pages = {page.number: page for page in self.document.pages}
        found = [*mend_findings(pages, done.mended), *map(self._lowered, done.overlaps)]
        for one in done.coarse:
            what, file = _drawn(pages.get(one.page), one.nth)
            message = f"page {one.page}{what}: a picture is printed with {one.what} ({one.path})"
            hint = f"ask for it with {self.settings.dpi} dpi: it will look coarse"
            where = Where(str(file) if file else None)
            found.append(Finding("coarse-picture", Severity.INFO, message, where, hint))
        return tuple(found)


def press_digest(settings: PressSettings, folder: Path | None) -> str:
    """What tells a press from another one: its profile, and all of its settings that a print file
    depends on. Raises BadInput where the profile cannot be read."""
    bare = replace(settings, profile=None, files="", name="", code="")
    return hashlib.sha256(_profile(settings, folder) + repr(bare).encode()).hexdigest()[:24]


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
