"""The words that a reader of HTML sees, in order: parsed by tinyhtml5 and told by rules of the
tests' own, which share nothing with the engine.

What counts as a word is said once, in `words`; all laws of imports compare words so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

import tinyhtml5

from layout.imports.item import Copy
from layout.story.as_written import SlotAsk
from layout.story.block import Embed, Tagged
from layout.story.module import Module
from layout.story.reading_order import texts_of_block, texts_of_module

_PARTS = re.compile(r"[\s\[\]()/]+")
_SHOWS_NOTHING = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_LONGEST_PATH = 200
"""A shorter text may be the name of a file, to tinyhtml5."""
_QUOTES = str.maketrans("‘’", "“”")
_DASHES = "-–—‐‑"
_UNSEEN = frozenset(
    "script style template head title noscript iframe noembed noframes video audio canvas "
    "datalist rp annotation annotation-xml area meta link base param source track".split()
)
_NEVER_DRAWN = ("script", "style", "title", "desc", "annotation", "annotation-xml")
_ALONE = frozenset(
    "address article aside audio blockquote body br button canvas caption center dd del desc "
    "details dialog dir div dl dt embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hgroup hr html iframe input label legend li listing main marquee menu meter nav "
    "noembed noframes object ol optgroup option output p plaintext pre progress s search section "
    "select strike summary svg table tbody td textarea tfoot th thead tr ul video xmp".split()
)
"""Elements that part the words before them, in them and after them; others stand in a line."""
_FOR_SCREEN_READERS = frozenset(
    "screen-reader-text screen-reader-only sr-only visually-hidden visuallyhidden "
    "u-hidden-visually element-invisible a11y-hidden".split()
)
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)


def words(text: str) -> list[str]:
    """The words of a text: what stands between white space, brackets and slashes and has a letter
    or figure in it, without dashes before it; "10²" is 102, as in Unicode's compatibility form, and
    quotation marks round a word do not count.

    >>> words("— Ana\\u00a0Ruiz, 10²  [1] •")
    ['Ana', 'Ruiz,', '102', '1']
    """
    folded = unicodedata.normalize("NFKC", _SHOWS_NOTHING.sub("", text).translate(_QUOTES))
    parts = (part.lstrip(_DASHES).strip("“”") for part in _PARTS.split(folded))
    return [part for part in parts if any(sign.isalnum() for sign in part)]


def visible_words(html: str) -> list[str]:
    """The words of HTML as a page shows them, in source order; those of forms and drawings too."""
    return words(visible_text(html))


def visible_text(html: str) -> str:
    """The text of HTML as a page shows it; where elements part it, there is white space."""
    bare = _SHOWS_NOTHING.sub("", _LINE_ENDS.sub("\n", html))
    document = "<!DOCTYPE html>".ljust(_LONGEST_PATH) + bare
    tree = tinyhtml5.parse(document, namespace_html_elements=False)
    return "".join(_texts(tree))


def _texts(root: Element) -> Iterator[str]:
    stack: list[Element | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
            continue
        stack.extend(reversed(list(_inside(node))))


def _inside(element: Element) -> Iterator[Element | str]:
    """What an element comes to: texts, and the elements in it that show something."""
    name = _name(element)
    parts = (
        element.tag in _ALONE or name == "svg" or _is_for_some(element) or _is_note(element, name)
    )
    if not _is_seen(element, name):
        yield " " if name in _ALONE else ""
        return
    before, after = {"q": ("“", "”"), "rt": (" ", " ")}.get(
        str(element.tag), (" ", " ") if parts else ("", "")
    )
    yield before
    yield from _own(element, name)
    yield after


def _own(element: Element, name: str) -> Iterator[Element | str]:
    if name == "img":
        sizes = (element.get(side, "").removesuffix("px") for side in ("width", "height"))
        point = any(size in ("0", "1") for size in sizes)
        alt = element.get("alt", "")
        yield alt if "emoji" in element.get("class", "") else "" if point else " "
    elif element.tag == "input":
        yield f" {element.get('value', '')} " if element.get("type") == "submit" else ""
    yield element.text or ""
    for number, child in enumerate(_ordered(element, name)):
        if name == "mfrac" and number:
            yield "/"
        yield child
        yield child.tail or ""


def _ordered(element: Element, name: str) -> list[Element]:
    """The elements in an element; in a table, as they are shown: head, bodies, foot."""
    if name != "table":
        return list(element)
    place = {"caption": 0, "thead": 2, "tfoot": 4}
    return sorted(element, key=lambda one: place.get(_name(one), 1 if _name(one) == "" else 3))


def _name(element: Element) -> str:
    """Its name without a namespace, "" for a comment."""
    if not isinstance(element.tag, str):
        return ""
    return element.tag.rpartition("}")[2] if element.tag.startswith("{") else element.tag


def _is_seen(element: Element, name: str) -> bool:
    foreign = str(element.tag).startswith("{")
    if name == "" or name in (_NEVER_DRAWN if foreign else _UNSEEN):
        return False
    if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
        return False
    if element.tag == "dialog" and "open" not in element.attrib:
        return False
    return not (element.tag == "input" and element.get("type", "") == "hidden")


def _is_for_some(element: Element) -> bool:
    """Whether its class says that it is for screen readers: words of their own."""
    classes = element.get("class", "").lower().split()
    return not _FOR_SCREEN_READERS.isdisjoint(classes)


def _is_note(element: Element, name: str) -> bool:
    """Whether a raised number leads to a note: stories write it in brackets."""
    links = [one for one in element.iter() if _name(one) == "a"]
    told = "".join(element.itertext()).strip().strip("[]").strip()
    short = told.isdecimal() or len(told) == 1
    return name == "sup" and short and any("#" in link.get("href", "") for link in links)


# --- the words of what the engine gives ----------------------------------------------------------


def words_of_copy(copy: Copy) -> list[str]:
    """The words of all pieces, in order."""
    return [word for text in texts_of_copy(copy) for word in words(text)]


def texts_of_copy(copy: Copy) -> list[str]:
    """The texts of all pieces, in order; alternative texts of pictures are none."""
    texts: list[str] = []
    for piece in copy.pieces:
        if isinstance(piece, SlotAsk):
            continue
        if isinstance(piece, Module):
            texts.extend(texts_of_module(piece))
        else:
            texts.extend(texts_of_block(piece.block if isinstance(piece, Tagged) else piece))
    return texts


def words_left_out(copy: Copy) -> list[str]:
    """The words that a copy says it left out."""
    return [word for one in copy.left_out for word in words(one.text)]


def words_lost(seen: Iterable[str], copy: Copy) -> Counter[str]:
    """The words of a source that neither pieces nor `left_out` have: none is the law. The address
    of an embed counts, as it is shown."""
    addresses = [one.href for one in _blocks(copy) if isinstance(one, Embed)]
    linked = (word for address in addresses for word in words(address))
    return Counter(seen) - Counter((*words_of_copy(copy), *words_left_out(copy), *linked))


def words_made_up(seen: Iterable[str], copy: Copy) -> Counter[str]:
    """The words of pieces that nobody wrote: titles of embeds, which HTML has in attributes, do
    not count, nor the "Photo:" before a credit."""
    embeds = (one for one in _blocks(copy) if isinstance(one, Embed))
    own = (word for one in embeds for word in words(one.title))
    return Counter(words_of_copy(copy)) - Counter(seen) - Counter((*own, *["Photo:"] * 1000))


def _blocks(copy: Copy) -> Iterator[object]:
    """The pieces, and the blocks of modules among them."""
    for piece in copy.pieces:
        yield piece.block if isinstance(piece, Tagged) else piece
        yield from piece.blocks if isinstance(piece, Module) else ()
