"""Pieces looked at together, after they are read one by one: what only its neighbours explain.

Advertisement / a slot                       the label is left out
a picture / a short text in italics          its cutline
the address of a video, alone                an embed
"Related" / a list of links                  a digest
The Dispatch / Ship lost. Read more / …      a digest
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from layout.imports.html.embeds import is_watched
from layout.imports.html.reading import Reading
from layout.imports.item import LeftOut
from layout.story.as_written import SlotAsk
from layout.story.block import Crosshead, Embed, Listing, Paragraph, Picture
from layout.story.markdown.image import with_credit
from layout.story.markdown.inline_tokens import is_bold, is_italic, without_italic
from layout.story.markdown.module_directive import Settings, module_of
from layout.story.run import Emphasis, Runs, text_of
from layout.story.text.marker_lines import Mark, mark_of
from layout.story.text.pieces import Piece, slot_named
from slots.finding import Where

_LINKS = re.compile(
    r"(?:related|recommended|most (?:read|popular|viewed|shared)|more (?:stories|news|from|on|in)|"
    r"read (?:more|next|also)|also read|see also|you (?:may|might) (?:also )?like|don.t miss|"
    r"latest (?:news|stories)|popular|trending|top stories|further reading|in this issue|"
    r"relacionad[oa]s?|lea tambi[eé]n|te puede interesar|m[aá]s (?:le[ií]d[oa]s|noticias)|"
    r"tambi[eé]n le puede|no se pierda|en esta edici[oó]n|artículos relacionados|"
    r"noticias relacionadas)\b",
    re.IGNORECASE,
)
_TEASER = re.compile(
    r"[\[(«\s]*(?:read more|more|continue reading|keep reading|read (?:the )?(?:full )?story|"
    r"leer m[aá]s|lea m[aá]s|seguir leyendo|ver m[aá]s)[\s\])».…!>→]*",
    re.IGNORECASE,
)
_LONGEST_TITLE = 80
_LONGEST_NOTE = 100
_LONGEST_CUTLINE = 600


def explained(pieces: Sequence[Piece], reading: Reading) -> list[Piece]:
    """The pieces as they explain each other."""
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        items, after = _teasers(pieces, at)
        if isinstance(piece, Paragraph | Crosshead) and _is_label(piece):
            _leave_label(piece, reading)
            _add_slot(out, slot_named("google-ad", piece.line))
        elif isinstance(piece, SlotAsk):
            _add_slot(out, piece)
        elif isinstance(piece, Paragraph) and is_watched(text_of(piece.runs)):
            out.append(Embed(text_of(piece.runs), text_of(piece.runs), piece.line))
        elif items:
            _digest(out, items, reading)
            at = after - 1
        elif out and isinstance(piece, Paragraph) and _captions(out[-1], piece):
            out[-1] = _captioned(out[-1], piece)
        else:
            out.append(piece)
        at += 1
    return out


def _is_label(piece: Paragraph | Crosshead) -> bool:
    """Whether a text is the "Advertisement" over an ad."""
    text = text_of(piece.runs)
    return len(text) < 30 and mark_of(text) is Mark.SLOT


def _leave_label(piece: Paragraph | Crosshead, reading: Reading) -> None:
    where = Where(reading.setting.where.file, piece.line or reading.setting.where.line)
    reading.left_out.append(LeftOut("the label of an ad", text_of(piece.runs), where))


def _add_slot(out: list[Piece], slot: SlotAsk) -> None:
    """A slot, unless one of its name stands there already."""
    if not (out and isinstance(out[-1], SlotAsk) and out[-1].id == slot.id):
        out.append(slot)


# --- cutlines ------------------------------------------------------------------------------------


def _captions(before: Piece, piece: Paragraph) -> bool:
    if not isinstance(before, Picture) or before.cutline or before.credit:
        return False
    return is_italic(piece.runs) and len(text_of(piece.runs)) <= _LONGEST_CUTLINE


def _captioned(picture: Piece, piece: Paragraph) -> Piece:
    assert isinstance(picture, Picture)
    cutline, credit = with_credit(without_italic(piece.runs))
    return replace(picture, cutline=cutline, credit=text_of(credit))


# --- digests -------------------------------------------------------------------------------------


def _teasers(pieces: Sequence[Piece], at: int) -> tuple[tuple[Runs, ...], int]:
    """The items of a digest that begin here, and the place behind them; none where none do."""
    piece = pieces[at]
    if isinstance(piece, Listing):
        titled = at > 0 and _is_title_of_links(pieces[at - 1])
        linked = _is_link if titled else _is_teaser
        alike = all(linked(item) or _is_teaser(item) for item in piece.items)
        return (piece.items, at + 1) if alike else ((), at)
    end = at
    items: list[Runs] = []
    while end < len(pieces):
        one = pieces[end]
        if not isinstance(one, Paragraph) or not _is_teaser(one.runs):
            break
        items.append(one.runs)
        end += 1
    return (tuple(items), end) if len(items) > 1 else ((), at)


def _is_teaser(runs: Runs) -> bool:
    """Whether a text ends in a link "Read more", after words of its own."""
    last = runs[-1]
    return len(runs) > 1 and last.href is not None and bool(_TEASER.fullmatch(last.text))


def _is_link(runs: Runs) -> bool:
    """Whether most of a text is a link."""
    linked = sum(len(run.text) for run in runs if run.href)
    return linked * 2 >= len(text_of(runs))


def _is_title_of_links(piece: Piece) -> bool:
    return isinstance(piece, Paragraph | Crosshead) and bool(
        _LINKS.match(text_of(piece.runs)) and len(text_of(piece.runs)) <= _LONGEST_TITLE
    )


def _digest(out: list[Piece], items: tuple[Runs, ...], reading: Reading) -> None:
    """A digest of these items, under the title and note that stand right above."""
    note: Runs = ()
    title: Runs = ()
    above = out[-1] if out else None
    over = out[-2] if len(out) > 1 else None
    if isinstance(above, Paragraph) and _is_note(above.runs) and _is_title(over):
        note = above.runs
        out.pop()
    if out and (_is_title(out[-1]) or _is_title_of_links(out[-1])):
        last = out.pop()
        assert isinstance(last, Paragraph | Crosshead)
        title = tuple(replace(run, emphasis=Emphasis.NONE) for run in last.runs)
    line = reading.setting.where.line
    where = Where(reading.setting.where.file, line)
    settings = Settings(note=note)
    out.extend(reading.noted(module_of("digest", title, settings, [Listing(items)], where)))


def _is_title(piece: Piece | None) -> bool:
    if isinstance(piece, Crosshead):
        return True
    if not isinstance(piece, Paragraph) or len(text_of(piece.runs)) > _LONGEST_TITLE:
        return False
    return is_bold(piece.runs)


def _is_note(runs: Runs) -> bool:
    text = text_of(runs)
    return len(text) <= _LONGEST_NOTE and not any(run.href for run in runs)
