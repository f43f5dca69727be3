"""Drop caps: a large initial that stands on a baseline and hangs from the first line's capitals.

▛▀▀▀▀▜ mayors of three towns     <- its top is at the cap height of line 1
▌    ▐ met on Monday to sign
▙▄▄▄▄▟ the agreement that they   <- it stands on the baseline of line 3
had talked about for a year.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from layout.story.run import Run, Runs
from layout.typeset.set_text import Compositor
from layout.typeset.words.shaped_word import Word
from layout.typeset.words.style import TypeStyle

LINES = 3
_GAP = 2_500  # between the initial and the text beside it
_OPENING = "“‘\"'«¿¡("


@dataclass(frozen=True, slots=True, eq=False)
class Initial:
    """An initial as a word of display type, what is left of the copy, and the room it takes.

    `text` is the copy it stands for; it ends in a space where the initial is a whole word.
    """

    text: str
    word: Word
    rest: Runs
    width: int


def initial(runs: Runs, body: TypeStyle, by: Compositor) -> Initial | None:
    """The drop cap of a paragraph; None where it does not begin with a letter.

    An opening quote or inverted mark goes with its letter.
    """
    if not runs or not runs[0].text:
        return None
    text = runs[0].text
    length = 1 + (text[0] in _OPENING)
    letters = text[:length]
    if len(text) <= length or not unicodedata.category(letters[-1]).startswith("L"):
        return None
    style = _sized(by.style("drop_cap"), body, by)
    word = by.foundry.word(letters, style.cuts[0], style)
    if 0 in word.glyphs:
        return None
    rest = (Run(text[length:], runs[0].emphasis, runs[0].href), *runs[1:])
    copy = letters + (" " if text[length] == " " else "")
    return Initial(copy, word, rest, word.width + _GAP)


def _sized(style: TypeStyle, body: TypeStyle, by: Compositor) -> TypeStyle:
    """The style at the size at which capitals reach from the first line's cap height to line 3."""
    face, text = by.foundry.face(style.cuts[0]), by.foundry.face(body.cuts[0])
    height = (LINES - 1) * body.leading + text.cap_height * body.size / text.upem
    return replace(style, size=round(height * face.upem / face.cap_height))
