"""Boxes beside a story: sign-up forms, coloured groups and asides.

<aside><h2>Before you board</h2><p>Tickets are sold on the pier.</p></aside>      a Blue Box
<form action="/join"><h3>Our newsletter</h3><input type="email"></form>           a newsletter
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from layout.imports.html.beside.neighbours import explained
from layout.imports.html.element import Element
from layout.imports.html.quotations import is_pulled
from layout.imports.html.reading import PLAIN, Reading
from layout.imports.html.seen import words_in
from layout.imports.html.texts import texts_of_piece
from layout.story.as_written import SlotAsk
from layout.story.block import Crosshead, Paragraph
from layout.story.markdown.inline_tokens import is_bold
from layout.story.markdown.module_directive import Settings, module_of
from layout.story.module import Module
from layout.story.run import Runs, plain, text_of
from layout.story.text.marker_lines import Mark, mark_of
from layout.story.text.pieces import Piece
from layout.story.text.sanitise import fold

_BOXES = frozenset(
    "box infobox info-box info_box blue-box blue_box bluebox callout callout-box factbox fact-box "
    "fact_box fact-file factfile highlight-box note-box sidebar-box side-box sidebox text-box "
    "textbox text_box explainer explainer-box kasten recuadro destacado wp-block-callout "
    "article-box content-box story-box article-sidebar".split()
)
_OWN = frozenset(("blue-box", "blue_box", "bluebox"))
_HOLDERS = frozenset("div section aside".split())
_SIGN_UPS = re.compile(
    r"newsletter|subscri(?:be|ption)|sign-?up|mailchimp|mc_embed|mailing-?list|bolet[ií]n|suscri",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"e-?mail|correo", re.IGNORECASE)
_THANKS = re.compile(r"success|thank|confirm|gracias|exito", re.IGNORECASE)
_ELSE = frozenset(("textarea", "password", "search"))
"""Fields of forms that are no sign-up: of comments, of readers' accounts, of a search."""
_LONGEST_BOX = 4_000
_LONGEST_FORM = 1_500
"""Characters in a box or form; one with more is the page."""
_SHARE = 0.6
"""Of all text, at most, that an element is which only its class calls a box."""
_SHORT_TITLE = 80


def sign_up(element: Element, reading: Reading) -> list[Piece] | None:
    """The newsletter of a sign-up form, or of the box round one; None where an element is none.

    Other forms that are asked for words are left out: of comments, of contact, of a search.
    """
    if element.name == "form":
        form: Element | None = element
    elif element.name in _HOLDERS and _SIGN_UPS.search(_named(element)):
        form = next((one for one in element.elements() if one.name == "form"), None)
    else:
        return None
    if form is None or len(element.text_seen(_LONGEST_FORM)) >= _LONGEST_FORM:
        return None
    fields = [one for one in form.elements() if one.name in ("input", "textarea")]
    kinds = {_kind(one) for one in fields}
    if "email" in kinds and kinds.isdisjoint(_ELSE):
        return _newsletter(element, form, reading)
    if element is form and kinds & _ELSE:
        reading.leave_out("a form", words_in(element, reading), element)
        return []
    return None


def _named(element: Element) -> str:
    return f"{element.get('id')} {element.get('class')}"


def _kind(element: Element) -> str:
    """What a field takes: "email" where its type, name or hint says so."""
    if element.name == "textarea":
        return "textarea"
    kind = element.get("type").lower() or "text"
    names = " ".join(element.get(name) for name in ("name", "placeholder", "id", "class"))
    return "email" if kind == "text" and _EMAIL.search(names) else kind


def _newsletter(element: Element, form: Element, reading: Reading) -> list[Piece]:
    thanks = [one for one in element.elements() if _THANKS.search(_named(one))]
    thanks = [one for one in thanks if one.text().strip() and one is not form]
    success = fold(words_in(thanks[0], reading)).strip() if thanks else ""
    bare = _opened(element, form, thanks[0] if success else None)
    pieces = reading.inside(bare, reading, PLAIN)
    title, pieces = _titled(pieces)
    action = reading.joined(form.get("action")) if form.get("action") else ""
    settings = Settings(action=action, success=success)
    where = reading.where(element)
    return reading.noted(module_of("newsletter", title, settings, pieces, where))


def _opened(element: Element, form: Element, gone: Element | None) -> Element:
    """The element with the form in it as a box, and without another that stands in it."""
    children = [
        child if isinstance(child, str) else _opened(child, form, gone)
        for child in element.children
        if child is not gone
    ]
    name = "div" if element is form else element.name
    copy = Element(name, element.attributes, element.line, children, element.parent)
    copy.foreign = element.foreign
    return copy


def _titled(pieces: Sequence[Piece]) -> tuple[Runs, list[Piece]]:
    """A box's title, its first heading or short text in bold, and the rest."""
    if pieces and isinstance(pieces[0], Crosshead):
        return pieces[0].runs, list(pieces[1:])
    first = pieces[0] if pieces else None
    if isinstance(first, Paragraph) and len(pieces) > 1:
        text = text_of(first.runs)
        if len(text) <= _SHORT_TITLE and (is_bold(first.runs) or mark_of(text) is Mark.NEWSLETTER):
            return plain(text), list(pieces[1:])
    return (), list(pieces)


def box(element: Element, reading: Reading) -> list[Piece] | None:
    """The Blue Box of an aside or a coloured group, or the digest it holds; None where an element
    is none, or is most of the page."""
    if not _is_box(element) or is_pulled(element) or element.get("role") == "doc-footnote":
        return None
    text = element.text_seen(_LONGEST_BOX)
    own = element.name == "aside" or not _OWN.isdisjoint(element.classes)
    share = len(text) / max(1, reading.size)
    if not text.strip() or len(text) >= _LONGEST_BOX or (share > _SHARE and not own):
        return None
    pieces = explained(reading.inside(element, reading, PLAIN), reading)
    boxes = [piece for piece in pieces if isinstance(piece, Module | SlotAsk)]
    texts = [piece for piece in pieces if texts_of_piece(piece)]
    if not texts or (boxes and len(boxes) == len(pieces)):
        return pieces
    title, rest = _titled(pieces)
    if not rest:
        return pieces
    where = reading.where(element)
    return reading.noted(module_of("blue_box", title, Settings(), rest, where))


def _is_box(element: Element) -> bool:
    if element.name == "aside":
        return True
    if element.name not in _HOLDERS:
        return False
    classes = element.classes
    coloured = "has-background" in classes and any(one.startswith("wp-block") for one in classes)
    return coloured or not _BOXES.isdisjoint(classes)
