"""Pieces as texts, for what holds only texts: an item, a cell, a quotation."""

from __future__ import annotations

from collections.abc import Iterable

from layout.imports.html.inline import settled
from layout.story.as_written import SlotAsk
from layout.story.block import Crosshead, Divider, Listing, Paragraph, Quote, Table, Tagged
from layout.story.markdown.inline_tokens import is_blank, joined
from layout.story.module import Module
from layout.story.reading_order import texts_of_block, texts_of_module
from layout.story.run import Runs
from layout.story.text.pieces import Piece


def texts_of_piece(piece: Piece) -> tuple[Runs, ...] | None:
    """The texts of a piece, in order; None for what is more than texts."""
    match piece:
        case Paragraph(runs=runs) | Crosshead(runs=runs):
            return (runs,)
        case Quote(paragraphs=rows, credit=credit):
            return (*rows, *([credit] if credit else []))
        case Listing(items=items):
            return items
        case Table(head=head, rows=rows):
            return tuple(cell for row in (head, *rows) for cell in row if not is_blank(cell))
        case Divider():
            return ()
        case _:
            return None


def texts_in(pieces: Iterable[Piece]) -> tuple[Runs, ...]:
    """The texts of pieces, in order, without those that are more than texts."""
    return tuple(text for piece in pieces for text in texts_of_piece(piece) or ())


def one_text(pieces: Iterable[Piece]) -> Runs:
    """The texts of pieces as one, as a caption or a cell has it."""
    return settled(joined(texts_in(pieces)))


def others_in(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Those of pieces that are more than texts."""
    return tuple(piece for piece in pieces if texts_of_piece(piece) is None)


def words_of_piece(piece: Piece) -> tuple[str, ...]:
    """The texts of any piece, in order; the label of a slot is none."""
    if isinstance(piece, SlotAsk):
        return ()
    if isinstance(piece, Module):
        return texts_of_module(piece)
    return texts_of_block(piece.block if isinstance(piece, Tagged) else piece)
