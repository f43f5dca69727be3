"""Reading order: what painted lines say to those who search, copy or listen to them.

Painting breaks words where the measure ends, and takes the first letter of a paragraph out to set
it large. Readers of a PDF put back together what they can: they join a line that ends in a hyphen
to the next and drop the hyphen. What they cannot know is said with /ActualText. Tried on poppler
(pdftotext) and pdfium (Chrome); neither joins after U+2010, U+2060 or U+00AD.

- A line that breaks inside a word ends in a literal "-" and needs nothing more.
- A line that ends in a hyphen of the copy ("on-", then "line") would lose it, and one that ends
  after a dash or slash would gain a space. Its last word says a hyphen more than it shows ("on--",
  "word—-"): that one is dropped. The rule for all lines is so: a hyphen at the end is never copy.
- A drop cap is painted as an outline, which says nothing (pdfium would set it on a line of its own
  even where it says the empty text); the word beside it says the whole word.
"""

from __future__ import annotations

from layout.page.document import DropCap, Fragment, Page, PlacedLine
from layout.press.ink.glyph_runs import GlyphRuns
from layout.press.ink.outlined_words import outline
from layout.typeset.words.set_line import Ending

_DROPPED = "-"


def drop_caps_by_fragment(page: Page) -> dict[Fragment, DropCap]:
    """Each drop cap by the fragment that begins beside it.

    It is the first one in reading order that has no drop cap yet and whose rect holds the cap's
    left edge at its baseline; a cap that stands in none (it is set out into the margin) belongs to
    the first body text.
    """
    found: dict[Fragment, DropCap] = {}
    free = [fragment for fragment in page.fragments if fragment.lines]
    for cap in page.drop_caps:
        inside = [fragment for fragment in free if _holds(fragment, cap.placed)]
        body = [fragment for fragment in free if fragment.role == "body"]
        beside = (inside or body)[:1]
        assert beside, f"page {page.number}: no text stands beside the drop cap {cap.text!r}"
        found[beside[0]] = cap
        free.remove(beside[0])
    return found


def _holds(fragment: Fragment, placed: PlacedLine) -> bool:
    rect = fragment.rect
    return rect.x <= placed.x < rect.right and rect.y <= placed.baseline <= rect.bottom


def drop_cap_outline(cap: DropCap, height: int) -> str:
    """The operators that fill a drop cap's outline on a page `height` millipoints high."""
    placed = cap.placed
    x = placed.x + placed.line.indent
    parts = []
    for word in placed.line.words:
        parts.append(outline(word, x, height - placed.baseline))
        x += word.width
    return " ".join(parts)


def speaking_lines(fragment: Fragment, runs: GlyphRuns, before: str = "") -> list[str]:
    """The operators of a fragment's lines; the first word also says what stands `before` it."""
    parts = []
    line = runs.line
    for placed in fragment.lines:
        if placed.line.ending is Ending.TIGHT or before:
            parts.append(runs.saying(placed, _said(placed, before)))
            before = ""
        else:
            parts.append(line(placed))
    return parts


def _said(placed: PlacedLine, before: str) -> dict[int, str]:
    """By the index of a word, what it says where that is not what it shows."""
    words = placed.line.words
    said = {0: before + words[0].text} if before else {}
    if placed.line.ending is Ending.TIGHT:
        last = len(words) - 1
        said[last] = said.get(last, words[last].text) + _DROPPED
    return said
