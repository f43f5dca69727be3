"""Pieces: what a reader found, in source order, before it is sorted into body and asks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Block, Tagged
from layout.story.module import Module
from layout.story.run import text_of
from slots.finding import BadInput, Where, bad_input
from slots.text.file_limits import TOO_MANY

Piece = Block | Tagged | Module | SlotAsk
"""A block of the body, with tags or without, or a module or slot that the source requests.

Ids are not yet unique.
"""

_WORD = re.compile("[a-z]{3}")
_NOT_NAME = re.compile(r"[^a-z0-9]+")


def name_of(text: str) -> str:
    """A name for ids and slugs: lower case, ASCII, hyphens. "Suscríbase ya" gives "suscribase-ya".

    Empty if the text has no Latin letter or digit.
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_NAME.sub("-", ascii_text.lower()).strip("-")


def assemble(pieces: Iterable[Piece]) -> tuple[tuple[Block, ...], tuple[Ask, ...]]:
    """Body and asks of pieces in source order; ids get their running number: "google-ad-2"."""
    body: list[Block] = []
    asks: list[Ask] = []
    counts: Counter[str] = Counter()
    for piece in pieces:
        if isinstance(piece, Module | SlotAsk):
            counts[piece.id] += 1
            asks.append(Ask(len(body), replace(piece, id=f"{piece.id}-{counts[piece.id]}")))
        else:
            body.append(piece.block if isinstance(piece, Tagged) else piece)
    return tuple(body), tuple(asks)


def pieces_of(story: Story) -> tuple[Piece, ...]:
    """The pieces that a story was assembled of, in the order in which they were written."""
    tags: dict[int, tuple[str, ...]] = {}
    for index, tag in story.block_tags:
        tags[index] = (*tags.get(index, ()), tag)
    pieces: list[Piece] = []
    asks = list(story.asks)
    for index, block in enumerate(story.body):
        while asks and asks[0].after <= index:
            pieces.append(_unnumbered(asks.pop(0).content))
        pieces.append(Tagged(block, tags[index]) if index in tags else block)
    return (*pieces, *(_unnumbered(ask.content) for ask in asks))


def _unnumbered(content: Module | SlotAsk) -> Module | SlotAsk:
    """A module or slot with the id it had before they were counted."""
    return replace(content, id=_RUNNING_NUMBER.sub("", content.id))


_RUNNING_NUMBER = re.compile(r"-\d+\Z")
MOST_ASKS = 60
"""The most modules and slots of a story: each is weighed against all others at every width."""


def check_asks(asks: Sequence[Ask], source: str) -> None:
    """Raises BadInput for a story that requests more modules and slots than any page has."""
    if len(asks) <= MOST_ASKS:
        return
    line = asks[MOST_ASKS].content.line or None
    message = f"the story asks for {len(asks):,} modules and slots: at most {MOST_ASKS}"
    hint = "take some out, or split it into several stories"
    raise bad_input(TOO_MANY, message, Where(source or None, line), hint)


def block_tags(pieces: Iterable[Piece]) -> tuple[tuple[int, str], ...]:
    """The tags of the blocks that `assemble` makes the body of, each with its block's index."""
    blocks = (piece for piece in pieces if not isinstance(piece, Module | SlotAsk))
    return tuple(
        (index, tag)
        for index, piece in enumerate(blocks)
        if isinstance(piece, Tagged)
        for tag in piece.tags
    )


def slot_labelled(label: str, line: int) -> SlotAsk:
    """A slot requested by a label; "Google ad" has the id "google-ad", still to be numbered."""
    return SlotAsk(name_of(label) or "slot", label, line)


def slot_named(name: str, line: int) -> SlotAsk:
    """A slot requested by its name: "google-ad" has the label "Google ad"; no name means "Ad"."""
    words = " ".join(name.replace("-", " ").replace("_", " ").split()) or "ad"
    return slot_labelled(words[0].upper() + words[1:], line)


def slug_of(source: str, headline: str) -> str:
    """The working name of a story: its file's name, else up to six words of its headline.

    A file's name counts if it holds a word of three letters, so "0412_c245f.txt" does not.
    """
    stem = name_of(source.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])
    if _WORD.search(stem):
        return stem
    return "-".join(name_of(headline).split("-")[:6]) or stem or "story"


def bodiless(story: Story) -> BadInput:
    """The error for a story with nothing under its headline."""
    headline = text_of(story.headline)
    message = f'no body text under the headline "{headline}"' if headline else "no body text"
    hint = "add at least one paragraph, after a blank line"
    return bad_input("no-body", message, Where(story.source or None), hint)
