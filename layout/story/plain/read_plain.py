"""Reads a story saved as plain text; docs/stories.md has its rules from the writer's side.

    chunks -> head (headline, date line, deck) -> sections -> pieces -> body and asks

A section is a stretch of chunks that is one thing: running text, a slot, or a module with what
belongs to it. Every word of the text ends up in the story; what could not be placed is set as a
paragraph, and a finding says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from layout.story.as_written import SlotAsk, Story
from layout.story.module import Module
from layout.story.plain.chunks import Chunk, chunks_of
from layout.story.plain.head_lines import Head, read_head
from layout.story.plain.module_lines import module_at
from layout.story.plain.passages import blocks_of
from layout.story.run import plain
from layout.story.text.dateline import with_dateline
from layout.story.text.language import language_of
from layout.story.text.marker_lines import Mark, unmarked
from layout.story.text.pieces import Piece, assemble, bodiless, check_asks, slot_labelled, slug_of
from layout.story.text.sanitise import sanitise
from layout.story.text.written_dates import day_first_in_figures
from slots.finding import Finding, Severity, Where, bad_input

_UNPLACED = {
    Mark.TEASER: "a teaser outside a digest",
    Mark.SUCCESS: "a thank-you line outside a sign-up",
    Mark.DATE_LINE: "a second date line or byline",
}


@dataclass(frozen=True, slots=True)
class _Section:
    """Pieces that belong together, those chunks of it with no proper place, and where it ends."""

    pieces: tuple[Piece, ...]
    end: int
    unplaced: tuple[Chunk, ...] = ()


def parse_plain(text: str, source: str = "") -> tuple[Story, tuple[Finding, ...]]:
    """The story in a plain text, and the findings of its reader.

    `source` is the file's name, for places in messages and for the slug. Raises BadInput if there
    is no text at all, or a headline and no body; nothing else about a text is an error.
    """
    clean, unwanted = sanitise(text, source)
    chunks = chunks_of(clean)
    if not chunks:
        raise bad_input("empty-story", "no text", Where(source or None), "write the story first")
    language = language_of(clean)
    head = read_head(chunks, source, day_first_in_figures(language))
    sections = tuple(_sections(chunks, head.body))
    head, sections = _with_body(head, sections)
    story = _story(head, sections, source, language)
    if not story.body:
        raise bodiless(story)
    return story, (*unwanted, *head.findings, *_unplaced(sections, source))


def parse_plain_module(text: str, kind: str, source: str) -> tuple[Module, tuple[Finding, ...]]:
    """The module in a plain text: title, a blank line, then text and lists."""
    clean, unwanted = sanitise(text, source)
    chunks = chunks_of(clean)
    if not chunks:
        raise bad_input("empty-module", "no text", Where(source or None), "write a title and text")
    title, rest = chunks[0], chunks[1:]
    thanks = next((chunk for chunk in rest if chunk.mark is Mark.SUCCESS), None)
    success = thanks.text if thanks else ""
    blocks = blocks_of(tuple(chunk for chunk in rest if chunk is not thanks))
    name = kind.replace("_", "-")
    return Module(kind, name, plain(title.text), blocks=blocks, success=success), unwanted


def _with_body(head: Head, sections: tuple[_Section, ...]) -> tuple[Head, tuple[_Section, ...]]:
    """Head and sections of which one has text: a deck over modules alone is the body itself."""
    pieces = [piece for section in sections for piece in section.pieces]
    if head.deck is None or not all(isinstance(piece, Module | SlotAsk) for piece in pieces):
        return head, sections
    text = _Section(blocks_of((head.deck,)), head.body)
    return replace(head, deck=None), (text, *sections)


def _story(head: Head, sections: Iterable[_Section], source: str, language: str) -> Story:
    pieces = [*map(_slot, head.slots), *(piece for part in sections for piece in part.pieces)]
    body, asks = assemble(pieces)
    check_asks(asks, source)
    dateline, body = with_dateline(body)
    return Story(
        slug=slug_of(source, head.headline),
        headline=plain(head.headline),
        body=body,
        asks=asks,
        kicker=head.kicker,
        deck=plain(head.deck.text if head.deck else ""),
        byline=head.date_line.byline,
        dateline=dateline,
        date_text=head.date_line.date_text,
        date=head.date_line.date,
        comments=head.date_line.comments,
        section=head.date_line.section,
        language=language,
        source=source,
    )


def _sections(chunks: tuple[Chunk, ...], at: int) -> Iterator[_Section]:
    """The sections from a chunk on, to the last."""
    while at < len(chunks):
        section = _section_at(chunks, at) or _text_at(chunks, at)
        yield section
        at = section.end


def _section_at(chunks: tuple[Chunk, ...], at: int) -> _Section | None:
    """The slot or module that begins with a chunk, None for text."""
    if chunks[at].mark is Mark.SLOT:
        return _Section((_slot(chunks[at]),), at + 1)
    found = module_at(chunks, at)
    return _Section((found[0],), found[1]) if found else None


def _slot(chunk: Chunk) -> SlotAsk:
    return slot_labelled(unmarked(chunk.text), chunk.line)


def _text_at(chunks: tuple[Chunk, ...], at: int) -> _Section:
    """Running text up to the next slot or module."""
    end = at + 1
    while end < len(chunks) and not _section_at(chunks, end):
        end += 1
    unplaced = tuple(chunk for chunk in chunks[at:end] if chunk.mark in _UNPLACED)
    return _Section(blocks_of(chunks[at:end]), end, unplaced)


def _unplaced(sections: Iterable[_Section], source: str) -> Iterator[Finding]:
    for chunk in (chunk for section in sections for chunk in section.unplaced):
        start = chunk.text if len(chunk.text) <= 40 else f"{chunk.text[:39]}…"
        yield Finding(
            "unplaced-text",
            Severity.INFO,
            f'could not place "{start}", {_UNPLACED[chunk.mark]}: set as a paragraph',
            Where(source or None, chunk.line),
            "move it where it belongs, or delete it",
        )
