"""The page of a post while it is made: what is said beside its HTML, and how files of the media
library, players and boxes stand in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape

from layout.imports.item import LeftOut
from layout.imports.wordpress.content.typography import set_type
from layout.imports.wordpress.site import Attachment, Post, Site, whole_number
from slots.finding import Finding, Severity

_IN_A_WORD = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|em|font|i|ins|kbd|mark|q|s|small|span|strike"
    r"|strong|sub|sup|tt|u|var|wbr)\b[^>]*(?:>|\Z)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)", re.DOTALL)
_PICTURES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)(?:[?#]|\Z)", re.IGNORECASE
)
VIDEOS = ("mp4", "m4v", "webm", "ogv", "flv", "mov")


@dataclass(slots=True)
class Page:
    """A post and its site; words that do not come into the story, and findings.

    `unknown` counts shortcodes that nobody knows, `filled` blocks that WordPress fills with what
    the export does not have, `missing` files of the media library that are not in the source.
    `patterns` are the synced patterns that are open, `deep` the number of shortcodes that are.
    """

    post: Post
    site: Site
    left_out: list[LeftOut] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    missing: list[int] = field(default_factory=list)
    patterns: list[int] = field(default_factory=list)
    deep: int = 0

    @property
    def language(self) -> str:
        """The language that the typographic characters are of."""
        return self.post.language or self.site.language

    def leave_out(self, what: str, html: str) -> None:
        """Notes words of a stretch of HTML that are not in the story."""
        text = words_of(html)
        if text:
            self.left_out.append(LeftOut(what, text, self.post.content_at))

    def report(self, code: str, message: str, hint: str, severity: Severity | None = None) -> None:
        """Notes a finding about the post."""
        weight = severity or Severity.WARNING
        where = self.post.content_at
        self.findings.append(Finding(code, weight, message, where, hint))

    def attachments(self, numbers: Iterable[str]) -> list[Attachment]:
        """Files of the media library by their numbers; those that are not there are noted."""
        found = []
        for number in map(whole_number, numbers):
            if number is None:
                continue
            attachment = self.site.attachments.get(number)
            if attachment is not None:
                found.append(attachment)
            else:
                self.missing.append(number)
        return found

    def all_findings(self) -> tuple[Finding, ...]:
        """All findings, each kind of thing once."""
        if self.unknown:
            names = ", ".join(f"[{name}]" for name in sorted(self.unknown))
            hint = "its text was kept, its tags were not: look whether something is missing"
            self.report("unknown-shortcode", f"shortcodes that nobody here knows: {names}", hint)
        if self.filled:
            names = ", ".join(sorted(self.filled))
            message = f"blocks that WordPress fills with other things than this story: {names}"
            self.report("filled-block", message, "they are left out", Severity.INFO)
        if self.missing:
            numbers = ", ".join(str(each) for each in dict.fromkeys(self.missing))
            message = f"pictures or recordings that are not in the source: number {numbers}"
            hint = "export the media as well: Tools, Export, All content"
            self.report("missing-attachment", message, hint)
        return tuple(self.findings)


def words_of(html: str) -> str:
    """The words of a stretch of HTML, tags and comments taken off; those of blocks part words.

    >>> words_of("<p>Salt&nbsp;<b>&amp; l</b>ight</p>again")
    'Salt & light again'
    """
    return " ".join(unescape(_MARKUP.sub(" ", _IN_A_WORD.sub("", html))).split())


def is_picture(attachment: Attachment) -> bool:
    """Whether a file is a picture, by its name."""
    return _PICTURES.search(attachment.address) is not None


def picture_html(attachment: Attachment, page: Page) -> str:
    """A picture of the media library with its caption."""
    caption = set_type(attachment.caption, page.language)
    below = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    source, alt = escape(attachment.address), escape(attachment.alt)
    picture = f'<img src="{source}" alt="{alt}" class="wp-image-{attachment.id}">'
    return f"<figure>{picture}{below}</figure>"


def player_html(address: str) -> str:
    """A recording or film by its address."""
    suffix = address.split("?", 1)[0].rsplit(".", 1)[-1].lower()
    name = "video" if suffix in VIDEOS else "audio"
    return f'<{name} controls src="{escape(address)}"></{name}>'


def embed_html(address: str) -> str:
    """Something that lives elsewhere, by the address of its page."""
    return f'<iframe src="{escape(unescape(address.strip()))}"></iframe>'


def slot_html() -> str:
    """An ad at its place, as the rules of every new publication take it."""
    return '<newsgrid-slot name="google-ad"></newsgrid-slot>'


def module_html(kind: str, title: str, inner: str = "") -> str:
    """A box beside the copy."""
    return f'<newsgrid-module kind="{kind}" title="{escape(title)}">{inner}</newsgrid-module>'
