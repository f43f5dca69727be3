"""Tags in Markdown: a directive round blocks that rules name "#crash".

::: tag crash, harbour       the blocks up to ::: have both tags, and those of a tag around it
The car left the road.
:::
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import get_args

from layout.story.as_written import SlotAsk
from layout.story.block import Block, Crosshead, Tagged
from layout.story.markdown.origin import Found
from layout.story.module import Module
from layout.story.run import plain
from layout.story.text.sanitise import fold
from slots.finding import Finding, Severity, Where

TAG = "tag"
_NAME = re.compile(r"[\w-]+")
_BLOCKS = get_args(Block)


def tag_of(written: str, found: Iterable[Found], where: Where) -> Iterator[Found]:
    """What stands in a tag directive: its blocks with the tags, modules and slots as they are.

    `written` is what follows "::: tag". Words there that make no tag are text of the story (most
    likely a title), so they are set above the blocks. A tag that holds no block is a finding.
    """
    tags, words = tags_in(written)
    if words or not tags:
        yield _bad_tag(words, where)
    pieces = [Crosshead(plain(words), line=where.line or 0)] if words else []
    empty = True
    for piece in (*pieces, *found):
        if isinstance(piece, Tagged):
            yield Tagged(piece.block, tuple(dict.fromkeys((*tags, *piece.tags))))
        elif isinstance(piece, _BLOCKS):
            yield Tagged(piece, tags)
        else:
            yield piece
            continue
        empty = False
    if empty:
        message = f"tag {written.strip()}: no block of the story stands in it"
        hint = "write the blocks it is for between ::: tag and :::"
        yield Finding("empty-tag", Severity.WARNING, message, where, hint)


def tags_in(written: str) -> tuple[tuple[str, ...], str]:
    """The tags in a text, single words with commas between, and the words that are none.

    >>> tags_in("#crash, the harbour,ferry")
    (('crash', 'ferry'), 'the harbour')
    """
    parts = [fold(part).strip() for part in written.split(",")]
    names = [part.removeprefix("#") for part in parts]
    tags = dict.fromkeys(name for name in names if _NAME.fullmatch(name))
    return tuple(tags), ", ".join(name for name in names if name and not _NAME.fullmatch(name))


def _bad_tag(words: str, where: Where) -> Finding:
    message = "tag without a name: rules cannot tell its blocks"
    if words:
        message = f'"{words}" is no tag and is set as a crosshead'
    hint = 'write one word, as in "::: tag faq", or several with commas; titles go below, after ##'
    return Finding("bad-tag", Severity.ERROR, message, where, hint)


def untagged(found: Iterable[Found], where: Where) -> Iterator[Block | Module | SlotAsk | Finding]:
    """Pieces without their tags, for what has none; a finding for each tag that is lost."""
    for piece in found:
        if isinstance(piece, Tagged):
            yield lost_tag(", ".join(piece.tags), where)
            yield piece.block
        else:
            yield piece


def lost_tag(written: str, where: Where) -> Finding:
    """The finding for a tag inside of a module, a quotation or a list."""
    message = f"tag {written.strip()}: tags are of whole blocks of the story, this one does nothing"
    hint = "put ::: tag around the module, quotation or list: a list or quotation has it then"
    return Finding("lost-tag", Severity.WARNING, message, where, hint)
