"""What lines in boxes stand for at their ends, where WeasyPrint sets them: it drops the space at
which a line breaks, so readers would join the last word of each line to the first of the next; and
its hyphens say that they are the copy's.

As on the page itself (`layout.press.ink.spoken_order`)

- a line that breaks at a space ends in that space, which is not to be seen; so does the last of a
  paragraph;
- a line that breaks within a word ends in a soft hyphen, U+00AD;
- one that breaks after a hyphen, dash or slash of the copy has a word joiner behind it, U+2060.

The last two are told by a second font: it shows the same glyphs and has another ToUnicode.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import Any, NamedTuple

from layout.press.ink.sorts import SOFT_HYPHEN
from layout.typeset.words.set_line import Ending

_HOLDING = ("-", "\u2010", "\u2013", "\u2014", "/", "\u00a0", "\u202f")
"""What a line may end in that is not followed by a space: it breaks there inside a word."""

_WORD_JOINER = "\u2060"
_ENDS = {Ending.HYPHEN: "s", Ending.TIGHT: "j"}
"""By how a line ends, what the name of the font ends in that says so."""

_LAST = re.compile(rb"\[(<(?:.*[<0-9a-f])??)([0-9a-f]{4})(>-?[\d.]*)\] TJ", re.DOTALL)
"""A string that is shown: what is before its last glyph, that, and what moves the pen behind it."""

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{sections}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class _End(NamedTuple):
    """A text that a space comes after, if it does, and whether that is because its line ends."""

    text: Any
    of_line: bool


def note_line_ends() -> None:
    """Has WeasyPrint note how each line breaks, and say it when it draws the line, for the rest of
    the process: frames may be rendered in several threads at once, so it is never put back."""
    from weasyprint import draw, pdf
    from weasyprint.layout import inline

    inline.split_first_line = _split_first_line
    draw.draw_text = _draw_text
    pdf.build_fonts_dictionary = _build_fonts_dictionary


def end_lines_in_spaces(pages: Iterable[Any]) -> None:
    """Put a space, which is not to be seen, at the end of each line of WeasyPrint's laid out pages
    that is not broken within a word, and behind each word that a blank of its own follows, before
    they are drawn."""
    for page in pages:
        ends: dict[int, _End] = {}
        for line in _lines(page._page_box):
            _space_within(line, ends)
        for text, at_end in ends.values():
            if not at_end or _ending(text) is Ending.SPACE:
                # Drawing sets it anew, with the spaces of justified lines as they were laid out.
                text.pango_layout.text += " "


def _space_within(line: Any, ends: dict[int, _End]) -> None:
    """Adds the texts of a line that a space comes after; whether that is because it ends there."""
    from weasyprint.formatting_structure.boxes import TextBox

    last = None
    for each in line.descendants():
        if not isinstance(each, TextBox):
            continue
        if each.text.strip():
            last = each
        elif each.text and last is not None and not last.pango_layout.text.endswith(" "):
            ends[id(last)] = _End(last, False)
    if last is not None:
        ends.setdefault(id(last), _End(last, True))


def _lines(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure.boxes import LineBox

    return (each for each in box.descendants(placeholders=True) if isinstance(each, LineBox))


def _ending(text: Any) -> Ending:
    """How a line ends whose last text this is. Where the text ends with its element, nothing is
    noted: then a dash that stands apart from the word before it is apart from the next one, too."""
    noted = getattr(text.pango_layout, "ending", None)
    if noted is not None:
        return Ending(noted)
    shown = text.pango_layout.text
    if shown.endswith(" "):
        return Ending.TIGHT  # it has its space
    return Ending.TIGHT if shown.endswith(_HOLDING) and shown[-2:-1].strip() else Ending.SPACE


def _split_first_line(text: str, style: Any, *rest: Any, **named: Any) -> Any:
    """WeasyPrint's first line of a text, with how it ends noted in its layout."""
    from weasyprint.text.line_break import split_first_line

    found = split_first_line(text, style, *rest, **named)
    layout, length, resume_at = found[:3]
    layout.ending = None
    if resume_at is not None:
        whole, hyphen = text.encode(), style["hyphenate_character"]
        shown = layout.text.encode()
        if len(shown) > length and shown == whole[:length] + hyphen.encode():
            layout.ending = Ending.HYPHEN
        else:
            at_space = whole[length:resume_at].strip() != whole[length:resume_at]
            before = whole[:resume_at].decode(errors="replace")
            layout.ending = Ending.SPACE if at_space or before[-1:].isspace() else Ending.TIGHT
    return found


def _draw_text(stream: Any, textbox: Any, *rest: Any) -> None:
    """WeasyPrint's drawing of a text; its last glyph says how the line ends."""
    from weasyprint.draw.text import draw_text

    draw_text(stream, textbox, *rest)
    ending = getattr(textbox.pango_layout, "ending", None)
    if ending in _ENDS and textbox.text.strip():
        _say(stream, ending)


def _say(stream: Any, ending: Ending) -> None:
    """Shows the last glyph that was drawn in the font that says how a line ends."""
    if stream._old_font is None:
        return
    name, size = stream._old_font
    font = next((font for font in stream._fonts.values() if font.hash == name), None)
    operators = stream.stream
    at = next((i for i in range(len(operators) - 1, -1, -1) if _shows(operators[i])), None)
    found = _LAST.fullmatch(operators[at]) if at is not None else None
    if at is None or found is None or font is None or font.bitmap:
        return
    before, glyph, after = found.groups()
    other = f"{name}{_ENDS[ending]}"
    said = font.__dict__.setdefault("said", {}).setdefault(_ENDS[ending], {})
    number = int(glyph, 16)
    said[number] = (
        SOFT_HYPHEN if ending is Ending.HYPHEN else font.to_unicode[number] + _WORD_JOINER
    )
    operators[at : at + 1] = [
        *([b"[" + before + b">] TJ"] if before != b"<" else []),
        f"/{other} {size} Tf".encode(),
        b"[<" + glyph + after + b"] TJ",
        f"/{name} {size} Tf".encode(),
    ]


def _shows(operator: Any) -> bool:
    return isinstance(operator, bytes) and operator.endswith(b" TJ")


def _build_fonts_dictionary(pdf: Any, fonts: Mapping[Any, Any], *rest: Any) -> Any:
    """WeasyPrint's dictionary of fonts, with those besides that say how lines end."""
    from weasyprint.pdf import pydyf
    from weasyprint.pdf.fonts import build_fonts_dictionary

    made = build_fonts_dictionary(pdf, fonts, *rest)
    by_reference = {each.reference: each for each in pdf.objects}
    for font in {font.hash: font for font in fonts.values()}.values():
        for ending, texts in sorted(getattr(font, "said", {}).items()):
            unicode = pydyf.Stream([_cmap(texts).encode("ascii")], compress=True)
            pdf.add_object(unicode)
            entries = by_reference[made[font.hash]]
            other = pydyf.Dictionary({**entries, "ToUnicode": unicode.reference})
            pdf.add_object(other)
            made[f"{font.hash}{ending}"] = other.reference
    return made


def _cmap(texts: Mapping[int, str]) -> str:
    items = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(texts.items())
    ]
    sections = []
    for part in range(ceil(len(items) / 100)):
        some = items[part * 100 : part * 100 + 100]
        sections.append("\n".join((f"{len(some)} beginbfchar", *some, "endbfchar")))
    return _CMAP.format(sections="\n".join(sections))
