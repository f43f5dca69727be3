"""The dateline: where a story was reported from, in capitals before its first words."""

from __future__ import annotations

import re

from layout.story.block import Block, Paragraph
from layout.story.run import plain, text_of

_DATELINE = re.compile(
    r"(?P<place>(?=[^a-z]{3})[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'’-]{2,30}"
    r"(?:, [A-Z\u00c0-\u00de][\w. ]{1,20})?(?: \([\w/ ]{1,20}\))?)"
    r"(?: ?\.-| ?\.?[—–]| ?--| -) +(?=\S)"
)


def with_dateline(body: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """The dateline of a body and the body without it; "" and the same body if it has none.

    "PUERTO ALBA (AP) — The ferry ..." has the dateline "PUERTO ALBA (AP)"; the dash goes, as
    whoever sets the story sets its own. Spanish ".-" is read too.
    """
    first = body[0] if body else None
    if not isinstance(first, Paragraph) or len(first.runs) != 1:
        return "", body
    text = text_of(first.runs)
    match = _DATELINE.match(text)
    if not match:
        return "", body
    paragraph = Paragraph(plain(text[match.end() :]), first.line)
    return match["place"], (paragraph, *body[1:])
