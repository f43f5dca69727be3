"""Turn head: the head over the part of a story that is continued from another page.

Harbour wall              a word or a few of the story's, one line
From page 1               the last row: set when the pages are known, by `jump_line`
"""

from __future__ import annotations

from dataclasses import replace

from layout.makeup.type.headline import Head, HeadPart, Raster
from layout.story.as_written import Story
from layout.story.run import plain, text_of
from layout.typeset.breaks.ragged import DANGLING
from layout.typeset.set_text import Compositor, set_display, set_line
from layout.typeset.words.style import TypeStyle

_KICKER_WORDS = 3  # a longer kicker is no title
_WHOLE_WORDS = 4  # a headline of no more words is its own title
_PREFIX_WORDS = 3  # of a longer one, unless it pauses within one word and _PAUSE_WORDS
_PAUSE_WORDS = 5
_PAUSES = ",;:—–.?!"
_QUOTES = "“”‘’\"'«»()"
_PAIRS = (("“", "”"), ("‘", "’"), ("«", "»"), ("(", ")"), ('"', '"'))
_SMALLEST = 60  # per cent of the style's size that a wide word may be set in


def turn_head(story: Story, columns: int, measure: int, raster: Raster, by: Compositor) -> Head:
    """The head over the turn of a story at a width: its title, and a last row for the turn line.

    Its text repeats what stands on the first page: painted as furniture, with the story "".
    """
    title = turn_title(story, by.language)
    style = _fitting(title, measure, by)
    lines = set_display(plain(title), measure, style, by)[:1]
    face = by.foundry.face(style.cuts[0])
    capitals = face.cap_height * style.size // face.upem
    rows = -(-(capitals + raster.descent + raster.leading // 4) // raster.leading)
    if not lines:
        return Head(columns, 1, ())
    part = HeadPart("turn_head", style, lines, (rows * raster.leading - raster.descent,))
    return Head(columns, rows + 1, (part,))


def turn_title(story: Story, language: str) -> str:
    """The words a reader knows the story by: its kicker, or the headline's first words.

    A headline is cut where it pauses, or after its third word at the latest, but never after an
    article or a preposition.

    >>> from layout.story.run import plain
    >>> turn_title(Story("a", plain("Ferry returns to the bay after two years"), ()), "en")
    'Ferry returns'
    """
    kicker = story.kicker.strip()
    if kicker and len(kicker.split()) <= _KICKER_WORDS:
        return kicker
    words = text_of(story.headline).split()
    if len(words) <= _WHOLE_WORDS:
        return " ".join(words)
    for count in range(2, _PAUSE_WORDS + 1):
        if words[count - 1][-1] in _PAUSES:
            return _trimmed(words[:count])
    hanging = DANGLING.get(language[:2], frozenset())
    for count in range(_PREFIX_WORDS, 1, -1):
        if words[count - 1].lower().strip(_QUOTES) not in hanging:
            return _trimmed(words[:count])
    return _trimmed(words[: _WHOLE_WORDS + 1])


def _trimmed(words: list[str]) -> str:
    """Words without what closes them, and without quotes that are only opened."""
    text = " ".join(words).rstrip(_PAUSES + " ")
    for opening, closing in _PAIRS:
        lone = text.count(opening) % 2 if opening == closing else opening in text
        if lone and (opening == closing or closing not in text):
            text = text.replace(opening, "")
    return text


def _fitting(title: str, measure: int, by: Compositor) -> TypeStyle:
    """The style of turn heads, smaller where the title would not fit on one line."""
    style = by.style("turn_head")
    width = set_line(title, measure, style, by).width if title else 0
    if width <= measure:
        return style
    share = max(_SMALLEST, 100 * measure // width)
    return replace(style, size=style.size * share // 100)
