"""The text of the story file that an item becomes; docs/stories.md says what such a file holds.

    head -> front matter      pieces -> fitted pieces -> blocks of Markdown

The law: reading the text with the story reader gives head and pieces back, and no finding. What a
story file cannot hold is written as what comes nearest, no word of it is lost, and a finding says
so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from layout.imports.html.texts import words_of_piece
from layout.imports.item import Copy, Item
from layout.imports.markdown.blocks import paragraphs_of
from layout.imports.markdown.fit import Fitting, as_paragraphs, fitted, size_of
from layout.imports.markdown.head import front_matter
from layout.story.run import plain
from layout.story.text.language import language_of
from layout.story.text.pieces import Piece
from layout.story.text.spoken import phrases
from slots.finding import Finding, Severity

_LONGEST_PART = 300_000
"""Characters of the pieces of one file before escapes; with them a story may have a million."""

_SAMPLE = 40
"""Number of pieces from which the language of a story is recognised that does not name it."""


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a story file, and the findings of its writing."""

    text: str
    findings: tuple[Finding, ...] = ()


def markdown_of(item: Item, sources: Mapping[str, str] = MappingProxyType({})) -> Written:
    """The text of the story file of an item, in UTF-8 once it is encoded, each line ended.

    `sources` gives the path of the media file for the `src` of a picture, from the story's file;
    a picture that it does not name keeps its own. An item without any text becomes a file that the
    story reader refuses: nobody should write it. One too long for a file: see `in_parts`.
    """
    fitting = Fitting(item.where.file, sources, _photo(item))
    head, spare = front_matter(item, fitting)
    pieces = tuple(fitted((*spare, *item.copy.pieces), fitting))
    text = "\n\n".join((head, *paragraphs_of(pieces)))
    return Written(f"{text}\n", tuple(fitting.findings.values()))


def _photo(item: Item) -> str:
    """The word that opens a credit, in the language of the item."""
    language = item.head.language or language_of(
        " ".join(text for piece in item.copy.pieces[:_SAMPLE] for text in words_of_piece(piece))
    )
    return str(phrases(language)["story"]["photo"])


def in_parts(item: Item) -> tuple[Item, ...]:
    """The item, or, where it is longer than a story file may be, its parts in order.

    The second has "#2" at the end of its key, "-2" at that of its slug and "(2)" after its
    headline; all else of the head is the same.
    """
    if sum(map(size_of, item.copy.pieces)) <= _LONGEST_PART:
        return (item,)
    first, *others = _parts(item.copy.pieces)
    where = item.where
    message = f"longer than a story may be: written as {len(others) + 1} stories"
    finding = Finding("too-long", Severity.WARNING, message, where, "see docs/stories.md#limits")
    findings = (*item.copy.findings, finding)
    whole = replace(item, copy=replace(item.copy, pieces=first, findings=findings))
    return (whole, *(_part(item, pieces, number) for number, pieces in enumerate(others, 2)))


def _parts(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    """The pieces in groups that fit a file."""
    part: list[Piece] = []
    length = 0
    for piece in _divided(pieces):
        size = size_of(piece)
        if part and length + size > _LONGEST_PART:
            yield tuple(part)
            part, length = [], 0
        part.append(piece)
        length += size
    yield tuple(part)


def _divided(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, one that no file has room for as plain paragraphs."""
    for piece in pieces:
        if size_of(piece) <= _LONGEST_PART:
            yield piece
        else:
            yield from as_paragraphs(words_of_piece(piece), 0)


def _part(item: Item, pieces: tuple[Piece, ...], number: int) -> Item:
    head = item.head
    headline = (*head.headline, *plain(f" ({number})")) if head.headline else ()
    slug = f"{head.slug}-{number}" if head.slug else ""
    return replace(
        item,
        key=f"{item.key}#{number}",
        head=replace(head, headline=headline, slug=slug),
        copy=Copy(pieces, item.copy.media),
    )
