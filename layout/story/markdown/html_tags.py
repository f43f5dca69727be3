"""HTML in Markdown: tags are removed, text is set, and words that are lost with tags are counted.

<p>The ferry <b>sails</b>.</p>      a paragraph: The ferry sails.
<!-- not before Monday -->          removed, with a finding: 3 words
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import nh3
from markdown_it.tree import SyntaxTreeNode

from layout.story.markdown.origin import Origin
from layout.story.text.lost_words import count_missing, lost_words
from layout.story.text.sanitise import fold
from slots.finding import Finding, Severity, Where

_UNSEEN = (
    *("script", "style", "textarea", "title", "template", "noscript", "iframe"),
    *("noembed", "noframes", "xmp", "plaintext"),
)
"""Elements that a browser does not show, or in which it takes tags for text."""

_BLOCKS = (
    *("p", "div", "li", "ul", "ol", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("br", "hr", "section", "article", "figure", "figcaption", "table"),
)
_WHOLE_TAG = re.compile(
    rf"""</?(?!(?:{"|".join(_UNSEEN)})\b)(?P<name>[A-Za-z][\w-]*+)
    (?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+\s*+/?>""",
    re.VERBOSE | re.IGNORECASE,
)
"""A tag as CommonMark has it (version 0.31.2, Raw HTML)."""

MOST_ODD = 500
"""Other signs that open a tag, comment or script, in one block."""

_TAG = re.compile(r"</?([A-Za-z][\w-]*+)[^<>]*+>")
_ELEMENTS = frozenset(
    (
        "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br "
        "button canvas caption center cite code col colgroup data datalist dd del details dfn "
        "dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset "
        "g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li "
        "link main map mark math menu meta meter nav nobr noembed noframes noscript object ol "
        "optgroup option output p param path picture plaintext pre progress q rp rt ruby s samp "
        "script search section select slot small source span strike strong style sub summary sup "
        "svg table tbody td template textarea tfoot th thead time title tr track tt u ul use var "
        "video wbr xmp"
    ).split()
)
"""Names of HTML, old ones too; another word in < > is one that somebody wrote."""

_PAIRS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
_REMEDY = "write it in Markdown; what is not to be read stands best outside of the story"


def html_texts(content: str) -> list[str]:
    """The texts of HTML, a text for each of its own blocks; scripts, styles and comments go.

    Whole tags are taken out first, so that no parser goes down thousands that are not closed.
    What is still full of them is no HTML that anybody wrote, and is set as it stands.
    """
    bare = _WHOLE_TAG.sub(_separated, content)
    if bare.count("<") > MOST_ODD:
        bare = bare.replace("<", "&lt;")
    bare = nh3.clean(bare, tags=set())
    return [fold(html.unescape(text)).strip() for text in bare.split("\x1e") if text.strip()]


def _separated(tag: re.Match[str]) -> str:
    return "\x1e" if tag["name"].lower() in _BLOCKS else ""


def html_findings(node: SyntaxTreeNode, texts: list[str], origin: Origin) -> Iterator[Finding]:
    """The findings that HTML was removed, and how many words with it."""
    where = origin.where(node)
    message = "HTML dropped, its text set as paragraphs (scripts, styles and comments go)"
    yield Finding("html", Severity.WARNING, message, where, "write it in Markdown")
    lost = count_missing(html.unescape(_TAG.sub(_words_in, node.content)), texts)
    if lost:
        yield _lost(lost, node.content, where)


def _words_in(tag: re.Match[str]) -> str:
    """What of a tag are words of the text: nothing, or all of what only looks like one."""
    return " " if tag[1].lower() in _ELEMENTS or "-" in tag[1] else tag[0]


def _lost(count: int, content: str, where: Where) -> Finding:
    opened = _unclosed(content)
    if opened is None:
        what = "they stand in comments, scripts or styles of HTML, or between < and >"
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
