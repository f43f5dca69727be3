"""One reading of HTML: where the text is from, and what is noted beside its pieces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from markdown_it.common.normalize_url import normalizeLink

from layout.imports.html.element import Element
from layout.imports.item import LeftOut, Media
from layout.story.run import Emphasis
from layout.story.text.address import safe_href
from layout.story.text.pieces import Piece, name_of
from layout.story.text.sanitise import fold
from slots.finding import Finding, Severity, Where

_SUFFIX = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp|heic)$", re.IGNORECASE)
_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/svg+xml": ".svg",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
}
_HINT = "see docs/stories.md for what a story can hold"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a piece of HTML stands: its place in its file, whose line is that of its first line,
    and the address of its page, by which relative links are joined."""

    where: Where
    address: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks by what it stands in, and where it leads."""

    emphasis: Emphasis = Emphasis.NONE
    href: str | None = None
    quotes: int = 0


PLAIN = Look()


@dataclass(slots=True)
class Reading:
    """Where a text is from, how many characters of text it has, and what was noted of it so far:
    findings, words left out, pictures.

    `inside` gives the pieces of what stands in an element; readers of lists, tables and the like
    call it for their content.
    """

    setting: Setting
    inside: Callable[[Element, Reading, Look], list[Piece]]
    size: int = 0
    findings: list[Finding] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    media: dict[str, Media] = field(default_factory=dict)
    _names: dict[bytes | tuple[str, ...], str] = field(default_factory=dict)
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def line(self, element: Element) -> int:
        """The line of the file that an element begins on, 0 where nobody knows."""
        first = self.setting.where.line
        return first + element.line if first else 0

    def where(self, element: Element) -> Where:
        """The place of an element for findings."""
        line = self.line(element)
        return Where(self.setting.where.file, line) if line else self.setting.where

    def simplified(self, message: str, element: Element) -> None:
        """Notes what a story cannot hold as it was."""
        where = self.where(element)
        self.findings.append(Finding("simplified", Severity.INFO, message, where, _HINT))

    def leave_out(self, what: str, text: str, element: Element) -> None:
        """Notes words that are not in the story."""
        words = fold(text).strip()
        if words:
            self.left_out.append(LeftOut(what, words, self.where(element)))

    def noted(self, found: Iterable[Piece | Finding]) -> list[Piece]:
        """The pieces of what was found; findings among them are noted."""
        pieces: list[Piece] = []
        for one in found:
            if isinstance(one, Finding):
                self.findings.append(one)
            else:
                pieces.append(one)
        return pieces

    def joined(self, address: str) -> str:
        """An address as the page means it; as it is written where nobody can tell."""
        bare = address.strip()
        try:
            joined = urljoin(self.setting.address, bare) if self.setting.address else bare
            urlsplit(joined)
        except ValueError:
            return ""
        return joined

    def link(self, element: Element) -> str | None:
        """Where a link leads; None, and a finding, where it must lead nowhere."""
        written = element.get("href").strip()
        if not written:
            return None
        try:
            href = safe_href(normalizeLink(self.joined(written)))
        except ValueError:
            href = None
        if href is None:
            message = f'link to "{written[:60]}" dropped, its words stay'
            hint = "links lead to http, https, mailto or relative addresses"
            where = self.where(element)
            self.findings.append(Finding("unsafe-link", Severity.WARNING, message, where, hint))
        return href

    def picture(self, places: tuple[str, ...], data: bytes | None = None, kind: str = "") -> str:
        """The name of a picture in the story, the same for the same places; its media is noted."""
        key = data or places
        if key in self._names:
            return self._names[key]
        src = self._free_name(places[0] if places and data is None else f"picture{_ending(kind)}")
        self._names[key] = src
        self.media[src] = Media(src, data, places)
        return src

    def _free_name(self, address: str) -> str:
        """ "media/" and the last part of an address, numbered where that is taken."""
        last = unquote(urlsplit(address).path.rstrip("/").rsplit("/", 1)[-1])
        suffix = _SUFFIX.search(last)
        ending = suffix[0].lower() if suffix else ""
        stem = name_of(last[: len(last) - len(ending)])[:80].strip("-") or "picture"
        name = f"media/{stem}{ending}"
        while name in self.media:
            self._counts[stem, ending] += 1
            name = f"media/{stem}-{self._counts[stem, ending] + 1}{ending}"
        return name


def _ending(kind: str) -> str:
    """The suffix of a type such as "image/png"."""
    return _ENDINGS.get(kind, "")
