"""Fitted pieces as Markdown, as docs/stories.md explains it: what an editor would write.

Quote   > It is a good pier.      Listing   - First boat: 6:15      Module   ::: blue_box Fares
        > — Baltasar Ruiz                   - Last boat: 7:00                Two crowns.
                                                                             :::
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from layout.imports.markdown.fit import item_runs
from layout.imports.markdown.inline import destination, line_of, picture_of, spelt
from layout.story.as_written import SlotAsk
from layout.story.block import (
    Block,
    Crosshead,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
    Tagged,
)
from layout.story.markdown.inline_tokens import is_italic
from layout.story.module import Module
from layout.story.run import Emphasis, Run, Runs, plain, text_of
from layout.story.text.pieces import Piece, slot_named
from layout.story.weather import KIND as WEATHER
from slots.strip.measured_flow import Display

_NO_CREDIT = "&#10;"
"""A line break at the end of a quotation: what opens with a dash before it is no credit."""

_DASH = re.compile(r"\s*(?:—|–|--)\s*(?=\S)")
_SETTING = re.compile(r"(note|action|success)(?=:\s)")
_CLOSED = re.compile(r"(?<=\s)(?=:{3,}$)|^(?=:{3,}$)")
_LAST_NUMBER = 999_999_999
_RULES = {"left": "---", "right": "--:", "centre": ":-:"}


def paragraphs_of(pieces: Sequence[Piece]) -> Iterator[str]:
    """The stretches of a text between which a blank line stands."""
    for tags, group in groupby(pieces, lambda one: one.tags if isinstance(one, Tagged) else ()):
        same = tuple(group)
        if tags:
            blocks = tuple(piece.block for piece in same if isinstance(piece, Tagged))
            yield _directive(f"tag {', '.join(tags)}", _siblings(blocks), blocks)
        else:
            yield from _siblings(same)


def _siblings(pieces: Sequence[Piece]) -> Iterator[str]:
    """Pieces one below the other, two of them told apart where they would run together."""
    markers = ("-", ".")
    for at, piece in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if isinstance(piece, Listing):
            before = pieces[at - 1] if at else None
            follows = isinstance(before, Listing) and before.ordered == piece.ordered
            markers = ("*", ")") if follows and markers == ("-", ".") else ("-", ".")
            yield _listing(piece, *markers)
        elif isinstance(piece, Picture):
            yield _picture(piece, isinstance(after, Paragraph) and is_italic(after.runs))
        else:
            yield _written(piece)


def _written(piece: Piece) -> str:
    match piece:
        case Paragraph(runs=runs):
            return line_of(runs)
        case Crosshead(runs=runs, level=level):
            return f"{'#' * level} {_unclosed(line_of(runs, first=False))}"
        case Quote(pulled=True):
            return _pull_quote(piece)
        case Quote():
            return _quote(piece)
        case Table():
            return _table(piece)
        case Embed():
            return _embed(piece)
        case SlotAsk(id=name, label=label):
            return f"::: slot {name if slot_named(name, 0).label == label else label}"
        case Module():
            return _module(piece)
        case _:
            return "---"


def _embed(embed: Embed) -> str:
    """An embed on its line; colons at its end would be read as the end of a directive."""
    words = _CLOSED.sub(r"\\", line_of(plain(embed.title), first=False))
    return f"::: embed {spelt(embed.href)} {words}"


def _unclosed(line: str) -> str:
    """The line of a heading, whose last # would close it."""
    return re.sub(r"(?:^|(?<= ))(?=#+$)", r"\\", line)


def _quote(quote: Quote) -> str:
    *rows, last = quote.paragraphs
    if quote.credit:
        ending = line_of((*last, Run("\n— "), *quote.credit))
    else:
        ending = line_of(last) + (_NO_CREDIT if _DASH.match(text_of(last)) else "")
    paragraphs = (*map(line_of, rows), ending)
    return "\n>\n".join("\n".join(f"> {line}" for line in each.split("\n")) for each in paragraphs)


def _pull_quote(quote: Quote) -> str:
    if quote.credit:
        return _directive("pull_quote", (_quote(quote),))
    *rows, last = quote.paragraphs
    ending = line_of(last) + (_NO_CREDIT if _DASH.match(text_of(last)) else "")
    return _directive("pull_quote", (*map(line_of, rows), ending))


def _listing(listing: Listing, bullet: str, dot: str) -> str:
    lines = map(line_of, listing.items)
    if not listing.ordered:
        return "\n".join(f"{bullet} {line}" for line in lines)
    numbers = (min(listing.start + at, _LAST_NUMBER) for at in range(len(listing.items)))
    return "\n".join(f"{number}{dot} {line}" for number, line in zip(numbers, lines, strict=True))


def _table(table: Table) -> str:
    rule = _row(_RULES.get(side, "---") for side in table.align)
    head, *rows = (_row(_cell(cell) for cell in row) for row in (table.head, *table.rows))
    return "\n".join((head, rule, *rows))


def _row(cells: Iterator[str]) -> str:
    return f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in cells)}|"


def _cell(runs: Runs) -> str:
    return line_of(runs, first=False).replace("|", "\\|")


def _picture(picture: Picture, italics_below: bool) -> str:
    """An image, and its cutline in italics below it; where it has none, what is italic below it is
    said to be none."""
    options = []
    if picture.mug:
        options.append(".mug")
    if picture.display is not (Display.THUMBNAIL if picture.mug else Display.INLINE):
        options.append(f".{picture.display}")
    if picture.keep:
        options.append(f"keep={','.join(map(str, picture.keep))}")
    cutline = _with_credit(picture)
    if italics_below and not cutline:
        options.append("no-cutline")
    image = picture_of(picture.alt, destination(_path(picture.src)))
    braces = f"{{{' '.join(options)}}}" if options else ""
    italic = tuple(replace(run, emphasis=run.emphasis | Emphasis.ITALIC) for run in cutline)
    return f"{image}{braces}\n\n{line_of(italic)}" if italic else f"{image}{braces}"


def _path(src: str) -> str:
    """The path of a file as an address: a % in it is spelt out, as addresses are read."""
    return src if "://" in src else src.replace("%", "%25")


def _with_credit(picture: Picture) -> Runs:
    """Cutline and credit as one text; the credit in brackets where its own would be taken off."""
    if not picture.credit:
        return picture.cutline
    text = text_of(picture.cutline)
    bracketed = text.endswith("(") and picture.credit.endswith(")")
    credit = f"({picture.credit})" if bracketed else picture.credit
    return (*picture.cutline, *plain(f" {credit}" if text else credit))


# --- directives ---------------------------------------------------------------------------------


def _directive(
    head: str, paragraphs: Iterator[str] | Sequence[str], blocks: Sequence[Block] = ()
) -> str:
    """A directive around paragraphs; with more colons than any of its blocks that is one, too."""
    inner = any(isinstance(block, Quote) and block.pulled for block in blocks)
    colons = "::::" if inner else ":::"
    text = "\n\n".join(paragraphs)
    return "\n".join(filter(None, (f"{colons} {head}", text, colons)))


def _module(module: Module) -> str:
    """A module: its settings, its note where no setting says it, blocks and items."""
    title = line_of(module.title, first=False)
    dated = module.kind in ("digest", WEATHER) and bool(module.items) and not module.blocks
    note = line_of(module.note, first=False)
    settings = {
        "note": "" if dated else note,
        "action": module.action or "",
        "success": module.success,
    }
    settings_text = "\n".join(f"{key}: {value}" for key, value in settings.items() if value)
    blocks: list[Block] = list(module.blocks)
    if dated and note:
        blocks.append(Paragraph(module.note))
    if module.items:
        blocks.append(Listing(tuple(map(item_runs, module.items))))
    paragraphs = list(_siblings(blocks))
    setting = _SETTING.match(paragraphs[0]) if paragraphs and not settings_text else None
    if setting:
        paragraphs[0] = f"{setting[0]}\\{paragraphs[0][setting.end() :]}"
    return _directive(
        f"{module.kind} {title}".strip(), filter(None, (settings_text, *paragraphs)), blocks
    )
