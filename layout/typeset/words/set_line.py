"""A set line: words and the space between them. It knows its measure, not its place on a page.

|<------------------- measure ------------------->|
|<-indent->|word|<-space->|word|<-space->|word    |
           |<------------- width ------------>|
"""

from __future__ import annotations

from collections.abc import Sequence
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
    scaling of the glyphs alone, in per mille (1000 = none), and `letters` what each glyph is wider
    by before that, in thousandths of its em: `inked` says how wide words are by both. The gaps are
    as printed. `indent` is the distance of the first word from the left
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
    letters: int = 0

    @property
    def text(self) -> str:
        """The words as they read, with the hyphen of a broken word."""
        return "".join(word.text if word.tight else word.text + " " for word in self.words).rstrip(
            " "
        )


def inked(words: Sequence[Word], scale: int = 1000, letters: int = 0) -> int:
    """The width of words without the gaps between them, with a line's scaling and letterspacing."""
    width = sum([word.width for word in words])
    return width_of_ink(width, ems_of(words), scale, letters)


def ems_of(words: Sequence[Word]) -> int:
    """The ems of all glyphs of words together, in millipoints."""
    return sum([len(word.glyphs) * word.size for word in words])


def width_of_ink(width: int, ems: int, scale: int, letters: int) -> int:
    """The same from the natural width of words, and the ems of their glyphs."""
    return round((width * 1000 + ems * letters) * scale / 1_000_000)


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
