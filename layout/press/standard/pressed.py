"""An edition's PDF made into a print file.

Steps: colours into the inks of the press; boxes and marks; what the standard wants to be said; the
file. What older standards do not know (PDF/X-1a has no transparency, no layers, no JPEG 2000) is
refused with the page and the object: flattening would change how it looks.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pikepdf

from layout.preflight.ink.coverage import Heavy
from layout.press.colour.document import Done, Wishes, in_inks
from layout.press.colour.notes import Seen
from layout.press.separation.printer import Printer
from layout.press.separation.refused import Refusal
from layout.press.standard.declared import Facts, declare
from layout.press.standard.heavy_sheets import heavy_sheets
from layout.press.standard.page_boxes import set_boxes
from layout.press.standard.press_settings import Mend, PressSettings, Standard
from layout.press.standard.spreads import join_pages

_VERSIONS = {Standard.X4: "1.6", Standard.X1A: "1.4"}
_FLATTEN = 'ask for it flattened, or write standard = "PDF/X-4" under [press]'
_TURNS, _STEP, _LEAST = 4, 0.8, 75
"""How often the limit of artwork is lowered where its inks add up, by how much at the least, and to
what at the most: below that nothing would look as it was meant."""

_Thing = tuple[int, int]
"""Something that a page draws: the page's place from 1, and how many it has drawn by then."""

_UNKNOWN_FILTERS = {"/JPXDecode": "JPEG 2000", "/JBIG2Decode": "JBIG2"}


@dataclass(frozen=True, slots=True)
class Sheets:
    """Which pages a PDF has: the number of each, those that are printed in black alone, and the
    left ones of two that become one sheet; of pages that are known, by their numbers, how many of
    the things that they draw first are pictures and artwork."""

    numbers: tuple[int, ...]
    black: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()
    pictures: Mapping[int, int] = field(default_factory=dict)

    def each(self) -> Iterator[tuple[int, ...]]:
        """The numbers of each sheet: one, or the two of pages that face each other."""
        at = 0
        while at < len(self.numbers):
            pair = self.numbers[at : at + 2]
            facing = pair[0] in self.joined and pair[1:] == (pair[0] + 1,)
            yield pair if facing else pair[:1]
            at += 1 + facing


@dataclass(frozen=True, slots=True)
class Overlap:
    """A page, by its number, on which inks add up to more than the limit, in what it draws as the
    nths: the heaviest square as it was, and that which is left over the limit when these were
    brought down, None where none is."""

    page: int
    nths: tuple[int, ...]
    before: Heavy
    left: Heavy | None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A print file, b"" where it was refused, and why; pictures that are `coarse`, what was
    `mended`, by the names of `Mend`, and pages on which inks that lie over each other came over the
    limit."""

    data: bytes
    refused: tuple[Refusal, ...] = ()
    coarse: tuple[Seen, ...] = ()
    mended: tuple[Seen, ...] = ()
    overlaps: tuple[Overlap, ...] = ()


def pressed(
    data: bytes, sheets: Sheets, settings: PressSettings, printer: Printer, facts: Facts
) -> Pressed:
    """The print file of a PDF. Pages are refused by their numbers in print.

    Each colour keeps the limit of ink; where artwork blends or overprints they add up all the same.
    So the ink of such sheets is counted, and the limit of that artwork lowered until no square is
    over what is wanted.
    """
    limits: dict[_Thing, int] = {}
    first: dict[int, Heavy] = {}
    for turn in range(_TURNS + 1):
        done, adding = _pressed(data, sheets, settings, printer, facts, limits)
        on = {place: things for place, things in _by_sheet(sheets, adding).items() if things}
        heavy = heavy_sheets(done.data, tuple(on), settings.ink)
        first = {**heavy, **first}
        lower = {
            thing: _lower(limits.get(thing, settings.ink), one.percent, settings.ink)
            for place, one in heavy.items()
            for thing in on[place]
        }
        if turn == _TURNS or all(limits.get(thing) == limit for thing, limit in lower.items()):
            break
        limits |= lower
    overlaps = (
        Overlap(
            sheets.numbers[on[place][0][0] - 1],
            tuple(nth for _, nth in on[place]),
            first[place],
            heavy.get(place),
        )
        for place in sorted(first)
    )
    return replace(done, overlaps=tuple(overlaps))


def _by_sheet(sheets: Sheets, things: Iterable[_Thing]) -> dict[int, list[_Thing]]:
    """Things by the places of their sheets, from 0."""
    every = sorted(things)
    found: dict[int, list[_Thing]] = {}
    first = 1
    for place, numbers in enumerate(sheets.each()):
        pages = range(first, first + len(numbers))
        found[place] = [thing for thing in every if thing[0] in pages]
        first += len(numbers)
    return found


def _lower(limit: int, percent: float, wanted: int) -> int:
    """The limit with which artwork should come down to what is wanted."""
    return max(min(math.floor(limit * _STEP), math.floor(limit * wanted / percent)), _LEAST)


def _pressed(
    data: bytes,
    sheets: Sheets,
    settings: PressSettings,
    printer: Printer,
    facts: Facts,
    limits: Mapping[_Thing, int],
) -> tuple[Pressed, frozenset[_Thing]]:
    """The print file, some things with a lower limit of ink, and those in which ink may add up."""
    numbers = sheets.numbers
    places = (at for at, number in enumerate(numbers, 1) if number in sheets.black)
    white, small = Mend.WHITE in settings.mend, Mend.SMALL in settings.mend
    first = tuple(sheets.pictures.get(number) for number in numbers)
    spots = frozenset(settings.spots)
    wishes = Wishes(frozenset(places), spots, settings.dpi, white, small, first, limits)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        done = in_inks(pdf, printer, wishes)
        refused = [*done.refused]
        if settings.standard is Standard.X1A:
            refused += _too_new(pdf, done)
        mended = tuple(replace(one, page=numbers[one.page - 1]) for one in done.mended)
        if refused:
            return Pressed(b"", tuple(_by_number(refused, numbers)), (), mended), frozenset()
        if settings.standard is Standard.X1A:
            _without_groups(pdf)
        _join(pdf, sheets)
        _label(pdf, list(sheets.each()))
        set_boxes(pdf, settings.bleed, settings.marks)
        declare(pdf, facts)
        coarse = tuple(replace(one, page=numbers[one.page - 1]) for one in done.coarse)
        adding = frozenset((seen.page, seen.nth) for seen in done.adding if seen.nth)
        return Pressed(_saved(pdf, settings.standard), (), coarse, mended), adding


def _by_number(refused: Sequence[Refusal], numbers: tuple[int, ...]) -> list[Refusal]:
    return [
        replace(one, page=numbers[one.page - 1])
        for one in sorted(refused, key=lambda one: one.page)
    ]


def _too_new(pdf: pikepdf.Pdf, done: Done) -> list[Refusal]:
    """What of a file PDF/X-1a does not know."""
    said = "which PDF/X-1a has not"
    first: dict[tuple[int, int], Refusal] = {}
    for seen in done.transparent:  # of each thing on a page the first: it must be flattened anyway
        one = Refusal(seen.page, seen.path, f"{seen.what}, {said}", seen.nth, _FLATTEN)
        first.setdefault((seen.page, seen.nth), one)
    found = list(first.values())
    found += [
        Refusal(
            seen.page,
            seen.path,
            f"it is packed as {_UNKNOWN_FILTERS[seen.what]}, {said}",
            seen.nth,
            _FLATTEN,
        )
        for seen in done.packings
        if seen.what in _UNKNOWN_FILTERS
    ]
    if "/OCProperties" in pdf.Root:
        layers: dict[tuple[int, int], Refusal] = {}
        for seen in done.layers:
            one = Refusal(seen.page, seen.path, f"{seen.what}, {said}", seen.nth, _FLATTEN)
            layers.setdefault((seen.page, seen.nth), one)
        nowhere = Refusal(1, "", f"there are layers, {said}", 0, _FLATTEN)
        found += layers.values() or [nowhere]
    return found


def _without_groups(pdf: pikepdf.Pdf) -> None:
    """Takes away transparency groups: where nothing is transparent they change nothing."""
    for it in pdf.objects:
        page = isinstance(it, pikepdf.Dictionary) and it.get("/Type") == pikepdf.Name.Page
        form = isinstance(it, pikepdf.Stream) and it.get("/Subtype") == pikepdf.Name.Form
        if (page or form) and "/Group" in it:
            del it["/Group"]


def _join(pdf: pikepdf.Pdf, sheets: Sheets) -> None:
    """Joins the pages that become one sheet."""
    for at, numbers in enumerate(sheets.each()):
        if len(numbers) > 1:
            join_pages(pdf, at)


def _label(pdf: pikepdf.Pdf, sheets: Sequence[tuple[int, ...]]) -> None:
    """Page labels: each page goes by its number in print, a sheet of two by both. A file that has
    its own keeps them, where no pages were joined."""
    if "/PageLabels" in pdf.Root and all(len(numbers) == 1 for numbers in sheets):
        return
    labels: list[object] = []
    for at, numbers in enumerate(sheets):
        if len(numbers) > 1:
            labels += [at, pikepdf.Dictionary(P=pikepdf.String("-".join(map(str, numbers))))]
        elif not at or sheets[at - 1] != (numbers[0] - 1,):
            labels += [at, pikepdf.Dictionary(S=pikepdf.Name.D, St=numbers[0])]
    pdf.Root["/PageLabels"] = pikepdf.Dictionary(Nums=pikepdf.Array(labels))


def _saved(pdf: pikepdf.Pdf, standard: Standard) -> bytes:
    out = io.BytesIO()
    streams = pikepdf.ObjectStreamMode
    pdf.save(
        out,
        force_version=_VERSIONS[standard],
        object_stream_mode=streams.generate if standard is Standard.X4 else streams.disable,
        deterministic_id=True,
        encryption=False,
        fix_metadata_version=False,
    )
    return out.getvalue()
