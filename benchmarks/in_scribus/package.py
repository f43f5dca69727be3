"""An edition as a package of IDML in a folder, and as the PDF that `newsgrid print` makes of it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.weekly import LEFT
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.print_edition import edition_pdf
from layout.edition.workshop import workshop_in
from layout.idml.make_idml import Idml, Wishes, idml_of

LINKED, CARRIED = "edition.idml", "Document fonts"


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """An edition, its package with our line ends, and where package and PDF lie."""

    name: str
    folder: Path
    made: Newspaper
    idml: Idml

    @property
    def file(self) -> Path:
        """The document."""
        return self.folder / LINKED

    @property
    def pdf(self) -> Path:
        """The edition as it is printed."""
        return self.folder / "edition.pdf"


def package_of(publication: Path, folder: Path) -> Package:
    """The edition of a publication as a package with our line ends, in a folder; its links named by
    where they lie, its fonts where Scribus finds them."""
    copy = folder / "publication"
    shutil.copytree(publication, copy, ignore=shutil.ignore_patterns(*LEFT))
    shop = workshop_in(copy)
    with shop.memory.making():
        made = make_newspaper(Order(copy), shop)
        idml = idml_of(made, Wishes(lines=True, package=True), "edition")
    found = Package(publication.resolve().name, folder, made, idml)
    for name, data in {LINKED: idml.data, **idml.files}.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    found.pdf.write_bytes(edition_pdf(made, shop))
    fonts = folder / "home" / ".local" / "share" / "fonts"
    fonts.parent.mkdir(parents=True)
    shutil.copytree(folder / CARRIED, fonts)
    return found
