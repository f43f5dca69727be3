"""Embeds in Markdown: an address of the web and a title, set as a link and never fetched.

::: embed https://video.example.org/third-goal Watch: the third goal
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from layout.story.block import Embed, Paragraph
from layout.story.markdown.inline_tokens import Inline, folded, is_blank, joined
from layout.story.markdown.origin import Found
from layout.story.run import plain, text_of
from layout.story.text.address import safe_href
from slots.finding import Finding, Severity, Where

_HINT = "write ::: embed https://example.org/video and then its title"


def embed_of(address: str, title: Inline, where: Where) -> Iterator[Found]:
    """The embed of a directive's line; without an address on a host, its words as a paragraph."""
    yield from title.findings
    line = where.line or 0
    words = joined([folded(title.runs), *(plain(image.alt) for image in title.images)])
    href = safe_href(address) if _has_host(address) else None
    if href is None:
        everything = joined([plain(address), words])
        if not is_blank(everything):
            yield Paragraph(everything, line)
        told = f'"{text_of(everything)}" has no address of the web' if everything else "no address"
        message = f"embed: {told}, its words are set as text"
        yield Finding("embed-address", Severity.ERROR, message, where, _HINT)
        return
    yield Embed(href, text_of(words) or href, line)
    if is_blank(words):
        message = f"embed {href} has no title: its address is shown"
        yield Finding("embed-title", Severity.WARNING, message, where, _HINT)


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False
