"""A story as newsgrid has it, or any plain text or Markdown: read by the reader of stories."""

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.imports.item import Copy, Format, Given, Head, Item, LeftOut, Media
from layout.imports.opening.seems import is_settings
from layout.imports.others_markdown.others_front import is_of_others
from layout.imports.source import Source
from layout.story.as_written import Story
from layout.story.block import Picture, Tagged
from layout.story.read.any_format import MARKDOWN_LIMIT, PLAIN_LIMIT, decode
from layout.story.text.pieces import name_of, pieces_of
from slots.finding import BadInput, Finding, Severity

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_OTHERS = re.compile(rb"\s*(?:<[A-Za-z!?/]|\{\s*[\"}]|\[\s*[\"{]|%PDF|\{\\rtf|PK\x03\x04)")
_MARKDOWN = re.compile(
    "\ufeff?\\s*(?:---[ \\t]*\r?\n|# \\S)|(?:.|\n)*?^(?:#{1,6} |!\\[|::: )", re.MULTILINE
)
_LOOKED_AT = 20_000
_UP = 8
"""Folders that pictures of a story may lie above it; whoever opens them lets nobody out."""


def _recognises(source: Source) -> bool:
    """Whether a source is text that no other format claims. It is tried last."""
    start = source.start.removeprefix(b"\xef\xbb\xbf")
    if not start.strip() or _BINARY.search(start) or _OTHERS.match(start):
        return False
    try:
        text = start.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(start) - 4:
            return False
        text = start[: error.start].decode("utf-8")
    return not is_of_others(text) and not is_settings(start.lstrip())


def _read(source: Source) -> Iterator[Given]:
    """The item of a story, or the findings of its reader."""
    with source.stream() as stream:
        data = stream.read(PLAIN_LIMIT + 1)
    try:
        text = decode(data, source.name)
        story, findings = _story(text, source)
    except BadInput as error:
        yield from error.findings
        return
    yield _item(story, findings, source)


def _story(text: str, source: Source) -> tuple[Story, tuple[Finding, ...]]:
    from layout.story.markdown.read_markdown import parse_markdown
    from layout.story.plain.read_plain import parse_plain

    is_plain = source.name.lower().endswith((".txt", ".text"))
    is_markdown = source.name.lower().endswith((".md", ".markdown"))
    if not is_plain and not is_markdown:
        is_markdown = _MARKDOWN.match(text[:_LOOKED_AT]) is not None
    limit = MARKDOWN_LIMIT if is_markdown else PLAIN_LIMIT
    if len(text) > limit:
        message, hint = f"the story is over {limit:,} characters long", "split it"
        raise BadInput([Finding("long-file", Severity.ERROR, message, source.where, hint)])
    if is_markdown:
        return parse_markdown(text, source.name, _UP)
    return parse_plain(text, source.name)


def _item(story: Story, findings: tuple[Finding, ...], source: Source) -> Item:
    pieces = pieces_of(story)
    pictures = [one.block if isinstance(one, Tagged) else one for one in pieces]
    names = dict.fromkeys(one.src for one in pictures if isinstance(one, Picture))
    head = Head(
        headline=story.headline,
        kicker=story.kicker,
        deck=story.deck,
        byline=story.byline,
        dateline=story.dateline,
        date=story.date,
        updated=story.updated,
        section=story.section,
        tags=story.tags,
        rank=story.rank if story.ranked else None,
        language=story.language,
        comments=story.comments,
        slug=_slug(story, source),
    )
    left: tuple[LeftOut, ...] = ()
    if story.date_text and story.date is None:
        left = (LeftOut("a date", story.date_text, source.where),)
    media = tuple(Media(name, None, (name,)) for name in names)
    copy = Copy(pieces, media, left, (*findings, *_own_rules(story, source)))
    return Item(f"story {source.name}".replace("\\", "/"), "", source.where, head, copy)


def _slug(story: Story, source: Source) -> str:
    """The story's name; "" where it would be that of a source which has none: what is pasted, or
    comes from stdin, is called by its digest, without a suffix. Its headline names it then."""
    name = source.name.replace("\\", "/").rsplit("/", 1)[-1]
    return "" if "." not in name and story.slug == name_of(name) else story.slug


def _own_rules(story: Story, source: Source) -> Iterator[Finding]:
    """That what a story says of ads, jumps and rules does not come along."""
    keys = [
        name
        for name, there in (
            ("rules", bool(story.rules)),
            ("ads", story.ad_free),
            ("jump", not story.jump),
            ("cut", story.cut is not None),
            ("kind", bool(story.kind)),
        )
        if there
    ]
    if keys:
        message = f"front matter that does not come along: {', '.join(keys)}"
        hint = "write it into the story here again, or copy the file itself"
        yield Finding("unknown-key", Severity.WARNING, message, source.where, hint)


STORY = Format("story of newsgrid, plain text", _recognises, _read)
