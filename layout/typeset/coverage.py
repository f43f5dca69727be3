"""What the theme's fonts cannot set: missing glyphs, and scripts that run from right to left.

Characters that show nothing need no glyph: Unicode's Default_Ignorable_Code_Point
(DerivedCoreProperties.txt, Unicode 16; UAX 44).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from layout.story.as_written import Story
from layout.story.reading_order import texts_of_block
from layout.story.run import text_of
from layout.typeset.set_text import Compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import Theme
from slots.finding import BadInput, Finding, Severity, Where

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_NAMED = 8  # characters shown in a message
_SHOWN = 30  # of a word
_LONG_WORD = re.compile(r"\S{18,}")  # shorter ones fit the narrowest column there is
_BREAKABLE = re.compile(r"[-‐–—…/\u2e80-\uffdc]")  # has places of its own to break at
_INVISIBLE = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})  # format characters print nothing

_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A text of the story and the source line it began on."""

    text: str
    line: int


def check_script(story: Story) -> None:
    """Raises BadInput for copy written from right to left: this engine sets from left to right.

    Setting it in the wrong order would be worse than not setting it. A mark alone, which shows
    nothing, is no copy.
    """
    problems = []
    if not any(map(_runs_left, _characters(story))):
        return
    for stretch in _stretches(story):
        found = _unique(filter(_runs_left, stretch.text))
        if found:
            script = unicodedata.name(found[0], "right-to-left").split()[0].capitalize()
            message = f"{script} text ({sample(found)}) runs from right to left and cannot be set"
            hint = (
                "newsgrid sets left-to-right scripts; take the passage out or give it as a picture"
            )
            problems.append(
                Finding("right-to-left", Severity.ERROR, message, _where(story, stretch), hint)
            )
    if problems:
        raise BadInput(problems)


def _runs_left(character: str) -> bool:
    """Whether a character is written from right to left."""
    return unicodedata.bidirectional(character) in _RIGHT_TO_LEFT and not is_ignorable(character)


def check_glyphs(story: Story, theme: Theme, foundry: Foundry) -> tuple[Finding, ...]:
    """An error for each stretch of copy with characters that no font of the theme has.

    They are printed as the font's empty box and can still be copied from the PDF as they are. That
    is of paper: readers on screens have fonts of their own.
    """
    cut = theme.styles["body"].cuts[0]
    known: dict[str, bool] = {}
    findings: list[Finding] = []
    if all(_has(c, cut, foundry, known) for c in _characters(story)):
        return ()
    for stretch in _stretches(story):
        missing = _unique(c for c in stretch.text if not _has(c, cut, foundry, known))
        if missing:
            message = f"no glyph for {sample(missing)} in the fonts of theme {theme.name}"
            where = _where(story, stretch)
            hint = _remedy(missing[0])
            findings.append(Finding("missing-glyph", Severity.ERROR, message, where, hint))
    return tuple(findings)


def check_widths(story: Story, measure: int, by: Compositor) -> tuple[Finding, ...]:
    """A warning for each word wider than a column that has no place of its own to break at."""
    findings = []
    for stretch in _stretches(story):
        for text in _LONG_WORD.findall(stretch.text):
            if not _BREAKABLE.search(text) and _is_stiff(text, measure, by):
                shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
                message = f"“{shown}” ({len(text)} characters) is wider than a column: broken"
                hint = "shorten it, or set the story in fewer columns (--columns)"
                where = _where(story, stretch)
                findings.append(Finding("wide-word", Severity.WARNING, message, where, hint))
    return tuple(findings)


def _is_stiff(text: str, measure: int, by: Compositor) -> bool:
    """Whether a word is wider than a measure and cannot be hyphenated."""
    style = by.style("body")
    pieces = by.foundry.pieces(text, style.cuts[0], style)
    wide = sum(piece.width for piece in pieces) > measure
    return wide and not any(by.hyphens.of(piece, style) for piece in pieces)


def _characters(story: Story) -> frozenset[str]:
    """Every character of the story, once: most stories need no closer look."""
    return frozenset().union(*(stretch.text for stretch in _stretches(story)))


def _has(character: str, cut: Cut, foundry: Foundry, known: dict[str, bool]) -> bool:
    if character not in known:
        known[character] = not is_visible(character) or not foundry.missing(character, cut)
    return known[character]


def is_visible(character: str) -> bool:
    """Whether a character shows something, and so needs a glyph."""
    return unicodedata.category(character) not in _INVISIBLE and not is_ignorable(character)


def _unique(characters: Iterable[str]) -> str:
    return "".join(dict.fromkeys(characters))


def sample(characters: str) -> str:
    """Characters as a message shows them: a few, with the number of the first."""
    more = f" and {len(characters) - _NAMED} more" if len(characters) > _NAMED else ""
    return f"“{characters[:_NAMED]}” (U+{ord(characters[0]):04X}){more}"


def _remedy(character: str) -> str:
    """What to add to the theme: the families that fontpkg has for a script, by its name."""
    script = unicodedata.name(character, "").split(" ")[0]
    families = {"THAI", "DEVANAGARI", "KHMER", "TAMIL", "TELUGU"}
    name = f"noto_sans_{script.lower()}" if script in families else "a family that has them"
    return f"add {name} to [families] fallback in the theme, or take the passage out"


def _where(story: Story, stretch: _Stretch) -> Where:
    return Where(story.source or None, stretch.line or None)


def _stretches(story: Story) -> Iterator[_Stretch]:
    """Every text of the story that the engine sets itself, with its line."""
    for text in (story.kicker, story.byline, story.dateline, story.date_text):
        yield _Stretch(text, 0)
    yield _Stretch(text_of(story.headline), 1)
    yield _Stretch(text_of(story.print_headline), 0)
    if story.promo:
        yield _Stretch(story.promo.words, story.promo.line)
    yield _Stretch(text_of(story.deck), 0)
    for block in story.body:
        yield _Stretch(" ".join(texts_of_block(block)), block.line)


def is_ignorable(character: str) -> bool:
    """Whether a character is one for layout alone: a soft hyphen, a joiner, a direction mark, a
    variation selector.

    >>> is_ignorable("\\u200f"), is_ignorable("\\ufe0f"), is_ignorable("x")
    (True, True, False)
    """
    return _IGNORABLE.match(character) is not None
