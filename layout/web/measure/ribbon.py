"""Runs to a ribbon: a paragraph shaped as Chromium shapes it, ready to be wrapped at any width.

Chromium shapes a paragraph whole, so a font that kerns against the space (Newsreader does) sets
its spaces narrower after a comma. Kerning is between neighbours, so words can still be shaped once
each: the space after "ships," is its bare advance, plus what the comma takes off, plus what the
next letter takes off. A change of cut ends the kerning, a link does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from operator import sub

from layout.story.run import Run, Runs, text_of
from layout.typeset.breaks.browser_wrap import Ribbon
from layout.typeset.breaks.opportunities import SOFT_HYPHEN
from layout.typeset.words.style import Cut
from layout.web.measure.text_width import Gauge, Token
from slots.frozen import light_by_identity

_NO_FLOOR = -(10**12)  # less than any kerning
_SPACES = re.compile("[ \t\n\r\f]+")
_ODD = ("  ", "\n", "\t", "\r", "\f")  # text without any of these has single spaces alone

_JOINT = re.compile(
    r"(?<=/)(?=[^\W\d_]|[#-&(*+<=>@\\^_`~\[{-])|(?<=[!|}])(?=[\w#-&(*+<=>@\\^`~\[{-])", re.A
)
"""Between which signs of ASCII Firefox, by UAX 14, breaks a line and Chromium does not: after a
slash or bar, an exclamation mark or a closing brace. Both are told to hold on there."""

_Cuts = tuple[Cut, Cut, Cut, Cut]
"""The cuts of Emphasis 0 to 3."""


def fold(runs: Runs) -> Runs:
    """Runs as HTML collapses their white space: single spaces, none at the ends."""
    folded: list[Run] = []
    spaced = True
    for run in runs:
        text = _SPACES.sub(" ", run.text) if any(map(run.text.__contains__, _ODD)) else run.text
        text = text[1:] if spaced and text.startswith(" ") else text
        if text:
            folded.append(run if text is run.text else Run(text, run.emphasis, run.href))
            spaced = text.endswith(" ")
    while folded and folded[-1].text.endswith(" "):
        last = folded.pop()
        if last.text != " ":
            folded.append(Run(last.text[:-1], last.emphasis, last.href))
    return tuple(folded)


def held(text: str) -> list[str]:
    """A text in the parts between which an empty element stands, for Firefox to hold them together.

    >>> held("and/or https://a.example/b?c")
    ['and/', 'or https://', 'a.example/', 'b?c']
    """
    return _JOINT.split(text) if _JOINT.search(text) else [text]


def unroll(runs: Runs, cuts: _Cuts, gauge: Gauge, narrowest: int) -> Ribbon:
    """The ribbon of a paragraph, in ems (1/EM em), kept whole where spaces and signs do.

    Segments wider than `narrowest` (1/EM em), the narrowest measure it will be wrapped at, come
    chopped into clusters too.
    """
    folded = fold(runs)
    upem = gauge.foundry.face(cuts[0]).upem
    for run in folded:
        gauge.note_run(run.text, cuts[run.emphasis])
    copy = _Copy(_parted(folded), cuts)
    tape = _laid(copy, gauge)
    if max(map(sub, tape.ends, tape.starts), default=0) <= narrowest:
        return _ribbon(tape, {}, upem)
    atoms = tuple(_atoms(copy, gauge))
    tape = _taped(atoms, gauge, 0)
    chopped = {
        segment: _chopped(atoms, segment, tape, gauge, upem)
        for segment, (start, end) in enumerate(zip(tape.starts, tape.ends, strict=True))
        if end - start > narrowest
    }
    return _ribbon(tape, chopped, upem)


def _parted(runs: Runs) -> Runs:
    """Runs in their held parts: in the page an inline element ends where one ends."""
    if not any(_JOINT.search(run.text) for run in runs):
        return runs
    return tuple(Run(part, run.emphasis, run.href) for run in runs for part in held(run.text))


@dataclass(slots=True, eq=False)
class _Copy:
    """Folded runs with their cuts. `edges` are the offsets at which runs begin, and the end."""

    runs: Runs
    cuts: _Cuts
    text: str = field(init=False)
    edges: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.text = text_of(self.runs)
        self.edges = tuple(accumulate((len(run.text) for run in self.runs), initial=0))


@light_by_identity
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


def _laid(copy: _Copy, gauge: Gauge) -> _Tape:
    """The tape of a paragraph: whole tokens where they stand within a run, atoms where not.

    The same as `_taped(_atoms(copy))`, the plain way, which it is compared with in tests.

        run 0             run 1           run 2
        |one two th|      |ree four |     |five six|      tokens whose space is in their run:
         ~~~~~~~                                 ~~~       laid whole; all others in atoms
    """
    tape = _Tape()
    done = 0
    for index, run in enumerate(copy.runs):
        start, stop = copy.edges[index : index + 2]
        first = run.text.find(" ", 1) + 1 if index else 0
        ends_here = stop == len(copy.text) or copy.text[stop] == " "
        last = len(run.text) if ends_here else run.text.rfind(" ")
        if (first or not index) and first < last:
            for atom in _atoms(copy, gauge, done, start + first):
                tape.lay(atom, gauge)
            tape.lay_tokens(run.text[first:last].split(" "), start + first, run, copy, gauge)
            done = start + last + 1
    for atom in _atoms(copy, gauge, done):
        tape.lay(atom, gauge)
    return tape.ended()


def _atoms(copy: _Copy, gauge: Gauge, first: int = 0, last: int | None = None) -> Iterator[_Atom]:
    """The tokens of a paragraph from one offset up to another, in atoms."""
    runs, cuts, edges = copy.runs, copy.cuts, copy.edges
    place, index = first, 0
    text = copy.text[first : len(copy.text) if last is None else max(last - 1, 0)]
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
            yield _Atom(copy.text[start:end], start, cut, start in opens, seam, space, linked)
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


@dataclass(slots=True, eq=False)
class _Tape:
    """The columns of a ribbon as they grow, and for each segment the index of its first atom (if
    all of it was laid in atoms). `cursor` is the place on the ribbon, `last` what was laid last."""

    cursor: int = 0
    places: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    seams: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    last: _Atom | None = None
    atoms: int = 0

    def lay(self, atom: _Atom, gauge: Gauge) -> None:
        """Lays an atom after what was laid last."""
        last = self.last
        if atom.opens and last is not None:
            self.ends.append(self.cursor + _closing(last, atom, gauge))
        if last is not None:
            self.cursor += _gap(last, atom, gauge)
        if atom.seam:
            self.seams.append(self.cursor)
        if atom.opens:
            self.places.append(atom.place)
            self.starts.append(self.cursor)
            self.firsts.append(self.atoms)
        self.cursor += gauge.width(atom.text, atom.cut)
        self.last = atom
        self.atoms += 1

    def lay_tokens(self, words: list[str], place: int, run: Run, copy: _Copy, gauge: Gauge) -> None:
        """Lays tokens of one run that stand from an offset on, and each but the paragraph's first
        after a space of this run."""
        cut, floor = copy.cuts[run.emphasis], 0 if run.href else _NO_FLOOR
        known = gauge.case(cut).tokens
        places, starts, ends, cursor = self.places, self.starts, self.ends, self.cursor
        trail = closing = 0
        if self.last is not None:
            _, _, trail, closing, _ = _token(self.last.text, cut, gauge)
        for word in words:
            lead, advance, own_trail, own_closing, inner = known.get(word) or _token(
                word, cut, gauge
            )
            if place:
                ends.append(cursor + (closing if closing > floor else floor))
                cursor += trail + lead
            places.append(place)
            starts.append(cursor)
            if inner:
                places += [place + offset for offset, _, _ in inner]
                starts += [cursor + start for _, start, _ in inner]
                ends += [cursor + end for _, _, end in inner]
            cursor += advance
            trail, closing = own_trail, own_closing
            place += len(word) + 1
        self.cursor = cursor
        tail = word[inner[-1][0] :] if inner else word
        self.last = _Atom(tail, place - 1 - len(tail), cut, True, False, None)

    def ended(self) -> _Tape:
        """The tape with the end of what was laid last."""
        if self.last is not None:
            self.ends.append(self.cursor)
        return self


def _taped(atoms: Sequence[_Atom], gauge: Gauge, cursor: int) -> _Tape:
    """Atoms laid one after the other from a place on the ribbon."""
    tape = _Tape(cursor)
    for atom in atoms:
        tape.lay(atom, gauge)
    return tape.ended()


def _ribbon(tape: _Tape, chopped: Mapping[int, Ribbon], upem: int) -> Ribbon:
    return Ribbon(
        tuple(tape.places), tuple(tape.starts), tuple(tape.ends), tuple(tape.seams), chopped, upem
    )


def _token(text: str, cut: Cut, gauge: Gauge) -> Token:
    """A token as it is where the spaces around it are set in the same cut, measured once."""
    tokens = gauge.case(cut).tokens
    found = tokens.get(text)
    if found is None:
        found = tokens[text] = _measured(text, cut, gauge)
    return found


def _measured(text: str, cut: Cut, gauge: Gauge) -> Token:
    head = tail = text
    inner: tuple[tuple[int, int, int], ...] = ()
    if gauge.opportunities(text):
        atoms = tuple(_atoms(_Copy((Run(text),), (cut, cut, cut, cut)), gauge))
        tape = _taped(atoms, gauge, 0)
        inner = tuple(zip(tape.places[1:], tape.starts[1:], tape.ends[:-1], strict=True))
        advance, head, tail = tape.cursor, atoms[0].text, atoms[-1].text
    else:
        advance = gauge.width(text, cut)
    lead = gauge.width(" ", cut) + gauge.kern(" ", _first_sign(head), cut)
    trail = gauge.kern(_last_sign(tail), " ", cut)
    closing = gauge.hyphen(cut) if tail.endswith(SOFT_HYPHEN) else trail
    return lead, advance, trail, closing, inner


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
    gap = gauge.width(" ", atom.space)
    if atom.space == last.cut:
        gap += gauge.kern(_last_sign(last.text), " ", last.cut)
    if atom.space == atom.cut:
        gap += gauge.kern(" ", _first_sign(atom.text), atom.cut)
    return gap


def _chopped(atoms: Sequence[_Atom], segment: int, tape: _Tape, gauge: Gauge, upem: int) -> Ribbon:
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
    ends = (*part.ends[:-1], tape.ends[segment])
    return Ribbon(tuple(part.places), tuple(part.starts), ends, upem=upem)


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
