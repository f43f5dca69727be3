"""A set line: words and the space between them. It knows its measure, not its place on a page.

|<------------------- measure ------------------->|
|<-indent->|word|<-space->|word|<-space->|word    |
           |<------------- width ------------>|
"""

from __future__ import annotations

from enum import Enum

from layout.typeset.words.shaped_word import Word
from slots.frozen import light_by_identity


class Ending(Enum):
    """What a line breaks at: decides how its text joins the next line's."""

    SPACE = " "  # at a space, which is not set
    HYPHEN = "-"  # inside a word; the last word ends in a hyphen that is not in the copy
    TIGHT = ""  # after a hyphen, dash or slash of the copy, or anywhere in an emergency
    LAST = "\n"  # at the end of the paragraph


@light_by_identity
class Line:
    """One line of type. Lengths in millipoints, all of them as printed.

    `space` is every gap between two words that are not tight; the first `extra` of these gaps are
    one millipoint wider, so that the line fills its `width` exactly. `scale` is the horizontal
    scaling of the glyphs alone, in per mille (1000 = none): a word is word.width * scale / 1000
    wide, the gaps are not scaled again. `indent` is the distance of the first word from the left
    edge of the measure; for justified lines indent + width = measure.
    """

    words: tuple[Word, ...]
    measure: int
    width: int
    space: int
    extra: int = 0
    scale: int = 1000
    indent: int = 0
    ending: Ending = Ending.SPACE

    @property
    def text(self) -> str:
        """The words as they read, with the hyphen of a broken word."""
        return "".join(word.text if word.tight else word.text + " " for word in self.words).rstrip(
            " "
        )


def joined(lines: tuple[Line, ...]) -> str:
    """The copy of a paragraph from its lines: broken words joined, spaces put back."""
    parts: list[str] = []
    for line in lines:
        if line.ending is Ending.HYPHEN:
            parts.append(line.text[:-1])
        elif line.ending is Ending.SPACE:
            parts.append(line.text + " ")
        else:
            parts.append(line.text)
    return "".join(parts)
