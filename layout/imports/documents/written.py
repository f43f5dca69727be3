"""A document as both readers give it: HTML with a handful of classes, and what stands beside it.

<h1 class="title">, <p class="deck">, <p class="byline">, <p class="kicker">  head, by its style
<p class="caption">                                                  cutline of a picture
<p class="note">[1] ...</p>                                          a foot- or endnote
<div class="box">...</div>                                           a text box
<h1> to <h6>, p, ul, ol, table, blockquote, a, strong, em, img       the rest
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from layout.imports.dates import Moment
from layout.imports.item import LeftOut, Media
from layout.story.text.pieces import name_of
from slots.finding import Finding, Severity, Where

TITLE, DECK, BYLINE, KICKER, CAPTION = "title", "deck", "byline", "kicker", "caption"
NOTE, BOX, QUOTE, RULE = "note", "box", "quote", "rule"

_ROLES = {
    **dict.fromkeys(("title", "headline", "titel", "titre", "título"), TITLE),
    **dict.fromkeys(("subtitle", "deck", "standfirst", "sub-headline", "subtítulo"), DECK),
    **dict.fromkeys(("byline", "by line", "author", "autor"), BYLINE),
    **dict.fromkeys(("kicker", "eyebrow", "overline", "antetítulo"), KICKER),
    **dict.fromkeys(("caption", "illustration", "figure", "cutline", "drawing"), CAPTION),
    **dict.fromkeys(("quote", "intense quote", "block text", "quotations"), QUOTE),
    "horizontal line": RULE,
}
_HEADING = re.compile(r"heading ([1-9])\Z")
DEEPEST_HEADING = 6


def role_of(style: str) -> str:
    """What a style's name says that its paragraph is: a role above, "h1" to "h6", else "".

    >>> role_of("Heading 2"), role_of("Subtitle"), role_of("Body Text")
    ('h2', 'deck', '')
    """
    name = " ".join(style.lower().split())
    heading = _HEADING.match(name)
    if heading:
        return f"h{min(int(heading[1]), DEEPEST_HEADING)}"
    return _ROLES.get(name, "")


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document's file says of it: never copy, only where the copy says nothing."""

    title: str = ""
    creator: str = ""
    created: Moment | None = None
    modified: Moment | None = None
    keywords: tuple[str, ...] = ()
    language: str = ""
    revision: str = ""


NO_PROPERTIES = Properties()


@dataclass(frozen=True, slots=True)
class Written:
    """A document: its HTML, the pictures that it names, and all else."""

    body: etree._Element
    pictures: tuple[Media, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()
    properties: Properties = NO_PROPERTIES


@dataclass(slots=True)
class Album:
    """The pictures of one document while it is read: each gets a name once."""

    document: str
    where: Where
    media: dict[str, Media] = field(default_factory=dict)
    names: dict[bytes, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def embedded(self, part: str, data: bytes) -> str:
        """The address, for an <img>, of a picture whose bytes the document carries; "" where
        neither page nor press can show it, which is reported."""
        kind = _kind_of(data)
        if not kind:
            ending = posixpath.splitext(part)[1] or "unknown"
            message = (
                f"picture {posixpath.basename(part)}: {ending} is shown by no browser or press"
            )
            hint = "save it as PNG or JPEG, and insert it again"
            self.findings.append(_warning("picture-kind", message, self.where, hint))
            return ""
        src = self.names.get(data)
        if src is None:
            src = f"{name_of(self.document) or 'picture'}-{len(self.media) + 1}.{kind}"
            self.names[data] = src
            self.media[src] = Media(src, data)
        return src

    def unreadable(self, part: str, why: str) -> None:
        """Notes a picture whose bytes are damaged or missing."""
        message = f"picture {posixpath.basename(part)} cannot be read: {why}"
        hint = "insert it again, and save the document anew"
        self.findings.append(_warning("unreadable-picture", message, self.where, hint))


def _warning(code: str, message: str, where: Where, hint: str) -> Finding:
    return Finding(code, Severity.WARNING, message, where, hint)


_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
    (b"BM", "bmp"),
)


def _kind_of(data: bytes) -> str:
    """The suffix that a picture's first bytes ask for, "" where they are none that we know."""
    for signature, kind in _KINDS:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return "avif"
    return "svg" if b"<svg" in data[:1000] else ""


def findings_of(deleted: int, formulas: int, where: Where) -> Iterator[Finding]:
    """Findings about words that tracked changes deleted, and about formulas, by their counts."""
    if deleted:
        words = "1 word" if deleted == 1 else f"{deleted:,} words"
        message = f"tracked changes are read as accepted: {words} deleted in them"
        yield Finding("tracked-changes", Severity.INFO, message, where)
    if formulas:
        message = f"formulas are set as a line of their signs: {formulas:,}"
        yield Finding("formula", Severity.WARNING, message, where, "insert them as pictures")


def base_of(name: str) -> str:
    """The name of a document's file without folders and suffix.

    >>> base_of("desk/Ferry returns.docx")
    'Ferry returns'
    """
    return posixpath.splitext(posixpath.basename(name.replace("\\", "/")))[0]


def keywords_of(texts: list[str]) -> tuple[str, ...]:
    """Keywords, each once, from texts that have them with commas or semicolons between."""
    words = (word.strip() for text in texts for word in re.split("[,;]", text))
    return tuple(dict.fromkeys(filter(None, words)))
