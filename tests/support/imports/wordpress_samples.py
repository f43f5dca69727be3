"""Exports and answers of WordPress for tests: a few posts of ours, as its exporter and its server
would write them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from layout.imports.item import Given, Item
from layout.imports.source import Source, source_of
from layout.imports.wordpress.rest import REST
from layout.imports.wordpress.wxr import WXR
from layout.story.block import Tagged
from layout.story.text.pieces import Piece
from slots.finding import Finding

SITE = "https://gazette.example"
_ROOT = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/{version}/">
<channel>
<title>The Gazette</title>
<link>{site}</link>
<language>{language}</language>
<wp:wxr_version>{version}</wp:wxr_version>
<wp:base_blog_url>{site}</wp:base_blog_url>
"""
_FIELDS = {
    "link": "link", "creator": "dc:creator", "guid": "guid", "excerpt": "excerpt:encoded",
    "date": "wp:post_date", "gmt": "wp:post_date_gmt", "pub": "pubDate",
    "modified": "wp:post_modified", "modified_gmt": "wp:post_modified_gmt",
    "slug": "wp:post_name", "password": "wp:post_password", "sticky": "wp:is_sticky",
    "parent": "wp:post_parent", "order": "wp:menu_order", "file": "wp:attachment_url",
}  # fmt: skip


def item_xml(
    content: str = "", title: str = "Ferry returns", number: int = 7, **fields: object
) -> str:
    """An item of an export. `terms` are (domain, slug, name), `meta` custom fields; `status`,
    `kind` and `more` (XML as it is) may be given too."""
    told = {"status": "publish", "kind": "post", "more": "", "terms": (), "meta": {}} | fields
    lines = [
        "<item>",
        f"<title>{_cdata(title)}</title>",
        f"<content:encoded>{_cdata(content)}</content:encoded>",
        f"<wp:post_id>{number}</wp:post_id>",
        f"<wp:status>{_cdata(str(told['status']))}</wp:status>",
        f"<wp:post_type>{_cdata(str(told['kind']))}</wp:post_type>",
    ]
    lines += [f"<{tag}>{_cdata(str(told[k]))}</{tag}>" for k, tag in _FIELDS.items() if k in told]
    assert isinstance(told["terms"], Iterable)
    for domain, slug, name in told["terms"]:
        lines.append(f'<category domain="{domain}" nicename="{slug}">{_cdata(name)}</category>')
    assert isinstance(told["meta"], Mapping)
    for key, value in told["meta"].items():
        inner = f"<wp:meta_key>{key}</wp:meta_key><wp:meta_value>{_cdata(value)}</wp:meta_value>"
        lines.append(f"<wp:postmeta>{inner}</wp:postmeta>")
    return "\n".join([*lines, str(told["more"]), "</item>", ""])


def picture_xml(number: int, name: str, caption: str = "", **fields: object) -> str:
    """A picture of the media library."""
    address = f"{SITE}/wp-content/uploads/2026/01/{name}"
    return item_xml(
        "", name, number, kind="attachment", status="inherit", file=address, excerpt=caption,
        **fields,
    )  # fmt: skip


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def export(*items: str, head: str = "", version: str = "1.2", language: str = "en-US") -> bytes:
    """An export of these items; `head` is XML of the channel before them."""
    root = _ROOT.format(version=version, site=SITE, language=language)
    return f"{root}{head}{''.join(items)}</channel>\n</rss>\n".encode()


def read(data: bytes | Source) -> list[Given]:
    """All that reading an export gives."""
    return list(WXR.read(data if isinstance(data, Source) else source_of(data, "export.xml")))


def items_of(given: Iterable[Given]) -> list[Item]:
    """The items among what a reader gave."""
    return [each for each in given if isinstance(each, Item)]


def findings_of(given: Iterable[Given]) -> list[Finding]:
    """All findings: about the source, and of its items."""
    found: list[Finding] = []
    for each in given:
        found.extend(each.copy.findings if isinstance(each, Item) else [each])
    return found


def only(content: str, *others: str, language: str = "en-US", **fields: object) -> Item:
    """The one story of an export: a post with this content, and what stands beside it."""
    found = items_of(read(export(item_xml(content, **fields), *others, language=language)))
    assert len(found) == 1
    return found[0]


def pieces_of(content: str, *others: str, **fields: object) -> list[Piece]:
    """The pieces of a post with this content, without their tags."""
    item = only(content, *others, **fields)
    return [each.block if isinstance(each, Tagged) else each for each in item.copy.pieces]


def answered(values: object, beside: Mapping[str, object] | None = None) -> list[Given]:
    """All that reading answers gives; `beside` are those that lie beside them, by file name."""
    files = {name: json.dumps(each).encode() for name, each in (beside or {}).items()}
    data = json.dumps(values).encode()
    source = source_of(data, "posts.json")
    beside_it = Source(source.name, source.start, source.stream, files.get)
    assert REST.recognises(beside_it)
    return list(REST.read(beside_it))


def post_json(rendered: str, number: int = 7, **fields: object) -> dict[str, object]:
    """A post as /wp-json/wp/v2/posts gives it."""
    return {
        "id": number,
        "date": "2026-01-05T18:04:48",
        "date_gmt": "2026-01-05T16:04:48",
        "guid": {"rendered": f"{SITE}/?p={number}"},
        "modified": "2026-01-06T09:00:00",
        "modified_gmt": "2026-01-06T07:00:00",
        "slug": "ferry-returns",
        "status": "publish",
        "type": "post",
        "link": f"{SITE}/2026/01/ferry-returns/",
        "title": {"rendered": "Ferry returns"},
        "content": {"rendered": rendered, "protected": False},
        "excerpt": {"rendered": "", "protected": False},
        "author": 3,
        "featured_media": 0,
        "sticky": False,
        "categories": [],
        "tags": [],
    } | fields
