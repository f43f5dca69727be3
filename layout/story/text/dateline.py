"""The dateline: where a story was reported from, in capitals before its first words."""

from __future__ import annotations

import re
from dataclasses import replace

from layout.story.block import Block, Paragraph

_DATELINE = re.compile(
    r"(?P<place>(?=[^a-z]{3})[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'’-]{2,30}"
    r"(?:, [A-Z\u00c0-\u00de][\w. ]{1,20})?(?: \([\w/ ]{1,20}\))?)"
    r"(?: ?\.-| ?\.?[—–]| ?--| -) +"
)


def with_dateline(body: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """The dateline of a body and the body without it; "" and the same body if it has none.

    "PUERTO ALBA (AP) — The ferry ..." has the dateline "PUERTO ALBA (AP)"; the dash goes, as
    whoever sets the story sets its own. Spanish ".-" is read too.
    """
    first = body[0] if body else None
    if not isinstance(first, Paragraph):
        return "", body
    start, *rest = first.runs
    match = _DATELINE.match(start.text) if start.href is None else None
    if not match or (match.end() == len(start.text) and not rest):
        return "", body
    runs = (replace(start, text=start.text[match.end() :]), *rest)
    return match["place"].rstrip(), (
        Paragraph(tuple(run for run in runs if run.text), first.line),
        *body[1:],
    )
