"""A WordPress export of any size, of invented text, and what it costs to read one.

    python -m benchmarks.wordpress_export write posts.xml --posts 1000
    python -m benchmarks.wordpress_export write large.xml --megabytes 100
    python -m benchmarks.wordpress_export read posts.xml

Every third post is of the classic editor; posts have pictures of the media library, galleries,
quotations, lists, tables, embeds, comments and co-authors as the exports of newspapers have them.
Files of the library come after the posts that show them. The same arguments write the same bytes.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from benchmarks.prose import words
from layout.imports.item import Item
from layout.imports.source import START, Source
from layout.imports.wordpress.wxr import WXR

_SITE = "https://gazette.example"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.8" created="2026-01-10 12:00" -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
	<title>The Gazette</title>
	<link>{_SITE}</link>
	<language>en-US</language>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>{_SITE}</wp:base_site_url>
	<wp:base_blog_url>{_SITE}</wp:base_blog_url>
	<wp:author><wp:author_login><![CDATA[ines]]></wp:author_login>
	<wp:author_display_name><![CDATA[Inés Carrasco]]></wp:author_display_name></wp:author>
"""
_FOOT = "</channel>\n</rss>\n"
_PICTURES = 3
"""Files of the library a post has."""


def export(posts: int, megabytes: float = 0) -> Iterator[str]:
    """The text of an export of so many posts, or of as many as make so many million bytes."""
    chance = random.Random(1)
    prose = words(60_000)
    yield _HEAD
    size, number = 0, 0
    while number < posts or size < 1_000_000 * megabytes:
        number += 1
        text = _post(number, _Copy(prose, chance))
        size += len(text.encode())
        yield text
        for place in range(_PICTURES):
            picture = _picture(number, place, chance)
            size += len(picture)
            yield picture
    yield _FOOT


class _Copy:
    """Invented copy: sentences and paragraphs out of one long text."""

    def __init__(self, prose: list[str], chance: random.Random) -> None:
        self.prose, self.chance = prose, chance

    def text(self, least: int, most: int) -> str:
        length = self.chance.randint(least, most)
        at = self.chance.randrange(len(self.prose) - length)
        found = " ".join(self.prose[at : at + length])
        return found[0].upper() + found[1:].rstrip(",.") + "."


def _post(number: int, copy: _Copy) -> str:
    title = copy.text(5, 10).rstrip(".")
    content = _classic(number, copy) if number % 3 == 0 else _blocks(number, copy)
    day, hour = number % 28 + 1, number % 24
    comments = "".join(_comment(copy) for _ in range(number % 4))
    return f"""	<item>
		<title><![CDATA[{title}]]></title>
		<link>{_SITE}/2026/01/{day:02}/story-{number}/</link>
		<dc:creator><![CDATA[ines]]></dc:creator>
		<guid isPermaLink="false">{_SITE}/?p={10 * number}</guid>
		<content:encoded><![CDATA[{content}]]></content:encoded>
		<excerpt:encoded><![CDATA[{copy.text(12, 25) if number % 2 else ""}]]></excerpt:encoded>
		<wp:post_id>{10 * number}</wp:post_id>
		<wp:post_date><![CDATA[2026-01-{day:02} {hour:02}:30:00]]></wp:post_date>
		<wp:post_date_gmt><![CDATA[2026-01-{day:02} {hour:02}:30:00]]></wp:post_date_gmt>
		<wp:post_modified_gmt><![CDATA[2026-01-{day:02} {hour:02}:45:00]]></wp:post_modified_gmt>
		<wp:post_name><![CDATA[story-{number}]]></wp:post_name>
		<wp:status><![CDATA[publish]]></wp:status>
		<wp:post_type><![CDATA[post]]></wp:post_type>
		<wp:is_sticky>0</wp:is_sticky>
		<category domain="category" nicename="town"><![CDATA[Town]]></category>
		<category domain="post_tag" nicename="ferry"><![CDATA[ferry]]></category>
		<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key>
		<wp:meta_value><![CDATA[{10 * number + 1}]]></wp:meta_value></wp:postmeta>
{comments}	</item>
"""


def _comment(copy: _Copy) -> str:
    return f"""		<wp:comment>
			<wp:comment_author><![CDATA[A reader]]></wp:comment_author>
			<wp:comment_content><![CDATA[{copy.text(10, 60)}]]></wp:comment_content>
			<wp:comment_approved>1</wp:comment_approved>
			<wp:comment_type>comment</wp:comment_type>
		</wp:comment>
"""


def _address(number: int, place: int, size: str = "") -> str:
    return f"{_SITE}/wp-content/uploads/2026/01/picture-{number}-{place}{size}.jpg"


def _blocks(number: int, copy: _Copy) -> str:
    parts = [
        *(_paragraph(copy) for _ in range(4)),
        f'<!-- wp:image {{"id":{10 * number + 2},"sizeSlug":"large"}} -->\n'
        f'<figure class="wp-block-image size-large"><img src="{_address(number, 1, "-1024x683")}" '
        f'alt="" class="wp-image-{10 * number + 2}"/><figcaption class="wp-element-caption">'
        f"{copy.text(6, 20)}</figcaption></figure>\n<!-- /wp:image -->",
        f"<!-- wp:heading -->\n<h2>{copy.text(3, 6)}</h2>\n<!-- /wp:heading -->",
        *(_paragraph(copy) for _ in range(4)),
        f'<!-- wp:quote -->\n<blockquote class="wp-block-quote"><!-- wp:paragraph -->\n<p>'
        f"{copy.text(10, 30)}</p>\n<!-- /wp:paragraph --><cite>Tomás Aguirre</cite></blockquote>\n"
        "<!-- /wp:quote -->",
        _list(copy),
        '<!-- wp:embed {"url":"https://www.youtube.com/watch?v=abcdefghijk"} -->\n<figure '
        'class="wp-block-embed"><div class="wp-block-embed__wrapper">\n'
        "https://www.youtube.com/watch?v=abcdefghijk\n</div></figure>\n<!-- /wp:embed -->",
        *(_paragraph(copy) for _ in range(4)),
    ]
    return "\n\n".join(parts)


def _paragraph(copy: _Copy) -> str:
    text = f'{copy.text(25, 70)} "{copy.text(4, 9)}" <em>{copy.text(2, 4)}</em>'
    return f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->"


def _list(copy: _Copy) -> str:
    item = "<!-- wp:list-item -->\n<li>{}</li>\n<!-- /wp:list-item -->"
    items = "\n".join(item.format(copy.text(4, 12)) for _ in range(4))
    return f'<!-- wp:list -->\n<ul class="wp-block-list">{items}</ul>\n<!-- /wp:list -->'


def _classic(number: int, copy: _Copy) -> str:
    paragraphs = [f'{copy.text(25, 70)} It\'s "{copy.text(4, 9)}" -- so far.' for _ in range(12)]
    picture = (
        f'[caption id="attachment_{10 * number + 2}" align="alignnone" width="300"]'
        f'<img class="wp-image-{10 * number + 2}" src="{_address(number, 1, "-300x200")}" alt="" />'
        f" {copy.text(6, 20)}[/caption]"
    )
    gallery = f'[gallery ids="{10 * number + 2},{10 * number + 3}"]'
    return "\n\n".join((*paragraphs[:4], picture, *paragraphs[4:8], gallery, *paragraphs[8:]))


def _picture(number: int, place: int, chance: random.Random) -> str:
    return f"""	<item>
		<title><![CDATA[picture-{number}-{place}]]></title>
		<excerpt:encoded><![CDATA[The pier, number {chance.randint(1, 90)}]]></excerpt:encoded>
		<wp:post_id>{10 * number + 1 + place}</wp:post_id>
		<wp:post_parent>{10 * number}</wp:post_parent>
		<wp:status><![CDATA[inherit]]></wp:status>
		<wp:post_type><![CDATA[attachment]]></wp:post_type>
		<wp:attachment_url><![CDATA[{_address(number, place)}]]></wp:attachment_url>
		<wp:postmeta><wp:meta_key>_media_credit</wp:meta_key>
		<wp:meta_value><![CDATA[Ana Torres]]></wp:meta_value></wp:postmeta>
	</item>
"""


def _source(path: Path) -> Source:
    with path.open("rb") as file:
        start = file.read(START)

    def stream() -> IO[bytes]:
        return path.open("rb")

    return Source(path.name, start, stream)


def _measured(path: Path) -> str:
    """What reading an export costs, items forgotten as they come."""
    began = time.process_time()
    items = findings = pieces = 0
    for given in WXR.read(_source(path)):
        items += isinstance(given, Item)
        findings += not isinstance(given, Item)
        pieces += len(given.copy.pieces) if isinstance(given, Item) else 0
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size = path.stat().st_size / 1_000_000
    return (
        f"{size:.1f} MB, {items:,} items, {pieces:,} pieces, {findings:,} findings: "
        f"{seconds:.1f} s of one core, {peak} MB at most"
    )


def main() -> None:
    """Writes an export, or tells what one costs to read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=("write", "read"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--posts", type=int, default=0)
    parser.add_argument("--megabytes", type=float, default=0)
    asked = parser.parse_args()
    if asked.verb == "read":
        print(_measured(asked.file))
        return
    with asked.file.open("w", encoding="utf-8") as file:
        file.writelines(export(asked.posts, asked.megabytes))


if __name__ == "__main__":
    main()
