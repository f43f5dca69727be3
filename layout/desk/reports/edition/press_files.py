"""newsgrid print --press: where print files go, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.reports.edition.target import Target
from layout.edition.make_edition import Newspaper, Order
from layout.edition.workshop import Workshop
from layout.press.standard.press_settings import ONE_FILE, PressSettings
from layout.publication.settings.newsgrid_toml import FILE, House, house_of, load_house
from layout.work.terminal.console import STDOUT
from layout.work.terminal.report import refused
from slots.finding import Finding, Where, bad_input

if TYPE_CHECKING:
    from layout.edition.press.print_files import PrintFiles

_FOLDER = "press"


@dataclass(frozen=True, slots=True)
class _Press:
    """What the printer of a publication wants."""

    house: House
    settings: PressSettings
    folder: Path

    def output(self, target: Target) -> Path:
        """The file, or the folder of a file for each page. Raises BadInput where stdout should take
        several."""
        from layout.edition.press.print_files import name_of_one

        one = self.settings.files == ONE_FILE
        if not one and target.output is STDOUT:
            hint = 'name a folder with -o, or write files = "one" under [press]'
            raise bad_input("options", "stdout takes one file, and each page is one", hint=hint)
        if target.output:
            return target.output
        name = name_of_one(self.settings, self.house.publication) if one else ""
        return self.folder / _FOLDER / name

    def output_of_story(self, target: Target, story: Path) -> Path:
        """The file of a lone story, by its name: it is one, however many pages it takes."""
        return target.output or self.folder / _FOLDER / f"{story.stem}.pdf"

    @property
    def words(self) -> str:
        """What the files are, behind where they were written."""
        wanted = self.settings
        return (
            f"\n{wanted.standard} for {wanted.condition.identifier}, at most {wanted.ink} % ink, "
            f"pictures of {wanted.dpi} dpi"
        )


def press_of(order: Order) -> _Press:
    """What the printer wants. Raises BadInput where the publication does not say it."""
    file = order.folder / FILE
    return _press(load_house(file), file)


def press_of_story(story: Path) -> _Press:
    """What the printer of a lone story's publication wants. Raises BadInput where nothing says
    it."""
    house = house_of(story)
    return _press(house, house.file or story.parent / FILE)


def _press(house: House, file: Path) -> _Press:
    if house.press is None:
        hint = (
            'write [press] and profile = "...", the file that the printer has given: docs/press.md'
        )
        message = "nothing says what the printer wants"
        raise bad_input("no-press", message, Where(str(file)), hint)
    return _Press(house, house.press, file.parent)


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """The bytes of a PDF, or the files of an edition's pages, None where it is refused; what is
    `told` only then, and the numbers of pages that the press cannot take, which are `kept_out`."""

    files: bytes | dict[str, bytes] | None
    told: tuple[Finding, ...] = ()
    kept_out: frozenset[int] = frozenset()


def files_for_press(made: Newspaper, target: Target, shop: Workshop) -> Painted:
    """The print files of an edition, with what keeps pages out of them, where with --strict there
    are none at all."""
    from layout.edition.press.print_files import print_files

    settings = made.stacked.house.press
    assert settings is not None, "asked for before the edition was made"
    with shop.stage("painting", "Painting"):
        done: PrintFiles = print_files(made, shop, settings, target.pages)
    if refused(done.findings, target.strict):
        return Painted(None, done.findings, done.kept_out)
    one = settings.files == ONE_FILE
    files = next(iter(done.files.values())) if one else done.files
    return Painted(files, done.findings, done.kept_out)
