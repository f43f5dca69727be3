"""Paragraphs out of blank lines, as WordPress makes them of what its classic editor keeps
(`wpautop`: https://developer.wordpress.org/reference/functions/wpautop/).

A blank line ends a paragraph, a single line break is a `<br>`, and a tag of a block stands alone.
What stands in `pre`, `script` and `style`, and line breaks within a tag, are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_BLOCKS = frozenset(
    """
    table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area
    blockquote address style p h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside hgroup
    header footer nav figure figcaption details menu summary newsgrid-module newsgrid-slot
    newsgrid-raw
    """.split()
)
_EMPTY = frozenset({"hr", "area", "col"})
_NO_PARAGRAPHS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "colgroup", "ul", "ol", "dl"})
_TOKENS = re.compile(
    r"(<!--.*?(?:-->|\Z)"
    r"|<(?P<alone>pre|script|style|svg|newsgrid-raw)\b[^>]*>.*?(?:</(?P=alone)\s*>|\Z)"
    r"|</?[a-zA-Z][^>]*(?:>|\Z))",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_BLANK = re.compile(r"(\n[ \t\r\f\v]*\n\s*)")
_BREAK = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
_WRITTEN_BREAK = re.compile(r"<br\b", re.IGNORECASE)


@dataclass(slots=True)
class _Maker:
    """Tokens in, HTML with paragraphs out. `inside` are the blocks that are open, `stretch` what
    came since the last tag of a block: tags, and text in which blank lines are looked for."""

    out: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    stretch: list[str] = field(default_factory=list)

    def tag(self, tag: str, alone: str) -> None:
        """A tag, a comment, or the whole of an element that is left `alone`. What came before a
        block is a stretch of its own."""
        match = _NAME.match(tag)
        name = match[1].lower() if match else ""
        if name not in _BLOCKS:
            self.stretch.append(tag)
            return
        self.end_stretch()
        self.out.append(tag)
        if not (alone or name in _EMPTY or tag.endswith("/>")):
            self._follow(tag, name)

    def _follow(self, tag: str, name: str) -> None:
        if not tag.startswith("</"):
            self.inside.append(name)
        elif name in self.inside[-64:]:
            while self.inside.pop() != name:
                pass

    def end_stretch(self) -> None:
        """Puts out what has come, in paragraphs where it is one or more of them."""
        found = list(_paragraphs(self.stretch))
        self.stretch.clear()
        around = self.inside[-1] if self.inside else ""
        several = sum(1 for each in found if each[1]) > 1
        if around == "p" and several:
            before, after = "", "</p><p>"
        elif around in _NO_PARAGRAPHS or (around not in ("", "blockquote") and not several):
            before = after = ""
        else:
            before, after = "<p>", "</p>"
        for lead, text, trail in found:
            self.out.append(f"{lead}{before}{text}{after}{trail}" if text else lead)


def _paragraphs(stretch: list[str]) -> Iterator[tuple[str, str, str]]:
    """The paragraphs of a stretch, with the white space around them, so that no line moves."""
    paragraph: list[str] = []
    for part in stretch:
        first, *others = (part,) if part.startswith("<") else _BLANK.split(part)
        paragraph.append(first)
        for at in range(0, len(others), 2):
            yield _paragraph(paragraph)
            yield others[at], "", ""
            paragraph = [others[at + 1]]
    yield _paragraph(paragraph)


def _paragraph(parts: list[str]) -> tuple[str, str, str]:
    """One paragraph, its line breaks as such, and the white space around it."""
    whole: list[str] = []
    for index, part in enumerate(parts):
        if part.startswith("<") or "\n" not in part:
            whole.append(part)
            continue
        lead = part[: len(part) - len(part.lstrip())] if _stands_alone(parts, index) else ""
        trail = part[len(part.rstrip()) :] if index == len(parts) - 1 else ""
        middle = part[len(lead) : len(part) - len(trail)] if len(lead) < len(part) else ""
        whole.append(lead + _BREAK.sub("<br />\n", middle) + (trail if middle else ""))
    text = "".join(whole)
    core = text.strip()
    start = len(text) - len(text.lstrip())
    return text[:start], core, text[start + len(core) :]


def _stands_alone(parts: list[str], index: int) -> bool:
    """Whether a line break before a text is none: nothing came, or one that is written."""
    return not index or _WRITTEN_BREAK.match(parts[index - 1]) is not None


def paragraphs(text: str) -> str:
    """HTML with paragraphs where blank lines stand.

    >>> print(paragraphs("One\\ntwo\\n\\nthree<h2>four</h2>five"))
    <p>One<br />
    two</p>
    <BLANKLINE>
    <p>three</p><h2>four</h2><p>five</p>
    """
    maker = _Maker()
    end = 0
    for match in _TOKENS.finditer(text):
        if match.start() > end:
            maker.stretch.append(text[end : match.start()])
        maker.tag(match[0], (match["alone"] or "").lower())
        end = match.end()
    maker.stretch.append(text[end:])
    maker.end_stretch()
    return "".join(maker.out)
