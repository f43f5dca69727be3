"""Pictures of a post and the files of the media library: the original for a smaller size, credit
and alternative text of the library, the featured picture, and where the bytes may be.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape

from layout.imports.item import Copy, Media
from layout.imports.wordpress.content.page import Page, picture_html
from layout.imports.wordpress.site import Attachment, Site, file_key
from layout.story.block import Block, Picture, Tagged
from layout.story.module import Module
from layout.story.text.pieces import Piece

_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_VALUE = re.compile(r"\s([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_SIZE = re.compile(
    r"-(?:\d{1,5}x\d{1,5}|scaled|rotated|e\d{6,16})(?=\.[a-z]{3,4}\Z)", re.IGNORECASE
)
_OPENING_IMAGE = re.compile(
    r"(?:\s++|<!--.*?-->|<(?!img\b|/?newsgrid)[^>]*>)*+(<img\b[^>]*>)", re.DOTALL
)


def _attachment_at(address: str, site: Site) -> Attachment | None:
    """The file of the media library that an address shows, in whatever size."""
    key = file_key(address)
    for _ in range(3):
        number = site.by_file.get(key)
        if number is not None:
            return site.attachments[number]
        smaller = _SIZE.sub("", key)
        if smaller == key:
            break
        key = smaller
    stem, dot, suffix = key.rpartition(".")
    number = site.by_file.get(f"{stem}-scaled{dot}{suffix}")
    return None if number is None else site.attachments[number]


def with_originals(html: str, page: Page) -> str:
    """HTML whose pictures are those of the media library, not their smaller sizes."""
    if "<img" not in html or not page.site.attachments:
        return html
    return _IMAGE.sub(lambda match: _original(match[0], page.site), html)


def _original(tag: str, site: Site) -> str:
    values = _values(tag)
    found = _attachment_at(values.get("src", ""), site)
    if found is None:
        return tag
    values["src"] = found.address
    kept = ("src", "alt", "title", "class")
    inner = "".join(f' {name}="{escape(values[name])}"' for name in kept if name in values)
    return f"<img{inner}{chr(10) * tag.count(chr(10))}>"


def _values(tag: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for match in _VALUE.finditer(tag):
        value = next((each for each in match.groups()[1:] if each is not None), "")
        values.setdefault(match[1].lower(), unescape(value))
    return values


def with_featured(html: str, page: Page) -> str:
    """HTML that opens with the featured picture, once."""
    featured = featured_of(page)
    if featured is None:
        return html
    match = _OPENING_IMAGE.match(html[:20_000])
    if match and _same_file(_values(match[1]).get("src", ""), featured.address):
        return html
    return picture_html(featured, page) + html


def featured_of(page: Page) -> Attachment | None:
    """The featured picture of a post; one that is not in the source is noted."""
    if page.post.featured is not None:
        return page.post.featured
    number = page.post.meta.get("_thumbnail_id", "").strip()
    found = page.attachments([number]) if number not in ("", "0", "-1") else []
    return found[0] if found else None


def _same_file(one: str, other: str) -> bool:
    return bool(one) and _SIZE.sub("", file_key(one)) == _SIZE.sub("", file_key(other))


def with_library(copy: Copy, page: Page) -> Copy:
    """Copy whose pictures have the credit and alternative text of the library, and whose media say
    where their bytes may be: at their address, and beside the export."""
    media = {each.src: each for each in copy.media}
    pieces = tuple(_piece(each, media, page) for each in copy.pieces)
    return replace(copy, pieces=pieces, media=tuple(map(_with_places, copy.media)))


def _piece(piece: Piece, media: dict[str, Media], page: Page) -> Piece:
    match piece:
        case Picture():
            return _credited(piece, media, page)
        case Tagged(block=Picture() as picture):
            return replace(piece, block=_credited(picture, media, page))
        case Module(blocks=blocks) if any(isinstance(each, Picture) for each in blocks):
            inner: tuple[Block, ...] = tuple(
                _credited(each, media, page) if isinstance(each, Picture) else each
                for each in blocks
            )
            return replace(piece, blocks=inner)
        case _:
            return piece


def _credited(picture: Picture, media: dict[str, Media], page: Page) -> Picture:
    source = media.get(picture.src)
    found = _found(source, page) if source and source.places else None
    if found is None:
        return picture
    credit = picture.credit or found.credit
    return replace(picture, alt=picture.alt or found.alt, credit=credit)


def _found(source: Media, page: Page) -> Attachment | None:
    featured = page.post.featured
    if featured is not None and _same_file(source.places[0], featured.address):
        return featured
    return _attachment_at(source.places[0], page.site)


def _with_places(media: Media) -> Media:
    """Media with the paths where people keep what they copied from a site: as in its folder of
    uploads, and the bare name."""
    places = list(media.places)
    for address in media.places:
        key = unescape(file_key(address))
        if "/uploads/" in address:
            places += (f"wp-content/uploads/{key}", key)
        places.append(key.rsplit("/", 1)[-1])
        original = _SIZE.sub("", key)
        if original != key:
            places.append(original.rsplit("/", 1)[-1])
    return replace(media, places=tuple(dict.fromkeys(filter(None, places))))
