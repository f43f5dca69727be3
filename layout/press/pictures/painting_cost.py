"""How many operations it takes to paint the page of another PDF file, counted before it is taken.

Three kilobytes can ask for 10^12 of them: a form that paints ten forms, each of which paints ten.

    page ──Do──▶ form ──Do──▶ form ──Do──▶ form         each is counted once, and its count is
     10 ×         10 ×         10 ×          1          multiplied by how often it is painted

Nothing is interpreted: operators and names are counted by regular expressions, in comments and
texts too, so that the count is an upper bound. A name that cannot be read counts as the most
expensive thing it could stand for. Source: ISO 32000-1, 7.8, 8.7, 8.10, 9.6.5 and 11.6.5.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import pikepdf

from layout.press.pictures.unpacked_size import MOST_UNPACKED, too_large, unpacked_size
from layout.story.pictures.unreadable import SAVE_AGAIN, Unreadable

MOST_OPERATIONS = 10_000_000
"""Operations that an ad may take: the busiest of maps has a tenth of that."""

DEEPEST = 40
"""Levels of forms in forms: ads have three or four."""

_PIXELS = 1000
"""Pixels of an image that count as one operation."""

_CELLS = 100
"""Cells of a tiling pattern that count as one operation: they are painted once and copied."""

_PATCH = 8
"""Bytes of a shaded mesh that count as one operation: no patch has fewer."""

_FREE = rb"[^\x00\t\n\x0c\r ()<>\[\]{}/%]"  # what names and words are made of
_WORD = re.compile(rb"(?<![^\x00\t\n\x0c\r ()<>\[\]{}%])[A-Za-z'\"]")
_TEXT = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_CODED = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_SHOWING = re.compile(rb"(?<!%b)(?:T[jJ]|['\"])(?!%b)" % (_FREE, _FREE))
_SLICE = 1 << 20
"""Bytes of content in which operators are counted at a time, so that no list of all is made."""


class _Operator(NamedTuple):
    """An operator that takes the name of a resource: what finds it with the `name` before it, and
    what finds it with anything before it."""

    named: re.Pattern[bytes]
    every: re.Pattern[bytes]


def _operator(words: bytes) -> _Operator:
    word, blank = rb"(?:%b)(?!%b)" % (words, _FREE), rb"[\x00\t\n\x0c\r ]+"
    named = rb"/(%b*)%b(?:[0-9.+-]+%b)?%b" % (_FREE, blank, blank, word)  # a font has a size
    return _Operator(re.compile(named), re.compile(rb"(?<!%b)%b" % (_FREE, word)))


_PAINT, _SET_STATE, _SET_COLOUR, _SHADE, _SET_FONT = (
    _operator(words) for words in (rb"Do", rb"gs", rb"scn|SCN", rb"sh", rb"Tf")
)


def check_workload(page: pikepdf.Page, resources: Any) -> None:
    """Raises Unreadable where painting a page takes more operations than any ad does, unpacks to
    too much, or where something in it paints itself."""
    if _OperationCounter(_at_most).page(page, resources) <= MOST_OPERATIONS:
        return
    operations = _OperationCounter(_words).page(page, resources)
    if operations > MOST_OPERATIONS:
        why = f"comes to {_in_words(operations)} operations, at most {_in_words(MOST_OPERATIONS)}"
        raise Unreadable(why, "flatten it: open it in an editor and save it as a picture")


def contents_of(page: pikepdf.Page) -> list[pikepdf.Stream]:
    """The streams of a page's content."""
    content = page.obj.get("/Contents")
    parts = [content] if isinstance(content, pikepdf.Stream) else content
    if not isinstance(parts, list | pikepdf.Array):
        return []
    return [part for part in parts if isinstance(part, pikepdf.Stream)]


def _at_most(data: bytes) -> int:
    """Operations that content can have at most, cheaply: an operator and a blank are two bytes."""
    return len(data) // 2 + 1


def _words(data: bytes) -> int:
    """Operations of content: its words, for operators are words."""
    return sum(len(_WORD.findall(data, at, at + _SLICE)) for at in range(0, len(data), _SLICE))


class _OperationCounter:
    """Counts the operations of one page, those of each part once.

    `own` counts those of content without the resources that it uses. `glyph` is the count of the
    most expensive glyph met so far that operators draw (Type 3): content that shows text in a font
    set outside it may show it in that one.
    """

    def __init__(self, own: Callable[[bytes], int]) -> None:
        self._own = own
        self._known: dict[object, int] = {}
        self._open: list[object] = []
        self._unpacked: dict[tuple[int, int], int] = {}
        self.glyph = 0

    def page(self, page: pikepdf.Page, resources: Any) -> int:
        """The operations of a page."""
        while True:
            before = self.glyph
            data = b"\n".join(self._data(part) for part in contents_of(page))
            operations = self._painting(data, resources)
            if self.glyph == before or operations > MOST_OPERATIONS:
                return operations
            self._known.clear()

    def _data(self, stream: pikepdf.Stream) -> bytes:
        """A content stream unpacked; what all come to is kept within bounds."""
        if stream.objgen not in self._unpacked:
            self._unpacked[stream.objgen] = unpacked_size(stream)
            unpacked = sum(self._unpacked.values())
            if unpacked > MOST_UNPACKED:
                raise too_large("comes", unpacked)
        return bytes(stream.read_bytes())

    def _painting(self, data: bytes, resources: Any) -> int:
        """The operations of some content, with those of the resources that it uses."""
        holder = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
        states = _listed(holder, "/ExtGState").items()
        used = (
            (_PAINT, _listed(holder, "/XObject"), self._xobject),
            (_SET_STATE, {name: it for name, it in states if _is_masked(it)}, self._state),
            (_SET_COLOUR, _listed(holder, "/Pattern"), self._pattern),
            (_SHADE, _listed(holder, "/Shading"), self._shading),
        )
        below = sum(
            self._used(data, operator, things, partial(count, around=holder))
            for operator, things, count in used
        )
        return self._own(data) + below + self._glyphs(data, holder)

    def _used(
        self,
        data: bytes,
        operator: _Operator,
        things: dict[str, Any],
        count: Callable[..., int],
    ) -> int:
        """The operations of all resources that some content uses by one operator."""
        if not things:
            return 0
        times, unnamed = _names(data, operator)
        total = sum(
            number * count(things[name]) for name, number in times.items() if name in things
        )
        return total + (unnamed * max(map(count, things.values())) if unnamed else 0)

    def _once(self, it: Any, count: Callable[[], int], around: Any = None) -> int:
        """The operations of a part, counted the first time it is met in the same surroundings.
        Raises Unreadable where it is in itself."""
        if not it.is_indirect:
            return count()
        key = it.objgen, around.unparse() if around is not None else b""
        if key in self._open:
            raise Unreadable("has a part that paints itself", SAVE_AGAIN)
        if len(self._open) >= DEEPEST:
            raise Unreadable("nests its parts too deeply", "flatten it and save it again")
        if key not in self._known:
            self._open.append(key)
            self._known[key] = count()
            self._open.pop()
        return self._known[key]

    def _xobject(self, it: Any, around: Any) -> int:
        if not isinstance(it, pikepdf.Stream):
            return 0
        kind = str(it.get("/Subtype"))
        if kind == "/Image":
            mask = it.get("/SMask")
            return _pixels(it) + (_pixels(mask) if isinstance(mask, pikepdf.Stream) else 0)
        return self._form(it, around)

    def _form(self, it: Any, around: Any) -> int:
        """The operations of a form; one without resources has those of what is `around` it."""
        if not isinstance(it, pikepdf.Stream):
            return 0
        own = it.get("/Resources")
        used = around if own is None else own
        return self._once(
            it, lambda: self._painting(self._data(it), used), around if own is None else None
        )

    def _state(self, it: Any, around: Any) -> int:
        """The operations of a graphics state: those of its soft mask."""
        return self._form(it.get("/SMask").get("/G"), around)

    def _pattern(self, it: Any, around: Any) -> int:
        if isinstance(it, pikepdf.Stream):
            return self._form(it, around) + _cells(it) // _CELLS
        shading = it.get("/Shading") if isinstance(it, pikepdf.Dictionary) else None
        return self._shading(shading, around)

    def _shading(self, it: Any, around: Any) -> int:
        if isinstance(it, pikepdf.Stream):
            return self._once(it, lambda: 1 + unpacked_size(it) // _PATCH)
        return 1

    def _glyphs(self, data: bytes, resources: Any) -> int:
        """The operations of text whose glyphs operators draw, or may draw."""
        fonts = _listed(resources, "/Font")
        drawn = {name: font for name, font in fonts.items() if _is_drawn(font)}
        if not (drawn or self.glyph) or not _SHOWING.search(data):
            return 0
        times, unnamed = _names(data, _SET_FONT)
        chosen = (font for name, font in drawn.items() if unnamed or name in times)
        self.glyph = max(self.glyph, *(self._font(font, resources) for font in chosen), 0)
        return self.glyph * _shown(data) if self.glyph else 0

    def _font(self, font: Any, around: Any) -> int:
        """The operations of a font's most expensive glyph."""
        own = font.get("/Resources")
        used = around if own is None else own
        glyphs = _listed(font, "/CharProcs").values()
        return self._once(
            font, lambda: max((self._form(it, used) for it in glyphs), default=0), used
        )


def _listed(holder: Any, key: str) -> dict[str, Any]:
    """The resources of a kind, by name."""
    found = holder.get(key)
    return dict(found.items()) if isinstance(found, pikepdf.Dictionary) else {}


def _is_drawn(font: Any) -> bool:
    """Whether the glyphs of a font are drawn by operators (Type 3)."""
    return isinstance(font, pikepdf.Dictionary) and str(font.get("/Subtype")) == "/Type3"


def _is_masked(state: Any) -> bool:
    """Whether a graphics state has a soft mask that is drawn."""
    mask = state.get("/SMask") if isinstance(state, pikepdf.Dictionary) else None
    return isinstance(mask, pikepdf.Dictionary)


def _names(data: bytes, operator: _Operator) -> tuple[Counter[str], int]:
    """How often each name stands before an operator, and how often something else does."""
    times = len(operator.every.findall(data))
    if not times:
        return Counter(), 0
    counts = Counter(_spelled(name) for name in operator.named.findall(data))
    return counts, max(0, times - counts.total())


def _spelled(name: bytes) -> str:
    """A name as qpdf gives it, with what is written as #xx decoded."""
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), name)
    return "/" + plain.decode("utf-8", "surrogateescape")


def _pixels(image: Any) -> int:
    sides = (image.get(name) for name in ("/Width", "/Height"))
    width, height = (side if isinstance(side, int) else 0 for side in sides)
    return 1 + max(0, width * height) // _PIXELS


_SHEET = 1_000
"""Points: the side of a sheet that each pattern is taken to fill, about a tabloid page."""


def _cells(pattern: pikepdf.Stream) -> int:
    """How many cells of a pattern a sheet has."""
    steps = [_real(pattern.get(name)) for name in ("/XStep", "/YStep")]
    matrix = pattern.get("/Matrix")
    terms = [_real(term) for term in matrix] if isinstance(matrix, pikepdf.Array) else []
    scale = abs(terms[0] * terms[3] - terms[1] * terms[2]) if len(terms) == 6 else 1.0
    area = abs(steps[0] * steps[1]) * scale
    return int(min(_SHEET * _SHEET / area, 1e18)) if area > 0 else 0


def _real(value: Any) -> float:
    return float(value) if isinstance(value, int) or hasattr(value, "as_tuple") else 0.0


def _shown(data: bytes) -> int:
    """How many glyphs content shows at most: the bytes of its texts."""
    rest = _TEXT.sub(b"", data)
    if b"(" in rest:  # one in another
        return len(data)
    return len(data) - len(rest) + sum(len(code) // 2 + 1 for code in _CODED.findall(data))


def _in_words(number: int) -> str:
    """A count as messages have it.

    >>> _in_words(31_000_000), _in_words(3_111_111_111_110)
    ('31 million', 'more than 10^12')
    """
    if number >= 10**9:
        return f"more than 10^{len(str(number)) - 1}"
    return f"{number / 1_000_000:.0f} million"
