"""Runs to a ribbon: a paragraph shaped as Chromium shapes it, ready to be wrapped at any width.

Chromium shapes a paragraph whole, so a font that kerns against the space (Newsreader does) sets
its spaces narrower after a comma. But kerning is between neighbours alone, so each word need be
shaped only once: the space after "ships," is its own advance, plus the kerning of comma and space,
plus that of space and next letter. A change of cut ends the kerning, a link does not.
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
from layout.web.measure.text_width import Break, Gauge, Token
from slots.frozen import light_by_identity

_NO_FLOOR = -(10**12)  # less than any kerning
_SPACES = re.compile("[ \t\n\r\f]+")
_FOLDABLE = ("  ", "\n", "\t", "\r", "\f")  # text without any of these has single spaces alone

_FIREFOX_BREAK = re.compile(
    r"(?<=/)(?=[^\W\d_]|[#-&(*+<=>@\\^_`~\[{-])|(?<=[!|}])(?=[\w#-&(*+<=>@\\^`~\[{-])", re.A
)
"""Between which characters of ASCII Firefox, by UAX 14, may break a line where Chromium may not:
after a slash, a bar, an exclamation mark or a closing brace. The page forbids it there
(`text_markup`), so that both have the same lines."""

_Cuts = tuple[Cut, Cut, Cut, Cut]
"""The cuts of Emphasis 0 to 3."""


def fold(runs: Runs) -> Runs:
    """Runs as HTML collapses their white space: single spaces, none at the ends."""
    folded: list[Run] = []
    spaced = True
    for run in runs:
        text = (
            _SPACES.sub(" ", run.text) if any(map(run.text.__contains__, _FOLDABLE)) else run.text
        )
        text = text[1:] if spaced and text.startswith(" ") else text
        if text:
            folded.append(run if text is run.text else Run(text, run.emphasis, run.href))
            spaced = text.endswith(" ")
    while folded and folded[-1].text.endswith(" "):
        last = folded.pop()
        if last.text != " ":
            folded.append(Run(last.text[:-1], last.emphasis, last.href))
    return tuple(folded)


def split_at_firefox_breaks(text: str) -> list[str]:
    """A text split where Firefox alone may break a line: in the page an element that forbids it
    stands between the parts.

    >>> split_at_firefox_breaks("and/or https://a.example/b?c")
    ['and/', 'or https://', 'a.example/', 'b?c']
    """
    return _FIREFOX_BREAK.split(text) if _FIREFOX_BREAK.search(text) else [text]


def unroll(runs: Runs, cuts: _Cuts, gauge: Gauge, narrowest: int) -> Ribbon:
    """The ribbon of a paragraph, in 1/EM em. A segment that is wider than `narrowest`, the
    narrowest measure it will be wrapped at, comes in clusters too, since there it breaks
    anywhere."""
    folded = fold(runs)
    upem = gauge.foundry.face(cuts[0]).upem
    for run in folded:
        gauge.note_run(run.text, cuts[run.emphasis])
    copy = _FoldedRuns(_split(folded), cuts)
    built = _built_by_tokens(copy, gauge)
    if max(map(sub, built.ends, built.starts), default=0) <= narrowest:
        return _ribbon(built, {}, upem)
    atoms = tuple(_atoms(copy, gauge))
    built = _built(atoms, gauge, 0)
    chopped = {
        segment: _chopped(atoms, segment, built, gauge, upem)
        for segment, (start, end) in enumerate(zip(built.starts, built.ends, strict=True))
        if end - start > narrowest
    }
    return _ribbon(built, chopped, upem)


def _split(runs: Runs) -> Runs:
    """Runs split where Firefox alone may break: in the page an inline element ends there, and with
    it a part of the line that Blink rounds by itself."""
    if not any(_FIREFOX_BREAK.search(run.text) for run in runs):
        return runs
    return tuple(
        Run(part, run.emphasis, run.href)
        for run in runs
        for part in split_at_firefox_breaks(run.text)
    )


@dataclass(slots=True, eq=False)
class _FoldedRuns:
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
    """Text in one cut and one inline element, without a space or a break opportunity in it.

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


def _built_by_tokens(copy: _FoldedRuns, gauge: Gauge) -> _RibbonBuilder:
    """A paragraph added token by token where these stand within a run, by atoms elsewhere.

    It gives the same as `_built(_atoms(copy))`, the plain way, and is quicker: tests compare the
    two.

        run 0             run 1           run 2
        |one two th|      |ree four |     |five six|      tokens whose space is in their run:
         ~~~~~~~                                 ~~~       added whole; all others by atoms
    """
    builder = _RibbonBuilder()
    done = 0
    for index, run in enumerate(copy.runs):
        start, stop = copy.edges[index : index + 2]
        first = run.text.find(" ", 1) + 1 if index else 0
        ends_here = stop == len(copy.text) or copy.text[stop] == " "
        last = len(run.text) if ends_here else run.text.rfind(" ")
        if (first or not index) and first < last:
            for atom in _atoms(copy, gauge, done, start + first):
                builder.add(atom, gauge)
            builder.add_tokens(run.text[first:last].split(" "), start + first, run, copy, gauge)
            done = start + last + 1
    for atom in _atoms(copy, gauge, done):
        builder.add(atom, gauge)
    return builder.finished()


def _atoms(
    copy: _FoldedRuns, gauge: Gauge, first: int = 0, last: int | None = None
) -> Iterator[_Atom]:
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
class _RibbonBuilder:
    """Puts a ribbon together piece by piece: `places`, `starts`, `ends` and `seams` are those of a
    `Ribbon`. `firsts` has for each segment the index of its first atom (if all was added by atoms);
    `cursor` is the place on the ribbon, `last` what was added last."""

    cursor: int = 0
    places: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    seams: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    last: _Atom | None = None
    atoms: int = 0

    def add(self, atom: _Atom, gauge: Gauge) -> None:
        """Adds an atom after what was added last."""
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

    def add_tokens(
        self, words: list[str], place: int, run: Run, copy: _FoldedRuns, gauge: Gauge
    ) -> None:
        """Adds tokens of one run from an offset on, each but the paragraph's first after a space of
        this run. `floor` is the least by which the end of a line may differ (see `_closing`)."""
        cut, floor = copy.cuts[run.emphasis], 0 if run.href else _NO_FLOOR
        known = gauge.measured(cut).tokens
        places, starts, ends, cursor = self.places, self.starts, self.ends, self.cursor
        trail = closing = 0
        if self.last is not None:
            _, _, trail, closing, _ = _token(self.last.text, cut, gauge)
        for word in words:
            lead, advance, own_trail, own_closing, breaks = known.get(word) or _token(
                word, cut, gauge
            )
            if place:
                ends.append(cursor + (closing if closing > floor else floor))
                cursor += trail + lead
            places.append(place)
            starts.append(cursor)
            if breaks:
                places += [place + offset for offset, _, _ in breaks]
                starts += [cursor + start for _, start, _ in breaks]
                ends += [cursor + end for _, _, end in breaks]
            cursor += advance
            trail, closing = own_trail, own_closing
            place += len(word) + 1
        self.cursor = cursor
        tail = word[breaks[-1].offset :] if breaks else word
        self.last = _Atom(tail, place - 1 - len(tail), cut, True, False, None)

    def finished(self) -> _RibbonBuilder:
        """The same, with the end of what was added last."""
        if self.last is not None:
            self.ends.append(self.cursor)
        return self


def _built(atoms: Sequence[_Atom], gauge: Gauge, cursor: int) -> _RibbonBuilder:
    """Atoms added one after the other from a place on the ribbon."""
    builder = _RibbonBuilder(cursor)
    for atom in atoms:
        builder.add(atom, gauge)
    return builder.finished()


def _ribbon(built: _RibbonBuilder, chopped: Mapping[int, Ribbon], upem: int) -> Ribbon:
    places, starts, ends = tuple(built.places), tuple(built.starts), tuple(built.ends)
    return Ribbon(places, starts, ends, tuple(built.seams), chopped, upem)


def _token(text: str, cut: Cut, gauge: Gauge) -> Token:
    """A token as it is where the spaces around it are set in the same cut, measured once."""
    tokens = gauge.measured(cut).tokens
    found = tokens.get(text)
    if found is None:
        found = tokens[text] = _measured(text, cut, gauge)
    return found


def _measured(text: str, cut: Cut, gauge: Gauge) -> Token:
    head = tail = text
    breaks: tuple[Break, ...] = ()
    if gauge.opportunities(text):
        atoms = tuple(_atoms(_FoldedRuns((Run(text),), (cut, cut, cut, cut)), gauge))
        built = _built(atoms, gauge, 0)
        breaks = tuple(map(Break, built.places[1:], built.starts[1:], built.ends[:-1]))
        advance, head, tail = built.cursor, atoms[0].text, atoms[-1].text
    else:
        advance = gauge.width(text, cut)
    lead = gauge.width(" ", cut) + gauge.kern(" ", _first_sign(head), cut)
    trail = gauge.kern(_last_sign(tail), " ", cut)
    closing = gauge.hyphen(cut) if tail.endswith(SOFT_HYPHEN) else trail
    return Token(lead, advance, trail, closing, breaks)


def _closing(last: _Atom, following: _Atom, gauge: Gauge) -> int:
    """By how much a line that ends with an atom is longer: by a hyphen, or by its kerning to the
    space that hangs, which mostly makes it shorter.

    Where a line breaks between two elements without a space, it keeps the kerning between them.
    Within a link a word must fit without the kerning to the space too, so only kerning that draws
    apart ("f ") counts; not so where the link ends with the space.
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


def _chopped(
    atoms: Sequence[_Atom], segment: int, built: _RibbonBuilder, gauge: Gauge, upem: int
) -> Ribbon:
    """One segment of a ribbon as a ribbon of its own, a grapheme cluster a segment."""
    first = built.firsts[segment]
    stop = built.firsts[segment + 1] if segment + 1 < len(built.firsts) else len(atoms)
    pieces: list[_Atom] = []
    for atom in atoms[first:stop]:
        place, seam = atom.place, atom.seam
        for cluster in _clusters(atom.text):
            pieces.append(_Atom(cluster, place, atom.cut, True, seam, None))
            place, seam = place + len(cluster), False
    part = _built(pieces, gauge, built.starts[segment])
    ends = (*part.ends[:-1], built.ends[segment])
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
