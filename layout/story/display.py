"""How large a picture stands on the web page: {.thumbnail} right after it in Markdown."""

from __future__ import annotations

import re

from layout.story.kind import did_you_mean
from slots.finding import Finding, Severity, Where
from slots.strip import Display

SHOWN = (Display.INLINE, Display.HALF_WIDTH, Display.FULL_WIDTH, Display.THUMBNAIL)
"""What the page can show; the other displays have no looks of their own, so nobody can ask."""
_BRACES = re.compile(r"[ \t]*\{\s*([^{}\n]*?)\s*\}")
_ATTRIBUTES = re.compile(r"[\w-]+|(?:(?:[.#:][\w-]+|[\w-]+=\S+)\s*)+")


def display_at(text: str, where: Where) -> tuple[Display, str, tuple[Finding, ...]]:
    """The display that the text after an image opens with, the rest of the text, and findings.

    What looks like a display and is none goes, with a finding: {.tumbnail}, {width=50%}. Words in
    braces are text, and stay.
    """
    match = _BRACES.match(text)
    if not match or not _ATTRIBUTES.fullmatch(match[1]):
        return Display.INLINE, text, ()
    name = match[1].removeprefix(".").lower().replace("_", "-")
    if name in SHOWN:
        return Display(name), text[match.end() :], ()
    guess = did_you_mean(name, SHOWN)
    message = f"{match[0].strip()} is no display that the page has{guess}: shown inline"
    hint = f"write {{.{SHOWN[-1]}}}; the displays are {', '.join(SHOWN)}"
    wrong = Finding("unknown-display", Severity.WARNING, message, where, hint)
    return Display.INLINE, text[match.end() :], (wrong,)
