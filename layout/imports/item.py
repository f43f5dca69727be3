"""An item: a story as its source has it, the same for all formats.

    export, wire, document ──reader──▶ Item ──writer──▶ story file, media
                                       │
                          key, version: what it is, so that a second import knows it again
                          head, pieces: what is printed
                          media:        pictures that the pieces name, and where their bytes are
                          left_out:     words of the source that are not in the story, and why
                          findings:     all else to be reported

No word is lost: each word a reader of the source would see stands in the head, in the pieces or in
`left_out`. That is the law all readers are tested by.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from layout.imports.source import Source
from layout.story.run import Runs
from layout.story.text.pieces import Piece
from layout.story.text.sanitise import fold, sanitise
from slots.finding import NOWHERE, Finding, Where

_LONGEST_KEY = 500
"""Characters of a key: front matter takes 2,000, and an address that people read has fewer."""


def lasting_key(key: str) -> str:
    """A key as front matter gives it back, so that a story is known by it: one line, without what
    no page may carry, not too long. One that was changed for that has a few characters of its
    digest, so that two keys stay two.

    >>> lasting_key("ghost 64f1"), lasting_key("ghost 64\\nf1")
    ('ghost 64f1', 'ghost 64 f1 e37f2ffd9666')
    """
    clean = fold(sanitise(key, "")[0]).strip()
    if clean == key and len(key) <= _LONGEST_KEY:
        return key
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{clean[: _LONGEST_KEY - 13].strip()} {digest[:12]}".strip()


class Status(StrEnum):
    """What its source says of an item. Drafts and private ones come in only where requested; a
    killed one takes its story out of the publication."""

    PUBLISHED = "published"
    DRAFT = "draft"
    PRIVATE = "private"
    KILLED = "killed"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the copy, and what is said of the story.

    `print_headline` is the one for paper where the source has two. `byline` is printed as it is,
    with its "By". `date` is when it was published and `updated` when it was last changed, with
    their zones where the source has them. `section` is the first of its categories, `tags` are the
    others and the tags. `rank` 1 is the lead, None where nobody ranked it. Before `embargo` it must
    not be published.
    """

    headline: Runs = ()
    print_headline: Runs = ()
    kicker: str = ""
    deck: Runs = ()
    byline: str = ""
    dateline: str = ""
    date: datetime.datetime | datetime.date | None = None
    updated: datetime.datetime | datetime.date | None = None
    embargo: datetime.datetime | datetime.date | None = None
    section: str = ""
    tags: tuple[str, ...] = ()
    rank: int | None = None
    language: str = ""
    comments: int | None = None
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture that a piece names by its `src`: its bytes where the source carries them, else the
    places where they may be, best first: an address, or a path beside the source."""

    src: str
    data: bytes | None = None
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the source that are not in the story: `what` they were ("a comment", "a menu"), the
    words themselves, and their place."""

    what: str
    text: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Copy:
    """Copy made of one stretch of a source, as `layout/imports/html` gives it: what an item takes
    over as it is."""

    pieces: tuple[Piece, ...] = ()
    media: tuple[Media, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A story as its source has it.

    `key` names it for good and everywhere ("wordpress https://paper.example/?p=12", a GUID, else
    the name of its file); `version` grows as the source numbers or dates its versions, "" where it
    does neither. `replaces` are keys of items that this one takes the place of. `kind` is "" for a
    story, else what its source calls it ("page", "product"): it comes in only where requested.
    `site` is what the paper or site that it is of calls itself, "" where its source does not say.
    """

    key: str
    version: str
    where: Where
    head: Head
    copy: Copy
    status: Status = Status.PUBLISHED
    replaces: tuple[str, ...] = ()
    kind: str = ""
    site: str = ""


Given = Item | Finding
"""What a reader gives, in the order of the source: a finding is about the source, not an item."""


@dataclass(frozen=True, slots=True)
class Title:
    """What a page is called, the name of its site maybe with it, and the host where it says that it
    is, "" where it does not."""

    text: str
    host: str


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is recognised and read; each room names its own in its first file.

    `recognises` knows a source by its first bytes and never by its name. `read` gives the items as
    they come, and a finding, with its place, for what cannot be read; the rest is read. It raises
    BadInput only where nothing at all can be. `title` is there where titles may have a site's name
    in them that one source alone does not show: it gives that of a source by its first bytes.
    """

    name: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source], Iterator[Given]]
    title: Callable[[Source], Title | None] | None = None
