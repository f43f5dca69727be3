"""Emphasis in plain text: _words between underscores_ are italic, as in Project Gutenberg's books.

An opening underscore has no letter before it, a closing one none behind it, and there is no other
between them: file_name_here and a lone _ stay as they are written.
"""

from __future__ import annotations

import re

from layout.story.run import Emphasis, Run, Runs, plain

_ITALIC = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]*[^\s_])_(?![\w_])")


def runs_of(text: str) -> Runs:
    """The runs of a text: what stands between underscores in italics, without them."""
    if "_" not in text:
        return plain(text)
    runs: list[Run] = []
    for number, part in enumerate(_ITALIC.split(text)):
        if part:
            runs.append(Run(part, Emphasis.ITALIC if number % 2 else Emphasis.NONE))
    return tuple(runs)
