"""Head of a story: kicker, headline, date line and deck, set to a width, in whole grid rows.

KICKER                              close to its headline, whatever that's size
A headline of as few lines as       the largest size in which it takes no more lines
its size and width allow            than its width allows
Dec 16, 2022 | 6 comments           1 row
A deck in the sans, over the        as many rows as its lines need
width of the story.

In an edition that has its date in the folios, the byline stands last, under a hairline of its own,
and date and comments are left out.

The turn head is that over the part of a story that is continued from another page:

Harbour wall              a word or a few of the story's, one line
From page 1               the last row but one: set when the pages are known, by `jump_line`
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest

from layout.makeup.type.furniture_words import wording
from layout.story.as_written import Story
from layout.story.run import Emphasis, Run, Runs, plain, text_of
from layout.story.text.no_break import apart
from layout.typeset.breaks.ragged import hanging_words
from layout.typeset.set_text import Compositor, set_display, set_line
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.style import TypeStyle

_TURN_LINE = 2  # rows: the turn line, and the air below it
_LONG_DECK = 180  # characters from which a deck is set in the smaller size
_MOST_LINES = {1: 6, 2: 5, 3: 4, 4: 4}  # of a headline, by the columns it spans; wider ones take 3
_PAGE_SHARE = 12  # a headline's size is at most this part of the page's measure

_KICKER_WORDS = 3  # a longer kicker is no title
_WHOLE_WORDS = 4  # a headline of no more words is its own title
_PREFIX_WORDS = 3  # of a longer one, unless it pauses within one word and _PAUSE_WORDS
_PAUSE_WORDS = 5
_PAUSES = ",;:—–.?!"
_QUOTES = "“”‘’\"'«»()"
_PAIRS = (("“", "”"), ("‘", "’"), ("«", "»"), ("(", ")"), ('"', '"'))
_JOINTS = ("-", "‐", "–", "—", "/")  # what a line may end in within a word
_ALIKE = str.maketrans("‘’“”", "''\"\"")
_SMALLEST = 60  # per cent of the style's size that a wide word may be set in


@dataclass(frozen=True, slots=True, eq=False)
class HeadPart:
    """Lines of one kind; `baselines` are distances of their baselines from the head's top."""

    role: str
    style: TypeStyle
    lines: tuple[Line, ...]
    baselines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HeadStroke:
    """A line over the whole width of a head: one of the theme's strokes, `y` below its top."""

    name: str
    y: int


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A head `columns` wide and `rows` deep, the air below it included."""

    columns: int
    rows: int
    parts: tuple[HeadPart, ...]
    strokes: tuple[HeadStroke, ...] = ()

    @property
    def headline(self) -> tuple[Line, ...]:
        """The lines of its headline."""
        return tuple(line for part in self._headlines for line in part.lines)

    @property
    def size(self) -> int:
        """The size of its headline, in millipoints; 0 without one."""
        return next((part.style.size for part in self._headlines), 0)

    @property
    def _headlines(self) -> tuple[HeadPart, ...]:
        return tuple(part for part in self.parts if part.role == "headline")


@dataclass(frozen=True, slots=True)
class Raster:
    """The grid as heads need it: leading, how far baselines stand above the foot of a row, and the
    measure of the page."""

    leading: int
    descent: int
    measure: int


@dataclass(frozen=True, slots=True)
class HeadLevers:
    """How copyfit changes a head: `size` is the largest size its headline may have (None: what its
    rank allows), `deck` whether it has its deck, `breaks` are its lines where they are
    decided. `dated` heads have byline, date and comments over the deck; others the byline alone,
    under it.

    No headline is larger than the page's measure allows.
    """

    size: int | None = None
    deck: bool = True
    dated: bool = True
    breaks: tuple[Runs, ...] = ()


_AS_WRITTEN = HeadLevers()


def headline_sizes(by: Compositor) -> tuple[int, ...]:
    """The sizes headlines can have, largest first: what a lever may be set to."""
    return tuple(dict.fromkeys(style.size for style in by.theme.headlines()))


def set_head(
    story: Story,
    columns: int,
    measure: int,
    raster: Raster,
    by: Compositor,
    levers: HeadLevers = _AS_WRITTEN,
) -> Head:
    """The head of a story at a width; a story with neither headline nor deck has an empty one.

    Lines that were set once are remembered by the foundry, so that a head can be set at every
    width and size.
    """
    parts: list[HeadPart] = []
    strokes: list[HeadStroke] = []
    row = 0
    limit = _limit(story, raster, by, levers)
    headline = _headline_style(story, columns, measure, by, limit, levers.breaks)
    pieces = [piece for piece in _pieces(story, measure, by, headline, levers) if piece.lines]
    for piece, following in zip_longest(pieces, pieces[1:]):
        above = parts[-1] if parts and parts[-1].role == "kicker" else None
        if piece.role == "kicker" and following and following.role == "headline":
            parts.append(HeadPart(piece.role, piece.style, piece.lines, ()))
            continue
        if piece.role == "byline":
            strokes.append(HeadStroke(piece.role, max(0, row * raster.leading - _lifted(raster))))
        over = _kicker_depth(above, piece.style, raster, by) if above else 0
        depth = -(-(over + _depth(piece.lines, piece.style, raster, by)) // raster.leading)
        last = (row + depth) * raster.leading - raster.descent
        parts.append(_standing(piece, last))
        if above:
            top = parts[-1].baselines[0] - by.foundry.face(piece.style.cuts[0]).top(
                piece.style.size
            )
            parts[-2] = _standing(above, top - _under_kicker(raster))
        row += depth + _air_below(piece, following, raster, by)
    return Head(columns, row, tuple(parts), tuple(strokes))


def _standing(piece: HeadPart, last: int) -> HeadPart:
    """A part with its last baseline there."""
    count = len(piece.lines)
    baselines = tuple(last - (count - 1 - i) * piece.style.leading for i in range(count))
    return replace(piece, baselines=baselines)


def _air_below(piece: HeadPart, following: HeadPart | None, raster: Raster, by: Compositor) -> int:
    """Rows of air below a part: one, and as many as the descenders of a headline need to clear the
    line over the byline below it."""
    if piece.role != "headline" or following is None or following.role != "byline":
        return 1
    face = by.foundry.face(piece.style.cuts[0])
    needed = -face.descent * piece.style.size // face.upem - raster.descent + _lifted(raster)
    return max(1, -(-needed // raster.leading))


def _lifted(raster: Raster) -> int:
    """How far the line over a byline stands above the byline's row."""
    return raster.leading // 4


def _under_kicker(raster: Raster) -> int:
    """The white between a kicker's baseline and the tallest letters of its headline, whatever the
    size of that."""
    return raster.leading // 2


def _kicker_depth(kicker: HeadPart, headline: TypeStyle, raster: Raster, by: Compositor) -> int:
    """What a kicker takes above the capitals of its headline."""
    lines = (len(kicker.lines) - 1) * kicker.style.leading
    top = by.foundry.face(headline.cuts[0]).top(headline.size) - _capitals(headline, by)
    return lines + _capitals(kicker.style, by) + _under_kicker(raster) + max(0, top)


def _depth(lines: tuple[Line, ...], style: TypeStyle, raster: Raster, by: Compositor) -> int:
    """What lines take that stand with their last baseline on that of a row: enough for the capitals
    of the first line."""
    return (len(lines) - 1) * style.leading + _capitals(style, by) + raster.descent


def _capitals(style: TypeStyle, by: Compositor) -> int:
    """How high the capitals of a style are."""
    face = by.foundry.face(style.cuts[0])
    return face.cap_height * style.size // face.upem


def _pieces(
    story: Story, measure: int, by: Compositor, headline: TypeStyle, levers: HeadLevers
) -> list[HeadPart]:
    """The parts from top to bottom, their baselines yet to be found."""
    kicker = by.style("kicker")
    deck = by.style("deck" if len(text_of(story.deck)) < _LONG_DECK else "deck_small")
    meta, byline = by.style("meta"), by.style("byline")
    first = [
        _part("kicker", kicker, _set(plain(story.kicker.upper()), measure, kicker, by)),
        _part("headline", headline, _headline(story, measure, headline, by, levers.breaks)),
    ]
    below = _set(story.deck, measure, deck, by, even=False) if levers.deck else ()
    if levers.dated:
        facts = _set(meta_of(story), measure, meta, by, even=False)
        return [*first, _part("meta", meta, facts), _part("deck", deck, below)]
    name = _set(plain(story.byline), measure, byline, by, even=False)
    return [*first, _part("deck", deck, below), _part("byline", byline, name)]


def _part(role: str, style: TypeStyle, lines: tuple[Line, ...]) -> HeadPart:
    return HeadPart(role, style, lines, ())


def _set(
    runs: Runs, measure: int, style: TypeStyle, by: Compositor, even: bool = True
) -> tuple[Line, ...]:
    """Display type, set once for all heads of a run that have it."""
    key = ("display", runs, measure, style, by.language, even)
    return by.foundry.memo(key, lambda: set_display(runs, measure, style, by, even))


def _headline(
    story: Story, measure: int, style: TypeStyle, by: Compositor, breaks: tuple[Runs, ...]
) -> tuple[Line, ...]:
    """The lines of a headline: broken by sense, or as is decided."""
    if not breaks:
        return _set(story.headline, measure, style, by)
    lines = [line for runs in breaks for line in _set(runs, measure, style, by)]
    return (*(replace(line, ending=_ending(line)) for line in lines[:-1]), *lines[-1:])


def _ending(line: Line) -> Ending:
    """What a line of a headline breaks at that others follow, though it was set by itself."""
    if line.ending is not Ending.LAST:
        return line.ending
    return Ending.TIGHT if line.text.endswith(_JOINTS) else Ending.SPACE


def broken_at(headline: Runs, lines: tuple[str, ...]) -> tuple[Runs, ...] | None:
    """A headline in these lines, its emphasis kept; None where they are not its words in their
    order, or break within one. How spaces and quotation marks are written does not matter.

    >>> [text_of(runs) for runs in broken_at(plain("Ferry returns"), ("Ferry", "returns")) or ()]
    ['Ferry', 'returns']
    """
    text, at = text_of(headline), 0
    if _folded(text) != _folded("".join(lines)) or not all(map(_folded, lines)):
        return None
    parts: list[Runs] = []
    for line in lines:
        begin, left = at, len(_folded(line))
        while left:
            left -= not text[at].isspace()
            at += 1
        if at < len(text) and not (text[at].isspace() or text[at - 1] in _JOINTS):
            return None
        parts.append(_part_of(headline, begin, at))
    return tuple(parts)


def _folded(text: str) -> str:
    """What is compared of words: their signs, whatever the spaces between them."""
    return "".join(text.split()).translate(_ALIKE)


def _part_of(runs: Runs, begin: int, end: int) -> Runs:
    """The signs of runs from one to another, without the space they begin with."""
    found: list[Run] = []
    at = 0
    for run in runs:
        text = run.text[max(0, begin - at) : max(0, end - at)]
        text = text if found else text.lstrip()
        if text:
            found.append(replace(run, text=text))
        at += len(run.text)
    return tuple(found)


def meta_of(story: Story) -> Runs:
    """The line between headline and deck: byline, date and comments as the source has them."""
    comments = (
        wording(story.language).comments_of(story.comments) if story.comments is not None else ""
    )
    facts = " | ".join(part for part in (story.date_text, comments) if part)
    byline = (Run(story.byline + (" · " if facts else ""), Emphasis.BOLD),) if story.byline else ()
    return (*byline, *plain(facts))


def _limit(story: Story, raster: Raster, by: Compositor, levers: HeadLevers) -> int:
    """The largest size the story's headline may have."""
    own = by.theme.largest(story.rank) if levers.size is None else levers.size
    return min(own, raster.measure // _PAGE_SHARE)


def _headline_style(
    story: Story,
    columns: int,
    measure: int,
    by: Compositor,
    limit: int,
    breaks: tuple[Runs, ...],
) -> TypeStyle:
    """The largest headline style up to a limit that a width holds in few enough lines.

    A word that is wider than the measure asks for a smaller size, too: headlines are not broken.
    Lines that are decided must each be one.
    """
    styles = [style for style in by.theme.headlines() if style.size <= limit]
    styles = styles or list(by.theme.headlines()[-1:])
    for style in styles:
        lines = _headline(story, measure, style, by, breaks)
        if breaks:
            if len(lines) == len(breaks) and all(line.width <= measure for line in lines):
                return style
            continue
        fits = all(line.width <= measure and line.words for line in lines)
        broken = any(line.ending.value == "" for line in lines)
        if fits and not broken and len(lines) <= _MOST_LINES.get(columns, 3):
            return style
    return styles[-1]


def turn_head(story: Story, columns: int, measure: int, raster: Raster, by: Compositor) -> Head:
    """The head over the turn of a story at a width: its title, a row for the turn line, and one of
    air above the text, as below any head.

    Its text repeats what stands on the first page: painted as furniture, with the story "".
    """
    title = turn_title(story, by.language)
    style = _fitting(title, measure, by)
    lines = set_display(plain(title), measure, style, by)[:1]
    if not lines:
        return Head(columns, _TURN_LINE, ())
    rows = -(-(_depth(lines, style, raster, by) + raster.leading // 4) // raster.leading)
    part = HeadPart("turn_head", style, lines, (rows * raster.leading - raster.descent,))
    return Head(columns, rows + _TURN_LINE, (part,))


def turn_title(story: Story, language: str) -> str:
    """The words a reader knows the story by: its kicker, or the headline's first words.

    A headline is cut where it pauses, or after its third word at the latest, but never after an
    article or a preposition.

    >>> from layout.story.run import plain
    >>> turn_title(Story("a", plain("Ferry returns to the bay after two years"), ()), "en")
    'Ferry returns'
    """
    kicker = story.kicker.strip()
    if kicker and len(kicker.split()) <= _KICKER_WORDS:
        return kicker
    words = apart(text_of(story.headline))
    if len(words) <= _WHOLE_WORDS:
        return " ".join(words)
    for count in range(2, _PAUSE_WORDS + 1):
        if words[count - 1][-1] in _PAUSES:
            return _trimmed(words[:count])
    hanging = hanging_words(language)
    for count in range(_PREFIX_WORDS, 1, -1):
        if words[count - 1].lower().strip(_QUOTES) not in hanging:
            return _trimmed(words[:count])
    return _trimmed(words[: _WHOLE_WORDS + 1])


def _trimmed(words: list[str]) -> str:
    """Words without what closes them, and without quotes that are only opened."""
    text = " ".join(words).rstrip(_PAUSES + " \u00a0\u202f")
    for opening, closing in _PAIRS:
        lone = text.count(opening) % 2 if opening == closing else opening in text
        if lone and (opening == closing or closing not in text):
            text = text.replace(opening, "")
    return text


def _fitting(title: str, measure: int, by: Compositor) -> TypeStyle:
    """The style of turn heads, smaller where the title would not fit on one line."""
    style = by.style("turn_head")
    width = set_line(title, measure, style, by).width if title else 0
    if width <= measure:
        return style
    share = max(_SMALLEST, 100 * measure // width)
    return replace(style, size=style.size * share // 100)
