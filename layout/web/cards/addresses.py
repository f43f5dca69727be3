"""Addresses: where each page of a site lies, from the names of sections and the slugs of stories.

    index.html              the home page
    town/index.html         the front of the section "Town"
    town/2/index.html       its second page, of older stories
    town/ferry.html         the story "ferry" of that section

One page has one address, the same on a server and on a disk. All parts are lower-case ASCII, so a
name can neither leave the site's folder nor differ from another by its case alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from layout.story.text.pieces import name_of
from layout.web.cards.story_card import Card
from slots.finding import Finding, Severity, Where

FRONT = "index.html"
ASSETS = "assets"
"""The folder of what pages share."""

SHORT = "r"
"""The folder of printed short addresses."""

_RESERVED = frozenset((ASSETS, SHORT))
"""Folders that no section may have."""

_LONGEST = 80
"""Characters of one part of an address at most: a number and a suffix may follow, and file systems
take 255 bytes of a name."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the site: its name as readers see it, and its folder."""

    name: str
    folder: str

    @property
    def front(self) -> str:
        """The path of its front."""
        return f"{self.folder}/{FRONT}"

    def older(self, number: int) -> str:
        """The path of a page of its older stories, by number from 2."""
        return f"{self.folder}/{number}/{FRONT}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A story in its place in the site: its card, its section, and the path of its page."""

    card: Card
    section: Section
    path: str


def address_part(text: str) -> str:
    """A part of an address made of a name: "Opinión y análisis" gives "opinion-y-analisis".

    A name without a Latin letter or digit gives a digest of itself, which is as stable.
    """
    name = name_of(text)[:_LONGEST].strip("-")
    return name or f"x{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def sections_of(
    names: Iterable[str], ordered: tuple[str, ...], unsorted: str
) -> tuple[Section, ...]:
    """The sections that stories name, those of `ordered` first, then the others by name.

    Names that differ by case or accents only are one section, spelled as in `ordered`, else as in
    the first of them by alphabet. Stories that name none ("") are in the section `unsorted`.
    """
    named = {name or unsorted for name in names}
    used = {_folder(name) for name in named}
    spelled: dict[str, str] = {}
    for name in (*ordered, *sorted(named, key=_alphabetic)):
        spelled.setdefault(_folder(name), name)
    return tuple(Section(name, folder) for folder, name in spelled.items() if folder in used)


def _alphabetic(name: str) -> tuple[str, str]:
    return name_of(name), name


def _folder(name: str) -> str:
    part = address_part(name)
    return f"{part}-news" if part in _RESERVED else part


def with_addresses(
    cards: tuple[Card, ...], sections: tuple[Section, ...], unsorted: str
) -> tuple[tuple[Placed, ...], tuple[Finding, ...]]:
    """Each story with its address, in the order given, and a finding for each that is taken."""
    found = {section.folder: section for section in sections}
    taken: dict[str, str] = {section.front: "" for section in sections}
    pages: list[Placed] = []
    findings: list[Finding] = []
    for card in cards:
        section = found[_folder(card.section or unsorted)]
        wanted = f"{section.folder}/{address_part(card.slug)}"
        path = next(path for path in _paths(wanted) if path not in taken)
        if path != f"{wanted}.html":
            findings.append(_collision(card, f"{wanted}.html", path, taken))
        taken[path] = card.file
        pages.append(Placed(card, section, path))
    return tuple(pages), tuple(findings)


def _paths(wanted: str) -> Iterator[str]:
    yield f"{wanted}.html"
    number = 2
    while True:
        yield f"{wanted}-{number}.html"
        number += 1


def _collision(card: Card, wanted: str, path: str, taken: dict[str, str]) -> Finding:
    other = taken.get(wanted) or "the front of its section"
    return Finding(
        "address-taken",
        Severity.WARNING,
        f"the address {wanted} belongs to {other}: this story is at {path}",
        Where(card.file or None),
        "give one of them a slug of its own in its front matter, or readers' links may break",
    )
