"""Threads of text from the fragments of pages: what of a story stands in legs is one thread over
all of its legs and jumps; a head, a cutline, a folio are one each.

A leg is one frame. It is parted where something stands in it that its text leaves room for (a mug
shot, a pull quote); white between two of its paragraphs is the space before the second. A frame
ends under its last line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from layout.idml.matter.paragraphs import Piece, Setting, main_type, paragraphs_of
from layout.idml.matter.set_matter import Layer, SetParagraph, SetTable, TextFrame, Thread, Type
from layout.idml.matter.tables import is_table, table_of
from layout.page.document import Document, Fragment, Leg, Page
from layout.page.grid import DESCENT_SHARE
from layout.page.rect import Rect
from layout.press.ink.spoken_order import drop_caps_by_fragment

_FURNITURE = frozenset({"folio", "masthead", "section_head", "jump", "index", "label"})
"""The roles of what is furniture."""

_BELOW = 0.3
"""The part of its size that a frame reaches below its last baseline where no grid says how far."""

_APART = 1_500
"""Millipoints of white above a line from which on it is looked at for what stands there."""

_SLACK = 6_000
"""Millipoints by which frames of one line are wider than their text, that stand beside others."""

_BESIDE = frozenset({"folio", "masthead"})
"""The roles of lines that share a row."""


@dataclass(frozen=True, slots=True, eq=False)
class _InLeg:
    """A piece of a story, with the leg and the page that it stands in."""

    page: Page
    leg: Leg
    piece: Piece


@dataclass(frozen=True, slots=True, eq=False)
class _InFrame:
    """The pieces that stand in one frame of a story."""

    page: Page
    pieces: tuple[Piece, ...]


def threads_of(document: Document, setting: Setting) -> tuple[Thread, ...]:
    """All threads of a document, in the order in which they are read."""
    flows: dict[str, list[_InLeg]] = {}
    made: list[Thread | str] = []
    for page in document.pages:
        caps = drop_caps_by_fragment(page)
        for fragment in page.fragments:
            if not any(placed.line.words for placed in fragment.lines):
                continue
            initial = caps[fragment].text if fragment in caps else ""
            leg = _leg_of(page, fragment)
            if leg is None:
                made.append(loose_thread(page, fragment, setting, initial))
                continue
            if fragment.story not in flows:
                made.append(fragment.story)
            piece = Piece(page.number, fragment, fragment.rect.x, initial)
            flows.setdefault(fragment.story, []).append(_InLeg(page, leg, piece))
    threads = [_flow(one, flows[one], setting) if isinstance(one, str) else one for one in made]
    return tuple(_led_alike(threads))


def _leg_of(page: Page, fragment: Fragment) -> Leg | None:
    """The leg of its own story that a fragment stands in."""
    if not fragment.story:
        return None
    for leg in page.legs:
        if leg.story == fragment.story and leg.rect.contains(fragment.rect):
            return leg
    return None


def _led_alike(threads: Sequence[Thread]) -> Iterator[Thread]:
    """Single lines with the leading of those of their role and type that are several."""
    known: dict[tuple[str, Type], int] = {}
    for thread in threads:
        for part in thread.parts:
            if isinstance(part, SetParagraph) and len(part.lines) > 1:
                known.setdefault((part.role, main_type(part)), part.leading)
    for thread in threads:
        part = thread.parts[0]
        if len(thread.parts) == 1 and isinstance(part, SetParagraph) and len(part.lines) == 1:
            leading = known.get((part.role, main_type(part)), part.leading)
            yield replace(thread, parts=(replace(part, leading=leading),))
        else:
            yield thread


# --- type that stands by itself -------------------------------------------------------------------


def loose_thread(page: Page, fragment: Fragment, setting: Setting, initial: str = "") -> Thread:
    """A fragment as a thread of one frame."""
    lines = [placed for placed in fragment.lines if placed.line.words]
    left = min(placed.x for placed in lines)
    piece = Piece(page.number, fragment, left, initial)
    parts: tuple[SetParagraph | SetTable, ...]
    parts = (table_of([piece], setting),) if is_table([piece]) else _spaced([piece], setting)
    top = lines[0].baseline - max(word.size for word in lines[0].line.words)
    foot = lines[-1].baseline + round(max(w.size for w in lines[-1].line.words) * _BELOW)
    if isinstance(parts[0], SetTable):
        top = lines[0].baseline - parts[0].drop
        foot = max(foot, top + sum(parts[0].depths))
    wide = max(placed.x + placed.line.measure for placed in lines) - left
    rect = Rect(left, top, wide, foot - top)
    if fragment.role in _BESIDE and len(lines) == 1 and isinstance(parts[0], SetParagraph):
        parts, rect = (_close(parts[0]),), _around(parts[0], rect)
    frame = TextFrame(page.number, rect, lines[0].baseline - top, len(lines))
    name = f"{fragment.story}/{fragment.role}" if fragment.story else fragment.role
    layer = Layer.FURNITURE if fragment.role in _FURNITURE else Layer.COPY
    return Thread(name, layer, parts, (frame,))


def _close(paragraph: SetParagraph) -> SetParagraph:
    """A line in a frame that is only as wide as it."""
    line = paragraph.lines[0]
    wide, slack = line.width + 2 * _SLACK, _SLACK
    indent = {"left": 0, "right": wide - line.width}.get(paragraph.align, slack)
    return replace(paragraph, lines=(replace(line, indent=indent, measure=wide),))


def _around(paragraph: SetParagraph, rect: Rect) -> Rect:
    """The frame of a line that shares its row with others."""
    line = paragraph.lines[0]
    wide = line.width + 2 * _SLACK
    start = rect.x + line.indent
    x = {"left": start, "right": start + line.width - wide}.get(paragraph.align, start - _SLACK)
    return Rect(x, rect.y, wide, rect.height)


# --- the text of a story in its legs --------------------------------------------------------------


def _flow(story: str, all_: Sequence[_InLeg], setting: Setting) -> Thread:
    frames = list(_framed(all_))
    pieces = [piece for one in frames for piece in one.pieces]
    opening = {id(one.pieces[0]) for one in frames}
    parts = _spaced(pieces, setting, opening)
    return Thread(f"{story}/body", Layer.COPY, parts, tuple(map(_frame, frames)))


def _framed(all_: Sequence[_InLeg]) -> Iterator[_InFrame]:
    """The pieces of a story by the frames that they stand in."""
    group: list[_InLeg] = []
    for one in all_:
        if group and not _goes_on(group[-1], one):
            yield _InFrame(group[0].page, tuple(each.piece for each in group))
            group = []
        group.append(one)
    yield _InFrame(group[0].page, tuple(each.piece for each in group))


def _goes_on(above: _InLeg, below: _InLeg) -> bool:
    """Whether a piece stands in the frame of the one before it."""
    page, first, second = above.page, above.piece, below.piece
    one, next_ = first.fragment.rect, second.fragment.rect
    same = page is below.page and above.leg is below.leg
    if not same or (one.x, one.width) != (next_.x, next_.width):
        return False
    last, begins = first.lines[-1].baseline, second.lines[0].baseline
    if begins <= last:
        return False
    white = begins - last - max(word.size for word in second.lines[0].line.words)
    if white <= _APART:
        return True
    if first.fragment.continues and first.fragment.paragraph == second.fragment.paragraph:
        return white <= page.grid.leading
    band = Rect(one.x + 1, last + 1, max(1, one.width - 2), white - 1)
    return not any(band.overlaps(rect) for rect in _others(page, first.fragment.story))


def _others(page: Page, story: str) -> Iterator[Rect]:
    """Where something of a page stands that is not the text of a story."""
    yield from (image.rect for image in page.images)
    yield from (box.rect for box in page.boxes)
    for fragment in page.fragments:
        lines = [placed for placed in fragment.lines if placed.line.words]
        if lines and _leg_of(page, fragment) is None:
            size = max(word.size for word in lines[0].line.words)
            left = min(placed.x for placed in lines)
            wide = max(placed.line.measure for placed in lines)
            top = lines[0].baseline - size
            yield Rect(left, top, wide, lines[-1].baseline - top)


def _frame(one: _InFrame) -> TextFrame:
    first, last = one.pieces[0], one.pieces[-1]
    lines = [placed for piece in one.pieces for placed in piece.lines]
    top = first.fragment.rect.y
    if is_table([first]):
        top = first.lines[0].baseline - min(first.lines[0].baseline - top, one.page.grid.leading)
    foot = last.lines[-1].baseline + round(one.page.grid.leading * DESCENT_SHARE)
    rect = Rect(first.fragment.rect.x, top, first.fragment.rect.width, foot - top)
    return TextFrame(first.page, rect, lines[0].baseline - top, len(lines))


def _spaced(
    pieces: Sequence[Piece], setting: Setting, opening: frozenset[int] | set[int] = frozenset()
) -> tuple[SetParagraph | SetTable, ...]:
    """The paragraphs of pieces, with the white between those that stand in one frame; `opening` are
    the pieces that begin a frame, by their ids."""
    parts: list[SetParagraph | SetTable] = []
    above: int | None = None
    for _, group in groupby(pieces, key=_paragraph_of):
        together = list(group)
        begins = id(together[0]) in opening
        if is_table(together):
            table = table_of(together, setting)
            top = together[0].lines[0].baseline - table.drop
            white = 0 if begins or above is None else top - above - _descent(parts, setting)
            parts.append(replace(table, space=max(0, white)))
        else:
            for number, paragraph in enumerate(paragraphs_of(together, setting)):
                fresh = begins and not number
                parts.append(paragraph if fresh or above is None else _below(paragraph, above))
                above = paragraph.lines[-1].baseline
        above = together[-1].lines[-1].baseline
    return tuple(parts)


def _paragraph_of(piece: Piece) -> tuple[str, str, int]:
    return (piece.fragment.role, piece.fragment.story, piece.fragment.paragraph)


def _descent(parts: Sequence[SetParagraph | SetTable], setting: Setting) -> int:
    """How far text reaches below its last baseline."""
    last = parts[-1] if parts else None
    leading = last.leading if isinstance(last, SetParagraph) else 0
    return round(leading * DESCENT_SHARE)


def _below(paragraph: SetParagraph, above: int) -> SetParagraph:
    """A paragraph with the white between it and the baseline above it. One line has no leading of
    its own: it has what there is, where that is less than its style says."""
    gap = paragraph.lines[0].baseline - above
    if 0 < gap < paragraph.leading and len(paragraph.lines) == 1:
        return replace(paragraph, leading=gap)
    return replace(paragraph, space=max(0, gap - paragraph.leading))
