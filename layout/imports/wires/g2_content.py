"""The contentSet of a news item: its text in whatever form it is, and its pictures.

Where one text comes in several forms, the one with most words is taken; what another form says
beside it is left out, reported.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from layout.imports.html.copy_of import copy_of
from layout.imports.html.reading import Setting
from layout.imports.item import Copy
from layout.imports.wires.dispatch import Dispatch, Shot, note
from layout.imports.wires.editing import adds_no_word, counted, tidy, words_in
from layout.imports.wires.nitf import Place, is_nitf, nitf_body
from layout.imports.wires.nitf_html import block_text, html_inside
from layout.imports.wires.plain_copy import copy_of_text
from layout.imports.wires.xml_tree import (
    Node,
    all_text,
    children,
    first,
    line_of,
    name_of,
    parsed,
    text_in,
)
from slots.finding import BadInput, Where


def content_of(content: Node, place: Place) -> Dispatch:
    """The text of a content set, and the lines above it that it has itself."""
    found = (_form(each, place) for each in children(content, "inlineXML", "inlineData"))
    forms = [form for form in found if form is not None]
    if not forms:
        return Dispatch("", place.where)
    best = max(forms, key=lambda form: len(words_in(form.copy.pieces)))
    word_counts = counted(_all_words(best))
    others = (
        note(_all_words(form), form.where, "another form of the text")
        for form in forms
        if form is not best and not adds_no_word(_all_words(form), word_counts)
    )
    return replace(best, notes=(*best.notes, *others))


def _all_words(dispatch: Dispatch) -> str:
    left = (each.text for each in dispatch.copy.left_out)
    return " ".join((words_in(dispatch.copy.pieces), *left))


def _form(node: Node, place: Place) -> Dispatch | None:
    where = line_of(node, place.where)
    counted = node.get("wordcount") or ""
    words = int(counted) if counted.isdecimal() and len(counted) < 9 else None
    if name_of(node) == "inlineData":
        copy = _data(node, where, place.address)
        return replace(Dispatch("", where, copy=copy), words=words) if copy else None
    nitf = first(node, "nitf")
    if nitf is not None:
        return replace(nitf_body(nitf, Place(where, place.address)), words=words)
    page = first(node, "body")
    dispatch = _page(page if page is not None else node, where, place.address)
    title = first(node, "head")
    if title is not None:
        dispatch = replace(
            dispatch, notes=(*dispatch.notes, note(text_in(title), where, "a title"))
        )
    return replace(dispatch, words=words)


def _page(body: Node, where: Where, address: str) -> Dispatch:
    """An XHTML body. A header of it (dpa) says the item's head again, and is left out; text that
    stands in no paragraph, in lines of their own, is read as plain text."""
    notes = []
    for header in list(children(body, "header")):
        notes.append(note(block_text(header), where, "the head of the page"))
        header.text, tail = None, header.tail
        for each in list(header):
            header.remove(each)
        header.tail = tail
    if not any(True for _ in children(body)):
        return Dispatch("", where, copy=copy_of_text(all_text(body)), notes=tuple(notes))
    html, left_out = html_inside(body, where)
    copy = copy_of(html, Setting(Where(where.file), address))
    return Dispatch("", where, copy=copy, notes=(*notes, *left_out))


_INLINE = re.compile(r"</[A-Za-z][A-Za-z0-9]{0,15}\s*>|&(?:[A-Za-z]{2,8}|#\d{2,6});")
"""What shows that text is HTML: tags that close, names of characters."""
_MARKUP = ("<p", "<div", "<br", "<P", "<html", "<HTML", "<body", "<table", "<section")


def _data(node: Node, where: Where, address: str) -> Copy | None:
    """Text that stands in an inlineData, as HTML, NITF or plain; None where it is no text."""
    text = all_text(node)
    if node.get("encoding"):
        if not (node.get("contenttype") or "").startswith("text/"):
            return None
        try:
            text = base64.b64decode(text, validate=False).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return None
    return copy_of_anything(text, Place(where, address)).copy


def copy_of_anything(text: str, place: Place) -> Dispatch:
    """The copy of text that may be NITF, HTML or plain, whatever it is called."""
    if is_nitf(text):
        try:
            tree = parsed(text.encode("utf-8", "replace"), place.where)
        except BadInput:
            return Dispatch("", place.where, copy=copy_of_text(text))
        return nitf_body(tree.root, place)
    if _INLINE.search(text) and not any(sign in text for sign in _MARKUP):
        paragraphs = re.split(r"\n\s*\n" if re.search(r"\n\s*\n", text) else r"\n", text)
        text = "".join(f"<p>{each}</p>" for each in paragraphs if each.strip())
    if any(sign in text for sign in _MARKUP):
        copy = copy_of(text, Setting(Where(place.where.file), place.address))
        return Dispatch("", place.where, copy=copy)
    return Dispatch("", place.where, copy=copy_of_text(text))


_IMAGE = "image/"
_SMALL = ("thumb", "preview", "small", "icon")
_WIDEST = 1 << 30


@dataclass(frozen=True, slots=True)
class Rendition:
    """One form of a picture: its address, its type, its name at the agency and its width in
    pixels, 0 where unknown."""

    address: str
    kind: str = ""
    name: str = ""
    width: int = 0
    height: int = 0

    @property
    def worth(self) -> tuple[bool, int]:
        """The larger, the better; one that is called small is worse than any other."""
        small = any(sign in self.name.lower() for sign in _SMALL)
        return (not small, min(self.width, _WIDEST))


_UNUSABLE = frozenset({"image/tiff", "image/x-eps", "image/heic", "application/postscript"})


def is_usable(kind: str) -> bool:
    """Whether a type is one of pictures that can be printed."""
    bare = kind.partition(";")[0].strip().lower()
    return bare.startswith(_IMAGE) and bare not in _UNUSABLE


def best_first(renditions: list[Rendition]) -> tuple[str, ...]:
    """The addresses of a picture's renditions, the best first, each once."""
    ordered = sorted(renditions, key=lambda each: each.worth, reverse=True)
    return tuple(dict.fromkeys(each.address for each in ordered if each.address))


def shot_of(renditions: list[Rendition]) -> Shot:
    """The picture that renditions, one at least, are of: in size and type as the best of them."""
    best = max(renditions, key=lambda each: each.worth)
    return Shot(
        best_first(renditions),
        width=best.width or None,
        height=best.height or None,
        kind=best.kind,
    )


def pictures_of(content: Node, place: Place) -> Iterator[Shot]:
    """The picture that the remote contents of an item are renditions of."""
    found = [
        _rendition(each)
        for each in children(content, "remoteContent")
        if is_usable(each.get("contenttype") or "") and (each.get("href") or each.get("residref"))
    ]
    if found:
        yield shot_of(found)


def _rendition(node: Node) -> Rendition:
    address = node.get("href") or node.get("residref") or ""
    return Rendition(
        tidy(address.removeprefix("file:///./")),
        node.get("contenttype") or "",
        (node.get("rendition") or "").rsplit(":", 1)[-1],
        pixels(node.get("width")),
        pixels(node.get("height")),
    )


def pixels(value: object) -> int:
    """A size in pixels as agencies write it, 0 for what is none."""
    text = str(value or "").strip()
    return int(text) if text.isdecimal() and len(text) < 7 else 0
