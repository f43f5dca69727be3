"""The bench of new stories: written on the desk, pasted, or made of files that are dropped on it;
and of what else comes in late, pictures and ads.

    headline, section, picture, text ──plain text as newsgrid reads it──▶ item ──▶ stories/NAME.md
    bytes of a file, text of a format ──the formats of `newsgrid import`──▶ items, taken in as there

Nothing is fetched: a picture that is not in the file itself is reported, and stays a link.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from layout.desk.preview.lists import late_ads
from layout.desk.preview.lists.story_pictures import Back, Handed, hand_in, take_back
from layout.desk.preview.workers.findings_as_data import findings_data
from layout.imports.all_formats import FORMATS
from layout.imports.item import Copy, Format, Head, Item, Media
from layout.imports.markdown_of import markdown_of
from layout.imports.others_markdown.own import STORY
from layout.imports.publication.disk import Busy, disk_of
from layout.imports.publication.import_all import Imported, Order, Wishes, import_all
from layout.imports.publication.media_files import MediaFiles
from layout.imports.publication.stories_here import STORIES, stories_here
from layout.imports.source import Source, source_of
from layout.story.as_written import Story
from layout.story.block import Paragraph, Picture
from layout.story.plain.read_plain import parse_plain
from layout.story.run import plain, text_of
from layout.story.text.pieces import Piece, pieces_of
from slots.finding import Finding, Where, bad_input

_EMPTY = "The text goes here."
"""The text of a story that has none yet: a story without any cannot be read."""

_Made = dict[str, Any]
"""The answer to the desk's pages: {"stories": [{"file", "fate"}], "findings"}."""


class CopyBench:
    """What stories are made from in a publication's folder, and late ads."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)

    def written(self, headline: str, section: str, text: str, picture: str, data: bytes) -> _Made:
        """A story as it is written on the desk, or pasted, with the data of a picture of that name,
        "" for none; a text of a format that is imported is read as such. Raises BadInput."""
        pasted = text.encode("utf-8", "replace")
        source = source_of(pasted, f"pasted-{hashlib.sha256(pasted).hexdigest()[:16]}")
        format_ = next((each for each in FORMATS if text.strip() and each.recognises(source)), None)
        if format_ and not (headline.strip() or picture):
            return self.taken(source.name, pasted, section)
        if format_ and not (format_ is STORY and headline.strip() and not _has_its_own(text)):
            item, findings = _read(format_, source)
            named = _named(item, headline, section)
            return self._new(_illustrated(named, picture, data), findings)
        if not (headline.strip() or text.strip()):
            hint = "write a headline, or paste a text: its first line is taken for one"
            raise bad_input("no-headline", "nothing is written yet", Where("headline"), hint)
        item, findings = _item(headline, section, text)
        return self._new(_illustrated(item, picture, data), findings)

    def taken(self, name: str, data: bytes, section: str) -> _Made:
        """The stories in the bytes of a file. Raises BadInput where there are none to be read."""
        if not data:
            hint = "save it with its text in it"
            raise bad_input("empty-file", "the file is empty", Where(name), hint)
        wishes = Wishes(section, drafts=True, whole=True)

        def dropped(_: str) -> Iterator[Source | Finding]:
            yield source_of(data, name)

        order = Order((name,), self._folder, wishes, FORMATS, markdown_of, dropped)
        return _as_answer(import_all(order))

    def pictured(self, said: dict[str, Any], data: bytes) -> dict[str, Any]:
        """A story with a picture that was handed to it: `story_pictures.hand_in`."""
        return hand_in(self._folder, Handed(**said), data)

    def unpictured(self, said: dict[str, str]) -> dict[str, Any]:
        """The story as it was before: `story_pictures.take_back`."""
        return take_back(self._folder, Back(**said))

    def late_form(self) -> dict[str, Any]:
        """What the form of a late ad offers."""
        return late_ads.late_form(self._folder)

    def late_tried(self, cells: dict[str, str], file: str) -> dict[str, Any]:
        """What is wrong with a late ad."""
        return late_ads.late_tried(self._folder, cells, file)

    def late_artwork(self, name: str, cells: dict[str, str], data: bytes) -> dict[str, Any]:
        """What the artwork of a late ad is. Raises BadInput where it cannot be printed."""
        return late_ads.late_artwork(self._folder, name, cells, data)

    def late_checked(self, cells: dict[str, str], name: str, data: bytes) -> str:
        """Whether a late ad can be booked: `late_ads.late_checked`."""
        return late_ads.late_checked(self._folder, cells, name, data)

    def late_text(self, cells: dict[str, str]) -> str:
        """The text of the book with a late ad: `late_ads.late_text`."""
        return late_ads.late_text(self._folder, cells)

    def late_booked(
        self, cells: dict[str, str], name: str, data: bytes, ending: str
    ) -> dict[str, Any]:
        """A late ad in the book: `late_ads.late_booked`."""
        return late_ads.late_booked(self._folder, cells, name, data, ending)

    def late_taken_back(self, said: dict[str, str]) -> dict[str, Any]:
        """The book as it was before: `late_ads.late_taken_back`."""
        return late_ads.late_taken_back(self._folder, late_ads.BackAd(**said))

    def _new(self, item: Item, findings: tuple[Finding, ...]) -> _Made:
        """A story in a file of its own, whatever others are called."""
        with disk_of(self._folder, False) as disk:
            name = stories_here(disk).name_for(item)
            shown = MediaFiles(disk, STORIES).illustrated(item, source_of(b"", "desk"), None)
            made = markdown_of(shown.item)
            file = f"{STORIES}/{name}.md"
            try:
                disk.put(file, made.text.encode(), None)
            except Busy:
                hint = "make it again: it gets a name of its own"
                raise bad_input(
                    "file-in-use", "another story took its name", Where(file), hint
                ) from None
        all_findings = (*findings, *shown.findings, *made.findings)
        return {"stories": [{"file": file, "fate": "new"}], "findings": findings_data(all_findings)}


def _has_its_own(text: str) -> bool:
    """Whether a text has a headline of its own, so that its first line is none of its copy."""
    return text.lstrip().startswith(("---", "# "))


def _read(format_: Format, source: Source) -> tuple[Item, tuple[Finding, ...]]:
    """The first story of a pasted text, and the findings of its reader."""
    given = tuple(format_.read(source))
    findings = tuple(each for each in given if isinstance(each, Finding))
    items = [each for each in given if isinstance(each, Item)]
    if not items:
        hint = "paste the text alone"
        raise bad_input("no-story", "there is no story in it", source.where, hint)
    return items[0], (*findings, *items[0].copy.findings)


def _named(item: Item, headline: str, section: str) -> Item:
    """A story under the headline and section that were filled in, where they were."""
    headline = " ".join(headline.split())
    head = replace(
        item.head,
        headline=plain(headline) if headline else item.head.headline,
        section=section.strip() or item.head.section,
    )
    return replace(item, key="", head=head)


def _item(headline: str, section: str, text: str) -> tuple[Item, tuple[Finding, ...]]:
    """A story of plain text as an item, and what its reader has to say."""
    head = Head(headline=plain(" ".join(headline.split())), section=section.strip())
    if not text.strip():
        pieces: tuple[Piece, ...] = (Paragraph(plain(_EMPTY)),)
        return Item("", "", Where("desk"), head, Copy(pieces)), ()
    above = f"{text_of(head.headline)}\n\n" if head.headline else ""
    story, findings = parse_plain(f"{above}{text}")
    return Item("", "", Where("desk"), _head(story, head), Copy(pieces_of(story))), findings


def _head(story: Story, given: Head) -> Head:
    """What a text says above its first paragraph, and what was filled in beside it."""
    return Head(
        headline=given.headline or story.headline,
        kicker=story.kicker,
        deck=story.deck,
        byline=story.byline,
        dateline=story.dateline,
        date=story.date,
        section=given.section or story.section,
        comments=story.comments,
    )


def _illustrated(item: Item, name: str, data: bytes) -> Item:
    """An item with a picture above its text, if it has a name."""
    if not name:
        return item
    pieces = (Picture(name), *item.copy.pieces)
    media = (*item.copy.media, Media(name, data))
    return replace(item, copy=replace(item.copy, pieces=pieces, media=media))


def _as_answer(imported: Imported) -> _Made:
    stories = [
        {"file": each.file, "fate": each.fate.value} for each in imported.outcomes if each.file
    ]
    return {"stories": stories, "findings": findings_data(imported.findings.all())}
