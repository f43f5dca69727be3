"""The sample weekly as its editors would export it, had they kept it in WordPress.

    python -m benchmarks.weekly_export seeds/saltmere-wordpress.xml

An export (WXR 1.2) of the stories of `seeds/weekly`: blocks as the editor of WordPress writes them,
pictures as files of the media library with their credits, boxes as coloured groups, ads as Ad
Inserter's shortcodes. What `newsgrid import` makes of it is the README's third edition. The same
stories write the same bytes.
"""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.sax.saxutils import escape as text_of_xml

from layout.publication.story_files import stories_in
from layout.story.about import authors_of
from layout.story.as_written import SlotAsk, Story
from layout.story.block import Block, Crosshead, Embed, Listing, Paragraph, Picture, Quote, Table
from layout.story.module import Module
from layout.story.read.any_format import read_story
from layout.story.run import Emphasis, Run, Runs, text_of
from layout.story.text.pieces import name_of

WEEKLY = Path(__file__).parents[1] / "seeds" / "weekly"
_SITE = "https://saltmere.example"
_UPLOADS = f"{_SITE}/wp-content/uploads/2026/11"
_DAY = datetime.date(2026, 11, 26)
_HEAD = f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
	<title>The Saltmere Weekly</title>
	<link>{_SITE}</link>
	<language>en-GB</language>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>{_SITE}</wp:base_site_url>
	<wp:base_blog_url>{_SITE}</wp:base_blog_url>
"""
_FOOT = "</channel>\n</rss>\n"


def export(stories: tuple[Story, ...]) -> Iterator[str]:
    """The text of the export, item by item."""
    yield _HEAD
    number = 100
    for story in stories:
        number += 1
        post = _Post(story, number)
        yield as_typed(post.written())
        for picture in post.pictures:
            number += 1
            yield _attachment(picture, number)
    yield _FOOT


def as_typed(text: str) -> str:
    """A text with the plain spaces that its editor typed: what holds is the reader's doing."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


class _Post:
    """A story as a post, and the pictures it shows."""

    def __init__(self, story: Story, number: int) -> None:
        self._story, self._number = story, number
        self.pictures: list[Picture] = []

    def written(self) -> str:
        """The post as an item of the export."""
        story, day = self._story, self._story.date or _DAY
        content = "\n\n".join(self._blocks())
        kinds = [("category", story.section)] + [("post_tag", tag) for tag in story.tags]
        kinds += [("author", name) for name in authors_of(story.byline)[:1]]
        fields = [("kicker", story.kicker), ("dateline", story.dateline), ("byline", story.byline)]
        return "".join(
            (
                "\t<item>\n",
                _element("title", _inline(story.headline)),
                _element("link", f"{_SITE}/{story.slug}/"),
                f'\t\t<guid isPermaLink="false">{_SITE}/?p={self._number}</guid>\n',
                _element("dc:creator", "editor"),
                _element("content:encoded", content),
                _element("excerpt:encoded", _inline(story.deck)),
                _element("wp:post_id", str(self._number)),
                *_dates(day),
                _element("wp:post_name", story.slug),
                _element("wp:status", "publish"),
                _element("wp:post_type", "post"),
                _element("wp:is_sticky", str(int(story.rank == 1))),
                *(_category(kind, name) for kind, name in kinds if name),
                *(_field(key, value) for key, value in fields if value),
                "\t</item>\n",
            )
        )

    def _blocks(self) -> Iterator[str]:
        after = 0
        for ask in self._story.asks:
            yield from map(self._block, self._story.body[after : ask.after])
            after = ask.after
            yield self._beside(ask.content)
        yield from map(self._block, self._story.body[after:])

    def _beside(self, content: Module | SlotAsk) -> str:
        """What stands beside the story: an ad's shortcode, a form, a coloured group."""
        if isinstance(content, SlotAsk):
            return _wrapped("shortcode", '[adinserter block="1"]')
        if content.kind == "newsletter":
            return _wrapped("html", _form(content))
        items = "".join(_item(item.runs, item.link, item.href) for item in content.items)
        inner = [_wrapped("heading", f"<h3>{_inline(content.title)}</h3>", {"level": 3})]
        inner += [self._block(block) for block in content.blocks]
        inner += [_wrapped("list", f"<ul>{items}</ul>")] if items else []
        colour = {"backgroundColor": "pale-blue"}
        kind = "wp-block-group has-pale-blue-background-color has-background"
        joined = "\n".join(inner)
        return _wrapped("group", f'<div class="{kind}">{joined}</div>', colour)

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(runs=runs):
                return _wrapped("paragraph", f"<p>{_inline(runs)}</p>")
            case Crosshead(runs=runs, level=level):
                return _wrapped("heading", f"<h{level}>{_inline(runs)}</h{level}>")
            case Quote():
                return _quotation(block)
            case Listing():
                return _listing(block)
            case Table():
                return _table(block)
            case Embed(href=href):
                inner = f'<figure class="wp-block-embed"><div>{escape(href)}</div></figure>'
                return _wrapped("embed", inner, {"url": href})
            case Picture():
                return self._picture(block)
            case _:
                return _wrapped("separator", '<hr class="wp-block-separator"/>')

    def _picture(self, picture: Picture) -> str:
        self.pictures.append(picture)
        said = " ".join(filter(None, (_inline(picture.cutline), escape(picture.credit))))
        image = f'<img src="{_address(picture)}" alt="{escape(picture.alt)}"/>'
        caption = f'<figcaption class="wp-element-caption">{said}</figcaption>' if said else ""
        return _wrapped("image", f'<figure class="wp-block-image">{image}{caption}</figure>')


def _form(module: Module) -> str:
    """A sign-up form as Mailchimp for WordPress writes it."""
    said = "".join(f"<p>{_inline(b.runs)}</p>" for b in module.blocks if isinstance(b, Paragraph))
    fields = '<input type="email" name="EMAIL"/> <input type="submit" value="Subscribe"/>'
    where = f'class="mc4wp-form" method="post" action="{_SITE}/newsletter"'
    return f"<form {where}><h3>{_inline(module.title)}</h3>{said}{fields}</form>"


def _address(picture: Picture) -> str:
    return f"{_UPLOADS}/{Path(picture.src).name}"


def _quotation(quote: Quote) -> str:
    paragraphs = "".join(f"<p>{_inline(runs)}</p>" for runs in quote.paragraphs)
    credit = f"<cite>{_inline(quote.credit)}</cite>" if quote.credit else ""
    if quote.pulled:
        inner = f"<blockquote>{paragraphs}{credit}</blockquote>"
        return _wrapped("pullquote", f'<figure class="wp-block-pullquote">{inner}</figure>')
    return _wrapped(
        "quote", f'<blockquote class="wp-block-quote">{paragraphs}{credit}</blockquote>'
    )


def _listing(listing: Listing) -> str:
    name = "ol" if listing.ordered else "ul"
    start = f' start="{listing.start}"' if listing.ordered and listing.start != 1 else ""
    items = "".join(_item(runs) for runs in listing.items)
    return _wrapped("list", f"<{name}{start}>{items}</{name}>", {"ordered": listing.ordered})


def _item(runs: Runs, link: str = "", href: str | None = None) -> str:
    more = f' <a href="{escape(href or "")}">{escape(link)}</a>' if link else ""
    return _wrapped("list-item", f"<li>{_inline(runs)}{more}</li>")


def _table(table: Table) -> str:
    aligns = {"right": "right", "centre": "center"}
    ways = [aligns.get(align, "left") for align in table.align]

    def row(cells: tuple[Runs, ...], name: str) -> str:
        written = (
            f'<{name} class="has-text-align-{way}" data-align="{way}">{_inline(cell)}</{name}>'
            for cell, way in zip(cells, (*ways, *["left"] * len(cells)), strict=False)
        )
        return f"<tr>{''.join(written)}</tr>"

    head = f"<thead>{row(table.head, 'th')}</thead>" if any(map(text_of, table.head)) else ""
    body = "".join(row(cells, "td") for cells in table.rows)
    inner = f"<table>{head}<tbody>{body}</tbody></table>"
    return _wrapped("table", f'<figure class="wp-block-table">{inner}</figure>')


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    written = escape(run.text, quote=False)
    if run.emphasis & Emphasis.ITALIC:
        written = f"<em>{written}</em>"
    if run.emphasis & Emphasis.BOLD:
        written = f"<strong>{written}</strong>"
    return f'<a href="{escape(run.href)}">{written}</a>' if run.href else written


def _wrapped(name: str, inner: str, settings: dict[str, object] | None = None) -> str:
    said = f" {json.dumps(settings, separators=(',', ':'))}" if settings else ""
    return f"<!-- wp:{name}{said} -->\n{inner}\n<!-- /wp:{name} -->"


def _attachment(picture: Picture, number: int) -> str:
    name = Path(picture.src).stem
    return "".join(
        (
            "\t<item>\n",
            _element("title", name),
            f'\t\t<guid isPermaLink="false">{_address(picture)}</guid>\n',
            _element("content:encoded", ""),
            _element("wp:post_id", str(number)),
            *_dates(_DAY),
            _element("wp:post_name", name),
            _element("wp:status", "inherit"),
            _element("wp:post_type", "attachment"),
            _element("wp:attachment_url", _address(picture)),
            "\t</item>\n",
        )
    )


def _dates(day: datetime.date) -> tuple[str, str]:
    moment = f"{day} 06:00:00"
    return _element("wp:post_date", moment), _element("wp:post_date_gmt", moment)


def _category(kind: str, name: str) -> str:
    nicename = name_of(name)
    words = text_of_xml(name)
    return f'\t\t<category domain="{kind}" nicename="{nicename}"><![CDATA[{words}]]></category>\n'


def _field(key: str, value: str) -> str:
    inner = f"{_element('wp:meta_key', key)}{_element('wp:meta_value', value)}"
    return f"\t\t<wp:postmeta>\n{inner}\t\t</wp:postmeta>\n"


def _element(name: str, text: str) -> str:
    return f"\t\t<{name}><![CDATA[{text}]]></{name}>\n"


def main() -> None:
    """Writes the export to the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file
    stories = tuple(read_story(each)[0] for each in stories_in(WEEKLY))
    file.write_text("".join(export(stories)), encoding="utf-8")


if __name__ == "__main__":
    main()
