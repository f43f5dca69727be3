"""HTML in Markdown: its tags go, its text is set, and what goes with the tags is counted.

<p>The ferry <b>sails</b>.</p>      a paragraph: The ferry sails.
<!-- not before Monday -->          goes, and a finding says: 3 words
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import nh3
from markdown_it.tree import SyntaxTreeNode

from layout.story.lost import count_words, lost_words
from layout.story.origin import Origin
from layout.story.sanitise import fold
from slots.finding import Finding, Severity, Where

_BLOCK_TAG = re.compile(
    r"(?=</?(?:p|div|li|ul|ol|tr|td|th|h[1-6]|br|hr|section|article|figure|figcaption|table)\b)",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_UNSEEN = ("script", "style", "textarea", "title", "template", "noscript", "iframe", "xmp")
"""Elements that a browser shows nothing of, or whose tags it takes for text."""

_PAIRS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
_REMEDY = "write it in Markdown; what is not to be read stands best outside of the story"


def html_texts(content: str) -> list[str]:
    """The texts of HTML, a text for each of its own blocks; scripts, styles and comments go."""
    bare = nh3.clean(_BLOCK_TAG.sub("\x1e", content), tags=set())
    return [fold(html.unescape(text)).strip() for text in bare.split("\x1e") if text.strip()]


def html_findings(node: SyntaxTreeNode, texts: list[str], origin: Origin) -> Iterator[Finding]:
    """That HTML goes, and how many of its words go with it."""
    where = origin.where(node)
    message = "HTML dropped, its text set as paragraphs (scripts, styles and comments go)"
    yield Finding("html", Severity.WARNING, message, where, "write it in Markdown")
    written = count_words(html.unescape(_TAG.sub(" ", node.content)))
    lost = written - sum(map(count_words, texts))
    if lost > 0:
        yield _lost(lost, node.content, where)


def _lost(count: int, content: str, where: Where) -> Finding:
    opened = _unclosed(content)
    if opened is None:
        what = "they stand in comments, scripts or styles of HTML"
        return lost_words(count, what, where, _REMEDY, Severity.INFO)
    sign, closing = opened
    what = f"{sign} is not closed, and takes all that follows"
    hint = f'close it with {closing}, or write "&lt;" for a < that is text'
    return lost_words(count, what, where, hint)


def _unclosed(content: str) -> tuple[str, str] | None:
    """What is opened in HTML and never closed: its sign, and what would close it."""
    for opening, closing in _PAIRS.items():
        last = content.rfind(opening)
        if last >= 0 and content.find(closing, last + len(opening)) < 0:
            return opening, closing
    folded = content.lower()
    for name in _UNSEEN:
        last = folded.rfind(f"<{name}")
        if last >= 0 and folded.find(f"</{name}", last) < 0:
            return f"<{name}>", f"</{name}>"
    last = content.rfind("<")
    return ("<", ">") if last >= 0 and content.find(">", last) < 0 else None
