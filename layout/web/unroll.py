"""Runs to a ribbon: a paragraph shaped as Chromium shapes it, ready to be wrapped at any width.

Chromium shapes a paragraph whole, so a font that kerns against the space (Newsreader does) sets
its spaces narrower after a comma. Kerning is between neighbours, so words can still be shaped once
each: the space after "ships," is its bare advance, plus what the comma takes off, plus what the
next letter takes off. A change of cut ends the kerning, a link does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

import uharfbuzz as hb

from layout.story.run import Run, Runs, text_of
from layout.typeset.face import Face
from layout.typeset.foundry import Foundry
from layout.typeset.opportunities import SOFT_HYPHEN, opportunities
from layout.typeset.style import Cut
from layout.typeset.wrap import EM, Ribbon

HYPHENS = ("\u2010", "-")  # what shows where a line breaks at a soft hyphen: the first one there is
_SPACES = re.compile("[ \t\n\r\f]+")

Cuts = tuple[Cut, Cut, Cut, Cut]
"""The cuts of Emphasis 0 to 3."""


@dataclass(slots=True, eq=False)
class Gauge:
    """Measures text in ems (1/EM em), each piece of text once.

    Like a Foundry it only remembers: the same text always has the same width. `fallback` are the
    cuts the page's font stack falls back to, in order. A glyph that none of them has is taken to
    be as wide as the missing-glyph box; `missing` of the foundry tells which those are.
    """

    foundry: Foundry
    fallback: tuple[Cut, ...] = ()
    language: str = "en"
    widths: dict[Cut, dict[str, int]] = field(default_factory=dict)
    broken: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def advance(self, text: str, cut: Cut) -> int:
        """The advance of text set in a cut."""
        known = self.widths.get(cut)
        if known is None:
            known = self.widths[cut] = {}
        width = known.get(text)
        if width is None:
            width = known[text] = self._shaped(text, cut)
        return width

    def kern(self, left: str, right: str, cut: Cut) -> int:
        """What two signs in one cut draw together where they meet (mostly negative)."""
        both = self.advance(left + right, cut)
        return both - self.advance(left, cut) - self.advance(right, cut)

    def opportunities(self, token: str) -> tuple[int, ...]:
        """The offsets in a token at which a line may break."""
        found = self.broken.get(token)
        if found is None:
            found = self.broken[token] = opportunities(token)
        return found

    def hyphen(self, cut: Cut) -> int:
        """The advance of the hyphen that shows where a line breaks at a soft hyphen."""
        face = self.foundry.face(cut)
        return self.advance(next((sign for sign in HYPHENS if face.glyph(sign)), "-"), cut)

    def _shaped(self, text: str, cut: Cut) -> int:
        face = self.foundry.face(cut)
        units, whole = _advance(text, face, self.language)
        if whole or not self.fallback:
            return units * EM // face.upem
        total = 0
        for part, part_face in self._by_face(text, face):
            units, _ = _advance(part, part_face, self.language)
            total += units * EM // part_face.upem
        return total

    def _by_face(self, text: str, face: Face) -> list[tuple[str, Face]]:
        """The text in stretches, each with the first face of the stack that has its glyphs."""
        stack = (face, *(self.foundry.face(cut) for cut in self.fallback))
        parts: list[tuple[str, Face]] = []
        for sign in text:
            found = next((each for each in stack if each.glyph(sign)), face)
            if parts and parts[-1][1] is found:
                parts[-1] = (parts[-1][0] + sign, found)
            else:
                parts.append((sign, found))
        return parts


def _advance(text: str, face: Face, language: str) -> tuple[int, bool]:
    """The advance in font units, and whether the face has all the glyphs."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.language = language
    if text.isascii():
        buffer.direction, buffer.script = "ltr", "Latn"
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer)
    units = sum([position.x_advance for position in buffer.glyph_positions])
    return units, all(info.codepoint for info in buffer.glyph_infos)


def fold(runs: Runs) -> Runs:
    """Runs as HTML collapses their white space: single spaces, none at the ends."""
    folded: list[Run] = []
    spaced = True
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        text = text[1:] if spaced and text.startswith(" ") else text
        if text:
            folded.append(Run(text, run.emphasis, run.href))
            spaced = text.endswith(" ")
    while folded and folded[-1].text.endswith(" "):
        last = folded.pop()
        if last.text != " ":
            folded.append(Run(last.text[:-1], last.emphasis, last.href))
    return tuple(folded)


def unroll(runs: Runs, cuts: Cuts, gauge: Gauge, narrowest: int) -> Ribbon:
    """The ribbon of a paragraph, in ems (1/EM em), kept whole where spaces and signs do.

    Segments wider than `narrowest` (1/EM em), the narrowest measure it will be wrapped at, come
    chopped into clusters too.
    """
    atoms = tuple(_atoms(fold(runs), cuts, gauge))
    tape = _taped(atoms, gauge, 0)
    chopped = {
        segment: _chopped(atoms, segment, tape, gauge)
        for segment, (start, end) in enumerate(zip(tape.starts, tape.ends, strict=True))
        if end - start > narrowest
    }
    return Ribbon(tape.places, tape.starts, tape.ends, tape.seams, chopped)


@dataclass(frozen=True, slots=True)
class _Atom:
    """Text without a space, an opportunity or a change of cut or element in it.

    `place` is its offset in the paragraph; a line may begin with it if it `opens`; at a `seam` an
    inline element begins; `space` is the cut of the space before it, None where there is none;
    `linked` says that this space stands within a link.
    """

    text: str
    place: int
    cut: Cut
    opens: bool
    seam: bool
    space: Cut | None
    linked: bool = False


def _atoms(runs: Runs, cuts: Cuts, gauge: Gauge) -> Iterator[_Atom]:
    """The paragraph in atoms. Runs are folded."""
    text = text_of(runs)
    edges = tuple(accumulate((len(run.text) for run in runs), initial=0))
    place = index = 0
    for token in text.split(" ") if text else ():
        space = None
        if place:
            index = _run_at(edges, index, place - 1)
            space = cuts[runs[index].emphasis]
        stop = place + len(token)
        opens = {place + offset for offset in gauge.opportunities(token)} | {place}
        inner = {edge for edge in edges if place < edge < stop} if len(runs) > 1 else set()
        for start, end in pairwise(sorted(opens | inner | {stop})):
            index = _run_at(edges, index, start)
            seam = _is_seam(edges, index, start, space is not None)
            linked = space is not None and not seam and bool(runs[index].href)
            cut = cuts[runs[index].emphasis]
            yield _Atom(text[start:end], start, cut, start in opens, seam, space, linked)
            space = None
        place = stop + 1


def _is_seam(edges: tuple[int, ...], index: int, start: int, spaced: bool) -> bool:
    """Whether a run begins at a character, or at the space before it."""
    return index > 0 and (edges[index] == start or (spaced and edges[index] == start - 1))


def _run_at(edges: tuple[int, ...], index: int, place: int) -> int:
    """The index of the run that holds a character, looked for from `index` on."""
    while edges[index + 1] <= place:
        index += 1
    return index


@dataclass(frozen=True, slots=True)
class _Tape:
    """The columns of a ribbon, and for each segment the index of its first atom."""

    places: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    seams: tuple[int, ...]
    firsts: tuple[int, ...]


def _taped(atoms: Sequence[_Atom], gauge: Gauge, cursor: int) -> _Tape:
    """Atoms laid one after the other from a place on the ribbon."""
    starts: list[int] = []
    ends: list[int] = []
    seams: list[int] = []
    firsts: list[int] = []
    last: _Atom | None = None
    for index, atom in enumerate(atoms):
        if atom.opens and last is not None:
            ends.append(cursor + _closing(last, atom, gauge))
        if last is not None:
            cursor += _gap(last, atom, gauge)
        if atom.seam:
            seams.append(cursor)
        if atom.opens:
            starts.append(cursor)
            firsts.append(index)
        cursor += gauge.advance(atom.text, atom.cut)
        last = atom
    if last is not None:
        ends.append(cursor)
    places = tuple([atoms[first].place for first in firsts])
    return _Tape(places, tuple(starts), tuple(ends), tuple(seams), tuple(firsts))


def _closing(last: _Atom, following: _Atom, gauge: Gauge) -> int:
    """What a line that breaks after an atom gains: kerning to the hanging space, a hyphen.

    Where a line breaks between two elements without a space, it keeps the kerning between them.
    Within a link a word must fit without that kerning too, so only what draws apart counts ("f ");
    not so where the link ends with the space.
    """
    if last.text.endswith(SOFT_HYPHEN):
        return gauge.hyphen(last.cut)
    if following.space is None and following.seam and following.cut == last.cut:
        return gauge.kern(_last_sign(last.text), _first_sign(following.text), last.cut)
    if following.space is not None and following.space == last.cut:
        kerning = gauge.kern(_last_sign(last.text), " ", last.cut)
        return max(kerning, 0) if following.linked else kerning
    return 0


def _gap(last: _Atom, atom: _Atom, gauge: Gauge) -> int:
    """What stands between two atoms on one line: a space, and the kerning on either side."""
    if atom.space is None:
        if last.cut != atom.cut:
            return 0
        return gauge.kern(_last_sign(last.text), _first_sign(atom.text), atom.cut)
    gap = gauge.advance(" ", atom.space)
    if atom.space == last.cut:
        gap += gauge.kern(_last_sign(last.text), " ", last.cut)
    if atom.space == atom.cut:
        gap += gauge.kern(" ", _first_sign(atom.text), atom.cut)
    return gap


def _chopped(atoms: Sequence[_Atom], segment: int, tape: _Tape, gauge: Gauge) -> Ribbon:
    """One segment of a tape as a ribbon of its own, a cluster a segment."""
    first = tape.firsts[segment]
    stop = tape.firsts[segment + 1] if segment + 1 < len(tape.firsts) else len(atoms)
    pieces: list[_Atom] = []
    for atom in atoms[first:stop]:
        place, seam = atom.place, atom.seam
        for cluster in _clusters(atom.text):
            pieces.append(_Atom(cluster, place, atom.cut, True, seam, None))
            place, seam = place + len(cluster), False
    part = _taped(pieces, gauge, tape.starts[segment])
    return Ribbon(part.places, part.starts, (*part.ends[:-1], tape.ends[segment]))


def _clusters(text: str) -> Iterable[str]:
    if text.isascii():
        return text
    from uniseg.graphemecluster import grapheme_clusters  # its tables are read only if needed

    clusters: Iterable[str] = grapheme_clusters(text)
    return clusters


def _last_sign(text: str) -> str:
    """The last character with the marks that stand on it."""
    at = len(text) - 1
    while at > 0 and unicodedata.combining(text[at]):
        at -= 1
    return text[at:]


def _first_sign(text: str) -> str:
    """The first character with the marks that stand on it."""
    at = 1
    while at < len(text) and unicodedata.combining(text[at]):
        at += 1
    return text[:at]
