"""Pictures: their best source, alternative text, cutline and credit; galleries and figures.

<figure><img src="pier.jpg"><figcaption>The pier. Photo: Ana Torres</figcaption></figure>
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import unquote_to_bytes, urlsplit

from layout.imports.html.element import Element, parts_of
from layout.imports.html.embeds import is_point, is_watched
from layout.imports.html.inline import settled
from layout.imports.html.reading import PLAIN, Look, Reading
from layout.imports.html.seen import unhidden, unseen
from layout.imports.html.texts import one_text, others_in
from layout.story.block import Embed, Paragraph, Picture, Quote
from layout.story.markdown.image import with_credit
from layout.story.markdown.inline_tokens import is_blank, joined, without_italic
from layout.story.run import Runs, plain, text_of
from layout.story.text.address import safe_href
from layout.story.text.pieces import Piece
from layout.story.text.sanitise import fold
from slots.strip.measured_flow import Display

_LAZY = (
    "data-orig-file data-large-file data-src data-lazy-src data-original data-original-src "
    "data-full-url data-hi-res-src data-url data-image data-img-src data-pin-media"
).split()
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,])(?:\s+([0-9.]+)([wx]))?\s*(?:,|$)")
_CAPTIONS = frozenset(
    "wp-caption-text wp-element-caption gallery-caption blocks-gallery-caption image-caption "
    "caption-text media-caption photo-caption figure-caption".split()
)
_CREDITS = re.compile(
    r"(?:^|[-_])(?:credits?|photographer|copyright|image-source|photo-by)(?:$|[-_])", re.IGNORECASE
)
_TRACKERS = re.compile(
    r"(?:^|\.)(?:doubleclick\.net|facebook\.com/tr|scorecardresearch\.com|quantserve\.com|"
    r"google-analytics\.com|feedburner\.com/~|pixel\.wp\.com|stats\.wordpress\.com|"
    r"b\.scorecardresearch\.com)",
    re.IGNORECASE,
)
_BLANK = 150
"""Bytes of a picture in the page itself that only keeps a place until the real one comes."""
_EMOJI = ("emoji", "wp-smiley")
_DISPLAYS = {
    "alignfull": Display.FULL_WIDTH,
    "alignwide": Display.FULL_WIDTH,
    "alignleft": Display.HALF_WIDTH,
    "alignright": Display.HALF_WIDTH,
    "size-thumbnail": Display.THUMBNAIL,
}


def picture_of(element: Element, reading: Reading) -> Picture | str | None:
    """The picture of an <img>; the character it stands for; None where it shows nothing."""
    alt = fold(element.get("alt")).strip()
    if not set(_EMOJI).isdisjoint(element.classes):
        return alt
    if counts_readers(element):
        return None
    data, kind = _data(element.get("src"))
    places = _places(element, reading)
    if data is not None and not places:
        src = reading.picture((), data, kind)
    elif places:
        src = reading.picture(places)
    else:
        return None
    return Picture(src, alt, display=_display(element), line=reading.line(element))


def has_source(element: Element, reading: Reading) -> bool:
    """Whether an <img>, or the first in an element, has an address where its picture is."""
    if element.name in ("img", "amp-img"):
        return bool(_places(element, reading))
    inner = next((one for one in islice(element.elements(), 20) if one.name == "img"), None)
    return inner is not None and bool(_places(inner, reading))


def _places(element: Element, reading: Reading) -> tuple[str, ...]:
    """The addresses of an image, best first, as the page means them; none of other schemes."""
    joined = map(reading.joined, _sources(element))
    return tuple(dict.fromkeys(one for one in joined if one and safe_href(one) and _is_file(one)))


def _is_file(address: str) -> bool:
    return not address.lower().startswith("mailto:")


def _sources(element: Element) -> list[str]:
    """The addresses of an image, best first: the largest of a set, those of a lazy one, its own."""
    found: list[str] = []
    for holder in (element, *_beside(element)):
        for name in _LAZY_SETS:
            found.extend(_best(holder.get(name)))
        found.extend(holder.get(name) for name in _LAZY)
    own = element.get("src")
    return [one.strip() for one in (*found, own) if one.strip() and not _is_data(one)]


def _beside(element: Element) -> list[Element]:
    """The <source> elements of a <picture>."""
    around = element.parent
    if around is None or around.name != "picture":
        return []
    inner = [one for one in around.children if isinstance(one, Element)]
    return [one for one in inner if one.name == "source"]


def _best(written: str) -> list[str]:
    """The candidates of a srcset, largest first."""
    if not written or len(written) > 20_000:
        return []
    sized = [
        (float(size) if size.replace(".", "", 1).isdigit() else 1.0, address)
        for address, size, _ in _CANDIDATE.findall(written)
    ]
    return [address for _, address in sorted(sized, key=lambda one: -one[0])]


def _is_data(address: str) -> bool:
    return address.strip()[:5].lower() == "data:"


def _data(address: str) -> tuple[bytes | None, str]:
    """The bytes of a data: address and their type; None where it is another, or broken."""
    if not _is_data(address):
        return None, ""
    head, comma, body = address.strip()[5:].partition(",")
    kind = head.partition(";")[0].strip().lower()
    if not comma or not kind.startswith("image/"):
        return None, ""
    data = unquote_to_bytes(body)
    if head.lower().rstrip().endswith("base64"):
        try:
            data = base64.b64decode(data, validate=False)
        except (binascii.Error, ValueError):
            return None, ""
    return (data, kind) if len(data) > _BLANK else (None, "")


def counts_readers(element: Element) -> bool:
    """Whether an image is there to count readers: a point, or a counter's address."""
    return is_point(element) or bool(_TRACKERS.search(_host_and_path(element.get("src"))))


def _host_and_path(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return f"{parts.netloc}{parts.path}"


def _display(element: Element) -> Display:
    around: Element | None = element
    for _ in range(4):
        if around is None:
            break
        for name in around.classes:
            if name in _DISPLAYS:
                return _DISPLAYS[name]
        around = around.parent
    return Display.INLINE


# --- figures -------------------------------------------------------------------------------------


def is_figure(element: Element) -> bool:
    """Whether an element holds a picture or the like and its caption."""
    return element.name == "figure" or "wp-caption" in element.classes


@dataclass(frozen=True, slots=True)
class _Caption:
    """A caption: its text, the credit in it, and what in it is no text."""

    text: Runs
    credit: str
    others: tuple[Piece, ...]


def captioned(element: Element, reading: Reading, look: Look) -> list[Piece]:
    """What a figure holds, each with the caption that follows or opens it."""
    pieces: list[Piece] = []
    waiting: list[_Caption] = []
    for part in _parts(element):
        if not _is_caption(part):
            found = reading.inside(part, reading, look)
            if waiting and not pieces and found and _takes(found, waiting[-1], 0):
                found.extend(waiting.pop().others)
            pieces.extend((*_set(waiting, element, reading), *found))
            waiting = []
        elif not unseen(part, reading):
            caption = _caption(part, reading)
            if pieces and not waiting and _takes(pieces, caption, -1):
                pieces.extend(caption.others)
            else:
                waiting.append(caption)
    return [*pieces, *_set(waiting, element, reading)]


def _parts(element: Element) -> Iterator[Element]:
    """What stands in a figure: captions, pictures and all else, each by itself; boxes that only
    lay them out are opened."""
    for part in parts_of(element.children, lambda one: _is_caption(one) or _only_lays_out(one)):
        if _is_caption(part) or not _only_lays_out(part):
            yield part
        else:
            yield from _parts(part)


def _only_lays_out(element: Element) -> bool:
    """Whether an element is a box round a caption and what it is for."""
    if element.name not in ("div", "span", "a", "center") or is_figure(element):
        return False
    inner = list(element.elements())
    return any(map(_is_caption, inner)) and not any(map(is_figure, inner)) and unhidden(element)


def _is_caption(element: Element) -> bool:
    return element.name == "figcaption" or not _CAPTIONS.isdisjoint(element.classes)


def _caption(element: Element, reading: Reading) -> _Caption:
    """A caption's text and its credit: an element that says so, or from "Photo:" on."""
    own, credits = _without_credits(element)
    found = reading.inside(own, reading, PLAIN)
    for one in credits:
        pieces = [] if unseen(one, reading) else reading.inside(one, reading, PLAIN)
        credit = fold(text_of(one_text(pieces))).strip()
        if credit:
            return _Caption(one_text(found), credit, others_in([*found, *pieces]))
    text = one_text(found)
    cutline, credit_runs = with_credit(without_italic(text))
    if credit_runs:
        return _Caption(cutline, text_of(credit_runs), others_in(found))
    return _Caption(text, "", others_in(found))


def _without_credits(element: Element) -> tuple[Element, list[Element]]:
    """A caption without the element of its credit, and that: none, or one."""
    inner = [one for one in element.children if isinstance(one, Element)]
    credits = [one for one in inner if any(_CREDITS.search(name) for name in one.classes)][:1]
    kept = [" " if one in credits else one for one in element.children]
    return Element(element.name, element.attributes, element.line, kept, element.parent), credits


def _takes(pieces: list[Piece], caption: _Caption, at: int) -> bool:
    """Whether a piece takes a caption; it then has it."""
    taken = _with_caption(pieces[at], caption)
    if taken is not None:
        pieces[at] = taken
    return taken is not None


def _with_caption(piece: Piece, caption: _Caption) -> Piece | None:
    text = caption.text
    if isinstance(piece, Picture) and not piece.cutline and not piece.credit:
        return replace(piece, cutline=settled(without_italic(text)), credit=caption.credit)
    if caption.credit or is_blank(text):
        return None
    if isinstance(piece, Paragraph) and is_watched(text_of(piece.runs)):
        return Embed(text_of(piece.runs), text_of(text), piece.line)
    if isinstance(piece, Embed) and piece.title in (piece.href, _host(piece.href)):
        return replace(piece, title=text_of(text))
    if isinstance(piece, Quote) and not piece.credit:
        return replace(piece, credit=text)
    return None


def _host(href: str) -> str:
    return (urlsplit(href).hostname or "").removeprefix("www.")


def _set(captions: list[_Caption], element: Element, reading: Reading) -> Iterator[Piece]:
    """Captions that nothing takes, as paragraphs, and what else is in them."""
    for caption in captions:
        text = joined([caption.text, plain(caption.credit)])
        if not is_blank(text):
            yield Paragraph(text, reading.line(element))
        yield from caption.others


PICTURES = {"figure": captioned}
