"""Quotations and pull quotes, with their credits.

<blockquote><p>It is a good pier.</p><cite>Baltasar Ruiz</cite></blockquote>
<figure class="wp-block-pullquote"><blockquote>…</blockquote></figure>
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from layout.imports.html.element import Element
from layout.imports.html.inline import look_in
from layout.imports.html.reading import PLAIN, Look, Reading
from layout.imports.html.seen import joins_words, unhidden, unseen
from layout.imports.html.texts import one_text, others_in, texts_of_piece
from layout.story.block import Paragraph, Quote
from layout.story.markdown.inline_tokens import folded, is_blank, split
from layout.story.run import Runs, text_of
from layout.story.text.pieces import Piece

_PULLED = re.compile(r"pull[-_]?(?:ed[-_]?)?quote", re.IGNORECASE)
_CREDITS = re.compile(
    r"(?:^|[-_])(?:attribution|author|credit|source|cite|byline)s?$", re.IGNORECASE
)
_ENDINGS = ".?!…”\"’'»"
_DASH = re.compile(r"\s*(?:—|–|--)\s*(?=\S)")


def _quotation(element: Element, reading: Reading, look: Look) -> list[Piece]:
    """A quotation; its credit is a <cite> or <footer> at its end, or a last text with a dash."""
    body, credit = _parted(element)
    look = look_in(element, look, reading)
    pieces = reading.inside(body, reading, look)
    shown = credit is not None and not unseen(credit, reading)
    credit_pieces = reading.inside(credit, reading, PLAIN) if credit and shown else []
    quotes = quoted(pieces, _text(credit_pieces), is_pulled(element), reading.line(element))
    return [*quotes, *others_in(credit_pieces)]


def is_pulled(element: Element) -> bool:
    """Whether an element is a pull quote, or stands right in one."""
    around = element.parent.get("class") if element.parent else ""
    return bool(_PULLED.search(element.get("class")) or _PULLED.search(around))


def quoted(pieces: Sequence[Piece], credit: Runs, pulled: bool, line: int) -> list[Piece]:
    """The quotation of these pieces; what is no text parts it."""
    out: list[Piece] = []
    rows: list[Runs] = []
    for piece in pieces:
        texts = texts_of_piece(piece)
        if texts is not None:
            rows.extend(texts)
            continue
        out.extend((*_quote(rows, (), pulled, line), piece))
        rows = []
    if rows and not credit:
        rows, credit = _with_credit(rows)
    return [*out, *_quote(rows, credit, pulled, line)]


def _quote(rows: list[Runs], credit: Runs, pulled: bool, line: int) -> list[Piece]:
    if rows:
        return [Quote(tuple(rows), credit, pulled, line)]
    return [Paragraph(credit, line)] if credit else []


def _with_credit(rows: list[Runs]) -> tuple[list[Runs], Runs]:
    """A last text that opens with a dash is the credit, without it."""
    dash = _DASH.match(text_of(rows[-1]))
    if not dash:
        return rows, ()
    return rows[:-1], folded(split(rows[-1], dash.end())[1])


def _parted(element: Element) -> tuple[Element, Element | None]:
    """A quotation's text and the element with its credit: the last in it, or in its last block."""
    last = _last(element)
    if last is None:
        return element, None
    if _is_credit(last):
        return _without(element, last), last
    inner = _last(last)
    if inner is not None and last.name in ("p", "div") and inner.name == "cite":
        return _without(element, last, _without(last, inner)), inner
    return element, None


def _last(element: Element) -> Element | None:
    """The element that a text ends in; None where it is hidden, or goes on a word before it."""
    children = element.children
    at = next((at for at in range(len(children) - 1, -1, -1) if _is_there(children[at])), None)
    last = None if at is None else children[at]
    if at is None or not isinstance(last, Element) or not unhidden(last):
        return None
    goes_on = at > 0 and last.name == "cite" and _ends_word(children[at - 1])
    return None if goes_on else last


def _ends_word(before: Element | str) -> bool:
    """Whether a word stands right before."""
    if isinstance(before, str):
        return bool(before) and not (before[-1].isspace() or before[-1] in _ENDINGS)
    return joins_words(before)


def _is_there(node: Element | str) -> bool:
    return bool(node.strip()) if isinstance(node, str) else bool(node.text_seen(1))


def _is_credit(element: Element) -> bool:
    named = any(_CREDITS.search(name) for name in element.classes)
    return element.name in ("cite", "footer", "figcaption") or named


def _without(element: Element, child: Element, instead: Element | None = None) -> Element:
    children = [instead if one is child else one for one in element.children]
    return Element(
        element.name,
        element.attributes,
        element.line,
        [one for one in children if one is not None],
        element.parent,
    )


def _text(pieces: Sequence[Piece]) -> Runs:
    runs = one_text(pieces)
    dash = _DASH.match(text_of(runs))
    return () if is_blank(runs) else folded(split(runs, dash.end())[1]) if dash else runs


QUOTATIONS = {"blockquote": _quotation}
