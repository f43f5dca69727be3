"""The address of each story in the site, from its front matter alone.

The sections of all stories are in the navigation of every page, so all of them must be known.
Reading two thousand stories whole would take seconds; reading their first lines does not.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from layout.desk.preview.web.changed_files import Stamp, Walked
from layout.story.front_matter.yaml_lines import read_front_matter
from layout.story.publication import Publication
from layout.story.read.any_format import read_story
from layout.story.read.suffixes import MARKDOWN_SUFFIXES
from layout.story.text.pieces import name_of, slug_of
from layout.web.cards.addresses import Placed, Section, sections_of, with_addresses
from layout.web.cards.site_words import site_wording_of
from layout.web.cards.story_card import Card
from slots.files.door import Unopened, open_file
from slots.finding import BadInput

_HEAD = 65_536
"""Bytes at the beginning of a story in which its front matter ends."""

_FRONT = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.S | re.M)
_KEY = re.compile(r"^(section|slug):[ \t]*(\S.*?)[ \t]*$", re.M)
_ODD = re.compile(r"^(?:section|slug):[^\n]*\n[ \t]+\S|^(?:section|slug):[ \t]*[|>&*!]", re.M)
_PLAIN = re.compile(r"[^\W\d_][\w .,-]*")
_WORD = re.compile(r"[^\W\d_]{3}")

_SectionAndSlug = tuple[str, str]
"""A story's section and slug."""


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """The sections of a site, and each story's place in it by its file and by its path."""

    sections: tuple[Section, ...]
    files: Mapping[str, Placed]
    paths: Mapping[str, str]


class Plotter:
    """Finds the addresses of a folder's stories; remembers their front matter."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[Stamp, _SectionAndSlug]] = {}
        self._texts: dict[str, str] = {}
        self._made: tuple[object, Spots] | None = None

    def spots(self, names: tuple[str, ...], walked: Walked, publication: Publication) -> Spots:
        """The places of these stories. One that cannot be read keeps the place it had."""
        self._known = {name: self._look(name, walked[name]) for name in names}
        named = tuple((name, *self._known[name][1]) for name in names)
        key = named, publication.sections, publication.language
        if self._made is None or self._made[0] != key:
            self._made = key, _spots(named, publication)
        return self._made[1]

    def _look(self, name: str, stamp: Stamp) -> tuple[Stamp, _SectionAndSlug]:
        known = self._known.get(name)
        if known and known[0] == stamp:
            return known
        try:
            return stamp, self._read_head(self._folder / name)
        except (BadInput, OSError, Unopened):
            return stamp, known[1] if known else ("", slug_of(name, ""))

    def _read_head(self, file: Path) -> _SectionAndSlug:
        """The section and slug of a story, as its reader would have them."""
        section = slug = ""
        if file.suffix.lower() in MARKDOWN_SUFFIXES:
            with os.fdopen(open_file(file, self._folder), "rb") as opened:
                front = _FRONT.match(opened.read(_HEAD))
            text = front[1].decode(errors="replace").replace("\r\n", "\n") if front else ""
            if _ODD.search(text):
                story = read_story(file)[0]
                return story.section, story.slug
            values = dict(reversed(_KEY.findall(text)))
            section = self._value(values.get("section", ""))
            slug = name_of(self._value(values.get("slug", "")))
        if slug or _WORD.search(name_of(file.stem)):
            return section, slug or slug_of(str(file), "")
        return section, read_story(file)[0].slug  # its headline names it

    def _value(self, written: str) -> str:
        """What a value of YAML says; the same few are written in all stories."""
        if _PLAIN.fullmatch(written) and written.isascii() and written != "null":
            return written
        if written not in self._texts:
            if len(self._texts) > 10_000:
                self._texts.clear()
            front = f"---\nslug: {written}\n---\n"
            self._texts[written] = read_front_matter(front, "", ("slug",)).text_of("slug")
        return self._texts[written]


def _spots(named: tuple[tuple[str, str, str], ...], publication: Publication) -> Spots:
    unsorted = site_wording_of(publication.language).unsorted
    cards = tuple(_card(*each) for each in named)
    sections = sections_of((card.section for card in cards), publication.sections, unsorted)
    pages, _ = with_addresses(cards, sections, unsorted)
    files = {page.card.file: page for page in pages}
    return Spots(sections, files, {page.path: page.card.file for page in pages})


def _card(file: str, section: str, slug: str) -> Card:
    """A card that has only its story's section and slug."""
    nothing = ("", "", "")
    return Card(file, slug, (), (), *nothing, section, (), 1, True, True, False, "en", None, "", 0)
