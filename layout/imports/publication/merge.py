"""Three texts of one story become one: what its source gave last time, what stands here, what its
source gives now.

    base ──aligned──▶ here       each part of the base: same, changed, taken out, on either side
      └────aligned──▶ source     each gap between parts: what was put in, on either side

           here        source      merged
           same        any         as the source has it
           any         same        as it is here
           changed     changed     as it is here, and the meeting is reported
           taken out   changed     taken out, and the meeting is reported
           changed     taken out   as it is here, and the meeting is reported
           put in      put in      both, first what was put in here

The law: no part that was written here and not taken out again is missing from the merged text; each
part of the source's text is in it, was taken out or changed here, or is part of a meeting, for
which the source's whole text is kept. Source: three-way merge (Khanna, Kunal and Pierce 2007), with
the difference that parts changed side by side do not meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from layout.imports.publication.alignment import Alignment, aligned
from layout.imports.publication.story_parts import (
    APART,
    Part,
    Parts,
    is_directive,
    level,
    parts_of,
    parts_within,
    whole,
)

_SOURCE = "source"
"""The key of front matter that says which item a story is: its source has the say."""

_LEAST = 20
"""Characters of a block that is not to stand twice where both sides put it in."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A place where both sides changed the same: lines of the merged text and of the source's, from
    and to; to before from where a side has nothing there."""

    what: str
    here: tuple[int, int]
    source: tuple[int, int]
    kept: bool = False
    """Whether both texts stand in the merged one, so that nothing had to give way."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A text with what both sides did, and where they met."""

    text: str
    meetings: tuple[Meeting, ...] = ()


def merged(base: str, here: str, source: str) -> Merged:
    """What becomes of a story that was `base`, is `here` by now, and at its `source`.

    Line ends and byte order mark are those of here.
    """
    return _as_written(here, _merged(level(base), level(here), level(source)))


def unmerged(here: str, source: str) -> Merged:
    """The same where nobody knows the base, or a text cannot be taken apart: it stays as it is."""
    return Merged(here, (Meeting("the story", (1, _lines(here)), (1, _lines(source))),))


def _as_written(here: str, made: Merged) -> Merged:
    text = made.text
    if "\r\n" in here:
        text = text.replace("\n", "\r\n")
    mark = "\ufeff" if here.startswith("\ufeff") else ""
    return replace(made, text=mark + text)


def _lines(text: str) -> int:
    return len(text.splitlines()) or 1


def _merged(base: str, here: str, source: str) -> Merged:
    if here in (base, source):
        return Merged(source)
    if base == source:
        return Merged(here)
    old, ours, theirs = parts_of(base), parts_of(here), parts_of(source)
    if ours.broken or theirs.broken:
        return unmerged(here, source)
    front = _Front(old.front or (), ours.front or (), theirs.front or ()).merged()
    body = _blocks(old.body, ours.body, theirs.body)
    return _put_together(front, body, ours)


def _put_together(front: _Row, body: _Row, ours: Parts) -> Merged:
    """The text of merged parts, and the lines on which both sides meet."""
    keys = front.parts if front.parts or ours.front is not None else None
    lead = ours.lead or ("\n" if keys is not None and ours.front is None else "")
    blocks = _spaced(body.parts)
    if not body.parts:
        lead = ours.lead
    text = whole(keys, lead, blocks)
    above = 0 if keys is None else 2 + sum(part.lines for part in keys)
    starts = _starts(front.parts, 2)
    meetings = [_meeting(each, starts, front.parts) for each in front.clashes]
    starts = _starts(blocks, above + lead.count("\n") + 1)
    meetings += (_meeting(each, starts, blocks) for each in body.clashes)
    return Merged(text, tuple(meetings))


def _starts(parts: Sequence[Part], first: int) -> list[int]:
    """The lines on which parts begin, of which the first begins on this one; and the next line."""
    lines = (part.lines - 1 + part.gap.count("\n") for part in parts)
    return list(accumulate(lines, initial=first))


@dataclass(frozen=True, slots=True)
class _Clash:
    """A meeting while the text is being put together: numbers of the parts that stand here, from
    and to (without); line offsets within the first, of a part that was looked into; the lines of
    the source."""

    what: str
    start: int
    end: int
    source: tuple[int, int]
    within: tuple[int, int] | None = None
    kept: bool = False


def _meeting(clash: _Clash, starts: Sequence[int], parts: Sequence[Part]) -> Meeting:
    first = starts[clash.start]
    if clash.within:
        here = first + clash.within[0], first + clash.within[1]
    elif clash.start == clash.end:
        here = first, first - 1
    else:
        here = first, starts[clash.end - 1] + parts[clash.end - 1].lines - 1
    return Meeting(clash.what, here, clash.source, clash.kept)


@dataclass(slots=True)
class _Row:
    """Parts that come out of a merge, which of them the source put in, and where both sides met."""

    parts: list[Part] = field(default_factory=list)
    new: set[int] = field(default_factory=set)
    clashes: list[_Clash] = field(default_factory=list)

    def take(self, parts: Sequence[Part]) -> None:
        """Parts that nobody is against."""
        self.parts += parts

    def take_new(self, parts: Sequence[Part]) -> None:
        """Parts that the source put in."""
        self.new |= set(range(len(self.parts), len(self.parts) + len(parts)))
        self.parts += parts

    def clash(self, what: str, ours: Sequence[Part], theirs: Sequence[Part], line: int) -> None:
        """Ours stay, and that is reported; `line` is where theirs would stand, had they any."""
        start = len(self.parts)
        self.parts += ours
        lines = (theirs[0].line, theirs[-1].last) if theirs else (line, line - 1)
        self.clashes.append(_Clash(what, start, len(self.parts), lines))


# --- blocks -------------------------------------------------------------------------------------


def _blocks(base: Sequence[Part], ours: Sequence[Part], theirs: Sequence[Part]) -> _Row:
    texts = [[part.text for part in side] for side in (base, ours, theirs)]
    return _Blocks(base, ours, theirs, aligned(*texts[:2]), aligned(texts[0], texts[2])).merged()


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Blocks of a base and of both sides, and what became of them on each."""

    base: Sequence[Part]
    ours: Sequence[Part]
    theirs: Sequence[Part]
    here: Alignment
    there: Alignment

    def merged(self) -> _Row:
        """The blocks of both."""
        row = _Row()
        for at in range(len(self.base) + 1):
            self._put_in(at, row)
            if at < len(self.base):
                self._block(at, row)
        return _once(row, self.ours, self.theirs)

    def _put_in(self, at: int, row: _Row) -> None:
        """What was put in before a block of the base, or at the end."""
        ours = [self.ours[n] for n in self.here.put_in[at]]
        theirs = [self.theirs[n] for n in self.there.put_in[at]]
        same = [part.text for part in ours] == [part.text for part in theirs]
        if same or not theirs:
            row.take(ours)
        elif not ours:
            row.take_new(theirs)
        elif self.here.beside_lost[at] and self.there.beside_lost[at]:
            row.clash(_named(ours), ours, theirs, 0)
        else:
            start = len(row.parts)
            row.take(ours)
            lines = theirs[0].line, theirs[-1].last
            row.clashes.append(_Clash(_named(ours), start, len(row.parts), lines, kept=True))
            row.take_new(theirs)

    def _block(self, at: int, row: _Row) -> None:
        """A block of the base, as it is on both sides by now."""
        ours = [self.ours[n] for n in _number(self.here.now[at])]
        theirs = [self.theirs[n] for n in _number(self.there.now[at])]
        old, mine, other = self.base[at].text, _text(ours), _text(theirs)
        if old == mine:
            row.take(theirs)
        elif other in (old, mine):
            row.take(ours)
        elif ours and theirs and all(map(is_directive, (self.base[at], *ours, *theirs))):
            self._within(self.base[at], ours[0], theirs[0], row)
        else:
            row.clash(_named(ours or theirs), ours, theirs, self._line_of(at))

    def _within(self, old: Part, ours: Part, theirs: Part, row: _Row) -> None:
        """A directive that both sides changed: its parts are merged."""
        made = _blocks(parts_within(old), parts_within(ours), parts_within(theirs))
        parts = _spaced(made.parts)
        text = "".join(part.text + part.gap for part in parts).rstrip("\n")
        starts = _starts(parts, 0)
        whole_part = Part(text, ours.gap, ours.line)
        if not is_directive(whole_part):  # it would swallow what follows
            row.clash(_named([ours]), [ours], [theirs], theirs.line)
            return
        start = len(row.parts)
        row.take([whole_part])
        for each in made.clashes:
            meeting = _meeting(each, starts, parts)
            row.clashes.append(
                _Clash(each.what, start, start + 1, each.source, meeting.here, each.kept)
            )

    def _line_of(self, at: int) -> int:
        """The line of the source on which a block that it took out would stand."""
        after = next((n for n in self.there.now[at:] if n is not None), None)
        if after is not None:
            return self.theirs[after].line
        return self.theirs[-1].last + 1 if self.theirs else 1


def _number(number: int | None) -> tuple[int, ...]:
    return () if number is None else (number,)


def _text(parts: Sequence[Part]) -> str | None:
    return parts[0].text if parts else None


def _named(parts: Sequence[Part]) -> str:
    """What a part is, for people."""
    first = parts[0].text[:1] if parts else ""
    return {"#": "a crosshead", ":": "a directive", ">": "a quotation", "!": "a picture"}.get(
        first, "a paragraph"
    )


def _once(row: _Row, ours: Sequence[Part], theirs: Sequence[Part]) -> _Row:
    """A row without what the source put in and an editor had put in elsewhere, or moved: it stands
    there already."""
    count, most = Counter(part.text for part in row.parts), Counter(part.text for part in ours)
    most |= Counter(part.text for part in theirs)
    surplus = {
        text: count[text] - most[text]
        for text in count
        if count[text] > most[text] and len(text) > _LEAST and text[0] != ":"
    }
    if not surplus:
        return row
    gone = set[int]()
    for number, part in enumerate(row.parts):
        if number in row.new and surplus.get(part.text, 0) > 0:
            surplus[part.text] -= 1
            gone.add(number)
    stays = [number for number in range(len(row.parts)) if number not in gone]
    places = [sum(1 for each in gone if each < number) for number in range(len(row.parts) + 1)]
    clashes = [
        replace(each, start=each.start - places[each.start], end=each.end - places[each.end])
        for each in row.clashes
    ]
    return _Row([row.parts[number] for number in stays], set(), clashes)


def _spaced(parts: Sequence[Part]) -> list[Part]:
    """Parts with a blank line between two that did not stand one after the other before."""
    made: list[Part] = []
    for number, part in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else None
        gap = part.gap
        if following is None:
            gap = "\n"
        elif len(gap) < len(APART) and not _adjoin(part, following):
            gap = APART
        made.append(replace(part, gap=gap))
    return made


def _adjoin(part: Part, following: Part) -> bool:
    """Whether one part stands right above another in one text, or may anywhere: the lines that open
    and close a directive."""
    ends = part.text.startswith(":::") or following.text.startswith(":::")
    return bool(part.gap) and (ends or following.line == part.last + 1)


# --- front matter -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Front:
    """The keys of front matter on all sides."""

    base: Sequence[Part]
    ours: Sequence[Part]
    theirs: Sequence[Part]

    def merged(self) -> _Row:
        """The keys of both, in the order of here; one that the source adds stands behind that
        which it stands behind there."""
        old, new = _by_name(self.base), _by_name(self.theirs)
        row = _Row()
        for part in self.ours:
            self._key(part, old.get(part.name), new.get(part.name), row)
        standing = {part.name for part in self.ours}
        for name, part in new.items():
            if name not in standing:
                self._added(part, old.get(name), row)
        return row

    def _key(self, ours: Part, old: Part | None, theirs: Part | None, row: _Row) -> None:
        """A key that stands here."""
        texts = [None if each is None else each.text for each in (old, theirs)]
        if ours.text == texts[0]:
            row.take(() if theirs is None else (theirs,))
        elif texts[1] in (ours.text, texts[0]):
            row.take((ours,))
        elif ours.name == _SOURCE and theirs is not None:
            row.take((theirs,))
        else:
            row.clash(ours.name or "front matter", [ours], [theirs] if theirs else [], 2)

    def _added(self, theirs: Part, old: Part | None, row: _Row) -> None:
        """A key that the source has and that does not stand here."""
        if old is None:
            at = self._place(theirs, row)
            row.parts.insert(at, theirs)
            row.clashes = [_moved(each, at) for each in row.clashes]
        elif old.text != theirs.text:
            lines = theirs.line, theirs.last
            end = len(row.parts)
            row.clashes.append(_Clash(theirs.name or "front matter", end, end, lines))

    def _place(self, part: Part, row: _Row) -> int:
        """Where a key is put in: behind the nearest of those it follows at its source."""
        names = [each.name for each in row.parts]
        before = [each.name for each in self.theirs[: self.theirs.index(part)]]
        return next((names.index(each) + 1 for each in reversed(before) if each in names), 0)


def _moved(clash: _Clash, at: int) -> _Clash:
    """A clash after a part was put in at a place."""
    start, end = (number + (number >= at) for number in (clash.start, clash.end))
    return replace(clash, start=start, end=max(start, end) if clash.start == clash.end else end)


def _by_name(parts: Sequence[Part]) -> dict[str, Part]:
    return {part.name: part for part in parts}


def lines_text(lines: tuple[int, int]) -> str:
    """ "line 12", "lines 12-14" """
    first, last = lines
    return f"line {first}" if last <= first else f"lines {first}-{last}"
