"""WordPress's exports, WXR 1.0 to 1.2: what `Tools, Export` writes.

A source is read twice, and never held: the first time for what posts need wherever it stands (files
of the media library, synced patterns, authors, terms), the second time for the posts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from layout.imports.item import Format, Given, Item
from layout.imports.source import Source
from layout.imports.wordpress.characters import encoding_of
from layout.imports.wordpress.export_posts import read_channel, read_post, read_support
from layout.imports.wordpress.export_text import Export, Part, element_of
from layout.imports.wordpress.item_of import item_of, key_of, number_key
from layout.imports.wordpress.site import MACHINERY, Site
from slots.finding import Finding, Severity, Where

_OPENING = re.compile(
    r"(?:[\s\ufeff]++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\])?\s*+>)*+"
    r"<(?:\w+:)?rss\b(?P<root>[^>]*)",
    re.DOTALL,
)
_NAMESPACE = re.compile(r"wordpress\.org/export/\d")
_TYPE = re.compile(r":?post_type(?:\s[^>]*)?>\s*(?:<!\[CDATA\[)?\s*([\w-]+)")
_SUPPORT = frozenset(("attachment", "wp_block", "guest-author"))


def _recognises(source: Source) -> bool:
    """Whether a source opens as an export does."""
    text = source.start.decode(encoding_of(source.start), "replace")
    match = _OPENING.match(text)
    return match is not None and _NAMESPACE.search(match["root"]) is not None


def _read(source: Source) -> Iterator[Given]:
    """The items of an export in its order; findings about it first."""
    site = Site(address=source.address)
    first = Export(source)
    left: Counter[str] = Counter()
    for part in first.parts():
        _take_up(part, first, site, left)
    yield from first.findings()
    keys: set[str] = set()
    again = Export(source)
    for part in again.parts():
        yield from _given(part, again, site, keys)
    if left:
        yield _left_out_finding(left, source)
    if not keys:
        message = "an export of WordPress without a post"
        hint = "export all content: Tools, Export, All content"
        yield Finding("export-empty", Severity.WARNING, message, source.where, hint)


WXR = Format("a WordPress export (WXR)", _recognises, _read)


def _type_of(part: Part) -> str:
    """The type of an item's post, recognised without parsing it; "" for what is none."""
    match = _TYPE.search(part.text) if part.item else None
    return match[1] if match else ""


def _take_up(part: Part, export: Export, site: Site, left: Counter[str]) -> None:
    """What the first reading takes of a part."""
    kind = _type_of(part)
    if kind in MACHINERY:
        left[kind] += 1
    if part.item and kind not in _SUPPORT:
        return
    root, _ = element_of(part, export)
    if root is None:
        return
    if not part.item:
        read_channel(root, site)
        return
    for element in root.iterchildren("{*}item"):
        read_support(element, site)


def _given(part: Part, export: Export, site: Site, keys: set[str]) -> Iterator[Given]:
    """What the second reading gives of a part."""
    if part.item and _type_of(part) in MACHINERY:
        return
    if not part.item and not _is_damaged(part):
        return
    root, finding = element_of(part, export)
    if finding is not None:
        yield finding
    if root is None or not part.item:
        return
    for element in root.iterchildren("{*}item"):
        post = read_post(element, site, export.source.name, part.line)
        key = key_of(post, site)
        if key in keys:
            yield _twice(key, post.where)
            key = f"wordpress {number_key(post, site)}"
        keys.add(key)
        item: Item = item_of(post, site, key)
        yield item


def _is_damaged(part: Part) -> bool:
    """Whether text between items is worth a look for what is wrong with it."""
    return bool(part.text.strip())


def _twice(key: str, where: Where) -> Finding:
    message = f'a second post with the GUID "{key.removeprefix("wordpress ")[:80]}"'
    hint = "it is known by its number instead"
    return Finding("guid-twice", Severity.WARNING, message, where, hint)


def _left_out_finding(left: Counter[str], source: Source) -> Finding:
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(left.items()))
    message = f"what no reader of the site opens as a page is left out: {kinds}"
    hint = "pictures come with the stories that show them"
    return Finding("export-machinery", Severity.INFO, message, source.where, hint)
