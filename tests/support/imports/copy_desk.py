"""A format of the tests' own, and a writer of stories that knows as much as tests need.

A source is a line "%copy-desk", then items as JSON, one a line: key, version, headline, text (a
list of paragraphs), and what else an item has. A line that is no JSON is a finding.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

from layout.imports.item import Copy, Format, Given, Head, Item, LeftOut, Media, Status
from layout.imports.markdown_of import Written
from layout.imports.source import Source
from layout.story.block import Embed, Paragraph, Picture
from layout.story.run import plain, text_of
from slots.finding import Finding, Severity, Where

MARK = b"%copy-desk\n"


def sheet(*items: dict[str, Any]) -> bytes:
    """A source of items."""
    return MARK + b"".join(json.dumps(item).encode() + b"\n" for item in items)


def story(key: str, *text: str, **more: Any) -> dict[str, Any]:
    """An item with a headline of its key."""
    return {"key": key, "headline": f"About {key}", "text": list(text), **more}


def _recognises(source: Source) -> bool:
    return source.start.startswith(MARK)


def _read(source: Source) -> Iterator[Given]:
    with source.stream() as stream:
        for number, line in enumerate(stream, 1):
            if number > 1:
                yield _given(line, Where(source.name, number))


def _given(line: bytes, where: Where) -> Given:
    try:
        said = json.loads(line)
    except ValueError:
        message, hint = "is no item", "write it as JSON"
        return Finding("no-item", Severity.ERROR, message, where, hint)
    pieces = [Paragraph(plain(text)) for text in said.get("text", [])]
    pictures = [Picture(src, "A pier") for src in said.get("pictures", [])]
    data = said.get("data", {})
    media = [
        Media(src, bytes.fromhex(data[src]) if src in data else None, (src,))
        for src in said.get("pictures", [])
    ]
    left = [LeftOut("a comment", text, where) for text in said.get("left", [])]
    date, updated, embargo = (_day(said.get(name)) for name in ("date", "updated", "embargo"))
    head = Head(
        headline=plain(said.get("headline", "")),
        kicker=said.get("kicker", ""),
        section=said.get("section", ""),
        language=said.get("language", ""),
        slug=said.get("slug", ""),
        date=date,
        updated=updated,
        embargo=embargo,
    )
    return Item(
        said["key"],
        said.get("version", ""),
        where,
        head,
        Copy((*pieces, *pictures), tuple(media), tuple(left)),
        Status(said.get("status", "published")),
        tuple(said.get("replaces", ())),
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


COPY_DESK = Format("copy desk", _recognises, _read)


def written(item: Item) -> Written:
    """The text of a story file, as simple as can be."""
    head = item.head
    lines = {
        "headline": text_of(head.headline),
        "kicker": head.kicker,
        "date": str(head.date or ""),
        "section": head.section,
        "slug": head.slug,
        "source": json.dumps(item.key),
    }
    front = "".join(f"{key}: {value}\n" for key, value in lines.items() if value)
    blocks = []
    for piece in item.copy.pieces:
        match piece:
            case Paragraph(runs=runs):
                blocks.append(text_of(runs))
            case Picture(src=src, alt=alt):
                blocks.append(f"![{alt}]({src})")
            case Embed(href=href, title=title):
                blocks.append(f"::: embed {href} {title}")
    return Written(f"---\n{front}---\n\n" + "\n\n".join(blocks) + "\n")
