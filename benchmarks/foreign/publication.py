"""An edition as a publication: settings, ads and stories in a folder, as a publisher has them.

    settings, ads ─▶ stacked ─▶ rooms ─▶ stories dealt ─▶ files, and `dealt.json` of what they are

Stories are the files that `newsgrid import` wrote, with their section, their language and, where an
edition has pictures, those put over their text, as an editor does. Nobody
gives them a rank, a cut or a length.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.foreign.ad_book import copy_book, write_book
from benchmarks.foreign.dealing import Offer, deal, shuffled
from benchmarks.foreign.editions import Edition
from benchmarks.foreign.other_kinds import briefs, long_read
from benchmarks.foreign.pictures import Shot, many, shots
from benchmarks.foreign.story_pool import COLUMNS, Told, sheet
from benchmarks.foreign.supply import Need, rooms_of, share, words_held
from benchmarks.weekly_make import sections_of
from layout.newsgrid import stacked
from layout.story.reading_order import texts_of_block
from layout.story.run import text_of

DEALT = "dealt.json"
_SETTINGS = """\
name = "The Foreign Gazette"
language = "en"
site = "https://gazette.example"
short_address = "gazette.example/r"

[edition]
number = "1"
date = 2026-11-26
price = "£2"

[print]
format = "{format}"
columns = {columns}
pages = {pages}
"""
_SECTION = """
[[print.sections]]
name = "{name}"
pages = {pages}
share = {share}
tolerance = 20
most = 100
"""
_WEEKLY = {"News": 34, "Business": 37, "Living": 30, "Sport": 37}
"""The shares of ads in the sample weekly's sections."""
_WORDS = 6
"""Words of a headline that a picture's cutline has."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """An edition that was made: the words of its stories, those that its pages hold, its supply (1
    is all that they hold), its ads and pictures, the rooms of its sections in cells; by its slug
    what each story takes, and its section. `copy` is the text of all, paragraphs apart."""

    words: int
    held: int
    supply: float
    ads: int
    pictures: int
    rooms: Mapping[str, int]
    stories: Mapping[str, Need]
    sections: Mapping[str, str]
    copy: str


def write(edition: Edition, pool: Sequence[Told], corpora: Path, folder: Path) -> Dealt:
    """Writes an edition into a new folder."""
    folder.mkdir(parents=True)
    sections = sections_of(edition.pages) if edition.sections else {"News": edition.pages}
    ads = _furnish(edition, sections, folder)
    rooms = rooms_of(stacked(folder))
    table = _Table(edition, pool, corpora, folder.with_name(f"{folder.name}-copy"))
    names = table.dealt(rooms)
    media = folder / "stories" / "media"
    media.mkdir(parents=True)
    for section, dealt in names.items():
        for name in dealt:
            (folder / "stories" / f"{name}.md").write_text(table.file(name, section), "utf-8")
            for shot in table.shots.get(name, ()):
                shot.into(media)
    made = table.figures(names, rooms, ads)
    (folder / DEALT).write_text(json.dumps(asdict(made), indent=1, ensure_ascii=False), "utf-8")
    return made


def _furnish(edition: Edition, sections: Mapping[str, int], folder: Path) -> int:
    """Settings and ads; the number of ads."""
    grid = sheet(edition.format)
    facts = {"format": edition.format, "columns": COLUMNS, "pages": edition.pages}
    parts = [_SETTINGS.format(**facts)]
    for name, pages in sections.items():
        sold = _WEEKLY[name] if edition.ads is None else edition.ads
        parts.append(_SECTION.format(name=name, pages=pages, share=sold))
    (folder / "newsgrid.toml").write_text("".join(parts), "utf-8")
    if edition.ads is None:
        return copy_book(folder)
    return write_book(folder, sections, edition.ads / 100, grid)


class _Table:
    """Where an edition's stories are dealt from: all that its copy has, with their pictures."""

    def __init__(self, edition: Edition, pool: Sequence[Told], corpora: Path, aside: Path) -> None:
        self.edition, self.grid = edition, sheet(edition.format)
        found = [told for told in pool if told.group in edition.copy]
        if edition.kind != "news":
            made = briefs if edition.kind == "briefs" else long_read
            found = made(found, edition.most, aside)
        self.told = {told.name: told for told in found}
        self.order = [
            each.name for each in shuffled([Offer(n, 0) for n in self.told], _seed(edition))
        ]
        self.shots = dict(self._pictured(shots(corpora)))

    def need(self, name: str) -> Need:
        """What a story takes with its pictures."""
        sizes = (shot.size for shot in self.shots.get(name, ()))
        return self.told[name].need_on(self.grid).pictured(sizes, self.grid)

    def dealt(self, rooms: Mapping[str, int]) -> dict[str, list[str]]:
        """The stories of each section."""
        if self.edition.supply is None:
            return {next(iter(rooms)): list(self.told)}
        offers = [Offer(name, self.need(name).cells) for name in self.order]
        return deal(offers, rooms, self.edition.supply / 100)

    def file(self, name: str, section: str) -> str:
        """The text of a story's file in the edition."""
        told = self.told[name]
        head, text = told.parts()
        kept = [line for line in head if not line.startswith(("section:", "language:", "source:"))]
        kept += [f"section: {section}", f"language: {told.story.language}"]
        words = " ".join(_headline(told).split()[:_WORDS])
        shown = [shot.markdown(words) for shot in self.shots.get(name, ())]
        copy = "\n\n".join((*shown, text))
        return "\n".join(("---", *kept, "---", "", copy, ""))

    def figures(
        self, names: Mapping[str, Sequence[str]], rooms: Mapping[str, int], ads: int
    ) -> Dealt:
        """What was dealt, of names by section."""
        sections = {name: section for section, dealt in names.items() for name in dealt}
        needs = {name: self.need(name) for name in sections}
        room, every = sum(rooms.values()), list(needs.values())
        words = sum(need.words for need in every)
        pictures = sum(len(self.shots.get(name, ())) for name in sections)
        figures = (words, words_held(every, room), round(share(every, room), 4), ads, pictures)
        copy = "\n\n".join(_paragraphs(self.told[name] for name in sections))
        return Dealt(*figures, rooms, needs, sections, copy)

    def _pictured(self, every: Iterator[Shot]) -> Iterator[tuple[str, list[Shot]]]:
        """The pictures of those stories that have any: so many in a hundred, evenly over them."""
        for at, name in enumerate(self.order):
            if (at + 1) * self.edition.pictured // 100 > at * self.edition.pictured // 100:
                count = many(self.told[name].need_on(self.grid).words)
                yield name, [next(every) for _ in range(count)]


def _seed(edition: Edition) -> str:
    """Editions of one copy have one order."""
    return " ".join(edition.copy)


def _headline(told: Told) -> str:
    words = text_of(told.story.headline)
    return "".join(letter for letter in words if letter not in '"[]()*_\\`<>')


def _paragraphs(every: Iterable[Told]) -> Iterator[str]:
    for told in every:
        yield from (text for block in told.story.body for text in texts_of_block(block) if text)
